//! The kinds of fields the settings dialog is made of.

use leptos::prelude::*;

use super::draft::Draft;

/// A line of text with its label, its help and what is wrong with it.
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
) -> impl IntoView {
    let wrong = move || error_of(draft, field);
    view! {
        <div class="field">
            <label for=testid>{label}</label>
            <input
                id=testid
                data-testid=testid
                type="text"
                inputmode=if number { "decimal" } else { "text" }
                spellcheck="false"
                placeholder=placeholder
                aria-invalid=move || wrong().is_some().to_string()
                aria-describedby=format!("{testid}-help")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <Help testid help wrong=Signal::derive(wrong)/>
        </div>
    }
}

/// Several lines of text, with the same beside them.
#[component]
pub fn TextArea(
    draft: Draft,
    /// What is typed.
    value: RwSignal<String>,
    /// The field's name in the settings, by which errors find it.
    field: &'static str,
    /// Its name for those who drive the page from outside.
    testid: &'static str,
    label: &'static str,
    #[prop(optional)] help: &'static str,
) -> impl IntoView {
    let wrong = move || error_of(draft, field);
    view! {
        <div class="field">
            <label for=testid>{label}</label>
            <textarea
                id=testid
                data-testid=testid
                rows="3"
                aria-invalid=move || wrong().is_some().to_string()
                aria-describedby=format!("{testid}-help")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
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
    view! {
        <div class="field">
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
        found.map(|error| error.problem.clone())
    })
}
