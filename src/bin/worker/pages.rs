//! Finds the pages of an interpreter's memory that are not all zero: nearly all are.

use micropython_agent::sandbox::snapshot::{Extent, MAX_PAGES, PAGE_BYTES};
use wasm_bindgen::JsValue;

use crate::interpreter::Exports;
use crate::memory::Memory;

/// The pages that are not zero; none if they are too many for a snapshot.
///
/// # Errors
/// What the engine says.
pub fn used(exports: &Exports, memory: &Memory) -> Result<Option<Vec<Extent>>, JsValue> {
    let end = memory.size();
    let mut used: Vec<Extent> = Vec::new();
    let (mut from, mut count) = (0, 0);
    while from < end {
        let found = exports.find(from, end)?;
        if found >= end {
            break;
        }
        let page = found / PAGE_BYTES;
        count += 1;
        if count > MAX_PAGES {
            return Ok(None);
        }
        match used.last_mut() {
            Some(last) if last.first + last.count == page => last.count += 1,
            _ => used.push(Extent {
                first: page,
                count: 1,
            }),
        }
        from = (page + 1) * PAGE_BYTES;
    }
    Ok(Some(used))
}
