//! Asks Python where MicroPython gives up. `micropython/bootstrap/hooks.py` has a function for each
//! kind of operation; it gives the value, or raises with CPython's words.
//!
//! The functions `hook_...` are called where MicroPython raised before, with the parameters of the
//! function that did so: see `xtask/src/interpreter/places.rs`.

use crate::micropython::{
    Object, TYPE_ERROR, mp_call_function_n_kw, mp_get_index, mp_getiter, mp_load_method_maybe,
    mp_raise_msg, original_mp_load_method, original_mp_load_method_protected, stack_alloc,
    stack_restore,
};

/// Where `hooks.py` writes the addresses of its functions: memory that nothing else uses.
const HOOKS: *const Object = 1024 as *const Object;

/// Numbers of hooks.
mod hook {
    /// No hook, but the object that stands for what there is not.
    pub const ABSENT: usize = 0;
    pub const ATTRIBUTE: usize = 1;
    pub const SET_ATTRIBUTE: usize = 2;
    pub const UNARY: usize = 3;
    pub const BINARY: usize = 4;
    pub const DIVISION: usize = 5;
    pub const SUBSCRIPT: usize = 6;
    pub const INDEX: usize = 7;
    pub const ITERATE: usize = 8;
    pub const CONTAINS: usize = 9;
    pub const LENGTH: usize = 10;
    pub const GLOBAL: usize = 11;
}

/// What stands for nothing.
unsafe fn absent() -> Object {
    *HOOKS.add(hook::ABSENT)
}

/// Calls a hook. Raises what it raises.
unsafe fn ask<const COUNT: usize>(number: usize, arguments: [Object; COUNT]) -> Object {
    let hook = *HOOKS.add(number);
    if hook == Object::NULL {
        // The Python part is not there yet.
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

unsafe fn attribute(object: Object, name: usize) -> Option<Object> {
    if *HOOKS.add(hook::ATTRIBUTE) == Object::NULL {
        return None;
    }
    let value = ask(hook::ATTRIBUTE, [object, Object::qstr(name)]);
    (value != absent()).then_some(value)
}

/// In the place of MicroPython's: an attribute, or a method and its object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_load_method(object: Object, name: usize, found: *mut [Object; 2]) {
    mp_load_method_maybe(object, name, found);
    if (*found)[0] == Object::NULL {
        match attribute(object, name) {
            Some(value) => (*found)[0] = value,
            // This raises.
            None => original_mp_load_method(object, name, found),
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
    if (*found)[0] == Object::NULL
        && let Some(value) = attribute(object, name)
    {
        (*found)[0] = value;
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
    let index = ask(hook::INDEX, [index, Object(kind)]);
    mp_get_index(kind, length, index, is_slice)
}

/// Of `mp_getiter`. The place for an iterator is not used.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_iterate(object: Object, _place: usize) -> Object {
    ask(hook::ITERATE, [object])
}

/// Of `mp_binary_op`, where it goes through an object to see if another is in it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_contains(
    object: Object,
    place: usize,
    _operation: usize,
    left: Object,
    right: Object,
) -> Object {
    if object.is_class() {
        let item = if object == left { right } else { left };
        return ask(hook::CONTAINS, [object, item]);
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
    ask(hook::GLOBAL, [Object::qstr(name)])
}
