//! How the agent works, as settings: what a question may take, the context window, plans and the
//! final summary.

use serde::{Deserialize, Serialize};

use super::check::{Check, one_of, quoted};
use crate::agent::{AgentOptions, FinalSummary, Prices};

const MAX_PROMPT_CHARS: usize = 5_000;

/// How the agent works.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkSettings {
    /// Tokens for one question, sent and received, 1,000 to 1,000,000,000; no limit when not set.
    pub max_tokens: Option<u64>,
    /// Cost of one question, above 0 and at most 1,000,000, in the currency of the prices; no
    /// limit when not set.
    pub max_cost: Option<f64>,
    /// Price of a million tokens sent, 0 to 10,000; costs are unknown when not set.
    pub input_price: Option<f64>,
    /// Price of a million tokens sent that the provider still had of an earlier request, 0 to 10,000;
    /// that of the others when not set.
    pub cached_price: Option<f64>,
    /// Price of a million tokens received, 0 to 10,000; costs are unknown when not set.
    pub output_price: Option<f64>,
    /// Tokens that the model can be sent, 4,000 to 10,000,000.
    pub context_tokens: u64,
    /// Percent of them that may be full before older steps are shortened, then summarised, 20 to 95:
    /// the reply needs room, too.
    pub compact_percent: u32,
    /// Steps from plan to plan, 1 to 100; no plans when not set.
    pub planning_interval: Option<u32>,
    /// Whether the answer is written once more, as prose. A prompt of the user's own has at most
    /// 5,000 characters.
    pub final_summary: FinalSummary,
}

/// [`WorkSettings`] as stored and typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredWorkSettings {
    /// See [`WorkSettings::max_tokens`].
    pub max_tokens: Option<u64>,
    /// See [`WorkSettings::max_cost`].
    pub max_cost: Option<f64>,
    /// See [`WorkSettings::input_price`].
    pub input_price: Option<f64>,
    /// See [`WorkSettings::cached_price`].
    pub cached_price: Option<f64>,
    /// See [`WorkSettings::output_price`].
    pub output_price: Option<f64>,
    /// See [`WorkSettings::context_tokens`].
    pub context_tokens: Option<u64>,
    /// See [`WorkSettings::compact_percent`].
    pub compact_percent: Option<u32>,
    /// See [`WorkSettings::planning_interval`].
    pub planning_interval: Option<u32>,
    /// See [`WorkSettings::final_summary`]: "off", "standard" or "own".
    pub final_summary: Option<String>,
    /// The prompt for a summary of the user's own.
    pub summary_prompt: Option<String>,
}

impl Default for WorkSettings {
    fn default() -> Self {
        let options = AgentOptions::default();
        Self {
            max_tokens: options.max_tokens,
            max_cost: options.max_cost,
            input_price: None,
            cached_price: None,
            output_price: None,
            context_tokens: options.context_tokens,
            compact_percent: options.compact_percent,
            planning_interval: options.planning_interval,
            final_summary: options.final_summary,
        }
    }
}

impl WorkSettings {
    /// What tokens cost, where the prices of those sent and received are known.
    pub fn prices(&self) -> Option<Prices> {
        let input = self.input_price?;
        Some(Prices {
            input,
            cached_input: self.cached_price.unwrap_or(input),
            output: self.output_price?,
        })
    }

    /// The options with these settings in them.
    pub(super) fn put_into(&self, options: AgentOptions) -> AgentOptions {
        AgentOptions {
            max_tokens: self.max_tokens,
            max_cost: self.max_cost,
            prices: self.prices(),
            context_tokens: self.context_tokens,
            compact_percent: self.compact_percent,
            planning_interval: self.planning_interval,
            final_summary: self.final_summary.clone(),
            ..options
        }
    }
}

impl StoredWorkSettings {
    /// The default for what is missing; each that is wrong is an error.
    pub(super) fn check(self, check: &mut Check) -> WorkSettings {
        let default = WorkSettings::default();
        let price = |check: &mut Check, field, price: Option<f64>| {
            price.map(|price| check.number_between(field, price, (0.0, 10_000.0)))
        };
        let settings = WorkSettings {
            max_tokens: self
                .max_tokens
                .map(|most| check.between("work.max_tokens", most, (1_000, 1_000_000_000))),
            max_cost: self
                .max_cost
                .map(|most| check.number_between("work.max_cost", most, (0.0001, 1_000_000.0))),
            input_price: price(check, "work.input_price", self.input_price),
            cached_price: price(check, "work.cached_price", self.cached_price),
            output_price: price(check, "work.output_price", self.output_price),
            context_tokens: check.between(
                "work.context_tokens",
                self.context_tokens.unwrap_or(default.context_tokens),
                (4_000, 10_000_000),
            ),
            compact_percent: check.between(
                "work.compact_percent",
                self.compact_percent.unwrap_or(default.compact_percent),
                (20, 95),
            ),
            planning_interval: self
                .planning_interval
                .map(|steps| check.between("work.planning_interval", steps, (1, 100))),
            final_summary: summary(check, self.final_summary, self.summary_prompt),
        };
        if let Some(cost) = settings.max_cost.filter(|_| settings.prices().is_none()) {
            check.fail(
                "work.max_cost",
                cost,
                "A limit on costs needs both prices below. Your provider's page has them.",
            );
        }
        settings
    }
}

fn summary(check: &mut Check, kind: Option<String>, prompt: Option<String>) -> FinalSummary {
    let prompt = prompt.unwrap_or_default();
    match kind.as_deref().unwrap_or("off") {
        "off" => FinalSummary::Off,
        "standard" => FinalSummary::Standard,
        "own" => {
            if prompt.trim().is_empty() {
                check.fail(
                    "work.summary_prompt",
                    quoted(&prompt),
                    "Say how the answer is to be written.",
                );
            }
            let chars = prompt.chars().count();
            if chars > MAX_PROMPT_CHARS {
                check.fail(
                    "work.summary_prompt",
                    format!("a text of {chars} characters"),
                    format!("This is longer than {MAX_PROMPT_CHARS} characters. Shorten it."),
                );
            }
            FinalSummary::Own(prompt)
        }
        other => {
            check.fail(
                "work.final_summary",
                quoted(other),
                one_of(&["off", "standard", "own"]),
            );
            FinalSummary::Off
        }
    }
}

impl From<&WorkSettings> for StoredWorkSettings {
    fn from(settings: &WorkSettings) -> Self {
        let (kind, prompt) = match &settings.final_summary {
            FinalSummary::Off => ("off", None),
            FinalSummary::Standard => ("standard", None),
            FinalSummary::Own(prompt) => ("own", Some(prompt.clone())),
        };
        Self {
            max_tokens: settings.max_tokens,
            max_cost: settings.max_cost,
            input_price: settings.input_price,
            cached_price: settings.cached_price,
            output_price: settings.output_price,
            context_tokens: Some(settings.context_tokens),
            compact_percent: Some(settings.compact_percent),
            planning_interval: settings.planning_interval,
            final_summary: Some(kind.into()),
            summary_prompt: prompt,
        }
    }
}
