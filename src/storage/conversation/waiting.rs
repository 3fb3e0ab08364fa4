//! Messages that wait for the agent. Each is a record of its own, which any tab may leave; it goes
//! in the same commit that stores the event which takes it in, so that it is neither lost nor read
//! twice.
//!
//! Keys: `waiting/{id}/{milliseconds}-{hash of the text}`.

use std::rc::Rc;

use xxhash_rust::xxh64::xxh64;

use super::Conversations;
use crate::agent::{Event, Waiting};
use crate::platform::store::{Change, RecordStore, StoreError};
use crate::storage::versioned;

impl Conversations {
    /// Keeps a message until an event takes it in: [`Event::Steered`] or [`Event::Asked`]. It is
    /// durable once this returns.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be stored.
    pub async fn leave(&self, id: &str, message: &Waiting, now_ms: u64) -> Result<(), StoreError> {
        let change = self.leaving(id, message, now_ms)?;
        self.store.commit(vec![change]).await
    }

    /// What keeps a message.
    pub(in crate::storage) fn leaving(
        &self,
        id: &str,
        message: &Waiting,
        now_ms: u64,
    ) -> Result<Change, StoreError> {
        let hash = xxh64(message.text.as_bytes(), 0);
        let key = format!("{}{now_ms:013}-{hash:016x}", prefix(id));
        let value = versioned::write(&key, message)?;
        Ok(Change::Put { key, value })
    }

    /// Forgets a message that was taken back. Nothing if none like it waits.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read or written.
    pub async fn take_back(&self, id: &str, message: &Waiting) -> Result<(), StoreError> {
        let stored = stored(&self.store, id).await?;
        let found = stored.into_iter().find(|(_, waiting)| waiting == message);
        match found {
            Some((key, _)) => self.store.commit(vec![Change::Delete { key }]).await,
            None => Ok(()),
        }
    }
}

/// The messages that wait, oldest first, each with its key. A damaged one is passed over: it is
/// neither read nor shown.
pub(super) async fn stored(
    store: &Rc<dyn RecordStore>,
    id: &str,
) -> Result<Vec<(String, Waiting)>, StoreError> {
    let records = store.list(&prefix(id)).await?.into_iter();
    let read = records.filter_map(|(key, text)| match versioned::read(&key, &text) {
        Ok(message) => Some((key, message)),
        Err(error) => {
            tracing::warn!(%error, "a message that waits is damaged");
            None
        }
    });
    Ok(read.collect())
}

/// What forgets the messages that these events take in.
pub(super) async fn taken(
    store: &Rc<dyn RecordStore>,
    id: &str,
    events: &[Event],
) -> Result<Vec<Change>, StoreError> {
    let mut taken = events.iter().filter_map(|event| match event {
        Event::Steered {
            text, artifacts, ..
        }
        | Event::Asked {
            question: text,
            artifacts,
            ..
        } => Some((text, artifacts)),
        _ => None,
    });
    let Some(first) = taken.next() else {
        return Ok(Vec::new());
    };
    let mut waiting = stored(store, id).await?;
    let mut changes = Vec::new();
    for (text, artifacts) in std::iter::once(first).chain(taken) {
        // An artifact for which there was no room is left out of the event.
        let found = waiting
            .iter()
            .position(|(_, waiting)| waiting.text == *text && waiting.artifacts == *artifacts)
            .or_else(|| {
                waiting
                    .iter()
                    .position(|(_, waiting)| waiting.text == *text)
            });
        if let Some(place) = found {
            let (key, _) = waiting.remove(place);
            changes.push(Change::Delete { key });
        }
    }
    Ok(changes)
}

/// What deletes all messages of a conversation.
pub(super) fn deletion(id: &str) -> Change {
    Change::DeletePrefix { prefix: prefix(id) }
}

fn prefix(id: &str) -> String {
    format!("waiting/{id}/")
}
