//! What an empty conversation shows: what this is, and the first thing to do.

use leptos::prelude::*;

use super::screen::Screen;
use crate::session::Session;

/// Questions that show what the agent is good at.
const EXAMPLES: [&str; 3] = [
    "What's the weather in Paris?",
    "Which of Oslo, Rome and Lisbon is warmest right now, and by how much?",
    "Make a repayment table for a loan of 200,000 at 3.5 % over 20 years, by year",
];

/// First-run help; with a model set up, examples to start from.
#[component]
pub fn Welcome() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <section class="welcome" data-testid="welcome">
            <h2>"Ask, and watch the answer being computed"</h2>
            <p>
                "A language model writes Python step by step. The Python runs sealed in this tab, "
                "and you see every line, every tool call and every result."
            </p>
            <Show when=move || session.ready() fallback=|| view! { <FirstSteps/> }>
                <Examples/>
            </Show>
        </section>
    }
}

/// Nothing is set up yet: connect a model, or look first.
#[component]
fn FirstSteps() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    view! {
        <ol class="first-steps">
            <li>
                <strong>"Connect a model."</strong>
                " Any OpenAI-compatible provider, or one on your own machine. A key stays in this tab "
                "and is sent to that provider only."
                <button class="primary" on:click=move |_| screen.settings.set(true)>
                    "Enter provider and key"
                </button>
            </li>
            <li>
                <strong>"Or look first."</strong>
                " The tour plays three questions whose replies were prepared in advance and are marked "
                "as recorded; the Python really runs."
                <button class="secondary" data-testid="tour-welcome" on:click=move |_| session.start_tour()>
                    "Take the tour"
                </button>
            </li>
        </ol>
    }
}

/// Questions to start from: a click puts one into the composer.
#[component]
fn Examples() -> impl IntoView {
    let screen = expect_context::<Screen>();
    let choose = move |example: &str| {
        screen.draft.set(example.to_string());
        screen.focus_composer();
    };
    view! {
        <ul class="examples">
            {EXAMPLES
                .map(|example| {
                    view! {
                        <li><button on:click=move |_| choose(example)>{example}</button></li>
                    }
                })}
        </ul>
    }
}
