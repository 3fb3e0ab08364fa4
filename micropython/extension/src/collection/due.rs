//! Whether a collection is due. It goes through all that is in use, and a step that has hardly taken
//! memory has hardly left garbage.

use crate::heap::used;
use crate::low_memory;
use crate::micropython::Object;
use crate::state::HEAP;

/// So much of what the last collection has left may be taken without another.
const GROWTH: usize = 128;
/// So many steps go without one: a name that was deleted leaves garbage, and takes nothing.
const MOST_STEPS: usize = 7;
/// With more blocks in use there is one after each step: what is given up may be needed. 32 MB.
const MOST_BLOCKS: usize = 2 << 20;

/// What the last collection has left.
#[repr(C)]
struct Collected {
    blocks: usize,
    /// Steps that have gone without one since.
    steps: usize,
}

const COLLECTED: *mut Collected = low_memory::COLLECTED as *mut Collected;

/// Whether a step has to end with a collection. To be asked once for each step.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_is_collection_due(_: Object) -> Object {
    let used = used_blocks();
    let Collected { blocks, steps } = *COLLECTED;
    if used > MOST_BLOCKS || used > blocks + blocks / GROWTH || steps >= MOST_STEPS {
        return Object::TRUE;
    }
    (*COLLECTED).steps = steps + 1;
    Object::FALSE
}

/// Keeps in mind what there is, after a collection.
pub unsafe fn note_collected() {
    (*COLLECTED).blocks = used_blocks();
    (*COLLECTED).steps = 0;
}

unsafe fn used_blocks() -> usize {
    let mut blocks = 0;
    let mut area = HEAP;
    while !area.is_null() {
        let marks = (*area).marks;
        let count = ((*area).last_used / 4 + 1).min((*area).marks_length);
        let mut at = 0;
        while at + 8 <= count {
            blocks += used(marks.add(at).cast::<u64>().read_unaligned()).count_ones() as usize;
            at += 8;
        }
        while at < count {
            blocks += used(u64::from(*marks.add(at))).count_ones() as usize;
            at += 1;
        }
        area = (*area).next;
    }
    blocks
}
