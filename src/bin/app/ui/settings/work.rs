//! How the agent works: instructions, plans, the context window; and what a question may cost.

use leptos::prelude::*;

use super::draft::Draft;
use super::fields::TextField;

/// What the model is told besides the question, and asked for besides code.
#[component]
pub fn WorkFields(draft: Draft) -> impl IntoView {
    let work = draft.work;
    view! {
        <fieldset>
            <legend>"Work"</legend>
            <TextField draft value=draft.instructions field="instructions" testid="instructions"
                label="Instructions for all questions" rows=3
                help="For instance who you are, or how you like your answers."/>
            <div class="pair">
                <TextField draft value=work.planning_interval field="work.planning_interval"
                    testid="planning-interval" label="Plan every so many steps"
                    help="Before the first step, too. Empty for no plans." number=true/>
                <TextField draft value=work.context_tokens field="work.context_tokens"
                    testid="context-tokens" label="Context window of the model, tokens"
                    help="Older steps are summarised before 80 % of it is full." number=true/>
            </div>
        </fieldset>
    }
}

/// What one question may cost.
#[component]
pub fn BudgetFields(draft: Draft) -> impl IntoView {
    let work = draft.work;
    view! {
        <fieldset>
            <legend>"Budget of a question"</legend>
            <div class="pair">
                <TextField draft value=work.max_tokens field="work.max_tokens"
                    testid="max-question-tokens" label="Tokens"
                    help="Sent and received. Empty for no limit." number=true/>
                <TextField draft value=work.max_cost field="work.max_cost"
                    testid="max-cost" label="Cost"
                    help="In the currency of the prices. Empty for no limit." number=true/>
                <TextField draft value=work.input_price field="work.input_price"
                    testid="input-price" label="Price of a million tokens sent" number=true/>
                <TextField draft value=work.output_price field="work.output_price"
                    testid="output-price" label="Price of a million tokens received" number=true/>
            </div>
        </fieldset>
    }
}
