//! Keeps the conversation of an embedded agent in a store: its events before they are acted on, its
//! Python session after each step, and the messages that wait for it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use micropython_agent::agent::{Transcript, Waiting, standing_step};
use micropython_agent::platform::clock::Clock;
use micropython_agent::platform::store::{RecordStore, StoreError};
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::supervisor::Supervisor;
use micropython_agent::storage::conversation::{ConversationLog, Conversations, Writer};
use micropython_agent::storage::snapshots::Snapshots;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::errors::thrown;
use crate::browser::js_error::describe;
use crate::browser::tabs::Lead;
use crate::session::TunedRunner;

/// The place of a conversation in a store.
pub struct Keeping {
    records: Rc<dyn RecordStore>,
    log: ConversationLog,
    lead: Lead,
    damaged: Vec<StoreError>,
}

impl Keeping {
    /// Where this log leads. Nobody else has the lead until the agent and its last write are gone.
    pub fn new(records: &Rc<dyn RecordStore>, log: ConversationLog, lead: Lead) -> Self {
        Self {
            records: records.clone(),
            log,
            lead,
            damaged: Vec::new(),
        }
    }

    /// With what could not be read there.
    pub fn damaged(self, damaged: Vec<StoreError>) -> Self {
        Self { damaged, ..self }
    }

    /// Begins. `on_problem` is told of what cannot be read or stored, with an `Error`, and with `null`
    /// once all is stored again.
    pub fn begin(self, on_problem: Option<Function>) -> Kept {
        let problems = Problems {
            on_problem,
            failing: Rc::default(),
        };
        for error in self.damaged {
            problems.tell(&thrown(error));
        }
        let id = self.log.id().to_string();
        let (changed, lead) = (problems.listener(), self.lead);
        let writer = Writer::new(self.log, spawn_local, move |written| {
            // As long as something may be written.
            let _lead = &lead;
            changed(written);
        });
        Kept {
            id,
            records: self.records,
            writer,
            problems,
        }
    }
}

/// A conversation that is being kept.
pub struct Kept {
    /// Its id in the store.
    pub id: String,
    /// The way to its log.
    pub writer: Rc<Writer>,
    records: Rc<dyn RecordStore>,
    problems: Problems,
}

impl Kept {
    /// A sandbox whose session is kept after each step, and goes on with the one that was.
    pub fn runner(&self, sandbox: Supervisor, limits: Limits, before: &Transcript) -> TunedRunner {
        TunedRunner::new(
            Box::new(sandbox),
            Rc::new(RefCell::new(limits)),
            Snapshots::new(self.records.clone(), self.id.clone()),
            standing_step(before),
            Box::new(self.problems.listener()),
        )
    }

    /// Keeps a message that waits for the agent.
    pub async fn leave(&self, message: &Waiting, clock: &dyn Clock) {
        let conversations = Conversations::new(self.records.clone());
        let left = conversations.leave(&self.id, message, clock.unix_ms());
        if let Err(error) = left.await {
            self.problems.tell(&thrown(error));
        }
    }
}

/// Tells JavaScript what cannot be stored.
#[derive(Clone)]
struct Problems {
    on_problem: Option<Function>,
    /// How many of those who write cannot.
    failing: Rc<Cell<u32>>,
}

impl Problems {
    /// For one who writes: is told of each write, or of those that failed and the first that did not.
    fn listener(&self) -> impl Fn(Result<(), StoreError>) + use<> {
        let (problems, failed) = (self.clone(), Cell::new(false));
        move |written| {
            let failed_before = failed.replace(written.is_err());
            let failing = problems.failing.get() + u32::from(written.is_err());
            problems.failing.set(failing - u32::from(failed_before));
            match written {
                Err(error) => problems.tell(&thrown(error)),
                Ok(()) if failed_before && problems.failing.get() == 0 => {
                    problems.tell(&JsValue::NULL);
                }
                Ok(()) => {}
            }
        }
    }

    fn tell(&self, problem: &JsValue) {
        let Some(on_problem) = &self.on_problem else {
            tracing::error!(problem = describe(problem), "storage");
            return;
        };
        if let Err(error) = on_problem.call1(&JsValue::UNDEFINED, problem) {
            tracing::warn!(reason = describe(&error), "onStoreProblem failed");
        }
    }
}
