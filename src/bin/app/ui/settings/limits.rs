//! How long and how much: limits of a question; and the look and the log of the page.

use leptos::prelude::*;

use super::draft::Draft;
use super::fields::{Choice, TextField};
use super::groups::is_searching;
use crate::texts::{self, LANGUAGES};

/// The limits of one question.
#[component]
pub fn LimitFields(draft: Draft) -> impl IntoView {
    view! {
        <fieldset>
            <legend>{texts::settings::limits()}</legend>
            <TextField draft value=draft.max_steps field="max_steps" testid="max-steps"
                label=texts::settings::max_steps() number=true/>
            <div class="pair">
                <TextField draft value=draft.execution_seconds field="execution_seconds"
                    testid="execution-seconds" label=texts::settings::execution_seconds()
                    help=texts::settings::execution_seconds_help() number=true/>
                <TextField draft value=draft.tool_seconds field="tool_seconds"
                    testid="tool-seconds" label=texts::settings::tool_seconds() number=true/>
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
            <summary>{texts::settings::more_limits()}</summary>
            <div class="pair">
                <TextField draft value=limits.memory_mb field="limits.memory_mb"
                    testid="memory-mb" label=texts::settings::memory_mb()
                    help=texts::settings::memory_mb_help() number=true/>
                <TextField draft value=limits.files_mb field="limits.files_mb"
                    testid="files-mb" label=texts::settings::files_mb()
                    help=texts::settings::files_mb_help() number=true/>
                <TextField draft value=limits.tool_calls field="limits.tool_calls"
                    testid="tool-calls" label=texts::settings::tool_calls() number=true/>
                <TextField draft value=limits.sleep_seconds field="limits.sleep_seconds"
                    testid="sleep-seconds" label=texts::settings::sleep_seconds() number=true/>
                <TextField draft value=limits.output_kb field="limits.output_kb"
                    testid="output-kb" label=texts::settings::output_kb() number=true/>
                <TextField draft value=limits.source_kb field="limits.source_kb"
                    testid="source-kb" label=texts::settings::code_kb() number=true/>
                <TextField draft value=limits.data_mb field="limits.data_mb"
                    testid="data-mb" label=texts::settings::data_mb() number=true/>
            </div>
        </details>
    }
}

/// Theme, language and log level.
#[component]
pub fn PageFields(draft: Draft) -> impl IntoView {
    let themes = vec![
        ("system", texts::settings::as_system()),
        ("light", texts::settings::light()),
        ("dark", texts::settings::dark()),
    ];
    let mut languages = vec![("", texts::settings::as_browser())];
    languages.extend(
        LANGUAGES
            .iter()
            .map(|language| (language.tag, language.name)),
    );
    let levels = vec![
        ("error", texts::settings::level_error()),
        ("warn", texts::settings::level_warn()),
        ("info", texts::settings::level_info()),
        ("debug", texts::settings::level_debug()),
        ("trace", texts::settings::level_trace()),
    ];
    view! {
        <fieldset>
            <legend>{texts::settings::look_and_log()}</legend>
            <div class="pair">
                <Choice value=draft.theme testid="theme" label=texts::settings::theme() options=themes
                    on_choice=move |name| draft.theme.set(name)/>
                <Choice value=draft.language testid="language" label=texts::settings::language()
                    options=languages on_choice=move |tag| draft.language.set(tag)/>
                <Choice value=draft.log_level testid="log-level" label=texts::common::log() options=levels
                    on_choice=move |name| draft.log_level.set(name)/>
            </div>
        </fieldset>
    }
}
