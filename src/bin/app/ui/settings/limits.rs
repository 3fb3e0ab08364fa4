//! How long and how much: limits of a question; and the look and the log of the page.

use leptos::prelude::*;

use super::draft::Draft;
use super::fields::{Choice, TextField};
use super::groups::is_searching;

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
            <SandboxLimitFields draft/>
        </fieldset>
    }
}

/// What else a step may use up; few will ever change it.
#[component]
fn SandboxLimitFields(draft: Draft) -> impl IntoView {
    let limits = draft.limits;
    let wrong =
        move || (draft.errors).with(|all| all.iter().any(|one| one.field.starts_with("limits.")));
    view! {
        // A field that is wrong must be seen.
        <details data-testid="more-limits" prop:open=move || wrong() || is_searching()>
            <summary>"More limits"</summary>
            <div class="pair">
                <TextField draft value=limits.memory_mb field="limits.memory_mb"
                    testid="memory-mb" label="Memory, MB"
                    help="Takes effect when Python starts anew." number=true/>
                <TextField draft value=limits.files_mb field="limits.files_mb"
                    testid="files-mb" label="Files, MB"
                    help="All files together; part of the memory." number=true/>
                <TextField draft value=limits.tool_calls field="limits.tool_calls"
                    testid="tool-calls" label="Tool calls per step" number=true/>
                <TextField draft value=limits.sleep_seconds field="limits.sleep_seconds"
                    testid="sleep-seconds" label="Seconds a step may sleep" number=true/>
                <TextField draft value=limits.output_kb field="limits.output_kb"
                    testid="output-kb" label="Output per step, KB" number=true/>
                <TextField draft value=limits.source_kb field="limits.source_kb"
                    testid="source-kb" label="Code per step, KB" number=true/>
                <TextField draft value=limits.data_mb field="limits.data_mb"
                    testid="data-mb" label="Arguments or result of a call, MB" number=true/>
            </div>
        </details>
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
            <legend>"Look and log"</legend>
            <div class="pair">
                <Choice value=draft.theme testid="theme" label="Theme" options=themes
                    on_choice=move |name| draft.theme.set(name)/>
                <Choice value=draft.log_level testid="log-level" label="Log" options=levels
                    on_choice=move |name| draft.log_level.set(name)/>
            </div>
        </fieldset>
    }
}
