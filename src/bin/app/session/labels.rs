//! What people make of a conversation's place in the list: another title, a pin.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::agent::suggest_title;
use micropython_agent::storage::conversation::Summary;
use wasm_split_helpers::wasm_split;

use super::Session;
use super::inspecting::TITLE;
use crate::browser::clock;
use crate::browser::tabs::News;
use crate::lazy::Work;

/// The parts of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Those that were pinned.
    Pinned,
    /// Those that last went on today.
    Today,
    /// All others.
    Earlier,
}

impl Group {
    fn of(summary: &Summary) -> Self {
        match summary {
            Summary { label, .. } if label.pinned => Self::Pinned,
            Summary { updated, .. } if clock::is_today(*updated) => Self::Today,
            _ => Self::Earlier,
        }
    }
}

impl Session {
    /// All conversations, the one that went on last first.
    pub fn conversations(&self) -> Vec<Summary> {
        self.summaries.get()
    }

    /// The conversations of a part of the list.
    pub fn conversations_in(&self, group: Group) -> Vec<Summary> {
        let mut summaries = self.conversations();
        summaries.retain(|summary| Group::of(summary) == group);
        summaries
    }

    /// The id of the conversation on the screen, once it is stored and on the list.
    pub fn listed_id(&self) -> Option<String> {
        let id = self.current.get().id.get();
        let is_listed = self
            .summaries
            .with(|all| all.iter().any(|summary| summary.id == id));
        is_listed.then_some(id)
    }

    /// Whether a conversation is pinned.
    pub fn is_pinned(&self, id: &str) -> bool {
        self.summaries
            .with(|all| all.iter().any(|it| it.id == id && it.label.pinned))
    }

    /// Gives a conversation another title.
    pub fn rename(&self, id: &str, title: String) {
        let (session, id) = (*self, id.to_string());
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            let now = adapters.clock.unix_ms();
            let renamed = adapters.conversations.rename(&id, &title, now).await;
            session.relabelled_here(&id, renamed);
        });
    }

    /// Pins a conversation, or takes the pin away.
    pub fn pin(&self, id: &str, pinned: bool) {
        let (session, id) = (*self, id.to_string());
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            let now = adapters.clock.unix_ms();
            let done = adapters.conversations.pin(&id, pinned, now).await;
            session.relabelled_here(&id, done);
        });
    }

    /// Has the model suggest a title: one short request.
    ///
    /// # Errors
    /// Why there is none, for the user.
    pub async fn suggest_title(self, id: String) -> Result<String, String> {
        let asking = titling(self, id).await;
        asking.map_err(|error| error.to_string())?.await
    }

    fn relabelled_here(
        &self,
        id: &str,
        done: Result<(), micropython_agent::platform::store::StoreError>,
    ) {
        match done {
            Ok(()) => self
                .adapters
                .with_value(|adapters| adapters.tabs.tell(id, News::Relabelled)),
            Err(error) => self.report_storage(&error),
        }
        self.list_conversations();
        self.merge_soon();
    }
}

#[wasm_split(agent, fallible)]
fn titling(session: Session, id: String) -> Work<Result<String, String>> {
    Ok(Box::pin(async move {
        let adapters = session.adapters.get_value();
        let opened = adapters.conversations.open(&id).await;
        let opened = opened.map_err(|error| error.to_string())?;
        let purpose = Rc::new(|| TITLE.to_string());
        let model = adapters.model(session.settings, session.key, purpose);
        let title = suggest_title(&model, &opened.transcript).await;
        title.map_err(|error| error.to_string())
    }))
}
