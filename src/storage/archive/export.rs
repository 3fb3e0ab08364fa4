//! Writing the file.

use std::rc::Rc;

use super::import::distrust;
use super::{Archive, Archived, ArchivedSession, FORMAT, VERSION, encode};
use crate::platform::store::{RecordStore, StoreError};
use crate::storage::conversation::Conversations;
use crate::storage::snapshots::Snapshots;

/// How much of a conversation goes into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// What can be read, to be shared: without what Python knew, and without what a provider wants to
    /// have back. It can be imported and gone on with, in a Python that begins anew.
    Light,
}

/// The conversations with these ids as the text of a file. Damaged records are left out, as on the
/// page; unknown ids too.
///
/// # Errors
/// [`StoreError`] when they cannot be read.
pub async fn export(
    store: &Rc<dyn RecordStore>,
    ids: &[String],
    extent: Extent,
) -> Result<String, StoreError> {
    let conversations = Conversations::new(Rc::clone(store));
    let mut archived = Vec::with_capacity(ids.len());
    for id in ids {
        let mut events = conversations.events(id).await?;
        if events.is_empty() {
            continue;
        }
        if extent == Extent::Light {
            events.iter_mut().for_each(distrust);
        }
        let opened = conversations.open(id).await?;
        let summary = opened.log.summary();
        archived.push(Archived {
            title: summary.title,
            created: summary.created,
            updated: summary.updated,
            events,
            waiting: opened.waiting,
            sessions: match extent {
                Extent::Whole => sessions(store, id).await?,
                Extent::Light => Vec::new(),
            },
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
