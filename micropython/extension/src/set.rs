//! Sets in CPython's order: its tables, its way through them, and its growth, so that going through
//! a set of small integers gives them in the order that CPython gives.
//!
//! What keeps its state in a structure is always inlined: there is no stack for one.

use crate::equality::{Equality, equality};
use crate::hash::spread;
use crate::map::{ADD, REMOVE};
use crate::micropython::{Object, m_free, m_malloc, mp_obj_equal, original_set_intersect_int};

/// The least size of a table.
const SMALLEST: usize = 8;
/// How many places behind the first are tried before it jumps.
const NEIGHBOURS: usize = 9;
/// From there on a table doubles where before it quadruples.
const LARGE: usize = 50_000;

/// MicroPython's `mp_set_t`. An empty place is `NULL`, a given up one `SENTINEL`.
#[repr(C)]
pub struct Set {
    room: usize,
    used: usize,
    table: *mut Object,
}

/// In the place of MicroPython's: finds a member, and adds it or takes it out. Gives the member, or
/// `NULL` if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_set_lookup(set: *mut Set, object: Object, kind: usize) -> Object {
    let adds = kind & ADD != 0;
    let removes = kind & REMOVE != 0;
    if (*set).used == 0 && !adds {
        // A set cannot be asked for what has no hash.
        spread(object);
        return Object::NULL;
    }
    let spread = spread(object);
    loop {
        if adds && !is_fit((*set).room) {
            resize(set, (*set).used.max((*set).room / 2));
        }
        let (room, table) = ((*set).room, (*set).table);
        if room == 0 {
            return Object::NULL;
        }
        match find(set, object, spread) {
            Found::Member(place) => {
                let member = *table.add(place);
                if removes {
                    *table.add(place) = Object::SENTINEL;
                    (*set).used -= 1;
                }
                return member;
            }
            Found::Free(place) if adds => {
                *table.add(place) = object;
                (*set).used += 1;
                if (*set).used * 5 >= (room - 1) * 3 {
                    let used = (*set).used;
                    resize(set, if used > LARGE { used * 2 } else { used * 4 });
                }
                return object;
            }
            Found::Free(_) => return Object::NULL,
            // Given up places fill it.
            Found::Nothing if adds => resize(set, (*set).used * 2),
            Found::Nothing => return Object::NULL,
            // Comparing has changed the set.
            Found::Changed => {}
        }
    }
}

/// In the place of MicroPython's, which gives a `set`: the left one decides.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn set_intersect_int(set: Object, other: Object, updates: bool) -> Object {
    let both = original_set_intersect_int(set, other, updates);
    if !updates {
        *(both.0 as *mut usize) = set.native().word(0);
    }
    both
}

enum Found {
    Member(usize),
    Free(usize),
    Nothing,
    Changed,
}

/// Whether a table is of a size that CPython has.
fn is_fit(room: usize) -> bool {
    room >= SMALLEST && room & (room - 1) == 0
}

#[inline(always)]
unsafe fn find(set: *mut Set, object: Object, spread: u64) -> Found {
    let (room, table) = ((*set).room, (*set).table);
    let is_fit = is_fit(room);
    let mut steps = 0;
    let mut walk = Walk::new(spread, room, is_fit);
    // Enough for each place to come up in any order.
    while steps < 8 * room + 64 {
        let place = walk.next();
        let candidate = *table.add(place);
        if candidate == Object::NULL {
            return Found::Free(place);
        }
        if candidate != Object::SENTINEL {
            let is_it = match equality(candidate, object) {
                Equality::Equal => true,
                Equality::Different => false,
                Equality::Unknown => {
                    let is_equal = mp_obj_equal(candidate, object);
                    let has_changed = (*set).table != table
                        || (*set).room != room
                        || *table.add(place) != candidate;
                    if has_changed {
                        return Found::Changed;
                    }
                    is_equal
                }
            };
            if is_it {
                return Found::Member(place);
            }
        }
        steps += 1;
    }
    Found::Nothing
}

/// The places in the order in which they are tried. In a table of another size, such as of a copy
/// that MicroPython made, all in turn.
struct Walk {
    room: usize,
    jumps: bool,
    place: usize,
    start: usize,
    neighbours: usize,
    rest: u64,
    begun: bool,
}

impl Walk {
    #[inline(always)]
    fn new(spread: u64, room: usize, jumps: bool) -> Self {
        let start = if jumps {
            spread as usize & (room - 1)
        } else {
            spread as usize % room
        };
        let mut walk = Self {
            room,
            jumps,
            place: start,
            start,
            neighbours: 0,
            rest: spread,
            begun: false,
        };
        walk.neighbours = walk.neighbours();
        walk
    }

    #[inline(always)]
    fn neighbours(&self) -> usize {
        if !self.jumps || self.start + NEIGHBOURS < self.room {
            NEIGHBOURS
        } else {
            0
        }
    }

    #[inline(always)]
    fn next(&mut self) -> usize {
        if !self.begun {
            self.begun = true;
        } else if !self.jumps {
            self.place = (self.place + 1) % self.room;
        } else if self.neighbours > 0 {
            self.neighbours -= 1;
            self.place += 1;
        } else {
            self.rest >>= 5;
            let next = (self.start as u64)
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(self.rest);
            self.start = next as usize & (self.room - 1);
            self.place = self.start;
            self.neighbours = self.neighbours();
        }
        self.place
    }
}

/// Gives a set a table for more than so many members.
unsafe fn resize(set: *mut Set, members: usize) {
    let mut room = SMALLEST;
    while room <= members {
        room *= 2;
    }
    let (old, old_room) = ((*set).table, (*set).room);
    let table: *mut Object = m_malloc(room * size_of::<Object>()).cast();
    let mut place = 0;
    while place < room {
        *table.add(place) = Object::NULL;
        place += 1;
    }
    place = 0;
    while place < old_room {
        let member = *old.add(place);
        if member != Object::NULL && member != Object::SENTINEL {
            let mut walk = Walk::new(spread(member), room, true);
            loop {
                let free = walk.next();
                if *table.add(free) == Object::NULL {
                    *table.add(free) = member;
                    break;
                }
            }
        }
        place += 1;
    }
    (*set).table = table;
    (*set).room = room;
    m_free(old.cast());
}
