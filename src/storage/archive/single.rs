//! One conversation as a file, for those who keep conversations themselves and have no store.

use super::import::{check, parse};
use super::{Archive, ArchiveError, Archived, ArchivedSession, FORMAT, VERSION, encode};
use crate::agent::{Event, Transcript, Waiting, standing_step};
use crate::platform::store::StoreError;
use crate::sandbox::Snapshot;
use crate::storage::conversation::Summary;

/// A conversation with what is needed to go on with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Single {
    /// All that happened.
    pub events: Vec<Event>,
    /// The messages that wait for the agent, oldest first.
    pub waiting: Vec<Waiting>,
    /// What Python knows, as the last code has left it.
    pub session: Option<Snapshot>,
}

impl Single {
    /// It as a file that [`Single::read`] and [`super::import`] read.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the content cannot be expressed in JSON.
    pub fn write(&self) -> Result<String, StoreError> {
        let standing = standing_step(&Transcript::of(&self.events));
        let session = self.session.as_ref().zip(standing);
        let sessions = session.map(|(snapshot, step)| ArchivedSession {
            step,
            snapshot: encode(&snapshot.to_bytes()),
        });
        let summary = Summary::of(&self.events);
        let archive = Archive {
            format: FORMAT.into(),
            version: VERSION,
            conversations: vec![Archived {
                title: summary.title,
                created: summary.created,
                updated: summary.updated,
                events: self.events.clone(),
                waiting: self.waiting.clone(),
                sessions: sessions.into_iter().collect(),
            }],
        };
        serde_json::to_string(&archive).map_err(|error| StoreError::Corrupt {
            key: "export".into(),
            reason: error.to_string(),
        })
    }

    /// The conversation in a file of one, by [`Single::write`] or [`super::export`]. Of the Python
    /// sessions in it only that of the step where it stands is of use.
    ///
    /// # Errors
    /// [`ArchiveError`]; nothing in the file is trusted.
    pub fn read(text: &str) -> Result<Self, ArchiveError> {
        let mut conversations = parse(text)?.conversations;
        let count = conversations.len();
        let Some(archived) = conversations.pop().filter(|_| count == 1) else {
            let problem = format!("it has {count} conversations, where one is expected");
            return Err(ArchiveError::NotAnArchive(problem));
        };
        let checked = check(archived);
        let (events, sessions, archived) =
            checked.map_err(|problem| ArchiveError::Conversation { place: 1, problem })?;
        let standing = standing_step(&Transcript::of(&events));
        let mut sessions = sessions.into_iter();
        let session = sessions.find(|(step, _)| Some(*step) == standing);
        Ok(Self {
            events,
            waiting: archived.waiting,
            session: session.map(|(_, snapshot)| snapshot),
        })
    }
}
