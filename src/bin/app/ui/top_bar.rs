//! The bar above the conversation: its title, and warnings that concern the whole page.

use leptos::prelude::*;

use super::screen::Screen;
use crate::session::Session;

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
                    <button data-testid="export" on:click=move |_| session.export_current()>
                        "Export"
                    </button>
                </Show>
                <button
                    data-testid="log-open"
                    aria-pressed=move || screen.log.get().to_string()
                    on:click=move |_| screen.log.update(|open| *open = !*open)
                >
                    "Log"
                </button>
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
        {move || {
            session.notice.get().map(|notice| {
                view! { <p class="banner" role="status" data-testid="notice">{notice}</p> }
            })
        }}
    }
}
