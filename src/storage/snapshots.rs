//! The Python session of a conversation as each step has left it, so that it outlives a reload and
//! can be taken back to an earlier step.
//!
//! Keys: `snapshot/{conversation}/{step}`, bytes, and `snapshots/{conversation}`, which says which
//! there are. Only so many bytes are kept of a conversation; the oldest go first.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::versioned;
use crate::platform::store::{Change, RecordStore, StoreError};
use crate::sandbox::Snapshot;

/// Bytes that the snapshots of one conversation take up, unless the newest alone is larger.
pub const MAX_BYTES: usize = 64 << 20;

/// The snapshots of one conversation.
pub struct Snapshots {
    store: Rc<dyn RecordStore>,
    conversation: String,
}

/// One that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    step: u32,
    bytes: usize,
}

impl Snapshots {
    /// Those of the conversation with this id.
    pub fn new(store: Rc<dyn RecordStore>, conversation: impl Into<String>) -> Self {
        Self {
            store,
            conversation: conversation.into(),
        }
    }

    /// Keeps the session as this step has left it, in the place of an earlier one of the same step.
    ///
    /// # Errors
    /// [`StoreError`] when nothing could be stored.
    pub async fn keep(&self, step: u32, snapshot: &Snapshot) -> Result<(), StoreError> {
        let all = self.kept().await?;
        let others = all.into_iter().filter(|kept| kept.step != step);
        let mut kept: Vec<Kept> = others.collect();
        let mut gone = Vec::new();
        let bytes = snapshot.as_bytes().to_vec();
        let mut total = bytes.len() + kept.iter().map(|older| older.bytes).sum::<usize>();
        while total > MAX_BYTES && !kept.is_empty() {
            let oldest = kept.remove(0);
            total -= oldest.bytes;
            gone.push(oldest.step);
        }
        let place = kept.partition_point(|other| other.step < step);
        let bytes_kept = bytes.len();
        kept.insert(
            place,
            Kept {
                step,
                bytes: bytes_kept,
            },
        );

        let mut changes: Vec<Change> = gone
            .into_iter()
            .map(|step| Change::Delete {
                key: self.key(step),
            })
            .collect();
        changes.push(Change::PutBytes {
            key: self.key(step),
            bytes,
        });
        let key = index_key(&self.conversation);
        let value = versioned::write(&key, &kept)?;
        changes.push(Change::Put { key, value });
        self.store.commit(changes).await
    }

    /// The session as this step has left it, if that is kept.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read, or is damaged.
    pub async fn of_step(&self, step: u32) -> Result<Option<Snapshot>, StoreError> {
        let key = self.key(step);
        let Some(bytes) = self.store.get_bytes(&key).await? else {
            return Ok(None);
        };
        match Snapshot::from_bytes(bytes) {
            Ok(snapshot) => Ok(Some(snapshot)),
            Err(error) => Err(StoreError::Corrupt {
                key,
                reason: error.to_string(),
            }),
        }
    }

    /// What copies those of the steps up to this one to another conversation, which has none.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub(super) async fn copies_for(
        &self,
        conversation: &str,
        newest: u32,
    ) -> Result<Vec<Change>, StoreError> {
        let copy = Self::new(Rc::clone(&self.store), conversation);
        let mut kept = self.kept().await?;
        kept.retain(|kept| kept.step <= newest);
        let mut changes = Vec::new();
        for Kept { step, .. } in &kept {
            if let Some(bytes) = self.store.get_bytes(&self.key(*step)).await? {
                let key = copy.key(*step);
                changes.push(Change::PutBytes { key, bytes });
            }
        }
        let key = index_key(conversation);
        let value = versioned::write(&key, &kept)?;
        changes.push(Change::Put { key, value });
        Ok(changes)
    }

    /// What keeps these, in ascending order of their steps, in a conversation that has none.
    ///
    /// # Errors
    /// [`StoreError`] when their index cannot be written.
    pub(super) fn all_new(
        &self,
        sessions: Vec<(u32, Snapshot)>,
    ) -> Result<Vec<Change>, StoreError> {
        let mut changes = Vec::new();
        let mut kept = Vec::new();
        for (step, snapshot) in sessions {
            let bytes = snapshot.into_bytes();
            kept.push(Kept {
                step,
                bytes: bytes.len(),
            });
            let key = self.key(step);
            changes.push(Change::PutBytes { key, bytes });
        }
        let key = index_key(&self.conversation);
        let value = versioned::write(&key, &kept)?;
        changes.push(Change::Put { key, value });
        Ok(changes)
    }

    /// The steps that a snapshot is kept of, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when that cannot be read.
    pub async fn steps(&self) -> Result<Vec<u32>, StoreError> {
        Ok(self.kept().await?.iter().map(|kept| kept.step).collect())
    }

    async fn kept(&self) -> Result<Vec<Kept>, StoreError> {
        let key = index_key(&self.conversation);
        match self.store.get(&key).await? {
            Some(text) => versioned::read(&key, &text),
            None => Ok(Vec::new()),
        }
    }

    fn key(&self, step: u32) -> String {
        format!("{}{step:010}", prefix(&self.conversation))
    }
}

/// What deletes all snapshots of a conversation.
pub(super) fn deletion(conversation: &str) -> [Change; 2] {
    [
        Change::Delete {
            key: index_key(conversation),
        },
        Change::DeletePrefix {
            prefix: prefix(conversation),
        },
    ]
}

fn prefix(conversation: &str) -> String {
    format!("snapshot/{conversation}/")
}

fn index_key(conversation: &str) -> String {
    format!("snapshots/{conversation}")
}
