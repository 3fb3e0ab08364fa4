//! The pages of an interpreter's memory that are not all zero: nearly all are.

use micropython_agent::sandbox::snapshot::{Extent, MAX_PAGES, PAGE_BYTES, Pages};
use wasm_bindgen::{JsError, JsValue};

use crate::interpreter::Exports;
use crate::memory::Memory;

/// The pages that are not zero, with their content; none if they are too many for a snapshot.
///
/// # Errors
/// What the engine says.
pub fn copy(exports: &Exports, memory: &Memory) -> Result<Option<Pages>, JsValue> {
    let mut pages = Pages {
        extents: used(exports, memory)?,
        content: Vec::new(),
    };
    if pages.count() > MAX_PAGES {
        return Ok(None);
    }
    for extent in &pages.extents {
        memory
            .append_to(&mut pages.content, extent.address(), extent.length())
            .map_err(JsError::from)?;
    }
    Ok(Some(pages))
}

/// Makes the memory one that has these pages, and then those, and is zero elsewhere.
///
/// # Errors
/// What the engine says, or that there is less content than pages.
pub fn put(exports: &Exports, memory: &Memory, pages: &Pages, over: &Pages) -> Result<(), JsValue> {
    for extent in used(exports, memory)? {
        let cleared = memory.clear(extent.address(), extent.length());
        cleared.map_err(JsError::from)?;
    }
    for Pages { extents, content } in [pages, over] {
        let mut rest = content.as_slice();
        for extent in extents {
            let Some((content, others)) = rest.split_at_checked(extent.length() as usize) else {
                return Err(JsError::new("the saved Python session is cut off").into());
            };
            let written = memory.write(extent.address(), content);
            written.map_err(JsError::from)?;
            rest = others;
        }
    }
    Ok(())
}

/// The pages that are not zero.
fn used(exports: &Exports, memory: &Memory) -> Result<Vec<Extent>, JsValue> {
    let end = memory.size();
    let mut used: Vec<Extent> = Vec::new();
    let mut from = 0;
    while from < end {
        let found = exports.find(from, end)?;
        if found >= end {
            break;
        }
        let page = found / PAGE_BYTES;
        match used.last_mut() {
            Some(last) if last.end() == page => last.count += 1,
            _ => used.push(Extent {
                first: page,
                count: 1,
            }),
        }
        from = (page + 1) * PAGE_BYTES;
    }
    Ok(used)
}
