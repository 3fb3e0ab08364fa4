//! What the user wrote while the agent is at work, until it is read.

use leptos::prelude::*;
use micropython_agent::agent::{Turn, Waiting};

use super::artifacts::ArtifactChip;
use super::screen::Screen;
use crate::session::Session;
use crate::texts;

/// The messages that wait, each with a button that takes it back into the composer.
#[component]
pub fn WaitingMessages() -> impl IntoView {
    let session = expect_context::<Session>();
    let waiting = Signal::derive(move || session.current.get().waiting.get());
    view! {
        <Show when=move || !waiting.with(Vec::is_empty)>
            <ul class="waiting" aria-label=texts::waiting::label() data-testid="waiting">
                {move || {
                    let all = waiting.get().into_iter().enumerate();
                    all.map(|(place, message)| view! { <Message place message/> }).collect_view()
                }}
            </ul>
        </Show>
    }
}

#[component]
fn Message(place: usize, message: Waiting) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let label = match message.turn {
        Turn::NextStep => texts::waiting::next_step(),
        Turn::NextQuestion => texts::waiting::next_question(),
    };
    let take_back = move |_| {
        if let Some(Waiting {
            text, artifacts, ..
        }) = session.take_back(place)
        {
            screen.attached.update(|all| {
                all.retain(|other| artifacts.iter().all(|back| back.name != other.name));
                all.extend(artifacts);
            });
            // What is being typed stays, behind it.
            screen.draft.update(|draft| {
                *draft = if draft.is_empty() {
                    text
                } else {
                    format!("{text}\n{draft}")
                };
            });
        }
        screen.focus_composer();
    };
    view! {
        <li>
            <small class="label">{label}</small>
            <span>{message.text}</span>
            {message.artifacts.into_iter().map(|artifact| view! { <ArtifactChip artifact/> }).collect_view()}
            <button class="icon" aria-label=texts::waiting::take_back() title=texts::waiting::take_back() on:click=take_back>"×"</button>
        </li>
    }
}
