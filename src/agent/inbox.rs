//! What the user writes while the agent is at work.

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::sandbox::Artifact;

/// Messages that wait. Clones are the same inbox.
#[derive(Clone, Default)]
pub struct Inbox {
    waiting: Rc<RefCell<Vec<Waiting>>>,
}

/// A message that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// As typed; may be empty if artifacts come with it.
    pub text: String,
    /// The artifacts that come with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub artifacts: Vec<Artifact>,
    /// Who takes it.
    pub turn: Turn,
}

/// What the user has added to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// As typed; may be empty if artifacts came with it.
    pub text: String,
    /// The artifacts that came with it.
    pub artifacts: Vec<Artifact>,
}

/// When a message is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// With the next step, as an addition to the question.
    NextStep,
    /// When the work on the question is done, as a question of its own.
    NextQuestion,
}

impl Inbox {
    /// Adds a message. Blank ones are passed over.
    pub fn add(&self, text: impl Into<String>, turn: Turn) {
        self.leave(Waiting {
            text: text.into(),
            artifacts: Vec::new(),
            turn,
        });
    }

    /// Adds a message. One with nothing in it is passed over.
    pub fn leave(&self, message: Waiting) {
        if !message.text.trim().is_empty() || !message.artifacts.is_empty() {
            self.waiting.borrow_mut().push(message);
        }
    }

    /// Those that wait, oldest first.
    pub fn waiting(&self) -> Vec<Waiting> {
        self.waiting.borrow().clone()
    }

    /// Takes the oldest that the next step is to read.
    pub fn take_for_step(&self) -> Option<Waiting> {
        let place = self.find(|waiting| waiting.turn == Turn::NextStep)?;
        self.remove(place)
    }

    /// Takes the oldest, once no further step will be made: what no step has read is a question.
    pub fn take_for_question(&self) -> Option<Waiting> {
        self.find(|_| true).and_then(|place| self.remove(place))
    }

    /// Takes back one that waits, by its place. Nothing if it waits no longer.
    pub fn remove(&self, place: usize) -> Option<Waiting> {
        let mut waiting = self.waiting.borrow_mut();
        (place < waiting.len()).then(|| waiting.remove(place))
    }

    fn find(&self, is_meant: impl Fn(&Waiting) -> bool) -> Option<usize> {
        self.waiting.borrow().iter().position(is_meant)
    }
}
