//! The tool calls of a step. Calls that ran together are shown together.

use leptos::prelude::*;
use micropython_agent::agent::{CallRecord, Step};
use micropython_agent::platform::http::Source;

use crate::text::figures::duration;
use crate::text::python;
use crate::texts;

/// Calls shown before the rest is asked for.
const SHOWN: usize = 20;

/// All calls of a step, in groups.
#[component]
pub fn Calls(
    step: RwSignal<Step>,
    /// Whether the step is under way: a call without a result is, too.
    #[prop(into)]
    live: Signal<bool>,
) -> impl IntoView {
    let calls = Memo::new(move |_| step.with(|step| step.calls.clone()));
    let all = RwSignal::new(false);
    let shown = move || if all.get() { usize::MAX } else { SHOWN };
    let hidden = move || calls.with(Vec::len).saturating_sub(shown());
    let groups = move || calls.with(|calls| groups(&calls[..calls.len().min(shown())]));
    view! {
        <Show when=move || calls.with(|calls| !calls.is_empty())>
            <div class="calls">
                <For each=groups key=|group| group.clone() let:group>
                    <Group calls=group live/>
                </For>
                <Show when=move || hidden() != 0>
                    <button class="more" on:click=move |_| all.set(true)>
                        {move || texts::calls::show_more(hidden() as u64)}
                    </button>
                </Show>
            </div>
        </Show>
    }
}

/// One call, or several that were under way at the same time.
#[component]
fn Group(calls: Vec<Call>, live: Signal<bool>) -> impl IntoView {
    let several = calls.len() > 1;
    let together = several.then(|| {
        let from = calls
            .iter()
            .map(|call| call.0.called_at)
            .min()
            .unwrap_or_default();
        let to = calls
            .iter()
            .map(|call| call.0.called_at + call.0.duration_ms)
            .max()
            .unwrap_or_default();
        let done = calls.iter().all(|call| call.0.result.is_some());
        let time = if done {
            duration(to.saturating_sub(from))
        } else {
            texts::calls::running_together().into()
        };
        view! { <small class="caption">{texts::calls::at_once(calls.len(), time)}</small> }
    });
    view! {
        <div class="group" class:together=several>
            {together}
            {calls.into_iter().map(|call| view! { <CallRow call=call.0 live/> }).collect_view()}
        </div>
    }
}

/// One call: its line, and on demand its log and result.
#[component]
fn CallRow(call: CallRecord, live: Signal<bool>) -> impl IntoView {
    let source = python::call(&call.name, &call.arguments);
    let failed = matches!(call.result, Some(Err(_)));
    let time = duration(call.duration_ms);
    let over = call.result.as_ref().map(|result| match result {
        Ok(_) => format!("✓ {time}"),
        Err(_) => texts::calls::failed_after(time),
    });
    let waits = call.pending().is_some();
    let words = move || match &over {
        Some(over) => over.clone(),
        None if live.get() && waits => texts::calls::waits_for_you().into(),
        None if live.get() => texts::calls::running().into(),
        None => texts::calls::cut_off().into(),
    };
    let earlier = call.repeats.is_some().then(|| {
        view! { <small class="label">{texts::calls::in_place_of_earlier()}</small> }
    });
    let recorded = (call.source == Source::Recorded)
        .then(|| view! { <small class="label">{texts::calls::recorded()}</small> });
    let result = call.result.as_ref().map(|result| match result {
        Ok(value) => view! { <pre tabindex="0">{readable(value)}</pre> }.into_any(),
        Err(failure) => {
            view! { <pre class="bad" tabindex="0">{failure.message.clone()}</pre> }.into_any()
        }
    });
    view! {
        <details class="call" class:bad=failed data-testid="call">
            <summary>
                <code title=source.clone()>{source.clone()}</code>
                {recorded}
                {earlier}
                <span>{words}</span>
            </summary>
            {call.log.into_iter().map(|line| view! { <p class="log-line">{line}</p> }).collect_view()}
            {result}
        </details>
    }
}

/// A call that can be compared cheaply enough for the list to tell what has changed.
#[derive(Clone, PartialEq)]
struct Call(CallRecord);

impl Eq for Call {}

impl std::hash::Hash for Call {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.id.hash(state);
        self.0.log.len().hash(state);
        self.0.pending().is_some().hash(state);
        self.0.result.is_some().hash(state);
    }
}

/// Consecutive calls that overlapped in time, together.
fn groups(calls: &[CallRecord]) -> Vec<Vec<Call>> {
    let mut groups: Vec<Vec<Call>> = Vec::new();
    let mut busy_until = 0;
    for call in calls {
        let overlaps = call.called_at < busy_until;
        let end = match call.result {
            Some(_) => call.called_at + call.duration_ms,
            None => u64::MAX,
        };
        match groups.last_mut() {
            Some(group) if overlaps => {
                group.push(Call(call.clone()));
                busy_until = busy_until.max(end);
            }
            _ => {
                groups.push(vec![Call(call.clone())]);
                busy_until = end;
            }
        }
    }
    groups
}

/// A result for reading: text as it is, everything else as indented JSON.
fn readable(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        // Writing a JSON value as text cannot fail; if it did, the compact form says the same.
        other => serde_json::to_string_pretty(other).unwrap_or_else(|_| other.to_string()),
    }
}
