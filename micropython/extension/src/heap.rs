//! The memory as snapshots look at it. What is zero is left out of them, so what an interpreter at
//! rest does not use is made zero.

use crate::low_memory;
use crate::micropython::{free, stack_alloc};
use crate::state::{Area, HEAP, PYTHON_STACK, PythonStack};

/// Bytes of a block, the least that is allocated. A byte of marks tells of four.
const BLOCK: usize = 16;
/// Bytes of the blocks that eight bytes of marks tell of.
const STRIDE: usize = 8 * 4 * BLOCK;
/// The lower bit of each block in eight bytes of marks.
const LOWER: u64 = 0x5555_5555_5555_5555;
/// Bytes of a page of a snapshot.
const PAGE: usize = 4096;
/// Bytes that are looked at in one go.
const LINE: usize = 64;
/// No code goes deeper into the C stack: half of what `boot.mjs` gives it.
const C_STACK: usize = 1 << 20;

/// So many pages are digested in one go, at most.
const MOST_DIGESTS: usize = 16_384;
/// How many areas are known. Of others all is looked through.
const AREAS: usize = 24;

/// Up to where an area may hold something where it is free.
#[repr(C)]
struct Touched {
    area: *const Area,
    end: usize,
}

const TOUCHED: *mut Touched = low_memory::TOUCHED as *mut Touched;

/// Tells what pages hold: for each a word of eight bytes, from the address on that this gives. It is 0
/// where all is zero, or else a hash. Not meant to withstand forgery: a program could deceive nobody
/// but itself. For an interpreter that rests; the caller makes the words zero again. What is free in
/// the heap is taken for zero if it `is_clean`, as [`clean`] leaves it, and is looked at otherwise.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn digests(first: usize, count: usize, is_clean: bool) -> usize {
    // The end of the C stack that nothing reaches.
    let place = (stack_alloc(0) - C_STACK).next_multiple_of(PAGE);
    let end = place + 8 * MOST_DIGESTS;
    clear_lines(place, end);
    let mut number = 0;
    while number < count && number < MOST_DIGESTS {
        let page = first + number * PAGE;
        let is_empty = page >= place && page < end || is_clean && is_free(page);
        *(place as *mut u64).add(number) = if is_empty { 0 } else { digest(page) };
        number += 1;
    }
    place
}

/// Whether a page is in the heap and nothing in it is in use.
#[inline(always)]
unsafe fn is_free(page: usize) -> bool {
    let mut area = HEAP;
    while !area.is_null() {
        let pool = (*area).pool as usize;
        if page >= pool && page + PAGE <= (*area).pool_end as usize {
            let mut mark = (page - pool) / (4 * BLOCK);
            let end = (page - pool + PAGE).div_ceil(4 * BLOCK);
            while mark < end && *(*area).marks.add(mark) == 0 {
                mark += 1;
            }
            return mark == end;
        }
        area = (*area).next;
    }
    false
}

#[inline(always)]
unsafe fn digest(page: usize) -> u64 {
    if find(page, page + PAGE) == page + PAGE {
        return 0;
    }
    // Four at a time, that do not wait for each other.
    let (mut a, mut b, mut c, mut d): (u64, u64, u64, u64) = (1, 2, 3, 4);
    let mut at = page as *const u64;
    while (at as usize) < page + PAGE {
        a = mix(a, *at);
        b = mix(b, *at.add(1));
        c = mix(c, *at.add(2));
        d = mix(d, *at.add(3));
        at = at.add(4);
    }
    mix(mix(mix(mix(5, a), b), c), d) | 1
}

#[inline(always)]
fn mix(hash: u64, word: u64) -> u64 {
    (hash ^ word)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(29)
}

/// Gives where the first line begins that holds a bit, or `to`. There are whole lines between.
unsafe fn find(from: usize, to: usize) -> usize {
    let mut at = from;
    while at < to && is_zero(at as *const u64) {
        at += LINE;
    }
    at
}

/// Makes the free blocks of the heap zero, and what code has left in the stacks. For an interpreter
/// that rests and has collected.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clean() {
    let stack = stack_alloc(0);
    clear(stack - C_STACK, stack);
    let PythonStack { end, free, .. } = *PYTHON_STACK;
    clear(free as usize, end as usize);
    clear_lines(low_memory::HASHES, low_memory::CACHES_END);
    // What came after the collection: entering Python takes some memory, and gives it back.
    note_touched();
    let mut area = HEAP;
    while !area.is_null() {
        let touched = touched(area);
        if touched.is_null() {
            clean_area(&*area, (*area).pool_end as usize);
        } else {
            clean_area(&*area, (*touched).end);
            (*touched).end = 0;
        }
        area = (*area).next;
    }
}

/// Keeps in mind up to where areas have been in use: a collection forgets it.
pub unsafe fn note_touched() {
    let mut area = HEAP;
    while !area.is_null() {
        let touched = touched(area);
        if !touched.is_null() {
            let end = (*area).pool as usize + ((*area).last_used + 1) * BLOCK;
            (*touched).end = (*touched).end.max(end);
        }
        area = (*area).next;
    }
}

/// What is known of an area, or null where there is no room for it.
unsafe fn touched(area: *const Area) -> *mut Touched {
    let mut number = 0;
    while number < AREAS {
        let touched = TOUCHED.add(number);
        if (*touched).area == area {
            return touched;
        }
        if (*touched).area.is_null() {
            (*touched).area = area;
            // Of a new one nothing is known.
            (*touched).end = (*area).pool_end as usize;
            return touched;
        }
        number += 1;
    }
    core::ptr::null_mut()
}

/// Called in the place of `free` for an area that the collector gives back: [`clean`] does not see
/// it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_release(area: *mut Area) {
    clear(area as usize, (*area).pool_end as usize);
    forget(area);
    free(area as *mut u8);
}

/// Moves the last entry to the place of this one's.
unsafe fn forget(area: *const Area) {
    let place = touched(area);
    if place.is_null() {
        return;
    }
    let mut last = place;
    while last.add(1) < TOUCHED.add(AREAS) && !(*last.add(1)).area.is_null() {
        last = last.add(1);
    }
    (*place).area = (*last).area;
    (*place).end = (*last).end;
    (*last).area = core::ptr::null();
    (*last).end = 0;
}

unsafe fn clean_area(area: &Area, touched: usize) {
    let mut pool = area.pool as usize;
    let mut marks = area.marks;
    let count = touched.saturating_sub(pool).div_ceil(4 * BLOCK);
    let mut end = area.marks.add(area.marks_length.min(count));
    while end as usize - marks as usize >= 8 {
        let word = (marks as *const u64).read_unaligned();
        if word == 0 {
            clear_lines(pool, pool + STRIDE);
        } else {
            clear_free(word, pool);
        }
        pool += STRIDE;
        marks = marks.add(8);
    }
    // As if all behind the last ones were in use.
    let mut last = !0;
    while marks < end {
        last = last << 8 | u64::from(*end.sub(1));
        end = end.sub(1);
    }
    clear_free(last, pool);
}

/// Makes zero what these marks call free, block by block.
#[inline(always)]
unsafe fn clear_free(marks: u64, pool: usize) {
    let mut free = used(marks) ^ LOWER;
    while free != 0 {
        let place = (pool + free.trailing_zeros() as usize / 2 * BLOCK) as *mut u64;
        *place = 0;
        *place.add(1) = 0;
        free &= free - 1;
    }
}

/// A bit for each block in eight bytes of marks, the lower of its two: whether it is in use.
#[inline(always)]
pub fn used(marks: u64) -> u64 {
    (marks | marks >> 1) & LOWER
}

/// Makes the whole lines of a part zero.
unsafe fn clear(from: usize, to: usize) {
    clear_lines(from.next_multiple_of(LINE), to & !(LINE - 1));
}

/// Makes lines zero. Those that are already are not written: the browser would provide memory that
/// was never used.
unsafe fn clear_lines(from: usize, to: usize) {
    let mut at = find(from, to);
    while at < to {
        // Engines are slow to begin with it: many lines at once.
        let start = at;
        while at < to && !is_zero(at as *const u64) {
            at += LINE;
        }
        core::ptr::write_bytes(start as *mut u8, 0, at - start);
        at = find(at, to);
    }
}

#[inline(always)]
unsafe fn is_zero(line: *const u64) -> bool {
    let mut bits = 0;
    let mut word = 0;
    while word < LINE / 8 {
        bits |= line.add(word).read_unaligned();
        word += 1;
    }
    bits == 0
}
