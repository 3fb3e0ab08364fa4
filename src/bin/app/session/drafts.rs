//! Keeps what is typed and attached with the conversation that it is for, so that it outlives a
//! reload and a look at another conversation.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::sandbox::Artifact;
use micropython_agent::storage::drafts::{Draft, DraftChange, Drafts};

use super::Session;
use super::view::ConversationView;

/// What the composer holds.
#[derive(Clone, Copy)]
pub struct Composed {
    /// What is typed.
    pub text: RwSignal<String>,
    /// What goes with it.
    pub artifacts: RwSignal<Vec<Artifact>>,
    /// The question that it holds to be edited, if it does.
    pub editing: RwSignal<Option<Edited>>,
}

/// A question of the conversation while it is being edited. Nothing is taken back before it is sent.
#[derive(Clone)]
pub struct Edited {
    /// Its place, from 1.
    pub place: u32,
    /// As it was asked.
    pub question: String,
    /// What the composer held before, which stays the draft that is kept.
    pub set_aside: Draft,
}

/// Stores the drafts, the newest state of each. While one write is under way, the others wait.
struct Keeper {
    session: Session,
    composed: Composed,
    drafts: Drafts,
    /// The conversation that is on the screen, and its id.
    place: RefCell<Option<(ConversationView, String)>>,
    /// Whether its draft has been read.
    is_read: Cell<bool>,
    due: RefCell<BTreeMap<String, DraftChange>>,
    is_writing: Cell<bool>,
}

impl Session {
    /// Keeps what the composer holds, and fills it when another conversation comes on the screen.
    pub fn keep_drafts(&self, composed: Composed) {
        let store = self.adapters.with_value(|adapters| adapters.store.clone());
        let keeper = Rc::new(Keeper {
            session: *self,
            composed,
            drafts: Drafts::new(store),
            place: RefCell::default(),
            is_read: Cell::new(false),
            due: RefCell::default(),
            is_writing: Cell::new(false),
        });
        let session = *self;
        let follower = keeper.clone();
        // In this order: what is in the composer is of the conversation that was left.
        Effect::new(move |_| {
            let view = session.current.get();
            let id = view.id.get();
            follower.follow(view, id);
        });
        let writer = keeper.clone();
        Effect::new(move |_| {
            let text = Some(composed.text.get());
            writer.change(DraftChange {
                text,
                artifacts: None,
            });
        });
        Effect::new(move |_| {
            let artifacts = Some(composed.artifacts.get());
            keeper.change(DraftChange {
                text: None,
                artifacts,
            });
        });
    }
}

impl Keeper {
    /// The conversation of this id is on the screen.
    fn follow(self: &Rc<Self>, view: ConversationView, id: String) {
        let before = self.place.replace(Some((view.clone(), id.clone())));
        if let Some((shown, before)) = before {
            if before == id {
                return;
            }
            // It was begun: the draft goes on in it.
            if before.is_empty() && shown.runs == view.runs && self.is_read.get() {
                self.put(before, emptied());
                return self.put(id, self.composed());
            }
            if self.is_read.get() {
                self.put(before, self.composed());
            }
            self.composed.editing.set(None);
            self.composed.text.set(String::new());
            self.composed.artifacts.set(Vec::new());
        }
        self.is_read.set(false);
        let keeper = self.clone();
        spawn_local(async move {
            let read = keeper.drafts.load(&id).await.unwrap_or_else(|error| {
                tracing::warn!(%error, "a draft cannot be read");
                Draft::default()
            });
            let is_shown = matches!(&*keeper.place.borrow(), Some((_, shown)) if *shown == id);
            if !is_shown || keeper.is_read.replace(true) {
                return;
            }
            keeper.fill(read);
        });
    }

    /// Puts a draft into the composer. What was typed meanwhile stays.
    fn fill(self: &Rc<Self>, draft: Draft) {
        let Composed {
            text, artifacts, ..
        } = self.composed;
        if !draft.text.is_empty() && text.with_untracked(String::is_empty) {
            text.set(draft.text);
        }
        if !draft.artifacts.is_empty() && artifacts.with_untracked(Vec::is_empty) {
            artifacts.set(draft.artifacts);
        }
        self.change(self.composed());
    }

    /// The composer holds something else.
    fn change(self: &Rc<Self>, change: DraftChange) {
        if self.composed.editing.with_untracked(Option::is_some) {
            return;
        }
        let place = self.place.borrow().clone();
        if let Some((_, id)) = place.filter(|_| self.is_read.get()) {
            self.put(id, change);
        }
    }

    fn put(self: &Rc<Self>, id: String, change: DraftChange) {
        let mut due = self.due.borrow_mut();
        let newest = due.entry(id).or_default();
        newest.text = change.text.or(newest.text.take());
        newest.artifacts = change.artifacts.or(newest.artifacts.take());
        drop(due);
        if self.is_writing.replace(true) {
            return;
        }
        let keeper = self.clone();
        spawn_local(async move {
            while let Some((id, change)) = keeper.next() {
                if let Err(error) = keeper.drafts.keep(&id, &change).await {
                    keeper.session.report_storage(&error);
                }
            }
            keeper.is_writing.set(false);
        });
    }

    fn next(&self) -> Option<(String, DraftChange)> {
        self.due.borrow_mut().pop_first()
    }

    /// What is to be kept of what the composer holds.
    fn composed(&self) -> DraftChange {
        if let Some(edited) = self.composed.editing.get_untracked() {
            return DraftChange {
                text: Some(edited.set_aside.text),
                artifacts: Some(edited.set_aside.artifacts),
            };
        }
        DraftChange {
            text: Some(self.composed.text.get_untracked()),
            artifacts: Some(self.composed.artifacts.get_untracked()),
        }
    }
}

fn emptied() -> DraftChange {
    DraftChange {
        text: Some(String::new()),
        artifacts: Some(Vec::new()),
    }
}
