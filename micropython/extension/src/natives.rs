//! Built-in functions that are new: `micropython/bootstrap/natives.py` makes Python functions of all
//! whose names begin with `native_`. They do the common case here, and leave the rest to Python.

use crate::calls::by_keyword;
use crate::hook;
use crate::hooks::{ask, lookup, word};
use crate::map::Map;
use crate::micropython::{
    EQUAL, List, Object, TYPE_ERROR, m_malloc, mp_builtin_isinstance, mp_builtin_print,
    mp_call_function_n_kw, mp_load_method_maybe, mp_obj_equal, mp_obj_new_tuple, mp_raise_msg,
    stack_alloc, stack_restore,
};

/// `isinstance`. Classes may say who their instances are, by `__instancecheck__`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_isinstance(object: Object, classes: Object) -> Object {
    if classes.is_class() {
        if mp_builtin_isinstance(object, classes) == Object::TRUE {
            return Object::TRUE;
        }
        if !has_instance_check(classes) {
            return Object::FALSE;
        }
    } else if classes.is_tuple() {
        let mut number = 0;
        while number < classes.tuple_length() && classes.tuple_item(number).is_class() {
            let class = classes.tuple_item(number);
            if mp_builtin_isinstance(object, class) == Object::TRUE {
                return Object::TRUE;
            }
            if has_instance_check(class) {
                break;
            }
            number += 1;
        }
        if number == classes.tuple_length() {
            return Object::FALSE;
        }
    }
    ask(hook::INSTANCE, [object, classes])
}

unsafe fn has_instance_check(class: Object) -> bool {
    let found = stack_alloc(16) as *mut [Object; 2];
    *found = [Object::NULL; 2];
    mp_load_method_maybe(class, word(hook::INSTANCE_CHECK_NAME).0 >> 3, found);
    let is_there = (*found)[0] != Object::NULL;
    stack_restore(found as usize + 16);
    is_there
}

/// `print`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_print(
    count: usize,
    values: *const Object,
    keywords: *mut Map,
) -> Object {
    if !is_redirected() && are_texts(&*keywords) {
        return mp_builtin_print(count, values, keywords);
    }
    let values = mp_obj_new_tuple(count, values);
    let mut rest = Object::NULL;
    let pairs = stack_alloc(16 * (*keywords).used().div_ceil(2)) as *mut Object;
    let mut number = 0;
    while number < (*keywords).used() {
        let entry = (*keywords).table.add(number);
        *pairs.add(2 * number) = (*entry).key;
        *pairs.add(2 * number + 1) = (*entry).value;
        number += 1;
    }
    if number > 0 {
        rest = mp_obj_new_tuple(2 * number, pairs);
    }
    stack_restore(pairs as usize + 16 * (*keywords).used().div_ceil(2));
    if rest == Object::NULL {
        rest = Object::NONE;
    }
    ask(hook::PRINT, [values, rest])
}

/// Whether a program has set `sys.stdout`.
unsafe fn is_redirected() -> bool {
    let sys = word(hook::SYS);
    sys != Object::NULL && lookup(sys, word(hook::STDOUT_NAME)) != word(hook::STDOUT)
}

/// Whether the arguments are only `sep` and `end`, and texts.
unsafe fn are_texts(keywords: &Map) -> bool {
    let mut number = 0;
    while number < keywords.used() {
        let entry = keywords.table.add(number);
        let key = (*entry).key;
        if key != word(hook::SEP_NAME) && key != word(hook::END_NAME) || !(*entry).value.is_str() {
            return false;
        }
        number += 1;
    }
    true
}

/// `object.__new__`, also of a class below a built-in type: its value is made of the other arguments.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_object_new(
    count: usize,
    arguments: *const Object,
    keywords: *mut Map,
) -> Object {
    let class = *arguments;
    let base = class.native_base();
    if base == Object::NULL {
        return mp_call_function_n_kw(word(hook::OBJECT_NEW), 1, 0, arguments);
    }
    let keyword_count = (*keywords).used();
    let size = 16 * (count + 2 * keyword_count).div_ceil(4);
    let place = stack_alloc(size) as *mut Object;
    let mut number = 1;
    while number < count {
        *place.add(number - 1) = *arguments.add(number);
        number += 1;
    }
    number = 0;
    while number < keyword_count {
        let entry = (*keywords).table.add(number);
        *place.add(count - 1 + 2 * number) = (*entry).key;
        *place.add(count + 2 * number) = (*entry).value;
        number += 1;
    }
    let value = mp_call_function_n_kw(base, count - 1, keyword_count, place);
    stack_restore(place as usize + size);
    if base == class {
        return value;
    }
    let instance = mp_call_function_n_kw(word(hook::OBJECT_NEW), 1, 0, arguments);
    instance.set_native(value);
    instance
}

/// `slice`, in the type's slot `make_new`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_slice_new(
    kind: usize,
    count: usize,
    _keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if count == 0 || count > 3 {
        mp_raise_msg(TYPE_ERROR, 0);
    }
    let slice = m_malloc(16) as *mut Object;
    *slice = Object(kind);
    let mut number = 1;
    while number <= 3 {
        *slice.add(number) = Object::NONE;
        number += 1;
    }
    // One alone is the end.
    let first = if count == 1 { 2 } else { 1 };
    number = 0;
    while number < count {
        *slice.add(first + number) = *arguments.add(number);
        number += 1;
    }
    Object(slice as usize)
}

/// `types.MethodType`, in the type's slot `make_new`: a function and the object it belongs to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_method_new(
    kind: usize,
    count: usize,
    _keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if count != 2 {
        mp_raise_msg(TYPE_ERROR, 0);
    }
    let method = m_malloc(16) as *mut Object;
    *method = Object(kind);
    *method.add(1) = *arguments;
    *method.add(2) = *arguments.add(1);
    Object(method as usize)
}

/// `types.ModuleType`, in the type's slot `make_new`: Python says what is in it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_module_new(
    kind: usize,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    let names = by_keyword(Object(kind), count, keyword_count, arguments);
    let module = m_malloc(16) as *mut Object;
    *module = Object(kind);
    *module.add(1) = names;
    Object(module as usize)
}

/// What a handler that has a name for its exception calls first. Only texts may have to be put right,
/// which are MicroPython's own words, or keys.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_caught(exception: Object) -> Object {
    if !exception.is_exception() || only_argument(exception).is_str() {
        return ask(hook::CAUGHT, [exception]);
    }
    let handled = word(hook::HANDLED).0 as *mut List;
    *(*handled).items = exception;
    Object::NONE
}

/// `args` in such a handler. A key was put right by an instance of a class.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_args(exception: Object) -> Object {
    let is_plain = exception.is_exception() && {
        let argument = only_argument(exception);
        !argument.is_pointer() || argument == Object::NULL || !argument.is_written_in_python()
    };
    if is_plain {
        exception.arguments()
    } else {
        ask(hook::ARGS, [exception])
    }
}

/// The argument of an exception that has one, or `NULL`.
unsafe fn only_argument(exception: Object) -> Object {
    let arguments = exception.arguments();
    if arguments.tuple_length() == 1 {
        arguments.tuple_item(0)
    } else {
        Object::NULL
    }
}

/// `list.remove`. MicroPython's says what `index` says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_list_remove(list: Object, value: Object) -> Object {
    let items = list.native().0 as *mut List;
    let mut number = 0;
    // Comparing may run Python code, which may change the list.
    while number < (*items).length {
        if mp_obj_equal(*(*items).items.add(number), value) {
            break;
        }
        number += 1;
    }
    if number >= (*items).length {
        return ask(hook::NOT_FOUND, [Object::NONE, value]);
    }
    while number + 1 < (*items).length {
        *(*items).items.add(number) = *(*items).items.add(number + 1);
        number += 1;
    }
    *(*items).items.add(number) = Object::NULL;
    (*items).length -= 1;
    Object::NONE
}

/// `set.intersection`, with any number of others.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_set_intersection(count: usize, arguments: *const Object) -> Object {
    with_each(hook::ORIGINAL_INTERSECTION, count, arguments)
}

/// `set.union`, with any number of others.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_set_union(count: usize, arguments: *const Object) -> Object {
    with_each(hook::ORIGINAL_UNION, count, arguments)
}

/// What a method that takes one other gives with one after the other.
#[inline(never)]
unsafe fn with_each(method: usize, count: usize, arguments: *const Object) -> Object {
    let pair = stack_alloc(16) as *mut [Object; 2];
    // What is left of the set itself is a copy.
    *pair = [*arguments, *arguments];
    let mut number = usize::from(count > 1);
    while number < count {
        (*pair)[1] = *arguments.add(number);
        (*pair)[0] = mp_call_function_n_kw(word(method), 2, 0, pair.cast());
        number += 1;
    }
    let left = (*pair)[0];
    stack_restore(pair as usize + 16);
    left
}

/// `set.intersection_update`, with any number of others.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_set_intersection_update(
    count: usize,
    arguments: *const Object,
) -> Object {
    let pair = stack_alloc(16) as *mut [Object; 2];
    (*pair)[0] = *arguments;
    let mut number = 1;
    while number < count {
        (*pair)[1] = *arguments.add(number);
        mp_call_function_n_kw(word(hook::ORIGINAL_INTERSECTION_UPDATE), 2, 0, pair.cast());
        number += 1;
    }
    stack_restore(pair as usize + 16);
    Object::NONE
}

/// What `range` does for `==`: two are equal that give the same numbers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_range_binary_op(
    operation: usize,
    left: Object,
    right: Object,
) -> Object {
    if operation != EQUAL || !right.is_pointer() || right.word(0) != left.word(0) {
        return Object::NULL;
    }
    // After the type: start, stop and step.
    let length = range_length(left);
    let is_equal = length == range_length(right)
        && (length == 0 || left.word(1) == right.word(1))
        && (length < 2 || left.word(3) == right.word(3));
    if is_equal {
        Object::TRUE
    } else {
        Object::FALSE
    }
}

unsafe fn range_length(range: Object) -> u32 {
    let word = |number| range.word(number) as i32;
    let (start, stop, step) = (word(1), word(2), word(3));
    let (distance, step) = if step > 0 {
        (i64::from(stop) - i64::from(start), i64::from(step))
    } else {
        (i64::from(start) - i64::from(stop), -i64::from(step))
    };
    if distance <= 0 || step == 0 {
        0
    } else {
        ((distance + step - 1) / step) as u32
    }
}

/// `dict.__getitem__`, which asks `__missing__` of a class below `dict`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_dict_getitem(object: Object, key: Object) -> Object {
    let dict = object.native();
    let value = if dict.is_dict() {
        lookup(dict, key)
    } else {
        Object::NULL
    };
    if value == Object::NULL {
        return ask(hook::MISSING, [object, key]);
    }
    value
}

/// A method of `str` that MicroPython has for ASCII.
unsafe fn of_text(method: usize, count: usize, arguments: *const Object) -> Object {
    let text = (*arguments).native();
    if !text.is_str() || is_ascii(text) {
        return mp_call_function_n_kw(word(hook::ORIGINAL_UPPER + method), count, 0, arguments);
    }
    beyond_ascii(method, count, arguments)
}

/// As [`of_text`], of a text alone.
unsafe fn of_text_alone(method: usize, text: Object) -> Object {
    let place = stack_alloc(16) as *mut Object;
    *place = text;
    let answer = of_text(method, 1, place);
    stack_restore(place as usize + 16);
    answer
}

unsafe fn beyond_ascii(method: usize, count: usize, arguments: *const Object) -> Object {
    let arguments = mp_obj_new_tuple(count, arguments);
    ask(
        hook::TEXT_METHOD,
        [Object::small_int(method as i32), arguments],
    )
}

/// Whether a text has no other characters.
pub unsafe fn is_ascii(text: Object) -> bool {
    let (bytes, length) = (text.text(), text.text_length());
    let mut done = 0;
    while length - done >= 8 {
        if bytes.add(done).cast::<u64>().read_unaligned() & 0x8080_8080_8080_8080 != 0 {
            return false;
        }
        done += 8;
    }
    while done < length {
        if *bytes.add(done) >= 0x80 {
            return false;
        }
        done += 1;
    }
    true
}

macro_rules! methods {
    ($($name:ident = $number:literal),*) => {$(
        /// A method of `str`.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(text: Object) -> Object {
            of_text_alone($number, text)
        }
    )*};
}

// The numbers are those of the list in `natives.py`.
methods!(
    native_str_upper = 0,
    native_str_lower = 1,
    native_str_isupper = 2,
    native_str_islower = 3,
    native_str_isalpha = 4,
    native_str_isdigit = 5,
    native_str_isspace = 6
);

/// The number of `rsplit`.
const RSPLIT: usize = 11;

macro_rules! methods_of_blanks {
    ($($name:ident = $number:literal, $is_strip:literal;)*) => {$(
        /// A method of `str` that may be about blanks.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(count: usize, arguments: *const Object) -> Object {
            about_blanks($number, $is_strip, count, arguments)
        }
    )*};
}

methods_of_blanks!(
    native_str_strip = 7, true;
    native_str_lstrip = 8, true;
    native_str_rstrip = 9, true;
    native_str_split = 10, false;
    native_str_rsplit = 11, false;
);

#[inline(always)]
unsafe fn about_blanks(
    method: usize,
    is_strip: bool,
    count: usize,
    arguments: *const Object,
) -> Object {
    if count == 1 || *arguments.add(1) == Object::NONE {
        // MicroPython's does not count from the right.
        if method == RSPLIT && count > 2 {
            return beyond_ascii(method, count, arguments);
        }
        // It strips nothing of `None`.
        return of_text(method, if is_strip { 1 } else { count }, arguments);
    }
    // MicroPython takes the characters for bytes.
    let characters = (*arguments.add(1)).native();
    if !characters.is_str() || is_strip && !is_ascii(characters) {
        return beyond_ascii(method, count, arguments);
    }
    mp_call_function_n_kw(word(hook::ORIGINAL_UPPER + method), count, 0, arguments)
}

/// `str.isalnum`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_str_isalnum(text: Object) -> Object {
    all_are(text, 12, |byte| byte.is_ascii_alphanumeric())
}

/// `str.isdecimal`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_str_isdecimal(text: Object) -> Object {
    all_are(text, 13, |byte| byte.is_ascii_digit())
}

/// `str.isnumeric`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_str_isnumeric(text: Object) -> Object {
    all_are(text, 14, |byte| byte.is_ascii_digit())
}

/// `str.isascii`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_str_isascii(text: Object) -> Object {
    let is_so = is_ascii(text.native());
    if is_so { Object::TRUE } else { Object::FALSE }
}

#[inline(always)]
unsafe fn all_are(text: Object, method: usize, is_so: impl Fn(u8) -> bool) -> Object {
    let value = text.native();
    if !is_ascii(value) {
        let place = stack_alloc(16) as *mut Object;
        *place = text;
        let answer = beyond_ascii(method, 1, place);
        stack_restore(place as usize + 16);
        return answer;
    }
    let (bytes, length) = (value.text(), value.text_length());
    let mut number = 0;
    while number < length {
        if !is_so(*bytes.add(number)) {
            return Object::FALSE;
        }
        number += 1;
    }
    if length > 0 {
        Object::TRUE
    } else {
        Object::FALSE
    }
}
