//! Writes a conversation, event by event. What later events make superfluous is deleted in the
//! same commit, so that at any instant the records say all that was shown, and say it once.

use std::cell::RefCell;
use std::rc::Rc;

use super::superseded::Superseded;
use super::{Label, Summary, event_key, summary_key, title_of, waiting};
use crate::agent::Event;
use crate::platform::store::{Change, RecordStore, StoreError};
use crate::storage::versioned;

/// The log of one conversation. One writer at a time, and one write: two would take each other's
/// places.
pub struct ConversationLog {
    store: Rc<dyn RecordStore>,
    id: String,
    state: RefCell<State>,
}

/// What has been written.
#[derive(Default)]
struct State {
    summary: Summary,
    superseded: Superseded,
    next_sequence: u64,
}

impl ConversationLog {
    pub(super) fn new(store: Rc<dyn RecordStore>, id: String) -> Self {
        let mut state = State::default();
        state.summary.id.clone_from(&id);
        Self {
            store,
            id,
            state: RefCell::new(state),
        }
    }

    /// The conversation's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What the list shows of it.
    pub fn summary(&self) -> Summary {
        self.state.borrow().summary.clone()
    }

    /// Adds events at the end. They are durable once this returns. Streamed text may be collected
    /// for a while and added at once: pieces that follow one another become one record.
    ///
    /// # Errors
    /// [`StoreError`] when nothing could be written; the same events may then be added again.
    pub async fn append(&self, events: &[Event]) -> Result<(), StoreError> {
        self.append_with(events, Vec::new()).await
    }

    /// As [`ConversationLog::append`], with other changes in the same commit.
    pub(super) async fn append_with(
        &self,
        events: &[Event],
        others: Vec<Change>,
    ) -> Result<(), StoreError> {
        // Before the state moves on: where this cannot be read, nothing has changed.
        let taken = waiting::taken(&self.store, &self.id, events).await?;
        // The state moves on even if the commit fails or is dropped: a place is never used twice.
        let mut changes = self.changes(&mut self.state.borrow_mut(), events)?;
        changes.extend(taken);
        changes.extend(others);
        if let Err(error) = self.store.commit(changes).await {
            // What was streamed before stays as it is stored: the events that supersede it are not.
            self.state.borrow_mut().superseded = Superseded::default();
            return Err(error);
        }
        Ok(())
    }

    /// Has the list call the conversation after this question, where nobody gave it another title.
    pub(super) async fn title_after(&self, question: &str) -> Result<(), StoreError> {
        let title = title_of(question);
        let mut summary = self.summary();
        summary.title.clone_from(&title);
        self.store.commit(vec![put_summary(&summary)?]).await?;
        self.state.borrow_mut().summary.title = title;
        Ok(())
    }

    /// Takes in an event that is stored already.
    pub(super) fn replay(&self, sequence: Option<u64>, event: &Event) {
        let mut state = self.state.borrow_mut();
        state.summary.take_in(event);
        if let Some(sequence) = sequence {
            // What it supersedes was deleted when it was written.
            state.superseded.take_in(sequence, event);
        }
        drop(state);
        self.skip(sequence);
    }

    /// Leaves the place of a stored record alone.
    pub(super) fn skip(&self, sequence: Option<u64>) {
        let mut state = self.state.borrow_mut();
        if let Some(sequence) = sequence {
            state.next_sequence = state.next_sequence.max(sequence.saturating_add(1));
        }
    }

    /// The summary that is stored, rather than the one its events give.
    pub(super) fn set_summary(&self, summary: Summary) {
        self.state.borrow_mut().summary = Summary {
            id: self.id.clone(),
            ..summary
        };
    }

    /// What stores these events in a log that is new, and its summary as it stands, however old the
    /// events are.
    pub(super) fn prepare(&self, events: &[Event]) -> Result<Vec<Change>, StoreError> {
        let summary = self.summary();
        let mut changes = self.changes(&mut self.state.borrow_mut(), events)?;
        changes.push(put_summary(&summary)?);
        self.set_summary(summary);
        Ok(changes)
    }

    fn changes(&self, state: &mut State, events: &[Event]) -> Result<Vec<Change>, StoreError> {
        let mut changes = Vec::new();
        let mut has_new_summary = false;
        for event in joined(events) {
            let sequence = state.next_sequence;
            state.next_sequence = sequence.saturating_add(1);
            changes.push(self.put(sequence, &event)?);
            has_new_summary |= state.summary.take_in(&event);
            let replaced = state.superseded.take_in(sequence, &event);
            for (sequence, event) in replaced.rewritten {
                changes.push(self.put(sequence, &event)?);
            }
            changes.extend(replaced.deleted.into_iter().map(|sequence| Change::Delete {
                key: event_key(&self.id, sequence),
            }));
        }
        if has_new_summary {
            changes.push(put_summary(&state.summary)?);
        }
        Ok(changes)
    }

    fn put(&self, sequence: u64, event: &Event) -> Result<Change, StoreError> {
        let key = event_key(&self.id, sequence);
        let value = versioned::write(&key, event)?;
        Ok(Change::Put { key, value })
    }
}

fn put_summary(summary: &Summary) -> Result<Change, StoreError> {
    let key = summary_key(&summary.id);
    // The label has a record of its own, which others may write while this log is open.
    let summary = Summary {
        label: Label::default(),
        ..summary.clone()
    };
    let value = versioned::write(&key, &summary)?;
    Ok(Change::Put { key, value })
}

/// The events, pieces of the same stream that follow one another put together.
fn joined(events: &[Event]) -> Vec<Event> {
    let mut joined: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        push_joined(&mut joined, event.clone());
    }
    joined
}

/// Adds an event; text that goes on where the last event's text ended is joined to it.
pub fn push_joined(events: &mut Vec<Event>, event: Event) {
    if !events.last_mut().is_some_and(|last| extend(last, &event)) {
        events.push(event);
    }
}

/// Adds a piece to the piece before it. False if it is not of the same stream.
fn extend(last: &mut Event, next: &Event) -> bool {
    let (text, more) = match (last, next) {
        (Event::ReplyDelta { text }, Event::ReplyDelta { text: more })
        | (Event::ReasoningDelta { text }, Event::ReasoningDelta { text: more }) => (text, more),
        (
            Event::Printed { stream, text },
            Event::Printed {
                stream: next_stream,
                text: more,
            },
        ) if stream == next_stream => (text, more),
        _ => return false,
    };
    text.push_str(more);
    true
}
