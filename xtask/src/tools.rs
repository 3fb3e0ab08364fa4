//! The tools a build needs: found at their pinned versions, or installed.

use std::fs;

use crate::process::{Context, Failure, output_of, program, root, run, say};

/// The trunk that this repository builds with. Newer ones need a newer Rust.
const TRUNK_VERSION: &str = "0.21.14";

/// What drives Firefox in the tests.
const GECKODRIVER_VERSION: &str = "0.36.0";

pub const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that trunk, the wasm-bindgen CLI and the wasm target are there.
///
/// # Errors
/// When something is missing and cannot be installed; the text says what to install.
pub fn set_up() -> Result<(), Failure> {
    wasm_target()?;
    trunk()?;
    wasm_bindgen()
}

/// Makes sure that Rust can compile to WebAssembly.
///
/// # Errors
/// As [`set_up`].
pub fn wasm_target() -> Result<(), Failure> {
    let Some(installed) = output_of("rustup", &["target", "list", "--installed"]) else {
        // Without rustup the toolchain may still have the target (a distribution's package).
        return match output_of("rustc", &["--print", "target-libdir", "--target", TARGET]) {
            Some(folder) if fs::exists(&folder).unwrap_or(false) => Ok(()),
            _ => Err(Failure::new(format!(
                "Rust's {TARGET} target is missing. Install rustup from https://rustup.rs and run this again."
            ))),
        };
    };
    if installed.lines().any(|line| line == TARGET) {
        return Ok(());
    }
    say("Installing Rust's WebAssembly target (about a minute)");
    run(program("rustup")?.args(["target", "add", TARGET]))
}

fn trunk() -> Result<(), Failure> {
    if version_of("trunk").as_deref() == Some(TRUNK_VERSION) {
        return Ok(());
    }
    say(format!(
        "Installing trunk {TRUNK_VERSION}, which builds the page (about 10 minutes, once)"
    ));
    install("trunk", TRUNK_VERSION, &["--locked"])
}

/// Makes sure that Firefox can be driven.
///
/// # Errors
/// As [`set_up`].
pub fn geckodriver() -> Result<(), Failure> {
    if version_of("geckodriver").as_deref() == Some(GECKODRIVER_VERSION) {
        return Ok(());
    }
    say(format!(
        "Installing geckodriver {GECKODRIVER_VERSION}, which drives Firefox (some minutes, once)"
    ));
    install("geckodriver", GECKODRIVER_VERSION, &["--locked"])
}

/// Makes sure that the wasm-bindgen CLI, and its test runner, match the crate.
///
/// # Errors
/// As [`set_up`].
pub fn wasm_bindgen() -> Result<(), Failure> {
    let lock_file = root().join("Cargo.lock");
    let lock =
        fs::read_to_string(&lock_file).context(format!("reading {}", lock_file.display()))?;
    let wanted = locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| Failure::new("Cargo.lock names no version of wasm-bindgen"))?;
    if ["wasm-bindgen", "wasm-bindgen-test-runner"]
        .iter()
        .all(|tool| version_of(tool).as_deref() == Some(wanted))
    {
        return Ok(());
    }
    say(format!(
        "Installing wasm-bindgen-cli {wanted}, the version in Cargo.lock (about 5 minutes, once)"
    ));
    // Without `--locked`: not every registry has all the versions that the lock file of that release
    // names.
    install("wasm-bindgen-cli", wanted, &[])
}

fn install(package: &str, version: &str, options: &[&str]) -> Result<(), Failure> {
    run(program("cargo")?
        .args(["install", package, "--version", version, "--force"])
        .args(options)
        // A target directory meant for this repository would be filled with the tool's parts.
        .env_remove("CARGO_TARGET_DIR"))
}

/// The version a tool reports: the first word that starts with a digit.
fn version_of(tool: &str) -> Option<String> {
    output_of(tool, &["--version"])?
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_string)
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let mut lines = lock.lines();
    lines.find(|line| *line == format!("name = \"{package}\""))?;
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_locked_version_of_exactly_the_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
