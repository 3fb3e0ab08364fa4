//! Binaryen's optimizer, from npm.

use std::fs;
use std::path::Path;

use super::read;
use crate::process::{Context, Failure, program, run};

/// The level that measures fastest: see bench/results.md.
const LEVEL: &str = "-O3";

/// Does not cut the data up anew: the image's parts are as they compress best.
const SKIPPED: &str = "--skip-pass=memory-packing";

/// What the module uses beyond WebAssembly 1.0. Nothing else may be introduced.
pub const FEATURES: [&str; 10] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-exception-handling",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-call-indirect-overlong",
    "--enable-sign-ext",
];

/// Optimizes a module.
///
/// # Errors
/// What wasm-opt says.
pub fn optimize(wasm: Vec<u8>, folder: &Path) -> Result<Vec<u8>, Failure> {
    let (from, to) = (folder.join("linked.wasm"), folder.join("optimized.wasm"));
    fs::write(&from, wasm).context(format!("writing {}", from.display()))?;
    run(program("wasm-opt")?
        .args([LEVEL, SKIPPED])
        .args(FEATURES)
        .arg(&from)
        .arg("-o")
        .arg(&to))?;
    read(&to)
}
