//! Reading the file.

use std::rc::Rc;

use serde::Deserialize;

use super::depth::is_deeper;
use super::{
    Archive, ArchiveError, Archived, FORMAT, MAX_BYTES, MAX_CONVERSATIONS, MAX_DEPTH, VERSION,
    decode,
};
use crate::agent::{Event, Transcript};
use crate::platform::store::{Change, RecordStore};
use crate::sandbox::Snapshot;
use crate::sandbox::snapshot::SnapshotError;
use crate::storage::conversation::{Conversations, Summary};
use crate::storage::foreign::distrust;
use crate::storage::snapshots::{self, Snapshots};

/// Characters of what a parser says.
const MAX_PROBLEM_CHARS: usize = 300;

/// Characters of a title that are kept; those of our own are shorter.
const MAX_TITLE_CHARS: usize = 100;

/// What the file says of itself; of a later version the rest may be anything.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// Stores the conversations of a file, each as a new one: all of them or none. Their ids, in the
/// order of the file.
///
/// # Errors
/// [`ArchiveError`], and nothing is stored.
pub async fn import(
    store: &Rc<dyn RecordStore>,
    text: &str,
    now_ms: u64,
) -> Result<Vec<String>, ArchiveError> {
    let archive = parse(text)?;
    let conversations = Conversations::new(Rc::clone(store));
    let mut ids = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    for (index, archived) in archive.conversations.into_iter().enumerate() {
        // Each has an instant of its own, and so an id of its own.
        let at = now_ms.saturating_add(index as u64);
        let id = conversations.create(at).await?.id().to_string();
        let problem = |problem| ArchiveError::Conversation {
            place: index + 1,
            problem,
        };
        let (events, sessions, archived) = check(archived).map_err(problem)?;
        let summary = Summary {
            id: id.clone(),
            title: title(&archived.title),
            created: archived.created.min(now_ms),
            updated: archived.updated.min(now_ms),
            ..Summary::default()
        };
        changes.extend(conversations.writing(&id, &summary, &events)?);
        for message in &archived.waiting {
            changes.push(conversations.leaving(&id, message, at)?);
        }
        changes.extend(Snapshots::new(Rc::clone(store), &id).all_new(sessions)?);
        ids.push(id);
    }
    store.commit(changes).await?;
    Ok(ids)
}

pub(super) fn parse(text: &str) -> Result<Archive, ArchiveError> {
    if text.len() > MAX_BYTES {
        return Err(ArchiveError::TooLarge);
    }
    if is_deeper(text, MAX_DEPTH) {
        return Err(ArchiveError::TooDeep);
    }
    let other = |error: serde_json::Error| {
        let problem = error.to_string().chars().take(MAX_PROBLEM_CHARS).collect();
        ArchiveError::NotAnArchive(problem)
    };
    let head: Head = serde_json::from_str(text).map_err(other)?;
    if head.format != FORMAT {
        let problem = "it is of another program".into();
        return Err(ArchiveError::NotAnArchive(problem));
    }
    if head.version != VERSION {
        return Err(ArchiveError::OtherVersion(head.version));
    }
    let archive: Archive = serde_json::from_str(text).map_err(other)?;
    match archive.conversations.len() {
        0 => Err(ArchiveError::NotAnArchive("it has no conversations".into())),
        count if count > MAX_CONVERSATIONS => Err(ArchiveError::TooMany(count)),
        _ => Ok(archive),
    }
}

pub(super) type Checked = (Vec<Event>, Vec<(u32, Snapshot)>, Archived);

/// The events and Python sessions of a conversation, if they fit one another.
pub(super) fn check(mut archived: Archived) -> Result<Checked, String> {
    let mut events = std::mem::take(&mut archived.events);
    events.iter_mut().for_each(distrust);
    if !events.first().is_some_and(Event::begins_conversation) {
        return Err("it does not begin with a question".into());
    }
    let last_step = Transcript::of(&events).last_step();
    let mut sessions: Vec<(u32, Snapshot)> = Vec::new();
    let mut bytes = 0;
    for session in std::mem::take(&mut archived.sessions) {
        let step = session.step;
        if step > last_step {
            return Err(format!(
                "it has a Python session of step {step}, but no such step"
            ));
        }
        if sessions.last().is_some_and(|(before, _)| *before >= step) {
            return Err(format!("its Python session of step {step} is out of order"));
        }
        let content = decode(&session.snapshot)
            .map_err(|error| format!("its Python session of step {step}: {error}"))?;
        bytes += content.len();
        if bytes > snapshots::MAX_BYTES && !sessions.is_empty() {
            return Err("its Python sessions are larger than those of any conversation".into());
        }
        match Snapshot::from_bytes(&content) {
            Ok(snapshot) => sessions.push((step, snapshot)),
            // The conversation goes on without it, as where the page itself was renewed.
            Err(error @ SnapshotError::OtherInterpreter) => {
                tracing::warn!(step, %error, "left out")
            }
            Err(error) => return Err(format!("its Python session of step {step}: {error}")),
        }
    }
    Ok((events, sessions, archived))
}

fn title(text: &str) -> String {
    match text.trim() {
        "" => "Untitled".into(),
        text => text.chars().take(MAX_TITLE_CHARS).collect(),
    }
}
