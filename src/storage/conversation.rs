//! Conversations as logs of events: one record for each event, in order, and a summary beside
//! them for the list. A damaged record is reported and left out; the rest stays readable.
//!
//! Keys: `summary/{id}` and `event/{id}/{sequence}`, the sequence padded with zeros; `label/{id}` is
//! what people made of its place in the list (`conversation/label.rs`).

mod label;
mod log;
mod past;
mod superseded;
mod waiting;
mod writer;

use std::rc::Rc;

pub use label::Label;
pub use log::{ConversationLog, push_joined};
pub use past::PastError;
use serde::{Deserialize, Serialize};
pub use writer::Writer;

use super::{drafts, snapshots, versioned};
use crate::agent::{Event, Transcript, Waiting};
use crate::platform::store::{Change, RecordStore, StoreError};

/// Characters of a question that make a title.
const TITLE_CHARS: usize = 80;

/// The title of a conversation whose first question has yet to be asked.
const UNTITLED: &str = "New question";

/// What the list shows of a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Names the conversation in the store.
    pub id: String,
    /// What the user called it, or else the first question, cut.
    pub title: String,
    /// When the first question was asked, milliseconds since the Unix epoch.
    pub created: u64,
    /// When it last went on, milliseconds since the Unix epoch.
    pub updated: u64,
    /// What the user made of its place in the list.
    #[serde(default, skip_serializing_if = "Label::is_blank")]
    pub label: Label,
}

/// All conversations of a store.
#[derive(Clone)]
pub struct Conversations {
    store: Rc<dyn RecordStore>,
}

/// The list of conversations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// The one that went on last comes first.
    pub summaries: Vec<Summary>,
    /// What could not be read.
    pub damaged: Vec<StoreError>,
}

/// A conversation that was opened.
pub struct Opened {
    /// All that can be read of it.
    pub transcript: Transcript,
    /// To go on with it.
    pub log: ConversationLog,
    /// The messages that wait for the agent, oldest first.
    pub waiting: Vec<Waiting>,
    /// What could not be read.
    pub damaged: Vec<StoreError>,
}

/// The place of a stored event, and the event if it can be read.
type Record = (Option<u64>, Result<Event, StoreError>);

impl Conversations {
    /// The conversations in this store.
    pub fn new(store: Rc<dyn RecordStore>) -> Self {
        Self { store }
    }

    /// All conversations. A summary that is damaged is made anew of the events.
    ///
    /// # Errors
    /// [`StoreError`] when the store itself cannot be read.
    pub async fn list(&self) -> Result<Listing, StoreError> {
        let mut listing = self.list_readable().await?;
        for error in &listing.damaged {
            if let StoreError::Corrupt { key, .. } = error {
                let summary = self.rebuilt_summary(id_of(key)).await?;
                listing.summaries.push(summary);
            }
        }
        listing.sort();
        Ok(listing)
    }

    /// The conversations whose summary can be read: one record each is looked at, and no event.
    ///
    /// # Errors
    /// [`StoreError`] when the store itself cannot be read.
    pub async fn list_readable(&self) -> Result<Listing, StoreError> {
        let mut listing = Listing::default();
        for (key, text) in self.store.list(SUMMARIES).await? {
            match versioned::read::<Summary>(&key, &text) {
                Ok(summary) => listing.summaries.push(Summary {
                    id: id_of(&key).into(),
                    ..summary
                }),
                Err(error) => listing.damaged.push(error),
            }
        }
        self.put_labels(&mut listing).await?;
        listing.sort();
        Ok(listing)
    }

    /// A new conversation. Nothing is stored before its first event.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub async fn create(&self, now_ms: u64) -> Result<ConversationLog, StoreError> {
        let mut count = 0;
        loop {
            // Two tabs may begin one in the same millisecond.
            let id = format!("{now_ms:013}-{count}");
            if self.store.get(&summary_key(&id)).await?.is_none() {
                return Ok(ConversationLog::new(Rc::clone(&self.store), id));
            }
            count += 1;
        }
    }

    /// Reads a conversation and gets ready to go on with it.
    ///
    /// # Errors
    /// [`StoreError`] when the store itself cannot be read. An unknown id opens as empty.
    pub async fn open(&self, id: &str) -> Result<Opened, StoreError> {
        let mut damaged = Vec::new();
        let mut transcript = Transcript::default();
        let log = ConversationLog::new(Rc::clone(&self.store), id.into());
        for (sequence, record) in self.records(id).await? {
            match record {
                Ok(event) => {
                    transcript.apply(&event);
                    log.replay(sequence, &event);
                }
                Err(error) => {
                    // Its place stays taken: nothing is written over what a repair may still read.
                    log.skip(sequence);
                    damaged.push(error);
                }
            }
        }
        match self.stored_summary(id).await {
            Ok(Some(summary)) => log.set_summary(summary),
            Ok(None) => {}
            Err(error @ StoreError::Corrupt { .. }) => damaged.push(error),
            Err(error) => return Err(error),
        }
        let waiting = waiting::stored(&self.store, id).await?.into_iter();
        Ok(Opened {
            transcript,
            log,
            waiting: waiting.map(|(_, message)| message).collect(),
            damaged,
        })
    }

    /// Deletes a conversation, all its events, its draft and all that is kept of its Python session.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be written.
    pub async fn delete(&self, id: &str) -> Result<(), StoreError> {
        let mut changes = self.clearing(id);
        changes.push(Change::Delete {
            key: summary_key(id),
        });
        changes.push(label::deletion(id));
        changes.push(waiting::deletion(id));
        changes.push(drafts::deletion(id));
        self.store.commit(changes).await
    }

    /// What takes away all events of a conversation and all that is kept of its Python session.
    pub(super) fn clearing(&self, id: &str) -> Vec<Change> {
        let prefix = event_prefix(id);
        let mut changes = vec![Change::DeletePrefix { prefix }];
        changes.extend(snapshots::deletion(id));
        changes
    }

    /// What stores a whole conversation where there is none.
    pub(super) fn writing(
        &self,
        id: &str,
        summary: &Summary,
        events: &[Event],
    ) -> Result<Vec<Change>, StoreError> {
        let log = ConversationLog::new(Rc::clone(&self.store), id.into());
        log.set_summary(summary.clone());
        log.prepare(events)
    }

    /// All records of events in order, each with its place.
    async fn records(&self, id: &str) -> Result<Vec<Record>, StoreError> {
        let prefix = event_prefix(id);
        let stored = self.store.list(&prefix).await?.into_iter();
        let records = stored.map(|(key, text)| {
            let digits = key.get(prefix.len()..);
            let sequence = digits.and_then(|digits| digits.parse().ok());
            (sequence, versioned::read(&key, &text))
        });
        Ok(records.collect())
    }

    /// All events in order, as far as they can be read.
    ///
    /// # Errors
    /// [`StoreError`] when the store itself cannot be read.
    pub async fn events(&self, id: &str) -> Result<Vec<Event>, StoreError> {
        let records = self.records(id).await?.into_iter();
        Ok(records.filter_map(|(_, event)| event.ok()).collect())
    }

    /// What the list shows of one conversation; nothing if there is none.
    pub(super) async fn summary(&self, id: &str) -> Result<Option<Summary>, StoreError> {
        let summary = match self.stored_summary(id).await {
            Err(StoreError::Corrupt { .. }) => Some(self.rebuilt_summary(id).await?),
            summary => summary?,
        };
        Ok(summary.map(|summary| Summary {
            id: id.into(),
            ..summary
        }))
    }

    /// The ids that begin so.
    pub(super) async fn ids_of(&self, beginning: &str) -> Result<Vec<String>, StoreError> {
        let found = self.store.list(&summary_key(beginning)).await?.into_iter();
        let ids = found.map(|(key, _)| id_of(&key).into());
        Ok(ids.collect())
    }

    async fn stored_summary(&self, id: &str) -> Result<Option<Summary>, StoreError> {
        let key = summary_key(id);
        let Some(text) = self.store.get(&key).await? else {
            return Ok(None);
        };
        let mut summary: Summary = versioned::read(&key, &text)?;
        summary.put_label(self.label(id).await?);
        Ok(Some(summary))
    }

    async fn rebuilt_summary(&self, id: &str) -> Result<Summary, StoreError> {
        let mut summary = Summary {
            id: id.into(),
            ..Summary::default()
        };
        for (key, text) in self.store.list(&event_prefix(id)).await? {
            // Reported when the conversation is opened.
            if let Ok(event) = versioned::read::<Event>(&key, &text) {
                summary.take_in(&event);
            }
        }
        summary.put_label(self.label(id).await?);
        Ok(summary)
    }
}

impl Listing {
    fn sort(&mut self) {
        self.summaries
            .sort_by(|a, b| (b.updated, &b.id).cmp(&(a.updated, &a.id)));
    }
}

impl Summary {
    /// That of a conversation of these events, which is in no store.
    pub(super) fn of(events: &[Event]) -> Self {
        let mut summary = Self::default();
        for event in events {
            summary.take_in(event);
        }
        summary
    }

    /// Takes in what an event changes. True if it changed anything.
    fn take_in(&mut self, event: &Event) -> bool {
        match event {
            Event::Asked { question, at, .. } => {
                if self.title.is_empty() {
                    self.created = *at;
                }
                if matches!(&*self.title, "" | UNTITLED) {
                    self.title = title_of(question);
                }
                self.went_on(*at);
                true
            }
            Event::ConsoleStarted { at, .. } | Event::ConsoleRan { at, .. } => {
                if self.title.is_empty() {
                    self.title = UNTITLED.into();
                    self.created = *at;
                }
                self.went_on(*at);
                true
            }
            Event::RunEnded { at, .. }
            | Event::ConsoleEnded { at, .. }
            | Event::Rewound { at, .. }
            | Event::RewoundBefore { at, .. }
            | Event::RewindUndone { at }
            | Event::Continued { at }
            | Event::Steered { at, .. }
            | Event::PersonAnswered { at, .. } => {
                self.went_on(*at);
                true
            }
            _ => false,
        }
    }

    /// Always a later instant than before, also where another device's clock is ahead of this one's:
    /// by this it is seen that a conversation went on.
    fn went_on(&mut self, at: u64) {
        self.updated = at.max(self.updated.saturating_add(1));
    }
}

const SUMMARIES: &str = "summary/";

/// Of the conversation whose summary has this key.
fn id_of(summary_key: &str) -> &str {
    summary_key.get(SUMMARIES.len()..).unwrap_or_default()
}

fn summary_key(id: &str) -> String {
    format!("{SUMMARIES}{id}")
}

fn event_prefix(id: &str) -> String {
    format!("event/{id}/")
}

fn event_key(id: &str, sequence: u64) -> String {
    format!("{}{sequence:012}", event_prefix(id))
}

/// The first line of a question that says something, cut between words if it can be.
fn title_of(question: &str) -> String {
    let line = question
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("Untitled");
    let Some((end, _)) = line.char_indices().nth(TITLE_CHARS) else {
        return line.into();
    };
    let cut = &line[..end];
    let cut = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{}…", cut.trim_end())
}
