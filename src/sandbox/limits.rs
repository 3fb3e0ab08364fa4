//! What running code may use up, and what is said when it has. One value per conversation,
//! resolved from the settings.

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

/// What code can use up such that nothing but ending the session helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// [`Limits::memory_bytes`].
    Memory,
    /// The engine's own stack.
    Stack,
}

impl Limits {
    /// What was used up and what to do, for the user and the model.
    pub fn exhausted(&self, resource: Resource) -> String {
        match resource {
            Resource::Memory => format!("memory ran out: {}", self.memory_advice()),
            Resource::Stack => {
                "the stack ran out: data nested thousands of levels deep was printed, compared or \
                 copied, a regular expression backtracked too far, or calls were nested too \
                 deeply; use flatter data, a simpler pattern or a loop"
                    .into()
            }
        }
    }

    /// How much memory there is and how to do with it, for the user and the model.
    pub fn memory_advice(&self) -> String {
        format!(
            "Python may use {} MB, and what it no longer needs is given back between steps, not \
             within one; work on smaller pieces, in several steps",
            self.memory_bytes >> 20
        )
    }
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
