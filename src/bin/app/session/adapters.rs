//! The composition point: every adapter between the library and the browser is built here.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures::future::{Either, select};
use leptos::prelude::RwSignal;
use leptos::task::spawn_local;
use micropython_agent::agent::{Journal, Parts};
use micropython_agent::model::inspector::{InspectedHttp, Inspector};
use micropython_agent::model::recorded::{Pace, RecordedModel};
use micropython_agent::model::{
    Act, ApiKey, ChatModel, ModelConfig, ModelError, PATIENCE, RemoteModel, WireFormat,
};
use micropython_agent::platform::clock::Clock;
use micropython_agent::platform::http::HttpClient;
use micropython_agent::platform::recorded::RecordedFallback;
use micropython_agent::platform::store::{MemoryStore, RecordStore, StoreError};
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::supervisor::{Supervisor, WorkerSpawner};
use micropython_agent::storage::conversation::Conversations;
use micropython_agent::storage::settings::Settings;
use micropython_agent::storage::snapshots::Snapshots;
use micropython_agent::tools::{Nobody, Person, ServiceSettings, Toolbox, default_toolbox};
use micropython_agent::tour;

use super::inspecting::MODELS;
use super::model::ConfiguredModel;
use super::preferences;
use super::runner::{Adjustable, TunedRunner, start_sandbox};
use super::service_keys::{self, ServiceKeys};
use super::sync::{self, SharedStore};
use super::tokenizer::LazyTokenizer;
use crate::browser::charsets::BrowserCharsets;
use crate::browser::clock::BrowserClock;
use crate::browser::fetch::BrowserHttp;
use crate::browser::indexed_db::IndexedDbStore;
use crate::browser::js_error::describe;
use crate::browser::page;
use crate::browser::tabs::Tabs;
use crate::browser::worker_link::FrameSpawner;

/// How long the browser may take to open its storage before the page goes on without it.
const STORAGE_PATIENCE: Duration = Duration::from_secs(5);

/// The outside world, and what it held when the page was opened.
pub struct Adapters {
    /// Time.
    pub clock: Rc<dyn Clock>,
    /// The network.
    pub http: Rc<dyn HttpClient>,
    /// Records on this device, or in memory where the browser refuses.
    pub store: Rc<dyn RecordStore>,
    /// The conversations in `store`.
    pub conversations: Conversations,
    /// Why `store` is in memory only, if so.
    pub storage_problem: Option<String>,
    /// The settings as stored; the defaults where those cannot be used.
    pub settings: Settings,
    /// Why the stored settings cannot be used, if so.
    pub settings_problem: Option<String>,
    /// The key, if it was to be remembered.
    pub key: Option<ApiKey>,
    /// The remembered keys of the search services.
    pub service_keys: ServiceKeys,
    /// The store that the user's devices share, if it was to be remembered.
    pub shared: Option<SharedStore>,
    /// The limits in force, followed by every conversation's sandbox.
    pub limits: Rc<RefCell<Limits>>,
    /// The other tabs with this page.
    pub tabs: Rc<Tabs>,
    /// What models were sent and answered.
    pub inspector: Rc<Inspector>,
    tokenizer: LazyTokenizer,
    spawner: Rc<dyn WorkerSpawner>,
    /// A sandbox that starts while the user is still typing.
    spare: Rc<RefCell<Option<Box<dyn Adjustable>>>>,
}

/// Where a conversation goes on.
pub struct Place {
    /// Its id.
    pub conversation: String,
    /// The step that left the Python session as the model knows it, if there is one.
    pub step: Option<u32>,
    /// Names the step that is being made.
    pub making: Rc<dyn Fn() -> String>,
    /// Told of each Python session whether it could be stored.
    pub report: Box<dyn Fn(Result<(), StoreError>)>,
}

impl Adapters {
    /// Builds all of them and reads what is stored.
    ///
    /// # Errors
    /// What is missing, when the browser cannot run the sandbox at all.
    pub async fn build() -> Result<Self, String> {
        let window = web_sys::window().ok_or("this is not a page")?;
        if !page::has_promise_integration() {
            return Err("no JavaScript Promise Integration".into());
        }
        let clock: Rc<dyn Clock> =
            Rc::new(BrowserClock::new(&window).map_err(|error| describe(&error))?);
        let spawner = FrameSpawner::new(window).map_err(|error| describe(&error))?;
        let spawner: Rc<dyn WorkerSpawner> = Rc::new(spawner);
        let limits = Rc::new(RefCell::new(Limits::default()));
        let (store, storage_problem) = open_store(&*clock).await;
        let loaded = preferences::load_settings(&*store).await;
        let settings_problem = loaded.as_ref().err().cloned();
        let settings = loaded.unwrap_or_default();
        limits.replace(settings.limits());
        let key = preferences::load_key(&*store, &settings).await;
        let service_keys = service_keys::load(&*store, &settings).await;
        let shared = sync::load(&*store, &settings).await;
        Ok(Self {
            http: Rc::new(BrowserHttp),
            conversations: Conversations::new(store.clone()),
            spare: Rc::default(),
            clock,
            store,
            storage_problem,
            settings,
            settings_problem,
            key,
            service_keys,
            shared,
            limits,
            tabs: Rc::new(Tabs::join()),
            inspector: Rc::default(),
            tokenizer: LazyTokenizer::default(),
            spawner,
        })
    }

    /// Has a sandbox started in the background, unless one is waiting already.
    pub fn prepare_sandbox(&self) {
        if self.spare.borrow().is_some() {
            return;
        }
        let limits = self.limits.borrow().clone();
        let starting = start_sandbox(self.spawner.clone(), self.clock.clone(), limits);
        let spare = self.spare.clone();
        spawn_local(async move {
            match starting.await {
                Ok(sandbox) => {
                    // One that was asked for meanwhile is as good.
                    spare.borrow_mut().get_or_insert(sandbox);
                }
                // Whoever asks a question sees the error.
                Err(error) => tracing::warn!(%error, "the sandbox is not prepared"),
            }
        });
    }

    /// Ends the waiting sandbox, if any, and starts one under the limits in force.
    pub fn renew_sandbox(&self) {
        self.spare.borrow_mut().take();
        self.prepare_sandbox();
    }

    /// What an agent that asks the configured provider works with.
    pub fn parts(
        &self,
        place: Place,
        journal: Rc<dyn Journal>,
        person: Rc<dyn Person>,
        settings: RwSignal<Settings>,
        key: RwSignal<Option<ApiKey>>,
    ) -> Parts {
        let model = self.model(settings, key, place.making.clone());
        self.parts_with(place, Rc::new(model), self.http.clone(), journal, person)
    }

    /// The model that the settings name. `step` names the step that it is asked for.
    pub fn model(
        &self,
        settings: RwSignal<Settings>,
        key: RwSignal<Option<ApiKey>>,
        step: Rc<dyn Fn() -> String>,
    ) -> ConfiguredModel {
        ConfiguredModel {
            http: self.http.clone(),
            inspector: self.inspector.clone(),
            step,
            clock: self.clock.clone(),
            settings,
            key,
            last: RefCell::default(),
            tokenizer: self.tokenizer.clone(),
        }
    }

    /// What an agent that plays the tour works with.
    pub fn tour_parts(&self, place: Place, journal: Rc<dyn Journal>) -> Parts {
        let model = RecordedModel::new(self.clock.clone(), tour::all_recordings(), Pace::default());
        let http = RecordedFallback::new(self.http.clone(), self.clock.clone(), tour::responses());
        self.parts_with(
            place,
            Rc::new(model),
            Rc::new(http),
            journal,
            Rc::new(Nobody),
        )
    }

    /// The tools, at the services that the settings name.
    pub fn toolbox(&self, settings: &Settings, keys: &ServiceKeys) -> Toolbox {
        let mut services = services_of(settings);
        for source in &mut services.search {
            source.key = keys.key_for(source.service, &source.address);
        }
        permitted(default_toolbox(&services), settings)
    }

    /// The names of a provider's models.
    ///
    /// # Errors
    /// [`ModelError`], as the provider or the settings have it.
    pub async fn list_models(
        &self,
        base_url: String,
        format: WireFormat,
        api_key: Option<ApiKey>,
    ) -> Result<Vec<String>, ModelError> {
        let config = ModelConfig {
            format,
            act: Act::default(),
            patience: PATIENCE,
            base_url,
            api_key,
            model: String::new(),
            temperature: None,
            max_tokens: None,
        };
        let http = self.inspected(config.api_key.clone(), MODELS);
        let provider = RemoteModel::new(http, self.clock.clone(), config)?;
        provider.list_models().await
    }

    /// A way to a provider whose calls are kept by this name.
    pub fn inspected(&self, key: Option<ApiKey>, purpose: &'static str) -> Rc<dyn HttpClient> {
        Rc::new(InspectedHttp {
            http: self.http.clone(),
            clock: self.clock.clone(),
            inspector: self.inspector.clone(),
            key,
            step: Rc::new(move || purpose.into()),
        })
    }

    fn parts_with(
        &self,
        place: Place,
        model: Rc<dyn ChatModel>,
        http: Rc<dyn HttpClient>,
        journal: Rc<dyn Journal>,
        person: Rc<dyn Person>,
    ) -> Parts {
        let sandbox = self.spare.borrow_mut().take();
        let sandbox = sandbox.unwrap_or_else(|| {
            let limits = self.limits.borrow().clone();
            Box::new(Supervisor::new(
                self.spawner.clone(),
                self.clock.clone(),
                limits,
            ))
        });
        let snapshots = Snapshots::new(self.store.clone(), place.conversation);
        let limits = self.limits.clone();
        Parts {
            model,
            runner: Box::new(TunedRunner::new(
                sandbox,
                limits,
                snapshots,
                place.step,
                place.report,
            )),
            http,
            person,
            charsets: Rc::new(BrowserCharsets),
            clock: self.clock.clone(),
            journal,
        }
    }
}

/// These tools, each of which may be called as the settings say.
pub fn permitted(tools: Toolbox, settings: &Settings) -> Toolbox {
    let permissions = settings.permissions.iter();
    permissions.fold(tools, |tools, (tool, permission)| {
        tools.permit(tool, *permission)
    })
}

/// The services that the settings name, without keys.
pub fn services_of(settings: &Settings) -> ServiceSettings {
    let default = ServiceSettings::default();
    let services = settings.services.clone();
    ServiceSettings {
        search: services.search_sources(),
        geocoding: services.geocoding.unwrap_or(default.geocoding),
        forecast: services.forecast.unwrap_or(default.forecast),
        reader: services.reader.unwrap_or(default.reader),
        private_pages: services.private_pages.unwrap_or(default.private_pages),
    }
}

/// The browser's storage; memory, and the reason, where it refuses or does not answer.
async fn open_store(clock: &dyn Clock) -> (Rc<dyn RecordStore>, Option<String>) {
    let opening = Box::pin(IndexedDbStore::open());
    let opened = match select(opening, clock.sleep(STORAGE_PATIENCE)).await {
        Either::Left((opened, _)) => opened,
        Either::Right(_) => Err(StoreError::Unavailable {
            reason: "the browser does not answer".into(),
        }),
    };
    match opened {
        Ok(store) => (Rc::new(store), None),
        Err(error) => {
            tracing::warn!(%error, "conversations are kept in memory only");
            (Rc::new(MemoryStore::default()), Some(error.to_string()))
        }
    }
}
