//! What running code may use up. One value per conversation, resolved from the settings.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Limits on one session's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// How long one run may execute, waiting for tools not counted.
    pub execution: Duration,
    /// How long one run may sleep (`time.sleep`), all its sleeps together. Not execution.
    pub sleeping: Duration,
    /// Tool calls in one run.
    pub tool_calls: u32,
    /// Bytes one run may print, both streams together.
    pub output_bytes: usize,
    /// Bytes of source in one run.
    pub source_bytes: usize,
    /// Bytes of one message across the wall: a call's arguments, a result, an answer.
    pub message_bytes: usize,
    /// Bytes the interpreter's memory may grow to.
    pub memory_bytes: usize,
    /// Bytes all files in Python's file system may take together. They lie in that memory.
    pub file_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            execution: Duration::from_secs(30),
            sleeping: Duration::from_secs(3_600),
            tool_calls: 10_000,
            output_bytes: 4 << 20,
            source_bytes: 1 << 20,
            message_bytes: 16 << 20,
            memory_bytes: 512 << 20,
            file_bytes: 64 << 20,
        }
    }
}
