//! What the models were sent and answered since the page was opened.

use leptos::prelude::*;
use micropython_agent::model::inspector::Exchange;

use super::Session;

impl Session {
    /// The calls made for a step of the conversation on the screen, oldest first.
    pub fn exchanges(&self, step: u32) -> Vec<Exchange> {
        let name = self.name_of(step);
        self.adapters
            .with_value(|adapters| adapters.inspector.of_step(&name))
    }

    /// Whether any are kept.
    pub fn has_exchanges(&self, step: u32) -> bool {
        let name = self.name_of(step);
        self.adapters
            .with_value(|adapters| adapters.inspector.has(&name))
    }

    fn name_of(&self, step: u32) -> String {
        let id = self
            .current
            .with_untracked(|current| current.id.get_untracked());
        step_name(&id, step)
    }
}

/// How a step of a conversation is named where calls are kept.
pub fn step_name(conversation: &str, step: u32) -> String {
    format!("{conversation}/{step}")
}
