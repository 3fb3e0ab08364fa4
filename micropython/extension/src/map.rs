//! Maps, the tables behind dictionaries, instances, classes, modules and keyword arguments: entries
//! in the order of insertion. Small ones are searched through, large ones have an [`index`].

use crate::equality::{Equality, equality};
use crate::hash::hash;
use crate::index;
use crate::low_memory;
use crate::micropython::{Object, m_malloc, m_realloc, mp_obj_equal};

/// The most entries that a map without an index has room for.
pub const LINEAR: usize = 16;

/// Flags of a map, in the bits below its number of entries: all keys are interned strings.
pub const ALL_QSTRS: usize = 1;
/// The map is not to be changed. Its table may be anywhere, and of any length.
pub const FIXED: usize = 2;
/// As MicroPython marks maps that are no hash tables.
pub const ORDERED: usize = 4;
const FLAGS: usize = 7;
const ONE: usize = 8;

/// What to do with the entry that was looked up.
pub const LOOKUP: usize = 0;
/// Make it, unless it is there.
pub const ADD: usize = 1;
/// Take it out of the map. It stays readable until the map is used again.
pub const REMOVE: usize = 2;

/// MicroPython's `mp_map_t`.
#[repr(C)]
pub struct Map {
    flags_and_used: usize,
    /// The room of the table. Other code goes through all of it, and passes over entries whose key
    /// is `NULL` or `SENTINEL`.
    pub allocated: usize,
    pub table: *mut Entry,
}

/// A key and its value.
#[repr(C)]
pub struct Entry {
    pub key: Object,
    pub value: Object,
}

impl Entry {
    pub fn is_filled(&self) -> bool {
        self.key != Object::NULL && self.key != Object::SENTINEL
    }
}

impl Map {
    pub fn flags(&self) -> usize {
        self.flags_and_used & FLAGS
    }

    pub fn is_fixed(&self) -> bool {
        self.flags_and_used & FIXED != 0
    }

    pub fn used(&self) -> usize {
        self.flags_and_used / ONE
    }

    pub fn set(&mut self, flags: usize, used: usize) {
        self.flags_and_used = flags | (used * ONE);
    }

    /// Counts an entry less.
    pub fn removed(&mut self) {
        self.flags_and_used -= ONE;
    }

    /// Whether a key can only be one of the map's if it is the very same word.
    pub fn compares_words(&self, key: Object) -> bool {
        self.flags_and_used & ALL_QSTRS != 0 && key.is_qstr()
    }

    /// Makes an entry, and counts it.
    pub unsafe fn fill(&mut self, entry: *mut Entry, key: Object) {
        entry.write(Entry {
            key,
            value: Object::NULL,
        });
        self.flags_and_used = (self.flags_and_used | ORDERED) + ONE;
        if !key.is_qstr() {
            self.flags_and_used &= !ALL_QSTRS;
        }
    }
}

/// In the place of MicroPython's: begins a map with room for some entries.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_map_init(map: *mut Map, room: usize) {
    let table = if room == 0 {
        core::ptr::null_mut()
    } else {
        m_malloc(size(room)).cast()
    };
    (*map).allocated = room;
    (*map).table = table;
    (*map).set(ALL_QSTRS | ORDERED, 0);
}

/// The bytes of a table, with its index.
pub fn size(room: usize) -> usize {
    if room > LINEAR {
        index::size(room)
    } else {
        room * size_of::<Entry>()
    }
}

/// In the place of MicroPython's: gives the entry of a key, or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_map_lookup(map: *mut Map, key: Object, kind: usize) -> *mut Entry {
    let room = (*map).allocated;
    let is_indexed = room > LINEAR && !(*map).is_fixed();
    // Positions beyond 255 are not in the cache.
    if kind != REMOVE && room != 0 && (key.is_qstr() || !is_indexed) {
        let position = *cached(key) as usize;
        if position < room {
            let entry = (*map).table.add(position);
            if (*entry).key == key {
                return entry;
            }
        }
    }
    if is_indexed {
        index::lookup(map, key, kind)
    } else if (*map).is_fixed() {
        lookup_fixed(map, key, kind)
    } else {
        lookup_linear(map, key, kind)
    }
}

const POSITIONS: *mut u8 = low_memory::POSITIONS as *mut u8;
const POSITION_COUNT: usize = low_memory::CACHES_END - low_memory::POSITIONS;

/// Where the cache keeps the position at which a key was found last.
fn cached(key: Object) -> *mut u8 {
    POSITIONS.wrapping_add((key.0 >> 3) % POSITION_COUNT)
}

/// Keeps the position of an entry.
pub unsafe fn remember(map: *mut Map, key: Object, entry: *mut Entry) {
    *cached(key) = entry.offset_from((*map).table) as u8;
}

unsafe fn lookup_fixed(map: *mut Map, key: Object, kind: usize) -> *mut Entry {
    if kind != LOOKUP {
        return core::ptr::null_mut();
    }
    let compares_words = (*map).compares_words(key);
    let mut number = 0;
    while number < (*map).allocated {
        let entry = (*map).table.add(number);
        let candidate = (*entry).key;
        if candidate == key
            || !compares_words && (*entry).is_filled() && mp_obj_equal(candidate, key)
        {
            remember(map, key, entry);
            return entry;
        }
        number += 1;
    }
    core::ptr::null_mut()
}

unsafe fn lookup_linear(map: *mut Map, key: Object, kind: usize) -> *mut Entry {
    if !(key.is_small_int() || key.is_str()) {
        // Raises if the key has none.
        hash(key);
    }
    let compares_words = (*map).compares_words(key);
    let mut number = 0;
    while number < (*map).used() {
        let table = (*map).table;
        let entry = table.add(number);
        let candidate = (*entry).key;
        let is_it = candidate == key
            || !compares_words
                && match equality(candidate, key) {
                    Equality::Equal => true,
                    Equality::Different => false,
                    Equality::Unknown => {
                        let is_equal = mp_obj_equal(candidate, key);
                        let has_changed = (*map).table != table
                            || number >= (*map).used()
                            || (*entry).key != candidate;
                        if has_changed {
                            return mp_map_lookup(map, key, kind);
                        }
                        is_equal
                    }
                };
        if is_it {
            if kind == REMOVE {
                return remove(map, entry);
            }
            remember(map, key, entry);
            return entry;
        }
        number += 1;
    }
    if kind != ADD {
        return core::ptr::null_mut();
    }
    add(map, key)
}

/// Moves the entries behind it down, and the entry behind them.
unsafe fn remove(map: *mut Map, entry: *mut Entry) -> *mut Entry {
    let value = (*entry).value;
    (*map).removed();
    let last = (*map).table.add((*map).used());
    core::ptr::copy(entry.add(1), entry, last.offset_from(entry) as usize);
    last.write(Entry {
        key: Object::NULL,
        value,
    });
    last
}

unsafe fn add(map: *mut Map, key: Object) -> *mut Entry {
    let (room, used) = ((*map).allocated, (*map).used());
    if used == room {
        if room + 4 > LINEAR {
            index::begin(map);
            return mp_map_lookup(map, key, ADD);
        }
        let table: *mut Entry = m_realloc((*map).table.cast(), size(room + 4)).cast();
        table.add(room).write_bytes(0, 4);
        (*map).table = table;
        (*map).allocated = room + 4;
    }
    let entry = (*map).table.add(used);
    (*map).fill(entry, key);
    entry
}
