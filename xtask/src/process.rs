//! Running other programs: what is run is said, what fails ends the command.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks to its user"
)]

use std::env;
use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Why a command could not go on, in words for the person who ran it.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Adds what was being done to an error.
pub trait Context<Value> {
    /// The error's text, led by what was being done.
    fn context(self, doing: impl fmt::Display) -> Result<Value, Failure>;
}

impl<Value, Error: fmt::Display> Context<Value> for Result<Value, Error> {
    fn context(self, doing: impl fmt::Display) -> Result<Value, Failure> {
        self.map_err(|error| Failure(format!("{doing}: {error}")))
    }
}

/// Tells the user something.
pub fn say(text: impl fmt::Display) {
    println!("{text}");
}

/// Tells the user what went wrong.
pub fn complain(failure: &Failure) {
    eprintln!("xtask: {failure}");
}

/// The repository's root.
pub fn root() -> PathBuf {
    // As it is now: with a target folder shared by several clones, the one that this was compiled
    // in may be another.
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    // The manifest's folder is xtask/, which has a parent.
    manifest.parent().unwrap_or(&manifest).to_path_buf()
}

/// A program, started in the repository's root, that finds the pinned wasm-opt first.
pub fn program(name: &str) -> Result<Command, Failure> {
    let mut path = vec![root().join("micropython/node_modules/.bin")];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let mut command = Command::new(name);
    command
        .current_dir(root())
        .env("PATH", env::join_paths(path).context("reading PATH")?)
        // Its check for newer versions calls the network.
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    Ok(command)
}

/// Says what is run, runs it and waits for it.
///
/// # Errors
/// When it cannot be started, or ends with anything but success.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let line = line_of(command);
    say(format!("$ {line}"));
    let status = command.status().context(format!("starting {line}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure(format!("{line} failed ({status})")))
    }
}

/// Says what is run, runs it and gives what it prints to stdout.
///
/// # Errors
/// As [`run`].
pub fn stdout_of(command: &mut Command) -> Result<String, Failure> {
    let line = line_of(command);
    say(format!("$ {line}"));
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .context(format!("starting {line}"))?;
    if !output.status.success() {
        return Err(Failure(format!("{line} failed ({})", output.status)));
    }
    String::from_utf8(output.stdout).context(format!("reading what {line} says"))
}

/// What a program prints to stdout, or `None` when it is missing or fails.
pub fn output_of(name: &str, arguments: &[&str]) -> Option<String> {
    let output = program(name).ok()?.args(arguments).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

fn line_of(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
