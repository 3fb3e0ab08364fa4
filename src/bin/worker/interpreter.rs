//! MicroPython: compiled and instantiated without Emscripten's loader, then run one job at a time.
//! It is in its booted state as soon as it is instantiated (xtask prepares it so). Between jobs its
//! linear memory is all there is to a session.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Function, Promise, Uint8Array, WebAssembly};
use micropython_agent::sandbox::Snapshot;
use micropython_agent::sandbox::child::Executed;
use micropython_agent::sandbox::protocol::PROTOCOL_VERSION;
use micropython_agent::sandbox::snapshot::{Image, interpreter_tag};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsError, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::imports::{Host, can_suspend, imports, words};
use crate::memory::Memory;
use crate::pages::Pages;

/// An exception that comes out of a job is not longer, in bytes.
const EXCEPTION: usize = 64 << 10;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = WebAssembly, catch)]
    fn promising(function: &JsValue) -> Result<Function, JsValue>;

    /// What `micropython.wasm` exports.
    #[wasm_bindgen]
    pub type Exports;
    #[wasm_bindgen(method, getter)]
    fn memory(this: &Exports) -> WebAssembly::Memory;
    #[wasm_bindgen(method, getter, js_name = mp_js_do_exec)]
    fn execute_function(this: &Exports) -> JsValue;
    #[wasm_bindgen(method, catch)]
    pub fn malloc(this: &Exports, bytes: u32) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn free(this: &Exports, address: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn mp_js_do_exec(this: &Exports, source: u32, length: u32, value: u32) -> Result<(), JsValue>;

    // These are added by xtask. The first tells what pages hold, the second makes zero what is not
    // in use, the others tell where things are in the booted memory.
    #[wasm_bindgen(method, catch)]
    pub fn digests(this: &Exports, first: u32, count: u32, is_clean: bool) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn clean(this: &Exports) -> Result<(), JsValue>;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Exports) -> Option<WebAssembly::Global>;
    #[wasm_bindgen(method, getter)]
    fn job(this: &Exports) -> Option<WebAssembly::Global>;
    #[wasm_bindgen(method, getter)]
    fn job_length(this: &Exports) -> Option<WebAssembly::Global>;
}

/// A booted interpreter.
pub struct Interpreter {
    host: Rc<Host>,
    exports: Exports,
    execute: Function,
    /// Where the Python that runs one job is, and how many bytes it has.
    job: (u32, u32),
    /// Where the value of an execution goes.
    value: u32,
    /// Which snapshots are good for it.
    tag: u64,
    /// Known once [`Interpreter::note_booted`] has looked.
    pages: RefCell<Option<Pages>>,
}

impl Interpreter {
    /// Instantiates the prepared `micropython.wasm` once that is compiled.
    ///
    /// # Errors
    /// Why not, for the user.
    pub async fn start(compiling: Promise, host: &Rc<Host>) -> Result<Self, String> {
        if !can_suspend() {
            return Err("this browser cannot suspend WebAssembly (JSPI); \
                Chrome or Edge 137, Firefox 153 and Safari 27 can"
                .into());
        }
        let started = Self::instantiate(compiling, host).await;
        started.map_err(|error| words(&error))
    }

    async fn instantiate(compiling: Promise, host: &Rc<Host>) -> Result<Self, JsValue> {
        let module = JsFuture::from(compiling).await?;
        let module: WebAssembly::Module = module.unchecked_into();
        let imports = imports(&module, host)?;
        let instance = JsFuture::from(WebAssembly::instantiate_module(&module, &imports)).await?;
        let instance: WebAssembly::Instance = instance.unchecked_into();
        let exports: Exports = instance.exports().unchecked_into();
        let job = (address(exports.job())?, address(exports.job_length())?);
        let value = address(exports.value())?;
        let memory = Memory::new(exports.memory());
        host.connect(memory, exports.clone().unchecked_into());
        Ok(Self {
            host: Rc::clone(host),
            execute: promising(&exports.execute_function())?,
            job,
            value,
            exports,
            tag: interpreter_tag(&[&fingerprint(&module)?, &PROTOCOL_VERSION.to_le_bytes()]),
            pages: RefCell::default(),
        })
    }

    /// Takes note of its memory as it was booted, of which snapshots hold nothing. Before the first
    /// job, and after the page was told that it is up, which sends that job meanwhile.
    ///
    /// # Errors
    /// What the engine says.
    pub fn note_booted(&self) -> Result<(), JsValue> {
        let memory = self.host.memory().map_err(JsError::from)?;
        self.pages
            .replace(Some(Pages::booted(&self.exports, memory)?));
        Ok(())
    }

    /// Its state, while it rests: the memory is all there is to it. None if that is too much to
    /// copy.
    ///
    /// # Errors
    /// What the engine says.
    pub fn snapshot(&self, run: u32) -> Result<Option<Snapshot>, JsValue> {
        let memory = self.host.memory().map_err(JsError::from)?;
        self.exports.clean()?;
        let mut pages = self.pages.borrow_mut();
        let pages = pages.as_mut().ok_or_else(not_noted)?;
        let blocks = pages.changed(&self.exports, memory)?;
        Ok(blocks.map(|blocks| {
            let image = Image {
                interpreter: self.tag,
                run,
                memory_bytes: memory.size(),
                blocks,
            };
            image.pack()
        }))
    }

    /// Takes up a state of an interpreter of the same bytes, in the place of its own. After an error
    /// it cannot be used.
    ///
    /// # Errors
    /// Why not, for the user.
    pub fn restore(&self, bytes: &[u8]) -> Result<(), String> {
        let limit = self.host.memory_limit();
        let image = Snapshot::from_bytes(bytes)
            .and_then(|snapshot| snapshot.unpack(self.tag, limit))
            .map_err(|error| error.to_string())?;
        let memory = self.host.memory().map_err(|error| error.to_string())?;
        let size = image.memory_bytes;
        if memory.size() < size && !memory.grow(size, limit) {
            return Err("there is not enough memory for the saved Python session".into());
        }
        let pages = self.pages.borrow();
        let pages = pages.as_ref().ok_or_else(|| words(&not_noted()))?;
        pages
            .put(&self.exports, memory, &image.blocks)
            .map_err(|error| words(&error))
    }

    /// Runs the job that the host holds, to its end.
    pub async fn execute(&self) -> Executed {
        match self.try_execute().await {
            Ok(executed) => executed,
            Err(error) => self.host.trap(&error),
        }
    }

    async fn try_execute(&self) -> Result<Executed, JsValue> {
        let promise = self.execute.call3(
            &JsValue::NULL,
            &self.job.0.into(),
            &self.job.1.into(),
            &self.value.into(),
        )?;
        JsFuture::from(Promise::from(promise)).await?;
        let memory = self.host.memory().map_err(JsError::from)?;
        let exception = memory
            .exception(self.value, EXCEPTION)
            .map_err(JsError::from)?;
        let Some((text, address)) = exception else {
            self.collect()?;
            return Ok(Executed::Returned);
        };
        self.exports.free(address)?;
        self.collect()?;
        // The class and the traceback, with MicroPython's own mark between.
        let (kind, traceback) = text.split_once('\u{4}').unwrap_or(("Exception", &text));
        Ok(Executed::Raised {
            kind: kind.into(),
            traceback: traceback.into(),
        })
    }
}

impl Interpreter {
    /// Collects garbage, which the port does on entering Python anew, where no live pointer can be
    /// in a local of WebAssembly: so this enters it for nothing.
    fn collect(&self) -> Result<(), JsValue> {
        self.exports.mp_js_do_exec(self.job.0, 0, self.value)
    }
}

/// A constant of the prepared interpreter.
fn address(constant: Option<WebAssembly::Global>) -> Result<u32, JsValue> {
    let number = constant.and_then(|constant| constant.value().as_f64());
    match number {
        Some(number) => Ok(number as u32),
        None => Err(not_prepared()),
    }
}

/// What xtask has written into the module: a hash of its bytes.
fn fingerprint(module: &WebAssembly::Module) -> Result<Vec<u8>, JsValue> {
    let sections = WebAssembly::Module::custom_sections(module, "fingerprint");
    match sections.get(0).dyn_into::<ArrayBuffer>() {
        Ok(hash) => Ok(Uint8Array::new(&hash).to_vec()),
        Err(_) => Err(not_prepared()),
    }
}

fn not_noted() -> JsValue {
    JsError::new("how the interpreter was booted is not known").into()
}

fn not_prepared() -> JsValue {
    JsError::new("micropython.wasm is not the prepared one").into()
}
