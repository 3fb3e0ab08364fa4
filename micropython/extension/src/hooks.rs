//! Asks Python where MicroPython gives up. `micropython/bootstrap/hooks.py` names a function for each
//! kind of operation (`hook.rs`); it gives the value, or raises with CPython's words.
//!
//! The functions `hook_...` are called where MicroPython raised before, with the parameters of the
//! function that did so: see `xtask/src/interpreter/hooks.rs`.

use crate::float::is_numeral;
use crate::map::{self, Map};
use crate::micropython::{
    CONTAINED, LIST, Object, Print, STR, TYPE_ERROR, list_make_new, m_malloc,
    mp_call_function_n_kw, mp_get_index, mp_getiter, mp_load_method_maybe, mp_obj_new_str,
    mp_obj_new_tuple, mp_parse_num_float, mp_raise_msg, original_bound_meth_attr,
    original_closure_attr, original_fun_bc_attr, original_instance_print, original_mp_load_method,
    original_mp_load_method_protected, original_mp_obj_slice_indices, original_str_join,
    stack_alloc, stack_restore, str_index_to_ptr,
};
use crate::printing::mp_obj_print_helper;
use crate::{hook, low_memory};

/// The table of hooks.
const HOOKS: *const Object = low_memory::HOOKS as *const Object;

/// A word of the table of hooks.
pub unsafe fn word(number: usize) -> Object {
    *HOOKS.add(number)
}

/// Sets a word of the table of hooks.
pub unsafe fn set_word(number: usize, object: Object) {
    *HOOKS.cast_mut().add(number) = object;
}

/// What stands for nothing.
unsafe fn absent() -> Object {
    *HOOKS.add(hook::ABSENT)
}

/// Whether the Python part, which comes with the hooks, is not there yet.
pub unsafe fn is_missing(number: usize) -> bool {
    *HOOKS.add(number) == Object::NULL
}

/// Calls a hook. Raises what it raises.
pub unsafe fn ask<const COUNT: usize>(number: usize, arguments: [Object; COUNT]) -> Object {
    let hook = *HOOKS.add(number);
    if hook == Object::NULL {
        mp_raise_msg(TYPE_ERROR, 0);
    }
    // This module has no stack of its own.
    let place = stack_alloc(16 * COUNT.div_ceil(4)) as *mut Object;
    let mut number = 0;
    while number < COUNT {
        *place.add(number) = arguments[number];
        number += 1;
    }
    let answer = mp_call_function_n_kw(hook, COUNT, 0, place);
    stack_restore(place as usize + 16 * COUNT.div_ceil(4));
    answer
}

/// What stands for a word that may be no object: a deleted value, for example.
unsafe fn or_absent(object: Object) -> Object {
    if object == Object::NULL {
        absent()
    } else {
        object
    }
}

/// The value of a key in a dictionary, or `NULL`.
pub unsafe fn lookup(dict: Object, key: Object) -> Object {
    if dict == Object::NULL {
        return Object::NULL;
    }
    let entry = map::mp_map_lookup((dict.0 + 4) as *mut Map, key, map::LOOKUP);
    if entry.is_null() {
        Object::NULL
    } else {
        (*entry).value
    }
}

/// An attribute that an object was given and has no room for, or `NULL`.
unsafe fn kept_attribute(object: Object, name: usize) -> Object {
    if !object.is_pointer() {
        return Object::NULL;
    }
    let kept = lookup(*HOOKS.add(hook::KEPT), Object::small_int(object.0 as i32));
    if kept == Object::NULL {
        return kept;
    }
    // A tuple of the object and its attributes.
    lookup(kept.tuple_item(1), Object::qstr(name))
}

/// An attribute that MicroPython does not know of, or `NULL`.
unsafe fn attribute(object: Object, name: usize) -> Object {
    let value = kept_attribute(object, name);
    if value != Object::NULL {
        return value;
    }
    // Most questions are whether there is such an attribute, and most answers that there is none.
    let is_known = lookup(*HOOKS.add(hook::KNOWN), Object::qstr(name)) != Object::NULL;
    if !is_known && !has_metaclass(object) {
        return Object::NULL;
    }
    let value = ask(hook::ATTRIBUTE, [object, Object::qstr(name)]);
    if value == absent() {
        Object::NULL
    } else {
        value
    }
}

/// Whether it is a class whose metaclass may have the attribute.
unsafe fn has_metaclass(object: Object) -> bool {
    object.is_class() && {
        let address = Object::small_int(object.0 as i32);
        lookup(*HOOKS.add(hook::METACLASSES), address) != Object::NULL
    }
}

/// In the place of MicroPython's: an attribute of a function.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fun_bc_attr(function: Object, name: usize, found: *mut [Object; 2]) {
    if (*found)[0] == Object::NULL {
        (*found)[0] = kept_attribute(function, name);
        if (*found)[0] == Object::NULL {
            original_fun_bc_attr(function, name, found);
        }
    }
}

/// In the place of MicroPython's: an attribute of a function that uses variables of another.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closure_attr(function: Object, name: usize, found: *mut [Object; 2]) {
    // To set one is to be refused here, for the hook: MicroPython's does nothing and says that it did.
    if (*found)[0] == Object::NULL {
        (*found)[0] = kept_attribute(function, name);
        if (*found)[0] == Object::NULL {
            original_closure_attr(function, name, found);
        }
    }
}

/// In the place of MicroPython's: an attribute of a method, which is not set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bound_meth_attr(method: Object, name: usize, found: *mut [Object; 2]) {
    if (*found)[0] == Object::NULL {
        original_bound_meth_attr(method, name, found);
    }
}

/// In the place of MicroPython's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn type_print(to: *const Print, class: Object, _kind: usize) {
    mp_obj_print_helper(to, ask(hook::TEXT, [class]), STR);
}

/// In the place of MicroPython's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bound_meth_print(to: *const Print, method: Object, _kind: usize) {
    mp_obj_print_helper(to, ask(hook::TEXT, [method]), STR);
}

/// In the place of MicroPython's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closure_print(to: *const Print, function: Object, _kind: usize) {
    mp_obj_print_helper(to, ask(hook::TEXT, [function]), STR);
}

/// In the place of MicroPython's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fun_bc_print(to: *const Print, function: Object, _kind: usize) {
    mp_obj_print_helper(to, ask(hook::TEXT, [function]), STR);
}

/// In the place of MicroPython's: an instance of a class that is written in Python.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn instance_print(to: *const Print, object: Object, kind: usize) {
    // `str` of a list and the like asks its class for `repr`.
    let value = object.native();
    let names_its_class = value != object && value.is_set();
    if (kind == STR && value != object && !value.is_str() && !value.is_exception())
        || names_its_class
    {
        let text = ask(hook::STRING, [object]);
        if text != absent() {
            mp_obj_print_helper(to, text, STR);
            return;
        }
    }
    original_instance_print(to, object, kind);
}

/// Of `instance_print`, where neither the class nor a base says how.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_print(
    to: *const Print,
    _format: usize,
    _values: usize,
    _end: usize,
    object: Object,
    _kind: usize,
) -> usize {
    mp_obj_print_helper(to, ask(hook::TEXT, [object]), STR);
    0
}

/// In the place of MicroPython's: an attribute, or a method and its object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_load_method(object: Object, name: usize, found: *mut [Object; 2]) {
    mp_load_method_maybe(object, name, found);
    if (*found)[0] == Object::NULL {
        (*found)[0] = attribute(object, name);
        if (*found)[0] == Object::NULL {
            if is_missing(hook::NO_ATTRIBUTE) {
                // This raises.
                original_mp_load_method(object, name, found);
            }
            (*found)[0] = ask(hook::NO_ATTRIBUTE, [object, Object::qstr(name)]);
        }
    }
}

/// In the place of MicroPython's, for `hasattr` and the like: there may be no such attribute.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_load_method_protected(
    object: Object,
    name: usize,
    found: *mut [Object; 2],
    catch_all: bool,
) {
    original_mp_load_method_protected(object, name, found, catch_all);
    if (*found)[0] == Object::NULL {
        (*found)[0] = attribute(object, name);
    }
}

/// Of `mp_store_attr`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_store_attribute(object: Object, name: usize, value: Object) {
    ask(
        hook::SET_ATTRIBUTE,
        [object, Object::qstr(name), or_absent(value)],
    );
}

/// Of `mp_unary_op`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_unary(operation: usize, object: Object) -> Object {
    ask(hook::UNARY, [Object::small_int(operation as i32), object])
}

/// Of `mp_binary_op`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_binary(operation: usize, left: Object, right: Object) -> Object {
    let operation = Object::small_int(operation as i32);
    ask(
        hook::BINARY,
        [operation, left, right, left.native(), right.native()],
    )
}

/// Of a division by zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_division(operation: usize, left: Object, _right: Object) -> Object {
    ask(hook::DIVISION, [Object::small_int(operation as i32), left])
}

/// Of a division by zero, of floats.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_float_division(
    operation: usize,
    _left: f64,
    _right: Object,
) -> Object {
    ask(
        hook::DIVISION,
        [Object::small_int(operation as i32), Object::NONE],
    )
}

/// Of `mp_obj_subscr`: a value is set, or got, or there is none and the item is deleted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_subscript(object: Object, key: Object, value: Object) -> Object {
    let mode = match value {
        Object::SENTINEL => 0,
        Object::NULL => 2,
        _ => 1,
    };
    let value = if mode == 1 { value } else { Object::NONE };
    ask(
        hook::SUBSCRIPT,
        [object, key, Object::small_int(mode), value],
    )
}

/// Of `mp_get_index`, where the index is no integer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_index(
    kind: usize,
    length: usize,
    index: Object,
    is_slice: bool,
) -> usize {
    let index = ask(hook::INDEX, [index, of_what(kind, is_slice)]);
    mp_get_index(kind, length, index, is_slice)
}

/// Of `mp_getiter`. The place for an iterator is not used.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_iterate(object: Object, _place: usize) -> Object {
    ask(hook::ITERATE, [object])
}

/// Of `mp_binary_op`, of what is asked for an item by `in`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_contained(
    object: Object,
    place: usize,
    _operation: usize,
    _left: Object,
    _right: Object,
) -> Object {
    if !object.may_be_iterable() {
        hook_binary(CONTAINED, object, Object::NONE);
    }
    mp_getiter(object, place)
}

/// Of `mp_obj_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_length(object: Object) -> Object {
    ask(hook::LENGTH, [object])
}

/// Of `mp_load_global`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_global(name: usize) -> Object {
    ask(hook::GLOBAL_NAME, [Object::qstr(name)])
}

/// Of a call with a wrong number of arguments.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_count(function: Object, _expected: usize, given: usize) {
    let given = Object::small_int(given as i32);
    ask(hook::ARGUMENTS, [function, given, Object::NONE]);
}

/// Of a call whose keyword arguments do not fit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_arguments(
    frame: *const Object,
    given: usize,
    keyword_count: usize,
    arguments: *const Object,
) {
    // Names and values.
    let keywords = mp_obj_new_tuple(2 * keyword_count, arguments.add(given));
    let given = Object::small_int(given as i32);
    ask(hook::ARGUMENTS, [*frame, given, keywords]);
}

/// Of `mp_unpack_sequence`, where there are too few.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_unpack(values: Object, wanted: usize, _to: usize) {
    let wanted = Object::small_int(wanted as i32);
    ask(hook::UNPACK, [values, wanted, Object::FALSE]);
}

/// Of `mp_unpack_ex`, where there are too few: how many are wanted before and after the starred one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_unpack_starred(values: Object, wanted: usize, _to: usize) {
    let wanted = Object::small_int(((wanted & 0xff) + (wanted >> 8 & 0xff)) as i32);
    ask(hook::UNPACK, [values, wanted, Object::TRUE]);
}

/// In the place of MicroPython's: what is joined is a list or a tuple by then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn str_join(separator: Object, items: Object) -> Object {
    let items = if items.is_list() || items.is_tuple() {
        items
    } else if !items.may_be_iterable() {
        ask(hook::JOIN, [separator, items])
    } else {
        let place = stack_alloc(16) as *mut Object;
        *place = items;
        let list = list_make_new(LIST, 1, 0, place);
        stack_restore(place as usize + 16);
        list
    };
    original_str_join(separator, items)
}

/// Of `str.join`, where an item is of another type.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_join(separator: Object, items: Object) -> Object {
    ask(hook::JOIN, [separator, items])
}

/// Of the reading of a float: makes the exception.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_float(
    _kind: usize,
    _message: usize,
    text: *const u8,
    length: usize,
    _allow_imaginary: usize,
    force_complex: usize,
    _lexer: usize,
) -> Object {
    let is_complex = Object::small_int(force_complex as i32);
    ask(hook::FLOAT, [mp_obj_new_str(text, length), is_complex])
}

/// Of `float` of a text, of which MicroPython takes more than CPython.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_read_float(
    text: *const u8,
    length: usize,
    allows_imaginary: usize,
    is_complex: usize,
    lexer: usize,
    _kind: usize,
    _count: usize,
    _keyword_count: usize,
    arguments: *const Object,
) -> Object {
    // What is empty may be nowhere.
    if length == 0 || !is_numeral(core::slice::from_raw_parts(text, length)) {
        return ask(hook::READ_FLOAT, [*arguments]);
    }
    mp_parse_num_float(text, length, allows_imaginary, is_complex, lexer)
}

/// Of the unpacking of what is no list or tuple: its iterator.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_unpack_iterator(
    values: Object,
    place: usize,
    _same: usize,
    wanted: usize,
    _to: usize,
) -> Object {
    if !values.may_be_iterable() {
        let wanted = Object::small_int(wanted as i32);
        ask(hook::UNPACK, [values, wanted, Object::NONE]);
    }
    mp_getiter(values, place)
}

/// Of the index that `list.pop` is given.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_pop_index(
    kind: usize,
    length: usize,
    index: Object,
    is_slice: bool,
    _count: usize,
    _arguments: *const Object,
) -> usize {
    let size = length as i32;
    let is_in = index.is_small_int() && (-size..size).contains(&index.small_int_value());
    let index = if is_in {
        index
    } else {
        ask(hook::POP_INDEX, [index])
    };
    mp_get_index(kind, length, index, is_slice)
}

/// Of the index of a string, where it is no integer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_text_index(
    kind: usize,
    text: usize,
    length: usize,
    index: Object,
    is_slice: bool,
) -> usize {
    let index = ask(hook::INDEX, [index, of_what(kind, is_slice)]);
    str_index_to_ptr(kind, text, length, index, is_slice)
}

/// What an index is of: a type, or nothing that has a name, where it is a bound of a slice.
fn of_what(kind: usize, is_slice: bool) -> Object {
    if is_slice { Object::NONE } else { Object(kind) }
}

/// In the place of MicroPython's: what a slice means for so many items.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_obj_slice_indices(slice: Object, length: usize, result: usize) {
    let mut known = slice;
    let mut number = 1;
    while number <= 3 {
        let bound = Object(slice.word(number));
        if !bound.is_small_int() && bound != Object::NONE && !bound.is_large_int() {
            let bound = ask(hook::INDEX, [bound, Object::NONE]);
            if known == slice {
                known = Object(m_malloc(16) as usize);
                *(known.0 as *mut [usize; 4]) = *(slice.0 as *const [usize; 4]);
            }
            *(known.0 as *mut Object).add(number) = bound;
        }
        number += 1;
    }
    original_mp_obj_slice_indices(known, length, result);
}

/// Of `min` and `max`, where there is nothing to choose from.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_empty(
    _count: usize,
    _arguments: *const Object,
    _keywords: usize,
    operation: usize,
) -> Object {
    ask(hook::EMPTY, [Object::small_int(operation as i32)])
}

/// Of `index` of lists and tuples, and of `remove`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_not_found(
    _items: usize,
    _length: usize,
    _count: usize,
    arguments: *const Object,
) -> Object {
    ask(hook::NOT_FOUND, [*arguments, *arguments.add(1)])
}

/// Of the reading of an integer: the text as it was, with its sign and blanks.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_integer(
    text: *const u8,
    length: usize,
    base: usize,
    _lexer: usize,
) -> Object {
    let text = mp_obj_new_str(text, length);
    ask(hook::INTEGER, [text, Object::small_int(base as i32)])
}

/// Of the interpreter's loop: makes the exception for a local variable that has no value. The frame
/// begins with the function and the place in its code.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_unbound(frame: *const Object, _message: usize) -> Object {
    let place = Object::small_int((*frame.add(1)).0 as i32);
    ask(hook::UNBOUND, [*frame, place])
}

/// Of the making of a named tuple.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_fields(
    kind: Object,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    let keywords = mp_obj_new_tuple(2 * keyword_count, arguments.add(count));
    ask(
        hook::FIELDS,
        [kind, Object::small_int(count as i32), keywords],
    )
}
