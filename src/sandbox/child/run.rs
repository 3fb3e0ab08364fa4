//! A run, seen from inside the worker.

use std::collections::HashMap;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use super::displays::Picture;
use super::output::Output;
use crate::display::Shown;
use crate::sandbox::{ArtifactName, RunOutcome, ToolStub};

/// The run that is under way.
pub(super) struct Run {
    pub(super) number: u32,
    pub(super) job: Option<String>,
    pub(super) tools: Vec<String>,
    pub(super) can_stop: bool,
    pub(super) output: Output,
    pub(super) shown: Shown,
    /// Tool calls so far, which is also the last call's id.
    pub(super) calls: u32,
    /// The calls that Python has not seen the end of, with the answer to it once there is one.
    pub(super) unseen: HashMap<u32, Option<String>>,
    /// How many of the calls have ended.
    pub(super) ended: u32,
    /// The call that Python waits for.
    pub(super) awaited: Option<Awaited>,
    /// It asked by `call`.
    pub(super) in_call: bool,
    /// Python sleeps.
    pub(super) asleep: Option<Asleep>,
    /// All its sleeps together.
    pub(super) slept: Duration,
    pub(super) answer: Option<Value>,
    pub(super) outcome: Option<RunOutcome>,
    /// The picture whose bytes are being read.
    pub(super) picture: Option<Picture>,
    /// The artifact whose text is being read.
    pub(super) artifact: Option<ArtifactName>,
}

/// Which call's end Python waits for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Awaited {
    Call(u32),
    Any,
}

/// How Python sleeps.
pub(super) struct Asleep {
    pub(super) time: Duration,
    /// Until another call ends than these many, if that comes first.
    pub(super) until_call: Option<u32>,
}

impl Run {
    /// The run of this number, which begins.
    pub(super) fn begin(number: u32, tools: &[ToolStub], can_stop: bool, output: Output) -> Self {
        Self {
            number,
            job: None,
            tools: tools.iter().map(|tool| tool.name.clone()).collect(),
            can_stop,
            output,
            shown: Shown::default(),
            calls: 0,
            unseen: HashMap::new(),
            ended: 0,
            awaited: None,
            in_call: false,
            asleep: None,
            slept: Duration::ZERO,
            answer: None,
            outcome: None,
            picture: None,
            artifact: None,
        }
    }

    /// Whether Python has said how it ended.
    pub(super) fn has_ended(&self) -> bool {
        self.outcome.is_some() || self.answer.is_some()
    }
}

/// What Python is to run.
#[derive(Serialize)]
pub(super) struct Job<'run> {
    pub(super) run: u32,
    pub(super) file_name: &'run str,
    /// As the model wrote it, for tracebacks.
    pub(super) source: &'run str,
    /// What is executed.
    pub(super) lowered: &'run str,
    pub(super) tools: &'run [ToolStub],
    /// Characters that the `repr` of a value, a message and a traceback may have each.
    pub(super) text_limit: usize,
    /// Bytes that files may take.
    pub(super) file_limit: usize,
    /// Bytes that artifacts may take, and how many there may be.
    pub(super) artifact_limit: usize,
    pub(super) artifact_count: usize,
    /// What is added to a `MemoryError`.
    pub(super) memory_advice: String,
}
