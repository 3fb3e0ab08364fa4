//! The bar above the conversation: its title, and warnings that concern the whole page.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::menu::{self, Item};
use super::screen::{Screen, Tab};
use crate::session::Session;
use crate::session::archive::Format;

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
                aria-label="Conversations"
                aria-expanded=move || screen.rail.get().to_string()
                on:click=move |_| screen.rail.update(|open| *open = !*open)
            >
                "☰"
            </button>
            <h1>{move || session.title()}</h1>
            <Show when=recording>
                <span class="label">"Recording"</span>
            </Show>
            <div class="right">
                <Show when=move || session.has_runs() && !recording()>
                    <button data-testid="export" aria-haspopup="menu" on:click=move |event| {
                        menu::open(screen, &event, "Export".into(), formats(session));
                    }>
                        "Export"
                    </button>
                </Show>
                <DrawerButton hook="console-open" tab=Tab::Console words="Console"/>
                <DrawerButton hook="log-open" tab=Tab::Log words="Log"/>
            </div>
        </div>
        {move || {
            session.storage_problem.get().conversations.map(|problem| {
                view! {
                    <p class="banner" role="alert" data-testid="storage-problem">
                        "Conversations are not being saved: " {problem}
                        ". They are kept until this tab is closed."
                    </p>
                }
            })
        }}
        {move || {
            session.storage_problem.get().python.map(|problem| {
                view! {
                    <p class="banner" role="alert" data-testid="session-problem">
                        "What Python knows is not being saved: " {problem}
                        ". The conversation goes on; after a reload its names are gone."
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
        item("Web page (HTML)", "export-html", Format::Html),
        item(
            "JSON, with all that Python knows",
            "export-json",
            Format::Json,
        ),
        item("Small JSON, to share", "export-light", Format::LightJson),
    ]
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
                        <span>"Conversations are not being kept in the folder “" {folder.name}
                        "” until you allow it again."</span>
                        <button data-testid="folder-allow" on:click=allow>"Allow"</button>
                    </p>
                }
            })
        }}
        {move || {
            session.merge_problem.get().map(|problem| {
                view! {
                    <p class="banner with-button" role="status" data-testid="merge-problem">
                        <span>"Not merged with your other devices: " {problem}
                        ". It is tried again when something changes."</span>
                        <button data-testid="merge-problem-read"
                            on:click=move |_| session.merge_problem.set(None)>"OK"</button>
                    </p>
                }
            })
        }}
    }
}
