//! A Python prompt on the conversation's session: the one that the agent uses.

use leptos::task::spawn_local;
use leptos::{ev, html, prelude::*};
use micropython_agent::agent::{Step, StepEnd, StepState};
use web_sys::HtmlTextAreaElement;

use crate::session::Session;
use crate::text::highlight::PYTHON;
use crate::text::python::next_line;
use crate::texts;
use crate::ui::calls::Calls;
use crate::ui::code::highlighted;
use crate::ui::displays::StepDisplays;
use crate::ui::output::LongText;
use crate::ui::questions::Questions;
use crate::ui::screen::Screen;

/// Runs of the person's that are shown; what is older is in the steps.
const SHOWN: usize = 100;

/// What was run so far, and where the next code is typed.
#[component]
pub fn Console() -> impl IntoView {
    let session = expect_context::<Session>();
    let problem = RwSignal::new(None::<String>);
    let of_current = move || session.current.get();
    let runs = move || {
        let mut runs = of_current().console.get();
        runs.split_off(runs.len().saturating_sub(SHOWN))
    };
    let unused = move || {
        let view = of_current();
        view.console.with(Vec::is_empty) && !view.console_running.get()
    };
    view! {
        <div class="console-runs" tabindex="0" role="log" aria-label=texts::common::console() data-testid="console">
            <div>
                <Show when=unused>
                    <p class="hint-text">
                        {texts::drawer::console_unused()}
                    </p>
                </Show>
                <For each=runs key=Clone::clone let:step>
                    <Entry step/>
                </For>
                {move || problem.get().map(|problem| view! {
                    <p class="wrong" role="alert" data-testid="console-problem">{problem}</p>
                })}
            </div>
        </div>
        <Prompt problem/>
    }
}

/// Code that runs, or has run.
#[component]
fn Entry(step: ArcRwSignal<Step>) -> impl IntoView {
    let session = expect_context::<Session>();
    let step = RwSignal::from(step);
    let code = step.with_untracked(|step| step.code.clone().unwrap_or_default());
    // What neither this tab runs nor another was cut off.
    let live = Memo::new(move |_| {
        step.with(|step| step.state == StepState::Running)
            && (session.current.get().console_running.get() || session.elsewhere())
    });
    let stdout = Memo::new(move |_| step.with(|step| step.stdout.clone()));
    let stderr = Memo::new(move |_| step.with(|step| step.stderr.clone()));
    let ending = Memo::new(move |_| match live.get() {
        true => None,
        false => step.with(|step| ending(step.end())),
    });
    let is_bad = move || ending.with(|it| matches!(it, Some(("bad", _))));
    let silent = move || {
        stdout.with(String::is_empty)
            && stderr.with(String::is_empty)
            && ending.with(Option::is_none)
    };
    view! {
        <div class="console-run" data-testid="console-run">
            <pre class="typed"><code>{highlighted(&code, &PYTHON)}</code></pre>
            <Calls step live/>
            <Show when=move || !silent()>
                <div class="out" class:bad=is_bad>
                    <LongText text=stdout kind=""/>
                    <LongText text=stderr kind="stderr"/>
                    {move || ending.get().map(|(kind, text)| view! {
                        <LongText text=Signal::stored(text) kind/>
                    })}
                </div>
            </Show>
            <StepDisplays step/>
            <Questions step live interrupted=false/>
        </div>
    }
}

/// What code came to, and what kind of text that is.
fn ending(end: Option<&StepEnd>) -> Option<(&'static str, String)> {
    match end {
        None => Some(("bad", texts::drawer::cut_off().into())),
        Some(StepEnd::Completed { repr }) => Some(("value", repr.clone()?)),
        Some(StepEnd::Raised { error }) => Some(("bad", error.traceback.clone())),
        Some(StepEnd::Killed {
            reason,
            rolled_back,
        }) => {
            let reason = texts::said(reason);
            let text = match rolled_back {
                true => texts::drawer::taken_back(reason),
                false => reason,
            };
            Some(("bad", text))
        }
        Some(
            StepEnd::Answered { .. }
            | StepEnd::Refused { .. }
            | StepEnd::Written {}
            | StepEnd::NoCode {},
        ) => None,
    }
}

/// Where code is typed.
#[component]
fn Prompt(problem: RwSignal<Option<String>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let draft = screen.console_draft;
    let field = NodeRef::<html::Textarea>::new();
    // How many runs back the history is at.
    let back = RwSignal::new(0_usize);
    let busy = move || session.working() || session.elsewhere();
    let running = move || session.current.get().console_running.get();
    let run = move || {
        // The blank line at its end has only said that it may run.
        let code = draft.get_untracked().trim_end().to_string();
        if code.is_empty() || untrack(|| busy() || running()) {
            return;
        }
        draft.set(String::new());
        back.set(0);
        problem.set(None);
        spawn_local(async move {
            if let Err(error) = session.run_in_console(code.clone()).await {
                problem.set(Some(texts::said(&error.to_string())));
                // It is not lost with what went wrong.
                draft.update(|draft| {
                    if draft.is_empty() {
                        *draft = code;
                    }
                });
            }
        });
    };
    let recall = move |older: bool| {
        let view = session.current.get_untracked();
        let runs = view.console.get_untracked();
        let place = match older {
            true => (back.get_untracked() + 1).min(runs.len()),
            false => back.get_untracked().saturating_sub(1),
        };
        back.set(place);
        let recalled = place
            .checked_sub(1)
            .and_then(|place| runs.iter().rev().nth(place));
        let code = recalled.and_then(|run| run.with_untracked(|step| step.code.clone()));
        draft.set(code.unwrap_or_default());
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(field) = field.get_untracked() else {
            return;
        };
        let at = field.selection_start().ok().flatten().unwrap_or_default() as usize;
        let text: Vec<u16> = field.value().encode_utf16().collect();
        let (before, after) = text.split_at(at.min(text.len()));
        let has_break = |part: &[u16]| part.contains(&u16::from(b'\n'));
        match &*event.key() {
            "Enter" if !event.shift_key() && !event.is_composing() => {
                event.prevent_default();
                let at_once = event.ctrl_key() || event.meta_key();
                match next_line(&field.value()).filter(|_| !at_once) {
                    Some(indentation) => break_line(&field, draft, &indentation),
                    None => run(),
                }
            }
            "ArrowUp" if !has_break(before) => {
                event.prevent_default();
                recall(true);
            }
            "ArrowDown" if !has_break(after) && back.get_untracked() != 0 => {
                event.prevent_default();
                recall(false);
            }
            _ => {}
        }
    };
    Effect::new(move |_| {
        screen.focus_console.track();
        if let Some(field) = field.get() {
            // Focus can only fail on an element that is not shown.
            let _ = field.focus();
        }
    });
    let rows = move || draft.with(|draft| draft.split('\n').count().clamp(1, 14).to_string());
    view! {
        <Show when=busy>
            <p class="hint-text" role="status">
                {texts::drawer::at_work()}
            </p>
        </Show>
        <div class="prompt">
            <textarea node_ref=field rows=rows data-testid="console-input" aria-label=texts::common::python_code()
                placeholder=texts::common::python_code()
                title=texts::drawer::console_hint()
                spellcheck="false" autocapitalize="off" autocomplete="off"
                prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
                on:keydown=on_key/>
            <Show when=running fallback=move || view! {
                <button type="button" class="secondary" data-testid="console-run-code"
                    disabled=move || busy() || draft.with(|draft| draft.trim().is_empty())
                    on:click=move |_| run()>{texts::drawer::run()}</button>
            }>
                <button type="button" class="secondary" data-testid="console-stop"
                    on:click=move |_| session.stop_console()>
                    <span aria-hidden="true">"■ "</span> {texts::common::stop()}
                </button>
            </Show>
        </div>
    }
}

/// Begins another line where the field is being typed in.
fn break_line(field: &HtmlTextAreaElement, draft: RwSignal<String>, indentation: &str) {
    let text: Vec<u16> = field.value().encode_utf16().collect();
    let place = |place: Result<Option<u32>, _>| place.ok().flatten().unwrap_or(text.len() as u32);
    let (start, end) = (place(field.selection_start()), place(field.selection_end()));
    let part = |part: Option<&[u16]>| String::from_utf16_lossy(part.unwrap_or_default());
    let (before, after) = (
        part(text.get(..start as usize)),
        part(text.get(end as usize..)),
    );
    let line = format!("\n{indentation}");
    let caret = start + line.encode_utf16().count() as u32;
    let code = format!("{before}{line}{after}");
    field.set_value(&code);
    draft.set(code);
    if field.set_selection_range(caret, caret).is_err() {
        tracing::debug!("the cursor could not be put");
    }
}
