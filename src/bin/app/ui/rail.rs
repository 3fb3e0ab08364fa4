//! The list of conversations; a drawer on small screens.

use leptos::prelude::*;

use super::screen::Screen;
use crate::session::{Session, Summary};

/// New question, conversations by age, and the way to the settings.
#[component]
pub fn Rail() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let start = move |_| {
        session.new_conversation();
        screen.rail.set(false);
        screen.focus_composer();
    };
    view! {
        <nav class="rail" aria-label="Conversations">
            <div class="brand"><i aria-hidden="true">"μ"</i>"Sandbox Agent"</div>
            <button class="new" data-testid="new-conversation" on:click=start>
                "+ New question" <kbd>"Ctrl K"</kbd>
            </button>
            <div class="list">
                <Group heading="Today" conversations=Signal::derive(move || session.conversations_of_today(true))/>
                <Group heading="Earlier" conversations=Signal::derive(move || session.conversations_of_today(false))/>
            </div>
            <footer>
                <button
                    data-testid="settings-open"
                    on:click=move |_| {
                        screen.rail.set(false);
                        screen.settings.set(true);
                    }
                >
                    "Settings"
                </button>
                <button data-testid="tour" on:click=move |_| {
                    screen.rail.set(false);
                    session.start_tour();
                }>
                    "Take the tour"
                </button>
                <button
                    class="icon"
                    aria-label="Change between light and dark"
                    on:click=move |_| session.toggle_theme()
                >
                    "◐"
                </button>
            </footer>
        </nav>
    }
}

/// One heading with its conversations; nothing at all if there are none.
#[component]
fn Group(heading: &'static str, conversations: Signal<Vec<Summary>>) -> impl IntoView {
    view! {
        <Show when=move || !conversations.get().is_empty()>
            <h2>{heading}</h2>
            <ul>
                <For
                    each=move || conversations.get()
                    key=|summary| (summary.id.clone(), summary.title.clone())
                    let:summary
                >
                    <Entry summary/>
                </For>
            </ul>
        </Show>
    }
}

/// One conversation: open it, or delete it.
#[component]
fn Entry(summary: Summary) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let Summary { id, title, .. } = summary;
    let (opened, deleted, shown) = (id.clone(), id.clone(), id);
    let current = move || {
        session
            .current
            .with(|current| current.id.with(|id| *id == shown))
    };
    let delete_label = format!("Delete “{title}”");
    view! {
        <li class="entry">
            <button
                class="title"
                data-testid="conversation"
                aria-current=move || current().then_some("page")
                on:click=move |_| {
                    session.open(&opened);
                    screen.rail.set(false);
                }
            >
                {title}
            </button>
            <button
                class="delete icon"
                data-testid="delete-conversation"
                aria-label=delete_label
                on:click=move |_| session.delete(&deleted)
            >
                "×"
            </button>
        </li>
    }
}
