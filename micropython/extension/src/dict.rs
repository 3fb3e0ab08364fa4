//! What dictionaries do with their tables beside looking up.

use crate::index;
use crate::map::{self, Entry, FIXED, Map};
use crate::micropython::{
    KEY_ERROR, Object, POPITEM_OF_EMPTY, m_malloc, mp_obj_new_tuple, mp_raise_msg,
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
