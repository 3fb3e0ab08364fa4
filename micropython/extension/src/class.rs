//! Classes as objects: `for member in Color`, `Color["RED"]`, `len(Color)`, `x in Color`,
//! `reversed(Color)` and `repr(Color)` ask the class for a class method, `__class_iter__`,
//! `__class_getitem__`, `__class_len__`, `__class_contains__`, `__class_reversed__` or
//! `__class_repr__`, as CPython asks its metaclass.
//! MicroPython's type of classes has no such slots: they are filled with the functions here.

use crate::hooks::{lookup, word};
use crate::instance::member_of;
use crate::micropython::{
    BOOL, CONTAINED, HASH, LENGTH, LIST, Object, list_make_new, mp_call_function_n_kw, mp_getiter,
    mp_load_method_maybe, mp_obj_is_true, original_reversed_make_new, original_type_make_new,
    qstr_from_strn, stack_alloc, stack_restore,
};
use crate::{hook, hooks, kinds};

/// What a method's name begins with.
const START: u64 = u64::from_le_bytes(*b"__class_");
/// The longest name, `__class_contains__`, takes this and [`START`].
const END: usize = 16;

/// The end of a method's name.
#[derive(Clone, Copy)]
struct Name {
    words: u128,
    length: usize,
}

const ITER: Name = name(b"iter__");
const GETITEM: Name = name(b"getitem__");
const LEN: Name = name(b"len__");
const CONTAINS: Name = name(b"contains__");
const REVERSED: Name = name(b"reversed__");

const fn name(end: &[u8]) -> Name {
    let mut words = [0; END];
    let mut place = 0;
    while place < end.len() {
        words[place] = end[place];
        place += 1;
    }
    Name {
        words: u128::from_le_bytes(words),
        length: end.len(),
    }
}

/// In the place of MicroPython's: an attribute of a class. What has a method `__get__` is asked, as of
/// an instance.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn type_attr(class: Object, name: usize, found: *mut [Object; 2]) {
    let is_load = (*found)[0] == Object::NULL;
    original_type_attr(class, name, found);
    let [value, method] = *found;
    // After the type of a class its flags: one says that a member has special methods.
    let may_have = class.word(1) & HAS_ACCESSORS != 0 && is_load && method == Object::NULL;
    // Of an enumeration it is an instance of that.
    let is_other = value.is_pointer() && value.word(0) != class.0;
    if may_have && is_other && value.is_written_in_python() {
        let get = member_of(Object(value.word(0)), GET);
        if get != Object::NULL {
            let place = stack_alloc(16) as *mut [Object; 3];
            *place = [value, Object::NONE, class];
            (*found)[0] = mp_call_function_n_kw(get, 3, 0, place.cast());
            stack_restore(place as usize + 16);
        }
    }
}

/// In the second word of a class.
const HAS_ACCESSORS: usize = 2;
/// The number of the interned string `__get__`.
const GET: usize = 183;

#[link(wasm_import_module = "micropython")]
unsafe extern "C" {
    /// The function in whose place is ours.
    fn original_type_attr(class: Object, name: usize, found: *mut [Object; 2]);
}

/// The slot `iter` of classes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn slot_iter(class: Object, buffer: usize) -> Object {
    let items = ask(class, ITER, Object::NULL);
    if items == Object::NULL {
        return Object::NULL;
    }
    mp_getiter(items, buffer)
}

/// The slot `subscr` of classes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn slot_subscr(class: Object, index: Object, value: Object) -> Object {
    if value == Object::SENTINEL {
        ask(class, GETITEM, index)
    } else {
        Object::NULL
    }
}

/// The slot `unary_op` of classes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn slot_unary_op(operation: usize, class: Object) -> Object {
    match operation {
        HASH => Object::small_int((class.0 >> 2) as i32),
        BOOL => Object::TRUE,
        LENGTH => ask(class, LEN, Object::NULL),
        _ => Object::NULL,
    }
}

/// The slot `binary_op` of classes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn slot_binary_op(operation: usize, class: Object, other: Object) -> Object {
    if operation != CONTAINED {
        return Object::NULL;
    }
    let is_in = ask(class, CONTAINS, other);
    if is_in == Object::NULL || is_in == Object::TRUE || is_in == Object::FALSE {
        return is_in;
    }
    if mp_obj_is_true(is_in) {
        Object::TRUE
    } else {
        Object::FALSE
    }
}

/// In the place of MicroPython's: `type(object)`, or a new class.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn type_make_new(
    kind: Object,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if count == 1 && (*arguments).is_class() {
        let address = Object::small_int((*arguments).0 as i32);
        let metaclass = lookup(word(hook::METACLASSES), address);
        if metaclass != Object::NULL {
            return metaclass;
        }
    }
    original_type_make_new(kind, count, keyword_count, arguments)
}

/// In the place of MicroPython's: `reversed(items)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn reversed_make_new(
    kind: Object,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if count == 1 && keyword_count == 0 && (*arguments).is_class() {
        let items = ask(*arguments, REVERSED, Object::NULL);
        if items != Object::NULL {
            return items;
        }
    }
    if count == 1 && keyword_count == 0 && (*arguments).is_dict_or_view() {
        let place = stack_alloc(16) as *mut Object;
        *place = list_make_new(LIST, 1, 0, arguments);
        let items = original_reversed_make_new(kind, 1, 0, place);
        stack_restore(place as usize + 16);
        return items;
    }
    let is_reversible = count != 1 || kinds::slot((*arguments).kind(), SUBSCRIPT).is_some();
    if !is_reversible {
        hooks::hook_unary(REVERSED_OF, *arguments);
    }
    original_reversed_make_new(kind, count, keyword_count, arguments)
}

/// A type's slot for subscripts.
const SUBSCRIPT: usize = 6;
/// What stands for `reversed` among the operations on one object.
const REVERSED_OF: usize = 100;

/// Calls a class's method, with one argument or none. Gives nothing if there is no such method.
unsafe fn ask(class: Object, name: Name, argument: Object) -> Object {
    let memory = stack_alloc(48);
    let text = memory as *mut u8;
    text.cast::<u64>().write(START);
    text.add(8).cast::<u64>().write(name.words as u64);
    text.add(16).cast::<u64>().write((name.words >> 64) as u64);
    let qstr = qstr_from_strn(text, 8 + name.length);
    let method = (memory + 32) as *mut Object;
    method.write(Object::NULL);
    method.add(1).write(Object::NULL);
    mp_load_method_maybe(class, qstr, method.cast());
    let result = if *method == Object::NULL {
        Object::NULL
    } else {
        // A plain function is taken for a class method, as CPython takes `__class_getitem__`.
        method.add(1).write(class);
        method.add(2).write(argument);
        let count = 1 + usize::from(argument != Object::NULL);
        mp_call_function_n_kw(*method, count, 0, method.add(1))
    };
    stack_restore(memory + 48);
    result
}
