//! Python programs to compare with CPython: generated ones and those of a page of documentation, and
//! what CPython prints for them.

mod documented;
mod generator;

use std::process::Stdio;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::Result;
pub use documented::{Example, documented};
pub use generator::generated;

/// A Python program.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// How a failed test calls it.
    pub name: String,
    /// Its source.
    pub source: String,
}

/// Runs programs in one process, each in a namespace of its own.
const RUN_ALL: &str = r#"
import contextlib, io, json, sys
printed = []
for source in json.load(sys.stdin):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source, "<step 1>", "exec"), {"__name__": "__main__"})
        except Exception:
            pass
    printed.append(out.getvalue())
json.dump(printed, sys.stdout)
"#;

/// What CPython (`python3` on PATH) prints for each program.
///
/// # Errors
/// When it is missing or fails.
pub async fn cpython(programs: &[Program]) -> Result<Vec<String>> {
    let sources: Vec<&str> = programs
        .iter()
        .map(|program| program.source.as_str())
        .collect();
    let mut child = Command::new("python3")
        .args(["-W", "ignore", "-c", RUN_ALL])
        // The order of sets of strings depends on it.
        .env("PYTHONHASHSEED", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("python3: {error}"))?;
    let input = serde_json::to_vec(&sources)?;
    let mut stdin = child.stdin.take().ok_or("python3 has no stdin")?;
    let (written, output) = tokio::join!(
        async move { stdin.write_all(&input).await },
        child.wait_with_output()
    );
    written?;
    Ok(serde_json::from_slice(&output?.stdout)?)
}
