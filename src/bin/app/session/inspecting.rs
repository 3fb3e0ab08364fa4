//! What the models were sent and answered since the page was opened.

use leptos::prelude::*;
use micropython_agent::model::inspector::Exchange;

use super::Session;
use crate::texts;

impl Session {
    /// The calls made for a step of the conversation on the screen, oldest first.
    pub fn exchanges(&self, step: u32) -> Vec<Exchange> {
        let name = self.name_of(step);
        self.adapters
            .with_value(|adapters| adapters.inspector.of_step(&name))
    }

    /// All that are kept, newest first.
    pub fn all_exchanges(&self) -> Vec<Exchange> {
        self.adapters
            .with_value(|adapters| adapters.inspector.all())
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

/// What calls are named that are made for a title.
pub const TITLE: &str = "title";
/// For a connection that is tried out.
pub const TRIAL: &str = "trial";
/// For the list of a provider's models.
pub const MODELS: &str = "models";

/// What a call of this name was made for, for the user.
pub fn purpose(name: &str) -> String {
    match name {
        TITLE => texts::requests::for_title().into(),
        TRIAL => texts::requests::for_trial().into(),
        MODELS => texts::requests::for_models().into(),
        step => {
            let number = step.rsplit_once('/').map(|(_, number)| number);
            let number = number.and_then(|number| number.parse::<u32>().ok());
            number.map(texts::step::step).unwrap_or_default()
        }
    }
}

/// How a step of a conversation is named where calls are kept.
pub fn step_name(conversation: &str, step: u32) -> String {
    format!("{conversation}/{step}")
}
