//! The printing of lists and dictionaries: one that holds itself is shown as CPython shows it, and
//! what is nested too deeply is an error that can be caught. MicroPython would go on until the
//! engine's own stack overflows, which ends the session.

use crate::micropython::{
    Object, Print, RECURSION, RECURSION_ERROR, STR, mp_obj_new_str, original_mp_obj_print_helper,
    original_mp_raise_type_arg, stack_alloc, stack_restore,
};

/// One that is being printed, on the C stack.
#[repr(C)]
struct Frame {
    /// The frame of the one that holds it.
    outer: *const Frame,
    object: Object,
    /// How many hold it.
    depth: usize,
}

/// Room on the C stack for a frame.
const FRAME: usize = 16;
/// Where the innermost frame's address is: memory that nothing else uses.
const INNERMOST: *mut *const Frame = 32_752 as *mut *const Frame;
/// Some levels more, and the engine's stack might overflow.
const DEEPEST: usize = 2000;
/// What is between the brackets of one that holds itself.
const DOTS: u64 = u64::from_le_bytes(*b"\0...\0\0\0\0");

/// In the place of MicroPython's: prints an object as `repr`, `str` and the like do.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_obj_print_helper(to: *const Print, object: Object, kind: usize) {
    if !object.is_list() && !object.is_dict() {
        return original_mp_obj_print_helper(to, object, kind);
    }
    let frame = stack_alloc(FRAME) as *mut Frame;
    // An exception that passed has left frames behind, below this one.
    let mut outer = *INNERMOST;
    while !outer.is_null() && outer <= frame {
        outer = (*outer).outer;
    }
    let depth = if outer.is_null() {
        0
    } else {
        (*outer).depth + 1
    };
    if depth > DEEPEST {
        original_mp_raise_type_arg(RECURSION_ERROR, RECURSION);
    }
    if is_held(object, outer) {
        let (open, close) = if object.is_list() {
            (b'[', b']')
        } else {
            (b'{', b'}')
        };
        *(frame as *mut u64) = DOTS | open as u64 | (close as u64) << 32;
        let text = mp_obj_new_str(frame.cast(), 5);
        original_mp_obj_print_helper(to, text, STR);
    } else {
        frame.write(Frame {
            outer,
            object,
            depth,
        });
        *INNERMOST = frame;
        original_mp_obj_print_helper(to, object, kind);
        *INNERMOST = outer;
    }
    stack_restore(frame as usize + FRAME);
}

unsafe fn is_held(object: Object, mut frame: *const Frame) -> bool {
    while !frame.is_null() {
        if (*frame).object == object {
            return true;
        }
        frame = (*frame).outer;
    }
    false
}
