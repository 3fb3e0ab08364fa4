//! The Python session in the person's hands, between steps: code of their own, its variables and
//! its files. The model is told of the code in its next step.

use std::cell::RefCell;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use serde_json::Value;

use super::budget::{cut_middle, shares};
use super::event::{ConsoleRun, Event, StepEnd};
use super::names::Names;
use super::observation::fence_around;
use super::recorder::Recorder;
use super::run::Agent;
use crate::display::Display;
use crate::sandbox::variables::{self, Variable, VariablesError};
use crate::sandbox::{
    CodeRun, FileError, FileReply, FileRequest, OutputStream, RunError, RunHost, RunOutcome,
    ToolCall, ToolFailure,
};

/// Characters that the model is shown of all that was run at the console since its last step.
const SHOWN_CHARS: usize = 6_000;

/// Characters that it is shown of one output.
const OUTPUT_CHARS: usize = 1_000;

/// Why names are gone, unless code was stopped.
const STARTED_ANEW: &str = "the Python sandbox had to be started anew";

impl Agent {
    /// Runs code of the person in the Python session. What it defines is there for the next step,
    /// whose model is told. It has no tools and cannot give the answer. `printed` is told of its
    /// output as it comes. Dropping the future stops the code and takes back what it did.
    ///
    /// # Errors
    /// [`RunError::Unavailable`], and nothing has happened. Code that raises or is ended from outside
    /// is no error here.
    pub async fn run_in_console(
        &mut self,
        code: String,
        printed: &dyn Fn(OutputStream, &str),
    ) -> Result<ConsoleRun, RunError> {
        let number = self.transcript().console().count() + 1;
        let run = CodeRun {
            source: code.clone(),
            file_name: format!("<console {number}>"),
            tools: Vec::new(),
            can_stop: false,
            artifacts: self.transcript().artifacts(),
        };
        let host = Console {
            printed,
            output: RefCell::default(),
        };
        let (parts, names, transcript) = self.at_rest();
        let runner = &mut parts.runner;
        let before = runner.session().await;
        names.risk("code in the console was stopped before its end");
        let result = runner.run(run, &host).await;
        let session = runner.session().await;
        names.risk(STARTED_ANEW);
        let (end, artifacts) = match result {
            Ok(report) => {
                runner.keep_between_steps().await;
                if *names == Names::None {
                    *names = Names::In {
                        session,
                        unless: STARTED_ANEW,
                    };
                }
                let end = match report.outcome {
                    RunOutcome::Raised { error } => StepEnd::Raised { error },
                    RunOutcome::Completed { repr } => StepEnd::Completed { repr },
                    RunOutcome::Answered { .. } => StepEnd::Completed { repr: None },
                };
                (end, report.artifacts)
            }
            Err(error @ RunError::Unavailable(_)) => return Err(error),
            Err(error) => {
                let end = StepEnd::Killed {
                    reason: error.to_string(),
                    rolled_back: session == before,
                };
                (end, Vec::new())
            }
        };
        let [stdout, stderr] = host.output.into_inner();
        let run = ConsoleRun {
            code,
            stdout,
            stderr,
            end,
            artifacts,
        };
        let event = Event::ConsoleRan {
            run: run.clone(),
            at: parts.clock.unix_ms(),
        };
        let recorder = Recorder::new(&parts.journal, transcript);
        recorder.record(event).await;
        Ok(run)
    }

    /// The names that code has given to values in the Python session.
    ///
    /// # Errors
    /// [`VariablesError`].
    pub async fn variables(&mut self) -> Result<Vec<Variable>, VariablesError> {
        let artifacts = self.transcript().artifacts();
        let (parts, names, _) = self.at_rest();
        names.risk(STARTED_ANEW);
        variables::read(&mut *parts.runner, artifacts).await
    }

    /// Looks at the files of the Python session or changes them.
    ///
    /// # Errors
    /// [`FileError`], and nothing has changed.
    pub async fn files(&mut self, request: FileRequest) -> Result<FileReply, FileError> {
        let (parts, names, _) = self.at_rest();
        names.risk(STARTED_ANEW);
        parts.runner.files(request).await
    }
}

/// Takes in what the person's code prints.
struct Console<'a> {
    printed: &'a dyn Fn(OutputStream, &str),
    /// Standard output and standard error.
    output: RefCell<[String; 2]>,
}

impl RunHost for Console<'_> {
    fn printed(&self, stream: OutputStream, text: &str) {
        let [stdout, stderr] = &mut *self.output.borrow_mut();
        match stream {
            OutputStream::Stdout => stdout.push_str(text),
            OutputStream::Stderr => stderr.push_str(text),
        }
        (self.printed)(stream, text);
    }

    /// The console has lines only: a step shows the thing itself.
    fn displayed(&self, display: Display) {
        let line = format!("[display: {}, shown in steps]\n", display.described());
        self.printed(OutputStream::Stdout, &line);
    }

    fn call_tool(&self, call: ToolCall) -> LocalBoxFuture<'_, Result<Value, ToolFailure>> {
        let message = format!("{} cannot be called from the console", call.name);
        async { Err(ToolFailure { message }) }.boxed_local()
    }
}

/// What the model is told of the person's code.
pub fn described(runs: &[ConsoleRun]) -> String {
    let texts: Vec<String> = runs.iter().map(text).collect();
    let lengths: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
    let fence = fence_around(texts.iter().map(String::as_str));
    let mut all = String::from(
        "(The user ran code in the console, in the same Python session. What it did holds:)",
    );
    for (text, share) in texts.iter().zip(shares(&lengths, SHOWN_CHARS)) {
        let shown = cut_middle(text, share);
        all += &format!("\n{fence}\n{}\n{fence}", shown.trim_end());
    }
    all
}

/// Code and output, as an interpreter's prompt shows them.
fn text(run: &ConsoleRun) -> String {
    let mut text = String::new();
    for (index, line) in run.code.trim_end().lines().enumerate() {
        let prompt = if index == 0 { ">>> " } else { "... " };
        text += &format!("{prompt}{line}\n");
    }
    let ending = match &run.end {
        StepEnd::Completed { repr: Some(repr) } => repr.clone(),
        StepEnd::Raised { error } => error.traceback.clone(),
        StepEnd::Killed {
            reason,
            rolled_back: true,
        } => format!("({reason}; nothing of it holds)"),
        StepEnd::Killed { reason, .. } => format!("({reason}; the session's names are gone)"),
        StepEnd::Completed { repr: None }
        | StepEnd::Answered { .. }
        | StepEnd::Refused { .. }
        | StepEnd::Written {}
        | StepEnd::NoCode {} => String::new(),
    };
    let output = format!("{}{}{ending}", run.stdout, run.stderr);
    text + &cut_middle(&output, OUTPUT_CHARS)
}
