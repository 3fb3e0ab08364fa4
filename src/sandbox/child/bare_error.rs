//! Exceptions of which there is no traceback fit to be shown.

use crate::sandbox::PythonError;

/// An exception of which only the last line of the traceback is the model's business.
pub fn bare_error(kind: String, traceback: &str) -> PythonError {
    let last = traceback.lines().last().unwrap_or_default();
    let message = last
        .strip_prefix(&kind)
        .map_or(last, |rest| rest.trim_start_matches([':', ' ']))
        .to_string();
    let traceback = if message.is_empty() {
        format!("{kind}\n")
    } else {
        format!("{kind}: {message}\n")
    };
    PythonError {
        kind,
        message,
        traceback,
    }
}

/// Source past its limit, both in bytes.
pub fn too_long(bytes: usize, limit: usize) -> PythonError {
    let message = format!("the code has {bytes} bytes, at most {limit} are allowed");
    bare_error("MemoryError".into(), &message)
}
