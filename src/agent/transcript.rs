//! A conversation as the sum of its events. [`Transcript::apply`] is the only way it changes, on
//! the page, in the agent and when a stored conversation is opened alike.

use serde_json::{Map, Value};

use super::event::{Event, RunEnd, StepEnd};
use crate::model::Usage;
use crate::platform::http::Source;
use crate::sandbox::ToolFailure;

/// All runs of a conversation, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transcript {
    /// The runs.
    pub runs: Vec<Run>,
}

/// One question and the work on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The question as typed.
    pub question: String,
    /// When it was asked, milliseconds since the Unix epoch.
    pub asked_at: u64,
    /// The steps so far.
    pub steps: Vec<Step>,
    /// How it ended; `None` while it is under way, or if the page was closed in the middle.
    pub end: Option<RunEnd>,
    /// When it ended, milliseconds since the Unix epoch.
    pub ended_at: Option<u64>,
}

/// One step of a run: the model's reply and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Counted from 1 within the run.
    pub number: u32,
    /// Unique within the conversation, counted from 1: the N of `<step N>` in tracebacks.
    pub id: u32,
    /// When it began, milliseconds since the Unix epoch.
    pub started_at: u64,
    /// Why the Python session is a new one as of this step, if it is.
    pub session_restarted: Option<String>,
    /// The model's reply, as far as it has arrived.
    pub reply: Reply,
    /// The code that ran, once it has started.
    pub code: Option<String>,
    /// The tool calls in the order they were made.
    pub calls: Vec<CallRecord>,
    /// Printed to stdout so far.
    pub stdout: String,
    /// Printed to stderr so far.
    pub stderr: String,
    /// Where the step stands.
    pub state: StepState,
    /// What the model is shown of this step, once it is over.
    pub observation: String,
    /// Milliseconds the code executed, waiting for tools not counted.
    pub executing_ms: u64,
}

/// The model's reply in a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// Its text so far.
    pub text: String,
    /// The model's visible reasoning so far.
    pub reasoning: String,
    /// Provider or recording.
    pub source: Source,
    /// Token counts, when known.
    pub usage: Option<Usage>,
    /// Milliseconds from asking to the end of the reply; 0 until then.
    pub duration_ms: u64,
    /// The last retry notice, until text arrives.
    pub retrying: Option<String>,
}

/// One tool call of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct CallRecord {
    /// Unique within the step.
    pub id: u32,
    /// The tool.
    pub name: String,
    /// The arguments by parameter name.
    pub arguments: Map<String, Value>,
    /// When it was made, milliseconds since the Unix epoch.
    pub called_at: u64,
    /// The tool's log lines.
    pub log: Vec<String>,
    /// Its result or failure, once it is over.
    pub result: Option<Result<Value, ToolFailure>>,
    /// Milliseconds it took; 0 until it is over.
    pub duration_ms: u64,
    /// The network or a recording.
    pub source: Source,
}

/// Where a step stands.
#[derive(Clone, Debug, PartialEq)]
pub enum StepState {
    /// The model is writing.
    Replying,
    /// The code runs.
    Running,
    /// It is over.
    Ended(StepEnd),
    /// The run was stopped, failed or was cut off by a reload while this step was under way.
    Abandoned,
}

impl Transcript {
    /// Takes one event in. An event that does not fit (an imported file, a damaged record) changes
    /// nothing.
    pub fn apply(&mut self, event: &Event) {
        let _ = event;
        unimplemented!()
    }
}
