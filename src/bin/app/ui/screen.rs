//! What is open on the screen: state of the page itself, of no interest to the session.

use leptos::prelude::*;
use micropython_agent::sandbox::Artifact;

/// Signals shared by components through the context.
#[derive(Clone, Copy)]
pub struct Screen {
    /// Whether the settings dialog is open.
    pub settings: RwSignal<bool>,
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
    /// Why something is not attached.
    pub attach_problem: RwSignal<Option<String>>,
    /// Whether files are being dragged over the page.
    pub dragging: RwSignal<bool>,
    /// The artifact whose content is shown.
    pub preview: RwSignal<Option<Artifact>>,
    /// The step whose requests are shown.
    pub requests: RwSignal<Option<u32>>,
    /// Whether the page about this page is open.
    pub about: RwSignal<bool>,
    /// Raised to give the composer the keyboard focus.
    pub focus_composer: RwSignal<u32>,
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
            drawer: RwSignal::new(None),
            console_draft: RwSignal::new(String::new()),
            focus_console: RwSignal::new(0),
            rail: RwSignal::new(false),
            draft: RwSignal::new(String::new()),
            attached: RwSignal::new(Vec::new()),
            attach_problem: RwSignal::new(None),
            dragging: RwSignal::new(false),
            preview: RwSignal::new(None),
            requests: RwSignal::new(None),
            about: RwSignal::new(false),
            focus_composer: RwSignal::new(0),
        }
    }

    /// Whether a dialog is open, which takes its own keys.
    pub fn has_dialog(&self) -> bool {
        self.settings.get_untracked()
            || self.about.get_untracked()
            || self.preview.with_untracked(Option::is_some)
            || self.requests.with_untracked(Option::is_some)
    }

    /// Takes the artifacts that go with what is being sent.
    pub fn take_attached(&self) -> Vec<Artifact> {
        self.attach_problem.set(None);
        let attached = self.attached.get_untracked();
        self.attached.set(Vec::new());
        attached
    }

    /// Opens the drawer at this, or closes it if that is what it shows.
    pub fn toggle_drawer(&self, tab: Tab) {
        self.drawer
            .update(|open| *open = (*open != Some(tab)).then_some(tab));
    }

    /// Gives the composer the keyboard focus.
    pub fn focus_composer(&self) {
        self.focus_composer.update(|times| *times += 1);
    }
}
