//! A runner that plays Python for the loop's tests. It knows a handful of lines, one statement
//! each, and answers them as the sandbox would:
//!
//! - `print(<json>)`, `final_answer(<json>)`, `<json>` as a trailing expression;
//! - `long` prints 4,000 characters; `1/0` raises; `while True: pass` runs into the deadline; `crash` kills the worker;
//! - `<tool> <json object>` calls a tool and prints its result, or raises `ToolError`;
//! - `artifact <json change>` does that to an artifact;
//! - `both <tool> <json object>` calls it twice at once;
//! - `hang` never ends, `unavailable` stands for a sandbox that cannot be started.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::future::join;
use micropython_agent::sandbox::{
    CodeRun, CodeRunner, FileError, FileReply, FileRequest, OutputStream, PythonError, RunError,
    RunHost, RunOutcome, RunReport, Snapshot, ToolCall, ToolFailure,
};
use serde_json::{Map, Value};

/// The runner, and what tests may look at while the agent owns it.
#[derive(Clone, Default)]
pub struct PlayedPython {
    /// How many sessions were ended.
    pub ended_sessions: Rc<Cell<u32>>,
    /// All that was run.
    pub runs: Rc<RefCell<Vec<CodeRun>>>,
    /// Whether a session that is ended is rolled back, and not lost.
    pub rolls_back: bool,
    /// The number of a session that is rolled back.
    pub restored_as: u32,
    /// The steps whose state was to be kept; 0 stands for what was changed between steps.
    pub kept: Rc<RefCell<Vec<u32>>>,
    /// Whether to keep what was changed between steps takes for ever.
    pub keeping_hangs: Rc<Cell<bool>>,
}

/// Ends the session if the run is dropped before its end.
struct Running<'a> {
    ended_sessions: &'a Cell<u32>,
    over: bool,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if !self.over {
            self.ended_sessions.set(self.ended_sessions.get() + 1);
        }
    }
}

#[async_trait(?Send)]
impl CodeRunner for PlayedPython {
    async fn run(&mut self, code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
        self.runs.borrow_mut().push(code.clone());
        let mut running = Running {
            ended_sessions: &self.ended_sessions,
            over: false,
        };
        let result = play(&code, host).await;
        running.over = result.is_ok();
        result
    }

    fn take_back(&mut self) {
        self.ended_sessions.set(self.ended_sessions.get() + 1);
    }

    async fn files(&mut self, _: FileRequest) -> Result<FileReply, FileError> {
        Err(FileError::Refused("this Python is only played".into()))
    }

    fn snapshot(&self) -> Option<Snapshot> {
        None
    }

    async fn restore(&mut self, _: Snapshot) -> Result<(), RunError> {
        Err(RunError::NotRestored("this Python is only played".into()))
    }

    async fn session(&mut self) -> u32 {
        if self.rolls_back {
            return self.restored_as;
        }
        1 + self.ended_sessions.get()
    }

    async fn keep_between_steps(&mut self) {
        if self.keeping_hangs.get() {
            futures::future::pending::<()>().await;
        }
        self.kept.borrow_mut().push(0);
    }

    async fn keep(&mut self, step: u32) {
        self.kept.borrow_mut().push(step);
    }
}

async fn play(code: &CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
    let mut report = RunReport {
        stdout: String::new(),
        stderr: String::new(),
        outcome: RunOutcome::Completed { repr: None },
        executing: Duration::from_millis(7),
        waiting: Duration::ZERO,
        artifacts: Vec::new(),
    };
    let mut calls = 0;
    for line in code.source.lines().filter(|line| !line.is_empty()) {
        if let Some(value) = argument(line, "print") {
            print(host, &mut report, &text(&value));
        } else if let Some(value) = argument(line, "final_answer") {
            report.outcome = RunOutcome::Answered { value };
            return Ok(report);
        } else if line == "long" {
            print(host, &mut report, &"y".repeat(4_000));
        } else if line == "1/0" {
            report.outcome = raised(code, "ZeroDivisionError", "divide by zero");
            return Ok(report);
        } else if line == "while True: pass" {
            let limit = Duration::from_secs(30);
            return Err(RunError::Deadline { limit });
        } else if line == "crash" {
            return Err(RunError::Crashed("out of memory".into()));
        } else if line == "unavailable" {
            return Err(RunError::Unavailable("no workers".into()));
        } else if let Some(change) = line.strip_prefix("artifact ") {
            let change = serde_json::from_str(change).expect("a change of an artifact");
            report.artifacts.push(change);
        } else if let Some(display) = line.strip_prefix("display ") {
            host.displayed(serde_json::from_str(display).expect("something to show"));
        } else if line == "hang" {
            futures::future::pending::<()>().await;
        } else if let Ok(value) = serde_json::from_str::<Value>(line) {
            let repr = Some(value.to_string());
            report.outcome = RunOutcome::Completed { repr };
        } else if let Some(call) = line.strip_prefix("both ") {
            let (first, second) = join(
                host.call_tool(tool_call(calls + 1, call)),
                host.call_tool(tool_call(calls + 2, call)),
            )
            .await;
            calls += 2;
            for result in [first, second] {
                print(host, &mut report, &outcome(result));
            }
        } else {
            calls += 1;
            match host.call_tool(tool_call(calls, line)).await {
                Ok(value) => print(host, &mut report, &text(&value)),
                Err(failure) => {
                    report.outcome = raised(code, "ToolError", &failure.message);
                    return Ok(report);
                }
            }
        }
    }
    Ok(report)
}

fn print(host: &dyn RunHost, report: &mut RunReport, text: &str) {
    let line = format!("{text}\n");
    host.printed(OutputStream::Stdout, &line);
    report.stdout.push_str(&line);
}

fn raised(code: &CodeRun, kind: &str, message: &str) -> RunOutcome {
    RunOutcome::Raised {
        error: PythonError {
            kind: kind.into(),
            message: message.into(),
            traceback: format!(
                "Traceback (most recent call last):\n  File \"{}\", line 1\n{kind}: {message}\n",
                code.file_name
            ),
        },
    }
}

fn tool_call(id: u32, line: &str) -> ToolCall {
    let (name, arguments) = line
        .split_once(' ')
        .unwrap_or_else(|| panic!("a line this Python does not know: {line:?}"));
    ToolCall {
        id,
        name: name.into(),
        arguments: serde_json::from_str::<Map<String, Value>>(arguments).expect("a JSON object"),
    }
}

fn argument(line: &str, function: &str) -> Option<Value> {
    let json = line
        .strip_prefix(function)?
        .strip_prefix('(')?
        .strip_suffix(')')?;
    Some(serde_json::from_str(json).expect("JSON between the brackets"))
}

fn outcome(result: Result<Value, ToolFailure>) -> String {
    match result {
        Ok(value) => text(&value),
        Err(failure) => format!("failed: {failure}"),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
