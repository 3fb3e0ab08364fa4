//! Buffers in which texts are made.

use crate::micropython::{m_realloc, original_vstr_ensure_extra};

/// `vstr_t`.
#[repr(C)]
pub struct Buffer {
    room: usize,
    length: usize,
    bytes: *mut u8,
    is_fixed: bool,
}

/// In the place of MicroPython's, which makes room for a few bytes more each time: in a heap where
/// others come between, a long text was copied for every piece that is added.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vstr_ensure_extra(buffer: *mut Buffer, extra: usize) {
    let half = (*buffer).room / 2;
    if (*buffer).is_fixed || (*buffer).length + extra <= (*buffer).room || extra >= half {
        return original_vstr_ensure_extra(buffer, extra);
    }
    let room = (*buffer).room + half;
    (*buffer).bytes = m_realloc((*buffer).bytes, room);
    (*buffer).room = room;
}
