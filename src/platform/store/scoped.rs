//! A part of a store as a store of its own: all its keys begin alike.

use std::rc::Rc;

use async_trait::async_trait;

use super::{Change, RecordStore, StoreError};

/// The records whose keys begin with a prefix, which is not part of the keys here.
pub struct ScopedStore {
    whole: Rc<dyn RecordStore>,
    prefix: String,
}

impl ScopedStore {
    /// The part of `whole` under this prefix.
    pub fn new(whole: Rc<dyn RecordStore>, prefix: impl Into<String>) -> Self {
        Self {
            whole,
            prefix: prefix.into(),
        }
    }

    fn outer(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }
}

#[async_trait(?Send)]
impl RecordStore for ScopedStore {
    async fn commit(&self, mut changes: Vec<Change>) -> Result<(), StoreError> {
        for change in &mut changes {
            match change {
                Change::Put { key, .. }
                | Change::PutBytes { key, .. }
                | Change::Delete { key }
                | Change::DeletePrefix { prefix: key } => *key = self.outer(key),
            }
        }
        self.whole.commit(changes).await
    }

    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.whole.get(&self.outer(key)).await
    }

    async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.whole.get_bytes(&self.outer(key)).await
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let records = self.whole.list(&self.outer(prefix)).await?.into_iter();
        let inner = |key: String| key.get(self.prefix.len()..).map(str::to_string);
        Ok(records
            .filter_map(|(key, value)| Some((inner(key)?, value)))
            .collect())
    }
}
