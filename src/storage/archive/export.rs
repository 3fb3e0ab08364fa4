//! Writing the file.

use std::rc::Rc;

use super::{Archive, Archived, ArchivedSession, FORMAT, VERSION, encode};
use crate::platform::store::{RecordStore, StoreError};
use crate::storage::conversation::Conversations;
use crate::storage::snapshots::Snapshots;

/// The conversations with these ids as the text of a file. Damaged records are left out, as on the
/// page; unknown ids too.
///
/// # Errors
/// [`StoreError`] when they cannot be read.
pub async fn export(store: &Rc<dyn RecordStore>, ids: &[String]) -> Result<String, StoreError> {
    let conversations = Conversations::new(Rc::clone(store));
    let mut archived = Vec::with_capacity(ids.len());
    for id in ids {
        let events = conversations.events(id).await?;
        if events.is_empty() {
            continue;
        }
        let opened = conversations.open(id).await?;
        let summary = opened.log.summary();
        archived.push(Archived {
            title: summary.title,
            created: summary.created,
            updated: summary.updated,
            events,
            waiting: opened.waiting,
            sessions: sessions(store, id).await?,
        });
    }
    let archive = Archive {
        format: FORMAT.into(),
        version: VERSION,
        conversations: archived,
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
                snapshot: encode(snapshot.as_bytes()),
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
