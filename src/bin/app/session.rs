//! The session: what the page shows and what can be done. Components read its signals and call its
//! operations; everything that happens, happens behind it. The adapters are built in one place,
//! [`Adapters`].

pub mod about;
mod adapters;
pub mod archive;
mod artifacts;
pub mod connection;
mod desk;
mod diagrams;
mod drafts;
pub mod folder;
mod forgetting;
pub mod inspecting;
mod journal;
mod keeping;
mod keys;
pub mod labels;
pub mod language;
mod library;
mod model;
mod past;
pub mod person;
mod preferences;
mod remembered;
mod runner;
pub mod searching;
mod service_keys;
mod settings_file;
pub mod storage;
pub mod sync;
pub mod templates;
mod tokenizer;
pub mod view;

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use micropython_agent::agent::{PersonAnswer, Prices, Turn, Waiting};
use micropython_agent::model::ApiKey;
use micropython_agent::platform::http;
use micropython_agent::sandbox::Artifact;
pub use micropython_agent::storage::conversation::Summary;
use micropython_agent::storage::provider::Provider;
use micropython_agent::storage::settings::{LogLevel, Settings, Theme};
use micropython_agent::storage::templates::Template;
use tracing::level_filters::LevelFilter;

pub use self::adapters::{Adapters, permitted, services_of};
use self::archive::ToShare;
pub use self::desk::load_agent;
use self::desk::{Desk, Task};
pub use self::drafts::{Composed, Edited};
use self::folder::ChosenFolder;
pub use self::library::Deletion;
pub use self::past::TakingBack;
pub use self::preferences::KeyChange;
pub use self::runner::TunedRunner;
use self::searching::Searching;
use self::service_keys::ServiceKeys;
use self::storage::{Quota, StorageProblem};
use self::sync::SharedStore;
pub use self::tokenizer::LazyTokenizer;
use self::view::ConversationView;
use crate::browser::folder::Folder;
use crate::browser::offline::NewVersion;
use crate::browser::tabs::News;
use crate::browser::{log, page, reach};
use crate::texts::{self, Language};

pub use crate::browser::log::LogLine;
pub use crate::browser::page::{Place, place_of};

/// A handle on the session. Copies are the same session.
#[derive(Clone, Copy)]
pub struct Session {
    /// The conversation on the screen.
    pub current: RwSignal<ConversationView>,
    /// Whether a stored conversation is being opened.
    pub loading: RwSignal<bool>,
    /// The conversation that was deleted last, while that can be undone.
    pub deleted: RwSignal<Option<Deletion>>,
    /// The conversation that was just taken back, while that can be undone with a click.
    pub taken_back: RwSignal<Option<String>>,
    /// What is not being stored, if so.
    pub storage_problem: RwSignal<StorageProblem>,
    /// How much is stored, once that was asked.
    pub quota: RwSignal<Option<Quota>>,
    /// The store that the user's devices share, if there is one.
    pub shared: RwSignal<Option<SharedStore>>,
    /// The folder that conversations are merged with, if there is one.
    pub folder: RwSignal<Option<ChosenFolder>>,
    /// Why merging by itself did not work, until that was read.
    pub merge_problem: RwSignal<Option<String>>,
    /// What is being searched for in all conversations.
    pub search: Searching,
    /// A file to be sent that leaves things out, until the person has said whether to save it.
    pub to_share: RwSignal<Option<ToShare>>,
    /// What was done, told for a moment.
    pub told: RwSignal<Option<String>>,
    /// Whether a key alone may be a command.
    pub single_keys: RwSignal<bool>,
    /// The prompt templates, once they were read.
    pub templates: RwSignal<Option<Vec<Template>>>,
    /// Why they could not be read, if so.
    pub templates_problem: RwSignal<Option<String>>,
    /// What happened to the conversation on the screen that the user did not do here, if so.
    pub notice: RwSignal<Option<&'static str>>,
    /// A question that could not be begun, until the composer has it again.
    pub given_back: RwSignal<Option<(String, Vec<Artifact>)>>,
    /// A new version of the page that waits, if there is one.
    pub update: RwSignal<Option<NewVersion>, LocalStorage>,
    /// The settings in force.
    pub settings: RwSignal<Settings>,
    /// Why the stored settings cannot be used, a line for each reason, until others are saved.
    pub settings_problem: RwSignal<Option<String>>,
    /// The language that the page speaks: what shows texts is built anew when it changes.
    pub language: RwSignal<&'static Language>,
    /// Whether this browser has a model of its own.
    pub has_built_in_model: RwSignal<bool>,
    key: RwSignal<Option<ApiKey>>,
    service_keys: RwSignal<ServiceKeys>,
    summaries: RwSignal<Vec<Summary>>,
    adapters: StoredValue<Rc<Adapters>, LocalStorage>,
    desks: StoredValue<Vec<Rc<Desk>>, LocalStorage>,
    asked_to_persist: StoredValue<bool>,
    /// Whether the site is to be kept on the device, whatever conversations there are.
    worth_keeping: RwSignal<bool>,
    folder_handle: StoredValue<Option<Folder>, LocalStorage>,
    merge_planned: StoredValue<Option<TimeoutHandle>>,
    /// What was said of merging last.
    merge_problem_told: StoredValue<Option<String>>,
}

/// How long is told what was done.
const TELLING: Duration = Duration::from_secs(6);

/// A question cannot be asked before a provider, a model and, where needed, a key are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotReady;

impl Session {
    /// A session over these adapters, with a new conversation.
    pub fn new(adapters: Adapters) -> Self {
        let session = Self {
            current: RwSignal::new(ConversationView::empty()),
            loading: RwSignal::new(false),
            deleted: RwSignal::new(None),
            taken_back: RwSignal::new(None),
            storage_problem: RwSignal::new(StorageProblem {
                conversations: adapters.storage_problem.clone(),
                python: None,
            }),
            quota: RwSignal::new(None),
            shared: RwSignal::new(adapters.shared.clone()),
            folder: RwSignal::new(None),
            merge_problem: RwSignal::new(None),
            search: Searching::none(),
            to_share: RwSignal::new(None),
            told: RwSignal::new(None),
            single_keys: RwSignal::new(true),
            templates: RwSignal::new(None),
            templates_problem: RwSignal::new(None),
            notice: RwSignal::new(None),
            given_back: RwSignal::new(None),
            update: RwSignal::new_local(None),
            settings: RwSignal::new(adapters.settings.clone()),
            settings_problem: RwSignal::new(adapters.settings_problem.clone()),
            language: RwSignal::new(texts::language()),
            has_built_in_model: RwSignal::new(false),
            key: RwSignal::new(adapters.key.clone()),
            service_keys: RwSignal::new(adapters.service_keys.clone()),
            summaries: RwSignal::new(Vec::new()),
            adapters: StoredValue::new_local(Rc::new(adapters)),
            desks: StoredValue::new_local(Vec::new()),
            asked_to_persist: StoredValue::new(false),
            worth_keeping: RwSignal::new(false),
            folder_handle: StoredValue::new_local(None),
            merge_planned: StoredValue::new(None),
            merge_problem_told: StoredValue::new(None),
        };
        session.apply_log_level();
        session.keep_language();
        session.list_conversations();
        session.read_single_keys();
        session.listen_to_leaving();
        session.listen_to_tabs();
        session.keep_address();
        session.take_up_folder();
        session.merge_soon();
        session.keep_site();
        session
    }

    // What the page shows.

    /// Whether the agent is at work on the conversation on the screen.
    pub fn working(&self) -> bool {
        self.current.get().working.get()
    }

    /// Whether another tab is at work on the conversation on the screen.
    pub fn elsewhere(&self) -> bool {
        self.current.get().elsewhere.get()
    }

    /// Whether the conversation on the screen has been begun.
    pub fn has_runs(&self) -> bool {
        self.current.get().runs.with(|runs| !runs.is_empty())
    }

    /// The title of the conversation on the screen.
    pub fn title(&self) -> String {
        let id = self.current.get().id.get();
        let titled = self.summaries.with(|summaries| {
            let found = summaries.iter().find(|summary| summary.id == id);
            found.map(|summary| summary.title.clone())
        });
        titled.unwrap_or_else(|| texts::common::new_question().into())
    }

    /// Whether a question can be asked of a model.
    pub fn ready(&self) -> bool {
        let has_key = self.has_key();
        self.settings.with(|settings| {
            let has_address = settings.is_built_in() || !settings.base_url.is_empty();
            let complete = has_address && !settings.model.is_empty();
            complete && (has_key || !needs_key(settings))
        })
    }

    /// Has a sandbox started in the background, for the next conversation.
    pub fn prepare_sandbox(&self) {
        self.adapters
            .with_value(|adapters| adapters.prepare_sandbox());
    }

    /// The model's name, if one is chosen.
    pub fn model_name(&self) -> Option<String> {
        self.settings
            .with(|settings| (!settings.model.is_empty()).then(|| settings.model.clone()))
    }

    /// The host that the key is sent to, with its port if it has one.
    pub fn provider_host(&self) -> Option<String> {
        let origin = self
            .settings
            .with(|settings| http::origin(&settings.base_url))
            .ok()?;
        origin.split_once("://").map(|(_, host)| host.to_string())
    }

    /// Whether there is a key.
    pub fn has_key(&self) -> bool {
        self.key.with(Option::is_some)
    }

    /// Whether the provider asks for a key, and there is none.
    pub fn lacks_key(&self) -> bool {
        !self.has_key() && self.settings.with(needs_key)
    }

    /// Whether the provider cannot be reached because this device is offline.
    pub fn is_offline(&self) -> bool {
        self.settings
            .with_untracked(|settings| reach::is_offline(&settings.base_url))
    }

    /// The most steps one question may take.
    pub fn max_steps(&self) -> u32 {
        self.settings.with(|settings| settings.max_steps)
    }

    /// What tokens cost, if the user has said so.
    pub fn prices(&self) -> Option<Prices> {
        self.settings.with(|settings| settings.work.prices())
    }

    /// The key as it may be shown, masked, if there is one.
    pub fn masked_key(&self) -> Option<String> {
        self.key.with(|key| key.as_ref().map(ToString::to_string))
    }

    /// The look, from the page's address (`?theme=`) or the settings.
    pub fn theme(&self) -> Theme {
        let chosen = self.settings.with(|settings| settings.theme);
        let asked = page::query_parameter("theme").and_then(|name| Theme::named(&name));
        asked.unwrap_or(chosen)
    }

    /// Milliseconds since the Unix epoch.
    pub fn now_ms(&self) -> u64 {
        self.adapters
            .with_value(|adapters| adapters.clock.unix_ms())
    }

    /// Takes the question from the page's address, `?q=`: a reload does not ask it again.
    pub fn take_initial_question(&self) -> Option<String> {
        let question = page::query_parameter("q")?;
        page::forget_query_parameter("q");
        Some(question)
    }

    /// The lines of the log, oldest first.
    pub fn log_lines(&self) -> Vec<LogLine> {
        log::lines()
    }

    /// The level of the log, in words.
    pub fn log_level(&self) -> String {
        log::level().to_string()
    }

    // What can be done.

    /// Whether the agent is at work in this tab, on whatever conversation, or code in a console.
    pub fn at_work_anywhere(&self) -> bool {
        self.desks.with_value(|desks| {
            desks.iter().any(|desk| {
                desk.view.working.get_untracked() || desk.view.console_running.get_untracked()
            })
        })
    }

    /// Finds out whether this browser has a model of its own.
    pub fn look_for_built_in_model(&self) {
        let session = *self;
        leptos::task::spawn_local(async move {
            let is_there = crate::browser::built_in_model::is_available().await;
            session.has_built_in_model.set(is_there);
        });
    }

    /// Asks a question in the conversation on the screen; a recording stays as it is, and the
    /// question begins a conversation of its own.
    ///
    /// # Errors
    /// [`NotReady`], and nothing happens.
    pub fn ask(&self, question: String, artifacts: Vec<Artifact>) -> Result<(), NotReady> {
        if !untrack(|| self.ready()) {
            return Err(NotReady);
        }
        if self.current.with_untracked(|current| current.recording) {
            self.current.set(ConversationView::empty());
        }
        let desk = self.desk_of_current();
        desk.work(*self, Task::Ask(question.trim().to_string(), artifacts));
        Ok(())
    }

    /// Stops the work on the conversation on the screen, whatever it is doing.
    pub fn stop(&self) {
        let current = self.current.get_untracked();
        if let Some(desk) = self.desk_of(&current.id.get_untracked()) {
            desk.stop();
        }
    }

    /// Leaves a message for the agent at work on the conversation on the screen.
    pub fn add(&self, text: String, artifacts: Vec<Artifact>, turn: Turn) {
        let message = Waiting {
            text: text.trim().to_string(),
            artifacts,
            turn,
        };
        self.desk_of_current().add(*self, message);
    }

    /// Takes back a message that no step has read yet, by its place.
    pub fn take_back(&self, place: usize) -> Option<Waiting> {
        self.desk_of_current().take_back(*self, place)
    }

    /// Answers what a call waited for when its step was cut off. Once all that waits is answered,
    /// the work goes on.
    pub fn answer(&self, step: u32, call: u32, answer: PersonAnswer) {
        let task = Task::Answer { step, call, answer };
        self.desk_of_current().work(*self, task);
    }

    /// Answers what a call waits for in the tab that is at work on the conversation on the screen.
    pub fn answer_elsewhere(&self, step: u32, call: u32, answer: PersonAnswer) {
        let id = self.current.get_untracked().id.get_untracked();
        let news = News::Answered { step, call, answer };
        self.adapters
            .with_value(|adapters| adapters.tabs.tell(&id, news));
    }

    /// Takes up the last run of the conversation on the screen where it stands.
    pub fn go_on(&self) {
        let desk = self.desk_of_current();
        let task = if desk.view.recording {
            Task::Tour
        } else {
            Task::GoOn
        };
        desk.work(*self, task);
    }

    /// Runs the code again that was cut off in the conversation on the screen, and goes on from there.
    pub fn repeat_code(&self) {
        self.desk_of_current().work(*self, Task::RepeatCode);
    }

    /// Plays the recorded tour in a conversation of its own.
    pub fn start_tour(&self) {
        self.keep_site_for_use();
        let view = ConversationView {
            recording: true,
            ..ConversationView::empty()
        };
        self.current.set(view);
        self.desk_of_current().work(*self, Task::Tour);
    }

    /// Tells for a moment what was done.
    pub fn tell(&self, what: String) {
        let told = self.told;
        told.set(Some(what.clone()));
        set_timeout(
            move || {
                // Something else may have been told meanwhile.
                if told.with_untracked(|it| it.as_ref() == Some(&what)) {
                    told.set(None);
                }
            },
            TELLING,
        );
    }

    /// Puts text on the clipboard. False if the browser refuses.
    pub async fn copy(&self, text: String) -> bool {
        match page::copy(&text).await {
            Ok(()) => true,
            Err(reason) => {
                tracing::warn!(reason, "could not copy");
                false
            }
        }
    }

    /// Changes from light to dark or back, whatever decided it so far.
    pub fn toggle_theme(&self) {
        let dark = match self.settings.with_untracked(|settings| settings.theme) {
            Theme::System => page::prefers_dark(),
            Theme::Light => false,
            Theme::Dark => true,
        };
        let theme = if dark { Theme::Light } else { Theme::Dark };
        self.settings.update(|settings| settings.theme = theme);
        self.store_settings();
    }

    /// Puts the level in force that the page's address (`?log=`) or the settings name.
    fn apply_log_level(&self) {
        let chosen = self.settings.with_untracked(|settings| settings.log_level);
        let asked = page::query_parameter("log").and_then(|name| LogLevel::named(&name));
        log::set_level(match asked.unwrap_or(chosen) {
            LogLevel::Error => LevelFilter::ERROR,
            LogLevel::Warn => LevelFilter::WARN,
            LogLevel::Info => LevelFilter::INFO,
            LogLevel::Debug => LevelFilter::DEBUG,
            LogLevel::Trace => LevelFilter::TRACE,
        });
    }
}

/// Whether the provider at this address is one that asks for a key.
fn needs_key(settings: &Settings) -> bool {
    Provider::find(&settings.provider).is_some_and(|provider| {
        provider.needs_key && http::origin(provider.base_url) == http::origin(&settings.base_url)
    })
}
