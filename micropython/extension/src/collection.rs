//! Collecting garbage, which comes at the end of a step, when no Python is running: the port puts it
//! off until then.

mod due;
mod marking;
mod sweeping;

use crate::allocation;
use crate::heap;
use crate::micropython::original_gc_collect_end;
use crate::state::{Area, HEAP, IS_COLLECTING, LAST_FREE_AREA};

/// Bytes of a block. A byte of marks tells of four.
const BLOCK: usize = 16;
/// Kinds of blocks, in their marks: the first of an object, that which follows it, and the first of an
/// object that was found to be in use.
const HEAD: u8 = 1;
const TAIL: u8 = 2;
const MARK: u8 = 3;

/// In the place of MicroPython's: the last part of a collection, which frees what is not marked.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gc_collect_end() {
    heap::note_touched();
    marking::mark_again();
    if has_to_tell() {
        original_gc_collect_end();
    } else {
        sweeping::sweep();
        let mut area = HEAP as *mut Area;
        *LAST_FREE_AREA = area;
        while !area.is_null() {
            (*area).free_from = 0;
            area = (*area).next as *mut Area;
        }
        *IS_COLLECTING &= !1;
    }
    allocation::forget();
    due::note_collected();
}

/// Whether something is freed that is to be told so, as what the host has given is. MicroPython itself
/// sees to that.
unsafe fn has_to_tell() -> bool {
    let mut area = HEAP;
    while !area.is_null() {
        let mut number = 0;
        while number <= (*area).last_used / 8 {
            let bits = *(*area).finalisers.add(number);
            let marks = (*area).marks.add(2 * number).cast::<u16>().read_unaligned();
            if bits != 0 && is_head_among(marks, bits) {
                return true;
            }
            number += 1;
        }
        area = (*area).next;
    }
    false
}

/// Whether one of eight blocks, to which a bit each points, is the first of an object that is freed.
fn is_head_among(marks: u16, bits: u8) -> bool {
    let mut block = 0;
    while block < 8 {
        if bits >> block & 1 != 0 && (marks >> (2 * block) & 3) as u8 == HEAD {
            return true;
        }
        block += 1;
    }
    false
}
