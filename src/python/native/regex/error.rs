//! What Python raises for a pattern, a template or a search that cannot be.

use serde::Serialize;

/// The class of the exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ErrorKind {
    /// `re.error`, which has a position in the pattern or template.
    #[serde(rename = "error")]
    Pattern,
    /// `OverflowError`.
    #[serde(rename = "OverflowError")]
    Overflow,
    /// `ValueError`.
    #[serde(rename = "ValueError")]
    Value,
    /// `IndexError`.
    #[serde(rename = "IndexError")]
    Index,
    /// `RecursionError`.
    #[serde(rename = "RecursionError")]
    Recursion,
    /// `MemoryError`.
    #[serde(rename = "MemoryError")]
    Memory,
}

/// An exception of `re`, in CPython's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct RegexError {
    /// Its class.
    pub kind: ErrorKind,
    /// Without the position.
    pub message: String,
    /// Where in the pattern or template, in characters.
    pub position: Option<usize>,
}

impl RegexError {
    /// A fault of the pattern or template, at a place.
    pub fn at(position: usize, message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Pattern,
            message: message.into(),
            position: Some(position),
        }
    }

    /// Anything without a place.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            position: None,
        }
    }
}

/// The result of reading or running a pattern.
pub type Result<T> = std::result::Result<T, RegexError>;
