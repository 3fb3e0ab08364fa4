//! Calls of built-in functions: by keyword, and by a type's name.

use crate::hook;
use crate::hooks::{ask, is_missing, word};
use crate::micropython::{
    LIST, List, Object, address, mp_call_function_n_kw, mp_obj_new_tuple,
    original_bytearray_make_new, original_bytes_make_new, original_checked_fun_call,
    original_complex_make_new, original_fun_builtin_var_call, original_int_make_new,
    original_mp_obj_get_float, original_str_make_new, stack_alloc, stack_restore,
};

/// In the place of MicroPython's: a call of a built-in function with a variable number of
/// arguments. Many take by position only what CPython takes by name as well.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fun_builtin_var_call(
    function: Object,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if keyword_count == 0 || function.word(1) & TAKES_KEYWORDS != 0 {
        return original_fun_builtin_var_call(function, count, keyword_count, arguments);
    }
    by_keyword(function, count, keyword_count, arguments)
}

/// Asks Python, by keyword or not.
#[inline(never)]
pub unsafe fn by_keyword(
    function: Object,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    let keywords = mp_obj_new_tuple(2 * keyword_count, arguments.add(count));
    let positional = mp_obj_new_tuple(count, arguments);
    ask(hook::KEYWORDS, [function, positional, keywords])
}

/// Of a call of a built-in function or a type: whether it has as many arguments as that takes. The
/// signature holds the least number, the most and whether there may be keywords.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_count_of_built_in(
    count: usize,
    keyword_count: usize,
    signature: usize,
    function: Object,
    _same_count: usize,
    _same_keyword_count: usize,
    arguments: *const Object,
) {
    let (least, most) = (signature >> 17, signature >> 1 & 0xffff);
    if count >= least && count <= most && (keyword_count == 0 || signature & TAKES_KEYWORDS != 0) {
        return;
    }
    let first = if count > 0 { *arguments } else { Object::NONE };
    let number = |number: usize| Object::small_int(number as i32);
    ask(
        hook::COUNT,
        [
            function,
            number(count),
            number(keyword_count),
            number(least),
            number(most),
            first,
        ],
    );
}

/// In a built-in function's second word.
const TAKES_KEYWORDS: usize = 1;

/// In the place of MicroPython's: `int(text, base=16)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn int_make_new(
    kind: usize,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if count == 1 && keyword_count == 0 && !is_number_or_text(*arguments) {
        return ask(hook::TO_INTEGER, [*arguments]);
    }
    let is_text = count > 0 && is_text(*arguments);
    if count == 2 && !is_text || keyword_count > 0 && (count != 1 || !is_text) {
        return by_keyword(Object(kind), count, keyword_count, arguments);
    }
    if count != 1 || keyword_count != 1 {
        return original_int_make_new(kind, count, keyword_count, arguments);
    }
    // Whatever its name is, it can only be the base.
    let place = stack_alloc(16) as *mut Object;
    *place = *arguments;
    *place.add(1) = *arguments.add(2);
    let number = original_int_make_new(kind, 2, 0, place);
    stack_restore(place as usize + 16);
    number
}

/// In the place of MicroPython's, which says of what is no number what functions of numbers say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn float_make_new(
    kind: usize,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if count == 1 && keyword_count == 0 && !is_number_or_text(*arguments) {
        ask(hook::ARGUMENT, [*arguments, Object::small_int(0)]);
    }
    original_float_make_new(kind, count, keyword_count, arguments)
}

#[link(wasm_import_module = "micropython")]
unsafe extern "C" {
    /// The function in whose place is ours.
    fn original_exception_make_new(
        kind: usize,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    fn original_range_make_new(
        kind: usize,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    fn original_float_make_new(
        kind: usize,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
}

/// In the place of MicroPython's: `str(bytes, encoding="utf-8")`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn str_make_new(
    kind: usize,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    let is_of_bytes = keyword_count > 0 || count == 2 || count == 3;
    if is_of_bytes && !is_missing(hook::KEYWORDS) {
        return by_keyword(Object(kind), count, keyword_count, arguments);
    }
    original_str_make_new(kind, count, keyword_count, arguments)
}

/// In the place of MicroPython's: `bytes(text, encoding="utf-8")`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bytes_make_new(
    kind: usize,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    // What `str.encode` asks is done.
    let is_encoding = count == 2 && (*arguments).is_str() && *arguments.add(1) == word(hook::UTF_8);
    let is_for_python =
        is_for_python(count, keyword_count, arguments) || is_negative(count, arguments);
    if is_for_python || count > 1 && !is_encoding {
        return by_keyword(Object(kind), count, keyword_count, arguments);
    }
    original_bytes_make_new(kind, count, keyword_count, arguments)
}

/// In the place of MicroPython's: `bytearray(text, encoding="utf-8")`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bytearray_make_new(
    kind: usize,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if is_for_python(count, keyword_count, arguments) || count > 1 || is_negative(count, arguments)
    {
        return by_keyword(Object(kind), count, keyword_count, arguments);
    }
    if count == 1 && (*arguments).kind() == LIST {
        let list = (*arguments).0 as *const List;
        let mut place = 0;
        while place < (*list).length {
            let item = *(*list).items.add(place);
            if !item.is_small_int() || item.0 >> 9 != 0 {
                ask(hook::BYTE, [item]);
            }
            place += 1;
        }
    }
    original_bytearray_make_new(kind, count, keyword_count, arguments)
}

/// In the place of MicroPython's: `ImportError(text, name="module")`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn exception_make_new(
    kind: usize,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if keyword_count > 0 {
        return by_keyword(Object(kind), count, keyword_count, arguments);
    }
    original_exception_make_new(kind, count, keyword_count, arguments)
}

/// In the place of MicroPython's, whose numbers are words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn range_make_new(
    kind: usize,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    let mut place = 0;
    while place < count {
        let number = *arguments.add(place);
        if number.is_pointer() && number.kind() == address::INT {
            return by_keyword(Object(kind), count, keyword_count, arguments);
        }
        place += 1;
    }
    original_range_make_new(kind, count, keyword_count, arguments)
}

/// In the place of MicroPython's, which adds the parts of both arguments: that loses a zero's sign.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn complex_make_new(
    kind: usize,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if is_for_python(count, keyword_count, arguments) {
        return by_keyword(Object(kind), count, keyword_count, arguments);
    }
    if count == 2 && is_real(*arguments) && is_real(*arguments.add(1)) {
        let real = original_mp_obj_get_float(*arguments);
        return Object::complex(real, original_mp_obj_get_float(*arguments.add(1)));
    }
    original_complex_make_new(kind, count, keyword_count, arguments)
}

/// Whether there are keywords, or an object that may say itself what it is made into.
#[inline(never)]
unsafe fn is_for_python(count: usize, keyword_count: usize, arguments: *const Object) -> bool {
    keyword_count > 0
        || count == 1
            && (*arguments).is_pointer()
            && (*arguments).is_written_in_python()
            && (*arguments).native() == *arguments
}

unsafe fn is_negative(count: usize, arguments: *const Object) -> bool {
    count == 1 && (*arguments).is_small_int() && (*arguments).small_int_value() < 0
}

unsafe fn is_real(object: Object) -> bool {
    object.is_small_int() || object.is_float()
}

unsafe fn is_text(object: Object) -> bool {
    matches!(
        object.native().kind(),
        address::STR | address::BYTES | address::BYTE_ARRAY
    )
}

/// Whether `int` knows what to do with it, as with an instance of a class below such a type.
unsafe fn is_number_or_text(object: Object) -> bool {
    matches!(
        object.native().kind(),
        address::INT | address::FLOAT | address::STR | address::BYTES | address::BYTE_ARRAY
    ) || object == Object::TRUE
        || object == Object::FALSE
}

/// In the place of MicroPython's: a call of a built-in type's method by the type's name, whose first
/// argument is checked. An instance of a class below the type is one as well.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn checked_fun_call(
    function: Object,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    if count > 0 {
        let value = (*arguments).native();
        if value != *arguments && value.kind() == function.word(1) {
            let takes_instance = Object(function.word(2)) == word(hook::DICT_GETITEM);
            let first = if takes_instance { *arguments } else { value };
            return call_with(function, first, count, keyword_count, arguments);
        }
        if value.kind() != function.word(1) {
            let kind = Object(function.word(1));
            let first = ask(hook::OWNER, [Object(function.word(2)), kind, value]);
            return call_with(function, first, count, keyword_count, arguments);
        }
    } else {
        let kind = Object(function.word(1));
        ask(hook::OWNER, [Object(function.word(2)), kind]);
    }
    original_checked_fun_call(function, count, keyword_count, arguments)
}

/// Calls what is checked with another first argument.
unsafe fn call_with(
    function: Object,
    first: Object,
    count: usize,
    keyword_count: usize,
    arguments: *const Object,
) -> Object {
    let words = count + 2 * keyword_count;
    let size = 16 * words.div_ceil(4);
    let place = stack_alloc(size) as *mut Object;
    *place = first;
    let mut number = 1;
    while number < words {
        *place.add(number) = *arguments.add(number);
        number += 1;
    }
    let answer = mp_call_function_n_kw(Object(function.word(2)), count, keyword_count, place);
    stack_restore(place as usize + size);
    answer
}
