//! How exceptions of one argument are printed: `ValueError('x')`, and of a `KeyError` the key as it is
//! written.

use crate::micropython::{
    EXCEPTION, HAS_NAME, KEY_ERROR, Object, Print, REPR, STR, original_mp_obj_exception_print,
    qstr_len, qstr_str, stack_alloc, stack_restore,
};
use crate::printing::mp_obj_print_helper;

/// The word of an exception that refers to the tuple of its arguments, or to nothing.
const ARGUMENTS: usize = 3;

/// In the place of MicroPython's, which prints `ValueError('x',)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_obj_exception_print(to: *const Print, exception: Object, kind: usize) {
    let arguments = Object(exception.word(ARGUMENTS));
    let is_key_error = exception.word(0) == KEY_ERROR;
    let kind_of_all = kind & !HAS_NAME;
    if arguments == Object::NULL || arguments.tuple_length() != 1 {
        original_mp_obj_exception_print(to, exception, kind);
    } else if kind_of_all == REPR {
        if kind & HAS_NAME == 0 {
            print_name(&*to, exception);
        }
        print_characters(&*to, b'(', 0);
        mp_obj_print_helper(to, arguments.tuple_item(0), REPR);
        print_characters(&*to, b')', 0);
    } else if is_key_error && (kind_of_all == STR || kind_of_all == EXCEPTION) {
        if kind == EXCEPTION {
            print_name(&*to, exception);
        }
        if kind_of_all == EXCEPTION {
            print_characters(&*to, b':', b' ');
        }
        mp_obj_print_helper(to, arguments.tuple_item(0), REPR);
    } else {
        original_mp_obj_exception_print(to, exception, kind);
    }
}

unsafe fn print_name(to: &Print, exception: Object) {
    let name = exception.type_name();
    (to.write)(to.data, qstr_str(name), qstr_len(name));
}

/// Prints a character and, unless it is 0, another.
unsafe fn print_characters(to: &Print, first: u8, second: u8) {
    let buffer = stack_alloc(16) as *mut u8;
    *buffer = first;
    *buffer.add(1) = second;
    (to.write)(to.data, buffer, if second == 0 { 1 } else { 2 });
    stack_restore(buffer as usize + 16);
}
