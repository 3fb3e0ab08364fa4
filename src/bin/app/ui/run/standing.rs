//! Where a run stands, and the words for it.

use micropython_agent::agent::{Prices, RunEnd};

use crate::session::view::Sum;
use crate::text::figures::{duration, money};
use crate::texts;

/// Where a run stands: decides its words and its look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Being worked on.
    Working,
    /// Ended with an answer.
    Answered,
    /// Ended at the step limit.
    StepLimit,
    /// Ended at the limit of tokens or of costs.
    OverBudget,
    /// Stopped by the user.
    Stopped,
    /// Could not go on.
    Failed,
    /// Neither at work nor ended, in the middle of a step: the page was closed then.
    Interrupted,
    /// Neither at work nor ended, with nothing cut off: gone back to, forked, or left between two steps.
    Paused,
}

impl Standing {
    /// Where the run with this end, or none yet, stands. One that has ended stays so until its
    /// next step begins, whatever else is being worked on.
    pub fn of(end: Option<&RunEnd>, working: bool, last_step_ended: impl FnOnce() -> bool) -> Self {
        match end {
            None if working => Standing::Working,
            None if last_step_ended() => Standing::Paused,
            None => Standing::Interrupted,
            Some(RunEnd::Answered { .. }) => Standing::Answered,
            Some(RunEnd::StepLimit { .. }) => Standing::StepLimit,
            Some(RunEnd::TokenLimit { .. } | RunEnd::CostLimit { .. }) => Standing::OverBudget,
            Some(RunEnd::Stopped {}) => Standing::Stopped,
            Some(RunEnd::Failed { .. }) => Standing::Failed,
        }
    }

    /// Whether the work can be taken up again.
    pub fn can_go_on(self) -> bool {
        match self {
            Standing::StepLimit
            | Standing::OverBudget
            | Standing::Stopped
            | Standing::Failed
            | Standing::Interrupted
            | Standing::Paused => true,
            Standing::Working | Standing::Answered => false,
        }
    }

    /// The standing as `data-state` gives it to those who drive the page from outside.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Working => "working",
            Standing::Answered => "answered",
            Standing::StepLimit => "step-limit",
            Standing::OverBudget => "over-budget",
            Standing::Stopped => "stopped",
            Standing::Failed => "failed",
            Standing::Interrupted => "interrupted",
            Standing::Paused => "paused",
        }
    }

    /// The standing in words, from the number of the last step and how many came to their end.
    pub fn headline(self, last: u64, ended: u64, max_steps: u32) -> String {
        match self {
            Standing::Working if last == 0 => texts::run::starting().into(),
            // The user has raised the limit.
            Standing::Working if last > max_steps.into() => texts::run::working(last),
            Standing::Working => texts::run::working_of(last, max_steps),
            Standing::Answered => texts::run::solved_in(ended),
            Standing::StepLimit => texts::run::step_limit(ended),
            Standing::OverBudget => texts::run::over_budget(ended),
            Standing::Stopped => texts::run::stopped_after(last),
            Standing::Failed => texts::run::failed_at(last),
            Standing::Interrupted => texts::run::interrupted_at(last),
            Standing::Paused => texts::run::paused_after(ended),
        }
    }

    /// Time, tokens, and what they cost at these prices.
    pub fn figures(self, elapsed: u64, sum: Sum, prices: Option<Prices>) -> String {
        let time = match self {
            // It ticks once a second: tenths would be made up.
            Standing::Working => format!("{} s", elapsed / 1_000),
            Standing::Answered
            | Standing::StepLimit
            | Standing::OverBudget
            | Standing::Stopped
            | Standing::Failed
            | Standing::Paused => duration(elapsed),
            // Nobody knows when the page was closed.
            Standing::Interrupted => String::new(),
        };
        let tokens = match sum.spending.tokens() {
            0 => String::new(),
            tokens => texts::figures::tokens(tokens),
        };
        let cost = prices.filter(|_| !tokens.is_empty());
        let cost = cost.map(|prices| texts::run::cost(money(sum.spending.cost(prices))));
        let parts = [time, tokens, cost.unwrap_or_default()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }
}
