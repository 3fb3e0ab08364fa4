//! What tools ask the person: a question with its choices, or a field for the answer.

use leptos::{ev, prelude::*};

use crate::session::Session;
use crate::session::person::OpenQuestion;

/// The questions that wait for an answer, in the step that is under way.
#[component]
pub fn Questions(
    /// Whether the step is the one under way.
    #[prop(into)]
    live: Signal<bool>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let open = move || {
        if live.get() {
            session.current.get().questions.get()
        } else {
            Vec::new()
        }
    };
    view! {
        {move || open().into_iter().map(|open| view! { <QuestionCard open/> }).collect_view()}
    }
}

/// One question.
#[component]
fn QuestionCard(open: OpenQuestion) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let question = open.question.clone();
    let text = question.text.clone();
    let open = StoredValue::new_local(open);
    let give = move |answer: String| open.with_value(|open| open.answer(answer));
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let answer = typed.get_untracked().trim().to_string();
        if !answer.is_empty() {
            give(answer);
        }
    };
    let answers = if question.choices.is_empty() {
        view! {
            <form class="with-button" on:submit=send>
                <input
                    type="text"
                    aria-label="Your answer"
                    data-testid="asked-answer"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <button type="submit" class="primary" data-testid="asked-send">"Answer"</button>
            </form>
        }
        .into_any()
    } else {
        let buttons = question.choices.into_iter().map(|choice| {
            let answer = choice.clone();
            view! {
                <button
                    type="button"
                    class="secondary"
                    data-testid="asked-choice"
                    on:click=move |_| give(answer.clone())
                >
                    {choice}
                </button>
            }
        });
        view! { <div class="choices">{buttons.collect_view()}</div> }.into_any()
    };
    view! {
        <div class="asked" role="group" aria-label="A question to you" data-testid="asked">
            <p>{text}</p>
            {answers}
        </div>
    }
}
