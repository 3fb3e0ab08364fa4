//! What a run has cost, and whether that is more than it may.

use super::event::RunEnd;
use super::options::{AgentOptions, Prices};
use super::tokens;
use super::transcript::{Run, Step};
use crate::model::Usage;

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
        for usage in counted.map(Self::of_step) {
            spending.input_tokens = spending.input_tokens.saturating_add(usage.input_tokens);
            spending.output_tokens = spending.output_tokens.saturating_add(usage.output_tokens);
        }
        spending
    }

    /// Tokens of one step: what the provider counted, or else our estimate.
    pub fn of_step(step: &Step) -> Usage {
        step.reply.usage.unwrap_or_else(|| Usage {
            input_tokens: step.context.total(),
            output_tokens: tokens::estimate(&step.reply.text)
                + tokens::estimate(&step.reply.reasoning),
        })
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
