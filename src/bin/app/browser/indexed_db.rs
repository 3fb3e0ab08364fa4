//! Durable records in IndexedDB: one object store, text or bytes under text keys, one transaction for each
//! batch of changes.

use std::future::IntoFuture;

use async_trait::async_trait;
use idb::{Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::Uint8Array;
use micropython_agent::platform::store::{Change, RecordStore, StoreError};
use wasm_bindgen::{JsCast, JsValue};

const DATABASE: &str = "micropython-agent";
const STORE: &str = "records";
/// IndexedDB's own number: raised only when object stores change, not with the records' form.
const SCHEMA: u32 = 1;

/// One of the site's databases.
pub struct IndexedDbStore {
    database: Database,
}

impl IndexedDbStore {
    /// Opens the page's database, and makes it first where there is none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the browser refuses (private browsing, blocked).
    pub async fn open() -> Result<Self, StoreError> {
        Self::open_database(DATABASE).await
    }

    /// As [`IndexedDbStore::open`], for a database beside it with a name that a program has chosen.
    ///
    /// # Errors
    /// As there.
    pub async fn open_named(name: &str) -> Result<Self, StoreError> {
        Self::open_database(&format!("{DATABASE}/{name}")).await
    }

    async fn open_database(name: &str) -> Result<Self, StoreError> {
        let factory = Factory::new().map_err(failed)?;
        let mut opening = factory.open(name, Some(SCHEMA)).map_err(failed)?;
        opening.on_upgrade_needed(|event| {
            let made = event
                .database()
                .and_then(|database| database.create_object_store(STORE, ObjectStoreParams::new()));
            if let Err(error) = made {
                tracing::error!(%error, "the object store could not be made");
            }
        });
        let mut database = opening.await.map_err(failed)?;
        // Another tab with a newer version of the page must not wait for this one.
        database.on_version_change(|event| {
            if let Ok(database) = event.database() {
                database.close();
            }
        });
        Ok(Self { database })
    }

    /// Keeps a value that is neither text nor bytes, such as a folder that the browser handed out. No
    /// prefix that is listed may cover its key.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be stored.
    pub async fn put_value(&self, key: &str, value: &JsValue) -> Result<(), StoreError> {
        let transaction = self
            .database
            .transaction(&[STORE], TransactionMode::ReadWrite)
            .map_err(failed)?;
        let store = transaction.object_store(STORE).map_err(failed)?;
        store.put(value, Some(&key.into())).map_err(failed)?;
        transaction
            .commit()
            .map_err(failed)?
            .await
            .map(|_| ())
            .map_err(failed)
    }

    /// The value under a key, whatever it is.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be read.
    pub async fn value(&self, key: &str) -> Result<Option<JsValue>, StoreError> {
        let transaction = self
            .database
            .transaction(&[STORE], TransactionMode::ReadOnly)
            .map_err(failed)?;
        let store = transaction.object_store(STORE).map_err(failed)?;
        let value = store
            .get(Query::Key(key.into()))
            .map_err(failed)?
            .await
            .map_err(failed)?;
        Ok(value)
    }
}

impl Drop for IndexedDbStore {
    /// A connection that stays open keeps others from deleting the database.
    fn drop(&mut self) {
        self.database.close();
    }
}

#[async_trait(?Send)]
impl RecordStore for IndexedDbStore {
    async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let transaction = self
            .database
            .transaction(&[STORE], TransactionMode::ReadWrite)
            .map_err(failed)?;
        let store = transaction.object_store(STORE).map_err(failed)?;
        // The requests are not awaited one by one: the transaction applies them in order and
        // fails as a whole.
        for change in changes {
            match change {
                Change::Put { key, value } => {
                    store
                        .put(&value.into(), Some(&key.into()))
                        .map_err(failed)?;
                }
                Change::PutBytes { key, bytes } => {
                    let bytes = Uint8Array::from(bytes.as_slice());
                    store
                        .put(&bytes.into(), Some(&key.into()))
                        .map_err(failed)?;
                }
                Change::Delete { key } => {
                    store.delete(Query::Key(key.into())).map_err(failed)?;
                }
                Change::DeletePrefix { prefix } => {
                    store
                        .delete(Query::KeyRange(starting_with(&prefix)?))
                        .map_err(failed)?;
                }
            }
        }
        let end = transaction
            .commit()
            .map_err(failed)?
            .await
            .map_err(failed)?;
        if end.is_committed() {
            Ok(())
        } else {
            Err(StoreError::Unavailable {
                reason: "the browser took the change back".into(),
            })
        }
    }

    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let value = self.value(key).await?;
        value.map(|value| text(key, &value)).transpose()
    }

    async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let value = self.value(key).await?;
        let bytes = value.map(|value| value.dyn_into::<Uint8Array>());
        let bytes = bytes.transpose().map_err(|_| StoreError::Corrupt {
            key: key.into(),
            reason: "it is not bytes".into(),
        })?;
        Ok(bytes.map(|bytes| bytes.to_vec()))
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let transaction = self
            .database
            .transaction(&[STORE], TransactionMode::ReadOnly)
            .map_err(failed)?;
        let store = transaction.object_store(STORE).map_err(failed)?;
        // Two whole lists instead of a cursor: one event each, not one for every record. Both
        // are in key order, and one transaction sees one state.
        let query = || starting_with(prefix).map(Query::KeyRange);
        let keys = store.get_all_keys(Some(query()?), None).map_err(failed)?;
        let values = store.get_all(Some(query()?), None).map_err(failed)?;
        let (keys, values) =
            futures::try_join!(keys.into_future(), values.into_future()).map_err(failed)?;
        keys.iter()
            .zip(&values)
            .map(|(key, value)| {
                let key = text("", key)?;
                let value = text(&key, value)?;
                Ok((key, value))
            })
            .collect()
    }
}

/// All keys that start with `prefix`. U+FFFF is not a character, so no key of ours goes past it.
fn starting_with(prefix: &str) -> Result<KeyRange, StoreError> {
    let last = format!("{prefix}\u{ffff}");
    KeyRange::bound(&prefix.into(), &last.into(), None, None).map_err(failed)
}

fn text(key: &str, value: &JsValue) -> Result<String, StoreError> {
    value.as_string().ok_or_else(|| StoreError::Corrupt {
        key: key.into(),
        reason: "it is not text".into(),
    })
}

fn failed(error: idb::Error) -> StoreError {
    let reason = error.to_string();
    if reason.contains("QuotaExceeded") {
        return StoreError::Full;
    }
    StoreError::Unavailable {
        reason: reason.chars().take(300).collect(),
    }
}
