//! Too deep a recursion raises an error of its own, as in CPython.

use crate::micropython::{
    Object, PYSTACK_EXHAUSTED, RECURSION, RECURSION_ERROR, RUNTIME_ERROR,
    original_mp_raise_type_arg,
};

/// In the place of MicroPython's, which raises a `RuntimeError` then, as it does for other things.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_raise_type_arg(kind: usize, argument: Object) {
    if kind == RUNTIME_ERROR && (argument == RECURSION || argument == PYSTACK_EXHAUSTED) {
        original_mp_raise_type_arg(RECURSION_ERROR, RECURSION)
    }
    original_mp_raise_type_arg(kind, argument)
}
