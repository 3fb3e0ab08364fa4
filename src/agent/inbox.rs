//! What the user writes while the agent is at work.

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

/// Messages that wait. Clones are the same inbox.
#[derive(Clone, Default)]
pub struct Inbox {
    waiting: Rc<RefCell<Vec<Waiting>>>,
}

/// A message that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// As typed.
    pub text: String,
    /// Who takes it.
    pub turn: Turn,
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
        let text = text.into();
        if !text.trim().is_empty() {
            self.waiting.borrow_mut().push(Waiting { text, turn });
        }
    }

    /// Those that wait, oldest first.
    pub fn waiting(&self) -> Vec<Waiting> {
        self.waiting.borrow().clone()
    }

    /// Takes the oldest that the next step is to read.
    pub fn take_for_step(&self) -> Option<String> {
        let place = self.find(|waiting| waiting.turn == Turn::NextStep)?;
        self.remove(place)
    }

    /// Takes the oldest, once no further step will be made: what no step has read is a question.
    pub fn take_for_question(&self) -> Option<String> {
        self.find(|_| true).and_then(|place| self.remove(place))
    }

    /// Takes back one that waits, by its place. Nothing if it waits no longer.
    pub fn remove(&self, place: usize) -> Option<String> {
        let mut waiting = self.waiting.borrow_mut();
        (place < waiting.len()).then(|| waiting.remove(place).text)
    }

    fn find(&self, is_meant: impl Fn(&Waiting) -> bool) -> Option<usize> {
        self.waiting.borrow().iter().position(is_meant)
    }
}
