//! The agent behind the JavaScript class: it belongs to the part of the program that is loaded for
//! the first agent.

use std::cell::RefCell;
use std::rc::Rc;

use futures::future::{AbortHandle, Abortable};
use futures::lock::Mutex;
use js_sys::{Array, Promise, Uint8Array};
use micropython_agent::agent::{self, AgentOptions, Parts, Transcript};
use micropython_agent::platform::clock::Clock;
use micropython_agent::sandbox::supervisor::Supervisor;
use micropython_agent::sandbox::{Artifact, CodeRunner};
use micropython_agent::storage::archive::Single;
use micropython_agent::tools::{Toolbox, default_toolbox};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use super::checks::FunctionCheck;
use super::errors::{self, plain, thrown};
use super::journal::{self, ListeningJournal};
use super::keeping::{Keeping, Kept};
use super::model::model;
use super::options::{self, Options};
use super::{EmbeddedAgent, steps, tools};
use crate::browser::charsets::BrowserCharsets;
use crate::browser::clock::BrowserClock;
use crate::browser::fetch::BrowserHttp;
use crate::browser::json::to_js;
use crate::browser::worker_link::FrameSpawner;
use crate::session::permitted;

/// An agent at work on a conversation, with a Python session of its own.
pub struct WorkingAgent {
    /// Steps wait for one another.
    agent: Rc<Mutex<agent::Agent>>,
    journal: Rc<ListeningJournal>,
    inbox: agent::Inbox,
    /// What a store has of it.
    kept: Option<Rc<Kept>>,
    clock: Rc<dyn Clock>,
    /// How it works, unless a run is told otherwise.
    options: AgentOptions,
    /// The tools of every conversation, if they are wanted, and what they have fetched.
    standard: Toolbox,
    /// Of the step under way.
    stop: Rc<RefCell<Option<AbortHandle>>>,
}

impl EmbeddedAgent for WorkingAgent {
    fn step(&self, tools: &JsValue, options: &JsValue) -> Result<Promise, JsValue> {
        let can_stop = options::can_stop(options)?;
        let options = self.options.clone();
        let tools = self.toolbox(tools)?;
        Ok(self.unless_stopped(async move |agent: &mut agent::Agent| {
            // A run before it may have had others.
            agent.configure(options);
            let answer = agent.step_where(&tools, can_stop).await.map_err(thrown)?;
            match answer {
                Some(answer) => to_js(&answer),
                None => Ok(JsValue::NULL),
            }
        }))
    }

    fn run(&self, tools: &JsValue, options: &JsValue) -> Result<Promise, JsValue> {
        let options = AgentOptions {
            can_stop: options::can_stop(options)?,
            ..self.options.clone()
        };
        let tools = self.toolbox(tools)?;
        Ok(self.unless_stopped(async move |agent: &mut agent::Agent| {
            agent.configure(options);
            to_js(&agent.run(&tools).await)
        }))
    }

    fn ask(&self, question: String) -> Promise {
        self.unless_stopped(async move |agent: &mut agent::Agent| {
            agent.ask(question).await;
            Ok(JsValue::UNDEFINED)
        })
    }

    fn attach(&self, name: String, text: String) -> Promise {
        self.unless_stopped(async move |agent: &mut agent::Agent| {
            let attached = Artifact::new(&name, text).and_then(|text| agent.attach(text));
            attached.map_err(thrown)?;
            Ok(JsValue::UNDEFINED)
        })
    }

    fn artifacts(&self) -> Result<JsValue, JsValue> {
        self.journal.read(|transcript| {
            let artifacts = transcript.artifacts();
            to_js(&artifacts.iter().collect::<Vec<_>>())
        })
    }

    fn raise_limits(&self) -> Promise {
        self.unless_stopped(async move |agent: &mut agent::Agent| {
            agent.raise_limits().await;
            Ok(JsValue::UNDEFINED)
        })
    }

    fn repeat_code(&self) -> Promise {
        self.unless_stopped(async move |agent: &mut agent::Agent| Ok(agent.repeat_code().into()))
    }

    fn snapshot(&self) -> Promise {
        self.unless_stopped(async move |agent: &mut agent::Agent| {
            let snapshot = agent.snapshot();
            Ok(snapshot.map_or(JsValue::UNDEFINED, |snapshot| {
                Uint8Array::from(&*snapshot.to_bytes()).into()
            }))
        })
    }

    fn id(&self) -> Option<String> {
        self.kept.as_ref().map(|kept| kept.id.clone())
    }

    fn steer(&self, text: String) -> Promise {
        let message = agent::Waiting {
            text,
            artifacts: Vec::new(),
            turn: agent::Turn::NextStep,
        };
        let Some(kept) = self.kept.clone() else {
            self.inbox.leave(message);
            return Promise::resolve(&JsValue::UNDEFINED);
        };
        let (inbox, clock) = (self.inbox.clone(), self.clock.clone());
        future_to_promise(async move {
            // Stored first: what takes it in forgets it in the same commit.
            kept.leave(&message, &*clock).await;
            inbox.leave(message);
            Ok(JsValue::UNDEFINED)
        })
    }

    fn stop(&self) {
        if let Some(stop) = self.stop.borrow_mut().take() {
            stop.abort();
        }
    }

    fn steps(&self) -> Result<JsValue, JsValue> {
        self.journal
            .read(|transcript| to_js(&steps::of(transcript)))
    }

    fn events(&self) -> Result<JsValue, JsValue> {
        to_js(&self.journal.events())
    }

    fn export(&self) -> Promise {
        let journal = self.journal.clone();
        self.unless_stopped(async move |agent: &mut agent::Agent| {
            let conversation = Single {
                events: journal.events(),
                waiting: agent.inbox().waiting(),
                session: agent.snapshot(),
            };
            Ok(conversation.write().map_err(thrown)?.into())
        })
    }
}

impl WorkingAgent {
    /// An agent for a first question.
    ///
    /// # Errors
    /// An `Error` with a code, for options and settings that cannot be used.
    pub fn create(
        goal: String,
        options: &JsValue,
        keeping: Option<Keeping>,
    ) -> Result<Self, JsValue> {
        Self::build(Single::default(), Some(goal), options, keeping)
    }

    /// An agent that goes on with a conversation, given as its events.
    ///
    /// # Errors
    /// As `create`, and for what is not an event.
    pub fn resume(events: &Array, options: &JsValue) -> Result<Self, JsValue> {
        let conversation = Single {
            events: journal::events_from(events)?,
            ..Single::default()
        };
        Self::go_on(conversation, options, None)
    }

    /// An agent that goes on with the conversation in a file.
    ///
    /// # Errors
    /// As `create`, and for what is no such file.
    pub fn import(text: &str, options: &JsValue) -> Result<Self, JsValue> {
        Self::go_on(Single::read(text).map_err(thrown)?, options, None)
    }

    /// An agent that goes on with a conversation.
    ///
    /// # Errors
    /// As `create`.
    pub fn go_on(
        conversation: Single,
        options: &JsValue,
        keeping: Option<Keeping>,
    ) -> Result<Self, JsValue> {
        Self::build(conversation, None, options, keeping)
    }

    fn build(
        conversation: Single,
        goal: Option<String>,
        options: &JsValue,
        keeping: Option<Keeping>,
    ) -> Result<Self, JsValue> {
        let Single {
            events,
            waiting,
            session,
        } = conversation;
        let options = Options::from_js(options)?;
        if keeping.is_some() && options.session.is_some() {
            return Err(plain("session: a store keeps it by itself"));
        }
        let settings = options.settings;
        let window = web_sys::window().ok_or_else(|| plain("this is not a page"))?;
        let clock: Rc<dyn Clock> = Rc::new(BrowserClock::new(&window)?);
        let spawner = Rc::new(FrameSpawner::new(window)?);
        let mut supervisor = Supervisor::new(spawner, clock.clone(), settings.limits());
        match options.session.or(session) {
            Some(session) => supervisor.carry_over(session),
            None => supervisor.prepare(),
        }
        let transcript = Transcript::of(&events);
        let kept = keeping.map(|keeping| Rc::new(keeping.begin(options.on_store_problem)));
        let runner: Box<dyn CodeRunner> = match &kept {
            Some(kept) => Box::new(kept.runner(supervisor, settings.limits(), &transcript)),
            None => Box::new(supervisor),
        };
        let http = Rc::new(BrowserHttp);
        let model = model(&settings, options.key, http.clone(), clock.clone()).map_err(thrown)?;
        let writer = kept.as_ref().map(|kept| kept.writer.clone());
        let journal = Rc::new(ListeningJournal::new(events, writer, options.on_event));
        let parts = Parts {
            model,
            runner,
            http,
            person: Rc::new(options.person),
            charsets: Rc::new(BrowserCharsets),
            clock: clock.clone(),
            journal: journal.clone(),
        };
        let work = settings.agent_options();
        let mut agent = match goal {
            Some(goal) => agent::Agent::create(goal, parts, work.clone()),
            None => agent::Agent::resume(transcript, parts, work.clone()),
        };
        for message in waiting {
            agent.inbox().leave(message);
        }
        for check in options.checks {
            agent.check_answers(Rc::new(FunctionCheck(check)));
        }
        Ok(Self {
            inbox: agent.inbox(),
            kept,
            clock,
            options: work,
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

impl Drop for WorkingAgent {
    fn drop(&mut self) {
        self.stop();
    }
}
