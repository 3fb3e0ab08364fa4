//! Writing the file.

use std::rc::Rc;

use super::{Archive, Archived, ArchivedSession, FORMAT, VERSION, encode};
use crate::platform::store::{RecordStore, StoreError};
use crate::storage::conversation::Conversations;
use crate::storage::snapshots::Snapshots;

/// The conversations with these ids as the text of a file, with all that Python knew. Damaged records are
/// left out, as on the page; unknown ids too.
///
/// # Errors
/// [`StoreError`] when they cannot be read.
pub async fn export(store: &Rc<dyn RecordStore>, ids: &[String]) -> Result<String, StoreError> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(mut archived) = archived(store, id).await? {
            archived.sessions = sessions(store, id).await?;
            all.push(archived);
        }
    }
    written(all)
}

/// A conversation without what Python knew, if there is one with this id.
pub(super) async fn archived(
    store: &Rc<dyn RecordStore>,
    id: &str,
) -> Result<Option<Archived>, StoreError> {
    let conversations = Conversations::new(Rc::clone(store));
    let events = conversations.events(id).await?;
    if events.is_empty() {
        return Ok(None);
    }
    let opened = conversations.open(id).await?;
    let summary = opened.log.summary();
    Ok(Some(Archived {
        title: summary.title,
        created: summary.created,
        updated: summary.updated,
        events,
        waiting: opened.waiting,
        sessions: Vec::new(),
    }))
}

/// The file of these conversations.
pub(super) fn written(conversations: Vec<Archived>) -> Result<String, StoreError> {
    let archive = Archive {
        format: FORMAT.into(),
        version: VERSION,
        conversations,
    };
    serde_json::to_string(&archive).map_err(|error| StoreError::Corrupt {
        key: "export".into(),
        reason: error.to_string(),
    })
}

async fn sessions(
    store: &Rc<dyn RecordStore>,
    id: &str,
) -> Result<Vec<ArchivedSession>, StoreError> {
    let snapshots = Snapshots::new(Rc::clone(store), id);
    let mut sessions = Vec::new();
    for step in snapshots.steps().await? {
        match snapshots.of_step(step).await {
            Ok(Some(snapshot)) => sessions.push(ArchivedSession {
                step,
                snapshot: encode(&snapshot.to_bytes()),
            }),
            Ok(None) => {}
            // As on the page, the conversation is there without it.
            Err(StoreError::Corrupt { key, reason }) => {
                tracing::warn!(key, reason, "a Python session is damaged and not exported");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(sessions)
}
