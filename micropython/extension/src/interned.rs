//! Interned strings are found by an index. MicroPython goes through all of a session's, and it looks
//! for one whenever a string is made.
//!
//! The index is a table of words, filled as strings are interned; they stay for good. A word holds
//! the string's hash in its upper half and its number in the lower; 0 is no entry.

use crate::low_memory;
use crate::micropython::{original_qstr_find_strn, qstr_len, qstr_str};
use crate::state::{LAST_POOL, Pool};

/// How many strings are in the table.
const COUNT: *mut u32 = low_memory::STRING_COUNT as *mut u32;
const TABLE: *mut u32 = low_memory::STRINGS as *mut u32;
const SIZE: usize = 8192;
/// Some entries stay free, which end a search. Strings beyond are looked for by MicroPython itself.
const MOST: u32 = SIZE as u32 / 4 * 3;

/// In the place of MicroPython's: the number of an interned string, or 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn qstr_find_strn(text: *const u8, length: usize) -> usize {
    let complete = complete();
    let hash = hash(text, length);
    let mut place = hash as usize % SIZE;
    // A program that overwrites its own memory is not to be caught in a loop.
    let mut left = SIZE;
    while left > 0 {
        left -= 1;
        let entry = *TABLE.add(place);
        if entry == 0 {
            break;
        }
        let number = (entry & 0xffff) as usize;
        if entry >> 16 == hash && is(number, text, length) {
            return number;
        }
        place = (place + 1) % SIZE;
    }
    if complete && length > 0 {
        0
    } else {
        original_qstr_find_strn(text, length)
    }
}

/// Puts what was interned since into the table. Gives whether that has all strings now.
unsafe fn complete() -> bool {
    let pool = &**LAST_POOL;
    let total = pool.before() + pool.length;
    if *COUNT != total {
        add(pool, total);
    }
    *COUNT == total
}

#[inline(never)]
unsafe fn add(last: &Pool, total: u32) {
    let mut number = *COUNT;
    while number < total && number < MOST {
        let mut pool = last;
        while pool.before() > number {
            pool = &*pool.previous;
        }
        let hash = *pool.hashes.add((number - pool.before()) as usize) as u32;
        let mut place = hash as usize % SIZE;
        let mut left = SIZE;
        while left > 0 && *TABLE.add(place) != 0 {
            left -= 1;
            place = (place + 1) % SIZE;
        }
        *TABLE.add(place) = hash << 16 | number;
        number += 1;
    }
    *COUNT = number;
}

/// As MicroPython has it: never 0.
unsafe fn hash(text: *const u8, length: usize) -> u32 {
    let mut hash: u32 = 5381;
    let mut at = 0;
    while at < length {
        hash = hash.wrapping_mul(33) ^ *text.add(at) as u32;
        at += 1;
    }
    (hash & 0xffff).max(1)
}

unsafe fn is(number: usize, text: *const u8, length: usize) -> bool {
    if qstr_len(number) != length {
        return false;
    }
    let other = qstr_str(number);
    let mut at = 0;
    while at < length {
        if *other.add(at) != *text.add(at) {
            return false;
        }
        at += 1;
    }
    true
}
