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
//! - there is none here: it is taken as it is.
//!
//! **Deletions** travel as tombstones, which say how far the deleted log went. What goes no further is
//! deleted on every device. What goes further, or another way, holds something that was not on the
//! screen of whoever deleted it: it is kept, and comes back to where it was deleted.
//!
//! **Labels**, what people made of a conversation's place in the list, travel with its summary: of two,
//! each part that was changed last stands.
//!
//! Every event of every device is then in some conversation of each, or was deleted by someone who
//! could see it; and another sync changes nothing. Only what is new is read: a device whose record in
//! `devices/` has not changed is passed over, a log is read from where it was read last. Python
//! sessions go with the events; what other devices say is checked as a file that is imported.
//!
//! Of the shared store no more is asked than that it makes the changes of a commit in order: a part of
//! a log is there before the head that names it.

mod log;
mod merge;
mod record;
mod tell;

use std::any::Any;
use std::collections::BTreeMap;
use std::rc::Rc;

use async_trait::async_trait;

use self::log::{Log, joined};
use self::merge::Merge;
use self::record::{DEVICES, STORE, STORES_BEGUN, Seen, Told, Tombstone, is_name, put, read_all};
use super::conversation::Conversations;
use super::snapshots::Snapshots;
use super::versioned;
use crate::platform::store::{Change, RecordStore, StoreError};

/// Conversations of another device that one sync merges.
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
    /// Conversations that were deleted elsewhere.
    pub deleted: u32,
    /// Conversations that were renamed or pinned elsewhere.
    pub relabelled: u32,
    /// What this device has told the others of: its conversations that are new, went on or were
    /// deleted.
    pub told: u32,
    /// The ids of conversations that are not what they were here.
    pub changed: Vec<String>,
}

/// Who may write to a conversation on this device.
#[async_trait(?Send)]
pub trait Leads {
    /// The right to write to a conversation until what is given is dropped; nothing while somebody
    /// else has it, and the conversation is left alone. It is held for moments only.
    async fn take(&self, conversation: &str) -> Option<Box<dyn Any>>;

    /// A conversation went on, or is new. Told before the right to write to it is given back.
    fn went_on(&self, conversation: &str);

    /// A conversation has another title, or another place in the list.
    fn relabelled(&self, conversation: &str);

    /// A conversation was deleted. Told before the right to write to it is given back.
    fn deleted(&self, conversation: &str);
}

/// The two stores, and which device this is.
struct Ends<'a> {
    local: &'a Rc<dyn RecordStore>,
    shared: &'a Rc<dyn RecordStore>,
    device: &'a str,
    leads: &'a dyn Leads,
    /// Where it is kept here what was told and read there.
    memory: String,
}

/// Merges the conversations of all devices that share this store, and tells them of those here.
/// `device` names this one, in letters and digits. No two syncs of one device may be under way at
/// once.
///
/// # Errors
/// [`StoreError`] of either store. What was merged until then stays; a sync can be repeated.
pub async fn sync(
    local: &Rc<dyn RecordStore>,
    shared: &Rc<dyn RecordStore>,
    device: &str,
    leads: &dyn Leads,
) -> Result<Synced, StoreError> {
    let ends = Ends {
        local,
        shared,
        device,
        leads,
        memory: format!("sync/{}/", store_name(local, shared, device).await?),
    };
    let mut synced = Synced::default();
    let mut seen: BTreeMap<String, Seen> = read_all(local, &ends.seen_prefix(), "").await?;
    ends.bury(&mut seen, &mut synced).await?;
    let mut news = Vec::new();
    for (key, revision) in shared.list(DEVICES).await? {
        let other = key.strip_prefix(DEVICES).unwrap_or_default();
        let other = other.strip_suffix(".txt").unwrap_or_default();
        if other == device || !is_name(other) {
            continue;
        }
        if seen
            .get(other)
            .is_some_and(|seen| seen.revision == revision)
        {
            continue;
        }
        let before = seen.get(other).cloned().unwrap_or_default();
        news.push(Merge::new(&ends, other, before, revision).await?);
    }
    // What one has deleted is not taken from another.
    let known = seen.values().flat_map(|seen| seen.tombstones.values());
    let known = known.chain(news.iter().flat_map(Merge::tombstones));
    let tombstones: Vec<Tombstone> = known.cloned().collect();
    for merge in news {
        let other = merge.other().to_string();
        let now_seen = merge.run(&tombstones, &mut synced).await?;
        let remembered = put(ends.seen_key(&other), &now_seen)?;
        local.commit(vec![remembered]).await?;
        seen.insert(other, now_seen);
    }
    ends.tell(&mut seen, &mut synced).await?;
    Ok(synced)
}

impl Ends<'_> {
    fn told_prefix(&self) -> String {
        format!("{}told/", self.memory)
    }

    fn told_key(&self, id: &str) -> String {
        format!("{}{id}", self.told_prefix())
    }

    fn seen_prefix(&self) -> String {
        format!("{}seen/", self.memory)
    }

    fn seen_key(&self, device: &str) -> String {
        format!("{}{device}", self.seen_prefix())
    }

    async fn told(&self) -> Result<BTreeMap<String, Told>, StoreError> {
        read_all(self.local, &self.told_prefix(), "").await
    }

    /// The conversation here with all that goes with it; nothing if there is none.
    async fn log(&self, id: &str) -> Result<Option<Log>, StoreError> {
        let conversations = Conversations::new(self.local.clone());
        let Some(summary) = conversations.summary(id).await? else {
            return Ok(None);
        };
        let events = joined(conversations.events(id).await?);
        let snapshots = Snapshots::new(self.local.clone(), id);
        let mut sessions = Vec::new();
        for step in snapshots.steps().await? {
            match snapshots.of_step(step).await {
                Ok(Some(snapshot)) => sessions.push((step, snapshot)),
                // The conversation is there without it, as on the page.
                Ok(None) | Err(StoreError::Corrupt { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Some(Log {
            summary,
            events,
            sessions,
        }))
    }

    /// Writes a log in the place of whatever is there.
    async fn write(&self, id: &str, log: &Log) -> Result<(), StoreError> {
        let conversations = Conversations::new(self.local.clone());
        let mut changes = conversations.clearing(id);
        changes.extend(conversations.writing(id, &log.summary, &log.events)?);
        let snapshots = Snapshots::new(self.local.clone(), id);
        changes.extend(snapshots.all_new(log.sessions.clone())?);
        self.local.commit(changes).await
    }
}

/// The name of the shared store; one that has none is new, and is given one.
async fn store_name(
    local: &Rc<dyn RecordStore>,
    shared: &Rc<dyn RecordStore>,
    device: &str,
) -> Result<String, StoreError> {
    match shared.get(STORE).await? {
        Some(name) if is_name(&name) => return Ok(name),
        Some(_) => {
            return Err(StoreError::Corrupt {
                key: STORE.into(),
                reason: "it is not the name of a store".into(),
            });
        }
        None => {}
    }
    let begun: u64 = match local.get(STORES_BEGUN).await? {
        Some(text) => versioned::read(STORES_BEGUN, &text)?,
        None => 0,
    };
    local
        .commit(vec![put(STORES_BEGUN.into(), &(begun + 1))?])
        .await?;
    let value = format!("{device}-{begun}");
    let key = STORE.into();
    let named = Change::Put {
        key,
        value: value.clone(),
    };
    shared.commit(vec![named]).await?;
    Ok(value)
}
