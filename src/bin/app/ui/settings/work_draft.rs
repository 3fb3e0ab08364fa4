//! How the agent works, as it is typed.

use leptos::prelude::*;
use micropython_agent::storage::settings::{SettingsError, StoredWorkSettings, WorkSettings};

use super::draft::{number, optional};

/// The fields as text, each a signal of its own.
#[derive(Clone, Copy)]
pub struct WorkDraft {
    /// See [`WorkSettings::max_tokens`].
    pub max_tokens: RwSignal<String>,
    /// See [`WorkSettings::max_cost`].
    pub max_cost: RwSignal<String>,
    /// See [`WorkSettings::input_price`].
    pub input_price: RwSignal<String>,
    /// See [`WorkSettings::output_price`].
    pub output_price: RwSignal<String>,
    /// See [`WorkSettings::context_tokens`].
    pub context_tokens: RwSignal<String>,
    /// See [`WorkSettings::planning_interval`].
    pub planning_interval: RwSignal<String>,
    /// See [`StoredWorkSettings::final_summary`].
    pub final_summary: RwSignal<String>,
    /// See [`StoredWorkSettings::summary_prompt`].
    pub summary_prompt: RwSignal<String>,
}

impl WorkDraft {
    /// The settings in force, as text.
    pub fn of(settings: &WorkSettings) -> Self {
        let stored = StoredWorkSettings::from(settings);
        Self {
            max_tokens: RwSignal::new(optional(stored.max_tokens)),
            max_cost: RwSignal::new(optional(stored.max_cost)),
            input_price: RwSignal::new(optional(stored.input_price)),
            output_price: RwSignal::new(optional(stored.output_price)),
            context_tokens: RwSignal::new(optional(stored.context_tokens)),
            planning_interval: RwSignal::new(optional(stored.planning_interval)),
            final_summary: RwSignal::new(stored.final_summary.unwrap_or_default()),
            summary_prompt: RwSignal::new(stored.summary_prompt.unwrap_or_default()),
        }
    }

    /// The fields as settings that are still to be checked; what is no number is an error.
    pub fn read(&self, errors: &mut Vec<SettingsError>) -> StoredWorkSettings {
        StoredWorkSettings {
            max_tokens: number("work.max_tokens", self.max_tokens, errors),
            max_cost: number("work.max_cost", self.max_cost, errors),
            input_price: number("work.input_price", self.input_price, errors),
            output_price: number("work.output_price", self.output_price, errors),
            context_tokens: number("work.context_tokens", self.context_tokens, errors),
            planning_interval: number("work.planning_interval", self.planning_interval, errors),
            final_summary: Some(self.final_summary.get_untracked()),
            summary_prompt: Some(self.summary_prompt.get_untracked()),
        }
    }
}
