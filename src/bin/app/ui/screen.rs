//! What is open on the screen: state of the page itself, of no interest to the session.

use std::sync::Arc;

use leptos::prelude::*;
use micropython_agent::display::Display;
use micropython_agent::sandbox::Artifact;
use micropython_agent::storage::drafts::Draft;
use micropython_agent::storage::search::Place;

use super::menu::OpenMenu;
use crate::session::templates::placeholder;
use crate::session::{Edited, Session};

/// Signals shared by components through the context.
#[derive(Clone, Copy)]
pub struct Screen {
    /// Whether the settings dialog is open.
    pub settings: RwSignal<bool>,
    /// Whether they were opened because a question cannot be asked yet.
    pub settings_to_ask: RwSignal<bool>,
    /// What is open in the drawer, if it is.
    pub drawer: RwSignal<Option<Tab>>,
    /// The code being typed in the console.
    pub console_draft: RwSignal<String>,
    /// Raised to give the console the keyboard focus.
    pub focus_console: RwSignal<u32>,
    /// Whether the rail is open where it is a drawer (small screens).
    pub rail: RwSignal<bool>,
    /// The question being typed.
    pub draft: RwSignal<String>,
    /// The artifacts that go with it.
    pub attached: RwSignal<Vec<Artifact>>,
    /// The question that the composer holds to be edited, if it does.
    pub editing: RwSignal<Option<Edited>>,
    /// Why something is not attached.
    pub attach_problem: RwSignal<Option<String>>,
    /// Whether files are being dragged over the page.
    pub dragging: RwSignal<bool>,
    /// The artifact or file whose content is shown.
    pub preview: RwSignal<Option<Preview>>,
    /// The requests to models that are shown.
    pub requests: RwSignal<Option<Requests>>,
    /// Whether the page about this page is open.
    pub about: RwSignal<bool>,
    /// Raised to give the composer the keyboard focus.
    pub focus_composer: RwSignal<u32>,
    /// Raised to give the search of conversations the keyboard focus.
    pub focus_search: RwSignal<u32>,
    /// Whether the command palette is open.
    pub palette: RwSignal<bool>,
    /// Whether the list of keys is open.
    pub keys: RwSignal<bool>,
    /// Whether the prompt templates are open.
    pub templates: RwSignal<bool>,
    /// The menu that is open.
    pub menu: RwSignal<Option<OpenMenu>, LocalStorage>,
    /// What was found, and is to be shown in the conversation of this id.
    pub found: RwSignal<Option<(String, Place)>>,
    /// The conversation that is being renamed.
    pub renaming: RwSignal<Option<String>>,
    /// The placeholder that is to be filled in next, in bytes of the draft.
    pub filling: RwSignal<Option<(usize, usize)>>,
}

/// What is looked at by itself.
#[derive(Clone)]
pub enum Preview {
    /// An artifact, or a file that is a text.
    Text(Artifact),
    /// A file that is a picture.
    Picture {
        /// Its name.
        name: String,
        /// The picture.
        display: Arc<Display>,
    },
}

impl Preview {
    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Text(artifact) => artifact.name.as_str(),
            Self::Picture { name, .. } => name,
        }
    }
}

/// Some of the requests to models that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requests {
    /// Those of a step, by its id.
    OfStep(u32),
    /// All, also for titles and of connections that were tried out.
    All,
}

/// What the drawer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// A prompt of the conversation's Python session.
    Console,
    /// The session's variables.
    Variables,
    /// Its files.
    Files,
    /// The log of the page.
    Log,
}

impl Screen {
    /// Everything closed and empty.
    pub fn new() -> Self {
        Self {
            settings: RwSignal::new(false),
            settings_to_ask: RwSignal::new(false),
            drawer: RwSignal::new(None),
            console_draft: RwSignal::new(String::new()),
            focus_console: RwSignal::new(0),
            rail: RwSignal::new(false),
            draft: RwSignal::new(String::new()),
            attached: RwSignal::new(Vec::new()),
            editing: RwSignal::new(None),
            attach_problem: RwSignal::new(None),
            dragging: RwSignal::new(false),
            preview: RwSignal::new(None),
            requests: RwSignal::new(None),
            about: RwSignal::new(false),
            focus_composer: RwSignal::new(0),
            focus_search: RwSignal::new(0),
            palette: RwSignal::new(false),
            keys: RwSignal::new(false),
            templates: RwSignal::new(false),
            menu: RwSignal::new_local(None),
            found: RwSignal::new(None),
            renaming: RwSignal::new(None),
            filling: RwSignal::new(None),
        }
    }

    /// Whether nothing is typed or attached that could be sent.
    pub fn nothing_to_send(&self) -> bool {
        let is_blank = self.draft.with_untracked(|draft| draft.trim().is_empty());
        is_blank && self.attached.with_untracked(Vec::is_empty)
    }

    /// Takes the artifacts that go with what is being sent.
    pub fn take_attached(&self) -> Vec<Artifact> {
        self.attach_problem.set(None);
        let attached = self.attached.get_untracked();
        self.attached.set(Vec::new());
        attached
    }

    /// Opens the settings for what a question needs. It stays in the composer meanwhile.
    pub fn complete_settings(&self) {
        self.settings_to_ask.set(true);
        self.settings.set(true);
    }

    /// Has the composer edit a question, by its place from 1. What it holds is set aside until then.
    pub fn edit_question(&self, place: u32, question: String, artifacts: Vec<Artifact>) {
        self.end_editing();
        let set_aside = Draft {
            text: self.draft.get_untracked(),
            artifacts: self.take_attached(),
        };
        self.editing.set(Some(Edited {
            place,
            question: question.clone(),
            set_aside,
        }));
        self.filling.set(None);
        self.draft.set(question);
        self.attached.set(artifacts);
        self.focus_composer();
    }

    /// Puts back what the composer held before a question was edited, if one is.
    pub fn end_editing(&self) {
        let Some(Edited { set_aside, .. }) = self.editing.get_untracked() else {
            return;
        };
        self.editing.set(None);
        self.filling.set(None);
        self.attach_problem.set(None);
        self.draft.set(set_aside.text);
        self.attached.set(set_aside.artifacts);
        self.focus_composer();
    }

    /// Opens the drawer at this, or closes it if that is what it shows.
    pub fn toggle_drawer(&self, tab: Tab) {
        self.drawer
            .update(|open| *open = (*open != Some(tab)).then_some(tab));
    }

    /// Opens a conversation of the list, where something was found in it, if it was.
    pub fn open(&self, session: Session, id: &str, found: Option<Place>) {
        session.open(id);
        // After that: what is on the screen until then has no part in it.
        self.found.set(found.map(|place| (id.to_string(), place)));
        self.rail.set(false);
    }

    /// Gives the composer the keyboard focus.
    pub fn focus_composer(&self) {
        self.focus_composer.update(|times| *times += 1);
    }

    /// Gives the search of conversations the keyboard focus.
    pub fn focus_search(&self) {
        self.rail.set(true);
        self.focus_search.update(|times| *times += 1);
    }

    /// Has a conversation renamed in the list.
    pub fn rename(&self, id: String) {
        self.rail.set(true);
        self.renaming.set(Some(id));
    }

    /// Puts the text of a template into the composer, its first placeholder to be filled in. What is
    /// there already stays, but for the name of a template after a slash.
    pub fn insert(&self, text: &str) {
        let draft = self.draft.get_untracked();
        let draft = match draft.trim() {
            "" => text.to_string(),
            name if name.starts_with('/') && !name.contains(char::is_whitespace) => {
                text.to_string()
            }
            before => format!("{before}\n\n{text}"),
        };
        let from = draft.len() - text.len();
        let first = placeholder(&draft, from);
        self.draft.set(draft);
        self.focus_composer();
        self.filling
            .set(first.map(|range| (range.start, range.end)));
    }
}
