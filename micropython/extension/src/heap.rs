//! The memory as snapshots look at it. What is zero is left out of them, so what an interpreter at
//! rest does not use is made zero.

use crate::micropython::{Area, HEAP, PYTHON_STACK, PythonStack, free, stack_alloc};

/// Bytes of a block, the least that is allocated. A byte of marks tells of four.
const BLOCK: usize = 16;
/// Bytes of the blocks that eight bytes of marks tell of.
const STRIDE: usize = 8 * 4 * BLOCK;
/// Bytes of a page of a snapshot.
const PAGE: usize = 4096;
/// Bytes that are looked at in one go.
const LINE: usize = 64;
/// No code goes deeper into the C stack: half of what `boot.mjs` gives it.
const C_STACK: usize = 1 << 20;

/// Tells what a page holds: 0 where all is zero, or else a hash, whole and below 2^53. Not meant to
/// withstand forgery: a program could deceive nobody but itself.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn digest(page: usize) -> f64 {
    if find(page, page + PAGE) == page + PAGE {
        return 0.0;
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
    let hash = mix(mix(mix(mix(5, a), b), c), d);
    (hash >> 12 | 1 << 52) as f64
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
    let mut area = HEAP;
    while !area.is_null() {
        clean_area(&*area);
        area = (*area).next;
    }
}

/// Called in the place of `free` for an area that the collector gives back: [`clean`] does not see
/// it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_release(area: *mut Area) {
    clear(area as usize, (*area).pool_end as usize);
    free(area as *mut u8);
}

unsafe fn clean_area(area: &Area) {
    let mut pool = area.pool as usize;
    let mut marks = area.marks;
    let end = area.marks.add(area.marks_length);
    while end as usize - marks as usize >= 8 {
        if (marks as *const u64).read_unaligned() == 0 {
            clear_lines(pool, pool + STRIDE);
        } else {
            clear_free(marks, 8, pool);
        }
        pool += STRIDE;
        marks = marks.add(8);
    }
    clear_free(marks, end as usize - marks as usize, pool);
}

/// Makes zero what these marks call free, block by block.
#[inline(always)]
unsafe fn clear_free(marks: *const u8, count: usize, pool: usize) {
    let mut block = 0;
    while block < 4 * count {
        if (*marks.add(block / 4) >> (block % 4 * 2)) & 3 == 0 {
            let place = (pool + block * BLOCK) as *mut u64;
            *place = 0;
            *place.add(1) = 0;
        }
        block += 1;
    }
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
        core::ptr::write_bytes(at as *mut u8, 0, LINE);
        at = find(at + LINE, to);
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
