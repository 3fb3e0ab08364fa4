//! What is open on the screen: state of the page itself, of no interest to the session.

use leptos::prelude::*;
use micropython_agent::sandbox::Artifact;

/// Signals shared by components through the context.
#[derive(Clone, Copy)]
pub struct Screen {
    /// Whether the settings dialog is open.
    pub settings: RwSignal<bool>,
    /// Whether the log panel is open.
    pub log: RwSignal<bool>,
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

impl Screen {
    /// Everything closed and empty.
    pub fn new() -> Self {
        Self {
            settings: RwSignal::new(false),
            log: RwSignal::new(false),
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

    /// Gives the composer the keyboard focus.
    pub fn focus_composer(&self) {
        self.focus_composer.update(|times| *times += 1);
    }
}
