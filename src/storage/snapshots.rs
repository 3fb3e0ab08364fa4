//! The Python session of a conversation as each step has left it, so that it outlives a reload and
//! can be taken back to an earlier step.
//!
//! Keys: `snapshot/{conversation}/{step}` and `snapshot/{conversation}/block/{name}`, bytes, and
//! `snapshots/{conversation}`, which says which there are. Only so many bytes are kept of a
//! conversation; the oldest go first.

mod index;

use std::collections::BTreeSet;
use std::rc::Rc;

use self::index::{Index, Split, named};
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
        let mut index = self.index().await?;
        let mut gone = BTreeSet::new();
        let is_kept = index.kept.iter().any(|kept| kept.step == step);
        let before = match is_kept {
            true => self.names(step).await?,
            false => Vec::new(),
        };
        index.kept.retain(|kept| kept.step != step);
        let split = Split::of(snapshot);
        let new = index.add(step, &split);
        let mut changes = Vec::new();
        // Only now: what it shares with the one before stays where it is.
        gone.extend(index.release(&before));
        while index.bytes() > MAX_BYTES
            && let Some(oldest) = index
                .kept
                .iter()
                .map(|kept| kept.step)
                .find(|it| *it != step)
        {
            let names = self.names(oldest).await?;
            gone.extend(index.remove(oldest, &names));
            let key = self.key(oldest);
            changes.push(Change::Delete { key });
        }
        changes.extend(gone.into_iter().map(|name| Change::Delete {
            key: self.block_key(name),
        }));
        changes.extend(self.putting(step, split.record, new));
        changes.push(self.putting_index(&index)?);
        self.store.commit(changes).await
    }

    /// The session as this step has left it, if that is kept.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read, or is damaged.
    pub async fn of_step(&self, step: u32) -> Result<Option<Snapshot>, StoreError> {
        let key = self.key(step);
        let Some(record) = self.store.get_bytes(&key).await? else {
            return Ok(None);
        };
        let bytes = match named(&record) {
            None => record,
            Some((head, names)) => {
                let mut bytes = head.to_vec();
                for name in names {
                    // Without one of them the checksum is another.
                    let block = self.store.get_bytes(&self.block_key(name)).await?;
                    bytes.extend(block.unwrap_or_default());
                }
                bytes
            }
        };
        match Snapshot::from_bytes(&bytes) {
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
        let mut index = self.index().await?;
        let later = index.kept.iter().map(|kept| kept.step);
        let later: Vec<u32> = later.filter(|step| *step > newest).collect();
        for step in later {
            let names = self.names(step).await?;
            index.remove(step, &names);
        }
        let mut changes = Vec::new();
        let records = index.kept.iter().map(|kept| kept.step);
        let records = records.map(|step| (self.key(step), copy.key(step)));
        let blocks = index.blocks.keys();
        let blocks = blocks.map(|name| (self.block_key(*name), copy.block_key(*name)));
        for (from, key) in records.chain(blocks) {
            if let Some(bytes) = self.store.get_bytes(&from).await? {
                changes.push(Change::PutBytes { key, bytes });
            }
        }
        changes.push(copy.putting_index(&index)?);
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
        let mut index = Index::default();
        for (step, snapshot) in sessions {
            let split = Split::of(&snapshot);
            let new = index.add(step, &split);
            changes.extend(self.putting(step, split.record, new));
        }
        changes.push(self.putting_index(&index)?);
        Ok(changes)
    }

    /// The steps that a snapshot is kept of, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when that cannot be read.
    pub async fn steps(&self) -> Result<Vec<u32>, StoreError> {
        let index = self.index().await?;
        Ok(index.kept.iter().map(|kept| kept.step).collect())
    }

    async fn index(&self) -> Result<Index, StoreError> {
        let key = index_key(&self.conversation);
        match self.store.get(&key).await? {
            Some(text) => versioned::read(&key, &text),
            None => Ok(Index::default()),
        }
    }

    /// The blocks of a step's snapshot.
    async fn names(&self, step: u32) -> Result<Vec<u64>, StoreError> {
        let record = self.store.get_bytes(&self.key(step)).await?;
        let record = record.unwrap_or_default();
        Ok(named(&record).map(|(_, names)| names).unwrap_or_default())
    }

    fn putting(
        &self,
        step: u32,
        record: Vec<u8>,
        blocks: Vec<(u64, &[u8])>,
    ) -> impl Iterator<Item = Change> {
        let record = (self.key(step), record);
        let blocks = blocks.into_iter();
        let blocks = blocks.map(|(name, block)| (self.block_key(name), block.to_vec()));
        let all = blocks.chain([record]);
        all.map(|(key, bytes)| Change::PutBytes { key, bytes })
    }

    fn putting_index(&self, index: &Index) -> Result<Change, StoreError> {
        let key = index_key(&self.conversation);
        let value = versioned::write(&key, index)?;
        Ok(Change::Put { key, value })
    }

    fn block_key(&self, name: u64) -> String {
        format!("{}block/{name:016x}", prefix(&self.conversation))
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
