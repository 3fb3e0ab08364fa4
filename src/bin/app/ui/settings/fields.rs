//! The kinds of fields the settings dialog is made of.

use leptos::prelude::*;

use super::draft::Draft;
use super::groups::passed_over;
use crate::texts;

/// Text, of one line or several, with its label, its help and what is wrong with it.
#[component]
pub fn TextField(
    draft: Draft,
    /// What is typed.
    value: RwSignal<String>,
    /// The field's name in the settings, by which errors find it.
    field: &'static str,
    /// Its name for those who drive the page from outside.
    testid: &'static str,
    label: &'static str,
    #[prop(optional)] help: &'static str,
    #[prop(optional)] placeholder: &'static str,
    /// Whether the text is a number.
    #[prop(optional)]
    number: bool,
    /// The lines that are shown of a text of several; 0 for a line.
    #[prop(optional)]
    rows: u32,
) -> impl IntoView {
    let wrong = move || error_of(draft, field);
    let is_wrong = move || wrong().is_some().to_string();
    let help_id = format!("{testid}-help");
    let hidden = passed_over(&format!("{label} {help}"));
    let input = match rows {
        0 => view! {
            <input
                id=testid
                data-testid=testid
                type="text"
                inputmode=if number { "decimal" } else { "text" }
                spellcheck="false"
                placeholder=placeholder
                aria-invalid=is_wrong
                aria-describedby=help_id
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
        .into_any(),
        rows => view! {
            <textarea
                id=testid
                data-testid=testid
                rows=rows
                placeholder=placeholder
                aria-invalid=is_wrong
                aria-describedby=help_id
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
        .into_any(),
    };
    view! {
        <div class="field" hidden=move || hidden.get()>
            <label for=testid>{label}</label>
            {input}
            <Help testid help wrong=Signal::derive(wrong)/>
        </div>
    }
}

/// What is below a field: what is wrong with it, and what to know.
#[component]
pub fn Help(
    testid: &'static str,
    help: &'static str,
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div id=format!("{testid}-help")>
            {move || wrong.get().map(|problem| view! {
                <p class="wrong" role="alert" data-testid=format!("{testid}-error")>{problem}</p>
            })}
            {(!help.is_empty()).then(|| view! { <small>{help}</small> })}
        </div>
    }
}

/// One of a few named values.
#[component]
pub fn Choice(
    value: RwSignal<String>,
    testid: &'static str,
    label: &'static str,
    /// Names and labels.
    options: Vec<(&'static str, &'static str)>,
    /// What a choice does.
    #[prop(into)]
    on_choice: Callback<String>,
) -> impl IntoView {
    let names: Vec<_> = options.iter().map(|(_, label)| *label).collect();
    let hidden = passed_over(&format!("{label} {}", names.join(" ")));
    view! {
        <div class="field" hidden=move || hidden.get()>
            <label for=testid>{label}</label>
            <select
                id=testid
                data-testid=testid
                prop:value=move || value.get()
                on:change=move |event| on_choice.run(event_target_value(&event))
            >
                {options
                    .into_iter()
                    .map(|(name, label)| view! {
                        <option value=name selected=move || value.get() == name>{label}</option>
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

/// What was wrong with a field when saving was last tried.
pub fn error_of(draft: Draft, field: &str) -> Option<String> {
    draft.errors.with(|errors| {
        let found = errors.iter().find(|error| error.field == field);
        found.map(|error| texts::said(&error.problem))
    })
}
