//! The user's settings: raw as stored or typed, checked once into [`Settings`]. The API key is not
//! among them; whether it is remembered is.

mod answer;
mod check;
mod file;
mod limits;
mod work;

pub use answer::{AnswerSettings, StoredAnswerSettings};
pub use file::SettingsFileError;
pub use limits::{LimitSettings, StoredLimitSettings};
pub use work::{StoredWorkSettings, WorkSettings};

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::provider::{BUILT_IN, PROVIDERS};
use super::versioned;
use crate::agent::AgentOptions;
use crate::model::{Act, ApiKey, ModelConfig, PATIENCE, WireFormat};
use crate::platform::store::{Change, RecordStore, StoreError};
use crate::sandbox::limits::Limits;
use crate::tools::Permission;
use crate::tools::search::{SearchService, SearchSource};

const KEY: &str = "settings";

/// Settings as they are stored and typed: everything may be missing or wrong, and fields of later
/// versions are passed over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredSettings {
    /// See [`Settings::provider`].
    pub provider: Option<String>,
    /// See [`Settings::base_url`].
    pub base_url: Option<String>,
    /// See [`Settings::model`].
    pub model: Option<String>,
    /// See [`Settings::format`], by its name.
    pub format: Option<String>,
    /// See [`Settings::act`], by its name.
    pub act: Option<String>,
    /// See [`Settings::temperature`].
    pub temperature: Option<f32>,
    /// See [`Settings::max_tokens`].
    pub max_tokens: Option<u32>,
    /// See [`Settings::silence_seconds`].
    pub silence_seconds: Option<u64>,
    /// See [`Settings::remember_key`].
    pub remember_key: Option<bool>,
    /// See [`Settings::max_steps`].
    pub max_steps: Option<u32>,
    /// See [`Settings::execution_seconds`].
    pub execution_seconds: Option<u64>,
    /// See [`Settings::tool_seconds`].
    pub tool_seconds: Option<u64>,
    /// See [`Settings::limits`].
    pub limits: StoredLimitSettings,
    /// See [`Settings::work`].
    pub work: StoredWorkSettings,
    /// See [`Settings::answer`].
    pub answer: StoredAnswerSettings,
    /// See [`Settings::instructions`].
    pub instructions: Option<String>,
    /// See [`Settings::services`].
    pub services: Services,
    /// See [`Settings::permissions`], by their names.
    pub permissions: BTreeMap<String, String>,
    /// See [`Settings::theme`], by its name.
    pub theme: Option<String>,
    /// See [`Settings::language`].
    pub language: Option<String>,
    /// See [`Settings::log_level`], by its name.
    pub log_level: Option<String>,
}

/// Settings that can be used as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The id of one of [`PROVIDERS`].
    pub provider: String,
    /// Where the provider's API is: http or https, without a slash at the end. Empty until set.
    pub base_url: String,
    /// The model's name; empty until one is chosen.
    pub model: String,
    /// What the provider's API speaks.
    pub format: WireFormat,
    /// How the model has its code run.
    pub act: Act,
    /// Sampling temperature, 0 to 2; the provider's own when not set.
    pub temperature: Option<f32>,
    /// Most tokens of one reply; the provider's own limit when not set.
    pub max_tokens: Option<u32>,
    /// Seconds that the provider may say nothing, before a reply and in the middle of it, 1 to 3,600.
    pub silence_seconds: u64,
    /// Whether the key is kept on this device, outside of these settings.
    pub remember_key: bool,
    /// Steps for one question, 1 to 1,000.
    pub max_steps: u32,
    /// Seconds that one step's code may execute, 1 to 3,600.
    pub execution_seconds: u64,
    /// Seconds that one tool call may take, 1 to 3,600.
    pub tool_seconds: u64,
    /// What else one step's code may use up.
    pub limits: LimitSettings,
    /// How the agent works.
    pub work: WorkSettings,
    /// What an answer must be.
    pub answer: AnswerSettings,
    /// The user's own instructions for the model; at most 20,000 characters.
    pub instructions: String,
    /// Where the tools' services are.
    pub services: Services,
    /// Whether tools may be called, by their names: those that may not always.
    pub permissions: BTreeMap<String, Permission>,
    /// Light, dark or as the system has it.
    pub theme: Theme,
    /// The tag of the page's language (BCP 47), at most 35 characters; empty for the browser's.
    pub language: String,
    /// What is logged.
    pub log_level: LogLevel,
}

/// Where the tools' services are: http or https addresses. `None` for a service's own default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Services {
    /// Finds places.
    pub geocoding: Option<String>,
    /// Forecasts weather.
    pub forecast: Option<String>,
    /// The ids of the services that search, the first one asked first. Wikipedia if not set.
    pub search: Option<Vec<String>>,
    /// A MediaWiki site.
    pub wikipedia: Option<String>,
    /// An instance of SearXNG; there is no default.
    pub searxng: Option<String>,
    /// Tavily, or a proxy.
    pub tavily: Option<String>,
    /// Brave Search, or a proxy.
    pub brave: Option<String>,
    /// Jina Search, or a proxy.
    pub jina: Option<String>,
    /// Turns pages into text. Empty for none.
    pub reader: Option<String>,
    /// Whether pages at private addresses may be read. They may not if not set.
    pub private_pages: Option<bool>,
}

impl Services {
    /// The address that is set for a search service.
    pub fn search_address(&self, service: SearchService) -> Option<&str> {
        let address = match service {
            SearchService::Wikipedia => &self.wikipedia,
            SearchService::Searxng => &self.searxng,
            SearchService::Tavily => &self.tavily,
            SearchService::Brave => &self.brave,
            SearchService::Jina => &self.jina,
            SearchService::Model => &None,
        };
        address.as_deref()
    }

    /// The services that search, in their order, without keys.
    pub fn search_sources(&self) -> Vec<SearchSource> {
        let chosen = self.search.iter().flatten();
        let chosen = chosen.filter_map(|id| SearchService::named(id));
        let mut sources: Vec<_> = chosen
            .map(|service| {
                let source = SearchSource::new(service);
                let address = self.search_address(service).map(str::to_string);
                SearchSource {
                    address: address.unwrap_or(source.address.clone()),
                    ..source
                }
            })
            .collect();
        if sources.is_empty() {
            let wikipedia = SearchSource::new(SearchService::Wikipedia);
            sources.push(SearchSource {
                address: self.wikipedia.clone().unwrap_or(wikipedia.address.clone()),
                ..wikipedia
            });
        }
        sources
    }
}

/// The look of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What is logged: this level and those above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// Only what failed.
    Error,
    /// And what is doubtful.
    #[default]
    Warn,
    /// And what happens.
    Info,
    /// And how.
    Debug,
    /// And everything else.
    Trace,
}

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {}", self.told())]
pub struct SettingsError {
    /// The field of [`Settings`], such as `base_url` or `services.reader`.
    pub field: String,
    /// What it holds, at most 60 characters of it; empty where that is for nobody's eyes.
    pub value: String,
    /// What it may hold, and what to do, for the user who sees the value.
    pub problem: String,
}

impl SettingsError {
    /// What it holds and may hold.
    pub fn told(&self) -> String {
        match self.value.as_str() {
            "" => self.problem.clone(),
            value => format!("{value} cannot be used. {}", self.problem),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        let provider = &PROVIDERS[0];
        let options = AgentOptions::default();
        Self {
            provider: provider.id.into(),
            base_url: provider.base_url.into(),
            model: provider.model.into(),
            format: provider.format,
            act: provider.act,
            temperature: None,
            max_tokens: None,
            silence_seconds: PATIENCE.as_secs(),
            remember_key: false,
            max_steps: options.max_steps,
            execution_seconds: Limits::default().execution.as_secs(),
            tool_seconds: options.tool_timeout.as_secs(),
            limits: LimitSettings::default(),
            work: WorkSettings::default(),
            answer: AnswerSettings::default(),
            instructions: String::new(),
            services: Services::default(),
            permissions: BTreeMap::new(),
            theme: Theme::default(),
            language: String::new(),
            log_level: LogLevel::default(),
        }
    }
}

impl Settings {
    /// The limits of the sandbox under these settings.
    pub fn limits(&self) -> Limits {
        Limits {
            execution: Duration::from_secs(self.execution_seconds),
            ..self.limits.limits()
        }
    }

    /// How long the provider may say nothing under these settings.
    pub fn patience(&self) -> Duration {
        Duration::from_secs(self.silence_seconds)
    }

    /// How the provider is reached under these settings, and what it is asked for. The browser's own
    /// model is reached otherwise.
    pub fn model_config(&self, api_key: Option<ApiKey>) -> ModelConfig {
        ModelConfig {
            format: self.format,
            base_url: self.base_url.clone(),
            api_key,
            model: self.model.clone(),
            temperature: self.temperature,
            max_tokens: self.max_tokens,
            act: self.act,
            patience: self.patience(),
        }
    }

    /// Whether the browser's own model is asked, which has no address and no key.
    pub fn is_built_in(&self) -> bool {
        self.provider == BUILT_IN
    }

    /// How the agent works under these settings.
    pub fn agent_options(&self) -> AgentOptions {
        let options = AgentOptions {
            max_steps: self.max_steps,
            tool_timeout: Duration::from_secs(self.tool_seconds),
            instructions: self.instructions.clone(),
            ..AgentOptions::default()
        };
        self.answer.put_into(self.work.put_into(options))
    }
}

impl Theme {
    /// All of them, in the order they are offered.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// Its name in storage.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of this name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|theme| theme.name().eq_ignore_ascii_case(name.trim()))
    }
}

impl LogLevel {
    /// All of them, the quietest first.
    pub const ALL: [LogLevel; 5] = [
        LogLevel::Error,
        LogLevel::Warn,
        LogLevel::Info,
        LogLevel::Debug,
        LogLevel::Trace,
    ];

    /// Its name in storage and in the page's address.
    pub fn name(self) -> &'static str {
        match self {
            LogLevel::Error => "error",
            LogLevel::Warn => "warn",
            LogLevel::Info => "info",
            LogLevel::Debug => "debug",
            LogLevel::Trace => "trace",
        }
    }

    /// The level of this name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|level| level.name().eq_ignore_ascii_case(name.trim()))
    }
}

/// The stored settings; the defaults where there are none yet.
///
/// # Errors
/// [`StoreError`] when the store or the record cannot be read. The user is told, and
/// [`StoredSettings::default`] takes their place.
pub async fn load(store: &dyn RecordStore) -> Result<StoredSettings, StoreError> {
    match store.get(KEY).await? {
        Some(text) => versioned::read(KEY, &text),
        None => Ok(StoredSettings::default()),
    }
}

/// Stores the settings.
///
/// # Errors
/// [`StoreError`] when the store cannot be written.
pub async fn save(store: &dyn RecordStore, settings: &Settings) -> Result<(), StoreError> {
    let value = versioned::write(KEY, &StoredSettings::from(settings))?;
    let key = KEY.into();
    store.commit(vec![Change::Put { key, value }]).await
}
