//! The in-memory twin of the sandbox: plays what code would do, for tests and examples that need no
//! browser.

use std::collections::VecDeque;
use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Map, Value};

use super::{
    CodeRun, CodeRunner, FileError, FileReply, FileRequest, OutputStream, PythonError, RunError,
    RunHost, RunOutcome, RunReport, Snapshot, ToolCall,
};

/// A sandbox that plays scripted runs, one for each piece of code, whatever the code says.
#[derive(Clone, Debug, Default)]
pub struct ScriptedSandbox {
    runs: VecDeque<Vec<Played>>,
}

/// One thing that a scripted run does.
#[derive(Clone, Debug, PartialEq)]
pub enum Played {
    /// `print(text)`.
    Print(String),
    /// A call of a tool, with its arguments by name. What it returns is printed; what fails is
    /// raised as `ToolError`, which ends the run.
    Call(String, Map<String, Value>),
    /// `final_answer(value)`, which ends the run.
    Answer(Value),
}

impl ScriptedSandbox {
    /// The sandbox, with one more run to play.
    pub fn run(mut self, run: impl IntoIterator<Item = Played>) -> Self {
        self.runs.push_back(run.into_iter().collect());
        self
    }
}

#[async_trait(?Send)]
impl CodeRunner for ScriptedSandbox {
    async fn run(&mut self, _code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
        let unscripted = || RunError::Unavailable("the script has no further run".into());
        let run = self.runs.pop_front().ok_or_else(unscripted)?;
        let mut stdout = String::new();
        let mut outcome = RunOutcome::Completed { repr: None };
        for (id, played) in (1..).zip(run) {
            let text = match played {
                Played::Print(text) => text,
                Played::Call(name, arguments) => {
                    let call = ToolCall {
                        id,
                        name,
                        arguments,
                    };
                    match host.call_tool(call).await {
                        Ok(value) => value.to_string(),
                        Err(failure) => {
                            outcome = raised(failure.message);
                            break;
                        }
                    }
                }
                Played::Answer(value) => {
                    outcome = RunOutcome::Answered { value };
                    break;
                }
            };
            let line = format!("{text}\n");
            host.printed(OutputStream::Stdout, &line);
            stdout.push_str(&line);
        }
        Ok(RunReport {
            stdout,
            stderr: String::new(),
            outcome,
            executing: Duration::ZERO,
            waiting: Duration::ZERO,
            artifacts: Vec::new(),
        })
    }

    async fn session(&mut self) -> u32 {
        1
    }

    fn take_back(&mut self) {}

    async fn files(&mut self, _request: FileRequest) -> Result<FileReply, FileError> {
        Err(FileError::Refused("a scripted sandbox has no files".into()))
    }

    fn snapshot(&self) -> Option<Snapshot> {
        None
    }

    async fn restore(&mut self, _snapshot: Snapshot) -> Result<(), RunError> {
        let reason = "a scripted sandbox has no session".into();
        Err(RunError::NotRestored(reason))
    }
}

fn raised(message: String) -> RunOutcome {
    RunOutcome::Raised {
        error: PythonError {
            kind: "ToolError".into(),
            traceback: format!("Traceback (most recent call last):\nToolError: {message}\n"),
            message,
        },
    }
}
