//! Calls of functions that are written in Python.
//!
//! MicroPython throws what such a function raises to whoever catches it. Where that is the
//! interpreter's loop that has called it, nothing is thrown: the loop looks, behind the call, whether
//! there was a longjmp (`xtask`, `attempts.rs`), and finds the one that is prepared here.

use crate::micropython::{FUNCTION, Object, mp_call_function_n_kw};
use crate::state::{CATCHING, Catching, GLOBALS, PYTHON_STACK};

#[link(wasm_import_module = "micropython")]
unsafe extern "C" {
    /// Raises `RecursionError` where the C stack is nearly used up.
    fn mp_cstack_check();
    /// A frame of so many bytes, nothing of which is set.
    fn mp_pystack_alloc(size: usize) -> *mut Frame;
    /// Puts the arguments into a frame whose function and length are set.
    fn mp_setup_code_state(
        frame: *mut Frame,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    );
    /// Whether it raises. A function does not yield.
    fn mp_execute_bytecode(frame: *mut Frame, injected: Object) -> bool;
    fn nlr_jump(exception: Object) -> !;
    fn nlr_call_jump_callbacks(place: *const Catching);
    /// Of Emscripten: a longjmp to this buffer is under way.
    fn setThrew(buffer: usize, value: usize);
}

/// What a function's code runs in.
#[repr(C)]
struct Frame {
    function: Object,
    instruction: *const u8,
    /// The top of what is being computed.
    top: *const Object,
    length: u16,
    handlers: u16,
    globals: usize,
    first: Object,
}

/// Bytes of a frame without its objects and handlers.
const FRAME: usize = 20;
/// Bytes of a handler of exceptions.
const HANDLER: usize = 12;

/// In the place of MicroPython's: the call of a function that is written in Python.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fun_bc_call(
    function: Object,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    match run(function, count, keyword_count, arguments) {
        Ok(value) => value,
        Err(exception) => nlr_jump(exception),
    }
}

/// What the loop calls in the place of `mp_call_function_n_kw`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_call(
    function: Object,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if !function.is_pointer() || function.word(0) != FUNCTION {
        return mp_call_function_n_kw(function, count, keyword_count, arguments);
    }
    match run(function, count, keyword_count, arguments) {
        Ok(value) => value,
        Err(exception) => {
            prepare_longjmp(exception);
            Object::NULL
        }
    }
}

/// What the loop calls in the place of `mp_call_method_n_kw`: the method is followed by the object, if
/// it has one, and the arguments.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_call_method(
    count: usize,
    keyword_count: usize,
    method: *const Object,
) -> Object {
    let is_bound = *method.add(1) != Object::NULL;
    hook_call(
        *method,
        count + usize::from(is_bound),
        keyword_count,
        method.add(if is_bound { 1 } else { 2 }),
    )
}

/// Runs a function's code; gives its value, or what it raises.
#[inline(always)]
unsafe fn run(
    function: Object,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Result<Object, Object> {
    mp_cstack_check();
    let (length, handlers) = sizes(function.word(3) as *const u8);
    let frame = mp_pystack_alloc(FRAME + 4 * length + HANDLER * handlers);
    (*frame).length = length as u16;
    (*frame).function = function;
    mp_setup_code_state(frame, count, keyword_count, arguments);
    (*frame).globals = *GLOBALS;
    *GLOBALS = Object(function.word(1)).word(1);
    let raises = mp_execute_bytecode(frame, Object::NULL);
    *GLOBALS = (*frame).globals;
    let outcome = if raises {
        Err((*frame).first)
    } else {
        Ok(*(*frame).top)
    };
    (*PYTHON_STACK).free = frame.cast();
    outcome
}

/// How many objects and how many handlers a function's frame holds: what its code begins with, in the
/// form of `MP_BC_PRELUDE_SIG_DECODE`.
#[inline(always)]
unsafe fn sizes(mut code: *const u8) -> (usize, usize) {
    let mut byte = usize::from(*code);
    let mut length = byte >> 3 & 15;
    let mut handlers = byte >> 2 & 1;
    let mut more = 0;
    while byte & 0x80 != 0 {
        code = code.add(1);
        byte = usize::from(*code);
        length |= (byte & 0x30) << (2 * more);
        handlers |= (byte & 2) << more;
        more += 1;
    }
    (length + 1, handlers)
}

/// Does what `nlr_jump` does, but for the throw.
unsafe fn prepare_longjmp(exception: Object) {
    let place = *CATCHING;
    (*place).caught = exception;
    nlr_call_jump_callbacks(place);
    (*PYTHON_STACK).free = (*place).python_stack;
    *CATCHING = (*place).previous;
    setThrew(&raw const (*place).registers as usize, 1);
}
