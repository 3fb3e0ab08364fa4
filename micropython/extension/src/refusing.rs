//! What MicroPython takes and CPython refuses, and what it refuses without saying which argument it was.

use crate::hook;
use crate::hooks::{ask, word};
use crate::map::Map;
use crate::micropython::{Object, address, mp_call_function_n_kw, mp_obj_new_tuple};

#[link(wasm_import_module = "micropython")]
unsafe extern "C" {
    /// The bytes of a text or of bytes, and how many.
    fn mp_obj_str_get_data(object: Object, length: *mut usize) -> *const u8;
    /// The function in whose place is ours.
    fn original_mp_builtin_min_max(
        count: usize,
        arguments: *const Object,
        keywords: *mut Map,
        operation: usize,
    ) -> Object;
    /// The function in whose place is ours.
    fn original_list_insert(list: Object, index: Object, object: Object) -> Object;
    /// The function in whose place is ours.
    fn original_dict_binary_op(operation: usize, dict: Object, other: Object) -> Object;
}

/// `mp_binary_op`'s number for `|`.
const OR: usize = 22;

/// In the place of MicroPython's: an operation on a dictionary. `|` takes no other thing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dict_binary_op(operation: usize, dict: Object, other: Object) -> Object {
    let plain = other.native();
    if operation != OR {
        return original_dict_binary_op(operation, dict, other);
    }
    if !plain.is_dict() {
        return Object::NULL;
    }
    original_dict_binary_op(operation, dict, plain)
}

/// In the place of MicroPython's, which takes whatever it is for a small number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn list_insert(list: Object, index: Object, object: Object) -> Object {
    let index = if index.is_small_int() {
        index
    } else {
        ask(hook::INSERT_INDEX, [index])
    };
    original_list_insert(list, index, object)
}

/// In the place of MicroPython's, of `min` and `max`: with other keywords than `key`, Python looks first.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_builtin_min_max(
    count: usize,
    arguments: *const Object,
    keywords: *mut Map,
    operation: usize,
) -> Object {
    let used = (*keywords).used();
    if used > 0 {
        let entry = (*keywords).table;
        let is_plain =
            used == 1 && (*entry).key == word(hook::KEY_NAME) && (*entry).value != Object::NONE;
        let is_default = used == 1 && count == 1 && (*entry).key == word(hook::DEFAULT_NAME);
        if !is_plain && !is_default {
            let values = mp_obj_new_tuple(count, arguments);
            let operation = Object::small_int(operation as i32);
            return ask(
                hook::CHOOSE,
                [operation, values, crate::formats::pairs(keywords)],
            );
        }
    }
    original_mp_builtin_min_max(count, arguments, keywords, operation)
}

/// Of `startswith` and `endswith`: what is asked for. Text and bytes do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_affix(
    affix: Object,
    length: *mut usize,
    _count: usize,
    arguments: *const Object,
    is_end: usize,
) -> *const u8 {
    let (object, wanted) = ((*arguments).native(), affix.native());
    let is_fit = if object.is_str() {
        wanted.is_str()
    } else {
        wanted.is_bytes()
    };
    let affix = if is_fit {
        wanted
    } else {
        let is_end = Object::small_int(is_end as i32);
        ask(hook::AFFIX, [object, affix, *arguments.add(1), is_end])
    };
    mp_obj_str_get_data(affix, length)
}

/// Of the other methods of texts and bytes, where an argument is of another type.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_argument(argument: Object, kind: usize, _same: Object) {
    let is_text = kind == address::STR;
    ask(
        hook::ARGUMENT,
        [argument, if is_text { Object::TRUE } else { Object::FALSE }],
    );
}

/// Of `ord`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_ord(
    character: Object,
    length: *mut usize,
    _same: Object,
) -> *const u8 {
    let character = character.native();
    if !character.is_str() && !character.is_bytes() {
        ask(hook::ARGUMENT, [character, Object::NONE]);
    }
    mp_obj_str_get_data(character, length)
}

/// `str.encode`. MicroPython knows UTF-8, and writes halves of pairs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_str_encode(count: usize, arguments: *const Object) -> Object {
    let is_utf_8 = count == 1 || count == 2 && *arguments.add(1) == word(hook::UTF_8);
    if is_utf_8 && !has_halves((*arguments).native()) {
        return mp_call_function_n_kw(word(hook::ORIGINAL_ENCODE), 1, 0, arguments);
    }
    ask(hook::ENCODE, [mp_obj_new_tuple(count, arguments)])
}

/// Whether there is a character from U+D800 to U+DFFF.
unsafe fn has_halves(text: Object) -> bool {
    let (bytes, length) = (text.text(), text.text_length());
    let mut number = 1;
    while number < length {
        if *bytes.add(number - 1) == 0xed && *bytes.add(number) >= 0xa0 {
            return true;
        }
        number += 1;
    }
    false
}
