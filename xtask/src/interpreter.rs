//! Makes the interpreter that ships, `micropython/build/micropython.wasm`, of the one that npm
//! brings: with functions of ours, changed in a few bytes, booted, and with its exceptions in WebAssembly. All of it
//! happens at build time, so that the worker has nothing to do but to instantiate it.

mod attempts;
mod exports;
mod extension;
mod fingerprint;
#[path = "../../micropython/extension/src/hook.rs"]
#[allow(dead_code, reason = "the names are used here, the numbers there")]
mod hook;
mod hooks;
mod image;
#[path = "../../micropython/extension/src/low_memory.rs"]
#[allow(dead_code, reason = "not all are used here")]
mod low_memory;
mod optimizer;
mod patches;
mod raising;
mod slots;
mod texts;
mod trampolines;

use std::fs;
use std::path::Path;

pub use self::optimizer::FEATURES;
use crate::process::{Context, Failure, root, say};
use crate::written::write_once;

const ORIGINAL: &str =
    "micropython/node_modules/@micropython/micropython-webassembly-pyscript/micropython.wasm";
const BUILD: &str = "micropython/build";
const PREPARED: &str = "micropython.wasm";

/// Files and folders that the prepared interpreter depends on.
const INPUTS: [&str; 8] = [
    ORIGINAL,
    "Cargo.lock",
    "micropython/package-lock.json",
    "micropython/boot.mjs",
    "micropython/bootstrap",
    "micropython/extension/Cargo.toml",
    "micropython/extension/src",
    "xtask/src",
];

/// A change to the interpreter: bytes of WebAssembly in and out. The path is a folder for files
/// that are only needed meanwhile.
type Step = fn(Vec<u8>, &Path) -> Result<Vec<u8>, Failure>;

/// What is done, in order. Patches and the extension find their places in the bytes as npm brings
/// them. The image is taken of the code that will run, but for the trampolines, whose exceptions
/// not every Node.js knows. Optimizing re-encodes everything.
const STEPS: [(&str, Step); 8] = [
    ("patching", patches::apply),
    ("extending", extension::link),
    ("filling the slots of", slots::fill),
    ("booting", image::bake),
    ("linking the trampolines into", trampolines::link),
    ("dropping exports of", exports::prune),
    ("optimizing", optimizer::optimize),
    ("marking", fingerprint::append),
];

/// Writes the prepared interpreter, unless it is there and made of the same things.
///
/// # Errors
/// Which step failed, and why.
pub fn prepare() -> Result<(), Failure> {
    let folder = root().join(BUILD);
    write_once(&folder.join(PREPARED), &INPUTS, || {
        say(format!(
            "Preparing the interpreter, {BUILD}/{PREPARED} (some seconds)"
        ));
        let mut wasm = read(&root().join(ORIGINAL))?;
        for (doing, step) in STEPS {
            wasm = step(wasm, &folder).context(format!("{doing} the interpreter"))?;
        }
        Ok(wasm)
    })
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).context(format!("reading {}", file.display()))
}

/// Reads a module in order to change it.
fn parse(wasm: &[u8]) -> Result<walrus::Module, Failure> {
    walrus::Module::from_buffer(wasm).context("reading the module")
}
