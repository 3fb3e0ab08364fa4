//! The column of questions, work and answers.

use leptos::{html, prelude::*};

use super::run::RunCard;
use super::welcome::Welcome;
use crate::session::Session;
use crate::session::view::ConversationView;

/// The conversation that is open, or the welcome.
#[component]
pub fn Conversation() -> impl IntoView {
    let session = expect_context::<Session>();
    let scroll = NodeRef::<html::Div>::new();
    view! {
        // Its content is laid out from the bottom (see the style sheet), so what streams in stays
        // in view unless the reader has scrolled away from it.
        <div class="scroll" node_ref=scroll tabindex="0" role="region" aria-label="Conversation">
            <div class="col">
                {move || {
                    let conversation = session.current.get();
                    if session.loading.get() {
                        view! { <p class="loading" role="status">"Opening the conversation…"</p> }.into_any()
                    } else {
                        view! { <Runs conversation scroll/> }.into_any()
                    }
                }}
            </div>
        </div>
    }
}

/// All runs of a conversation.
#[component]
fn Runs(conversation: ConversationView, scroll: NodeRef<html::Div>) -> impl IntoView {
    let runs = RwSignal::from(conversation.runs);
    let (here, elsewhere) = (
        RwSignal::from(conversation.working),
        RwSignal::from(conversation.elsewhere),
    );
    let working = Signal::derive(move || here.get() || elsewhere.get());
    let count = Memo::new(move |_| runs.with(Vec::len));
    // A new question is brought into view wherever the reader was.
    Effect::new(move |before: Option<usize>| {
        let now = count.get();
        if before.is_some_and(|before| now > before)
            && let Some(scroll) = scroll.get_untracked()
        {
            scroll.set_scroll_top(0);
        }
        now
    });
    view! {
        <Show when=move || count.get() != 0 fallback=|| view! { <Welcome/> }>
            <For each=move || runs.get() key=|run| run.index let:run>
                <RunCard
                    run=run.clone()
                    working=Signal::derive(move || working.get() && run.index + 1 == count.get())
                    last=Signal::derive(move || run.index + 1 == count.get())
                />
            </For>
        </Show>
    }
}
