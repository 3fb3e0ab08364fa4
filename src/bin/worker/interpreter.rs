//! MicroPython: compiled, instantiated and booted without Emscripten's loader, then run one job at
//! a time. Between jobs its linear memory is all there is to a session.

use std::rc::Rc;

use js_sys::{ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array, WebAssembly};
use micropython_agent::sandbox::Snapshot;
use micropython_agent::sandbox::child::Executed;
use micropython_agent::sandbox::protocol::PROTOCOL_VERSION;
use micropython_agent::sandbox::snapshot::{Image, interpreter_tag};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsError, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::imports::{HOST_OBJECT, Host, can_suspend, imports, words};
use crate::memory::{Memory, VALUE};
use crate::pages::Pages;
use crate::{patches, trampolines};

/// The Python side of the sandbox, in the order in which the files build on each other.
const BOOTSTRAP: [&str; 16] = [
    include_str!("../../../micropython/bootstrap/extend.py"),
    include_str!("../../../micropython/bootstrap/strings.py"),
    include_str!("../../../micropython/bootstrap/numbers.py"),
    include_str!("../../../micropython/bootstrap/exceptions.py"),
    include_str!("../../../micropython/bootstrap/functions.py"),
    include_str!("../../../micropython/bootstrap/host.py"),
    include_str!("../../../micropython/bootstrap/plain.py"),
    include_str!("../../../micropython/bootstrap/tools.py"),
    include_str!("../../../micropython/bootstrap/answer.py"),
    include_str!("../../../micropython/bootstrap/sleep.py"),
    include_str!("../../../micropython/bootstrap/asynchronous.py"),
    include_str!("../../../micropython/bootstrap/files.py"),
    include_str!("../../../micropython/bootstrap/page_files.py"),
    include_str!("../../../micropython/bootstrap/traceback.py"),
    include_str!("../../../micropython/bootstrap/run.py"),
    include_str!("../../../micropython/bootstrap/imports.py"),
];
/// Python that runs one job.
const JOB: &str = "_run()";

/// The first part of Python's heap, in bytes; it grows.
const HEAP: u32 = 1 << 20;
/// Words of Python's own stack, where the frames' locals are.
const PYTHON_STACK: u32 = 1 << 16;
/// Bytes of the C stack. The 64 KB that Emscripten sets up end plain recursion at 155 frames.
const STACK: u32 = 2 << 20;
/// How much of it Python may use before it raises: such that the browser's own stack, which has
/// to hold the same calls and cannot be caught, never overflows first.
const STACK_LIMIT: u32 = 224 << 10;
/// What `mp_js_init` sets instead, whatever the stack's size.
const STOCK_STACK_LIMIT: u32 = 32 << 10;
/// The interpreter's state lies in the memory's first part.
const STATE: u32 = 1 << 20;
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
    #[wasm_bindgen(method, getter, js_name = __indirect_function_table)]
    fn functions(this: &Exports) -> WebAssembly::Table;
    #[wasm_bindgen(method, getter, js_name = mp_js_do_exec)]
    fn execute_function(this: &Exports) -> JsValue;
    #[wasm_bindgen(method, catch)]
    pub fn malloc(this: &Exports, bytes: u32) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn free(this: &Exports, address: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn emscripten_stack_init(this: &Exports) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = emscripten_stack_get_current)]
    fn stack_pointer(this: &Exports) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, catch, js_name = _emscripten_stack_restore)]
    fn stack_restore(this: &Exports, address: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = __wasm_call_ctors)]
    fn call_constructors(this: &Exports) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn mp_js_init(this: &Exports, stack_words: u32, heap_bytes: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn proxy_c_init(this: &Exports) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn mp_js_register_js_module(this: &Exports, name: u32, value: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn mp_js_do_exec(this: &Exports, source: u32, length: u32, value: u32) -> Result<(), JsValue>;
}

/// A booted interpreter.
pub struct Interpreter {
    host: Rc<Host>,
    exports: Exports,
    execute: Function,
    /// Where the text of [`JOB`] is.
    job: u32,
    /// Where the value of an execution goes.
    value: u32,
    /// Which snapshots are good for it.
    tag: u64,
    pages: Pages,
}

impl Interpreter {
    /// Compiles and boots `micropython.wasm`.
    ///
    /// # Errors
    /// Why not, for the user.
    pub async fn start(micropython: &ArrayBuffer, host: &Rc<Host>) -> Result<Self, String> {
        if !can_suspend() {
            return Err("this browser cannot suspend WebAssembly (JSPI); \
                Chrome or Edge 137, Firefox 153 and Safari 27 can"
                .into());
        }
        let mut wasm = Uint8Array::new(micropython).to_vec();
        let bytes = interpreter_tag(&[&wasm]);
        patches::apply(&mut wasm)?;
        let exports = instantiate(&wasm, host).await.map_err(|e| words(&e))?;
        Self::boot(exports, host, bytes).map_err(|error| words(&error))
    }

    fn boot(exports: Exports, host: &Rc<Host>, bytes: u64) -> Result<Self, JsValue> {
        host.connect(
            Memory::new(exports.memory()),
            exports.clone().unchecked_into(),
        );
        let memory = host.memory().map_err(JsError::from)?;
        exports.emscripten_stack_init()?;
        exports.call_constructors()?;
        let stack = exports.malloc(STACK)?;
        let top = stack.saturating_add(STACK) & !15;
        exports.stack_restore(top)?;
        exports.mp_js_init(PYTHON_STACK, HEAP)?;
        raise_stack_limit(memory, top)?;
        exports.proxy_c_init()?;

        let value = exports.malloc(VALUE)?;
        memory
            .write_object(value, HOST_OBJECT)
            .map_err(JsError::from)?;
        let name = place(&exports, memory, b"_host\0")?;
        exports.mp_js_register_js_module(name, value)?;
        for source in BOOTSTRAP {
            let address = place(&exports, memory, source.as_bytes())?;
            exports.mp_js_do_exec(address, source.len() as u32, value)?;
            exports.free(address)?;
            let exception = memory.exception(value, EXCEPTION).map_err(JsError::from)?;
            if let Some((text, _)) = exception {
                return Err(JsError::new(&format!("its Python part failed: {text}")).into());
            }
        }
        let job = place(&exports, memory, JOB.as_bytes())?;
        let mut words = vec![value, job, exports.stack_pointer()?, PROTOCOL_VERSION];
        words.extend([HEAP, PYTHON_STACK, STACK, STACK_LIMIT]);
        let layout: Vec<u8> = words.into_iter().flat_map(u32::to_le_bytes).collect();
        let tag = interpreter_tag(&[&bytes.to_le_bytes(), BOOTSTRAP.concat().as_bytes(), &layout]);
        Ok(Self {
            host: Rc::clone(host),
            execute: promising(&exports.execute_function())?,
            job,
            value,
            exports,
            tag,
            pages: Pages::default(),
        })
    }

    /// Its state, while it rests: the memory is all there is to it. None if that is too much to
    /// copy.
    ///
    /// # Errors
    /// What the engine says.
    pub fn snapshot(&self, run: u32) -> Result<Option<Snapshot>, JsValue> {
        let memory = self.host.memory().map_err(JsError::from)?;
        let Some(extents) = self.pages.used(memory)? else {
            return Ok(None);
        };
        let mut pages = Vec::new();
        for extent in &extents {
            memory
                .append_to(&mut pages, extent.address(), extent.length())
                .map_err(JsError::from)?;
        }
        let image = Image {
            interpreter: self.tag,
            run,
            memory_bytes: memory.size(),
            extents,
            pages,
        };
        Ok(Some(image.pack()))
    }

    /// Takes up a state of another interpreter that was booted like this one. After an error it
    /// cannot be used.
    ///
    /// # Errors
    /// Why not, for the user.
    pub fn restore(&self, bytes: Vec<u8>) -> Result<(), String> {
        let limit = self.host.memory_limit();
        let image = Snapshot::from_bytes(bytes)
            .and_then(|snapshot| snapshot.unpack(self.tag, limit))
            .map_err(|error| error.to_string())?;
        let memory = self.host.memory().map_err(|error| error.to_string())?;
        let size = image.memory_bytes;
        if memory.size() < size && !memory.grow(size, limit) {
            return Err("there is not enough memory for the saved Python session".into());
        }
        self.take_up(memory, &image).map_err(|error| words(&error))
    }

    fn take_up(&self, memory: &Memory, image: &Image) -> Result<(), JsValue> {
        // Few of the other pages are anything but zero, and those are found quickly.
        for extent in self.pages.used(memory)?.unwrap_or_default() {
            let cleared = memory.clear(extent.address(), extent.length());
            cleared.map_err(JsError::from)?;
        }
        let mut rest = image.pages.as_slice();
        for extent in &image.extents {
            let Some((pages, others)) = rest.split_at_checked(extent.length() as usize) else {
                return Err(JsError::new("the saved Python session is cut off").into());
            };
            let written = memory.write(extent.address(), pages);
            written.map_err(JsError::from)?;
            rest = others;
        }
        Ok(())
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
            &self.job.into(),
            &(JOB.len() as u32).into(),
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
        self.exports.mp_js_do_exec(self.job, 0, self.value)
    }
}

/// Copies bytes to a place of their own.
fn place(exports: &Exports, memory: &Memory, bytes: &[u8]) -> Result<u32, JsValue> {
    let address = exports.malloc(bytes.len() as u32)?;
    if address == 0 {
        return Err(JsError::new("there is no memory").into());
    }
    memory.write(address, bytes).map_err(JsError::from)?;
    Ok(address)
}

async fn instantiate(wasm: &[u8], host: &Rc<Host>) -> Result<Exports, JsValue> {
    let module = compile(wasm).await?;
    let names: Vec<String> = WebAssembly::Module::imports(&module)
        .iter()
        .filter_map(|import| Reflect::get(&import, &"name".into()).ok()?.as_string())
        .filter(|name| name.starts_with(trampolines::PREFIX))
        .collect();
    let written = trampolines::module(&names).map_err(|error| JsError::new(&error))?;
    let springs = instance(&compile(&written).await?, &Object::new()).await?;
    let instance = instance(&module, &imports(&module, &springs, host)?).await?;
    let exports: Exports = instance.unchecked_into();

    let from = exports.functions();
    let to = table(&springs, trampolines::FUNCTIONS_TABLE)?;
    to.grow(from.length())?;
    for index in 0..from.length() {
        let function = from.get(index)?;
        if !function.is_null() {
            to.set(index, &function)?;
        }
    }
    let helpers = table(&springs, trampolines::HELPERS_TABLE)?;
    for (index, name) in (0..).zip(trampolines::HELPERS) {
        let helper: Function = Reflect::get(&exports, &name.into())?.dyn_into()?;
        helpers.set(index, &helper)?;
    }
    Ok(exports)
}

async fn compile(wasm: &[u8]) -> Result<WebAssembly::Module, JsValue> {
    let compiled = JsFuture::from(WebAssembly::compile(&Uint8Array::from(wasm))).await?;
    Ok(compiled.unchecked_into())
}

async fn instance(module: &WebAssembly::Module, imports: &Object) -> Result<Object, JsValue> {
    let instance = JsFuture::from(WebAssembly::instantiate_module(module, imports)).await?;
    Ok(instance.unchecked_into::<WebAssembly::Instance>().exports())
}

fn table(exports: &Object, name: &str) -> Result<WebAssembly::Table, JsValue> {
    Reflect::get(exports, &name.into())?.dyn_into()
}

/// Lets Python use [`STACK_LIMIT`] bytes of the C stack. The place is in the interpreter's state:
/// the stack's top as `mp_js_init` met it, and behind it the limit. Unless there is exactly one
/// such place, the stock limit stays.
fn raise_stack_limit(memory: &Memory, top: u32) -> Result<(), JsValue> {
    let state = memory.read(0, STATE).map_err(JsError::from)?;
    let (words, _) = state.as_chunks::<4>();
    let places: Vec<usize> = words
        .windows(2)
        .enumerate()
        .filter_map(|(place, pair)| match pair {
            [near, limit] if *limit == STOCK_STACK_LIMIT.to_le_bytes() => (top - 1024..=top)
                .contains(&u32::from_le_bytes(*near))
                .then_some(place + 1),
            _ => None,
        })
        .collect();
    let [place] = places[..] else {
        tracing::warn!(places = places.len(), "the recursion limit stays low");
        return Ok(());
    };
    memory
        .write_word(place as u32 * 4, STACK_LIMIT)
        .map_err(|error| JsError::from(error).into())
}
