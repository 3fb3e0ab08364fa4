//! How the agent works: instructions, plans, the context window; and what a question may cost.

use leptos::prelude::*;

use super::draft::Draft;
use super::fields::TextField;
use crate::texts;

/// What the model is told besides the question, and asked for besides code.
#[component]
pub fn WorkFields(draft: Draft) -> impl IntoView {
    let work = draft.work;
    view! {
        <fieldset>
            <legend>{texts::settings::work()}</legend>
            <TextField draft value=draft.instructions field="instructions" testid="instructions"
                label=texts::settings::instructions() rows=3
                help=texts::settings::instructions_help()/>
            <div class="pair">
                <TextField draft value=work.planning_interval field="work.planning_interval"
                    testid="planning-interval" label=texts::settings::planning_interval()
                    help=texts::settings::planning_interval_help() number=true/>
                <TextField draft value=work.context_tokens field="work.context_tokens"
                    testid="context-tokens" label=texts::settings::context_tokens() number=true/>
                <TextField draft value=work.compact_percent field="work.compact_percent"
                    testid="compact-percent" label=texts::settings::compact_percent()
                    help=texts::settings::compact_percent_help() number=true/>
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
            <legend>{texts::settings::budget()}</legend>
            <div class="pair">
                <TextField draft value=work.max_tokens field="work.max_tokens"
                    testid="max-question-tokens" label=texts::settings::tokens()
                    help=texts::settings::tokens_help() number=true/>
                <TextField draft value=work.max_cost field="work.max_cost"
                    testid="max-cost" label=texts::settings::cost()
                    help=texts::settings::cost_help() number=true/>
                <TextField draft value=work.input_price field="work.input_price"
                    testid="input-price" label=texts::settings::input_price() number=true/>
                <TextField draft value=work.cached_price field="work.cached_price"
                    testid="cached-price" label=texts::settings::cached_price()
                    help=texts::settings::cached_price_help() number=true/>
                <TextField draft value=work.output_price field="work.output_price"
                    testid="output-price" label=texts::settings::output_price() number=true/>
            </div>
        </fieldset>
    }
}
