//! What an empty conversation shows: what this is, and the first thing to do.

use leptos::prelude::*;

use super::screen::Screen;
use crate::session::Session;
use crate::texts::{self, Text};

/// Questions that show what the agent is good at.
const EXAMPLES: [Text; 3] = [
    texts::welcome::example_weather,
    texts::welcome::example_cities,
    texts::welcome::example_loan,
];

/// First-run help; with a model set up, examples to start from.
#[component]
pub fn Welcome() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <section class="welcome" data-testid="welcome">
            <h2>{texts::welcome::heading()}</h2>
            <p>
                {texts::welcome::what_it_does()}
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
                <strong>{texts::welcome::connect()}</strong>
                " " {texts::welcome::connect_how()}
                <button class="primary" on:click=move |_| screen.settings.set(true)>
                    {texts::welcome::enter_provider()}
                </button>
            </li>
            <li>
                <strong>{texts::welcome::look_first()}</strong>
                " " {texts::welcome::look_how()}
                <button class="secondary" data-testid="tour-welcome" on:click=move |_| session.start_tour()>
                    {texts::common::take_tour()}
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
                    let example = example();
                    view! {
                        <li><button on:click=move |_| choose(example)>{example}</button></li>
                    }
                })}
        </ul>
    }
}
