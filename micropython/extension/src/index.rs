//! The index of a large map: it lies behind the map's table, in the same allocation, so that it
//! comes and goes with the table, and is in each snapshot of the memory.
//!
//! A head; a hash for each entry; and a hash table (open addressing) of positions in the table,
//! counted from 1, of as few bytes each as the room allows. An entry that is removed leaves a
//! `SENTINEL` as its key, and keeps its place until the table is full: then the others close up.

use core::ptr;

use crate::equality::{Equality, equality};
use crate::hash::hash;
use crate::map::{self, ADD, Entry, FIXED, LINEAR, Map, REMOVE};
use crate::micropython::{Object, m_free, m_malloc, mp_obj_equal};

/// What `m_malloc` cannot give.
const TOO_MUCH: usize = 0x7fff_0000;

/// What is first. All zero, as it is allocated, it is that of an empty map.
#[repr(C)]
struct Head {
    /// Places of the table that are taken, also by removed entries.
    taken: usize,
    /// The map's number of entries, as this index has it. Another than the map's own: whoever
    /// filled the table knew nothing of an index, and it is to be made anew.
    known: usize,
    /// No entry is here or behind.
    end: usize,
    /// Changes when the entries move.
    generation: usize,
}

/// A table and its index.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Index {
    table: *mut Entry,
    room: usize,
}

/// The size of the hash table: a power of two, filled to two thirds at most.
fn slot_count(room: usize) -> usize {
    (room + room / 2 + 1).next_power_of_two()
}

/// The bytes of a position.
fn width(room: usize) -> usize {
    match room {
        0..0xff => 1,
        0xff..0xffff => 2,
        _ => 4,
    }
}

/// The next room after this one.
fn next_room(room: usize) -> usize {
    let fitting = slot_count(room) / 3 * 2;
    if fitting > room {
        fitting
    } else {
        slot_count(room) * 2 / 3 * 2
    }
}

/// The bytes of a table of this room with its index.
pub fn size(room: usize) -> usize {
    if room > TOO_MUCH / 32 {
        return TOO_MUCH;
    }
    room * size_of::<Entry>() + size_of::<Head>() + room * 4 + slot_count(room) * width(room)
}

/// Gives a map whose table is full a larger one, which has an index.
pub unsafe fn begin(map: *mut Map) {
    let (old, room) = ((*map).table, (*map).allocated);
    let new_room = next_room(LINEAR);
    let table: *mut Entry = m_malloc(size(new_room)).cast();
    ptr::copy_nonoverlapping(old, table, room);
    (*map).table = table;
    (*map).allocated = new_room;
    m_free(old.cast());
}

/// As `mp_map_lookup`.
pub unsafe fn lookup(map: *mut Map, key: Object, kind: usize) -> *mut Entry {
    let hash = spread(hash(key));
    loop {
        if !is_indexed(map) {
            return map::mp_map_lookup(map, key, kind);
        }
        let index = Index::of(map);
        if (*index.head()).known != (*map).used() {
            index.build(map);
            continue;
        }
        let entry = match index.find(map, key, hash) {
            Found::Entry(entry) => entry,
            Found::Nothing if kind != ADD => return ptr::null_mut(),
            Found::Nothing if (*index.head()).taken == index.room => {
                index.make_room(map);
                continue;
            }
            Found::Nothing => return index.append(map, key, hash),
            Found::Changed => continue,
        };
        if kind == REMOVE {
            (*entry).key = Object::SENTINEL;
            (*map).removed();
            (*index.head()).known -= 1;
        } else if key.is_qstr() {
            map::remember(map, key, entry);
        }
        return entry;
    }
}

/// The last entry of a map that has one.
pub unsafe fn last(map: *mut Map) -> *mut Entry {
    while is_indexed(map) {
        let index = Index::of(map);
        if (*index.head()).known != (*map).used() {
            index.build(map);
            continue;
        }
        let end = &mut (*index.head()).end;
        while *end > 0 {
            let entry = index.table.add(*end - 1);
            if (*entry).is_filled() {
                return entry;
            }
            *end -= 1;
        }
        break;
    }
    (*map).table.add((*map).used().wrapping_sub(1))
}

/// Counts a filled entry out of a map, as it is taken out.
pub unsafe fn forget(map: *mut Map) {
    (*map).removed();
    if is_indexed(map) {
        (*Index::of(map).head()).known -= 1;
    }
}

/// Whether the map's table has an index behind it.
pub unsafe fn is_indexed(map: *mut Map) -> bool {
    (*map).allocated > LINEAR && !(*map).is_fixed()
}

/// What a search came to.
enum Found {
    Entry(*mut Entry),
    Nothing,
    /// The comparison of keys ran code that changed the map.
    Changed,
}

/// A place in the hash table is made of the highest bits.
fn spread(hash: u32) -> u32 {
    hash.wrapping_mul(0x9e37_79b1)
}

impl Index {
    unsafe fn of(map: *mut Map) -> Self {
        Self {
            table: (*map).table,
            room: (*map).allocated,
        }
    }

    fn head(self) -> *mut Head {
        self.table.wrapping_add(self.room).cast()
    }

    fn hash(self, place: usize) -> *mut u32 {
        self.head()
            .wrapping_add(1)
            .cast::<u32>()
            .wrapping_add(place)
    }

    fn slots(self) -> *mut u8 {
        self.hash(self.room).cast()
    }

    unsafe fn slot(self, number: usize) -> usize {
        match width(self.room) {
            1 => *self.slots().add(number) as usize,
            2 => *self.slots().cast::<u16>().add(number) as usize,
            _ => *self.slots().cast::<u32>().add(number) as usize,
        }
    }

    unsafe fn set_slot(self, number: usize, position: usize) {
        match width(self.room) {
            1 => *self.slots().add(number) = position as u8,
            2 => *self.slots().cast::<u16>().add(number) = position as u16,
            _ => *self.slots().cast::<u32>().add(number) = position as u32,
        }
    }

    /// Where the search for a hash begins.
    fn first_slot(self, hash: u32) -> usize {
        (hash >> (slot_count(self.room).leading_zeros() + 1)) as usize
    }

    fn slot_after(self, number: usize) -> usize {
        (number + 1) & (slot_count(self.room) - 1)
    }

    unsafe fn find(self, map: *mut Map, key: Object, hash: u32) -> Found {
        let generation = (*self.head()).generation;
        let compares_words = (*map).compares_words(key);
        let mut slot = self.first_slot(hash);
        loop {
            let position = self.slot(slot);
            if position == 0 {
                return Found::Nothing;
            }
            let entry = self.table.add(position - 1);
            if *self.hash(position - 1) == hash {
                let candidate = (*entry).key;
                if candidate == key {
                    return Found::Entry(entry);
                }
                if !compares_words && (*entry).is_filled() {
                    match equality(candidate, key) {
                        Equality::Equal => return Found::Entry(entry),
                        Equality::Different => {}
                        Equality::Unknown => {
                            let is_equal = mp_obj_equal(candidate, key);
                            let has_changed = !is_indexed(map)
                                || Self::of(map) != self
                                || (*self.head()).generation != generation
                                || (*entry).key != candidate;
                            if has_changed {
                                return Found::Changed;
                            }
                            if is_equal {
                                return Found::Entry(entry);
                            }
                        }
                    }
                }
            }
            slot = self.slot_after(slot);
        }
    }

    unsafe fn append(self, map: *mut Map, key: Object, hash: u32) -> *mut Entry {
        let head = &mut *self.head();
        let place = head.taken;
        let entry = self.table.add(place);
        (*map).fill(entry, key);
        *self.hash(place) = hash;
        self.point_to(place, hash);
        head.taken = place + 1;
        head.end = place + 1;
        head.known += 1;
        entry
    }

    /// Puts a place into the hash table.
    unsafe fn point_to(self, place: usize, hash: u32) {
        let mut slot = self.first_slot(hash);
        while self.slot(slot) != 0 {
            slot = self.slot_after(slot);
        }
        self.set_slot(slot, place + 1);
    }

    /// Closes up the entries of a full table: in place if a quarter was removed, or else in a larger
    /// table.
    unsafe fn make_room(self, map: *mut Map) {
        let used = (*map).used();
        if used <= self.room - self.room / 4 {
            self.move_to(self);
            return;
        }
        let room = next_room(self.room);
        let new = Self {
            table: m_malloc(size(room)).cast(),
            room,
        };
        self.move_to(new);
        (*map).table = new.table;
        (*map).allocated = room;
        m_free(self.table.cast());
    }

    /// Copies the filled entries, closed up, with their hashes, and points to them.
    unsafe fn move_to(self, new: Self) {
        let (taken, generation) = ((*self.head()).taken, (*self.head()).generation);
        if new == self {
            self.clear_slots();
        }
        let mut moved = 0;
        let mut place = 0;
        while place < taken {
            let entry = self.table.add(place);
            if (*entry).is_filled() {
                let hash = *self.hash(place);
                new.table.add(moved).copy_from(entry, 1);
                *new.hash(moved) = hash;
                new.point_to(moved, hash);
                moved += 1;
            }
            place += 1;
        }
        if new == self {
            self.table.add(moved).write_bytes(0, taken - moved);
        }
        new.head().write(Head {
            taken: moved,
            known: moved,
            end: moved,
            generation: generation.wrapping_add(1),
        });
    }

    unsafe fn clear_slots(self) {
        self.slots()
            .write_bytes(0, slot_count(self.room) * width(self.room));
    }

    /// Makes the index of a table that was filled without it. Hashing the keys may run code that
    /// changes the map: then it is left undone.
    unsafe fn build(self, map: *mut Map) {
        let taken = self.close_up();
        (*map).set((*map).flags() & !FIXED, taken);
        let generation = (*self.head()).generation.wrapping_add(1);
        self.head().write(Head {
            taken,
            known: usize::MAX,
            end: taken,
            generation,
        });
        let mut place = 0;
        while place < taken {
            let hash = spread(hash((*self.table.add(place)).key));
            let has_changed = !is_indexed(map)
                || Self::of(map) != self
                || (*self.head()).generation != generation
                || (*map).used() != taken;
            if has_changed {
                return;
            }
            *self.hash(place) = hash;
            place += 1;
        }
        self.clear_slots();
        place = 0;
        while place < taken {
            self.point_to(place, *self.hash(place));
            place += 1;
        }
        (*self.head()).known = taken;
    }

    /// Moves the filled entries of a table without an index together, and counts them.
    unsafe fn close_up(self) -> usize {
        let mut moved = 0;
        let mut place = 0;
        while place < self.room {
            let entry = self.table.add(place);
            if (*entry).is_filled() {
                self.table.add(moved).copy_from(entry, 1);
                moved += 1;
            }
            place += 1;
        }
        self.table.add(moved).write_bytes(0, self.room - moved);
        moved
    }
}
