//! Finding room for what takes more than one block. MicroPython looks for it from the first free block
//! on, each time: in a session with much in its memory that is the larger part of all its time. Here it
//! goes on where there was room for about as much the last time.

use crate::low_memory;
use crate::micropython::{original_gc_alloc, original_gc_free};
use crate::state::{Area, HEAP, LAST_FREE_AREA};

/// Bytes of a block. A byte of marks tells of four.
const BLOCK: usize = 16;
/// What is as large within a factor of two is of a class; all that is larger is of the last one.
const CLASSES: usize = 14;
/// The heap grows by doubling, so there are few areas. Others have no hints.
const AREAS: usize = 24;

/// Where there may be room in an area.
#[repr(C)]
struct Hints {
    area: *mut Area,
    /// MicroPython's own hint while another is in its place.
    own: usize,
    /// By class: the byte of marks before which there is no room.
    from: [u32; CLASSES],
}

/// Memory that nothing else uses, all zero after a collection.
const HINTS: *mut Hints = low_memory::HINTS as *mut Hints;
const NONE: usize = usize::MAX;

/// In the place of MicroPython's: memory of so many bytes, or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gc_alloc(bytes: usize, flags: usize) -> *mut u8 {
    if bytes <= BLOCK {
        return original_gc_alloc(bytes, flags);
    }
    let blocks = bytes.div_ceil(BLOCK);
    let class = class(blocks);
    let first = *LAST_FREE_AREA;
    let mut area = first;
    while !area.is_null() {
        let hints = hints(area);
        if !hints.is_null() {
            (*hints).own = (*area).free_from;
            (*area).free_from = (*area).free_from.max((*hints).from[class] as usize);
        }
        area = (*area).next as *mut Area;
    }
    let memory = original_gc_alloc(bytes, flags);
    let mut is_before = true;
    area = first;
    while !area.is_null() {
        let hints = hints(area);
        // Areas that have just come have nothing to be put back.
        if !hints.is_null() && (*hints).own != NONE {
            (*area).free_from = (*hints).own;
            (*hints).own = NONE;
            if is_in(area, memory) {
                is_before = false;
                let end = (memory as usize - (*area).pool as usize) / BLOCK + blocks;
                (*hints).from[class] = (end / 4) as u32;
            } else if is_before {
                (*hints).from[class] = (*area).marks_length as u32;
            }
        }
        area = (*area).next as *mut Area;
    }
    memory
}

/// In the place of MicroPython's: gives memory back.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gc_free(memory: *mut u8) {
    let mut area = HEAP as *mut Area;
    while !area.is_null() && !is_in(area, memory) {
        area = (*area).next as *mut Area;
    }
    if !area.is_null() {
        let hints = hints(area);
        if !hints.is_null() {
            let start = (memory as usize - (*area).pool as usize) / BLOCK;
            let mut class = class(length(area, start)) as isize;
            while class >= 0 {
                let from = &mut (*hints).from[class as usize];
                *from = (*from).min((start / 4) as u32);
                class -= 1;
            }
        }
    }
    original_gc_free(memory);
}

/// Takes back all hints: a collection has freed what it could.
pub unsafe fn forget() {
    core::ptr::write_bytes(HINTS, 0, AREAS);
}

#[inline(always)]
fn class(blocks: usize) -> usize {
    let class = (usize::BITS - blocks.leading_zeros()) as usize;
    class.saturating_sub(2).min(CLASSES - 1)
}

#[inline(always)]
unsafe fn is_in(area: *mut Area, memory: *mut u8) -> bool {
    memory >= (*area).pool && memory < (*area).pool_end
}

/// The hints of an area, or null where there is no room for them.
#[inline(always)]
unsafe fn hints(area: *mut Area) -> *mut Hints {
    let mut number = 0;
    while number < AREAS {
        let hints = HINTS.add(number);
        if (*hints).area == area {
            return hints;
        }
        if (*hints).area.is_null() {
            (*hints).area = area;
            (*hints).own = NONE;
            return hints;
        }
        number += 1;
    }
    core::ptr::null_mut()
}

/// How many blocks are together from this one on; not more than tell its class.
#[inline(always)]
unsafe fn length(area: *mut Area, start: usize) -> usize {
    let mut length = 1;
    while length < 1 << CLASSES {
        let block = start + length;
        let mark = (*(*area).marks.add(block / 4) >> (block % 4 * 2)) & 3;
        if block / 4 >= (*area).marks_length || mark != 2 {
            break;
        }
        length += 1;
    }
    length
}
