//! The bar above the conversation: its title, and warnings that concern the whole page.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::menu::{self, Item};
use super::screen::{Screen, Tab};
use crate::session::Session;
use crate::session::archive::Format;
use crate::texts;

/// Title, drawer button, log button.
#[component]
pub fn TopBar() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let recording = move || session.current.get().recording;
    view! {
        <div class="top">
            <button
                class="burger icon"
                aria-label=texts::common::conversations()
                aria-expanded=move || screen.rail.get().to_string()
                on:click=move |_| screen.rail.update(|open| *open = !*open)
            >
                "☰"
            </button>
            <h1>{move || session.title()}</h1>
            <Show when=recording>
                <span class="label">{texts::notices::recording()}</span>
            </Show>
            <div class="right">
                <Show when=move || session.has_runs() && !recording()>
                    <button data-testid="export" aria-haspopup="menu" on:click=move |event| {
                        menu::open(screen, &event, texts::common::export().into(), formats(session));
                    }>
                        {texts::common::export()}
                    </button>
                </Show>
                <DrawerButton hook="console-open" tab=Tab::Console words=texts::common::console()/>
                <DrawerButton hook="log-open" tab=Tab::Log words=texts::common::log()/>
            </div>
        </div>
        {move || {
            session.storage_problem.get().conversations.map(|problem| {
                view! {
                    <p class="banner" role="alert" data-testid="storage-problem">
                        {texts::notices::not_saved(texts::said(&problem))}
                    </p>
                }
            })
        }}
        {move || {
            session.storage_problem.get().python.map(|problem| {
                view! {
                    <p class="banner" role="alert" data-testid="session-problem">
                        {texts::notices::python_not_saved(texts::said(&problem))}
                    </p>
                }
            })
        }}
        <SettingsBanner/>
        {move || {
            session.templates_problem.get().map(|problem| {
                view! {
                    <p class="banner" role="alert" data-testid="templates-problem">
                        {texts::templates::not_read(texts::said(&problem))}
                    </p>
                }
            })
        }}
        <MergeBanners/>
        {move || {
            session.notice.get().map(|notice| {
                view! { <p class="banner" role="status" data-testid="notice">{notice}</p> }
            })
        }}
    }
}

/// Opens the drawer and closes it.
#[component]
fn DrawerButton(hook: &'static str, tab: Tab, words: &'static str) -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <button data-testid=hook
            aria-pressed=move || (screen.drawer.get() == Some(tab)).to_string()
            on:click=move |_| screen.toggle_drawer(tab)>{words}</button>
    }
}

/// What the conversation on the screen can be saved as.
fn formats(session: Session) -> Vec<Item> {
    let item = |label, hook, format| Item::new(label, hook, move || session.export_current(format));
    vec![
        item("Markdown", "export-markdown", Format::Markdown),
        item(texts::notices::format_html(), "export-html", Format::Html),
        item(texts::notices::format_json(), "export-json", Format::Json),
        item(
            texts::notices::format_light(),
            "export-light",
            Format::LightJson,
        ),
    ]
}

/// What is wrong with the stored settings, and the way to save others.
#[component]
fn SettingsBanner() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    move || {
        session.settings_problem.get().map(|problem| {
            let reasons: Vec<String> = problem.lines().map(texts::said).collect();
            view! {
                <p class="banner with-button" role="alert" data-testid="settings-problem">
                    <span>{texts::notices::settings_not_used(reasons.join(" "))}</span>
                    <button data-testid="settings-problem-open"
                        on:click=move |_| screen.settings.set(true)>{texts::common::settings()}</button>
                </p>
            }
        })
    }
}

/// What merging with other devices wants the person to know: said once, and put away with a click.
#[component]
fn MergeBanners() -> impl IntoView {
    let session = expect_context::<Session>();
    let allow = move |_| {
        spawn_local(async move {
            if let Err(problem) = session.allow_folder().await {
                session.merge_problem.set(Some(problem));
            }
        });
    };
    view! {
        {move || {
            let asking = session.folder.get().filter(|folder| folder.asks);
            asking.map(|folder| {
                view! {
                    <p class="banner with-button" role="status" data-testid="folder-asks">
                        <span>{texts::notices::folder_asks(&folder.name)}</span>
                        <button data-testid="folder-allow" on:click=allow>{texts::notices::allow()}</button>
                    </p>
                }
            })
        }}
        {move || {
            session.merge_problem.get().map(|problem| {
                view! {
                    <p class="banner with-button" role="status" data-testid="merge-problem">
                        <span>{texts::notices::not_merged(texts::said(&problem))}</span>
                        <button data-testid="merge-problem-read"
                            on:click=move |_| session.merge_problem.set(None)>{texts::notices::ok()}</button>
                    </p>
                }
            })
        }}
    }
}
