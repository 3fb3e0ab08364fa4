//! The session behind a [`super::PythonSandbox`], in a part of its own of the program.

use std::rc::Rc;
use std::time::Duration;

use futures::FutureExt;
use futures::lock::Mutex;
use js_sys::{Function, Uint8Array};
use micropython_agent::agent::tool_stub;
use micropython_agent::display::Display;
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::supervisor::Supervisor;
use micropython_agent::sandbox::{
    CodeError, CodeResult, FileEntry, FilePath, PythonSandbox, RunError, Snapshot,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_split_helpers::wasm_split;

use super::{Outcome, Session, exposed_tool};
use crate::browser::clock::BrowserClock;
use crate::browser::worker_link::FrameSpawner;
use crate::embedding;
use crate::lazy::LoadError;

/// Starts a session in the background, by the options of `PythonSandbox.create`.
#[wasm_split(sandbox, fallible)]
pub fn start(options: JsValue) -> Result<Result<Rc<dyn Session>, JsValue>, LoadError> {
    Ok(started(options))
}

fn started(options: JsValue) -> Result<Rc<dyn Session>, JsValue> {
    let limits = limits(options)?;
    let window = web_sys::window().ok_or_else(|| JsError::new("this is not a page"))?;
    let clock = Rc::new(BrowserClock::new(&window)?);
    let spawner = Rc::new(FrameSpawner::new(window)?);
    let mut supervisor = Supervisor::new(spawner, clock, limits);
    supervisor.prepare();
    let sandbox = PythonSandbox::create(supervisor);
    Ok(Rc::new(Sealed(Rc::new(Mutex::new(sandbox)))))
}

/// Runs wait for one another: a session runs one piece of code at a time.
struct Sealed(Rc<Mutex<PythonSandbox>>);

/// What `create` may be told: limits in the place of the default ones.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Options {
    execution_ms: Option<f64>,
    sleeping_ms: Option<f64>,
    tool_calls: Option<u32>,
    output_bytes: Option<usize>,
    source_bytes: Option<usize>,
    message_bytes: Option<usize>,
    memory_bytes: Option<usize>,
    file_bytes: Option<usize>,
}

/// The default limits, with those of `options` in their place.
fn limits(options: JsValue) -> Result<Limits, JsValue> {
    // By way of JSON: reading a JavaScript object field by field would miss unknown ones.
    let options: Value = serde_wasm_bindgen::from_value(options)?;
    let options: Option<Options> =
        serde_json::from_value(options).map_err(|error| JsError::new(&error.to_string()))?;
    let options = options.unwrap_or_default();
    let default = Limits::default();
    Ok(Limits {
        execution: duration("executionMs", options.execution_ms, default.execution)?,
        sleeping: duration("sleepingMs", options.sleeping_ms, default.sleeping)?,
        tool_calls: options.tool_calls.unwrap_or(default.tool_calls),
        output_bytes: options.output_bytes.unwrap_or(default.output_bytes),
        source_bytes: options.source_bytes.unwrap_or(default.source_bytes),
        message_bytes: options.message_bytes.unwrap_or(default.message_bytes),
        memory_bytes: options.memory_bytes.unwrap_or(default.memory_bytes),
        file_bytes: options.file_bytes.unwrap_or(default.file_bytes),
    })
}

fn duration(name: &str, milliseconds: Option<f64>, default: Duration) -> Result<Duration, JsError> {
    let Some(milliseconds) = milliseconds else {
        return Ok(default);
    };
    Duration::try_from_secs_f64(milliseconds / 1000.0)
        .map_err(|error| JsError::new(&format!("{name}: {error}")))
}

/// What `runCode` resolves to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunResult {
    stdout: String,
    stderr: String,
    displays: Vec<Display>,
    value: Option<String>,
    error: Option<RunFailure>,
    duration_ms: f64,
}

/// The `error` of a [`RunResult`].
#[derive(Serialize)]
struct RunFailure {
    #[serde(rename = "type")]
    kind: String,
    message: String,
    traceback: String,
}

/// What `listFiles` tells of a file.
#[derive(Serialize)]
struct ListedFile {
    path: String,
    bytes: usize,
    modified: u64,
}

impl From<FileEntry> for ListedFile {
    fn from(file: FileEntry) -> Self {
        Self {
            path: file.path.into(),
            bytes: file.bytes,
            modified: file.modified.saturating_mul(1000),
        }
    }
}

impl Session for Sealed {
    fn snapshot(&self) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let snapshot = sandbox.lock().await.snapshot();
            Ok(snapshot.map_or(JsValue::UNDEFINED, |snapshot| {
                Uint8Array::from(snapshot.as_bytes()).into()
            }))
        }
        .boxed_local()
    }

    fn restore(&self, bytes: Vec<u8>) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let snapshot = Snapshot::from_bytes(bytes).map_err(JsError::from)?;
            let restored = sandbox.lock().await.restore(snapshot).await;
            restored.map_err(JsError::from)?;
            Ok(JsValue::UNDEFINED)
        }
        .boxed_local()
    }

    fn list_files(&self) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let files = sandbox.lock().await.list_files().await;
            let files = files.map_err(JsError::from)?;
            let listed: Vec<ListedFile> = files.into_iter().map(ListedFile::from).collect();
            listed
                .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
                .map_err(JsValue::from)
        }
        .boxed_local()
    }

    fn read_file(&self, path: String) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let path = FilePath::new(&path).map_err(JsError::from)?;
            let content = sandbox.lock().await.read_file(path).await;
            let content = content.map_err(JsError::from)?;
            Ok(Uint8Array::from(content.as_slice()).into())
        }
        .boxed_local()
    }

    fn add_file(&self, path: String, content: Vec<u8>) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let path = FilePath::new(&path).map_err(JsError::from)?;
            let added = sandbox.lock().await.add_file(path, content).await;
            added.map_err(JsError::from)?;
            Ok(JsValue::UNDEFINED)
        }
        .boxed_local()
    }

    fn remove_file(&self, path: String) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let path = FilePath::new(&path).map_err(JsError::from)?;
            let removed = sandbox.lock().await.remove_file(path).await;
            removed.map_err(JsError::from)?;
            Ok(JsValue::UNDEFINED)
        }
        .boxed_local()
    }

    fn run_code(&self, source: String) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let result = sandbox.lock().await.run_code(&source).await;
            RunResult::from(result)
                .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
                .map_err(JsValue::from)
        }
        .boxed_local()
    }

    fn expose(&self, name: String, tool: &JsValue) -> Result<Outcome, JsValue> {
        embedding::known_fields(tool, &["description", "input", "output", "run"])?;
        let definition = Rc::new(embedding::definition_of(&name, tool)?);
        let run = embedding::value(tool, "run")?.unwrap_or(JsValue::UNDEFINED);
        let run = embedding::function("run", run)?;
        let stub = tool_stub(&definition);
        let sandbox = self.0.clone();
        Ok(async move {
            sandbox.lock().await.expose(stub, move |arguments| {
                exposed_tool::call_checked(definition.clone(), run.clone(), arguments)
            });
            Ok(JsValue::UNDEFINED)
        }
        .boxed_local())
    }

    fn expose_tool(
        &self,
        name: String,
        parameters: Vec<String>,
        function: Function,
    ) -> Result<Outcome, JsValue> {
        let stub = exposed_tool::stub(name, &parameters)?;
        let sandbox = self.0.clone();
        Ok(async move {
            sandbox.lock().await.expose(stub, move |arguments| {
                exposed_tool::call(function.clone(), arguments)
            });
            Ok(JsValue::UNDEFINED)
        }
        .boxed_local())
    }
}

impl From<CodeResult> for RunResult {
    fn from(result: CodeResult) -> Self {
        let duration = result.executing + result.waiting;
        Self {
            stdout: result.stdout,
            stderr: result.stderr,
            displays: result.displays,
            value: result.value,
            error: result.error.map(RunFailure::from),
            duration_ms: duration.as_secs_f64() * 1000.0,
        }
    }
}

impl From<CodeError> for RunFailure {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::Raised(error) => Self {
                kind: error.kind,
                message: error.message,
                traceback: error.traceback,
            },
            CodeError::Ended(error) => Self {
                kind: match error {
                    RunError::Deadline { .. } => "DeadlineExceeded",
                    RunError::LimitExceeded(_) => "LimitExceeded",
                    RunError::Crashed(_) => "SandboxCrashed",
                    RunError::Protocol(_) => "ProtocolBroken",
                    RunError::NotRestored(_) => "NotRestored",
                    RunError::Unavailable(_) => "SandboxUnavailable",
                }
                .into(),
                message: error.to_string(),
                traceback: String::new(),
            },
        }
    }
}
