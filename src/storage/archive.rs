//! Conversations as one file: what is exported on one device can be imported on another. The file
//! holds what happened and what Python knew, never a key or a setting. One that is imported comes
//! from a stranger: its size, depth, version and fields are checked before anything is stored, it
//! chooses no ids, and its Python sessions are checked as any that are read from the disk.

mod depth;
mod export;
mod import;
mod share;
mod shorten;
mod single;

pub use export::export;
pub use import::import;
pub use share::{MAX_SHARED_BYTES, ShareError, Shared, share};
pub use shorten::Shortened;
pub use single::Single;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::agent::{Event, Waiting};
use crate::platform::store::StoreError;

/// Bytes of a file that is read.
pub const MAX_BYTES: usize = 256 << 20;

/// Levels of brackets and braces in a file that is read.
pub const MAX_DEPTH: usize = 100;

/// Conversations in a file that is read.
pub const MAX_CONVERSATIONS: usize = 10_000;

/// Raised with every change to the file's form.
const VERSION: u32 = 1;

/// What a file begins with, so that another file is told from one of another version.
const FORMAT: &str = "micropython-agent conversations";

/// Bytes by which a file is told from others.
pub const BEGINNING_BYTES: usize = 200;

/// Whether a file that begins so is one of exported conversations. Says nothing of whether it can be
/// imported.
///
/// ```
/// use micropython_agent::storage::archive::is_archive;
///
/// assert!(is_archive("{\n  \"format\": \"micropython-agent conversations\", "));
/// assert!(!is_archive("{\"format\": \"something else\""));
/// ```
pub fn is_archive(beginning: &str) -> bool {
    let rest = beginning.trim_start().strip_prefix('{');
    let rest = rest.and_then(|rest| rest.trim_start().strip_prefix("\"format\""));
    let rest = rest.and_then(|rest| rest.trim_start().strip_prefix(':'));
    let rest = rest.and_then(|rest| rest.trim_start().strip_prefix('"'));
    rest.is_some_and(|rest| rest.starts_with(FORMAT))
}

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Archive {
    format: String,
    version: u32,
    conversations: Vec<Archived>,
}

/// A conversation in the file. It has no id: where it is imported, it gets one.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Archived {
    title: String,
    /// Milliseconds since the Unix epoch.
    created: u64,
    /// Milliseconds since the Unix epoch.
    updated: u64,
    events: Vec<Event>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    waiting: Vec<Waiting>,
    /// The Python sessions that are kept, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sessions: Vec<ArchivedSession>,
}

/// What Python knew after a step.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchivedSession {
    /// The step's id; 0 for files that were added before the first.
    step: u32,
    /// A snapshot, in base64.
    snapshot: String,
}

/// Why a file cannot be imported. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// The file is too large.
    #[error("the file is larger than {} MB; export fewer conversations into one file", MAX_BYTES >> 20)]
    TooLarge,
    /// The file is nested too deeply.
    #[error("the file is nested more than {MAX_DEPTH} levels deep, which no exported file is")]
    TooDeep,
    /// The file is something else.
    #[error("this is not a file of exported conversations: {0}")]
    NotAnArchive(String),
    /// The file is of another version.
    #[error(
        "the file has version {0}, and this version of the page reads version {VERSION}; reload the page to get the newest"
    )]
    OtherVersion(u32),
    /// The file has too many conversations.
    #[error("the file has {0} conversations; at most {MAX_CONVERSATIONS} can be imported at once")]
    TooMany(usize),
    /// A conversation in the file is not one.
    #[error("conversation {place} in the file cannot be read: {problem}")]
    Conversation {
        /// Counted from 1.
        place: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

fn decode(text: &str) -> Result<Vec<u8>, base64::DecodeError> {
    STANDARD.decode(text)
}
