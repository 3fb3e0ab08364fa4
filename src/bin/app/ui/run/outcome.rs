//! What is below a run's work: its answer, or what happened instead and what to press.

use leptos::{ev, prelude::*};
use micropython_agent::agent::RunEnd;

use super::standing::Standing;
use crate::session::Session;
use crate::session::view::StepView;
use crate::text::figures::{grouped, money};
use crate::text::python;
use crate::texts;
use crate::ui::answer::AnswerCard;
use crate::ui::screen::Screen;

/// What a run that has ended shows below its work.
#[component]
pub fn Outcome(end: RunEnd) -> impl IntoView {
    match end {
        RunEnd::Answered { answer } => view! { <AnswerCard answer/> }.into_any(),
        RunEnd::StepLimit { limit, answer } => view! {
            <p class="notice" role="status">
                {match answer.is_some() {
                    true => texts::run::best_answer(limit.into()),
                    false => texts::run::no_answer(limit.into()),
                }}
            </p>
            {answer.map(|answer| view! { <AnswerCard answer/> })}
        }
        .into_any(),
        RunEnd::TokenLimit { limit, spent } => view! {
            <p class="notice" role="status" data-testid="over-budget">
                {texts::run::tokens_spent(spent, grouped(limit))}
            </p>
        }
        .into_any(),
        RunEnd::CostLimit { limit, spent } => view! {
            <p class="notice" role="status" data-testid="over-budget">
                {texts::run::cost_spent(money(spent), money(limit))}
            </p>
        }
        .into_any(),
        RunEnd::Stopped {} => view! {
            <p class="notice" role="status">{texts::run::stopped()}</p>
        }
        .into_any(),
        RunEnd::Failed { reason, .. } => view! {
            <p class="notice bad" role="alert" data-testid="error">{texts::said(&reason)}</p>
        }
        .into_any(),
    }
}

/// The button that takes the work up again.
#[component]
pub fn GoOn(
    standing: Memo<Standing>,
    /// That of the run, if it has ended.
    end: Memo<Option<RunEnd>>,
    /// Those of the run.
    steps: ArcRwSignal<Vec<StepView>>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let failed = move || standing.get() == Standing::Failed;
    let has_code = move |is_one: fn(&str) -> bool| {
        end.with(|end| matches!(end, Some(RunEnd::Failed { code: Some(code), .. }) if is_one(code)))
    };
    let offline = offline(session);
    let repeatable = is_code_cut_off(&steps);
    view! {
        <Show when=move || standing.get() == Standing::Interrupted>
            <p class="notice" role="status">
                {texts::run::interrupted()}
            </p>
        </Show>
        <Show when=move || has_code(is_of_network) && offline.get()>
            <p class="notice" role="status" data-testid="offline">{texts::run::offline()}</p>
        </Show>
        {calls_in_flight(&steps).map(|calls| view! {
            <p class="notice" role="status" data-testid="in-flight">
                {texts::run::in_flight(calls)}
            </p>
        })}
        {repeatable.then(|| view! {
            <p class="notice" role="status">{texts::run::code_cut_off()}</p>
        })}
        <div class="choices">
            <button
                class="primary"
                data-testid=move || if failed() { "retry" } else { "continue" }
                on:click=move |_| session.go_on()
            >
                {move || if failed() { texts::run::retry() } else { texts::run::continue_() }}
            </button>
            <Show when=move || has_code(is_cured_by_settings)>
                <button class="secondary" data-testid="to-settings" on:click=move |_| screen.settings.set(true)>
                    {texts::common::settings()}
                </button>
            </Show>
            {repeatable.then(|| view! {
                <button class="secondary" data-testid="repeat-code" on:click=move |_| session.repeat_code()>
                    {texts::run::repeat_code()}
                </button>
            })}
        </div>
    }
}

/// Whether what has gone wrong is put right in Settings, which open at the provider.
fn is_cured_by_settings(code: &str) -> bool {
    matches!(
        code,
        "model.key_missing"
            | "model.key_rejected"
            | "model.forbidden"
            | "model.not_found"
            | "model.refused"
            | "model.unreachable"
            | "model.redirected"
            | "model.silent"
            | "model.malformed"
            | "model.configuration"
            | "agent.no_code"
            | "agent.reply_cut"
    )
}

/// Whether it may have gone wrong for want of a network.
fn is_of_network(code: &str) -> bool {
    matches!(code, "model.unreachable" | "model.cut" | "model.silent")
}

/// Whether this device has no network, as it changes.
fn offline(session: Session) -> RwSignal<bool> {
    let offline = RwSignal::new(session.is_offline());
    let look = move || offline.set(session.is_offline());
    let gone = window_event_listener(ev::offline, move |_| look());
    let back = window_event_listener(ev::online, move |_| look());
    on_cleanup(move || {
        gone.remove();
        back.remove();
    });
    offline
}

/// Whether code was cut off that can be run again. One that waits for the person is run again anyway,
/// and a recording plays on by itself.
fn is_code_cut_off(steps: &ArcRwSignal<Vec<StepView>>) -> bool {
    let session = expect_context::<Session>();
    if session.current.with_untracked(|view| view.recording) {
        return false;
    }
    let last = steps.with_untracked(|steps| steps.last().cloned());
    last.is_some_and(|last| {
        last.step
            .with_untracked(|step| step.is_cut_off() && !step.waited())
    })
}

/// The tool calls of the last step that were cut off, where they may have changed something.
fn calls_in_flight(steps: &ArcRwSignal<Vec<StepView>>) -> Option<String> {
    let last = steps.with_untracked(|steps| steps.last().cloned())?;
    let calls: Vec<String> = last.step.with_untracked(|step| {
        let calls = step.calls_in_flight();
        calls
            .map(|call| python::call(&call.name, &call.arguments))
            .collect()
    });
    (!calls.is_empty()).then(|| calls.join(", "))
}
