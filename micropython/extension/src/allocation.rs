//! Finding room. MicroPython looks for it from the first free block on, each time: in a session with
//! much in its memory that is the larger part of all its time. Here what takes more than one block is
//! looked for where there was room for about as much the last time, and before that, what was given
//! back lately is taken again.

use crate::low_memory;
use crate::micropython::{original_gc_alloc, original_gc_free, original_gc_realloc};
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

/// Where memory was given back lately, the last first, by kind. Buffers come and go: the next of about
/// the same size takes the place of the last, and nothing is looked for.
const FREED: *mut [usize; PLACES] = low_memory::FREED as *mut [usize; PLACES];
const PLACES: usize = 4;
/// What is larger than these is rare, and too good to be kept from smaller things.
const KINDS: usize = 7;

/// In the place of MicroPython's: memory of so many bytes, or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gc_alloc(bytes: usize, flags: usize) -> *mut u8 {
    let blocks = bytes.div_ceil(BLOCK);
    if blocks > 0 && kind(blocks) < KINDS && (*FREED.add(kind(blocks)))[0] != 0 {
        let memory = take_freed(blocks, bytes, flags);
        if !memory.is_null() {
            return memory;
        }
    }
    if bytes <= BLOCK {
        return original_gc_alloc(bytes, flags);
    }
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

/// Gives what was given back lately, if that is as large, or null.
#[inline(never)]
unsafe fn take_freed(blocks: usize, bytes: usize, flags: usize) -> *mut u8 {
    let places = &mut *FREED.add(kind(blocks));
    let mut number = 0;
    while number < PLACES && places[number] != 0 {
        let place = places[number] as *mut u8;
        let area = area_of(place);
        let free = if area.is_null() {
            0
        } else {
            free_length(area, number_of(area, place), blocks)
        };
        if free > 0 && free < blocks {
            number += 1;
            continue;
        }
        // It is taken now, or was by something else.
        let mut next = number;
        while next + 1 < PLACES {
            places[next] = places[next + 1];
            next += 1;
        }
        places[PLACES - 1] = 0;
        if free == blocks {
            let (own, last) = ((*area).free_from, *LAST_FREE_AREA);
            (*area).free_from = number_of(area, place) / 4;
            *LAST_FREE_AREA = area;
            let memory = original_gc_alloc(bytes, flags);
            (*area).free_from = own;
            *LAST_FREE_AREA = last;
            return memory;
        }
    }
    core::ptr::null_mut()
}

/// In the place of MicroPython's: gives memory back.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gc_free(memory: *mut u8) {
    let area = area_of(memory);
    if area.is_null() {
        return original_gc_free(memory);
    }
    let blocks = length(area, number_of(area, memory));
    let (own, last) = ((*area).free_from, *LAST_FREE_AREA);
    original_gc_free(memory);
    (*area).free_from = own;
    *LAST_FREE_AREA = last;
    keep_freed(memory, kind(blocks));
}

/// In the place of MicroPython's: gives memory another size, here or elsewhere. What a smaller size
/// leaves over is given back: each text that is put together ends so.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gc_realloc(memory: *mut u8, bytes: usize, may_move: bool) -> *mut u8 {
    let area = area_of(memory);
    if area.is_null() || bytes == 0 {
        return original_gc_realloc(memory, bytes, may_move);
    }
    let before = length(area, number_of(area, memory));
    let after = bytes.div_ceil(BLOCK);
    if after >= before {
        return original_gc_realloc(memory, bytes, may_move);
    }
    let (own, last) = ((*area).free_from, *LAST_FREE_AREA);
    let same = original_gc_realloc(memory, bytes, may_move);
    (*area).free_from = own;
    *LAST_FREE_AREA = last;
    if same == memory {
        keep_freed(memory.add(after * BLOCK), kind(before - after));
    }
    same
}

/// Keeps in mind what was given back.
unsafe fn keep_freed(memory: *mut u8, kind: usize) {
    if kind >= KINDS {
        return search_from(memory, kind);
    }
    let places = &mut *FREED.add(kind);
    let oldest = places[PLACES - 1];
    let mut number = PLACES - 1;
    while number > 0 {
        places[number] = places[number - 1];
        number -= 1;
    }
    places[0] = memory as usize;
    if oldest != 0 {
        search_from(oldest as *mut u8, kind);
    }
}

/// Has everything that is not larger be looked for from here on.
#[inline(never)]
unsafe fn search_from(memory: *mut u8, kind: usize) {
    let area = area_of(memory);
    if area.is_null() {
        return;
    }
    let from = number_of(area, memory) / 4;
    (*area).free_from = (*area).free_from.min(from);
    if *LAST_FREE_AREA != area {
        *LAST_FREE_AREA = HEAP as *mut Area;
    }
    let hints = hints(area);
    if !hints.is_null() {
        let mut class = 0;
        while class < kind.min(CLASSES) {
            let hint = &mut (*hints).from[class];
            *hint = (*hint).min(from as u32);
            class += 1;
        }
    }
}

/// Takes back all hints: a collection has freed what it could.
pub unsafe fn forget() {
    core::ptr::write_bytes(HINTS, 0, AREAS);
    core::ptr::write_bytes(FREED, 0, KINDS);
}

/// The area that memory is in, or null.
#[inline(always)]
unsafe fn area_of(memory: *mut u8) -> *mut Area {
    let mut area = HEAP as *mut Area;
    while !area.is_null() && !is_in(area, memory) {
        area = (*area).next as *mut Area;
    }
    area
}

/// The number of a block in its area.
#[inline(always)]
unsafe fn number_of(area: *mut Area, memory: *mut u8) -> usize {
    (memory as usize - (*area).pool as usize) / BLOCK
}

/// How many blocks are free from this one on, of so many.
#[inline(always)]
unsafe fn free_length(area: *mut Area, start: usize, most: usize) -> usize {
    let mut length = 0;
    while length < most {
        let block = start + length;
        let is_free = block / 4 < (*area).marks_length
            && (*(*area).marks.add(block / 4) >> (block % 4 * 2)) & 3 == 0;
        if !is_free {
            break;
        }
        length += 1;
    }
    length
}

/// As [`class`], but single blocks are of one of their own.
#[inline(always)]
fn kind(blocks: usize) -> usize {
    let kind = (usize::BITS - blocks.leading_zeros()) as usize;
    kind.saturating_sub(1)
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
