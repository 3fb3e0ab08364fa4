//! The import object: all that Python can reach. It can print, read the clock, draw random
//! numbers, grow its memory up to the limit, and ask its host by one object: by its one method, and
//! native functions by a subscript. Every other import refuses.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, Object, Promise, Reflect, WebAssembly};
use micropython_agent::sandbox::child::{Child, Executed, Received, Reply};
use micropython_agent::sandbox::limits::Resource;
use micropython_agent::sandbox::protocol::Message;
use micropython_agent::sandbox::{OutputStream, Snapshot};
use wasm_bindgen::closure::WasmClosure;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsError, JsValue};

use crate::interpreter::Exports;
use crate::memory::{Memory, MemoryError, VALUE};

/// The id of the host object, the module `_host` in Python. 0 would be JavaScript's `globalThis`.
/// Both ids are in the booted memory (micropython/boot.mjs).
const HOST_OBJECT: u32 = 2;
/// The id of its one method, `call(operation, text)`.
const HOST_CALL: u32 = 3;
/// An operation's name is not longer.
const OPERATION_BYTES: usize = 16;
/// A print is in one piece, or a few.
const PRINT_PARTS: u32 = 64;

// Answers to system calls: WASI's numbers.
const EFAULT: i32 = 21;
const ENOSYS: i32 = 52;
const EPERM: i32 = 63;

#[wasm_bindgen]
extern "C" {
    type Suspending;
    #[wasm_bindgen(constructor, js_namespace = WebAssembly, catch)]
    fn new(function: &JsValue) -> Result<Suspending, JsValue>;

    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn random_values(array: &js_sys::Uint32Array) -> js_sys::Uint32Array;
}

/// What the imports work on. No borrow is held while the interpreter is called: it calls back.
pub struct Host {
    child: RefCell<Child>,
    /// Known once the interpreter is instantiated; nothing is imported before.
    interpreter: OnceCell<(Memory, Exports)>,
    /// What resumes Python, and where its answer goes.
    suspended: RefCell<Option<(Function, u32)>>,
    /// Whether memory was asked for in vain since the last run.
    refused_memory: Cell<bool>,
}

impl Host {
    /// Of a session.
    pub fn new(child: Child) -> Self {
        Self {
            child: RefCell::new(child),
            interpreter: OnceCell::new(),
            suspended: RefCell::default(),
            refused_memory: Cell::default(),
        }
    }

    /// Makes the interpreter known. Once.
    pub fn connect(&self, memory: Memory, exports: Exports) {
        // A second interpreter would be ignored; there is none.
        let _ = self.interpreter.set((memory, exports));
    }

    /// The memory.
    ///
    /// # Errors
    /// Before [`Host::connect`].
    pub fn memory(&self) -> Result<&Memory, MemoryError> {
        self.interpreter
            .get()
            .map(|(memory, _)| memory)
            .ok_or(MemoryError::OutOfBounds {
                address: 0,
                length: 0,
            })
    }

    /// Says how the start went.
    pub fn started(&self, result: Result<(), String>) {
        self.child.borrow().started(result);
    }

    /// Takes a message from the page.
    pub fn receive(&self, message: Message) -> Received {
        self.child.borrow_mut().receive(message)
    }

    /// The number of what was executed, if a snapshot is due.
    pub fn changed(&self, executed: &Executed) -> Option<u32> {
        self.child.borrow().changed(executed)
    }

    /// The interpreter rests in this state.
    pub fn rested(&self, run: u32, snapshot: Snapshot) {
        self.child.borrow_mut().rested(run, snapshot);
    }

    /// The interpreter has taken up a snapshot, or could not.
    pub fn restored(&self, result: Result<(), String>) {
        self.child.borrow_mut().restored(result);
    }

    /// How far the interpreter's memory may grow.
    pub fn memory_limit(&self) -> usize {
        self.child.borrow().limits().memory_bytes
    }

    /// Why the interpreter trapped.
    pub fn trap(&self, error: &JsValue) -> Executed {
        // Without memory for an exception MicroPython ends in a trap that xtask has put there. A
        // stack that overflows is the one `RangeError` that engines throw out of WebAssembly.
        if self.refused_memory.get() && error.is_instance_of::<WebAssembly::RuntimeError>() {
            Executed::Exhausted(Resource::Memory)
        } else if is_stack_overflow(error) {
            Executed::Exhausted(Resource::Stack)
        } else {
            Executed::Trapped(words(error))
        }
    }

    /// The interpreter is through.
    pub fn executed(&self, executed: Executed) {
        self.refused_memory.set(false);
        self.suspended.take();
        self.child.borrow_mut().executed(executed);
    }

    /// Gives Python what it waits for.
    pub fn resume(&self, text: String) {
        let Some((resolve, value)) = self.suspended.take() else {
            return;
        };
        self.answer(value, text);
        // A promise's own function; it does not throw.
        let _ = resolve.call1(&JsValue::NULL, &JsValue::from(0));
    }

    /// Writes a text for Python, or `None` where there is no memory left for it.
    fn answer(&self, value: u32, mut text: String) {
        let Some((memory, exports)) = self.interpreter.get() else {
            return;
        };
        let written = u32::try_from(text.len()).ok().and_then(|length| {
            let address = exports.malloc(length.checked_add(1)?).ok()?;
            if address == 0 {
                return None;
            }
            // As C wants it.
            text.push('\0');
            memory.write(address, text.as_bytes()).ok()?;
            memory.write_text(value, address, length).ok()
        });
        if written.is_none() {
            // Where not even this can be written, `value` is not where Python said.
            let _ = memory.write_none(value);
        }
    }

    /// `_host.call(operation, text)`: the last two of `count` arguments.
    fn call(&self, callee: u32, count: u32, arguments: u32, value: u32) -> JsValue {
        match self.asked(self.request(callee, count, arguments)) {
            Some(Reply::Now(text)) => {
                self.answer(value, text);
                JsValue::from(0)
            }
            Some(Reply::Later) => Promise::new(&mut |resolve, _| {
                self.suspended.replace(Some((resolve, value)));
            })
            .into(),
            _ => self.refuse(value).into(),
        }
    }

    /// `_host[text]`: a native function, which never suspends Python. Engines are slow to call what may.
    fn call_native(&self, object: u32, index: u32, value: u32) {
        let request = match object {
            HOST_OBJECT => self.text(index).map(|text| ("native".into(), text)),
            _ => Err(MemoryError::Kind(0)),
        };
        if let Some(Reply::Now(text)) = self.asked(request) {
            self.answer(value, text);
        } else {
            self.refuse(value);
        }
    }

    /// The answer to what Python asks; none where what it asked is refused. It can be given at once, or later.
    fn asked(&self, request: Result<(String, String), MemoryError>) -> Option<Reply> {
        let reply = match request {
            Ok((operation, text)) => self.child.borrow_mut().asked(&operation, &text),
            Err(MemoryError::TooLong(bytes)) => self.child.borrow().asked_too_much(bytes as usize),
            Err(error) => {
                tracing::debug!(%error, "a host call was refused");
                return None;
            }
        };
        Some(self.reach(reply))
    }

    /// Does what a reply asks of the memory. Python names the address, where it can read and write
    /// without its host as well.
    fn reach(&self, reply: Reply) -> Reply {
        let reached = match reply {
            Reply::Write { address, bytes } => self
                .memory()
                .and_then(|memory| memory.write(address, &bytes))
                .map(|()| Reply::value(())),
            Reply::Read { address, length } => self
                .memory()
                .and_then(|memory| memory.read(address, length))
                .map(|bytes| self.child.borrow_mut().read(bytes)),
            other @ (Reply::Now(_) | Reply::Later) => Ok(other),
        };
        reached.unwrap_or_else(|error| Reply::refusal(&error.to_string()))
    }

    fn request(
        &self,
        callee: u32,
        count: u32,
        arguments: u32,
    ) -> Result<(String, String), MemoryError> {
        let memory = self.memory()?;
        let last = count
            .checked_sub(2)
            .and_then(|skipped| skipped.checked_mul(VALUE))
            .and_then(|bytes| arguments.checked_add(bytes))
            .filter(|_| callee == HOST_CALL)
            .ok_or(MemoryError::Kind(0))?;
        let operation = memory.text(last, OPERATION_BYTES)?;
        let text = self.text(last.saturating_add(VALUE))?;
        Ok((operation, text))
    }

    /// What is sent with a request.
    fn text(&self, value: u32) -> Result<String, MemoryError> {
        let limit = self.child.borrow().limits().message_bytes;
        self.memory()?.text(value, limit)
    }

    /// The value is `None`. What an import gives then.
    fn refuse(&self, value: u32) -> i32 {
        if let Ok(memory) = self.memory() {
            // Where it cannot be written, `value` is not where Python said.
            let _ = memory.write_none(value);
        }
        0
    }

    /// Looks up an attribute: 0 for none, 2 for a method. The host object has one.
    fn attribute(&self, object: u32, name: u32, value: u32) -> i32 {
        let Ok(memory) = self.memory() else { return 0 };
        let found = object == HOST_OBJECT
            && memory.is_c_string(name, "call")
            && memory.write_object(value, HOST_CALL).is_ok();
        if found { 2 } else { 0 }
    }

    /// Prints the parts at `parts`, each an address and a length.
    fn print(&self, stream: OutputStream, parts: u32, count: u32) -> Result<u32, MemoryError> {
        let memory = self.memory()?;
        let mut child = self.child.borrow_mut();
        let mut total: u32 = 0;
        for part in 0..count.min(PRINT_PARTS) {
            let (address, length) = memory.words(parts.saturating_add(8 * part))?;
            let wanted = u32::try_from(child.output_wanted()).unwrap_or(u32::MAX);
            let bytes = memory.read(address, length.min(wanted))?;
            if !bytes.is_empty() {
                let now = Duration::from_secs_f64(performance_now().max(0.0) / 1000.0);
                child.printed(stream, &bytes, now);
            }
            total = total.saturating_add(length);
        }
        Ok(total)
    }

    /// `fd_write`: stdout and stderr, nothing else.
    fn write_file(&self, file: u32, parts: u32, count: u32, written: u32) -> i32 {
        let stream = match file {
            1 => OutputStream::Stdout,
            2 => OutputStream::Stderr,
            _ => return EPERM,
        };
        let result = self
            .print(stream, parts, count)
            .and_then(|total| self.memory()?.write_word(written, total));
        if result.is_ok() { 0 } else { EFAULT }
    }

    fn grow(&self, size: u32) -> i32 {
        let limit = self.child.borrow().limits().memory_bytes;
        let grown = self.memory().is_ok_and(|memory| memory.grow(size, limit));
        if !grown {
            self.refused_memory.set(true);
        }
        i32::from(grown)
    }
}

/// Makes the import object for a module.
///
/// # Errors
/// What the browser lacks.
pub fn imports(module: &WebAssembly::Module, host: &Rc<Host>) -> Result<Object, JsValue> {
    let imports = Object::new();
    for import in WebAssembly::Module::imports(module).iter() {
        let text = |key: &str| {
            Reflect::get(&import, &key.into())?
                .as_string()
                .ok_or_else(|| JsValue::from(JsError::new("an import without a name")))
        };
        let (module, name) = (text("module")?, text("name")?);
        let group = JsValue::from(module);
        if Reflect::get(&imports, &group)?.is_undefined() {
            Reflect::set(&imports, &group, &Object::new())?;
        }
        let function = import_of(&name, host)?;
        Reflect::set(&Reflect::get(&imports, &group)?, &name.into(), &function)?;
    }
    Ok(imports)
}

fn function<Signature: ?Sized + WasmClosure>(closure: Closure<Signature>) -> JsValue {
    closure.into_js_value()
}

/// What stands for an import. In the list are those that do something; the rest refuse.
fn import_of(name: &str, host: &Rc<Host>) -> Result<JsValue, JsValue> {
    let host = Rc::clone(host);
    Ok(match name {
        "mp_js_ticks_ms" => function(Closure::<dyn Fn() -> u32>::new(|| {
            // MicroPython's ticks wrap around.
            performance_now() as u64 as u32
        })),
        "mp_js_time_ms" => function(Closure::<dyn Fn() -> f64>::new(js_sys::Date::now)),
        "mp_js_random_u32" => {
            let word = js_sys::Uint32Array::new_with_length(1);
            function(Closure::<dyn Fn() -> u32>::new(move || {
                random_values(&word).get_index(0)
            }))
        }
        "emscripten_resize_heap" => function(Closure::<dyn Fn(u32) -> i32>::new(move |size| {
            host.grow(size)
        })),
        "fd_write" => function(Closure::<dyn Fn(u32, u32, u32, u32) -> i32>::new(
            move |file, parts, count, written| host.write_file(file, parts, count, written),
        )),
        "lookup_attr" => function(Closure::<dyn Fn(u32, u32, u32) -> i32>::new(
            move |object, name, value| host.attribute(object, name, value),
        )),
        "calln" => {
            let call = function(Closure::<dyn Fn(u32, u32, u32, u32, u32) -> JsValue>::new(
                move |callee, _via_call, count, arguments, value| {
                    host.call(callee, count, arguments, value)
                },
            ));
            Suspending::new(&call)?.into()
        }
        "js_subscr_load" => function(Closure::<dyn Fn(u32, u32, u32)>::new(
            move |object, index, value| host.call_native(object, index, value),
        )),
        "_abort_js" => function(Closure::<dyn Fn()>::new(|| {
            wasm_bindgen::throw_str("the interpreter aborted");
        })),
        "js_check_existing" => function(Closure::<dyn Fn() -> i32>::new(|| -1)),
        _ if name.starts_with("__syscall_") => function(Closure::<dyn Fn() -> i32>::new(|| -EPERM)),
        _ if name.starts_with("fd_") => function(Closure::<dyn Fn() -> i32>::new(|| ENOSYS)),
        _ => match refused_words(name) {
            Some(words) => refusal(host, words),
            None => function(Closure::<dyn Fn() -> i32>::new(|| 0)),
        },
    })
}

/// The calls into JavaScript, all refused, whose value goes to the address in their last word: how
/// many words they have.
fn refused_words(name: &str) -> Option<usize> {
    Some(match name {
        "proxy_convert_mp_to_js_then_js_to_mp_obj_jsside"
        | "proxy_convert_mp_to_js_then_js_to_js_then_js_to_mp_obj_jsside" => 1,
        "call0" | "js_get_iter" | "create_promise" => 2,
        "js_get_error_info" => 3,
        "call1" | "js_reflect_construct" => 4,
        "call2" | "js_then_continue" => 5,
        "call0_kwarg" => 6,
        "calln_kwarg" => 8,
        _ => return None,
    })
}

/// A call into JavaScript: its value is `None`.
fn refusal(host: Rc<Host>, words: usize) -> JsValue {
    match words {
        1 => function(Closure::<dyn Fn(u32) -> i32>::new(move |value| {
            host.refuse(value)
        })),
        2 => function(Closure::<dyn Fn(u32, u32) -> i32>::new(move |_, value| {
            host.refuse(value)
        })),
        3 => function(Closure::<dyn Fn(u32, u32, u32) -> i32>::new(
            move |_, _, value| host.refuse(value),
        )),
        4 => function(Closure::<dyn Fn(u32, u32, u32, u32) -> i32>::new(
            move |_, _, _, value| host.refuse(value),
        )),
        5 => function(Closure::<dyn Fn(u32, u32, u32, u32, u32) -> i32>::new(
            move |_, _, _, _, value| host.refuse(value),
        )),
        6 => function(Closure::<dyn Fn(u32, u32, u32, u32, u32, u32) -> i32>::new(
            move |_, _, _, _, _, value| host.refuse(value),
        )),
        _ => function(Closure::<
            dyn Fn(u32, u32, u32, u32, u32, u32, u32, u32) -> i32,
        >::new(move |_, _, _, _, _, _, _, value| {
            host.refuse(value)
        })),
    }
}

/// Firefox has an error class of its own for it.
fn is_stack_overflow(error: &JsValue) -> bool {
    error.dyn_ref::<js_sys::Error>().is_some_and(|error| {
        error.is_instance_of::<js_sys::RangeError>() || error.name() == "InternalError"
    })
}

/// Whether the browser can suspend WebAssembly.
pub fn can_suspend() -> bool {
    let engine = Reflect::get(&js_sys::global(), &"WebAssembly".into());
    engine.is_ok_and(|engine| {
        engine.is_object()
            && ["Suspending", "promising"].iter().all(|name| {
                Reflect::get(&engine, &JsValue::from(*name)).is_ok_and(|part| part.is_function())
            })
    })
}

/// What an exception says.
pub fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => format!("{}: {}", error.name(), error.message()),
        None => error.as_string().unwrap_or_else(|| "unknown error".into()),
    }
}
