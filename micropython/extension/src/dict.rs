//! What dictionaries do with their tables beside looking up.

use crate::hook;
use crate::hooks::ask;
use crate::index;
use crate::map::{self, Entry, FIXED, Map};
use crate::micropython::{
    KEY_ERROR, LIST, List, Object, POPITEM_OF_EMPTY, list_make_new, m_malloc, mp_obj_new_tuple,
    mp_raise_msg, original_dict_update, original_dict_view_binary_op,
};

/// A `dict`, or an instance of a type derived from it in MicroPython's own code.
#[repr(C)]
pub struct Dict {
    base: usize,
    map: Map,
}

/// In the place of MicroPython's: a copy, which can be changed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_obj_dict_copy(dict: *mut Dict) -> *mut Dict {
    let copy: *mut Dict = m_malloc(size_of::<Dict>()).cast();
    let from = &raw mut (*dict).map;
    let to = &raw mut (*copy).map;
    map::mp_map_init(to, (*from).allocated);
    let size = if index::is_indexed(from) {
        map::size((*from).allocated)
    } else {
        (*from).allocated * size_of::<Entry>()
    };
    (*to)
        .table
        .cast::<u8>()
        .copy_from((*from).table.cast(), size);
    (*to).set((*from).flags() & !FIXED, (*from).used());
    (*copy).base = (*dict).base;
    copy
}

/// In the place of MicroPython's: takes out the last entry, as a tuple.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dict_popitem(dict: *mut Dict) -> Object {
    let map = &raw mut (*dict).map;
    if (*map).used() == 0 || (*map).is_fixed() {
        mp_raise_msg(KEY_ERROR, POPITEM_OF_EMPTY);
    }
    let entry = index::last(map);
    let item = mp_obj_new_tuple(2, entry.cast());
    entry.write(Entry {
        key: Object::SENTINEL,
        value: Object::NULL,
    });
    index::forget(map);
    item
}

/// In the place of MicroPython's, of `update` and of the making of a dictionary. Of what are no
/// pairs Python says what is wrong.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dict_update(
    count: usize,
    arguments: *const Object,
    keywords: *mut Map,
) -> Object {
    if count > 1 {
        let items = *arguments.add(1);
        let list = if items.is_set() || items.is_str() || items.is_tuple() {
            list_make_new(LIST, 1, 0, arguments.add(1))
        } else {
            items
        };
        if list.is_list() && !are_pairs(list) {
            ask(hook::DICT_UPDATE, [list]);
        }
    }
    original_dict_update(count, arguments, keywords)
}

unsafe fn are_pairs(list: Object) -> bool {
    let list = list.0 as *const List;
    let mut number = 0;
    while number < (*list).length {
        let item = *(*list).items.add(number);
        if !item.is_tuple() || item.tuple_length() != 2 {
            return false;
        }
        number += 1;
    }
    true
}

/// In the place of MicroPython's: an operation on what `keys` and the like give. Keys and items are
/// equal as sets are, values as objects are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dict_view_binary_op(
    operation: usize,
    view: Object,
    other: Object,
) -> Object {
    if operation == EQUAL && view.word(KIND) != VALUES {
        return ask(
            hook::BINARY,
            [Object::small_int(EQUAL as i32), view, other, view, other],
        );
    }
    original_dict_view_binary_op(operation, view, other)
}

/// The word of a view that says of what it is: items, keys or values.
const KIND: usize = 2;
const VALUES: usize = 2;
/// `mp_binary_op`'s number for `==`.
const EQUAL: usize = 2;
