//! What the person is asked: a question of a tool with its choices or a field for the answer, and
//! whether a call may be made.

use leptos::{ev, prelude::*};
use micropython_agent::agent::{Pending, PersonAnswer, Step};
use micropython_agent::tools::{Approval, ApprovalRequest, Question};

use crate::session::Session;
use crate::text::python;
use crate::texts;

/// What waits for an answer in a step: in the one that is under way, or in one that was cut off.
#[component]
pub fn Questions(
    /// The step.
    step: RwSignal<Step>,
    /// Whether the step is the one under way.
    #[prop(into)]
    live: Signal<bool>,
    /// Whether it was cut off and can be gone on with.
    #[prop(into)]
    interrupted: Signal<bool>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let open = move || {
        if live.get() {
            session.current.get().questions.get()
        } else {
            Vec::new()
        }
    };
    // A tab that follows asks as well: its answer goes to the tab at work.
    let followed = move || live.get() && session.elsewhere();
    let left = Memo::new(move |_| {
        if !interrupted.get() && !followed() {
            return Vec::new();
        }
        step.with(|step| {
            let calls = step.calls.iter();
            calls
                .filter_map(|call| Some((call.id, call.pending()?)))
                .collect::<Vec<_>>()
        })
    });
    let id = step.with_untracked(|step| step.id);
    view! {
        {move || open().into_iter().map(|open| {
            let asked = open.asked.clone();
            let give = Callback::new(move |answer| open.answer(answer));
            view! { <Asked asked give/> }
        }).collect_view()}
        <Show when=move || !left.with(Vec::is_empty) && !followed()>
            <p class="aside" data-testid="left-waiting">
                {texts::questions::left_waiting()}
            </p>
        </Show>
        {move || left.get().into_iter().map(|(call, asked)| {
            let give = Callback::new(move |answer| match untrack(followed) {
                true => session.answer_elsewhere(id, call, answer),
                false => session.answer(id, call, answer),
            });
            view! { <Asked asked give/> }
        }).collect_view()}
    }
}

/// One of them.
#[component]
fn Asked(asked: Pending, give: Callback<PersonAnswer>) -> impl IntoView {
    match asked {
        Pending::Question(question) => view! { <QuestionCard question give/> }.into_any(),
        Pending::Approval(request) => view! { <ApprovalCard request give/> }.into_any(),
    }
}

/// A question of a tool.
#[component]
fn QuestionCard(question: Question, give: Callback<PersonAnswer>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let text = question.text.clone();
    let give = move |text: String| give.run(PersonAnswer::Text { text });
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
                    aria-label=texts::questions::your_answer()
                    data-testid="asked-answer"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <button type="submit" class="primary" data-testid="asked-send">{texts::questions::send_answer()}</button>
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
        <div class="asked" role="group" aria-label=texts::questions::to_you() data-testid="asked">
            <p>{text}</p>
            {answers}
        </div>
    }
}

/// Whether a call may be made, with all of its arguments.
#[component]
fn ApprovalCard(request: ApprovalRequest, give: Callback<PersonAnswer>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let say = move |approval| give.run(PersonAnswer::Approval { approval });
    let refuse = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let reason = reason.get_untracked().trim().to_string();
        say(Approval::Refused { reason });
    };
    let (before, after) = texts::around(texts::questions::may_be_called(), "{tool}");
    let arguments = request.arguments.iter().map(|(name, value)| {
        let value = match value {
            serde_json::Value::String(text) => text.clone(),
            other => python::literal(other),
        };
        view! { <dt>{name.clone()}</dt><dd><pre tabindex="0">{value}</pre></dd> }
    });
    view! {
        <div class="asked" role="group" aria-label=texts::questions::asks_permission()
            data-testid="approval">
            <p>{before}<code>{request.tool.clone()}</code>{after}</p>
            <dl class="arguments" tabindex="0" aria-label=texts::questions::arguments()>{arguments.collect_view()}</dl>
            <div class="choices">
                <button type="button" class="primary" data-testid="approve-once"
                    on:click=move |_| say(Approval::Once {})>{texts::questions::allow_once()}</button>
                <button type="button" class="secondary" data-testid="approve-always"
                    on:click=move |_| say(Approval::Always {})>{texts::questions::allow_always()}</button>
            </div>
            <form class="with-button" on:submit=refuse>
                <input
                    type="text"
                    aria-label=texts::questions::why_not()
                    placeholder=texts::questions::why_not_short()
                    data-testid="refuse-reason"
                    prop:value=move || reason.get()
                    on:input=move |event| reason.set(event_target_value(&event))
                />
                <button type="submit" class="secondary" data-testid="refuse">{texts::questions::refuse()}</button>
            </form>
        </div>
    }
}
