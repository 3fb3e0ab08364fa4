//! One step: a sentence, then code, then calls, then output.

use leptos::prelude::*;
use micropython_agent::agent::{Prices, Request, Spending, Step, StepEnd, StepState, reply};
use micropython_agent::platform::http::Source;
use micropython_agent::sandbox::{Artifact, ArtifactChange};

use super::artifacts::ArtifactList;
use super::calls::Calls;
use super::code::CodeBlock;
use super::displays::StepDisplays;
use super::markdown::Markdown;
use super::menu::MenuButton;
use super::output::StepOutput;
use super::past;
use super::questions::Questions;
use super::requests::RequestButton;
use super::screen::Screen;
use crate::session::Session;
use crate::session::view::StepView;
use crate::text::figures::{duration, money};
use crate::text::python::failing_line;
use crate::texts;

/// A step as it is being made, or as it was.
#[component]
pub fn StepCard(
    step: StepView,
    /// Whether the run is being worked on. A step that is under way in one that is not was cut off.
    working: Signal<bool>,
    /// Whether it was cut off by a reload, as the last one, and can be gone on with.
    interrupted: Signal<bool>,
    /// Whether the run has failed in it.
    failed: Signal<bool>,
) -> impl IntoView {
    let id = step.id;
    let step = RwSignal::from(step.step);
    let state = Memo::new(move |_| match step.with(|step| step.state.clone()) {
        StepState::Replying | StepState::Running if !working.get() => StepState::Abandoned,
        state => state,
    });
    let request = step.with_untracked(|step| step.request);
    let parsed = Memo::new(move |_| {
        step.with(|step| match request {
            Request::Step | Request::BestAnswer => reply::parse(&step.reply.text),
            Request::Plan | Request::Summary | Request::Compaction { .. } => {
                reply::read_text(&step.reply.text)
            }
        })
    });
    let thought = Memo::new(move |_| parsed.with(|parsed| parsed.thought.clone()));
    let code = Memo::new(move |_| {
        let running = step.with(|step| step.code.clone());
        running.or_else(|| parsed.with(|parsed| parsed.code.clone()))
    });
    let failing = Memo::new(move |_| step.with(failing_line_of));
    let live = move || matches!(state.get(), StepState::Replying | StepState::Running);
    let number = step.with_untracked(|step| step.number);
    let (session, screen) = (expect_context::<Session>(), expect_context::<Screen>());
    view! {
        <section
            class="step"
            class:live=live
            class:bad=move || failed.get() || is_bad(&state.get())
            data-testid="step"
            data-step=id
            data-state=move || name(&state.get())
            aria-label=title(request).map_or_else(|| texts::step::step(number), str::to_string)
        >
            <span class="number" aria-hidden="true">
                {match title(request) { None => number.to_string(), Some(_) => "✎".into() }}
            </span>
            <Notices step/>
            {title(request).map(|title| view! { <h3>{title}</h3> })}
            <header>
                // The thought flows around them: what changes here moves its first lines alone.
                <div class="tools">
                    <Show when=move || step.with(|step| step.reply.source == Source::Recorded)>
                        <small class="label">{texts::step::recorded_reply()}</small>
                    </Show>
                    <RequestButton step=id state/>
                    <time>{move || step.with(|step| figures(step, &state.get(), session.prices()))}</time>
                    <Show when=move || !live()>
                        <MenuButton label=texts::step::step(number) hook="step-menu"
                            items=move || step.with_untracked(|step| past::of_step(session, screen, step))/>
                    </Show>
                </div>
                <div class="thought"><Markdown text=thought/></div>
            </header>
            <Show when=move || code.with(Option::is_some)>
                <CodeBlock
                    code=Signal::derive(move || code.get().unwrap_or_default())
                    failing=failing
                />
            </Show>
            <Calls step live=Signal::derive(live)/>
            <StepOutput step/>
            <StepDisplays step/>
            <Questions step live=Signal::derive(live) interrupted/>
            <ArtifactList label=texts::step::made() artifacts=Signal::derive(move || step.with(written))/>
        </section>
    }
}

/// The artifacts that the step has written.
fn written(step: &Step) -> Vec<Artifact> {
    let changes = step.artifacts.iter();
    changes
        .filter_map(|change| match change {
            ArtifactChange::Written { artifact } => Some(artifact.clone()),
            ArtifactChange::Removed { .. } => None,
        })
        .collect()
}

/// What a reader should know before the step itself: a new session, a retry, the reasoning.
#[component]
fn Notices(step: RwSignal<Step>) -> impl IntoView {
    let interlude = step.with_untracked(|step| step.interlude.clone());
    let retrying = Memo::new(move |_| step.with(|step| step.reply.retrying.clone()));
    let reasoning = Memo::new(move |_| step.with(|step| step.reply.reasoning.clone()));
    view! {
        {interlude.session_restarted.map(|reason| view! {
            <p class="aside">{texts::step::new_session(texts::said(&reason))}</p>
        })}
        {interlude.console.into_iter().map(|code| view! {
            <details class="aside" data-testid="ran-in-console">
                <summary>{texts::step::ran_in_console()}</summary>
                <pre>{code.code}</pre>
            </details>
        }).collect_view()}
        {interlude.steered.into_iter().map(|added| view! {
            <p class="aside steered" data-testid="steered">{texts::step::added(&added.text)}</p>
            <ArtifactList label=texts::common::attached() artifacts=Signal::stored(added.artifacts)/>
        }).collect_view()}
        {move || retrying.get().map(|reason| view! {
            <p class="aside warn" role="status" data-testid="retrying">{texts::said(&reason)}</p>
        })}
        <Show when=move || reasoning.with(|reasoning| !reasoning.is_empty())>
            <details class="reasoning">
                <summary>{texts::step::reasoning()}</summary>
                <p>{move || reasoning.get()}</p>
            </details>
        </Show>
    }
}

/// What a step is called in which the model writes text; one with code has a number instead.
fn title(request: Request) -> Option<&'static str> {
    match request {
        Request::Step => None,
        Request::Plan => Some(texts::step::plan()),
        Request::BestAnswer => Some(texts::step::best_answer()),
        Request::Summary => Some(texts::step::answer_as_prose()),
        Request::Compaction { .. } => Some(texts::step::summary()),
    }
}

fn failing_line_of(step: &Step) -> Option<usize> {
    match &step.state {
        StepState::Ended(StepEnd::Raised { error }) => failing_line(&error.traceback, step.id),
        StepState::Ended(_) | StepState::Replying | StepState::Running | StepState::Abandoned => {
            None
        }
    }
}

/// Time, tokens and what they cost at these prices; or what is going on.
fn figures(step: &Step, state: &StepState, prices: Option<Prices>) -> String {
    let mut parts = vec![time_of(step, state)];
    let spent = Spending::of_step(step);
    if matches!(state, StepState::Ended(_)) && spent.tokens() != 0 {
        parts.push(texts::figures::tokens(spent.tokens()));
        parts.extend(prices.map(|prices| texts::run::cost(money(spent.cost(prices)))));
    }
    parts.join(" · ")
}

/// Time taken, or what is going on.
fn time_of(step: &Step, state: &StepState) -> String {
    match state {
        StepState::Replying if step.reply.text.is_empty() => texts::step::waiting().into(),
        StepState::Replying => texts::step::writing().into(),
        StepState::Running => texts::step::running().into(),
        StepState::Abandoned => texts::step::not_finished().into(),
        StepState::Ended(_) => duration(step.worked_ms()),
    }
}

fn is_bad(state: &StepState) -> bool {
    match state {
        StepState::Ended(end) => match end {
            StepEnd::Raised { .. }
            | StepEnd::Refused { .. }
            | StepEnd::Killed { .. }
            | StepEnd::NoCode {} => true,
            StepEnd::Completed { .. } | StepEnd::Answered { .. } | StepEnd::Written {} => false,
        },
        StepState::Replying | StepState::Running | StepState::Abandoned => false,
    }
}

/// The state as `data-state` gives it to those who drive the page from outside.
fn name(state: &StepState) -> &'static str {
    match state {
        StepState::Replying => "replying",
        StepState::Running => "running",
        StepState::Abandoned => "abandoned",
        StepState::Ended(end) => match end {
            StepEnd::Completed { .. } => "completed",
            StepEnd::Answered { .. } => "answered",
            StepEnd::Refused { .. } => "refused",
            StepEnd::Written {} => "written",
            StepEnd::Raised { .. } => "raised",
            StepEnd::Killed { .. } => "killed",
            StepEnd::NoCode {} => "no-code",
        },
    }
}
