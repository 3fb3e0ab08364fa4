//! What is typed in the settings dialog, before it is checked.

use std::collections::BTreeMap;
use std::str::FromStr;

use leptos::prelude::*;
use micropython_agent::model::ApiKey;
use micropython_agent::storage::provider::{CUSTOM, PROVIDERS, Provider};
use micropython_agent::storage::settings::{Services, Settings, SettingsError, StoredSettings};
use micropython_agent::tools::Permission;
use micropython_agent::tools::search::SearchService;

use super::group::{AnswerDraft, LimitDraft, WorkDraft};
use super::groups::Group;
use super::search_draft::SearchDraft;
use crate::session::KeyChange;
use crate::texts;

/// The fields as text, each a signal of its own.
#[derive(Clone, Copy)]
pub struct Draft {
    /// A provider's id.
    pub provider: RwSignal<String>,
    /// Where its API is.
    pub base_url: RwSignal<String>,
    /// A new key; empty to keep the one there is.
    pub key: RwSignal<String>,
    /// Whether the key that there is shall be forgotten.
    pub forget_key: RwSignal<bool>,
    /// Whether the key is kept on this device.
    pub remember_key: RwSignal<bool>,
    /// The model's name.
    pub model: RwSignal<String>,
    /// A wire format's name.
    pub format: RwSignal<String>,
    /// The name of a way to act.
    pub act: RwSignal<String>,
    /// A number, or empty.
    pub temperature: RwSignal<String>,
    /// A number, or empty.
    pub max_tokens: RwSignal<String>,
    /// A number.
    pub max_steps: RwSignal<String>,
    /// A number.
    pub execution_seconds: RwSignal<String>,
    /// A number.
    pub tool_seconds: RwSignal<String>,
    /// Seconds the provider may say nothing.
    pub silence_seconds: RwSignal<String>,
    /// The other limits.
    pub limits: LimitDraft,
    /// How the agent works.
    pub work: WorkDraft,
    /// What an answer must be.
    pub answer: AnswerDraft,
    /// Text.
    pub instructions: RwSignal<String>,
    /// An address, or empty for the default.
    pub geocoding: RwSignal<String>,
    /// An address, or empty for the default.
    pub forecast: RwSignal<String>,
    /// The services that can search, in the order they are asked.
    pub search: RwSignal<Vec<SearchDraft>>,
    /// Whether pages at private addresses may be read.
    pub private_pages: RwSignal<bool>,
    /// An address, or empty for none.
    pub reader: RwSignal<String>,
    /// Whether tools may be called.
    pub permissions: RwSignal<BTreeMap<String, Permission>>,
    /// A theme's name.
    pub theme: RwSignal<String>,
    /// A language's tag; empty for the browser's.
    pub language: RwSignal<String>,
    /// A level's name.
    pub log_level: RwSignal<String>,
    /// What was wrong when saving was last tried.
    pub errors: RwSignal<Vec<SettingsError>>,
}

impl Draft {
    /// The settings in force, as text.
    pub fn of(settings: &Settings) -> Self {
        let text = |text: &str| RwSignal::new(text.to_string());
        let services = &settings.services;
        let default = micropython_agent::tools::ServiceSettings::default();
        let address = |set: &Option<String>, default: &str| text(set.as_deref().unwrap_or(default));
        Self {
            provider: text(&settings.provider),
            base_url: text(&settings.base_url),
            key: text(""),
            forget_key: RwSignal::new(false),
            remember_key: RwSignal::new(settings.remember_key),
            model: text(&settings.model),
            format: text(settings.format.name()),
            act: text(settings.act.name()),
            temperature: text(&optional(settings.temperature)),
            max_tokens: text(&optional(settings.max_tokens)),
            max_steps: text(&settings.max_steps.to_string()),
            execution_seconds: text(&settings.execution_seconds.to_string()),
            tool_seconds: text(&settings.tool_seconds.to_string()),
            silence_seconds: text(&settings.silence_seconds.to_string()),
            limits: LimitDraft::of((&settings.limits).into()),
            work: WorkDraft::of((&settings.work).into()),
            answer: AnswerDraft::of((&settings.answer).into()),
            instructions: text(&settings.instructions),
            geocoding: address(&services.geocoding, &default.geocoding),
            forecast: address(&services.forecast, &default.forecast),
            search: RwSignal::new(SearchDraft::all(services)),
            private_pages: RwSignal::new(services.private_pages.unwrap_or_default()),
            reader: address(&services.reader, &default.reader),
            permissions: RwSignal::new(settings.permissions.clone()),
            theme: text(settings.theme.name()),
            language: text(&settings.language),
            log_level: text(settings.log_level.name()),
            errors: RwSignal::new(Vec::new()),
        }
    }

    /// Takes over the address, model and API of a provider.
    pub fn choose_provider(&self, id: &str) {
        self.enter_provider(id);
        if let Some(provider) = Provider::find(id).filter(|provider| provider.id != CUSTOM) {
            self.base_url.set(provider.base_url.into());
            self.model.set(provider.model.into());
            self.key.set(String::new());
        }
    }

    /// Takes an address as typed, and finds the provider it belongs to.
    pub fn enter_base_url(&self, address: String) {
        let plain = address.trim().trim_end_matches('/');
        let known = PROVIDERS
            .iter()
            .find(|provider| !plain.is_empty() && provider.base_url == plain);
        self.enter_provider(known.map_or(CUSTOM, |provider| provider.id));
        self.base_url.set(address);
    }

    /// Names the provider. Another one begins with what it speaks best.
    fn enter_provider(&self, id: &str) {
        if self.provider.get_untracked() == id {
            return;
        }
        self.provider.set(id.to_string());
        if let Some(provider) = Provider::find(id) {
            self.format.set(provider.format.name().into());
            self.act.set(provider.act.name().into());
        }
    }

    /// The same in fields of its own.
    pub fn copy(&self) -> Self {
        let copy = Self::of(&Settings::default());
        copy.take(self, &Group::ALL);
        copy
    }

    /// Takes over what another one has in these groups, but for keys.
    pub fn take(&self, other: &Self, groups: &[Group]) {
        for &group in groups {
            for (own, others) in self.texts(group).into_iter().zip(other.texts(group)) {
                own.set(others.get_untracked());
            }
            match group {
                Group::Model => self.remember_key.set(other.remember_key.get_untracked()),
                Group::Tools => {
                    self.private_pages.set(other.private_pages.get_untracked());
                    self.permissions.set(other.permissions.get_untracked());
                    let own = self.search.get_untracked();
                    let others = other.search.get_untracked();
                    let taken = others.iter().map(|other| other.with_key_of(&own));
                    self.search.set(taken.collect());
                }
                Group::Work | Group::Limits | Group::Page | Group::Device => {}
            }
        }
    }

    /// The fields of a group that hold text.
    fn texts(&self, group: Group) -> Vec<RwSignal<String>> {
        let work = self.work;
        match group {
            Group::Model => vec![
                self.provider,
                self.base_url,
                self.model,
                self.format,
                self.act,
                self.temperature,
                self.max_tokens,
                self.silence_seconds,
            ],
            Group::Work => {
                let mut texts = self.answer.signals();
                texts.extend([
                    self.instructions,
                    work.planning_interval,
                    work.context_tokens,
                    work.compact_percent,
                    work.final_summary,
                    work.summary_prompt,
                ]);
                texts
            }
            Group::Limits => {
                let mut texts = self.limits.signals();
                texts.extend([
                    self.max_steps,
                    self.execution_seconds,
                    self.tool_seconds,
                    work.max_tokens,
                    work.max_cost,
                    work.input_price,
                    work.cached_price,
                    work.output_price,
                ]);
                texts
            }
            Group::Tools => vec![self.geocoding, self.forecast, self.reader],
            Group::Page => vec![self.theme, self.language, self.log_level],
            Group::Device => Vec::new(),
        }
    }

    /// What is to become of the key.
    pub fn key_change(&self) -> KeyChange {
        match ApiKey::new(&self.key.get_untracked()) {
            Some(key) => KeyChange::Replace(key),
            None if self.forget_key.get_untracked() => KeyChange::Forget,
            None => KeyChange::Keep,
        }
    }

    /// The fields as settings that are still to be checked, and the errors of those that hold no
    /// number where one is needed.
    pub fn read(&self) -> (StoredSettings, Vec<SettingsError>) {
        let mut errors = Vec::new();
        let text = |signal: RwSignal<String>| Some(signal.get_untracked());
        let settings = StoredSettings {
            provider: text(self.provider),
            base_url: text(self.base_url),
            model: text(self.model),
            format: text(self.format),
            act: text(self.act),
            temperature: number("temperature", self.temperature, &mut errors),
            max_tokens: number("max_tokens", self.max_tokens, &mut errors),
            silence_seconds: number("silence_seconds", self.silence_seconds, &mut errors),
            remember_key: Some(self.remember_key.get_untracked()),
            max_steps: number("max_steps", self.max_steps, &mut errors),
            execution_seconds: number("execution_seconds", self.execution_seconds, &mut errors),
            tool_seconds: number("tool_seconds", self.tool_seconds, &mut errors),
            limits: self.limits.read(&mut errors),
            work: self.work.read(&mut errors),
            answer: self.answer.read(&mut errors),
            instructions: text(self.instructions),
            services: Services {
                geocoding: text(self.geocoding),
                forecast: text(self.forecast),
                reader: text(self.reader),
                private_pages: Some(self.private_pages.get_untracked()),
                search: Some(self.chosen_search()),
                wikipedia: self.search_address(SearchService::Wikipedia),
                searxng: self.search_address(SearchService::Searxng),
                tavily: self.search_address(SearchService::Tavily),
                brave: self.search_address(SearchService::Brave),
                jina: self.search_address(SearchService::Jina),
            },
            permissions: named(&self.permissions.get_untracked()),
            theme: text(self.theme),
            language: text(self.language),
            log_level: text(self.log_level),
        };
        (settings, errors)
    }
}

fn named(permissions: &BTreeMap<String, Permission>) -> BTreeMap<String, String> {
    let all = permissions.iter();
    all.map(|(tool, permission)| (tool.clone(), permission.name().into()))
        .collect()
}

/// The value as text; nothing where there is none.
pub(super) fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The number in a field; nothing in an empty one.
pub(super) fn number<N: FromStr>(
    field: &'static str,
    signal: RwSignal<String>,
    errors: &mut Vec<SettingsError>,
) -> Option<N> {
    let text = signal.get_untracked();
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let parsed = text.replace(texts::figures::decimal_mark(), ".").parse();
    let parsed = parsed.ok();
    if parsed.is_none() {
        errors.push(SettingsError {
            field: field.into(),
            // The words have it already.
            value: String::new(),
            problem: texts::settings::no_number(text),
        });
    }
    parsed
}
