//! Changes of many fields at once, which can be taken back: the defaults, and settings from a file.
//! Like all that is entered, they are in force when they are saved.

use leptos::prelude::*;
use micropython_agent::storage::settings::Settings;

use super::draft::Draft;
use super::groups::Group;
use crate::texts;

/// Changes the draft, and keeps what it was.
#[derive(Clone, Copy)]
pub struct Resetting {
    draft: Draft,
    last: RwSignal<Option<Change>>,
    /// Of the form: what is made here goes with it.
    owner: StoredValue<Owner>,
}

/// A change that can be taken back.
#[derive(Clone)]
struct Change {
    /// What happened, for the user.
    words: String,
    before: Draft,
}

impl Resetting {
    /// Of a draft.
    pub fn of(draft: Draft) -> Self {
        Self {
            draft,
            last: RwSignal::new(None),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// Puts groups back to their defaults; `what` names them.
    pub fn reset(&self, what: &str, groups: &[Group]) {
        let words = texts::settings::back_to_defaults(what);
        self.change(words, &Settings::default(), groups);
    }

    /// Takes all settings of a file over.
    pub fn take_file(&self, name: &str, settings: &Settings) {
        let words = texts::settings::taken_from(name);
        self.change(words, settings, &Group::ALL);
    }

    fn change(&self, words: String, settings: &Settings, groups: &[Group]) {
        let draft = self.draft;
        let owner = self.owner.get_value();
        let before = owner.with(|| draft.copy());
        owner.with(|| draft.take(&Draft::of(settings), groups));
        draft.errors.set(Vec::new());
        self.last.set(Some(Change { words, before }));
    }

    fn undo(&self) {
        if let Some(change) = self.last.get_untracked() {
            let owner = self.owner.get_value();
            owner.with(|| self.draft.take(&change.before, &Group::ALL));
            self.last.set(None);
        }
    }
}

/// What was changed last, and the way back.
#[component]
pub fn LastChange() -> impl IntoView {
    let resetting = expect_context::<Resetting>();
    view! {
        <div role="status" class="last-change" data-testid="last-change">
            {move || resetting.last.get().map(|change| view! {
                <p class="with-button">
                    <span>{change.words}</span>
                    <button type="button" data-testid="undo-change" on:click=move |_| resetting.undo()>
                        {texts::common::undo()}
                    </button>
                </p>
            })}
        </div>
    }
}
