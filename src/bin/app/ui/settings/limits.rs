//! How long and how much: limits of a question; and the look and the log of the page.

use leptos::prelude::*;

use super::draft::Draft;
use super::fields::{Choice, TextField};

/// The limits of one question.
#[component]
pub fn LimitFields(draft: Draft) -> impl IntoView {
    view! {
        <fieldset>
            <legend>"Limits"</legend>
            <TextField draft value=draft.max_steps field="max_steps" testid="max-steps"
                label="Steps per question" number=true/>
            <div class="pair">
                <TextField draft value=draft.execution_seconds field="execution_seconds"
                    testid="execution-seconds" label="Seconds a step's code may run"
                    help="Waiting for tools is not counted." number=true/>
                <TextField draft value=draft.tool_seconds field="tool_seconds"
                    testid="tool-seconds" label="Seconds a tool call may take" number=true/>
            </div>
        </fieldset>
    }
}

/// Theme and log level.
#[component]
pub fn PageFields(draft: Draft) -> impl IntoView {
    let themes = vec![
        ("system", "As the system"),
        ("light", "Light"),
        ("dark", "Dark"),
    ];
    let levels = vec![
        ("error", "Errors"),
        ("warn", "Warnings"),
        ("info", "Information"),
        ("debug", "Debug"),
        ("trace", "Everything"),
    ];
    view! {
        <fieldset>
            <legend>"Page"</legend>
            <div class="pair">
                <Choice value=draft.theme testid="theme" label="Theme" options=themes
                    on_choice=move |name| draft.theme.set(name)/>
                <Choice value=draft.log_level testid="log-level" label="Log" options=levels
                    on_choice=move |name| draft.log_level.set(name)/>
            </div>
        </fieldset>
    }
}
