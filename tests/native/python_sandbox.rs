//! PythonSandbox over a runner that plays a fixed piece of code.

use std::time::Duration;

use async_trait::async_trait;
use futures::executor::block_on;
use micropython_agent::sandbox::{
    CodeError, CodeRun, CodeRunner, FileError, FileReply, FileRequest, OutputStream, PythonSandbox,
    RunError, RunHost, RunOutcome, RunReport, Snapshot, StubParameter, ToolCall, ToolFailure,
    ToolStub,
};
use serde_json::{Value, json};

/// Plays `print("before"); tool(number=21)`, the tool's name being the source.
struct CallsTool {
    ends_with: Option<RunError>,
}

#[async_trait(?Send)]
impl CodeRunner for CallsTool {
    async fn run(&mut self, code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
        host.printed(OutputStream::Stdout, "before");
        if let Some(error) = self.ends_with.clone() {
            return Err(error);
        }
        let call = ToolCall {
            id: 1,
            name: code.source,
            arguments: serde_json::from_value(json!({"number": 21})).unwrap(),
        };
        let repr = match host.call_tool(call).await {
            Ok(value) => value.to_string(),
            Err(failure) => failure.message,
        };
        Ok(RunReport {
            stdout: "before".into(),
            stderr: String::new(),
            outcome: RunOutcome::Completed { repr: Some(repr) },
            executing: Duration::from_millis(3),
            waiting: Duration::from_millis(4),
            artifacts: Vec::new(),
        })
    }

    fn take_back(&mut self) {}

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
        1
    }
}

fn stub(name: &str) -> ToolStub {
    ToolStub {
        name: name.into(),
        parameters: vec![StubParameter {
            name: "number".into(),
            required: true,
        }],
        doc: String::new(),
    }
}

fn times(
    factor: i64,
) -> impl Fn(serde_json::Map<String, Value>) -> std::future::Ready<Result<Value, ToolFailure>> {
    move |arguments| {
        let number = arguments["number"].as_i64().unwrap();
        std::future::ready(Ok(json!(number * factor)))
    }
}

#[test]
fn an_exposed_tool_answers_the_code() {
    let mut sandbox = PythonSandbox::create(CallsTool { ends_with: None });
    sandbox.expose(stub("scale"), times(2));
    let result = block_on(sandbox.run_code("scale"));
    assert_eq!(result.value.as_deref(), Some("42"));
    assert_eq!(result.error, None);
    assert_eq!(result.executing, Duration::from_millis(3));
}

#[test]
fn a_tool_exposed_again_replaces_the_first() {
    let mut sandbox = PythonSandbox::create(CallsTool { ends_with: None });
    sandbox.expose(stub("scale"), times(2));
    sandbox.expose(stub("scale"), times(3));
    let result = block_on(sandbox.run_code("scale"));
    assert_eq!(result.value.as_deref(), Some("63"));
}

#[test]
fn a_tool_that_was_never_exposed_fails() {
    let mut sandbox = PythonSandbox::create(CallsTool { ends_with: None });
    let result = block_on(sandbox.run_code("scale"));
    assert_eq!(
        result.value.as_deref(),
        Some("there is no tool named scale")
    );
}

#[test]
fn what_was_printed_before_the_end_from_outside_is_kept() {
    let deadline = RunError::Deadline {
        limit: Duration::from_secs(1),
    };
    let mut sandbox = PythonSandbox::create(CallsTool {
        ends_with: Some(deadline.clone()),
    });
    let result = block_on(sandbox.run_code("scale"));
    assert_eq!(result.stdout, "before");
    assert_eq!(result.error, Some(CodeError::Ended(deadline)));
}
