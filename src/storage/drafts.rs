//! What is typed and attached and not sent yet: one draft for each conversation, and one for the
//! next that is begun. The parts are records of their own, so that a key pressed does not store
//! the documents again.
//!
//! Keys: `draft/{id}/text` and `draft/{id}/artifacts`, the id `new` for what is not begun.

use std::rc::Rc;

use serde::{Serialize, de::DeserializeOwned};

use super::versioned;
use crate::platform::store::{Change, RecordStore, StoreError};
use crate::sandbox::Artifact;

/// What stands for the id of a conversation that is not begun.
const NEW: &str = "new";

/// The drafts in a store.
#[derive(Clone)]
pub struct Drafts {
    store: Rc<dyn RecordStore>,
}

/// What is not sent yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// As typed.
    pub text: String,
    /// What goes with it.
    pub artifacts: Vec<Artifact>,
}

/// What changed in a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftChange {
    /// The text, if it is another.
    pub text: Option<String>,
    /// The artifacts, if they are others.
    pub artifacts: Option<Vec<Artifact>>,
}

impl Drafts {
    /// The drafts in this store.
    pub fn new(store: Rc<dyn RecordStore>) -> Self {
        Self { store }
    }

    /// The draft of a conversation; that of the next one for an empty id.
    ///
    /// # Errors
    /// [`StoreError`] when the store or a record cannot be read.
    pub async fn load(&self, id: &str) -> Result<Draft, StoreError> {
        Ok(Draft {
            text: self.read(&text_key(id)).await?,
            artifacts: self.read(&artifacts_key(id)).await?,
        })
    }

    /// Keeps what changed. What is empty leaves nothing behind.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be written.
    pub async fn keep(&self, id: &str, change: &DraftChange) -> Result<(), StoreError> {
        let mut changes = Vec::new();
        if let Some(text) = &change.text {
            changes.push(writing(text_key(id), text, text.is_empty())?);
        }
        if let Some(artifacts) = &change.artifacts {
            let is_empty = artifacts.is_empty();
            changes.push(writing(artifacts_key(id), artifacts, is_empty)?);
        }
        self.store.commit(changes).await
    }

    async fn read<Part: DeserializeOwned + Default>(&self, key: &str) -> Result<Part, StoreError> {
        match self.store.get(key).await? {
            Some(text) => versioned::read(key, &text),
            None => Ok(Part::default()),
        }
    }
}

/// What deletes the draft of a conversation.
pub(super) fn deletion(id: &str) -> Change {
    Change::DeletePrefix { prefix: prefix(id) }
}

fn writing<Part: Serialize>(
    key: String,
    part: &Part,
    is_empty: bool,
) -> Result<Change, StoreError> {
    if is_empty {
        return Ok(Change::Delete { key });
    }
    let value = versioned::write(&key, part)?;
    Ok(Change::Put { key, value })
}

fn text_key(id: &str) -> String {
    format!("{}text", prefix(id))
}

fn artifacts_key(id: &str) -> String {
    format!("{}artifacts", prefix(id))
}

fn prefix(id: &str) -> String {
    match id {
        "" => format!("draft/{NEW}/"),
        id => format!("draft/{id}/"),
    }
}
