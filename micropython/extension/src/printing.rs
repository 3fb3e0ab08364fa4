//! The printing of lists and dictionaries. One that holds itself, or is nested deeply, is written by
//! Python, which shows it as CPython does or raises an error that can be caught. MicroPython would go
//! on until the engine's own stack overflows, which ends the session.

use crate::hook;
use crate::hooks::{ask, is_missing};
use crate::map::Map;
use crate::micropython::{Object, Print, STR, original_mp_obj_print_helper};

/// From here on, Python is asked.
const DEEP: usize = 2000;

/// In the place of MicroPython's: prints an object as `repr`, `str` and the like do.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_obj_print_helper(to: *const Print, object: Object, kind: usize) {
    if (object.is_list() || object.is_dict())
        && holds(object, object, 0)
        && !is_missing(hook::NESTED)
    {
        original_mp_obj_print_helper(to, ask(hook::NESTED, [object]), STR);
    } else {
        original_mp_obj_print_helper(to, object, kind);
    }
}

/// Whether an object holds the wanted one, or is nested so deeply that nobody looks further.
unsafe fn holds(object: Object, wanted: Object, depth: usize) -> bool {
    if object.is_dict() {
        let map = (object.0 + 4) as *const Map;
        let mut number = 0;
        while number < (*map).allocated {
            let entry = (*map).table.add(number);
            let key = (*entry).key;
            if key != Object::NULL
                && key != Object::SENTINEL
                && (is_or_holds(key, wanted, depth) || is_or_holds((*entry).value, wanted, depth))
            {
                return true;
            }
            number += 1;
        }
        return false;
    }
    let (length, items) = if object.is_list() {
        (object.word(2), object.word(3) as *const Object)
    } else {
        (object.tuple_length(), (object.0 + 8) as *const Object)
    };
    let mut number = 0;
    while number < length {
        if is_or_holds(*items.add(number), wanted, depth) {
            return true;
        }
        number += 1;
    }
    false
}

#[inline(always)]
unsafe fn is_or_holds(object: Object, wanted: Object, depth: usize) -> bool {
    (object.is_list() || object.is_dict() || object.is_tuple())
        && (object == wanted || depth == DEEP || holds(object, wanted, depth + 1))
}
