//! What is open on the screen: state of the page itself, of no interest to the session.

use leptos::prelude::*;

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
            focus_composer: RwSignal::new(0),
        }
    }

    /// Gives the composer the keyboard focus.
    pub fn focus_composer(&self) {
        self.focus_composer.update(|times| *times += 1);
    }
}
