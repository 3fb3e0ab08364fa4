//! The settings dialog.

mod draft;
mod fields;
mod limits;
mod provider;
mod services;

use leptos::{ev, html, prelude::*};

use self::draft::Draft;
use self::limits::{LimitFields, PageFields};
use self::provider::ProviderFields;
use self::services::ServiceFields;
use super::screen::Screen;
use crate::session::Session;

/// The dialog. What it holds is put in force by Save, all or nothing.
#[component]
pub fn SettingsDialog() -> impl IntoView {
    let screen = expect_context::<Screen>();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let open = screen.settings.get();
        let Some(dialog) = dialog.get() else { return };
        if !open {
            dialog.close();
        } else if !dialog.open() && dialog.show_modal().is_err() {
            tracing::error!("the settings dialog could not be opened");
        }
    });
    view! {
        <dialog
            node_ref=dialog
            aria-labelledby="settings-title"
            data-testid="settings"
            on:close=move |_| {
                screen.settings.set(false);
                screen.focus_composer();
            }
        >
            // Made anew each time: what was typed and not saved is gone.
            <Show when=move || screen.settings.get()>
                <SettingsForm/>
            </Show>
        </dialog>
    }
}

/// The fields, as the settings in force have them.
#[component]
fn SettingsForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let draft = Draft::of(&session.settings.get_untracked());
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let key = draft.key_change();
        let saved = draft
            .read()
            .and_then(|settings| session.save_settings(settings, key));
        match saved {
            Ok(()) => screen.settings.set(false),
            Err(errors) => draft.errors.set(errors),
        }
    };
    view! {
        <form on:submit=save novalidate autocomplete="off">
            <header>
                <h2 id="settings-title">"Settings"</h2>
                <button
                    type="button"
                    class="icon"
                    aria-label="Close without saving"
                    on:click=move |_| screen.settings.set(false)
                >
                    "×"
                </button>
            </header>
            <div class="fields">
                <ProviderFields draft/>
                <LimitFields draft/>
                <ServiceFields draft/>
                <PageFields draft/>
            </div>
            <footer>
                <Show when=move || draft.errors.with(|errors| !errors.is_empty())>
                    <p class="wrong" role="alert">"Not saved: see the fields in red."</p>
                </Show>
                <button type="button" class="secondary" on:click=move |_| screen.settings.set(false)>
                    "Cancel"
                </button>
                <button type="submit" class="primary" data-testid="settings-save">"Save"</button>
            </footer>
        </form>
    }
}
