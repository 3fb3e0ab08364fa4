//! The agent for JavaScript: `Agent`, described in docs/embedding.md. What crosses is plain data;
//! what fails is an `Error` with a stable `code`.

mod checks;
mod errors;
mod journal;
mod options;
mod person;
mod steps;
mod tools;

use std::cell::RefCell;
use std::rc::Rc;

use futures::future::{AbortHandle, Abortable};
use futures::lock::Mutex;
use js_sys::{Array, Promise};
use micropython_agent::agent::{self, Event, Parts, Transcript};
use micropython_agent::model::{ApiKey, ModelConfig, RemoteModel};
use micropython_agent::platform::clock::Clock;
use micropython_agent::sandbox::Artifact;
use micropython_agent::sandbox::supervisor::Supervisor;
use micropython_agent::storage::settings::Settings;
use micropython_agent::tools::{Toolbox, default_toolbox};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use self::checks::FunctionCheck;
use self::errors::{plain, thrown};
use self::journal::ListeningJournal;
use self::options::Options;
use crate::browser::charsets::BrowserCharsets;
use crate::browser::clock::BrowserClock;
use crate::browser::fetch::BrowserHttp;
use crate::browser::worker_link::FrameSpawner;
use crate::session::permitted;

pub use self::options::{function, known_fields, value};
pub use self::tools::definition_of;

/// An agent at work on a conversation, with a Python session of its own.
#[wasm_bindgen]
pub struct Agent {
    /// Steps wait for one another.
    agent: Rc<Mutex<agent::Agent>>,
    journal: Rc<ListeningJournal>,
    inbox: agent::Inbox,
    /// The tools of every conversation, if they are wanted, and what they have fetched.
    standard: Toolbox,
    /// Of the step under way.
    stop: Rc<RefCell<Option<AbortHandle>>>,
}

#[wasm_bindgen]
impl Agent {
    /// An agent for a first question.
    ///
    /// # Errors
    /// An `Error` with a code, for options and settings that cannot be used.
    pub fn create(goal: String, options: JsValue) -> Result<Agent, JsValue> {
        Self::build(Vec::new(), Some(goal), &options)
    }

    /// An agent that goes on with a conversation, given as the events that `onEvent` was told.
    ///
    /// # Errors
    /// As `create`, and for what is not an event.
    pub fn resume(events: Array, options: JsValue) -> Result<Agent, JsValue> {
        Self::build(journal::events_from(&events)?, None, &options)
    }

    /// One step: the model writes, its code runs with these tools, the observation is kept.
    /// Resolves to the answer, `{value, text}`, or `null` while there is none. With
    /// `{canStop: false}` no answer is accepted in this step.
    ///
    /// # Errors
    /// An `Error` with a code, for tools that cannot be offered.
    pub fn step(&self, tools: JsValue, options: JsValue) -> Result<Promise, JsValue> {
        let can_stop = options::can_stop(&options)?;
        let tools = self.toolbox(&tools)?;
        Ok(self.unless_stopped(async move |agent: &mut agent::Agent| {
            let answer = agent.step_where(&tools, can_stop).await.map_err(thrown)?;
            match answer {
                Some(answer) => steps::to_js(&answer),
                None => Ok(JsValue::NULL),
            }
        }))
    }

    /// Steps until the run ends by itself. Resolves to how it ended, such as
    /// `{type: "answered", answer: {value, text}}`.
    ///
    /// # Errors
    /// As `step`.
    pub fn run(&self, tools: JsValue) -> Result<Promise, JsValue> {
        let tools = self.toolbox(&tools)?;
        Ok(self.unless_stopped(async move |agent: &mut agent::Agent| {
            steps::to_js(&agent.run(&tools).await)
        }))
    }

    /// The next question in the same conversation and Python session.
    pub fn ask(&self, question: String) -> Promise {
        self.unless_stopped(async move |agent: &mut agent::Agent| {
            agent.ask(question).await;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Attaches a text to the next question or step: the model sees how it begins, Python has it as
    /// `artifacts[name]`. One of the same name is replaced.
    pub fn attach(&self, name: String, text: String) -> Promise {
        self.unless_stopped(async move |agent: &mut agent::Agent| {
            let attached = Artifact::new(&name, text).and_then(|text| agent.attach(text));
            attached.map_err(thrown)?;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// The texts that were attached and that code has made, as they stand after the last step:
    /// `{name, text}`.
    ///
    /// # Errors
    /// An `Error` when they cannot be handed over.
    #[wasm_bindgen(js_name = getArtifacts)]
    pub fn get_artifacts(&self) -> Result<JsValue, JsValue> {
        self.journal.read(|transcript| {
            let artifacts = transcript.artifacts();
            steps::to_js(&artifacts.iter().collect::<Vec<_>>())
        })
    }

    /// Leaves a message for the agent at work: its next step reads it.
    pub fn steer(&self, text: String) {
        self.inbox.add(text, agent::Turn::NextStep);
    }

    /// Stops the step under way at once: its promise rejects with the code `agent.stopped`. The next
    /// step takes the work up again.
    pub fn stop(&self) {
        if let Some(stop) = self.stop.borrow_mut().take() {
            stop.abort();
        }
    }

    /// The steps of the present run, also of one under way.
    ///
    /// # Errors
    /// An `Error` when they cannot be handed over.
    #[wasm_bindgen(js_name = getSteps)]
    pub fn get_steps(&self) -> Result<JsValue, JsValue> {
        self.journal
            .read(|transcript| steps::to_js(&steps::of(transcript)))
    }

    /// All events of the conversation, for `Agent.resume`.
    ///
    /// # Errors
    /// An `Error` when they cannot be handed over.
    #[wasm_bindgen(js_name = getEvents)]
    pub fn get_events(&self) -> Result<JsValue, JsValue> {
        steps::to_js(&self.journal.events())
    }
}

impl Agent {
    fn build(
        events: Vec<Event>,
        goal: Option<String>,
        options: &JsValue,
    ) -> Result<Agent, JsValue> {
        let options = Options::from_js(options)?;
        let settings = options.settings;
        let window = web_sys::window().ok_or_else(|| plain("this is not a page"))?;
        let clock: Rc<dyn Clock> = Rc::new(BrowserClock::new(&window)?);
        let spawner = Rc::new(FrameSpawner::new(window)?);
        let mut supervisor = Supervisor::new(spawner, clock.clone(), settings.limits());
        supervisor.prepare();
        let http = Rc::new(BrowserHttp);
        let model = RemoteModel::new(http.clone(), clock.clone(), config(&settings, options.key))
            .map_err(thrown)?;
        let transcript = Transcript::of(&events);
        let journal = Rc::new(ListeningJournal::new(events, options.on_event));
        let parts = Parts {
            model: Rc::new(model),
            runner: Box::new(supervisor),
            http,
            person: Rc::new(options.person),
            charsets: Rc::new(BrowserCharsets),
            clock,
            journal: journal.clone(),
        };
        let work = settings.agent_options();
        let mut agent = match goal {
            Some(goal) => agent::Agent::create(goal, parts, work),
            None => agent::Agent::resume(transcript, parts, work),
        };
        for check in options.checks {
            agent.check_answers(Rc::new(FunctionCheck(check)));
        }
        Ok(Self {
            inbox: agent.inbox(),
            agent: Rc::new(Mutex::new(agent)),
            journal,
            standard: if options.standard_tools {
                permitted(default_toolbox(&options.services), &settings)
            } else {
                Toolbox::default()
            },
            stop: Rc::default(),
        })
    }

    fn toolbox(&self, tools: &JsValue) -> Result<Toolbox, JsValue> {
        tools::with_tools(&self.standard, tools)
    }

    /// The work as a promise, once the work before it is done. Stopping ends the run, too.
    fn unless_stopped<Work>(&self, work: Work) -> Promise
    where
        Work: AsyncFnOnce(&mut agent::Agent) -> Result<JsValue, JsValue> + 'static,
    {
        let (agent, stop) = (self.agent.clone(), self.stop.clone());
        future_to_promise(async move {
            let mut agent = agent.lock().await;
            let (handle, registration) = AbortHandle::new_pair();
            stop.replace(Some(handle));
            let done = Abortable::new(work(&mut agent), registration).await;
            stop.replace(None);
            match done {
                Ok(result) => result,
                Err(_) => {
                    agent.stop().await;
                    Err(errors::stopped())
                }
            }
        })
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        self.stop();
    }
}

fn config(settings: &Settings, api_key: Option<ApiKey>) -> ModelConfig {
    ModelConfig {
        format: settings.format,
        base_url: settings.base_url.clone(),
        api_key,
        model: settings.model.clone(),
        temperature: settings.temperature,
        max_tokens: settings.max_tokens,
        act: settings.act,
        patience: settings.patience(),
    }
}
