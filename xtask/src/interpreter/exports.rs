//! Drops what the module exports for Emscripten's loader: what nothing calls any more is not
//! shipped.

use std::path::Path;

use super::{extension, image, parse};
use crate::process::Failure;

/// What the worker uses.
const KEPT: [&str; 4] = ["memory", "malloc", "free", "mp_js_do_exec"];

/// Drops all other exports.
///
/// # Errors
/// When the bytes are not a module.
pub fn prune(wasm: Vec<u8>, _: &Path) -> Result<Vec<u8>, Failure> {
    let mut module = parse(&wasm)?;
    let dropped: Vec<_> = module
        .exports
        .iter()
        .filter(|export| {
            let name = export.name.as_str();
            ![&KEPT[..], &image::ADDRESSES, &extension::ADDED]
                .iter()
                .any(|names| names.contains(&name))
        })
        .map(|export| export.id())
        .collect();
    for export in dropped {
        module.exports.delete(export);
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}
