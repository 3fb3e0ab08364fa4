//! What an answer must be: when it may come, its form, and the rules it must keep to.

use leptos::prelude::*;

use super::draft::Draft;
use super::fields::{Choice, TextField};
use super::groups::is_searching;
use crate::texts;

/// When the answer may come and what it must be.
#[component]
pub fn AnswerFields(draft: Draft) -> impl IntoView {
    let (answer, work) = (draft.answer, draft.work);
    let summaries = vec![
        ("off", texts::settings::summary_off()),
        ("standard", texts::settings::summary_yes()),
        ("own", texts::settings::summary_own()),
    ];
    view! {
        <fieldset>
            <legend>{texts::settings::answer()}</legend>
            <Choice value=work.final_summary testid="final-summary"
                label=texts::settings::summary() options=summaries
                on_choice=move |name| work.final_summary.set(name)/>
            <Show when=move || work.final_summary.get() == "own">
                <TextField draft value=work.summary_prompt field="work.summary_prompt"
                    testid="summary-prompt" label=texts::settings::prompt_for_summary() rows=3/>
            </Show>
            <div class="pair">
                <TextField draft value=answer.after_steps field="answer.after_steps"
                    testid="answer-after-steps" label=texts::settings::after_steps()
                    help=texts::settings::after_steps_help() number=true/>
                <TextField draft value=answer.min_chars field="answer.min_chars"
                    testid="answer-min-chars" label=texts::settings::answer_chars()
                    help=texts::settings::answer_chars_help() number=true/>
            </div>
            <RuleFields draft/>
        </fieldset>
    }
}

/// Rules that few will need.
#[component]
fn RuleFields(draft: Draft) -> impl IntoView {
    let answer = draft.answer;
    let used = move || {
        let wrong = |field: &str| field == "answer.contains" || field == "answer.schema";
        let is_wrong = (draft.errors).with(|all| all.iter().any(|one| wrong(&one.field)));
        let is_set = |text: RwSignal<String>| !text.with_untracked(String::is_empty);
        is_wrong || is_set(answer.contains) || is_set(answer.schema)
    };
    view! {
        // A field that is wrong must be seen, and a rule that holds.
        <details data-testid="answer-rules" prop:open=move || used() || is_searching()>
            <summary>{texts::settings::answer_rules()}</summary>
            <TextField draft value=answer.contains field="answer.contains"
                testid="answer-contains" label=texts::settings::answer_contains() rows=3
                help=texts::settings::answer_contains_help()/>
            <TextField draft value=answer.schema field="answer.schema"
                testid="answer-schema" label=texts::settings::answer_schema() rows=3
                help=texts::settings::answer_schema_help()/>
        </details>
    }
}
