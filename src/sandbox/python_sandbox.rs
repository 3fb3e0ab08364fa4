//! A Python session for people who embed the sandbox without the agent: create it, expose tools,
//! run code.

use std::cell::RefCell;
use std::future::Future;
use std::time::Duration;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use serde_json::{Map, Value};

use super::files::{FileEntry, FileError, FilePath, FileReply, FileRequest};
use super::{
    ArtifactChange, Artifacts, CodeRun, CodeRunner, OutputStream, PythonError, RunError, RunHost,
    RunOutcome, Snapshot, ToolCall, ToolFailure, ToolStub,
};
use crate::display::Display;

type ToolBody = dyn Fn(Map<String, Value>) -> LocalBoxFuture<'static, Result<Value, ToolFailure>>;

/// A Python session with tools.
pub struct PythonSandbox {
    runner: Box<dyn CodeRunner>,
    tools: Vec<(ToolStub, Box<ToolBody>)>,
    runs: u32,
}

/// What one run of code came to.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeResult {
    /// Printed to stdout, up to the end of the run however it ended.
    pub stdout: String,
    /// Printed to stderr, likewise.
    pub stderr: String,
    /// The `repr` of the code's trailing expression, unless there is none or it is `None`.
    pub value: Option<String>,
    /// Why the code did not run through.
    pub error: Option<CodeError>,
    /// Time the code executed, waiting for tools not counted. Zero if it was ended from outside.
    pub executing: Duration,
    /// Time the code waited for tools. Zero if it was ended from outside.
    pub waiting: Duration,
    /// What the code has shown, up to the end of the run however it ended.
    pub displays: Vec<Display>,
    /// What the code did to artifacts, the files in `/artifacts`. Nothing if it was ended from
    /// outside.
    pub artifacts: Vec<ArtifactChange>,
}

/// Why code did not run through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// It raised. The names defined so far persist.
    Raised(PythonError),
    /// It was ended from outside. The names are as they were before, if they could be restored.
    Ended(RunError),
}

impl PythonSandbox {
    /// A session of its own, run by `runner`.
    ///
    /// ```
    /// use futures::executor::block_on;
    /// use micropython_agent::sandbox::{Played, PythonSandbox, ScriptedSandbox};
    ///
    /// let runner = ScriptedSandbox::default().run([Played::Print("42".into())]);
    /// let mut sandbox = PythonSandbox::create(runner);
    /// assert_eq!(block_on(sandbox.run_code("print(6 * 7)")).stdout, "42\n");
    /// ```
    pub fn create(runner: impl CodeRunner + 'static) -> Self {
        Self {
            runner: Box::new(runner),
            tools: Vec::new(),
            runs: 0,
        }
    }

    /// Makes a tool callable from the next run on. A tool of the same name is replaced.
    pub fn expose<Running>(
        &mut self,
        stub: ToolStub,
        body: impl Fn(Map<String, Value>) -> Running + 'static,
    ) where
        Running: Future<Output = Result<Value, ToolFailure>> + 'static,
    {
        self.tools.retain(|(known, _)| known.name != stub.name);
        self.tools.push((
            stub,
            Box::new(move |arguments| body(arguments).boxed_local()),
        ));
    }

    /// The session as the last run has left it; none before the first, or if it was too large to
    /// copy.
    pub fn snapshot(&self) -> Option<Snapshot> {
        self.runner.snapshot()
    }

    /// Goes on from a snapshot, of this sandbox or of another one of the same version.
    ///
    /// # Errors
    /// [`RunError::NotRestored`] when it does not fit: the session is a new one then.
    pub async fn restore(&mut self, snapshot: Snapshot) -> Result<(), RunError> {
        self.runner.restore(snapshot).await
    }

    /// The files that Python can open, by path.
    ///
    /// # Errors
    /// [`FileError`].
    pub async fn list_files(&mut self) -> Result<Vec<FileEntry>, FileError> {
        match self.runner.files(FileRequest::List).await? {
            FileReply::Listed(files) => Ok(files),
            FileReply::Content(_) | FileReply::Changed => Err(another_reply()),
        }
    }

    /// The content of a file.
    ///
    /// # Errors
    /// [`FileError::Refused`] when there is no such file.
    pub async fn read_file(&mut self, path: FilePath) -> Result<Vec<u8>, FileError> {
        match self.runner.files(FileRequest::Read(path)).await? {
            FileReply::Content(content) => Ok(content),
            FileReply::Listed(_) | FileReply::Changed => Err(another_reply()),
        }
    }

    /// Puts a file where Python finds it, with the directories that it needs. One that is there
    /// already is replaced.
    ///
    /// # Errors
    /// [`FileError::Refused`] when there is no room for it, or a directory in its place.
    pub async fn add_file(&mut self, path: FilePath, content: Vec<u8>) -> Result<(), FileError> {
        let reply = self.runner.files(FileRequest::Add(path, content)).await?;
        changed(&reply)
    }

    /// Takes a file away.
    ///
    /// # Errors
    /// [`FileError::Refused`] when there is no such file.
    pub async fn remove_file(&mut self, path: FilePath) -> Result<(), FileError> {
        changed(&self.runner.files(FileRequest::Remove(path)).await?)
    }

    /// Runs code. Names persist from run to run. Dropping the future stops the code at once, and
    /// the names are as they were before it.
    pub async fn run_code(&mut self, source: &str) -> CodeResult {
        self.runs += 1;
        let run = CodeRun {
            source: source.to_string(),
            file_name: format!("<run {}>", self.runs),
            tools: self.tools.iter().map(|(stub, _)| stub.clone()).collect(),
            can_stop: false,
            artifacts: Artifacts::default(),
        };
        let host = Host {
            tools: &self.tools,
            stdout: RefCell::default(),
            stderr: RefCell::default(),
            displays: RefCell::default(),
        };
        let end = self.runner.run(run, &host).await;
        let mut result = CodeResult {
            stdout: host.stdout.take(),
            stderr: host.stderr.take(),
            displays: host.displays.take(),
            value: None,
            error: None,
            executing: Duration::ZERO,
            waiting: Duration::ZERO,
            artifacts: Vec::new(),
        };
        match end {
            Ok(report) => {
                result.executing = report.executing;
                result.waiting = report.waiting;
                result.artifacts = report.artifacts;
                match report.outcome {
                    RunOutcome::Completed { repr } => result.value = repr,
                    RunOutcome::Answered { value } => result.value = Some(value.to_string()),
                    RunOutcome::Raised { error } => result.error = Some(CodeError::Raised(error)),
                }
            }
            Err(error) => result.error = Some(CodeError::Ended(error)),
        }
        result
    }
}

fn changed(reply: &FileReply) -> Result<(), FileError> {
    match reply {
        FileReply::Changed => Ok(()),
        FileReply::Listed(_) | FileReply::Content(_) => Err(another_reply()),
    }
}

/// A runner's own mistake: a worker that answers so is ended by the supervisor.
fn another_reply() -> FileError {
    FileError::Refused("the answer to another question".into())
}

struct Host<'a> {
    tools: &'a [(ToolStub, Box<ToolBody>)],
    stdout: RefCell<String>,
    stderr: RefCell<String>,
    displays: RefCell<Vec<Display>>,
}

impl RunHost for Host<'_> {
    fn printed(&self, stream: OutputStream, text: &str) {
        let buffer = match stream {
            OutputStream::Stdout => &self.stdout,
            OutputStream::Stderr => &self.stderr,
        };
        buffer.borrow_mut().push_str(text);
    }

    fn displayed(&self, display: Display) {
        self.displays.borrow_mut().push(display);
    }

    fn call_tool(&self, call: ToolCall) -> LocalBoxFuture<'_, Result<Value, ToolFailure>> {
        match self.tools.iter().find(|(stub, _)| stub.name == call.name) {
            Some((_, body)) => body(call.arguments),
            None => futures::future::ready(Err(ToolFailure {
                message: format!("there is no tool named {}", call.name),
            }))
            .boxed_local(),
        }
    }
}
