//! The loop.

use std::rc::Rc;

use super::event::{Answer, Journal, RunEnd};
use super::transcript::{Step, Transcript};
use crate::model::{ChatModel, ModelError};
use crate::platform::clock::Clock;
use crate::platform::http::HttpClient;
use crate::sandbox::{CodeRunner, RunError};
use crate::tools::Toolbox;

/// What an agent works with.
pub struct Parts {
    /// Writes the replies.
    pub model: Rc<dyn ChatModel>,
    /// Runs the code.
    pub runner: Box<dyn CodeRunner>,
    /// What tools reach the web through.
    pub http: Rc<dyn HttpClient>,
    /// Tells the time.
    pub clock: Rc<dyn Clock>,
    /// Keeps the events.
    pub journal: Rc<dyn Journal>,
}

/// How an agent works.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentOptions {
    /// Steps in one run before the best answer so far is asked for.
    pub max_steps: u32,
    /// Characters of one observation that the model is shown; the rest is cut from the middle.
    pub observation_chars: usize,
    /// How long one tool call may take.
    pub tool_timeout: std::time::Duration,
    /// Whether `final_answer` is offered and accepted.
    pub can_stop: bool,
    /// More instructions of the user's own, added to the system message.
    pub instructions: String,
}

/// Why a step could not be made. The transcript stands as it is; the step can be tried again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgentError {
    /// The model could not be asked, or its reply broke off.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// No sandbox could be started.
    #[error(transparent)]
    Sandbox(RunError),
    /// The model gave neither code nor an answer, after having been reminded.
    #[error(
        "the model answered with neither code nor an answer twice in a row; try again, or choose another model"
    )]
    NoCode,
}

/// An agent at work on a conversation.
pub struct Agent {
    parts: Parts,
    options: AgentOptions,
    transcript: Transcript,
}

impl Agent {
    /// A new conversation with its first question.
    pub fn create(goal: impl Into<String>, parts: Parts, options: AgentOptions) -> Self {
        let _ = (goal.into(), parts, options);
        unimplemented!()
    }

    /// Goes on with a stored conversation. Its last run, if it has no end, goes on with the next
    /// step; otherwise [`Agent::ask`] starts another.
    pub fn resume(transcript: Transcript, parts: Parts, options: AgentOptions) -> Self {
        Self {
            parts,
            options,
            transcript,
        }
    }

    /// The next question in the same conversation and Python session.
    pub async fn ask(&mut self, question: impl Into<String>) {
        let _ = question.into();
        unimplemented!()
    }

    /// One step: the model writes, its code runs, the observation is kept. `Some` when the code
    /// gave the final answer, which ends the run. Dropping the future abandons the step.
    ///
    /// # Errors
    /// [`AgentError`] when the step could not be made at all.
    pub async fn step(&mut self, tools: &Toolbox) -> Result<Option<Answer>, AgentError> {
        let _ = (&self.parts, &self.options, tools);
        unimplemented!()
    }

    /// Steps until the run ends by itself: an answer, the step limit or a failure.
    pub async fn run(&mut self, tools: &Toolbox) -> RunEnd {
        let _ = tools;
        unimplemented!()
    }

    /// Ends the run from outside, after the future of [`Agent::run`] has been dropped.
    pub async fn stop(&mut self) {
        unimplemented!()
    }

    /// The steps of the present run.
    pub fn steps(&self) -> &[Step] {
        self.transcript.runs.last().map_or(&[], |run| &run.steps)
    }

    /// The whole conversation.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }
}
