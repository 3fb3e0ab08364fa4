//! The session behind a [`super::PythonSandbox`], in a part of its own of the program.

use std::rc::Rc;
use std::time::Duration;

use futures::FutureExt;
use futures::lock::Mutex;
use js_sys::{Function, JSON, Uint8Array};
use micropython_agent::Error;
use micropython_agent::agent::tool_stub;
use micropython_agent::display::Display;
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::supervisor::Supervisor;
use micropython_agent::sandbox::{
    CodeError, CodeResult, FileEntry, FilePath, PythonSandbox, RunError, Snapshot,
};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_split_helpers::wasm_split;

use super::{Outcome, Session, exposed_tool};
use crate::browser::clock::BrowserClock;
use crate::browser::json::to_js;
use crate::browser::worker_link::FrameSpawner;
use crate::embedding::{self, thrown};
use crate::lazy::LoadError;

/// Starts a session in the background, by the options of `PythonSandbox.create`.
#[wasm_split(sandbox, fallible)]
pub fn start(options: JsValue) -> Result<Result<Rc<dyn Session>, JsValue>, LoadError> {
    Ok(started(options))
}

fn started(options: JsValue) -> Result<Rc<dyn Session>, JsValue> {
    let limits = limits(&options)?;
    let window = web_sys::window().ok_or_else(|| embedding::plain("this is not a page"))?;
    let clock = Rc::new(BrowserClock::new(&window)?);
    let spawner = Rc::new(FrameSpawner::new(window)?);
    let mut supervisor = Supervisor::new(spawner, clock, limits);
    supervisor.prepare();
    let sandbox = PythonSandbox::create(supervisor);
    Ok(Rc::new(Sealed(Rc::new(Mutex::new(sandbox)))))
}

/// Runs wait for one another: a session runs one piece of code at a time.
struct Sealed(Rc<Mutex<PythonSandbox>>);

/// What `create` may be told: limits in the place of the default ones, each a whole number from the
/// first to the second.
const LIMITS: [(&str, u64, u64); 8] = [
    ("executionMs", 1, 3_600_000),
    ("sleepingMs", 0, 86_400_000),
    ("toolCalls", 0, 1_000_000),
    ("outputBytes", 0, 64 << 20),
    ("sourceBytes", 1, 16 << 20),
    ("messageBytes", 1 << 10, 64 << 20),
    ("memoryBytes", 4 << 20, 2 << 30),
    ("fileBytes", 0, 1 << 30),
];

/// The default limits, with those of `options` in their place.
fn limits(options: &JsValue) -> Result<Limits, JsValue> {
    embedding::known_fields(options, &LIMITS.map(|(name, ..)| name))?;
    let mut limits = Limits::default();
    for (name, least, most) in LIMITS {
        let Some(given) = embedding::value(options, name)? else {
            continue;
        };
        let number = given.as_f64().filter(|number| {
            number.fract() == 0.0 && (least as f64..=most as f64).contains(number)
        });
        let Some(number) = number.map(|number| number as u64) else {
            return Err(embedding::plain(&format!(
                "{name}: {} is no whole number from {least} to {most}",
                describe(&given)
            )));
        };
        let size = usize::try_from(number).unwrap_or(usize::MAX);
        match name {
            "executionMs" => limits.execution = Duration::from_millis(number),
            "sleepingMs" => limits.sleeping = Duration::from_millis(number),
            "toolCalls" => limits.tool_calls = number as u32,
            "outputBytes" => limits.output_bytes = size,
            "sourceBytes" => limits.source_bytes = size,
            "messageBytes" => limits.message_bytes = size,
            "memoryBytes" => limits.memory_bytes = size,
            _ => limits.file_bytes = size,
        }
    }
    Ok(limits)
}

/// A value as a message names it.
fn describe(value: &JsValue) -> String {
    let text = JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string());
    let text = text.unwrap_or_else(|| "this".into());
    text.chars().take(40).collect()
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
    /// As docs/embedding.md lists them, where it was not Python that raised.
    code: Option<&'static str>,
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
                Uint8Array::from(&*snapshot.to_bytes()).into()
            }))
        }
        .boxed_local()
    }

    fn restore(&self, bytes: Vec<u8>) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let snapshot = Snapshot::from_bytes(&bytes).map_err(thrown)?;
            let restored = sandbox.lock().await.restore(snapshot).await;
            restored.map_err(thrown)?;
            Ok(JsValue::UNDEFINED)
        }
        .boxed_local()
    }

    fn list_files(&self) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let files = sandbox.lock().await.list_files().await;
            let files = files.map_err(thrown)?;
            let listed: Vec<ListedFile> = files.into_iter().map(ListedFile::from).collect();
            to_js(&listed)
        }
        .boxed_local()
    }

    fn read_file(&self, path: String) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let path = FilePath::new(&path).map_err(thrown)?;
            let content = sandbox.lock().await.read_file(path).await;
            let content = content.map_err(thrown)?;
            Ok(Uint8Array::from(content.as_slice()).into())
        }
        .boxed_local()
    }

    fn add_file(&self, path: String, content: Vec<u8>) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let path = FilePath::new(&path).map_err(thrown)?;
            let added = sandbox.lock().await.add_file(path, content).await;
            added.map_err(thrown)?;
            Ok(JsValue::UNDEFINED)
        }
        .boxed_local()
    }

    fn remove_file(&self, path: String) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let path = FilePath::new(&path).map_err(thrown)?;
            let removed = sandbox.lock().await.remove_file(path).await;
            removed.map_err(thrown)?;
            Ok(JsValue::UNDEFINED)
        }
        .boxed_local()
    }

    fn run_code(&self, source: String) -> Outcome {
        let sandbox = self.0.clone();
        async move {
            let result = sandbox.lock().await.run_code(&source).await;
            to_js(&RunResult::from(result))
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
                code: None,
                message: error.message,
                traceback: error.traceback,
            },
            CodeError::Ended(error) => Self {
                kind: match &error {
                    RunError::Deadline { .. } => "DeadlineExceeded",
                    RunError::LimitExceeded(_) => "LimitExceeded",
                    RunError::Crashed(_) => "SandboxCrashed",
                    RunError::Protocol(_) => "ProtocolBroken",
                    RunError::NotRestored(_) => "NotRestored",
                    RunError::Unavailable(_) => "SandboxUnavailable",
                }
                .into(),
                message: error.to_string(),
                code: Some(Error::from(error).code()),
                traceback: String::new(),
            },
        }
    }
}
