//! The limits of the sandbox as they are typed.

use leptos::prelude::RwSignal;
use micropython_agent::storage::settings::{LimitSettings, SettingsError, StoredLimitSettings};

use super::draft::number;

/// Numbers as text, each a signal of its own.
#[derive(Clone, Copy)]
pub struct LimitDraft {
    /// See [`LimitSettings::sleep_seconds`].
    pub sleep_seconds: RwSignal<String>,
    /// See [`LimitSettings::tool_calls`].
    pub tool_calls: RwSignal<String>,
    /// See [`LimitSettings::memory_mb`].
    pub memory_mb: RwSignal<String>,
    /// See [`LimitSettings::files_mb`].
    pub files_mb: RwSignal<String>,
    /// See [`LimitSettings::output_kb`].
    pub output_kb: RwSignal<String>,
    /// See [`LimitSettings::source_kb`].
    pub source_kb: RwSignal<String>,
    /// See [`LimitSettings::data_mb`].
    pub data_mb: RwSignal<String>,
}

impl LimitDraft {
    /// The limits in force, as text.
    pub fn of(limits: &LimitSettings) -> Self {
        let text = |value: u64| RwSignal::new(value.to_string());
        Self {
            sleep_seconds: text(limits.sleep_seconds),
            tool_calls: text(limits.tool_calls),
            memory_mb: text(limits.memory_mb),
            files_mb: text(limits.files_mb),
            output_kb: text(limits.output_kb),
            source_kb: text(limits.source_kb),
            data_mb: text(limits.data_mb),
        }
    }

    /// The fields as limits that are still to be checked; what is no number is an error.
    pub fn read(&self, errors: &mut Vec<SettingsError>) -> StoredLimitSettings {
        let mut read = |field, signal| number(field, signal, errors);
        StoredLimitSettings {
            sleep_seconds: read("limits.sleep_seconds", self.sleep_seconds),
            tool_calls: read("limits.tool_calls", self.tool_calls),
            memory_mb: read("limits.memory_mb", self.memory_mb),
            files_mb: read("limits.files_mb", self.files_mb),
            output_kb: read("limits.output_kb", self.output_kb),
            source_kb: read("limits.source_kb", self.source_kb),
            data_mb: read("limits.data_mb", self.data_mb),
        }
    }
}
