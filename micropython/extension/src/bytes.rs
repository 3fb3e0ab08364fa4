//! Bytes: methods that take a byte's number as well, and numbers that are no bytes.

use crate::hook;
use crate::hooks::{ask, word};
use crate::micropython::{
    CONTAINED, LIST, Object, address, mp_call_function_n_kw, mp_obj_new_str, mp_obj_new_tuple,
    original_array_subscr, original_bytes_make_new, stack_alloc, stack_restore,
};

fn is_byte(value: Object) -> bool {
    value.is_small_int() && (0..=255).contains(&value.small_int_value())
}

/// In the place of MicroPython's: an item of a `bytearray` and the like.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn array_subscr(array: Object, index: Object, value: Object) -> Object {
    let is_set = value.is_small_int() && !is_byte(value);
    if is_set && array.word(0) == address::BYTE_ARRAY {
        ask(hook::BYTE, [value]);
    }
    original_array_subscr(array, index, value)
}

/// In the place of MicroPython's, which finds no numbers in a `bytearray`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn array_binary_op(operation: usize, array: Object, other: Object) -> Object {
    if operation != CONTAINED || !other.is_small_int() || array.word(0) != address::BYTE_ARRAY {
        return original_array_binary_op(operation, array, other);
    }
    if !is_byte(other) {
        ask(hook::BYTE, [other]);
    }
    // After the type and a word of flags: how many, and where.
    let (length, bytes) = (array.word(2), array.word(3) as *const u8);
    let mut place = 0;
    while place < length {
        if i32::from(*bytes.add(place)) == other.small_int_value() {
            return Object::TRUE;
        }
        place += 1;
    }
    Object::FALSE
}

/// In the place of MicroPython's `int.from_bytes`, which takes no lists of numbers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn int_from_bytes(count: usize, arguments: *const Object) -> Object {
    // After the class.
    let kind = (*arguments.add(1)).kind();
    if kind != LIST && kind != address::TUPLE {
        return original_int_from_bytes(count, arguments);
    }
    let place = stack_alloc(16) as *mut [Object; 4];
    let mut number = 0;
    while number < count {
        (*place)[number & 3] = *arguments.add(number);
        number += 1;
    }
    (*place)[1] = original_bytes_make_new(address::BYTES, 1, 0, arguments.add(1));
    let answer = original_int_from_bytes(count, place.cast());
    stack_restore(place as usize + 16);
    answer
}

#[link(wasm_import_module = "micropython")]
unsafe extern "C" {
    /// The function in whose place is ours.
    fn original_array_binary_op(operation: usize, array: Object, other: Object) -> Object;
    /// The function in whose place is ours.
    fn original_int_from_bytes(count: usize, arguments: *const Object) -> Object;
}

/// `bytearray.append`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_bytearray_append(array: Object, value: Object) -> Object {
    let value = if is_byte(value) {
        value
    } else {
        ask(hook::BYTE, [value])
    };
    let place = stack_alloc(16) as *mut [Object; 2];
    *place = [array, value];
    let answer = mp_call_function_n_kw(word(hook::ORIGINAL_APPEND), 2, 0, place.cast());
    stack_restore(place as usize + 16);
    answer
}

/// `bytes.decode` of UTF-8, which raises `UnicodeError` without more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_bytes_decode(bytes: Object) -> Object {
    let bytes = bytes.native();
    mp_obj_new_str(bytes.text(), bytes.text_length())
}

macro_rules! methods {
    ($($name:ident = $number:literal),*) => {$(
        /// A method of `bytes` and `bytearray`.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(count: usize, arguments: *const Object) -> Object {
            of_bytes($number, count, arguments)
        }
    )*};
}

// The numbers are those of the list in `strings.py`.
methods!(
    native_bytes_find = 0,
    native_bytes_rfind = 1,
    native_bytes_index = 2,
    native_bytes_rindex = 3,
    native_bytes_count = 4
);

unsafe fn of_bytes(method: usize, count: usize, arguments: *const Object) -> Object {
    // MicroPython's take what is of the same type.
    if (*arguments).kind() == (*arguments.add(1)).kind() {
        let original = word(hook::ORIGINAL_BYTES_FIND + method);
        return mp_call_function_n_kw(original, count, 0, arguments);
    }
    let arguments = mp_obj_new_tuple(count, arguments);
    ask(
        hook::BYTES_METHOD,
        [Object::small_int(method as i32), arguments],
    )
}

/// `str.splitlines`. MicroPython knows no other ends of lines than `\n` and `\r`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_str_splitlines(count: usize, arguments: *const Object) -> Object {
    let text = (*arguments).native();
    if has_other_ends(text) {
        let arguments = mp_obj_new_tuple(count, arguments);
        return ask(hook::LINES, [arguments]);
    }
    mp_call_function_n_kw(word(hook::ORIGINAL_SPLITLINES), count, 0, arguments)
}

/// Whether there is one of `\x0b`, `\x0c`, `\x1c` to `\x1e`, `\x85`, `\u2028` and `\u2029`, or of few
/// others that begin alike.
unsafe fn has_other_ends(text: Object) -> bool {
    let (bytes, length) = (text.text(), text.text_length());
    let mut number = 0;
    while number < length {
        match *bytes.add(number) {
            0x0b | 0x0c | 0x1c..=0x1e => return true,
            // The byte before is that of the first of two or three.
            0x85 if number > 0 && *bytes.add(number - 1) == 0xc2 => return true,
            0x80 if number > 0 && *bytes.add(number - 1) == 0xe2 => return true,
            _ => {}
        }
        number += 1;
    }
    false
}
