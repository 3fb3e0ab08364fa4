//! Stores for the tests, and a way to wait for them.

use std::cell::Cell;
use std::rc::Rc;

use async_trait::async_trait;
use futures::FutureExt;
use micropython_agent::platform::store::{Change, MemoryStore, RecordStore, StoreError};

/// A memory store whose commits can be made to fail.
#[derive(Default)]
pub struct FailingStore {
    pub memory: MemoryStore,
    pub full: Cell<bool>,
}

#[async_trait(?Send)]
impl RecordStore for FailingStore {
    async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        if self.full.get() {
            return Err(StoreError::Full);
        }
        self.memory.commit(changes).await
    }

    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.memory.get(key).await
    }

    async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.memory.get_bytes(key).await
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.memory.list(prefix).await
    }
}

pub fn memory() -> Rc<MemoryStore> {
    Rc::default()
}

/// The result of a future that never has to wait.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("nothing waits")
}

pub fn put(store: &dyn RecordStore, key: &str, value: &str) {
    let change = Change::Put {
        key: key.into(),
        value: value.into(),
    };
    now(store.commit(vec![change])).expect("stored");
}

/// All records under a prefix.
pub fn records(store: &dyn RecordStore, prefix: &str) -> Vec<(String, String)> {
    now(store.list(prefix)).expect("a list")
}
