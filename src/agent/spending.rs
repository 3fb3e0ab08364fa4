//! What a run has cost, and whether that is more than it may.

use super::event::RunEnd;
use super::options::{AgentOptions, Prices};
use super::transcript::{Run, Step};
use crate::model::tokenizer::estimate;

/// Tokens that were sent and received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spending {
    /// Sent.
    pub input_tokens: u64,
    /// Received.
    pub output_tokens: u64,
}

impl Spending {
    /// What the run has taken since its limits were last raised. Steps that were broken off count:
    /// they were paid for.
    pub fn of(run: &Run) -> Self {
        let mut spending = Self::default();
        let counted = run
            .steps
            .iter()
            .filter(|step| step.id > run.continued_after);
        for step in counted {
            spending.add(Self::of_step(step));
        }
        spending
    }

    /// Tokens of one step: what the provider counted, or else our estimate.
    pub fn of_step(step: &Step) -> Self {
        match step.reply.usage {
            Some(usage) => Self {
                input_tokens: usage.input_tokens,
                output_tokens: usage.output_tokens,
            },
            None => Self {
                input_tokens: step.context.total(),
                output_tokens: estimate(&step.reply.text) + estimate(&step.reply.reasoning),
            },
        }
    }

    /// Adds more to it.
    pub fn add(&mut self, more: Self) {
        self.input_tokens = self.input_tokens.saturating_add(more.input_tokens);
        self.output_tokens = self.output_tokens.saturating_add(more.output_tokens);
    }

    /// All tokens.
    pub fn tokens(&self) -> u64 {
        self.input_tokens.saturating_add(self.output_tokens)
    }

    /// Their cost, in the currency of the prices.
    pub fn cost(&self, prices: Prices) -> f64 {
        (self.input_tokens as f64 * prices.input + self.output_tokens as f64 * prices.output) / 1e6
    }

    /// The end of the run, if it has reached one of its limits.
    pub fn limit_reached(&self, options: &AgentOptions) -> Option<RunEnd> {
        if let Some(limit) = options.max_tokens.filter(|limit| self.tokens() >= *limit) {
            let spent = self.tokens();
            return Some(RunEnd::TokenLimit { limit, spent });
        }
        let spent = self.cost(options.prices?);
        let limit = options.max_cost.filter(|limit| spent >= *limit)?;
        Some(RunEnd::CostLimit { limit, spent })
    }
}
