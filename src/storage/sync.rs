//! Conversations on several devices, by way of a store that all of them reach.
//!
//! Each device writes to a part of that store that is its own, `device/{device}/`, and reads those of
//! the others: so no two ever write to the same place. What it reads it merges into its own
//! conversations, log by log. A log only grows, so of two logs of one conversation there are three
//! kinds:
//!
//! - one begins with the other: the longer one stands;
//! - they part somewhere: both stand, the other device's as a conversation of its own,
//!   `{id}@{device}`, beside the one that is there;
//! - there is none here: it is taken as it is, unless this device had one of that name and has deleted it.
//!
//! Every event of every device is then in some conversation of each, and another sync changes
//! nothing. Streamed pieces of a reply that is not complete are not compared. Python sessions go with
//! the events; what other devices say is checked as a file that is imported.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::agent::{Event, Transcript};
use crate::platform::store::{Change, RecordStore, ScopedStore, StoreError};
use crate::sandbox::Snapshot;

use super::conversation::{Conversations, Summary, push_joined};
use super::snapshots::Snapshots;

/// Marks the conversations that this device has shared: one that is marked and gone was deleted.
const SHARED: &str = "shared/";

/// The devices, in the store that all reach.
const DEVICES: &str = "devices/";

/// Conversations of other devices that one sync reads.
const MAX_CONVERSATIONS: usize = 10_000;

/// What a sync has changed on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Conversations that were taken from other devices.
    pub taken: u32,
    /// Conversations that have gone on elsewhere.
    pub extended: u32,
    /// Conversations that have gone on in two ways, and are there twice now.
    pub parted: u32,
    /// What this device has told the others of: its conversations that are new or went on.
    pub told: u32,
}

/// A log and what goes with it.
#[derive(Clone, PartialEq)]
struct Log {
    summary: Summary,
    events: Vec<Event>,
    sessions: Vec<(u32, Snapshot)>,
}

/// How one log stands to another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// They are the same, or ours goes on where theirs ends.
    Covers,
    /// Theirs goes on where ours ends.
    Extends,
    /// They part somewhere.
    Parts,
}

/// Merges the conversations of all devices that share this store, and tells them of those here.
/// `device` names this one; `busy` are the ids of conversations that are being worked on, which are
/// left alone.
///
/// # Errors
/// [`StoreError`] of either store. What was merged until then stays; a sync can be repeated.
pub async fn sync(
    local: &Rc<dyn RecordStore>,
    shared: &Rc<dyn RecordStore>,
    device: &str,
    busy: &[String],
) -> Result<Synced, StoreError> {
    let mut synced = Synced::default();
    let mut ours = logs(local).await?;
    for (key, _) in shared.list(DEVICES).await? {
        let other = key.get(DEVICES.len()..).unwrap_or_default();
        if other.is_empty() || other == device {
            continue;
        }
        let theirs = logs(&part(shared, other)).await?;
        for (id, log) in theirs.into_iter().take(MAX_CONVERSATIONS) {
            let Some(log) = trusted(log) else {
                tracing::warn!(other, "a conversation of another device cannot be read");
                continue;
            };
            // What they have of ours under another name.
            let mine = format!("@{device}");
            let id = id.strip_suffix(&mine).unwrap_or(&id).to_string();
            merge(local, &mut ours, (other, &id, log), busy, &mut synced).await?;
        }
    }
    tell(local, shared, device, &ours, &mut synced).await?;
    Ok(synced)
}

/// Merges one log of another device.
async fn merge(
    local: &Rc<dyn RecordStore>,
    ours: &mut BTreeMap<String, Log>,
    (other, id, theirs): (&str, &str, Log),
    busy: &[String],
    synced: &mut Synced,
) -> Result<(), StoreError> {
    let origin = id.split('@').next().unwrap_or_default().to_string();
    let branches: Vec<(String, Standing)> = ours
        .iter()
        .filter(|(id, _)| id.split('@').next() == Some(&origin))
        .map(|(id, log)| (id.clone(), standing(&log.events, &theirs.events)))
        .collect();
    if branches
        .iter()
        .any(|(_, stands)| *stands == Standing::Covers)
    {
        return Ok(());
    }
    // Of several, the one that goes the furthest.
    let extended = branches
        .iter()
        .filter(|(_, stands)| *stands == Standing::Extends)
        .max_by_key(|(branch, _)| ours.get(branch).map(|log| log.events.len()));
    let (place, count) = match extended {
        Some((branch, _)) if busy.contains(branch) => return Ok(()),
        Some((branch, _)) => (branch.clone(), &mut synced.extended),
        None if branches.is_empty() => (id.to_string(), &mut synced.taken),
        None => (free_name(ours, &origin, other), &mut synced.parted),
    };
    if extended.is_none() && local.get(&format!("{SHARED}{place}")).await?.is_some() {
        return Ok(());
    }
    *count += 1;
    write(local, &place, &theirs).await?;
    ours.insert(place, theirs);
    Ok(())
}

/// Tells the others of what is here, and takes back what was deleted here.
async fn tell(
    local: &Rc<dyn RecordStore>,
    shared: &Rc<dyn RecordStore>,
    device: &str,
    ours: &BTreeMap<String, Log>,
    synced: &mut Synced,
) -> Result<(), StoreError> {
    let mine = part(shared, device);
    let mut told = logs(&mine).await?;
    let mut marks = Vec::new();
    for (id, log) in ours {
        if told.remove(id).as_ref() != Some(log) {
            write(&mine, id, log).await?;
            synced.told += 1;
        }
        marks.push(mark(format!("{SHARED}{id}")));
    }
    let conversations = Conversations::new(mine);
    for id in told.keys() {
        conversations.delete(id).await?;
    }
    local.commit(marks).await?;
    shared
        .commit(vec![mark(format!("{DEVICES}{device}"))])
        .await
}

/// All conversations of a store with all that goes with them.
async fn logs(store: &Rc<dyn RecordStore>) -> Result<BTreeMap<String, Log>, StoreError> {
    let conversations = Conversations::new(store.clone());
    let mut logs = BTreeMap::new();
    for summary in conversations.list().await?.summaries {
        let mut events = Vec::new();
        for event in conversations.events(&summary.id).await? {
            // As they are when they are written at once.
            push_joined(&mut events, event);
        }
        let snapshots = Snapshots::new(store.clone(), &summary.id);
        let mut sessions = Vec::new();
        for step in snapshots.steps().await? {
            match snapshots.of_step(step).await {
                Ok(Some(snapshot)) => sessions.push((step, snapshot)),
                // The conversation is there without it, as on the page.
                Ok(None) | Err(StoreError::Corrupt { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let id = summary.id.clone();
        let log = Log {
            summary,
            events,
            sessions,
        };
        logs.insert(id, log);
    }
    Ok(logs)
}

/// Puts a log in the place of what is there, in one commit.
async fn write(store: &Rc<dyn RecordStore>, id: &str, log: &Log) -> Result<(), StoreError> {
    let conversations = Conversations::new(store.clone());
    let mut changes = conversations.clearing(id);
    changes.extend(conversations.writing(id, &log.summary, &log.events)?);
    let snapshots = Snapshots::new(store.clone(), id);
    changes.extend(snapshots.all_new(log.sessions.clone())?);
    store.commit(changes).await
}

/// What another device says, as far as it is to be believed.
fn trusted(mut log: Log) -> Option<Log> {
    if !matches!(log.events.first(), Some(Event::Asked { .. })) {
        return None;
    }
    let last = Transcript::of(&log.events).last_step();
    log.sessions.retain(|(step, _)| *step <= last);
    Some(log)
}

/// How our log stands to theirs. Streamed pieces of what is not complete are passed over.
fn standing(ours: &[Event], theirs: &[Event]) -> Standing {
    let mut ours = settled(ours);
    let mut theirs = settled(theirs);
    loop {
        match (ours.next(), theirs.next()) {
            (_, None) => return Standing::Covers,
            (None, Some(_)) => return Standing::Extends,
            (Some(our), Some(their)) if our == their => {}
            (Some(_), Some(_)) => return Standing::Parts,
        }
    }
}

fn settled(events: &[Event]) -> impl Iterator<Item = &Event> {
    events.iter().filter(|event| {
        !matches!(
            event,
            Event::ReplyDelta { .. } | Event::ReasoningDelta { .. } | Event::Printed { .. }
        )
    })
}

/// A name for another device's branch that no branch here has.
fn free_name(ours: &BTreeMap<String, Log>, origin: &str, other: &str) -> String {
    let first = format!("{origin}@{other}");
    let more = (2..).map(|number| format!("{first}-{number}"));
    let mut names = std::iter::once(first.clone()).chain(more);
    names.find(|name| !ours.contains_key(name)).unwrap_or(first)
}

fn part(shared: &Rc<dyn RecordStore>, device: &str) -> Rc<dyn RecordStore> {
    Rc::new(ScopedStore::new(
        shared.clone(),
        format!("device/{device}/"),
    ))
}

fn mark(key: String) -> Change {
    Change::Put {
        key,
        value: "1".into(),
    }
}
