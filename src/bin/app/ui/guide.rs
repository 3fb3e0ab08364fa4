//! The guide of the tour: between its questions it says what there was to see, and waits.

use leptos::prelude::*;
use micropython_agent::agent::RunEnd;

use super::screen::Screen;
use crate::session::Session;
use crate::session::view::RunView;
use crate::texts;

type Text = fn() -> &'static str;

/// What is said after each question: what it has shown, and what comes next.
const STOPS: [(Text, Text); 3] = [
    (texts::guide::saw_python, texts::guide::next_tools),
    (texts::guide::saw_tools, texts::guide::next_repair),
    (texts::guide::saw_repair, texts::guide::end),
];

/// The card below the last answer of the tour.
#[component]
pub fn Guide(runs: RwSignal<Vec<RunView>>, working: Signal<bool>) -> impl IntoView {
    let stop = Memo::new(move |_| {
        let run = runs.with(|runs| runs.last().cloned())?;
        let answered = run
            .run
            .with(|run| matches!(run.end, Some(RunEnd::Answered { .. })));
        (answered && !working.get()).then_some(run.index)
    });
    move || {
        let number = stop.get()?;
        let (saw, next) = STOPS.get(number)?;
        let all = STOPS.len();
        Some(view! {
            <section class="guide" data-testid="guide" aria-labelledby="guide-stop">
                <h3 id="guide-stop">{texts::guide::stop(number + 1, all)}</h3>
                <p role="status">{saw()}</p>
                <p>{next()}</p>
                {if number + 1 < all { next_question().into_any() } else { end_of_tour().into_any() }}
            </section>
        })
    }
}

fn next_question() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <button class="primary" data-testid="tour-next" on:click=move |_| session.go_on()>
            {texts::guide::next()}
        </button>
    }
}

fn end_of_tour() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    view! {
        <Show when=move || !session.ready()>
            <button class="primary" data-testid="tour-connect" on:click=move |_| screen.settings.set(true)>
                {texts::welcome::enter_provider()}
            </button>
        </Show>
        <button class="secondary" data-testid="tour-end" on:click=move |_| {
            session.new_conversation();
            screen.focus_composer();
        }>
            {texts::common::new_question()}
        </button>
    }
}
