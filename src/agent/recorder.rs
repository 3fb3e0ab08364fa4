//! Takes events into the transcript and hands them to the journal. Shared by all that goes on
//! within one step; no borrow is held across an await.

use std::cell::RefCell;
use std::rc::Rc;

use super::event::{Event, Journal};
use super::transcript::Transcript;

/// Where the events of a step go.
pub struct Recorder<'a> {
    journal: Rc<dyn Journal>,
    transcript: RefCell<&'a mut Transcript>,
}

impl<'a> Recorder<'a> {
    /// Records into this transcript and journal.
    pub fn new(journal: &Rc<dyn Journal>, transcript: &'a mut Transcript) -> Self {
        Self {
            journal: Rc::clone(journal),
            transcript: RefCell::new(transcript),
        }
    }

    /// Records an event that something is about to be done upon. The transcript takes it in first,
    /// so that it agrees with the journal even if this future is dropped.
    pub async fn record(&self, event: Event) {
        self.transcript.borrow_mut().apply(&event);
        self.journal.record(&event).await;
    }

    /// Records an event that arrives in the middle of synchronous work.
    pub fn note(&self, event: Event) {
        self.transcript.borrow_mut().apply(&event);
        self.journal.note(&event);
    }

    /// Looks at the transcript.
    pub fn read<T>(&self, look: impl FnOnce(&Transcript) -> T) -> T {
        look(&self.transcript.borrow())
    }
}
