//! The page's side, played by the tests: starts a session, runs code, answers tool calls.

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use js_sys::{Uint8Array, WebAssembly};
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::protocol::{
    FileAnswer, FileOperation, FromWorker, Message, ToWorker, decode, encode,
};
use micropython_agent::sandbox::{
    Artifact, ArtifactChange, OutputStream, PythonError, RunOutcome, Snapshot, StubParameter,
    ToolFailure, ToolStub,
};
use serde_json::{Map, Value};

use crate::session::Session;

const NONCE: &str = "a nonce";
pub static MICROPYTHON: &[u8] = include_bytes!("../../../../micropython/build/micropython.wasm");

/// A session under test.
pub struct Page {
    session: Session,
    sent: UnboundedReceiver<Message>,
    runs: u32,
    pub can_stop: bool,
    /// The last one that the worker sent.
    pub snapshot: Option<Vec<u8>>,
    told: Option<Snapshot>,
    /// What the worker said of artifacts in the last run.
    pub artifacts: Vec<ArtifactChange>,
    /// What the code has shown in the last run.
    pub displays: Vec<Value>,
}

/// How a run went.
#[derive(Debug, PartialEq)]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub outcome: RunOutcome,
    /// The calls, as `name(arguments)`.
    pub calls: Vec<String>,
}

/// What came of a look at files or a change of them.
#[derive(Debug, PartialEq)]
pub struct Filed {
    pub result: Result<FileAnswer, String>,
    pub content: Option<Vec<u8>>,
    pub changed: bool,
}

/// Starts a session without tools worth limiting.
pub async fn page() -> Page {
    page_with(Limits::default()).await
}

pub async fn page_with(limits: Limits) -> Page {
    let (post, sent) = unbounded();
    let first = encode(NONCE, &ToWorker::Start { limits });
    let post = Box::new(move |message| post.unbounded_send(message).unwrap());
    let compiling = WebAssembly::compile(&Uint8Array::from(MICROPYTHON));
    let session = Session::start(compiling, &first, post).await.unwrap();
    let mut page = Page {
        session,
        sent,
        runs: 0,
        can_stop: false,
        snapshot: None,
        told: None,
        artifacts: Vec::new(),
        displays: Vec::new(),
    };
    assert_eq!(page.next().await, FromWorker::Ready {});
    page
}

/// What a session says that is started with other bytes than the interpreter's.
pub async fn first_word_with(bytes: &[u8]) -> FromWorker {
    let (post, mut sent) = unbounded();
    let limits = Limits::default();
    let first = encode(NONCE, &ToWorker::Start { limits });
    let post = Box::new(move |message| post.unbounded_send(message).unwrap());
    let compiling = WebAssembly::compile(&Uint8Array::from(bytes));
    Session::start(compiling, &first, post).await.unwrap();
    decode(NONCE, &sent.next().await.unwrap().text, usize::MAX).unwrap()
}

fn stub(name: &str, parameters: &[(&str, bool)]) -> ToolStub {
    let parameters = parameters
        .iter()
        .map(|(name, required)| StubParameter {
            name: (*name).into(),
            required: *required,
        })
        .collect();
    ToolStub {
        name: name.into(),
        parameters,
        doc: format!("The tool {name}."),
    }
}

impl Page {
    /// The next message from the worker.
    pub async fn next(&mut self) -> FromWorker {
        loop {
            let Message { text, bytes } = self.sent.next().await.unwrap();
            match decode(NONCE, &text, usize::MAX).unwrap() {
                // Kept aside: most tests are about something else.
                FromWorker::Snapshotted { .. } => self.is_told(bytes),
                FromWorker::Displayed { display, .. } => {
                    self.displays.push(serde_json::to_value(display).unwrap());
                }
                FromWorker::NotRun { .. } => {}
                FromWorker::ArtifactWritten { name, .. } => {
                    let artifact = Artifact::from_bytes(name.as_str(), bytes.unwrap()).unwrap();
                    self.artifacts.push(ArtifactChange::Written { artifact });
                }
                FromWorker::ArtifactRemoved { name, .. } => {
                    self.artifacts.push(ArtifactChange::Removed { name });
                }
                other => return other,
            }
        }
    }

    fn is_told(&mut self, difference: Option<Vec<u8>>) {
        let snapshot = Snapshot::from_difference(&difference.unwrap(), self.told.as_ref()).unwrap();
        self.snapshot = Some(snapshot.to_bytes());
        self.told = Some(snapshot);
    }

    pub fn post(&self, message: ToWorker) {
        self.session.receive(encode(NONCE, &message).into());
    }

    fn post_beside(&self, message: &ToWorker, bytes: &[u8]) {
        self.session.receive(Message {
            text: encode(NONCE, message),
            bytes: Some(bytes.to_vec()),
        });
    }

    /// Has it take up a snapshot; what it says to that.
    pub async fn restore(&mut self, snapshot: Vec<u8>) -> FromWorker {
        if let Ok(snapshot) = Snapshot::from_bytes(&snapshot) {
            self.runs = snapshot.run();
        }
        self.told = None;
        self.post_beside(&ToWorker::Restore {}, &snapshot);
        self.next().await
    }

    /// Asks for something to be done with files: the answer, what is beside it, and whether the
    /// session was told to have changed.
    pub async fn files(&mut self, operation: FileOperation, content: &[u8]) -> Filed {
        self.runs += 1;
        self.snapshot = None;
        let run = self.runs;
        self.post_beside(&ToWorker::Files { run, operation }, content);
        let Message { text, bytes } = loop {
            let message = self.sent.next().await.unwrap();
            match decode(NONCE, &message.text, usize::MAX).unwrap() {
                FromWorker::Snapshotted { run: of } => {
                    assert_eq!(of, run);
                    self.is_told(message.bytes);
                }
                _ => break message,
            }
        };
        match decode(NONCE, &text, usize::MAX).unwrap() {
            FromWorker::FilesDone { run: of, result } if of == run => Filed {
                result,
                content: bytes,
                changed: self.snapshot.is_some(),
            },
            other => panic!("unexpected: {other:?}"),
        }
    }

    /// Starts code; its number.
    pub fn begin(&mut self, source: &str) -> u32 {
        self.runs += 1;
        self.artifacts.clear();
        self.displays.clear();
        self.post(ToWorker::Run {
            run: self.runs,
            source: source.into(),
            file_name: format!("<step {}>", self.runs),
            tools: vec![
                stub("double", &[("number", true)]),
                stub("weather", &[("city", true), ("days", false)]),
                stub("fail", &[]),
            ],
            can_stop: self.can_stop,
        });
        self.runs
    }

    pub fn answer(&self, run: u32, call: u32, result: Result<Value, &str>) {
        let result = result.map_err(|message| ToolFailure {
            message: message.into(),
        });
        self.post(ToWorker::ToolReturned { run, call, result });
    }

    /// Runs code to its end; tools answer at once.
    pub async fn run(&mut self, source: &str) -> Ran {
        let run = self.begin(source);
        let mut ran = Ran {
            stdout: String::new(),
            stderr: String::new(),
            outcome: RunOutcome::Completed { repr: None },
            calls: Vec::new(),
        };
        loop {
            match self.next().await {
                FromWorker::Printed {
                    run: of,
                    stream,
                    text,
                } => {
                    assert_eq!(of, run);
                    match stream {
                        OutputStream::Stdout => ran.stdout += &text,
                        OutputStream::Stderr => ran.stderr += &text,
                    }
                }
                FromWorker::CallTool {
                    call,
                    name,
                    arguments,
                    ..
                } => {
                    let text = serde_json::to_string(&arguments).unwrap();
                    ran.calls.push(format!("{name}({text})"));
                    self.answer(run, call, use_tool(&name, &arguments));
                }
                FromWorker::Waiting { .. } => {}
                FromWorker::Sleeping { milliseconds, .. } => {
                    ran.calls.push(format!("sleep({milliseconds})"));
                    self.post(ToWorker::Woken { run });
                }
                FromWorker::Ended { run: of, outcome } => {
                    assert_eq!(of, run);
                    ran.outcome = outcome;
                    return ran;
                }
                other => panic!("unexpected: {other:?}"),
            }
        }
    }

    /// The `repr` of the code's trailing expression, or the traceback.
    pub async fn value(&mut self, source: &str) -> String {
        match self.run(source).await.outcome {
            RunOutcome::Completed { repr } => repr.unwrap_or_else(|| "no value".into()),
            RunOutcome::Answered { value } => format!("answered {value}"),
            RunOutcome::Raised { error } => error.traceback,
        }
    }

    pub async fn error(&mut self, source: &str) -> PythonError {
        match self.run(source).await.outcome {
            RunOutcome::Raised { error } => error,
            other => panic!("did not raise: {other:?}"),
        }
    }

    /// `kind: message` of what the code raises, if it raises.
    pub async fn error_or_none(&mut self, source: &str) -> Option<String> {
        match self.run(source).await.outcome {
            RunOutcome::Raised { error } => Some(format!("{}: {}", error.kind, error.message)),
            RunOutcome::Completed { .. } | RunOutcome::Answered { .. } => None,
        }
    }

    /// How the code ends, whatever it prints.
    pub async fn end(&mut self, source: &str) -> FromWorker {
        self.begin(source);
        loop {
            match self.next().await {
                FromWorker::Printed { .. } => {}
                end => return end,
            }
        }
    }

    /// `kind: message` of what the code raises.
    pub async fn raised(&mut self, source: &str) -> String {
        let error = self.error(source).await;
        format!("{}: {}", error.kind, error.message)
    }
}

fn use_tool(name: &str, arguments: &Map<String, Value>) -> Result<Value, &'static str> {
    match name {
        "double" => Ok(Value::from(arguments["number"].as_i64().unwrap() * 2)),
        "weather" => Ok(Value::from(arguments.clone())),
        _ => Err("it always fails"),
    }
}
