//! Durable records: text values under text keys, changed in atomic batches. Knows nothing of what
//! the records mean.

mod scoped;

pub use scoped::ScopedStore;

use std::cell::RefCell;
use std::collections::BTreeMap;

use async_trait::async_trait;

/// One change to the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Writes the value, replacing any before it.
    Put {
        /// The record's key.
        key: String,
        /// Its new value.
        value: String,
    },
    /// Writes bytes, replacing any value before them. They are read by [`RecordStore::get_bytes`]
    /// alone: no prefix that is listed may cover them.
    PutBytes {
        /// The record's key.
        key: String,
        /// Its new value.
        bytes: Vec<u8>,
    },
    /// Removes one record; removing what is not there is not an error.
    Delete {
        /// The record's key.
        key: String,
    },
    /// Removes every record whose key starts with this.
    DeletePrefix {
        /// The start of the keys.
        prefix: String,
    },
}

/// A durable, ordered map from text to text or bytes.
#[async_trait(?Send)]
pub trait RecordStore {
    /// Applies all changes in order, or none of them. They are durable once this returns.
    async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError>;

    /// The value under a key.
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// The bytes under a key.
    async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// All records whose key starts with `prefix`, in key order.
    async fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError>;
}

/// Why a record could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The device's storage is full or the browser's quota is used up.
    #[error("storage on this device is full")]
    Full,
    /// The store cannot be opened (private browsing, blocked, corrupted).
    #[error("storage on this device is not available: {reason}")]
    Unavailable {
        /// What the browser said.
        reason: String,
    },
    /// A record is there but cannot be read as what it should be.
    #[error("the record {key} cannot be read: {reason}")]
    Corrupt {
        /// The record's key.
        key: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// The in-memory twin. Also what the page falls back to, with a warning, where the browser
/// refuses storage.
#[derive(Default)]
pub struct MemoryStore {
    records: RefCell<BTreeMap<String, String>>,
    bytes: RefCell<BTreeMap<String, Vec<u8>>>,
}

impl MemoryStore {
    /// All records that are bytes.
    pub fn bytes(&self) -> BTreeMap<String, Vec<u8>> {
        self.bytes.borrow().clone()
    }
}

#[async_trait(?Send)]
impl RecordStore for MemoryStore {
    async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let mut records = self.records.borrow_mut();
        let mut all_bytes = self.bytes.borrow_mut();
        for change in changes {
            match change {
                Change::Put { key, value } => {
                    records.insert(key, value);
                }
                Change::PutBytes { key, bytes } => {
                    all_bytes.insert(key, bytes);
                }
                Change::Delete { key } => {
                    records.remove(&key);
                    all_bytes.remove(&key);
                }
                Change::DeletePrefix { prefix } => {
                    records.retain(|key, _| !key.starts_with(&prefix));
                    all_bytes.retain(|key, _| !key.starts_with(&prefix));
                }
            }
        }
        Ok(())
    }

    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.records.borrow().get(key).cloned())
    }

    async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.bytes.borrow().get(key).cloned())
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        Ok(self
            .records
            .borrow()
            .range(prefix.to_string()..)
            .take_while(|(key, _)| key.starts_with(prefix))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect())
    }
}
