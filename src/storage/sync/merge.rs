//! What another device has told since it was read last, and what becomes of it here.

use std::collections::BTreeMap;

use super::log::{Log, Standing, beginning, chain, joined, trusted};
use super::record::{Head, Seen, Tombstone, heads, is_folder_name, origin, read_all, tombstones};
use super::{Ends, MAX_CONVERSATIONS, Synced};
use crate::agent::Event;
use crate::platform::store::StoreError;
use crate::sandbox::Snapshot;
use crate::storage::conversation::Conversations;
use crate::storage::snapshots::Snapshots;
use crate::storage::versioned;

/// Parts of one log that are read.
const MAX_PARTS: u32 = 100_000;

/// One reading of another device.
pub struct Merge<'a> {
    ends: &'a Ends<'a>,
    other: String,
    /// As it was read last.
    before: Seen,
    revision: String,
    heads: BTreeMap<String, Head>,
    tombstones: BTreeMap<String, Tombstone>,
}

/// Whether something could be done now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Yes,
    /// Somebody is at work on the conversation: another time.
    Later,
}

impl<'a> Merge<'a> {
    /// Reads what the device says of its conversations.
    pub async fn new(
        ends: &'a Ends<'a>,
        other: &str,
        before: Seen,
        revision: String,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            ends,
            other: other.into(),
            before,
            revision,
            heads: read_all(ends.shared, &heads(other), ".json").await?,
            tombstones: read_all(ends.shared, &tombstones(other), ".json").await?,
        })
    }

    /// The device's name.
    pub fn other(&self) -> &str {
        &self.other
    }

    /// What was deleted there.
    pub fn tombstones(&self) -> impl Iterator<Item = &Tombstone> {
        self.tombstones.values()
    }

    /// Merges all that is new but for what is under `all_tombstones`. Gives what is to be remembered:
    /// of what could not be done now, what was known before.
    pub async fn run(
        mut self,
        all_tombstones: &[Tombstone],
        synced: &mut Synced,
    ) -> Result<Seen, StoreError> {
        let mut seen = Seen {
            revision: std::mem::take(&mut self.revision),
            ..Seen::default()
        };
        let heads = std::mem::take(&mut self.heads);
        for (id, head) in heads.into_iter().take(MAX_CONVERSATIONS) {
            let before = self.before.heads.get(&id);
            let is_deleted = all_tombstones.iter().any(|tombstone| {
                tombstone.covers(self.id_here(&id), head.events, head.fingerprint)
            });
            let done = match before == Some(&head) || is_deleted {
                true => Done::Yes,
                false => self.merge(&id, &head, synced).await?,
            };
            if done == Done::Yes {
                seen.heads.insert(id, head);
            } else {
                seen.revision.clear();
                seen.heads.extend(before.map(|before| (id, before.clone())));
            }
        }
        for (name, tombstone) in &self.tombstones {
            let done = match self.before.tombstones.contains_key(name) {
                true => Done::Yes,
                false => self.delete(tombstone, synced).await?,
            };
            if done == Done::Yes {
                seen.tombstones.insert(name.clone(), tombstone.clone());
            } else {
                seen.revision.clear();
            }
        }
        Ok(seen)
    }

    /// Their name of a conversation, or ours of what they have of ours under another.
    fn id_here<'id>(&self, id: &'id str) -> &'id str {
        let mine = id.strip_suffix(self.ends.device);
        mine.and_then(|id| id.strip_suffix('@')).unwrap_or(id)
    }

    /// Merges one conversation.
    async fn merge(&self, id: &str, head: &Head, synced: &mut Synced) -> Result<Done, StoreError> {
        let before = self.before.heads.get(id);
        let id = self.id_here(id);
        let ours = self.branches(id).await?;
        for (branch, log) in &ours {
            let place = head.events.checked_sub(1);
            let there = place.and_then(|place| log.chain.get(place));
            if there == Some(&head.fingerprint) {
                return self.relabel(branch, head, synced).await;
            }
        }
        let Some(theirs) = self.read(head, before, &ours).await? else {
            tracing::warn!(
                self.other,
                "a conversation of another device cannot be read"
            );
            return Ok(Done::Yes);
        };
        self.place(id, head, theirs, ours, synced).await
    }

    /// Finds the place for a log of theirs, and writes it there.
    async fn place(
        &self,
        id: &str,
        head: &Head,
        mut theirs: Log,
        ours: BTreeMap<String, Branch>,
        synced: &mut Synced,
    ) -> Result<Done, StoreError> {
        let standings: Vec<(&String, Standing)> = ours
            .iter()
            .map(|(branch, log)| (branch, Standing::of(&log.events, &theirs.events)))
            .collect();
        let covers = standings.iter().find(|(_, it)| *it == Standing::Covers);
        if let Some((branch, _)) = covers {
            return self.relabel(branch, head, synced).await;
        }
        // Of several, the one that goes the furthest.
        let extended = standings
            .iter()
            .filter(|(_, stands)| *stands == Standing::Extends)
            .max_by_key(|(branch, _)| ours.get(*branch).map(|log| log.events.len()));
        let (place, count) = match extended {
            Some((branch, _)) => ((*branch).clone(), &mut synced.extended),
            None if ours.is_empty() => (id.to_string(), &mut synced.taken),
            None => (
                free_name(&ours, origin(id), &self.other),
                &mut synced.parted,
            ),
        };
        self.read_sessions(head, &place, &mut theirs).await?;
        let before = ours.get(&place).map_or(&[][..], |log| &log.events);
        let Some(theirs) = trusted(theirs, before) else {
            tracing::warn!(
                self.other,
                "a conversation of another device cannot be read"
            );
            return Ok(Done::Yes);
        };
        let Some(_lead) = self.ends.leads.take(&place).await else {
            return Ok(Done::Later);
        };
        // It may have gone on here while theirs was read.
        let now = Conversations::new(self.ends.local.clone());
        if joined(now.events(&place).await?) != before {
            return Ok(Done::Later);
        }
        self.ends.write(&place, &theirs).await?;
        now.take_in_label(&place, &head.summary.label).await?;
        self.ends.leads.went_on(&place);
        *count += 1;
        synced.changed.push(place);
        Ok(Done::Yes)
    }

    /// Takes in what they made of the place of a conversation in the list.
    async fn relabel(
        &self,
        branch: &str,
        head: &Head,
        synced: &mut Synced,
    ) -> Result<Done, StoreError> {
        let conversations = Conversations::new(self.ends.local.clone());
        if conversations
            .take_in_label(branch, &head.summary.label)
            .await?
        {
            self.ends.leads.relabelled(branch);
            synced.relabelled += 1;
        }
        Ok(Done::Yes)
    }

    /// Deletes what goes no further than what was deleted there.
    async fn delete(&self, tombstone: &Tombstone, synced: &mut Synced) -> Result<Done, StoreError> {
        for (branch, log) in self.branches(&tombstone.id).await? {
            let last = log.chain.last().copied().unwrap_or_default();
            if !tombstone.covers(&branch, log.chain.len(), last) {
                continue;
            }
            let Some(_lead) = self.ends.leads.take(&branch).await else {
                return Ok(Done::Later);
            };
            let conversations = Conversations::new(self.ends.local.clone());
            if joined(conversations.events(&branch).await?) != log.events {
                return Ok(Done::Later);
            }
            conversations.delete(&branch).await?;
            self.ends.leads.deleted(&branch);
            synced.deleted += 1;
            synced.changed.push(branch);
        }
        Ok(Done::Yes)
    }

    /// The conversations here that were one with this one.
    async fn branches(&self, id: &str) -> Result<BTreeMap<String, Branch>, StoreError> {
        let conversations = Conversations::new(self.ends.local.clone());
        let mut branches = BTreeMap::new();
        for branch in conversations.ids_of(origin(id)).await? {
            if origin(&branch) == origin(id) {
                let events = joined(conversations.events(&branch).await?);
                let chain = chain(&events)?;
                branches.insert(branch, Branch { events, chain });
            }
        }
        Ok(branches)
    }

    /// Their log without its sessions: what was read before is in a log here. Nothing if it cannot be
    /// read.
    async fn read(
        &self,
        head: &Head,
        before: Option<&Head>,
        ours: &BTreeMap<String, Branch>,
    ) -> Result<Option<Log>, StoreError> {
        if !is_folder_name(&head.folder) || head.parts > MAX_PARTS {
            return Ok(None);
        }
        let grown = before.filter(|before| {
            before.generation == head.generation
                && before.folder == head.folder
                && before.parts <= head.parts
        });
        let read_already = grown.and_then(|before| {
            let branch = ours.values().find(|log| {
                let place = before.events.checked_sub(1);
                place.and_then(|place| log.chain.get(place)) == Some(&before.fingerprint)
            })?;
            Some((
                before.parts,
                beginning(&branch.events, before.events).to_vec(),
            ))
        });
        let (first, mut events) = read_already.unwrap_or_default();
        for number in first..head.parts {
            let key = head.part(&self.other, number);
            let Some(text) = self.ends.shared.get(&key).await? else {
                return Ok(None);
            };
            for line in text.lines() {
                match versioned::read::<Event>(&key, line) {
                    Ok(event) => events.push(event),
                    Err(error) => {
                        tracing::warn!(%error, "a log of another device is damaged");
                        return Ok(None);
                    }
                }
            }
        }
        Ok(Some(Log {
            summary: head.summary.clone(),
            events,
            sessions: Vec::new(),
        }))
    }

    /// Adds the sessions that are here already, and those that are not.
    async fn read_sessions(
        &self,
        head: &Head,
        place: &str,
        log: &mut Log,
    ) -> Result<(), StoreError> {
        let here = Snapshots::new(self.ends.local.clone(), place);
        let mut kept: BTreeMap<u32, Snapshot> = BTreeMap::new();
        for step in here.steps().await? {
            if let Ok(Some(session)) = here.of_step(step).await {
                kept.insert(step, session);
            }
        }
        for step in &head.sessions {
            if kept.contains_key(step) {
                continue;
            }
            let key = head.session(&self.other, *step);
            let bytes = self.ends.shared.get_bytes(&key).await?;
            // The conversation is there without it, as on the page.
            if let Some(Ok(session)) = bytes.map(|bytes| Snapshot::from_bytes(&bytes)) {
                kept.insert(*step, session);
            }
        }
        log.sessions = kept.into_iter().collect();
        Ok(())
    }
}

/// A conversation here.
struct Branch {
    events: Vec<Event>,
    chain: Vec<u64>,
}

/// A name for another device's branch that no branch here has.
fn free_name(ours: &BTreeMap<String, Branch>, origin: &str, other: &str) -> String {
    let first = format!("{origin}@{other}");
    let more = (2..).map(|number| format!("{first}-{number}"));
    let mut names = std::iter::once(first.clone()).chain(more);
    names.find(|name| !ours.contains_key(name)).unwrap_or(first)
}
