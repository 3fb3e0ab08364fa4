//! What a step printed and how it ended.

use leptos::prelude::*;
use micropython_agent::agent::{Step, StepEnd, StepState, observation};
use micropython_agent::sandbox::PythonError;

use crate::text::excerpt::excerpt;
use crate::text::python::failing_line;
use crate::texts;

/// Standard output, standard error, the trailing value, the error.
#[component]
pub fn StepOutput(step: RwSignal<Step>) -> impl IntoView {
    let stdout = Memo::new(move |_| step.with(|step| step.stdout.clone()));
    let stderr = Memo::new(move |_| step.with(|step| step.stderr.clone()));
    let end = Memo::new(move |_| {
        step.with(|step| match &step.state {
            StepState::Ended(end) => Some(end.clone()),
            StepState::Replying | StepState::Running | StepState::Abandoned => None,
        })
    });
    let id = step.with_untracked(|step| step.id);
    let number = step.with_untracked(|step| step.number);
    let empty = move || {
        stdout.with(String::is_empty)
            && stderr.with(String::is_empty)
            && end.with(|end| {
                !matches!(
                    end,
                    Some(
                        StepEnd::Completed { repr: Some(_) }
                            | StepEnd::Raised { .. }
                            | StepEnd::Refused { .. }
                            | StepEnd::Killed { .. }
                            | StepEnd::NoCode {}
                    )
                )
            })
    };
    view! {
        <Show when=move || !empty()>
            <div class="out" class:bad=move || end.with(is_error) data-testid="step-output">
                <LongText text=stdout kind=""/>
                <LongText text=stderr kind="stderr"/>
                {move || end.get().map(|end| {
                    let unusable = step.with_untracked(why_unusable);
                    view! { <Ending end id number unusable/> }
                })}
            </div>
        </Show>
    }
}

/// The trailing value, or why there is none.
#[component]
fn Ending(end: StepEnd, id: u32, number: u32, unusable: String) -> impl IntoView {
    match end {
        StepEnd::Completed { repr: Some(repr) } => {
            let text = Signal::stored(repr);
            view! { <LongText text kind="value"/> }.into_any()
        }
        StepEnd::Completed { repr: None } | StepEnd::Answered { .. } | StepEnd::Written {} => {
            ().into_any()
        }
        StepEnd::Refused { reason, .. } => view! {
            <p class="killed">{texts::output::not_accepted(texts::said(&reason))}</p>
        }
        .into_any(),
        StepEnd::Raised { error } => view! { <Raised error id number/> }.into_any(),
        StepEnd::Killed { reason, .. } => {
            view! { <p class="killed">{texts::said(&reason)}</p> }.into_any()
        }
        StepEnd::NoCode {} => view! { <p class="killed">{unusable}</p> }.into_any(),
    }
}

/// Why nothing was done with a reply. The log has it in what the model was told.
fn why_unusable(step: &Step) -> String {
    let told = |words| step.observation.starts_with(words);
    if told(observation::CUT_AT_LENGTH) {
        texts::output::cut_at_length(texts::provider::max_tokens())
    } else if told(observation::CUT_BY_FILTER) {
        texts::output::cut_by_filter().into()
    } else if told(observation::NOT_YET) {
        texts::output::not_yet().into()
    } else {
        texts::output::no_code().into()
    }
}

/// The exception in one line, its traceback on demand.
#[component]
fn Raised(error: PythonError, id: u32, number: u32) -> impl IntoView {
    let place = match failing_line(&error.traceback, id) {
        Some(line) => format!("   {}", texts::output::line_of_step(number, line)),
        None => String::new(),
    };
    let sentence = if error.message.is_empty() {
        error.kind
    } else {
        format!("{}: {}", error.kind, error.message)
    };
    view! {
        <details class="traceback">
            <summary><code>{sentence}<small>{place}</small></code></summary>
            <pre tabindex="0">{error.traceback}</pre>
        </details>
    }
}

/// Text that may be long: head, tail and the count between, and all of it on demand.
#[component]
pub fn LongText(
    /// All of it.
    #[prop(into)]
    text: Signal<String>,
    /// Its class: what kind of text it is.
    kind: &'static str,
) -> impl IntoView {
    let whole = RwSignal::new(false);
    let short = Memo::new(move |_| {
        if whole.get() {
            None
        } else {
            text.with(|text| excerpt(text))
        }
    });
    view! {
        <Show when=move || !text.with(String::is_empty)>
            {move || match short.get() {
                Some(short) => view! {
                    <pre class=kind tabindex="0">{short.head}</pre>
                    <button class="more" on:click=move |_| whole.set(true)>
                        "… " {short.left_out} " …"
                    </button>
                    <pre class=kind tabindex="0">{short.tail}</pre>
                }
                .into_any(),
                None => view! { <pre class=kind tabindex="0">{move || text.get()}</pre> }.into_any(),
            }}
        </Show>
    }
}

fn is_error(end: &Option<StepEnd>) -> bool {
    match end {
        Some(
            StepEnd::Raised { .. }
            | StepEnd::Refused { .. }
            | StepEnd::Killed { .. }
            | StepEnd::NoCode {},
        ) => true,
        Some(StepEnd::Completed { .. } | StepEnd::Answered { .. } | StepEnd::Written {}) | None => {
            false
        }
    }
}
