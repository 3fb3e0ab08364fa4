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
        Self::Now(text(Ok(value)))
    }

    /// `[false, reason]`.
    pub fn refusal(reason: &str) -> Self {
        Self::Now(text(Err::<(), _>(reason)))
    }
}

/// The JSON text that our Python expects.
pub(super) fn text<Value: Serialize>(content: Result<Value, &str>) -> String {
    let text = match content {
        Ok(value) => serde_json::to_string(&(true, value)),
        Err(reason) => serde_json::to_string(&(false, reason)),
    };
    text.unwrap_or_else(|_| r#"[false, "the answer cannot be written as JSON"]"#.into())
}
