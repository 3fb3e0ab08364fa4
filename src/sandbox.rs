//! Running untrusted Python: what the agent sees of it. The parts below carry a tool's name and
//! JSON across the wall; they know neither models nor what a tool does.

pub mod artifact;
pub mod child;
pub mod files;
pub mod limits;
pub mod protocol;
mod python_sandbox;
mod scripted;
pub mod snapshot;
pub mod supervisor;
pub mod variables;

pub use artifact::{
    Artifact, ArtifactChange, ArtifactError, ArtifactKind, ArtifactName, Artifacts,
};
pub use files::{FileEntry, FileError, FilePath, FileReply, FileRequest, PathError};
pub use python_sandbox::{CodeError, CodeResult, PythonSandbox};
pub use scripted::{Played, ScriptedSandbox};
pub use snapshot::Snapshot;

use std::time::Duration;

use async_trait::async_trait;
use futures::future::LocalBoxFuture;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::display::Display;

/// The number of the session that a stored snapshot has carried over, until its names are lost.
pub const CARRIED_OVER: u32 = 0;

/// Runs Python in one session: names persist from run to run until the session is restarted.
#[async_trait(?Send)]
pub trait CodeRunner {
    /// Runs one piece of code to its end. Dropping the future stops the code at once; the session
    /// is then rolled back, as after [`RunError`].
    ///
    /// # Errors
    /// [`RunError`] when the code did not come to an end of its own. The session is rolled back to
    /// where it stood before this run; where that cannot be done, its names are gone, and
    /// [`CodeRunner::session`] says so.
    async fn run(&mut self, code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError>;

    /// The last run is not to count, although it came to its end: whoever asked for it left before
    /// what came of it stood. The session is rolled back as after [`RunError`].
    fn take_back(&mut self);

    /// The number of the session that the next run finds, once a rollback under way has come to
    /// its end; 1 at first, [`CARRIED_OVER`] after a restore. While the number stays, names do; a
    /// session with another number has none of them.
    async fn session(&mut self) -> u32;

    /// Looks at the session's files or changes them. The session goes on with the change: a
    /// rollback or a restore of [`CodeRunner::snapshot`] keeps it.
    ///
    /// # Errors
    /// [`FileError`], and nothing has changed.
    async fn files(&mut self, request: FileRequest) -> Result<FileReply, FileError>;

    /// The session as it last rested; none before the first run, or if it was too large to copy.
    fn snapshot(&self) -> Option<Snapshot>;

    /// Ends the present session and goes on from a snapshot.
    ///
    /// # Errors
    /// [`RunError::NotRestored`], and the session is a new one; [`RunError::Unavailable`], and the
    /// next run tries again.
    async fn restore(&mut self, snapshot: Snapshot) -> Result<(), RunError>;

    /// The session has changed since the last step: whoever keeps sessions keeps this one as that
    /// step's.
    async fn keep_between_steps(&mut self) {}

    /// The step of this id has run to its end: whoever keeps sessions keeps this one as it stands.
    async fn keep(&mut self, step: u32) {
        let _ = step;
    }
}

/// What to run.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeRun {
    /// Python source as the model wrote it.
    pub source: String,
    /// The file name in tracebacks, such as `<step 3>`.
    pub file_name: String,
    /// The tools the code may call, as plain functions.
    pub tools: Vec<ToolStub>,
    /// Whether `final_answer(value)` ends the run. Where not, calling it raises and says so.
    pub can_stop: bool,
    /// The artifacts that the code finds in [`artifact::FOLDER`], whatever the session had there of
    /// the same names.
    pub artifacts: Artifacts,
}

/// All that the sandbox knows of a tool: how Python calls it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToolStub {
    /// The function's name, a Python identifier.
    pub name: String,
    /// Its parameters in positional order.
    pub parameters: Vec<StubParameter>,
    /// Its docstring, for `help` and curious models.
    pub doc: String,
}

/// One parameter of a [`ToolStub`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StubParameter {
    /// A Python identifier.
    pub name: String,
    /// Whether a call without it raises `TypeError`. An optional one that is not given is left
    /// out of the arguments; its default is the tool's business.
    pub required: bool,
}

/// What running code may ask of its owner. Everything that arrives here was checked against the
/// protocol and the limits, but is still untrusted content.
pub trait RunHost {
    /// The code printed something. Called as it happens, in order.
    fn printed(&self, stream: OutputStream, text: &str);

    /// The code shows something. Called as it happens, in order with what is printed.
    fn displayed(&self, display: Display);

    /// The code called a tool. Several calls may be under way at once. The future is dropped when
    /// the run ends or is stopped.
    fn call_tool(&self, call: ToolCall) -> LocalBoxFuture<'_, Result<Value, ToolFailure>>;
}

/// A tool call made by Python.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolCall {
    /// Unique within the run, counted from 1.
    pub id: u32,
    /// One of the run's tools.
    pub name: String,
    /// The arguments by parameter name.
    pub arguments: serde_json::Map<String, Value>,
}

/// Why a tool call failed: becomes `ToolError(message)` in Python.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
#[serde(deny_unknown_fields)]
pub struct ToolFailure {
    /// For the model: what was wrong and what may help.
    pub message: String,
}

/// Which stream a piece of output was printed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutputStream {
    /// `print`, `sys.stdout`.
    Stdout,
    /// `sys.stderr`.
    Stderr,
}

/// How a run came to its own end.
#[derive(Clone, Debug, PartialEq)]
pub struct RunReport {
    /// All that was printed to stdout, within the limit.
    pub stdout: String,
    /// All that was printed to stderr, within the limit.
    pub stderr: String,
    /// Value, answer or exception.
    pub outcome: RunOutcome,
    /// Time the code ran, waiting for tools not counted.
    pub executing: Duration,
    /// Time the code waited for tools.
    pub waiting: Duration,
    /// What the code did to artifacts, each at most once.
    pub artifacts: Vec<ArtifactChange>,
}

/// What a run ended with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum RunOutcome {
    /// The code ran through. `repr` is that of its trailing expression, unless that is absent or
    /// `None`.
    Completed {
        /// The `repr` of the trailing expression.
        repr: Option<String>,
    },
    /// The code called `final_answer(value)`.
    Answered {
        /// The value as plain data; what is not plain data arrives as its `str`.
        value: Value,
    },
    /// The code raised, or could not be compiled.
    Raised {
        /// The exception.
        error: PythonError,
    },
}

/// An exception that nothing caught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PythonError {
    /// The exception's class, such as `ZeroDivisionError`.
    pub kind: String,
    /// Its `str`.
    pub message: String,
    /// The traceback as Python prints it, with the line numbers and file names of the model's own
    /// code.
    pub traceback: String,
}

/// Why a run did not come to an end of its own. The worker was ended; another goes on from where
/// the session stood before the run, if it can. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// The code ran longer than it may.
    #[error("the code ran longer than {} s and was stopped", limit.as_secs_f32())]
    Deadline {
        /// The limit that passed, waiting for tools not counted.
        limit: Duration,
    },
    /// The code broke another limit that can only be enforced by ending it.
    #[error("the code was stopped: {0}")]
    LimitExceeded(String),
    /// The worker died without a word.
    #[error("the Python sandbox stopped unexpectedly: {0}")]
    Crashed(String),
    /// The worker broke the protocol. Treated as hostile: ended at once.
    #[error("the Python sandbox broke its protocol and was ended: {0}")]
    Protocol(String),
    /// A snapshot could not be taken up.
    #[error("{0}")]
    NotRestored(String),
    /// No sandbox could be started at all.
    #[error("the Python sandbox could not be started: {0}")]
    Unavailable(String),
}

impl RunError {
    /// Its code; see [`crate::Error::code`].
    pub fn code(&self) -> &'static str {
        match self {
            Self::Deadline { .. } => "run.deadline",
            Self::LimitExceeded(_) => "run.limit_exceeded",
            Self::Crashed(_) => "run.crashed",
            Self::Protocol(_) => "run.protocol",
            Self::NotRestored(_) => "run.not_restored",
            Self::Unavailable(_) => "run.unavailable",
        }
    }
}
