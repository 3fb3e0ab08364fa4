//! Marking what is in use. MicroPython's own has room for 64 objects that are still to be looked at,
//! and goes through all of the heap again when there are more: a long list is enough for that.

use super::{BLOCK, HEAD, MARK, TAIL};
use crate::micropython::stack_alloc;
use crate::state::{Area, HEAP, MARKING_OVERFLOWED, STACK_BYTES, STACK_TOP};

/// Bytes of the C stack below what is in use, for objects that are still to be looked at: fewer where
/// the stack has fewer left, which it has not when no Python is running. They are made zero again with
/// the rest of the stack.
const ROOM: usize = 768 << 10;

/// A part of an object that is still to be looked at.
#[repr(C)]
struct Part {
    at: *const usize,
    end: *const usize,
}

/// In the place of MicroPython's: marks what an object refers to, and what that refers to. The object
/// itself is marked.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gc_mark_subtree(area: *const Area, block: usize) {
    let (lowest, highest) = bounds();
    let top = stack_alloc(0) as *mut Part;
    let limit = limit(top as usize) as *mut Part;
    let mut next = top;
    let mut last = area;
    let (mut at, mut end) = object(area, block);
    loop {
        // The object to go on with. What is left of this one is kept in mind only if it refers to
        // another: chains, which are as long as a program likes, need no room.
        let mut found: *const Area = core::ptr::null();
        let mut found_block = 0;
        while at < end {
            let pointer = *at;
            at = at.add(1);
            if pointer % BLOCK != 0 || pointer < lowest || pointer >= highest {
                continue;
            }
            if !is_in(&*last, pointer) {
                let mut area = HEAP;
                while !area.is_null() && !is_in(&*area, pointer) {
                    area = (*area).next;
                }
                if area.is_null() {
                    continue;
                }
                last = area;
            }
            let number = (pointer - (*last).pool as usize) / BLOCK;
            let mark = (*last).marks.add(number / 4) as *mut u8;
            let shift = number % 4 * 2;
            if *mark >> shift & 3 != HEAD {
                continue;
            }
            if !found.is_null() {
                if next > limit {
                    next = next.sub(1);
                    next.write(Part { at: at.sub(1), end });
                    break;
                }
                // What is marked and not looked into is looked for at the end.
                *MARKING_OVERFLOWED = 1;
            }
            *mark |= MARK << shift;
            if found.is_null() {
                (found, found_block) = (last, number);
            }
        }
        if !found.is_null() {
            (at, end) = object(found, found_block);
        } else if next < top {
            Part { at, end } = next.read();
            next = next.add(1);
        } else {
            return;
        }
    }
}

/// How far what is to be looked at may reach down from the stack's pointer.
#[inline(always)]
unsafe fn limit(pointer: usize) -> usize {
    let end = (*STACK_TOP).saturating_sub(STACK_BYTES);
    pointer.saturating_sub(ROOM).max(end)
}

/// Where all areas begin and end.
unsafe fn bounds() -> (usize, usize) {
    let (mut lowest, mut highest) = (usize::MAX, 0);
    let mut area = HEAP;
    while !area.is_null() {
        lowest = lowest.min((*area).pool as usize);
        highest = highest.max((*area).pool_end as usize);
        area = (*area).next;
    }
    (lowest, highest)
}

#[inline(always)]
fn is_in(area: &Area, pointer: usize) -> bool {
    pointer >= area.pool as usize && pointer < area.pool_end as usize
}

/// The words of the object that begins with a block.
#[inline(always)]
unsafe fn object(area: *const Area, block: usize) -> (*const usize, *const usize) {
    let mut end = block + 1;
    // Behind the last mark is a byte that is 0.
    loop {
        let marks = *(*area).marks.add(end / 4);
        if end.is_multiple_of(4) && marks == TAIL * 0x55 {
            end += 4;
        } else if marks >> (end % 4 * 2) & 3 == TAIL {
            end += 1;
        } else {
            break;
        }
    }
    let pool = (*area).pool as usize;
    (
        (pool + block * BLOCK) as *const usize,
        (pool + end * BLOCK) as *const usize,
    )
}

/// Looks into all that is marked, as long as there was no room for something on the way.
pub unsafe fn mark_again() {
    while MARKING_OVERFLOWED.read() != 0 {
        MARKING_OVERFLOWED.write(0);
        let mut area = HEAP;
        while !area.is_null() {
            let mut block = 0;
            while block < 4 * (*area).marks_length {
                if *(*area).marks.add(block / 4) >> (block % 4 * 2) & 3 == MARK {
                    gc_mark_subtree(area, block);
                }
                block += 1;
            }
            area = (*area).next;
        }
    }
}
