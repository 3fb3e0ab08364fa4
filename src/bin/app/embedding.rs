//! The agent for JavaScript: `Agent`, described in docs/embedding.md. What crosses is plain data;
//! what fails is an `Error` with a stable `code`.

mod checks;
mod errors;
mod journal;
mod keeping;
mod model;
mod options;
mod person;
mod steps;
mod store;
mod tools;
mod working;

use futures::FutureExt;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_split_helpers::wasm_split;

use self::store::load_opening_store;
use self::working::WorkingAgent;
use crate::lazy::LoadError;

pub use self::errors::{error_of, not_loaded, plain, thrown};
pub use self::options::{function, known_fields, value};
pub use self::tools::definition_of;

/// An agent at work on a conversation, with a Python session of its own.
#[wasm_bindgen]
pub struct Agent(Box<dyn EmbeddedAgent>);

/// What an [`Agent`] does, in the part of the program that is loaded for it.
trait EmbeddedAgent {
    fn step(&self, tools: &JsValue, options: &JsValue) -> Result<Promise, JsValue>;
    fn run(&self, tools: &JsValue, options: &JsValue) -> Result<Promise, JsValue>;
    fn ask(&self, question: String) -> Promise;
    fn attach(&self, name: String, text: String) -> Promise;
    fn artifacts(&self) -> Result<JsValue, JsValue>;
    fn raise_limits(&self) -> Promise;
    fn repeat_code(&self) -> Promise;
    fn snapshot(&self) -> Promise;
    fn id(&self) -> Option<String>;
    fn steer(&self, text: String) -> Promise;
    fn stop(&self);
    fn steps(&self) -> Result<JsValue, JsValue>;
    fn events(&self) -> Result<JsValue, JsValue>;
    fn export(&self) -> Promise;
}

/// Where an agent begins.
enum Beginning {
    Goal(String),
    Events(Array),
    File(String),
}

/// Fetches the agent's part of the program; there are no agents before. `agent.js` waits for it.
///
/// # Errors
/// An `Error` with the code `page.not_loaded`, when it cannot be fetched.
#[wasm_bindgen(js_name = loadAgent)]
pub async fn load_agent() -> Result<(), JsValue> {
    // One part, of which each function has to be asked for.
    let loaded = futures::try_join!(load_working(), load_opening_store());
    loaded.map(|_| ()).map_err(not_loaded)
}

#[wasm_split(agent, preload(load_working), fallible)]
fn working(
    beginning: Beginning,
    options: JsValue,
) -> Result<Result<Box<dyn EmbeddedAgent>, JsValue>, LoadError> {
    let agent = match beginning {
        Beginning::Goal(goal) => WorkingAgent::create(goal, &options, None),
        Beginning::Events(events) => WorkingAgent::resume(&events, &options),
        Beginning::File(text) => WorkingAgent::import(&text, &options),
    };
    Ok(agent.map(|agent| Box::new(agent) as Box<dyn EmbeddedAgent>))
}

#[wasm_bindgen]
impl Agent {
    /// An agent for a first question.
    ///
    /// # Errors
    /// An `Error` with a code, for options and settings that cannot be used.
    pub fn create(goal: String, options: JsValue) -> Result<Agent, JsValue> {
        Self::begin(Beginning::Goal(goal), options)
    }

    /// An agent that goes on with a conversation, given as the events that `onEvent` was told.
    ///
    /// # Errors
    /// As `create`, and for what is not an event.
    pub fn resume(events: Array, options: JsValue) -> Result<Agent, JsValue> {
        Self::begin(Beginning::Events(events), options)
    }

    /// An agent that goes on with the conversation in a file, as `export` or the page has written it.
    ///
    /// # Errors
    /// As `create`, and for what is no such file or holds several conversations.
    pub fn import(text: String, options: JsValue) -> Result<Agent, JsValue> {
        Self::begin(Beginning::File(text), options)
    }

    /// One step: the model writes, its code runs with these tools, the observation is kept.
    /// Resolves to the answer, `{value, text}`, or `null` while there is none. With
    /// `{canStop: false}` no answer is accepted in this step.
    ///
    /// # Errors
    /// An `Error` with a code, for tools that cannot be offered.
    pub fn step(&self, tools: JsValue, options: JsValue) -> Result<Promise, JsValue> {
        self.0.step(&tools, &options)
    }

    /// Steps until the run ends by itself. Resolves to how it ended, such as
    /// `{type: "answered", answer: {value, text}}`. With `{canStop: false}` it does not end with an
    /// answer before a limit is reached.
    ///
    /// # Errors
    /// As `step`.
    pub fn run(&self, tools: JsValue, options: JsValue) -> Result<Promise, JsValue> {
        self.0.run(&tools, &options)
    }

    /// The next question in the same conversation and Python session.
    pub fn ask(&self, question: String) -> Promise {
        self.0.ask(question)
    }

    /// Attaches a text to the next question or step: the model sees how it begins, Python has it as
    /// `artifacts[name]`. One of the same name is replaced.
    pub fn attach(&self, name: String, text: String) -> Promise {
        self.0.attach(name, text)
    }

    /// The texts that were attached and that code has made, as they stand after the last step:
    /// `{name, text}`.
    ///
    /// # Errors
    /// An `Error` when they cannot be handed over.
    #[wasm_bindgen(js_name = getArtifacts)]
    pub fn get_artifacts(&self) -> Result<JsValue, JsValue> {
        self.0.artifacts()
    }

    /// Lets a run that ended at a limit go on with the next step, its steps, tokens and costs counted
    /// anew. Nothing happens to any other run.
    #[wasm_bindgen(js_name = raiseLimits)]
    pub fn raise_limits(&self) -> Promise {
        self.0.raise_limits()
    }

    /// Has the next step run the code again that was cut off, without asking the model. Resolves to
    /// whether there is any.
    #[wasm_bindgen(js_name = repeatCode)]
    pub fn repeat_code(&self) -> Promise {
        self.0.repeat_code()
    }

    /// The Python session as the last code has left it, as a `Uint8Array` for the option `session` of
    /// `Agent.resume`; `undefined` before the first, or if it is too large to copy.
    pub fn snapshot(&self) -> Promise {
        self.0.snapshot()
    }

    /// The conversation's id in the store that keeps it; `undefined` if none does.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> Option<String> {
        self.0.id()
    }

    /// Leaves a message for the agent at work: its next step reads it, once this has resolved. Where
    /// no store keeps it, that is at once.
    pub fn steer(&self, text: String) -> Promise {
        self.0.steer(text)
    }

    /// Stops the step under way at once: its promise rejects with the code `agent.stopped`. The next
    /// step takes the work up again.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// The steps of the present run, also of one under way.
    ///
    /// # Errors
    /// An `Error` when they cannot be handed over.
    #[wasm_bindgen(js_name = getSteps)]
    pub fn get_steps(&self) -> Result<JsValue, JsValue> {
        self.0.steps()
    }

    /// All events of the conversation, for `Agent.resume`.
    ///
    /// # Errors
    /// An `Error` when they cannot be handed over.
    #[wasm_bindgen(js_name = getEvents)]
    pub fn get_events(&self) -> Result<JsValue, JsValue> {
        self.0.events()
    }

    /// The conversation as the text of a file, with the Python session and the messages that wait,
    /// for `Agent.import` and for the page. No key is in it. Waits for a step under way.
    pub fn export(&self) -> Promise {
        self.0.export()
    }
}

impl Agent {
    fn of(agent: WorkingAgent) -> Self {
        Self(Box::new(agent))
    }

    fn begin(beginning: Beginning, options: JsValue) -> Result<Agent, JsValue> {
        of_agents_part(working(beginning, options))?.map(Self)
    }
}

/// What comes of a function in the agents' part of the program, once that is there.
fn of_agents_part<Output>(
    called: impl Future<Output = Result<Output, LoadError>>,
) -> Result<Output, JsValue> {
    // Nothing is waited for then.
    let done = called.now_or_never();
    let done = done.ok_or_else(|| plain("call loadAgent() first, and wait for it"))?;
    done.map_err(not_loaded)
}
