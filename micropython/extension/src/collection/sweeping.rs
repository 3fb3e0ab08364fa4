//! Sweeping: what is not marked is freed, 32 blocks at a time.

use crate::heap;
use crate::state::{Area, HEAP};

/// The lower bit of each block in eight bytes of marks.
const LOWER: u64 = 0x5555_5555_5555_5555;

/// Frees what is not marked, takes the marks away, and gives back the areas that are empty, but for
/// the first.
pub unsafe fn sweep() {
    let mut before: *mut Area = core::ptr::null_mut();
    let mut area = HEAP as *mut Area;
    while !area.is_null() {
        let next = (*area).next;
        let is_used = sweep_area(&mut *area);
        if is_used || before.is_null() {
            before = area;
        } else {
            (*before).next = next;
            heap::hook_release(area);
        }
        area = next as *mut Area;
    }
}

/// Gives whether something is in use.
unsafe fn sweep_area(area: &mut Area) -> bool {
    let marks = area.marks as *mut u8;
    // Beyond, nothing was in use.
    let count = (area.last_used / 4 + 1).min(area.marks_length);
    let mut is_freeing = false;
    let mut last = None;
    let mut at = 0;
    while at < count {
        let left = count - at;
        let word = if left >= 8 {
            marks.add(at).cast::<u64>().read_unaligned()
        } else {
            rest(marks.add(at), left)
        };
        if word != 0 {
            let (swept, frees) = sweep_word(word, is_freeing);
            is_freeing = frees;
            if swept != word {
                if left >= 8 {
                    marks.add(at).cast::<u64>().write_unaligned(swept);
                } else {
                    write_rest(marks.add(at), left, swept);
                }
            }
            if swept != 0 {
                last = Some(4 * at + (63 - swept.leading_zeros() as usize) / 2);
            }
        } else {
            is_freeing = false;
        }
        at += 8;
    }
    area.last_used = last.unwrap_or(0);
    last.is_some()
}

/// The marks of 32 blocks after the sweep, and whether an object is freed that may go on behind them;
/// `goes_on` says so of the blocks before.
#[inline(always)]
fn sweep_word(word: u64, goes_on: bool) -> (u64, bool) {
    let lower = word & LOWER;
    let upper = word >> 1 & LOWER;
    let heads = lower & !upper;
    let tails = upper & !lower;
    let marked = lower & upper;
    // A carry runs from behind each head that is freed through the tails, which have both bits set
    // for that.
    let through = tails | tails << 1;
    let starts = heads << 2 | u64::from(goes_on);
    let (sum, carried) = through.overflowing_add(starts & through);
    let freed = through & !sum & LOWER;
    let kept_tails = tails & !freed;
    let is_last_freed = heads >> 62 & 1 != 0;
    (kept_tails << 1 | marked, carried || is_last_freed)
}

unsafe fn rest(bytes: *const u8, count: usize) -> u64 {
    let mut word = 0;
    let mut number = 0;
    while number < count {
        word |= u64::from(*bytes.add(number)) << (8 * number);
        number += 1;
    }
    word
}

unsafe fn write_rest(bytes: *mut u8, count: usize, word: u64) {
    let mut number = 0;
    while number < count {
        *bytes.add(number) = (word >> (8 * number)) as u8;
        number += 1;
    }
}
