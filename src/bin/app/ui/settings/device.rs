//! What this device keeps: settings as a file, all of them back to the defaults, and nothing any more.

use leptos::task::spawn_local;
use leptos::{html, prelude::*};

use super::groups::{Findable, Group};
use super::resetting::Resetting;
use crate::session::Session;
use crate::session::archive::take_chosen;
use crate::texts;
use crate::ui::screen::Screen;

/// Settings to a file, from one, and back to the defaults.
#[component]
pub fn SettingsFile() -> impl IntoView {
    let session = expect_context::<Session>();
    let resetting = expect_context::<Resetting>();
    let problem = RwSignal::new(None::<String>);
    let field = NodeRef::<html::Input>::new();
    let save = move |_| problem.set(session.save_settings_file().err());
    let choose = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let take = move |_| {
        let chosen = field.get_untracked().and_then(|field| take_chosen(&field));
        let Some(file) = chosen else { return };
        spawn_local(async move {
            let read = session.read_settings_file(file).await;
            // The dialog may have been closed meanwhile.
            let failed = match read {
                Ok((settings, name)) => {
                    resetting.take_file(&name, &settings);
                    None
                }
                Err(reason) => Some(reason),
            };
            problem.try_set(failed);
        });
    };
    view! {
        <Findable words=texts::device::settings_file_words()>
            <fieldset>
                <legend>{texts::settings::all_settings()}</legend>
                <p class="hint-text">{texts::device::settings_file_hint()}</p>
                <div class="choices">
                    <button type="button" class="secondary" data-testid="settings-export" on:click=save>
                        {texts::device::save_to_file()}
                    </button>
                    <button type="button" class="secondary" on:click=choose>{texts::device::take_from_file()}</button>
                    <button type="button" class="secondary" data-testid="reset-all"
                        on:click=move |_| resetting.reset(texts::settings::all_settings(), &Group::ALL)>
                        {texts::device::reset_all()}
                    </button>
                    <input node_ref=field type="file" accept=".json,application/json" hidden
                        data-testid="settings-import" aria-label=texts::device::file_of_settings() on:change=take/>
                </div>
                {move || problem.get().map(|problem| {
                    let problems: Vec<String> = problem.lines().map(texts::said).collect();
                    view! {
                        <p class="wrong" role="alert" data-testid="settings-file-problem">
                            {texts::device::not_taken(problems.join(" "))}
                        </p>
                    }
                })}
            </fieldset>
        </Findable>
    }
}

/// The way to the page about this page.
#[component]
pub fn AboutLink() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <button type="button" class="quiet" data-testid="about-open"
            // Over the settings: what is typed there and not saved yet stays.
            on:click=move |_| screen.about.set(true)>
            {texts::device::about_link()}
        </button>
    }
}

/// Everything on this device, gone: asked once.
#[component]
pub fn ForgetEverything() -> impl IntoView {
    let session = expect_context::<Session>();
    let asks = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let keep = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        // What has been pressed has gone.
        if let Some(keep) = keep.get().filter(|_| asks.get()) {
            let _ = keep.focus();
        }
    });
    let forget = move |_| {
        spawn_local(async move {
            let failed = session.forget_everything().await.err();
            problem.try_set(failed);
        });
    };
    view! {
        <Findable words=texts::device::forget_words()>
            <fieldset>
                <legend>{texts::device::forget_everything()}</legend>
                <Show
                    when=move || asks.get()
                    fallback=move || view! {
                        <button type="button" class="secondary" data-testid="forget-everything"
                            on:click=move |_| asks.set(true)>
                            {texts::device::forget_on_device()}
                        </button>
                    }
                >
                    <div class="question" role="group" aria-labelledby="forget-what">
                        <p id="forget-what">
                            {texts::device::forget_what()}
                        </p>
                        <div class="choices">
                            <button node_ref=keep type="button" class="secondary" on:click=move |_| asks.set(false)>
                                {texts::device::keep_it()}
                            </button>
                            <button type="button" class="danger" data-testid="forget-confirm" on:click=forget>
                                {texts::device::forget_everything()}
                            </button>
                        </div>
                    </div>
                </Show>
                {move || problem.get().map(|problem| view! {
                    <p class="wrong" role="alert">{texts::device::not_everything_forgotten(texts::said(&problem))}</p>
                })}
            </fieldset>
        </Findable>
    }
}
