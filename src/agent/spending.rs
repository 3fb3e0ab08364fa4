//! What a run has cost, and whether that is more than it may.

use super::event::RunEnd;
use super::options::{AgentOptions, Prices};
use super::transcript::{Run, Step};
use crate::model::Usage;
use crate::model::tokenizer::estimate;

/// Tokens that were sent and received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spending {
    /// Sent.
    pub input_tokens: u64,
    /// Of those, the ones that the provider still had.
    pub cached_input_tokens: u64,
    /// Received.
    pub output_tokens: u64,
}

impl Spending {
    /// What the run has taken since its limits were last raised. Steps that were broken off count,
    /// once anything of their reply had arrived: they were paid for.
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

    /// Tokens of one step: what the provider counted, or else our estimate; and what its tools
    /// had a model read and write.
    pub fn of_step(step: &Step) -> Self {
        let mut spending = Self::of_reply(step);
        for call in &step.calls {
            spending.add(call.spent);
        }
        spending
    }

    /// Tokens as a provider counted them.
    pub fn of_usage(usage: Usage) -> Self {
        Self {
            input_tokens: usage.input_tokens,
            cached_input_tokens: usage.cached_input_tokens.min(usage.input_tokens),
            output_tokens: usage.output_tokens,
        }
    }

    /// Tokens of a step's own reply.
    fn of_reply(step: &Step) -> Self {
        match step.reply.usage {
            Some(usage) => Self::of_usage(usage),
            None if !step.reply.has_begun() => Self::default(),
            None => Self {
                input_tokens: step.context.total(),
                cached_input_tokens: 0,
                output_tokens: estimate(&step.reply.text) + estimate(&step.reply.reasoning),
            },
        }
    }

    /// Adds more to it.
    pub fn add(&mut self, more: Self) {
        self.input_tokens = self.input_tokens.saturating_add(more.input_tokens);
        self.cached_input_tokens =
            (self.cached_input_tokens).saturating_add(more.cached_input_tokens);
        self.output_tokens = self.output_tokens.saturating_add(more.output_tokens);
    }

    /// All tokens.
    pub fn tokens(&self) -> u64 {
        self.input_tokens.saturating_add(self.output_tokens)
    }

    /// Their cost, in the currency of the prices.
    pub fn cost(&self, prices: Prices) -> f64 {
        let anew = self.input_tokens.saturating_sub(self.cached_input_tokens);
        let parts = [
            (anew, prices.input),
            (self.cached_input_tokens, prices.cached_input),
            (self.output_tokens, prices.output),
        ];
        let costs = parts.map(|(tokens, price)| tokens as f64 * price);
        costs.iter().sum::<f64>() / 1e6
    }

    /// Tokens until one of the limits is reached; of costs, all taken for the dearer ones.
    pub fn tokens_left(&self, options: &AgentOptions) -> u64 {
        let by_tokens = options
            .max_tokens
            .map_or(u64::MAX, |limit| limit.saturating_sub(self.tokens()));
        let by_cost = options
            .max_cost
            .zip(options.prices)
            .map(|(limit, prices)| (limit - self.cost(prices), prices.input.max(prices.output)))
            .filter(|(_, price)| *price > 0.0)
            .map_or(u64::MAX, |(left, price)| {
                (left.max(0.0) / price * 1e6) as u64
            });
        by_tokens.min(by_cost)
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
