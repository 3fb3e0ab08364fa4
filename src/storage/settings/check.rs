//! Checks raw settings, every field on its own, so that the user sees all that is wrong at once.

use std::collections::BTreeMap;

use super::{
    LogLevel, Services, Settings, SettingsError, StoredAnswerSettings, StoredLimitSettings,
    StoredSettings, StoredWorkSettings, Theme,
};
use crate::model::{Act, WireFormat};
use crate::platform::http;
use crate::storage::provider::{PROVIDERS, Provider};
use crate::tools::Permission;
use crate::tools::search::SearchService;

const MAX_STEPS: u32 = 1_000;
const MAX_SECONDS: u64 = 3_600;
const MAX_INSTRUCTIONS_CHARS: usize = 20_000;
/// <https://www.rfc-editor.org/rfc/rfc5646#section-4.4.1>
const MAX_TAG_CHARS: usize = 35;
/// Characters of a value that a message shows.
const SHOWN_CHARS: usize = 60;

impl StoredSettings {
    /// Settings that can be used. What is missing gets its default; a base URL, model, format or
    /// way to act that is missing gets the provider's.
    ///
    /// # Errors
    /// One [`SettingsError`] for each field that is wrong.
    pub fn check(self) -> Result<Settings, Vec<SettingsError>> {
        let default = Settings::default();
        let mut check = Check::default();
        let provider = self.provider.unwrap_or(default.provider);
        let preset = Provider::find(&provider);
        if preset.is_none() {
            let known = PROVIDERS.map(|provider| provider.id);
            check.fail("provider", quoted(&provider), one_of(&known));
        }
        let (preset_url, preset_model) =
            preset.map_or(("", ""), |preset| (preset.base_url, preset.model));
        let max_steps = self.max_steps.unwrap_or(default.max_steps);
        let settings = Settings {
            base_url: check.base_url(self.base_url.as_deref().unwrap_or(preset_url)),
            model: check.one_line("model", self.model.as_deref().unwrap_or(preset_model)),
            format: match self.format {
                Some(name) => check.named(
                    "format",
                    Some(name),
                    &WireFormat::ALL.map(WireFormat::name),
                    WireFormat::named,
                ),
                None => preset.map_or_else(WireFormat::default, |preset| preset.format),
            },
            act: match self.act {
                Some(name) => check.named("act", Some(name), &Act::ALL.map(Act::name), Act::named),
                None => preset.map_or_else(Act::default, |preset| preset.act),
            },
            temperature: check.temperature(self.temperature),
            max_tokens: check.max_tokens(self.max_tokens),
            silence_seconds: check.within(
                "silence_seconds",
                self.silence_seconds,
                default.silence_seconds,
                MAX_SECONDS,
            ),
            remember_key: self.remember_key.unwrap_or(default.remember_key),
            max_steps: check.between("max_steps", max_steps, (1, MAX_STEPS)),
            execution_seconds: check.within(
                "execution_seconds",
                self.execution_seconds,
                default.execution_seconds,
                MAX_SECONDS,
            ),
            tool_seconds: check.within(
                "tool_seconds",
                self.tool_seconds,
                default.tool_seconds,
                MAX_SECONDS,
            ),
            limits: self.limits.check(&mut check),
            work: self.work.check(&mut check),
            answer: self.answer.check(&mut check, max_steps),
            instructions: check.instructions(self.instructions.unwrap_or_default()),
            services: check.services(self.services),
            permissions: check.permissions(self.permissions),
            theme: check.named(
                "theme",
                self.theme,
                &Theme::ALL.map(Theme::name),
                Theme::named,
            ),
            language: check.language(self.language.unwrap_or_default()),
            log_level: check.named(
                "log_level",
                self.log_level,
                &LogLevel::ALL.map(LogLevel::name),
                LogLevel::named,
            ),
            provider,
        };
        if check.errors.is_empty() {
            Ok(settings)
        } else {
            Err(check.errors)
        }
    }
}

impl From<&Settings> for StoredSettings {
    fn from(settings: &Settings) -> Self {
        Self {
            provider: Some(settings.provider.clone()),
            base_url: Some(settings.base_url.clone()),
            model: Some(settings.model.clone()),
            format: Some(settings.format.name().into()),
            act: Some(settings.act.name().into()),
            temperature: settings.temperature,
            max_tokens: settings.max_tokens,
            silence_seconds: Some(settings.silence_seconds),
            remember_key: Some(settings.remember_key),
            max_steps: Some(settings.max_steps),
            execution_seconds: Some(settings.execution_seconds),
            tool_seconds: Some(settings.tool_seconds),
            limits: StoredLimitSettings::from(&settings.limits),
            work: StoredWorkSettings::from(&settings.work),
            answer: StoredAnswerSettings::from(&settings.answer),
            instructions: Some(settings.instructions.clone()),
            services: settings.services.clone(),
            permissions: {
                let all = settings.permissions.iter();
                let named = all.map(|(tool, permission)| (tool.clone(), permission.name().into()));
                named.collect()
            },
            theme: Some(settings.theme.name().into()),
            language: Some(settings.language.clone()),
            log_level: Some(settings.log_level.name().into()),
        }
    }
}

/// Collects what is wrong.
#[derive(Default)]
pub(super) struct Check {
    errors: Vec<SettingsError>,
}

impl Check {
    /// A field, what it holds, and what it may hold.
    pub(super) fn fail(
        &mut self,
        field: &str,
        value: impl std::fmt::Display,
        problem: impl Into<String>,
    ) {
        self.errors.push(SettingsError {
            field: field.into(),
            value: value.to_string(),
            problem: problem.into(),
        });
    }

    fn base_url(&mut self, given: &str) -> String {
        match given.trim() {
            "" => String::new(),
            address => self.address("base_url", address),
        }
    }

    /// An address that requests are made under: plain, so that a path can be added.
    fn address(&mut self, field: &'static str, given: &str) -> String {
        let address = given.trim().trim_end_matches('/');
        if address.contains(['?', '#']) || http::origin(address).is_err() {
            self.fail(
                field,
                quoted(&without_secrets(address)),
                "This is not a plain web address. It must start with http:// or https://, and have no user name, ? or #.",
            );
        }
        address.into()
    }

    fn services(&mut self, given: Services) -> Services {
        let services = Services {
            search: self.search(given.search),
            geocoding: self.service("services.geocoding", given.geocoding),
            forecast: self.service("services.forecast", given.forecast),
            wikipedia: self.service("services.wikipedia", given.wikipedia),
            searxng: self.service("services.searxng", given.searxng),
            tavily: self.service("services.tavily", given.tavily),
            brave: self.service("services.brave", given.brave),
            jina: self.service("services.jina", given.jina),
            reader: self.reader(given.reader),
            private_pages: given.private_pages,
        };
        let needs_address = SearchService::Searxng.id();
        let chosen = services.search.iter().flatten();
        if services.searxng.is_none() && chosen.into_iter().any(|id| id == needs_address) {
            self.fail(
                "services.searxng",
                "",
                "SearXNG is chosen for searching and has no address. Enter that of an instance, or do not search with it.",
            );
        }
        services
    }

    /// The ids of search services, each once; at least one where any are given.
    fn search(&mut self, given: Option<Vec<String>>) -> Option<Vec<String>> {
        let given = given?;
        let known: Vec<_> = SearchService::ALL
            .iter()
            .map(|service| service.id())
            .collect();
        if given.is_empty() {
            self.fail(
                "services.search",
                "[]",
                "Choose at least one service to search with.",
            );
        }
        for (index, id) in given.iter().enumerate() {
            if !known.contains(&id.as_str()) {
                let known = known.join(", ");
                self.fail(
                    "services.search",
                    quoted(id),
                    format!("There is no such service. The services are {known}."),
                );
            } else if given[..index].contains(id) {
                self.fail(
                    "services.search",
                    quoted(id),
                    "This service is chosen twice. Choose each once.",
                );
            }
        }
        Some(given)
    }

    fn service(&mut self, field: &'static str, given: Option<String>) -> Option<String> {
        let given = given.filter(|address| !address.trim().is_empty())?;
        Some(self.address(field, &given))
    }

    /// Unlike the others, an empty reader has a meaning: none.
    fn reader(&mut self, given: Option<String>) -> Option<String> {
        let given = given?;
        match given.trim() {
            "" => Some(String::new()),
            address => Some(self.address("services.reader", address)),
        }
    }

    fn one_line(&mut self, field: &'static str, given: &str) -> String {
        let text = given.trim();
        if text.chars().any(char::is_control) {
            self.fail(
                field,
                quoted(text),
                "This has a line break or control character in it. Enter it again.",
            );
        }
        text.into()
    }

    fn temperature(&mut self, given: Option<f32>) -> Option<f32> {
        if let Some(value) = given.filter(|value| !(0.0..=2.0).contains(value)) {
            self.fail(
                "temperature",
                value,
                "The temperature must be between 0 and 2. Leave it empty for the provider's own.",
            );
        }
        given
    }

    fn max_tokens(&mut self, given: Option<u32>) -> Option<u32> {
        if given == Some(0) {
            self.fail(
                "max_tokens",
                0,
                "At least 1 token is needed. Leave it empty for the provider's own limit.",
            );
        }
        given
    }

    /// A whole number from 1 to `most`, or the default.
    fn within<Number>(
        &mut self,
        field: &'static str,
        given: Option<Number>,
        default: Number,
        most: Number,
    ) -> Number
    where
        Number: Copy + PartialOrd + From<u8> + std::fmt::Display,
    {
        self.between(field, given.unwrap_or(default), (Number::from(1), most))
    }

    /// A whole number between two bounds, themselves included.
    pub(super) fn between<Number>(
        &mut self,
        field: &'static str,
        value: Number,
        (least, most): (Number, Number),
    ) -> Number
    where
        Number: Copy + PartialOrd + std::fmt::Display,
    {
        if value < least || value > most {
            self.fail(
                field,
                value,
                format!("Enter a whole number from {least} to {most}."),
            );
        }
        value
    }

    /// A number between two bounds, themselves included.
    pub(super) fn number_between(
        &mut self,
        field: &'static str,
        value: f64,
        (least, most): (f64, f64),
    ) -> f64 {
        if !(least..=most).contains(&value) {
            self.fail(
                field,
                value,
                format!("Enter a number from {least} to {most}."),
            );
        }
        value
    }

    /// The default is not kept: it may change.
    fn permissions(&mut self, names: BTreeMap<String, String>) -> BTreeMap<String, Permission> {
        let mut permissions = BTreeMap::new();
        for (tool, name) in names {
            match Permission::named(&name) {
                Some(Permission::Always) => {}
                Some(permission) => {
                    permissions.insert(tool, permission);
                }
                None => self.fail(
                    "permissions",
                    format!("{} for {}", quoted(&name), quoted(&tool)),
                    "A tool may be called \"always\", \"ask\" or \"never\".",
                ),
            }
        }
        permissions
    }

    fn instructions(&mut self, given: String) -> String {
        let chars = given.chars().count();
        if chars > MAX_INSTRUCTIONS_CHARS {
            self.fail(
                "instructions",
                format!("a text of {chars} characters"),
                format!("These are longer than {MAX_INSTRUCTIONS_CHARS} characters. Shorten them."),
            );
        }
        given
    }

    /// The tag of any language: which ones there are, the page knows.
    fn language(&mut self, given: String) -> String {
        let tag = given.trim();
        let is_tag = tag
            .split('-')
            .all(|part| part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if !is_tag || tag.len() > MAX_TAG_CHARS {
            self.fail(
                "language",
                quoted(tag),
                "Enter the tag of a language, such as \"de\" or \"en-GB\".",
            );
        }
        tag.into()
    }

    fn named<Choice: Default>(
        &mut self,
        field: &'static str,
        given: Option<String>,
        known: &[&str],
        find: impl FnOnce(&str) -> Option<Choice>,
    ) -> Choice {
        let Some(name) = given else {
            return Choice::default();
        };
        find(&name).unwrap_or_else(|| {
            self.fail(field, quoted(&name), one_of(known));
            Choice::default()
        })
    }
}

/// What there is to choose from.
pub(super) fn one_of(known: &[&str]) -> String {
    format!("Choose one of {}.", known.join(", "))
}

/// A text as a message shows it.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{:?}", format!("{}…", &text[..end])),
        None => format!("{text:?}"),
    }
}

/// An address without what may be a password or a key in it.
fn without_secrets(address: &str) -> String {
    let (plain, rest) = match address.find(['?', '#']) {
        Some(end) => (&address[..end], "…"),
        None => (address, ""),
    };
    let (scheme, place) = plain.split_once("://").unwrap_or(("", plain));
    match place.rsplit_once('@') {
        Some((_, place)) if scheme.is_empty() => format!("…@{place}{rest}"),
        Some((_, place)) => format!("{scheme}://…@{place}{rest}"),
        None => format!("{plain}{rest}"),
    }
}
