//! The pinned npm packages: in micropython/ the interpreter and wasm-opt, which prepares it; in bench/
//! what the benchmark compares with. And what the page fetches besides: the vocabulary of OpenAI's
//! models.

use std::fs;

use crate::interpreter;
use crate::licences;
use crate::process::{Context, Failure, output_of, program, root, run, say};
use crate::written::write_once;

/// Where index.html has it from.
const VOCABULARY: &str = "xtask/vocabulary/build/o200k.bin";
const VOCABULARY_INPUTS: [&str; 2] = ["Cargo.lock", "xtask/vocabulary/src"];

/// Installs MicroPython and wasm-opt, prepares the interpreter, and writes the licences and the vocabulary of OpenAI's
/// models, unless that is done.
///
/// # Errors
/// When npm is missing or fails, or the interpreter cannot be prepared.
pub fn install() -> Result<(), Failure> {
    install_in(
        "micropython",
        "Installing MicroPython and wasm-opt from micropython/package-lock.json (under a minute)",
    )?;
    interpreter::prepare()?;
    licences::write()?;
    write_once(&root().join(VOCABULARY), &VOCABULARY_INPUTS, || {
        say("Writing the vocabulary of OpenAI's models (some seconds)");
        vocabulary::o200k().context("writing the vocabulary")
    })
}

/// Installs the packages of a folder's package-lock.json, unless they are there; says `doing` if
/// not.
///
/// # Errors
/// When npm is missing or fails.
pub fn install_in(folder: &str, doing: &str) -> Result<(), Failure> {
    let folder = root().join(folder);
    let lock_file = folder.join("package-lock.json");
    let lock = fs::read(&lock_file).context(format!("reading {}", lock_file.display()))?;
    // A copy of the lock file that the packages were installed from: missing or different means
    // that they are not those of the present lock file.
    let installed_from = folder.join("node_modules/.installed-from-lock.json");
    if fs::read(&installed_from).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if output_of(npm, &["--version"]).is_none() {
        return Err(Failure::new(
            "npm is missing: it fetches the pinned packages. Install Node.js 20 or newer \
             (https://nodejs.org, or your system's packages nodejs and npm) and run this again.",
        ));
    }
    say(doing);
    run(program(npm)?
        .args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&folder))?;
    fs::write(&installed_from, lock).context("noting what was installed")
}
