//! The records of a sync: what a device tells the others, and what it remembers of what it told and
//! read. Names are such that a person finds a conversation in a folder.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::platform::store::{Change, RecordStore, StoreError};
use crate::storage::conversation::Summary;
use crate::storage::versioned;

/// The name of the shared store, so that what is remembered of another is not taken for it.
pub const STORE: &str = "store.txt";

/// The devices; each record is raised with whatever its device tells.
pub const DEVICES: &str = "devices/";

/// How many stores this device has begun.
pub const STORES_BEGUN: &str = "sync-stores";

/// Characters of an id that is believed.
const MAX_ID_CHARS: usize = 120;

/// Characters of a title in the name of a folder.
const NAME_CHARS: usize = 40;

/// What a device says of one of its conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What the list shows of it.
    pub summary: Summary,
    /// Where its log is.
    pub folder: String,
    /// Another when the log was not gone on with, but written anew.
    pub generation: u64,
    /// The parts of the log, counted from 0.
    pub parts: u32,
    /// Settled events in it.
    pub events: usize,
    /// The fingerprint of the last of them.
    pub fingerprint: u64,
    /// The steps whose Python session is there.
    pub sessions: Vec<u32>,
}

/// A deletion: what goes no further than the log that was deleted is deleted with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// The conversation's id where it was deleted.
    pub id: String,
    /// The fingerprints of its log.
    pub chain: Vec<u64>,
}

/// What this device remembers of a conversation that it has told the others of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// As the others have it.
    pub head: Head,
    /// Events in its log, those that are not settled included.
    pub all_events: usize,
    /// The fingerprint of all of them.
    pub fingerprint_of_all: u64,
    /// The fingerprints of the settled ones.
    pub chain: Vec<u64>,
}

/// What this device remembers of what another has told, or of its own deletions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Of the device's record when all of it was merged.
    pub revision: String,
    /// As they were merged.
    pub heads: BTreeMap<String, Head>,
    /// What was deleted there.
    pub tombstones: BTreeMap<String, Tombstone>,
}

impl Tombstone {
    /// Whether a log with so many settled events, the last of which has this fingerprint, goes no
    /// further than what was deleted.
    pub fn covers(&self, id: &str, events: usize, fingerprint: u64) -> bool {
        let place = events.checked_sub(1);
        let there = place.and_then(|place| self.chain.get(place));
        origin(&self.id) == origin(id) && there == Some(&fingerprint)
    }
}

impl Seen {
    /// The revision as this device counts its own.
    pub fn revision(&self) -> u64 {
        self.revision.parse().unwrap_or_default()
    }
}

impl Head {
    /// The key of a part of the log.
    pub fn part(&self, device: &str, number: u32) -> String {
        let log = log_prefix(device, &self.folder);
        format!("{log}{}-{number:06}.jsonl", self.generation)
    }

    /// The key of what Python knew after a step.
    pub fn session(&self, device: &str, step: u32) -> String {
        let log = log_prefix(device, &self.folder);
        format!("{log}step-{step:010}.session")
    }
}

/// The id that a conversation had before it went on in two ways.
pub fn origin(id: &str) -> &str {
    id.split('@').next().unwrap_or_default()
}

/// Where the parts of a log are.
pub fn log_prefix(device: &str, folder: &str) -> String {
    format!("device/{device}/conversations/{folder}/")
}

/// Where the heads of a device are.
pub fn heads(device: &str) -> String {
    format!("device/{device}/index/")
}

/// Where the tombstones of a device are.
pub fn tombstones(device: &str) -> String {
    format!("device/{device}/deleted/")
}

/// A name for a conversation's folder.
pub fn folder_name(id: &str, summary: &Summary) -> String {
    let letters = summary.title.chars().map(|letter| match letter {
        letter if letter.is_alphanumeric() => letter,
        _ => ' ',
    });
    let words: String = letters.take(NAME_CHARS).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    [id, &words.join(" ")].join(" ").trim().to_string()
}

/// Whether a device or a conversation may be called so: the name becomes a part of keys.
pub fn is_name(name: &str) -> bool {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '@';
    !name.is_empty() && name.len() <= MAX_ID_CHARS && name.chars().all(allowed)
}

/// Whether a folder may be called so.
pub fn is_folder_name(name: &str) -> bool {
    let allowed = |letter: char| letter.is_alphanumeric() || letter == ' ' || "-@".contains(letter);
    !name.is_empty() && name.len() <= 4 * MAX_ID_CHARS && name.chars().all(allowed)
}

/// A record that holds this.
pub fn put<Content: Serialize>(key: String, content: &Content) -> Result<Change, StoreError> {
    let value = versioned::write(&key, content)?;
    Ok(Change::Put { key, value })
}

/// The records under a prefix that end so, by what is between; those that cannot be read are left
/// out.
pub async fn read_all<Content: DeserializeOwned>(
    store: &Rc<dyn RecordStore>,
    prefix: &str,
    ending: &str,
) -> Result<BTreeMap<String, Content>, StoreError> {
    let records = store.list(prefix).await?.into_iter();
    let read = records.filter_map(|(key, text)| {
        let name = key.strip_prefix(prefix)?.strip_suffix(ending)?;
        match versioned::read(&key, &text) {
            Ok(content) if is_name(name) => Some((name.to_string(), content)),
            _ => {
                tracing::warn!("a record of a sync cannot be read");
                None
            }
        }
    });
    Ok(read.collect())
}
