//! The conversations there are: listing, opening, beginning and deleting them.

use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::agent::{Event, Transcript};
use micropython_agent::platform::http::Source;
use micropython_agent::platform::store::{MemoryStore, StoreError};
use micropython_agent::storage::conversation::{
    ConversationLog, Conversations, Listing, Opened, Summary,
};
use wasm_split_helpers::wasm_split;

use super::Session;
use super::desk::Desk;
use super::view::ConversationView;
use crate::browser::page;
use crate::browser::tabs::{self, News};
use crate::lazy::{LoadError, Work};
use crate::texts;

/// How long a deletion can be undone.
const UNDO_TIME: Duration = Duration::from_secs(8);

/// Conversations that stay at hand with their Python session, beside those at work.
const IDLE_DESKS: usize = 4;

/// A deletion that can be undone.
#[derive(Clone)]
pub struct Deletion {
    /// What is known of the conversation.
    pub summary: Summary,
    /// The empty one that has taken its place, if it was on the screen.
    in_its_place: Option<ConversationView>,
}

impl Session {
    /// Puts a new conversation on the screen. Work on others goes on.
    pub fn new_conversation(&self) {
        self.notice.set(None);
        self.loading.set(false);
        self.current.set(ConversationView::empty());
        self.prepare_sandbox();
    }

    /// Puts a stored conversation on the screen.
    pub fn open(&self, id: &str) {
        self.notice.set(None);
        if let Some(desk) = self.desk_of(id) {
            self.loading.set(false);
            self.current.set(desk.view.clone());
            return;
        }
        let (session, id) = (*self, id.to_string());
        let waiting = ConversationView::new(id.clone(), &Transcript::default(), false);
        self.current.set(waiting);
        self.loading.set(true);
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            let opened = match opening(adapters.conversations.clone(), id.clone()).await {
                Ok(opening) => Ok(opening.await),
                Err(error) => Err(error),
            };
            // Another one may have been opened meanwhile.
            if session.current.get_untracked().id.get_untracked() != id {
                return;
            }
            session.loading.set(false);
            match opened {
                // Deleted, or of another device: a link to it leads to a new question.
                Ok(Ok(opened)) if opened.log.summary().updated == 0 => session.new_conversation(),
                Ok(Ok(opened)) => session.show(opened),
                Ok(Err(error)) => {
                    session.report_storage(&error);
                    session.new_conversation();
                }
                Err(_) => {
                    session.new_conversation();
                    session.notice.set(Some(LoadError::words()));
                }
            }
        });
    }

    /// Puts a conversation on the screen that was just read, with a desk of its own.
    pub(super) fn show(&self, opened: Opened) {
        for error in &opened.damaged {
            tracing::warn!(%error, "a part of the conversation is damaged");
        }
        if !opened.damaged.is_empty() {
            self.notice.set(Some(texts::session::parts_not_read()));
        }
        let id = opened.log.id().to_string();
        let recording = is_recording(&opened.transcript);
        let view = ConversationView::new(id, &opened.transcript, recording);
        let desk = Desk::new(view, opened.transcript, Some(opened.log));
        desk.put_back(opened.waiting);
        let desk = self.seat(desk);
        desk.watch_lead();
        self.prepare_sandbox();
    }

    /// Keeps the conversation on the screen in the page's address, `#id`, so that a reload shows it
    /// again; the one that is there already is opened. A question in the address (`?q=`) begins a
    /// conversation of its own.
    pub(super) fn keep_address(&self) {
        if let (None, Some(id)) = (page::query_parameter("q"), page::fragment()) {
            self.open(&id);
        }
        let session = *self;
        Effect::new(move |_| page::set_fragment(&session.current.get().id.get()));
    }

    /// Follows what other tabs do: the list, and the conversations at hand.
    pub(super) fn listen_to_tabs(&self) {
        let session = *self;
        let tabs = self.adapters.with_value(|adapters| adapters.tabs.clone());
        tabs.listen(move |id, news| match news {
            News::Event(event) => spawn_local(async move {
                if let Err(error) = follow(session, id, event).await {
                    tracing::warn!(%error, "another tab cannot be followed");
                }
            }),
            News::Deleted => {
                session.let_go(&id, texts::session::deleted_in_tab());
            }
            News::DeletedElsewhere => {
                session.let_go(&id, texts::session::deleted_elsewhere());
            }
            News::Forgotten => session.forgotten_elsewhere(),
            News::Changed => session.read_again(&id),
            News::Relabelled => session.list_conversations(),
            News::Answered { step, call, answer } => {
                if let Some(desk) = session.desk_of(&id) {
                    desk.view.answer(step, call, answer);
                }
            }
        });
    }

    /// This conversation was deleted, but not here: the work on it ends, and it leaves the screen.
    pub(super) fn let_go(&self, id: &str, notice: &'static str) {
        if let Some(desk) = self.desk_of(id) {
            desk.stop();
        }
        self.desks
            .update_value(|desks| desks.retain(|desk| desk.id() != id));
        self.summaries.update(|all| all.retain(|it| it.id != id));
        if self.current.get_untracked().id.get_untracked() == id {
            self.new_conversation();
            self.notice.set(Some(notice));
        }
    }

    /// Takes a conversation off the list. It is really deleted once that can no longer be undone.
    pub fn delete(&self, id: &str) {
        self.finish_deletion(Lead::Taken);
        let summary = self
            .summaries
            .with_untracked(|all| all.iter().find(|it| it.id == id).cloned());
        let Some(summary) = summary else { return };
        if let Some(desk) = self.desk_of(id) {
            desk.stop();
        }
        self.summaries.update(|all| all.retain(|it| it.id != id));
        let was_shown = self.current.get_untracked().id.get_untracked() == id;
        if was_shown {
            self.new_conversation();
        }
        let in_its_place = was_shown.then(|| self.current.get_untracked());
        self.deleted.set(Some(Deletion {
            summary,
            in_its_place,
        }));
        let (session, id) = (*self, id.to_string());
        set_timeout(
            move || {
                if session
                    .deleted
                    .with_untracked(|it| it.as_ref().is_some_and(|it| it.summary.id == id))
                {
                    session.finish_deletion(Lead::Taken);
                }
            },
            UNDO_TIME,
        );
    }

    /// Puts the conversation that was deleted last back on the list. Its id, if it was on the screen and
    /// nothing was put or begun there since.
    pub fn undo_delete(&self) -> Option<String> {
        let deletion = self.deleted.get_untracked()?;
        self.deleted.set(None);
        self.list_conversations();
        let shown = self.current.get_untracked();
        let is_untouched = deletion.in_its_place?.runs == shown.runs
            && shown.id.with_untracked(String::is_empty)
            && !shown.working.get_untracked()
            && !shown.console_running.get_untracked();
        is_untouched.then_some(deletion.summary.id)
    }

    /// A page that is left does not take an unfinished deletion back, and its work is interrupted.
    pub(super) fn listen_to_leaving(&self) {
        let session = *self;
        let listener = window_event_listener_untyped("pagehide", move |_: ev::Event| {
            // There is no time left to wait for another tab.
            session.finish_deletion(Lead::Ignored);
            session
                .desks
                .with_value(|desks| desks.iter().for_each(|desk| desk.leave()));
        });
        on_cleanup(move || listener.remove());
    }

    fn finish_deletion(&self, lead: Lead) {
        let Some(Deletion { summary, .. }) = self.deleted.get_untracked() else {
            return;
        };
        self.deleted.set(None);
        self.desks
            .update_value(|desks| desks.retain(|desk| desk.id() != summary.id));
        let session = *self;
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            // Tabs that are at work on it stop, so that nothing is written behind the deletion.
            adapters.tabs.tell(&summary.id, News::Deleted);
            let _lead = match lead {
                Lead::Taken => tabs::lead_in_time(&summary.id).await,
                Lead::Ignored => None,
            };
            if let Err(error) = adapters.conversations.delete(&summary.id).await {
                session.report_storage(&error);
                session.list_conversations();
            }
            session.merge_soon();
        });
    }

    /// Reads the list again.
    pub(super) fn list_conversations(&self) {
        let session = *self;
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            let mut listed = adapters.conversations.list_readable().await;
            if listed.as_ref().is_ok_and(|it| !it.damaged.is_empty())
                && let Ok(listing) = listing(adapters.conversations.clone()).await
            {
                listed = listing.await;
            }
            match listed {
                Ok(listing) => {
                    for error in &listing.damaged {
                        tracing::warn!(%error, "a conversation's summary is damaged");
                    }
                    let hidden = session.deleted.get_untracked().map(|it| it.summary.id);
                    let mut summaries = listing.summaries;
                    summaries.retain(|summary| Some(&summary.id) != hidden.as_ref());
                    session.summaries.set(summaries);
                }
                Err(error) => session.report_storage(&error),
            }
        });
    }

    /// A log for a new conversation; in memory, with a warning, where storage refuses.
    pub(super) async fn begin_log(&self) -> Result<ConversationLog, StoreError> {
        let adapters = self.adapters.get_value();
        let now = adapters.clock.unix_ms();
        match adapters.conversations.create(now).await {
            Ok(log) => Ok(log),
            Err(error) => {
                self.report_storage(&error);
                Conversations::new(Rc::new(MemoryStore::default()))
                    .create(now)
                    .await
            }
        }
    }

    /// The desk of the conversation with this id, if it is at hand.
    pub(super) fn desk_of(&self, id: &str) -> Option<Rc<Desk>> {
        self.desks
            .with_value(|desks| desks.iter().find(|desk| desk.id() == id).cloned())
    }

    /// The desk of the conversation on the screen; one that is new gets one.
    pub(super) fn desk_of_current(&self) -> Rc<Desk> {
        let view = self.current.get_untracked();
        let found = self.desks.with_value(|desks| {
            desks
                .iter()
                .find(|desk| desk.view.runs == view.runs)
                .cloned()
        });
        found.unwrap_or_else(|| self.seat(Desk::new(view, Transcript::default(), None)))
    }

    /// Puts a conversation on the screen and keeps its desk at hand; the longest unused ones go.
    fn seat(&self, desk: Desk) -> Rc<Desk> {
        let desk = Rc::new(desk);
        self.current.set(desk.view.clone());
        self.desks.update_value(|desks| {
            let mut idle = 0;
            // From the newest to the oldest.
            desks.reverse();
            desks.retain(|desk| {
                idle += usize::from(!desk.view.working.get_untracked());
                idle <= IDLE_DESKS || desk.view.working.get_untracked()
            });
            desks.reverse();
            desks.push(desk.clone());
        });
        desk
    }
}

/// Reads a conversation.
#[wasm_split(reading, fallible)]
fn opening(conversations: Conversations, id: String) -> Work<Result<Opened, StoreError>> {
    Ok(Box::pin(async move { conversations.open(&id).await }))
}

/// Lists the conversations where a summary has to be made anew.
#[wasm_split(reading, fallible)]
fn listing(conversations: Conversations) -> Work<Result<Listing, StoreError>> {
    Ok(Box::pin(async move { conversations.list().await }))
}

/// Takes in what another tab has told of a conversation, an event as JSON.
#[wasm_split(reading, fallible)]
fn follow(session: Session, id: String, event: String) -> Result<(), LoadError> {
    match serde_json::from_str::<Event>(&event) {
        Ok(event) => {
            if event.begins_conversation() || matches!(event, Event::RunEnded { .. }) {
                session.list_conversations();
            }
            if let Some(desk) = session.desk_of(&id) {
                desk.follow(&event);
            }
        }
        // A tab with another version of the page.
        Err(error) => tracing::debug!(%error, "another tab is not understood"),
    }
    Ok(())
}

/// Whether a deletion waits until no tab is at work on the conversation.
#[derive(Clone, Copy)]
enum Lead {
    Taken,
    Ignored,
}

/// A conversation whose replies were recorded when it began stays a recording.
fn is_recording(transcript: &Transcript) -> bool {
    let first = transcript.runs.first().and_then(|run| run.steps.first());
    first.is_some_and(|step| step.reply.source == Source::Recorded)
}
