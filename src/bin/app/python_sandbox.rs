//! The sandbox for JavaScript: `wasmBindings.PythonSandbox`, described in docs/automation.md.

use std::rc::Rc;

use futures::FutureExt;
use futures::channel::oneshot;
use futures::future::{Either, Shared, select};
use futures::lock::Mutex;
use js_sys::{Promise, Uint8Array};
use micropython_agent::sandbox;
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::supervisor::Supervisor;
use micropython_agent::sandbox::{CodeError, CodeResult, RunError, Snapshot};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::browser::clock::BrowserClock;
use crate::browser::worker_link::FrameSpawner;

/// A Python session of its own, sealed in a worker. Names persist from run to run.
#[wasm_bindgen]
pub struct PythonSandbox {
    /// Runs wait for one another: a session runs one piece of code at a time.
    sandbox: Rc<Mutex<sandbox::PythonSandbox>>,
    /// Resolves when this object is freed.
    freed: Shared<oneshot::Receiver<()>>,
    _alive: oneshot::Sender<()>,
}

/// What `runCode` resolves to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunResult {
    stdout: String,
    stderr: String,
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

#[wasm_bindgen]
impl PythonSandbox {
    /// Starts a sandbox in the background and returns at once; `runCode` waits for it.
    ///
    /// # Errors
    /// An `Error` when this is not a page with a source of random numbers.
    pub fn create() -> Result<PythonSandbox, JsValue> {
        let window = web_sys::window().ok_or_else(|| JsError::new("this is not a page"))?;
        let clock = Rc::new(BrowserClock::new(&window)?);
        let spawner = Rc::new(FrameSpawner::new(window)?);
        let mut supervisor = Supervisor::new(spawner, clock, Limits::default());
        supervisor.prepare();
        let (alive, freed) = oneshot::channel();
        Ok(Self {
            sandbox: Rc::new(Mutex::new(sandbox::PythonSandbox::create(supervisor))),
            freed: freed.shared(),
            _alive: alive,
        })
    }

    /// The session as the last run has left it, as a `Uint8Array` for `restore`; `undefined` before
    /// the first run, or if the session is too large to copy.
    pub fn snapshot(&self) -> Promise {
        let sandbox = self.sandbox.clone();
        future_to_promise(async move {
            let snapshot = sandbox.lock().await.snapshot();
            Ok(snapshot.map_or(JsValue::UNDEFINED, |snapshot| {
                Uint8Array::from(snapshot.as_bytes()).into()
            }))
        })
    }

    /// Goes on from the bytes of a snapshot. Rejects when they are damaged or of another version
    /// of the sandbox.
    pub fn restore(&self, bytes: Vec<u8>) -> Promise {
        let sandbox = self.sandbox.clone();
        future_to_promise(async move {
            let snapshot = Snapshot::from_bytes(bytes).map_err(JsError::from)?;
            let restored = sandbox.lock().await.restore(snapshot).await;
            restored.map_err(JsError::from)?;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Runs Python source. The promise resolves whatever the code does, also when it raises or is
    /// stopped; it rejects only when the sandbox is freed meanwhile, which stops the code.
    #[wasm_bindgen(js_name = runCode)]
    pub fn run_code(&self, source: String) -> Promise {
        let sandbox = self.sandbox.clone();
        let freed = self.freed.clone();
        future_to_promise(async move {
            let run = async move { sandbox.lock().await.run_code(&source).await }.boxed_local();
            match select(run, freed).await {
                Either::Left((result, _)) => RunResult::from(result)
                    .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
                    .map_err(JsValue::from),
                Either::Right(_) => Err(JsError::new("the sandbox was freed").into()),
            }
        })
    }
}

impl From<CodeResult> for RunResult {
    fn from(result: CodeResult) -> Self {
        let duration = result.executing + result.waiting;
        Self {
            stdout: result.stdout,
            stderr: result.stderr,
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
