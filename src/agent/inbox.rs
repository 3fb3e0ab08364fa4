//! What the user writes while the agent is at work: the next step reads it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// Messages that wait. Clones are the same inbox.
#[derive(Clone, Default)]
pub struct Inbox {
    waiting: Rc<RefCell<VecDeque<String>>>,
}

impl Inbox {
    /// Adds a message. Blank ones are passed over.
    pub fn add(&self, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.waiting.borrow_mut().push_back(text);
        }
    }

    /// Those that wait, oldest first.
    pub fn waiting(&self) -> Vec<String> {
        self.waiting.borrow().iter().cloned().collect()
    }

    /// Takes the oldest.
    pub fn take(&self) -> Option<String> {
        self.waiting.borrow_mut().pop_front()
    }

    /// Takes back one that waits, by its place. False if it waits no longer.
    pub fn remove(&self, place: usize) -> bool {
        self.waiting.borrow_mut().remove(place).is_some()
    }
}
