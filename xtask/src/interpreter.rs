//! Makes the interpreter that ships, `micropython/build/micropython.wasm`, of the one that npm
//! brings: with functions of ours, changed in a few bytes, booted, and with its exceptions in WebAssembly. All of it
//! happens at build time, so that the worker has nothing to do but to instantiate it.

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
mod slots;
mod texts;
mod trampolines;

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::process::{Context, Failure, root, say};

const ORIGINAL: &str =
    "micropython/node_modules/@micropython/micropython-webassembly-pyscript/micropython.wasm";
const BUILD: &str = "micropython/build";
const PREPARED: &str = "micropython.wasm";
/// A hash of all that the prepared one was made of.
const STAMP: &str = "micropython.stamp";

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
    let (prepared, stamp) = (folder.join(PREPARED), folder.join(STAMP));
    let wanted = hash_of_inputs()?;
    if prepared.exists() && fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    say(format!(
        "Preparing the interpreter, {BUILD}/{PREPARED} (some seconds)"
    ));
    fs::create_dir_all(&folder).context(format!("making {}", folder.display()))?;
    let mut wasm = read(&root().join(ORIGINAL))?;
    for (doing, step) in STEPS {
        wasm = step(wasm, &folder).context(format!("{doing} the interpreter"))?;
    }
    fs::write(&prepared, wasm).context(format!("writing {}", prepared.display()))?;
    fs::write(&stamp, wanted).context(format!("writing {}", stamp.display()))
}

fn hash_of_inputs() -> Result<String, Failure> {
    let mut waiting: Vec<PathBuf> = INPUTS.iter().map(|input| root().join(input)).collect();
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let reading = || format!("reading {}", path.display());
        for entry in fs::read_dir(&path).context(reading())? {
            waiting.push(entry.context(reading())?.path());
        }
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        // The name tells a file that was renamed, such as another order of the same contents.
        let name = file.strip_prefix(root()).unwrap_or(&file);
        let contents = read(&file)?;
        hash.update(name.to_string_lossy().as_bytes());
        hash.update(contents.len().to_le_bytes());
        hash.update(&contents);
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).context(format!("reading {}", file.display()))
}

/// Reads a module in order to change it.
fn parse(wasm: &[u8]) -> Result<walrus::Module, Failure> {
    walrus::Module::from_buffer(wasm).context("reading the module")
}
