//! The list of conversations; a drawer on small screens.

mod entry;
mod found;
mod rename;

use leptos::prelude::*;

use self::entry::Entry;
use self::found::{Found, SearchField};
use super::screen::Screen;
use crate::session::labels::Group;
use crate::session::{Session, Summary};
use crate::texts;

/// New question, search, conversations, and the way to the settings.
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
        <nav class="rail" aria-label=texts::common::conversations()>
            <div class="brand"><i aria-hidden="true">"μ"</i>"Sandbox Agent"</div>
            <button class="new" data-testid="new-conversation" on:click=start
                title=texts::rail::new_question_hint()>
                {texts::rail::new_question()}
            </button>
            <SearchField/>
            <div class="list">
                <Show when=move || session.search.is_on() fallback=move || view! {
                    <Part heading=texts::rail::pinned() group=Group::Pinned/>
                    <Part heading=texts::rail::today() group=Group::Today/>
                    <Part heading=texts::rail::earlier() group=Group::Earlier/>
                    <Show when=move || session.conversations().is_empty()>
                        <p class="none">{texts::rail::none_yet()}</p>
                    </Show>
                }>
                    <Found/>
                </Show>
            </div>
            <footer>
                <button
                    data-testid="settings-open"
                    on:click=move |_| {
                        screen.rail.set(false);
                        screen.settings.set(true);
                    }
                >
                    {texts::common::settings()}
                </button>
                <button data-testid="tour" on:click=move |_| {
                    screen.rail.set(false);
                    session.start_tour();
                }>
                    {texts::rail::tour()}
                </button>
                <button class="icon" aria-label=texts::rail::all_commands() title=texts::rail::all_commands()
                    data-testid="palette-open"
                    on:click=move |_| {
                        screen.rail.set(false);
                        session.load_templates();
                        screen.palette.set(true);
                    }
                >
                    "⌘"
                </button>
                <button
                    class="icon"
                    aria-label=texts::common::light_and_dark()
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
fn Part(heading: &'static str, group: Group) -> impl IntoView {
    let session = expect_context::<Session>();
    let conversations = Memo::new(move |_| session.conversations_in(group));
    view! {
        <Show when=move || !conversations.with(Vec::is_empty)>
            <h2>{heading}</h2>
            <ul>
                <For
                    each=move || conversations.get()
                    key=|summary: &Summary| (summary.id.clone(), summary.title.clone())
                    let:summary
                >
                    <Entry summary/>
                </For>
            </ul>
        </Show>
    }
}
