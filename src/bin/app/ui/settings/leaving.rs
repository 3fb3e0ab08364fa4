//! Leaving the settings without saving them: asks first if something was changed.

use leptos::wasm_bindgen::JsCast;
use leptos::{html, prelude::*};
use micropython_agent::storage::settings::{SettingsError, StoredSettings};
use web_sys::HtmlElement;

use super::draft::Draft;
use crate::session::KeyChange;
use crate::texts;
use crate::ui::screen::Screen;

/// The question whether to leave.
#[derive(Clone, Copy)]
pub struct Leaving {
    screen: Screen,
    draft: Draft,
    /// What the fields came to when the dialog was opened.
    before: StoredValue<(StoredSettings, Vec<SettingsError>)>,
    asked: RwSignal<bool>,
    /// Where the keyboard was when it was asked.
    focused: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl Leaving {
    /// Of a draft in which nothing was changed yet.
    pub fn of(draft: Draft, screen: Screen) -> Self {
        Self {
            screen,
            draft,
            before: StoredValue::new(draft.read()),
            asked: RwSignal::new(false),
            focused: StoredValue::new_local(None),
        }
    }

    /// Closes the dialog, or asks whether to.
    pub fn leave(&self) {
        if self.is_changed() {
            self.ask();
        } else {
            self.screen.settings.set(false);
        }
    }

    /// Whether Esc may close the dialog. If not, it asks; asked already, Esc goes back to the fields.
    pub fn may_close(&self) -> bool {
        if self.asked.get_untracked() {
            self.stay();
            return false;
        }
        let is_changed = self.is_changed();
        if is_changed {
            self.ask();
        }
        !is_changed
    }

    fn is_changed(&self) -> bool {
        let is_kept = |change: &KeyChange| matches!(change, KeyChange::Keep);
        let draft = self.draft;
        let keys = draft.search_keys();
        !is_kept(&draft.key_change())
            || !keys.iter().all(|(_, change)| is_kept(change))
            || self.before.with_value(|before| *before != draft.read())
    }

    fn ask(&self) {
        let focused = document().active_element();
        let focused = focused.and_then(|it| it.dyn_into::<HtmlElement>().ok());
        // A dialog that was closed and opens again has lost it: it is where it was the last time.
        if let Some(field) = focused.filter(|it| matches!(it.closest("dialog"), Ok(Some(_)))) {
            self.focused.set_value(Some(field));
        }
        self.asked.set(true);
    }

    fn stay(&self) {
        self.asked.set(false);
        let focused = self.focused.get_value();
        // A dialog that opens again takes the focus first.
        request_animation_frame(move || {
            if let Some(focused) = focused {
                // What is not shown any more has no use for it.
                let _ = focused.focus();
            }
        });
    }
}

/// Cancel, or the question and its answers.
#[component]
pub fn LeaveButtons(leaving: Leaving) -> impl IntoView {
    let keep = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(keep) = keep.get() {
            // It has just been shown.
            let _ = keep.focus();
        }
    });
    let discard = move |_| leaving.screen.settings.set(false);
    view! {
        <Show when=move || leaving.asked.get() fallback=move || view! {
            <button type="button" class="secondary" data-testid="settings-cancel"
                on:click=move |_| leaving.leave()>{texts::common::cancel()}</button>
        }>
            <p class="wrong" role="alert" data-testid="settings-changed">{texts::settings::discard_changes()}</p>
            <button type="button" class="danger" data-testid="settings-discard"
                on:click=discard>{texts::settings::discard()}</button>
            <button type="button" class="secondary" data-testid="settings-keep" node_ref=keep
                on:click=move |_| leaving.stay()>{texts::settings::keep_editing()}</button>
        </Show>
    }
}
