//! A run: the question as heading, the work folded into one line once it is done, the outcome.

use leptos::{html, prelude::*};
use micropython_agent::agent::RunEnd;

use super::answer::AnswerCard;
use super::step::StepCard;
use crate::session::Session;
use crate::session::view::{RunView, Sum};
use crate::text::figures::{count, duration};

/// Where a run stands: decides its words and its look.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Working,
    Answered,
    StepLimit,
    Stopped,
    Failed,
    /// Neither at work nor ended: the page was closed in the middle.
    Interrupted,
}

/// One question with everything that came of it.
#[component]
pub fn RunCard(run: RunView, working: Signal<bool>, last: Signal<bool>) -> impl IntoView {
    let head = RwSignal::from(run.run.clone());
    let end = Memo::new(move |_| head.with(|head| head.end.clone()));
    let standing = Memo::new(move |_| end.with(|end| standing(end.as_ref(), working.get())));
    let card = NodeRef::<html::Article>::new();
    let open = RwSignal::new(standing.get_untracked() != Standing::Answered);
    // Folded work that nobody looks at is not rendered at all: opening a long conversation stays
    // quick. Once rendered it stays.
    let rendered = Memo::new(move |before: Option<&bool>| before == Some(&true) || open.get());
    fold_when_answered(standing, open, card);
    let steps = RwSignal::from(run.steps.clone());
    view! {
        <article class="question" node_ref=card>
            <h2 class="q" data-testid="question">{head.with_untracked(|head| head.question.clone())}</h2>
            <details class="run" prop:open=move || open.get() data-testid="run">
                <summary on:click=move |event| {
                    // The signal is the truth, so that folding by itself and by hand agree.
                    event.prevent_default();
                    open.update(|open| *open = !*open);
                    if open.get_untracked() {
                        bring_into_view(card);
                    }
                }>
                    <Summary run=run.clone() standing/>
                </summary>
                <Show when=move || rendered.get()>
                    <For each=move || steps.get() key=|step| step.id let:step>
                        <StepCard step working/>
                    </For>
                </Show>
            </details>
            {move || end.get().map(|end| view! { <Outcome end/> })}
            <Show when=move || last.get() && !working.get() && can_go_on(standing.get())>
                <GoOn standing/>
            </Show>
        </article>
    }
}

/// The one line that the work folds to.
#[component]
fn Summary(run: RunView, standing: Memo<Standing>) -> impl IntoView {
    let session = expect_context::<Session>();
    let (steps, sum, head) = (
        RwSignal::from(run.steps),
        RwSignal::from(run.sum),
        RwSignal::from(run.run),
    );
    // A step that is made again keeps its number, so the last number is the count.
    let step_count = Memo::new(move |_| {
        steps.with(|steps| match steps.last() {
            Some(last) => last.step.with_untracked(|step| u64::from(step.number)),
            None => 0,
        })
    });
    let headline = move || headline(standing.get(), step_count.get(), session.max_steps());
    let elapsed = ticking(standing, move || {
        let (from, until) = head.with(|head| (head.asked_at, head.ended_at));
        until
            .unwrap_or_else(|| session.now_ms())
            .saturating_sub(from)
    });
    view! {
        <b data-testid="run-state" data-state=move || name(standing.get()) aria-live="polite">{headline}</b>
        <em>{move || match sum.get().calls {
            0 => String::new(),
            calls => count(calls, "tool call"),
        }}</em>
        <Show when=move || sum.get().recorded>
            <small class="label">"recorded replies"</small>
        </Show>
        <span>{move || figures(standing.get(), elapsed.get(), sum.get())}</span>
    }
}

/// What a run that has ended shows below its work.
#[component]
fn Outcome(end: RunEnd) -> impl IntoView {
    match end {
        RunEnd::Answered { answer } => view! { <AnswerCard answer/> }.into_any(),
        RunEnd::StepLimit { limit, answer } => view! {
            <p class="notice" role="status">
                {format!("The limit of {} was reached. ", count(limit.into(), "step"))}
                {if answer.is_some() {
                    "This is the best answer from what was known by then."
                } else {
                    "There is no answer; the limit is in Settings."
                }}
            </p>
            {answer.map(|answer| view! { <AnswerCard answer/> })}
        }
        .into_any(),
        RunEnd::Stopped {} => view! {
            <p class="notice" role="status">"Stopped. What was done so far is kept."</p>
        }
        .into_any(),
        RunEnd::Failed { reason } => view! {
            <p class="notice bad" role="alert" data-testid="error">{reason}</p>
        }
        .into_any(),
    }
}

/// The button that takes the work up again.
#[component]
fn GoOn(standing: Memo<Standing>) -> impl IntoView {
    let session = expect_context::<Session>();
    let failed = move || standing.get() == Standing::Failed;
    view! {
        <Show when=move || standing.get() == Standing::Interrupted>
            <p class="notice" role="status">
                "The page was closed while this was under way. Everything up to then is kept."
            </p>
        </Show>
        <button
            class="primary"
            data-testid=move || if failed() { "retry" } else { "continue" }
            on:click=move |_| session.go_on()
        >
            {move || if failed() { "Retry" } else { "Continue" }}
        </button>
    }
}

/// Folds the work and brings the question to the top when the answer arrives while one looks on.
fn fold_when_answered(
    standing: Memo<Standing>,
    open: RwSignal<bool>,
    card: NodeRef<html::Article>,
) {
    Effect::new(move |before: Option<Standing>| {
        let now = standing.get();
        match (before, now) {
            (Some(Standing::Working), Standing::Answered) => {
                open.set(false);
                bring_into_view(card);
            }
            (Some(before), Standing::Working) if before != now => open.set(true),
            _ => {}
        }
        now
    });
}

/// Scrolls so that the run is read from its top. The column is laid out from its bottom, so
/// without this a run that is opened would grow upwards, away from the reader.
fn bring_into_view(card: NodeRef<html::Article>) {
    request_animation_frame(move || {
        if let Some(card) = card.get_untracked() {
            card.scroll_into_view();
        }
    });
}

/// Milliseconds that tick once a second while the run is at work.
fn ticking(
    standing: Memo<Standing>,
    elapsed: impl Fn() -> u64 + Copy + Send + Sync + 'static,
) -> Memo<u64> {
    let tick = RwSignal::new(());
    Effect::new(move |_| {
        if standing.get() != Standing::Working {
            return;
        }
        let every_second = std::time::Duration::from_secs(1);
        match set_interval_with_handle(move || tick.set(()), every_second) {
            Ok(handle) => on_cleanup(move || handle.clear()),
            Err(_) => tracing::warn!("the elapsed time cannot be shown as it passes"),
        }
    });
    Memo::new(move |_| {
        tick.track();
        standing.track();
        elapsed()
    })
}

/// A run that has ended stays so until its next step begins, whatever else is being worked on.
fn standing(end: Option<&RunEnd>, working: bool) -> Standing {
    match end {
        None if working => Standing::Working,
        None => Standing::Interrupted,
        Some(RunEnd::Answered { .. }) => Standing::Answered,
        Some(RunEnd::StepLimit { .. }) => Standing::StepLimit,
        Some(RunEnd::Stopped {}) => Standing::Stopped,
        Some(RunEnd::Failed { .. }) => Standing::Failed,
    }
}

fn can_go_on(standing: Standing) -> bool {
    match standing {
        Standing::Stopped | Standing::Failed | Standing::Interrupted => true,
        Standing::Working | Standing::Answered | Standing::StepLimit => false,
    }
}

/// The standing as `data-state` gives it to those who drive the page from outside.
fn name(standing: Standing) -> &'static str {
    match standing {
        Standing::Working => "working",
        Standing::Answered => "answered",
        Standing::StepLimit => "step-limit",
        Standing::Stopped => "stopped",
        Standing::Failed => "failed",
        Standing::Interrupted => "interrupted",
    }
}

fn headline(standing: Standing, steps: u64, max_steps: u32) -> String {
    match standing {
        Standing::Working if steps == 0 => "Starting".into(),
        Standing::Working => format!("Working · step {steps} of at most {max_steps}"),
        Standing::Answered => format!("Solved in {}", count(steps, "step")),
        Standing::StepLimit => format!("Step limit reached after {}", count(steps, "step")),
        Standing::Stopped => format!("Stopped after {}", count(steps, "step")),
        Standing::Failed => format!("Failed at step {steps}"),
        Standing::Interrupted => format!("Interrupted at step {steps}"),
    }
}

fn figures(standing: Standing, elapsed: u64, sum: Sum) -> String {
    let time = match standing {
        // It ticks once a second: tenths would be made up.
        Standing::Working => format!("{} s", elapsed / 1_000),
        Standing::Answered | Standing::StepLimit | Standing::Stopped | Standing::Failed => {
            duration(elapsed)
        }
        // Nobody knows when the page was closed.
        Standing::Interrupted => String::new(),
    };
    match sum.tokens {
        0 => time,
        tokens if time.is_empty() => count(tokens, "token"),
        tokens => format!("{time} · {}", count(tokens, "token")),
    }
}
