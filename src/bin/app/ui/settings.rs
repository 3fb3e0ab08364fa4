//! The settings dialog.

mod answer;
mod connection;
mod device;
mod draft;
mod fields;
mod folder;
mod group;
mod groups;
mod leaving;
mod limits;
mod permissions;
mod provider;
mod resetting;
mod search;
mod search_draft;
mod services;
mod storage;
mod sync;
mod work;

use leptos::wasm_bindgen::JsCast;
use leptos::{ev, prelude::*};
use wasm_split_helpers::wasm_split;

use self::answer::AnswerFields;
use self::device::{AboutLink, ForgetEverything, SettingsFile};
use self::draft::Draft;
use self::groups::{Group, Links, Section, provide_search};
use self::leaving::{LeaveButtons, Leaving};
use self::limits::{LimitFields, PageFields};
use self::permissions::PermissionFields;
use self::provider::ProviderFields;
use self::resetting::{LastChange, Resetting};
use self::services::ServiceFields;
use self::storage::StorageFields;
use self::sync::SyncFields;
use self::work::{BudgetFields, WorkFields};
use super::dialog::Dialog;
use super::lazy::Lazy;
use super::screen::Screen;
use crate::lazy::LoadError;
use crate::session::Session;
use crate::texts;

/// The dialog. What it holds is put in force by Save, all or nothing.
#[component]
pub fn SettingsDialog() -> impl IntoView {
    let screen = expect_context::<Screen>();
    // The form has a say in it, while there is one.
    let form = StoredValue::new(None::<Callback<(), bool>>);
    let may_close = move || {
        let form = form.get_value();
        form.and_then(|form| form.try_run(())).unwrap_or(true)
    };
    let close = move || {
        screen.settings.set(false);
        screen.settings_to_ask.set(false);
        screen.focus_composer();
    };
    view! {
        // Made anew each time: what was typed and not saved is gone.
        <Dialog open=screen.settings close class="settings" label=texts::common::settings() hook="settings" stays=true
            may_close>
            <Lazy view=move || settings_form(form)/>
        </Dialog>
    }
}

#[wasm_split(settings, fallible)]
fn settings_form(may_close: StoredValue<Option<Callback<(), bool>>>) -> Result<AnyView, LoadError> {
    Ok(view! { <SettingsForm may_close/> }.into_any())
}

/// The fields, as the settings in force have them.
#[component]
fn SettingsForm(
    /// Takes in what has a say in closing the dialog.
    may_close: StoredValue<Option<Callback<(), bool>>>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let draft = Draft::of(&session.settings.get_untracked());
    let leaving = Leaving::of(draft, screen);
    may_close.set_value(Some(Callback::new(move |()| leaving.may_close())));
    let query = provide_search();
    provide_context(Resetting::of(draft));
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let key = draft.key_change();
        let (settings, mut errors) = draft.read();
        errors.extend(draft.wrong_search_keys());
        if errors.is_empty() {
            errors.extend(
                session
                    .save_settings(settings, key)
                    .err()
                    .unwrap_or_default(),
            );
        } else {
            // All that is wrong is shown at once.
            errors.extend(settings.check().err().unwrap_or_default());
        }
        if errors.is_empty() {
            session.save_service_keys(draft.search_keys());
            screen.settings.set(false);
        } else {
            draft.errors.set(errors);
            // What is wrong must not be passed over.
            query.set(String::new());
            request_animation_frame(focus_first_wrong);
        }
    };
    view! {
        <form on:submit=save novalidate autocomplete="off">
            <header>
                <h2>{texts::common::settings()}</h2>
                <button
                    type="button"
                    class="icon"
                    aria-label=texts::settings::close_without_saving()
                    on:click=move |_| leaving.leave()
                >
                    "×"
                </button>
            </header>
            <Links query/>
            <div class="fields">
                <LastChange/>
                <Section group=Group::Model>
                    <ProviderFields draft/>
                </Section>
                <Section group=Group::Work>
                    <WorkFields draft/>
                    <AnswerFields draft/>
                </Section>
                <Section group=Group::Limits>
                    <LimitFields draft/>
                    <BudgetFields draft/>
                </Section>
                <Section group=Group::Tools>
                    <PermissionFields draft/>
                    <ServiceFields draft/>
                </Section>
                <Section group=Group::Page>
                    <PageFields draft/>
                </Section>
                <Section group=Group::Device>
                    <StorageFields/>
                    <SyncFields/>
                    <SettingsFile/>
                    <ForgetEverything/>
                </Section>
                <p class="nothing-found">{texts::settings::no_setting()}</p>
            </div>
            <footer>
                <AboutLink/>
                <Show when=move || draft.errors.with(|errors| !errors.is_empty())>
                    <p class="wrong" role="alert">{texts::settings::not_saved()}</p>
                </Show>
                <LeaveButtons leaving/>
                <button type="submit" class="primary" data-testid="settings-save">{texts::common::save()}</button>
            </footer>
        </form>
    }
}

/// Brings the first field that is wrong into view.
fn focus_first_wrong() {
    let found = document().query_selector("dialog [aria-invalid=true]");
    if let Ok(Some(field)) = found {
        let field: web_sys::HtmlElement = field.unchecked_into();
        // Focus can only fail on an element that is not shown; then there is nothing to see.
        let _ = field.focus();
    }
}
