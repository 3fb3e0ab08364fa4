//! What Python is answered when it asks its host.

use serde::Serialize;

/// The answer to what Python asks of its host.
#[derive(Debug, PartialEq, Eq)]
pub enum Reply {
    /// Here it is.
    Now(String),
    /// Python is to wait until [`Received::Resume`](super::Received::Resume).
    Later,
    /// Here it is, to be put at this address of the interpreter's memory.
    Write {
        /// Where.
        address: u32,
        /// What.
        bytes: Vec<u8>,
    },
    /// What is at this address of the interpreter's memory is to be given to
    /// [`Child::read`](super::Child::read).
    Read {
        /// Where.
        address: u32,
        /// How much.
        length: u32,
    },
}

impl Reply {
    /// `[true, value]`.
    pub fn value<Value: Serialize>(value: Value) -> Self {
        Self::Now(text(true, value))
    }

    /// `[false, reason]`.
    pub fn refusal(reason: &str) -> Self {
        Self::refused(reason)
    }

    /// `[false, reason]`, of a reason with parts.
    pub(super) fn refused<Reason: Serialize>(reason: Reason) -> Self {
        Self::Now(text(false, reason))
    }

    /// The answer of a native function, which is JSON already.
    pub(super) fn native(answer: Result<String, String>) -> Self {
        match answer {
            Ok(value) => Self::Now(format!("[true,{value}]")),
            Err(reason) => Self::refusal(&reason),
        }
    }
}

/// The JSON text that our Python expects.
pub(super) fn text<Content: Serialize>(succeeded: bool, content: Content) -> String {
    serde_json::to_string(&(succeeded, content))
        .unwrap_or_else(|_| r#"[false, "the answer cannot be written as JSON"]"#.into())
}
