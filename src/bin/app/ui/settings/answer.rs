//! What an answer must be: when it may come, its form, and the rules it must keep to.

use leptos::prelude::*;

use super::draft::Draft;
use super::fields::{Choice, TextField};
use super::groups::is_searching;

/// When the answer may come and what it must be.
#[component]
pub fn AnswerFields(draft: Draft) -> impl IntoView {
    let (answer, work) = (draft.answer, draft.work);
    let summaries = vec![
        ("off", "No: the answer as the code gave it"),
        ("standard", "Yes"),
        ("own", "Yes, by my own prompt"),
    ];
    view! {
        <fieldset>
            <legend>"Answer"</legend>
            <Choice value=work.final_summary testid="final-summary"
                label="Write the answer once more, as prose" options=summaries
                on_choice=move |name| work.final_summary.set(name)/>
            <Show when=move || work.final_summary.get() == "own">
                <TextField draft value=work.summary_prompt field="work.summary_prompt"
                    testid="summary-prompt" label="Prompt for it" rows=3/>
            </Show>
            <div class="pair">
                <TextField draft value=answer.after_steps field="answer.after_steps"
                    testid="answer-after-steps" label="Steps before it may answer"
                    help="Empty: it answers as soon as it can." number=true/>
                <TextField draft value=answer.min_chars field="answer.min_chars"
                    testid="answer-min-chars" label="Shortest answer, characters"
                    help="Empty for any length." number=true/>
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
        let is_wrong = (draft.errors).with(|all| all.iter().any(|one| wrong(one.field)));
        let is_set = |text: RwSignal<String>| !text.with_untracked(String::is_empty);
        is_wrong || is_set(answer.contains) || is_set(answer.schema)
    };
    view! {
        // A field that is wrong must be seen, and a rule that holds.
        <details data-testid="answer-rules" prop:open=move || used() || is_searching()>
            <summary>"What an answer must be"</summary>
            <TextField draft value=answer.contains field="answer.contains"
                testid="answer-contains" label="Words it must contain, one in a line" rows=3
                help="The model is told, and an answer without them goes back to it."/>
            <TextField draft value=answer.schema field="answer.schema"
                testid="answer-schema" label="JSON schema it must match" rows=3
                help="For answers that are data. The model is told the schema, and what does not match."/>
        </details>
    }
}
