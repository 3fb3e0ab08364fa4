//! Going through dictionaries and sets: that one has changed its size meanwhile is an error, as in
//! CPython. MicroPython goes on, and never ends where members are added all the time.

use crate::hook;
use crate::hooks::ask;
use crate::map::Map;
use crate::micropython::{Object, original_dict_view_it_iternext, original_set_it_iternext};

/// An iterator. There is no room for the size that its collection had when it began, so that is kept
/// in bits of words which have some to spare.
#[repr(C)]
pub struct Iterator {
    base: usize,
    /// Of a dictionary: whether it gives items, keys or values, in two bits.
    kind: usize,
    collection: Object,
    /// Where in the table it goes on.
    at: usize,
}

const KIND_BITS: usize = 2;
/// Of a set's `at`. What is above is a part of its size.
const AT_BITS: usize = 24;
const AT: usize = (1 << AT_BITS) - 1;

/// In the place of MicroPython's: the next of a dictionary, or `NULL`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dict_view_it_iternext(iterator: *mut Iterator) -> Object {
    let used = (*((*iterator).collection.0 as *const usize)
        .add(1)
        .cast::<Map>())
    .used();
    let kind = (*iterator).kind & ((1 << KIND_BITS) - 1);
    if (*iterator).at != 0 && (*iterator).kind >> KIND_BITS != used {
        return ask(hook::CHANGED_SIZE, [(*iterator).collection]);
    }
    (*iterator).kind = kind;
    let next = original_dict_view_it_iternext(iterator);
    (*iterator).kind = kind | used << KIND_BITS;
    next
}

/// In the place of MicroPython's: the next of a set, or `NULL`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn set_it_iternext(iterator: *mut Iterator) -> Object {
    // After the type and the room.
    let size = (*iterator).collection.word(2) << AT_BITS;
    if (*iterator).at != 0 && (*iterator).at & !AT != size {
        return ask(hook::CHANGED_SIZE, [(*iterator).collection]);
    }
    (*iterator).at &= AT;
    let next = original_set_it_iternext(iterator);
    (*iterator).at |= size;
    next
}
