//! How an agent works.

use std::time::Duration;

use super::rules::AnswerRules;

/// How an agent works.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentOptions {
    /// Steps in one run before the best answer so far is asked for. Plans and summaries do not
    /// count.
    pub max_steps: u32,
    /// Tokens, sent and received, after which a run makes no further step.
    pub max_tokens: Option<u64>,
    /// Cost after which a run makes no further step, in the currency of the prices; without prices
    /// it is not known, and there is no such limit.
    pub max_cost: Option<f64>,
    /// What tokens cost.
    pub prices: Option<Prices>,
    /// Tokens that the model can be sent.
    pub context_tokens: u64,
    /// Percent of them that may be full before older steps are shortened, then summarised.
    pub compact_percent: u32,
    /// Steps after which the model is asked for the facts and a plan, before the first step too.
    pub planning_interval: Option<u32>,
    /// Whether the answer is written once more, as prose.
    pub final_summary: FinalSummary,
    /// Characters of one observation that the model is shown; the rest is cut from the middle.
    pub observation_chars: usize,
    /// How long one tool call may take.
    pub tool_timeout: Duration,
    /// Whether `final_answer` is offered and accepted.
    pub can_stop: bool,
    /// Steps that are made before it is. At the step limit the best answer is asked for all the same.
    pub answer_after: u32,
    /// What an answer that code gives must be.
    pub answer_rules: AnswerRules,
    /// More instructions of the user's own, added to the system message.
    pub instructions: String,
}

/// What a million tokens cost, in any currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prices {
    /// Of those that are sent.
    pub input: f64,
    /// Of those that are sent and that the provider still had of an earlier request.
    pub cached_input: f64,
    /// Of those that are received.
    pub output: f64,
}

/// Whether the model writes the answer once more, as prose, when the code has given it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FinalSummary {
    /// The answer stands as the code gave it.
    #[default]
    Off,
    /// By our own prompt.
    Standard,
    /// By this prompt.
    Own(String),
}

impl AgentOptions {
    /// Tokens that may be sent before older steps give way.
    pub fn context_budget(&self) -> u64 {
        let percent = u64::from(self.compact_percent);
        self.context_tokens.saturating_mul(percent) / 100
    }
}

impl Default for AgentOptions {
    fn default() -> Self {
        Self {
            max_steps: 20,
            max_tokens: None,
            max_cost: None,
            prices: None,
            context_tokens: 128_000,
            compact_percent: 80,
            planning_interval: None,
            final_summary: FinalSummary::Off,
            observation_chars: 20_000,
            tool_timeout: Duration::from_secs(60),
            can_stop: true,
            answer_after: 0,
            answer_rules: AnswerRules::default(),
            instructions: String::new(),
        }
    }
}
