//! Functions of the Python library that are Rust: those that are slow or large in Python. They
//! keep nothing between two calls that an answer depends on, so that a snapshot is the whole
//! session.

mod bytes;
mod error;
mod hash;
mod regex;
mod repr;
mod unicode;
mod zlib;

pub use error::NativeError;
pub(super) use repr::repr;
pub(super) use unicode::is_printable;

/// Calls a native function: its name and a request, as JSON. The answer is JSON too; none when
/// there is no such function.
pub fn call(operation: &str, request: &str) -> Option<Result<String, NativeError>> {
    let (module, _) = operation.split_once('.')?;
    match module {
        "bytes" => bytes::call(operation, request),
        "hash" => hash::call(operation, request),
        "re" => regex::call(operation, request),
        "unicode" => unicode::call(operation, request),
        "zlib" => zlib::call(operation, request),
        _ => None,
    }
}
