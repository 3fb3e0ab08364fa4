//! The sandbox for JavaScript: `wasmBindings.PythonSandbox`, described in docs/automation.md.

pub mod exposed_tool;
mod session;

use std::rc::Rc;

use futures::FutureExt;
use futures::channel::oneshot;
use futures::future::{Either, LocalBoxFuture, Shared, select};
use js_sys::{Function, Promise};
use serde_json::Map;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use self::session::start;
use crate::embedding::{error_of, not_loaded};

/// A Python session of its own, sealed in a worker. Names persist from run to run.
#[wasm_bindgen]
pub struct PythonSandbox {
    session: Rc<dyn Session>,
    /// Resolves when this object is freed.
    freed: Shared<oneshot::Receiver<()>>,
    _alive: oneshot::Sender<()>,
}

/// What an operation comes to.
type Outcome = LocalBoxFuture<'static, Result<JsValue, JsValue>>;

/// The session behind a [`PythonSandbox`], whose methods say what each operation does. It is in a part of
/// the program that is loaded when the first one is created.
trait Session {
    fn snapshot(&self) -> Outcome;
    fn restore(&self, bytes: Vec<u8>) -> Outcome;
    fn list_files(&self) -> Outcome;
    fn read_file(&self, path: String) -> Outcome;
    fn add_file(&self, path: String, content: Vec<u8>) -> Outcome;
    fn remove_file(&self, path: String) -> Outcome;
    fn run_code(&self, source: String) -> Outcome;
    fn expose(&self, name: String, tool: &JsValue) -> Result<Outcome, JsValue>;
    fn expose_tool(
        &self,
        name: String,
        parameters: Vec<String>,
        function: Function,
    ) -> Result<Outcome, JsValue>;
}

#[wasm_bindgen]
impl PythonSandbox {
    /// Starts a sandbox in the background; `runCode` waits for it. `options` may have limits, such as
    /// `executionMs`, how long one run may execute.
    ///
    /// # Errors
    /// Rejects for other options, when this is not a page with a source of random numbers, and when
    /// the part of the program that this takes cannot be loaded.
    pub async fn create(options: JsValue) -> Result<PythonSandbox, JsValue> {
        let session = start(options).await.map_err(not_loaded)??;
        let (alive, freed) = oneshot::channel();
        Ok(Self {
            session,
            freed: freed.shared(),
            _alive: alive,
        })
    }

    /// The session as the last run has left it, as a `Uint8Array` for `restore`; `undefined` before
    /// the first run, or if the session is too large to copy.
    pub fn snapshot(&self) -> Promise {
        self.unless_freed(self.session.snapshot())
    }

    /// Goes on from the bytes of a snapshot. Rejects when they are damaged or of another version
    /// of the sandbox.
    pub fn restore(&self, bytes: Vec<u8>) -> Promise {
        self.unless_freed(self.session.restore(bytes))
    }

    /// The files that Python can open, each `{path, bytes, modified}`, `modified` in milliseconds
    /// since the Unix epoch.
    #[wasm_bindgen(js_name = listFiles)]
    pub fn list_files(&self) -> Promise {
        self.unless_freed(self.session.list_files())
    }

    /// The content of a file as a `Uint8Array`. Rejects when there is none.
    #[wasm_bindgen(js_name = readFile)]
    pub fn read_file(&self, path: String) -> Promise {
        self.unless_freed(self.session.read_file(path))
    }

    /// Puts a file where Python finds it; one of the same path is replaced. Rejects when there is
    /// no room for it.
    #[wasm_bindgen(js_name = addFile)]
    pub fn add_file(&self, path: String, content: Vec<u8>) -> Promise {
        self.unless_freed(self.session.add_file(path, content))
    }

    /// Takes a file away. Rejects when there is none.
    #[wasm_bindgen(js_name = removeFile)]
    pub fn remove_file(&self, path: String) -> Promise {
        self.unless_freed(self.session.remove_file(path))
    }

    /// Runs Python source. The promise resolves whatever the code does, also when it raises or is
    /// stopped; it rejects only when the sandbox is freed meanwhile, which stops the code.
    #[wasm_bindgen(js_name = runCode)]
    pub fn run_code(&self, source: String) -> Promise {
        self.unless_freed(self.session.run_code(source))
    }

    /// Makes a JavaScript function callable from Python, from the next run on, described by
    /// `{description, input, output, run}`: `input` and `output` are JSON schemas, by which each call
    /// and each result is checked.
    ///
    /// # Errors
    /// An `Error` with a code, when that cannot be offered to Python.
    pub fn expose(&self, name: String, tool: &JsValue) -> Result<Promise, JsValue> {
        Ok(self.unless_freed(self.session.expose(name, tool)?))
    }

    /// Makes a JavaScript function callable from Python, from the next run on. `parameters` are
    /// names in positional order, a `?` after those that may be left out. The function gets one
    /// object, the arguments by name; what it returns, or its promise resolves to, must be JSON.
    /// The promise resolves once no run is under way and the tool is there.
    ///
    /// # Errors
    /// An `Error` when a name is no Python identifier.
    #[wasm_bindgen(js_name = exposeTool)]
    pub fn expose_tool(
        &self,
        name: String,
        parameters: Vec<String>,
        function: Function,
    ) -> Result<Promise, JsValue> {
        Ok(self.unless_freed(self.session.expose_tool(name, parameters, function)?))
    }
}

impl PythonSandbox {
    /// The work as a promise, which rejects when the sandbox is freed before it is done.
    fn unless_freed(&self, work: Outcome) -> Promise {
        let freed = self.freed.clone();
        future_to_promise(async move {
            match select(work, freed).await {
                Either::Left((result, _)) => result,
                Either::Right(_) => Err(error_of(
                    "the sandbox was freed",
                    "sandbox.freed",
                    &Map::new(),
                )),
            }
        })
    }
}
