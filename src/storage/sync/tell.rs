//! What this device tells the others: how its conversations went on, and what was deleted here.

use std::collections::BTreeMap;

use super::log::{Log, chain, fingerprint_of_all};
use super::record::{
    DEVICES, Head, Seen, Told, Tombstone, folder_name, heads, log_prefix, put, tombstones,
};
use super::{Ends, Synced};
use crate::agent::Event;
use crate::platform::store::{Change, StoreError};
use crate::storage::conversation::Conversations;
use crate::storage::foreign::distrusted;
use crate::storage::versioned;

/// Bytes of a log that make a part of it, unless one event alone is larger.
const PART_BYTES: usize = 256 << 10;

impl Ends<'_> {
    /// Has what was told and is gone buried: whoever has no more of it deletes it, too.
    pub async fn bury(
        &self,
        seen: &mut BTreeMap<String, Seen>,
        synced: &mut Synced,
    ) -> Result<(), StoreError> {
        let conversations = Conversations::new(self.local.clone());
        for (id, told) in self.told().await? {
            if conversations.summary(&id).await?.is_some() {
                continue;
            }
            let mine = seen.entry(self.device.into()).or_default();
            // One id may be deleted more than once, each time with another log.
            let name = format!("{id}-{:016x}", told.head.fingerprint);
            let tombstone = Tombstone {
                id: id.clone(),
                chain: told.chain,
            };
            let log = log_prefix(self.device, &told.head.folder);
            let buried = format!("{}{name}.json", tombstones(self.device));
            let changes = vec![
                put(buried, &tombstone)?,
                Change::Delete {
                    key: format!("{}{id}.json", heads(self.device)),
                },
                Change::DeletePrefix { prefix: log },
                self.raised(mine),
            ];
            mine.tombstones.insert(name, tombstone);
            self.shared.commit(changes).await?;
            let forgotten = Change::Delete {
                key: self.told_key(&id),
            };
            let remembered = put(self.seen_key(self.device), mine)?;
            self.local.commit(vec![remembered, forgotten]).await?;
            synced.told += 1;
        }
        Ok(())
    }

    /// Tells the others of each conversation that is new here or went on.
    pub async fn tell(
        &self,
        seen: &mut BTreeMap<String, Seen>,
        synced: &mut Synced,
    ) -> Result<(), StoreError> {
        let mut all_told = self.told().await?;
        let conversations = Conversations::new(self.local.clone());
        for summary in conversations.list().await?.summaries {
            let told = all_told.remove(&summary.id);
            // Whatever goes on with a conversation changes its summary, at the latest at its end.
            if (told.as_ref()).is_some_and(|told| told.head.summary == summary) {
                continue;
            }
            let log = match self.leads.take(&summary.id).await {
                Some(_lead) => self.log(&summary.id).await?,
                None => None,
            };
            let Some(log) = log.filter(|log| !log.events.is_empty()) else {
                continue;
            };
            let mine = seen.entry(self.device.into()).or_default();
            let raised = self.raised(mine);
            let (told, mut changes) = self.news(told, &log, mine.revision())?;
            changes.push(raised);
            self.shared.commit(changes).await?;
            let remembered = put(self.seen_key(self.device), mine)?;
            let told = put(self.told_key(&summary.id), &told)?;
            self.local.commit(vec![remembered, told]).await?;
            synced.told += 1;
        }
        // What others have deleted is gone; what was deleted here just now is buried next time.
        all_told.retain(|id, _| synced.changed.contains(id));
        for (id, told) in all_told {
            self.withdraw(&id, &told, seen).await?;
        }
        Ok(())
    }

    /// What tells of a conversation, given what was told of it before. A log that is written anew is of
    /// this generation.
    fn news(
        &self,
        told: Option<Told>,
        log: &Log,
        new: u64,
    ) -> Result<(Told, Vec<Change>), StoreError> {
        let chain = chain(&log.events)?;
        let mut changes = Vec::new();
        let grown = match &told {
            Some(told) if told.all_events <= log.events.len() => {
                let beginning = &log.events[..told.all_events];
                fingerprint_of_all(beginning)? == told.fingerprint_of_all
            }
            _ => false,
        };
        let id = &log.summary.id;
        let folder = match &told {
            Some(told) => told.head.folder.clone(),
            None => folder_name(id, &log.summary),
        };
        let (generation, first, from) = match &told {
            Some(told) if grown => (told.head.generation, told.head.parts, told.all_events),
            _ => (new, 0, 0),
        };
        let mut head = Head {
            summary: log.summary.clone(),
            folder,
            generation,
            parts: first,
            events: chain.len(),
            fingerprint: chain.last().copied().unwrap_or_default(),
            sessions: log.sessions.iter().map(|(step, _)| *step).collect(),
        };
        for part in parts(&log.events[from..])? {
            let key = head.part(self.device, head.parts);
            changes.push(Change::Put { key, value: part });
            head.parts = head.parts.saturating_add(1);
        }
        // The newest that was told may have changed since: files were added.
        let sessions_told = told.as_ref().map_or(&[][..], |told| &told.head.sessions);
        for (step, session) in &log.sessions {
            if !grown || !sessions_told.contains(step) || sessions_told.last() == Some(step) {
                let key = head.session(self.device, *step);
                let bytes = session.to_bytes();
                changes.push(Change::PutBytes { key, bytes });
            }
        }
        changes.push(put(format!("{}{id}.json", heads(self.device)), &head)?);
        if let Some(told) = told.filter(|_| !grown) {
            let old = (0..told.head.parts).map(|number| told.head.part(self.device, number));
            changes.extend(old.map(|key| Change::Delete { key }));
        }
        let told = Told {
            head,
            all_events: log.events.len(),
            fingerprint_of_all: fingerprint_of_all(&log.events)?,
            chain,
        };
        Ok((told, changes))
    }

    /// Takes back what was told of a conversation that others have deleted.
    async fn withdraw(
        &self,
        id: &str,
        told: &Told,
        seen: &mut BTreeMap<String, Seen>,
    ) -> Result<(), StoreError> {
        let key = self.told_key(id);
        let mine = seen.entry(self.device.into()).or_default();
        let prefix = log_prefix(self.device, &told.head.folder);
        let changes = vec![
            Change::Delete {
                key: format!("{}{id}.json", heads(self.device)),
            },
            Change::DeletePrefix { prefix },
            self.raised(mine),
        ];
        self.shared.commit(changes).await?;
        let remembered = put(self.seen_key(self.device), mine)?;
        self.local
            .commit(vec![remembered, Change::Delete { key }])
            .await
    }

    /// Has the others look at what this device tells.
    fn raised(&self, mine: &mut Seen) -> Change {
        mine.revision = mine.revision().saturating_add(1).to_string();
        Change::Put {
            key: format!("{DEVICES}{}.txt", self.device),
            value: mine.revision.clone(),
        }
    }
}

/// Events as texts of one line each, so many in a part as fit.
fn parts(events: &[Event]) -> Result<Vec<String>, StoreError> {
    let mut parts: Vec<String> = Vec::new();
    for event in events {
        let line = versioned::write("", &distrusted(event))?;
        match parts.last_mut() {
            Some(part) if part.len() < PART_BYTES => {
                part.push_str(&line);
                part.push('\n');
            }
            _ => parts.push(format!("{line}\n")),
        }
    }
    Ok(parts)
}
