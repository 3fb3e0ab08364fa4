//! The column of questions, work and answers.

use leptos::{html, prelude::*};
use wasm_split_helpers::wasm_split;

use super::guide::Guide;
use super::lazy::Lazy;
use super::run::RunCard;
use super::welcome::Welcome;
use crate::lazy::LoadError;
use crate::session::Session;
use crate::session::view::{ConversationView, RunView};
use crate::texts;

/// The conversation that is open, or the welcome.
#[component]
pub fn Conversation() -> impl IntoView {
    let session = expect_context::<Session>();
    let scroll = NodeRef::<html::Div>::new();
    let left = RwSignal::new(false);
    let look = move |_| {
        let now = scroll
            .get_untracked()
            .is_some_and(|scroll| is_left(&scroll));
        if left.get_untracked() != now {
            left.set(now);
        }
    };
    let go_to_end = move |_| {
        if let Some(scroll) = scroll.get_untracked() {
            scroll.set_scroll_top(0);
            // The button goes with this; the focus stays near. It can only fail where nothing is shown.
            let _ = scroll.focus();
        }
    };
    view! {
        // Its content is laid out from the bottom (see the style sheet), so what streams in stays
        // in view unless the reader has scrolled away from it.
        <div class="scroll" node_ref=scroll tabindex="0" role="region" aria-label=texts::common::conversation()
            on:scroll=look>
            <div class="col">
                {move || {
                    let conversation = session.current.get();
                    if session.loading.get() {
                        view! { <p class="loading" role="status">{texts::conversation::opening()}</p> }.into_any()
                    } else {
                        view! { <Runs conversation scroll/> }.into_any()
                    }
                }}
            </div>
        </div>
        <Show when=move || left.get()>
            <button type="button" class="chip to-end" data-testid="to-end" on:click=go_to_end>
                <span aria-hidden="true">"↓ "</span> {texts::conversation::to_end()}
            </button>
        </Show>
    }
}

/// How far from its end a conversation counts as left, in CSS pixels.
const LEFT: i32 = 160;

/// Whether the reader has scrolled away from the end of the conversation in this element. Laid out from
/// its bottom, it has its end at 0.
pub fn is_left(scroll: &web_sys::Element) -> bool {
    scroll.scroll_top() < -LEFT
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
    let recording = conversation.recording;
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
            <Lazy view=move || run_cards(runs, working, recording)/>
        </Show>
    }
}

/// The cards of all runs.
#[wasm_split(reading, preload(load_reading), fallible)]
pub fn run_cards(
    runs: RwSignal<Vec<RunView>>,
    working: Signal<bool>,
    recording: bool,
) -> Result<AnyView, LoadError> {
    let count = Memo::new(move |_| runs.with(Vec::len));
    let cards = view! {
        <For each=move || runs.get() key=|run| run.index let:run>
            <RunCard
                run=run.clone()
                working=Signal::derive(move || working.get() && run.index + 1 == count.get())
                last=Signal::derive(move || run.index + 1 == count.get())
            />
        </For>
        {recording.then(|| view! { <Guide runs working/> })}
    };
    Ok(cards.into_any())
}
