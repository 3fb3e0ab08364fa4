//! The rules of one run: each message of the worker is checked against them.

use std::time::Duration;

use serde_json::{Map, Value};

use super::session::Beside;
use super::{ENVELOPE_BYTES, breach};
use crate::display::Shown;
use crate::sandbox::artifact::{self, Artifact, ArtifactChange, ArtifactName};
use crate::sandbox::limits::Limits;
use crate::sandbox::protocol::{FromWorker, ToWorker};
use crate::sandbox::{
    CodeRun, OutputStream, RunError, RunHost, RunOutcome, Snapshot, ToolCall, ToolFailure,
};

/// One run: what it may still do, and what it has printed.
pub(super) struct Turn {
    run: u32,
    code: CodeRun,
    pub(super) limits: Limits,
    calls: u32,
    /// How many of the calls have ended, as the worker was told.
    ended: u32,
    /// How many it has certainly heard of.
    heard: u32,
    asleep: Option<Asleep>,
    /// All sleeps together, the present one included.
    slept: Duration,
    pub(super) stdout: String,
    pub(super) stderr: String,
    shown: Shown,
    /// What the code did to artifacts.
    pub(super) artifacts: Vec<ArtifactChange>,
    /// What the worker has said of where the session stands; the run's end follows it.
    pub(super) rest: Option<AtRest>,
}

/// Where a session stands after a run, as the worker says.
pub(super) enum AtRest {
    /// As before the run.
    Before,
    /// As in this snapshot.
    As(Snapshot),
}

/// What a checked message asks for.
pub(super) enum Turned {
    Noted,
    Called {
        call: ToolCall,
        /// The code waits for it.
        waits: bool,
    },
    Waiting,
    Sleeping(Duration),
    Ended(RunOutcome),
}

/// How the code sleeps.
struct Asleep {
    time: Duration,
    /// Until another call ends than these many, if that comes first.
    until_call: Option<u32>,
}

impl Turn {
    /// The run of this number, which begins.
    pub(super) fn begin(run: u32, code: CodeRun, limits: Limits) -> Self {
        Self {
            run,
            code,
            limits,
            calls: 0,
            ended: 0,
            heard: 0,
            asleep: None,
            slept: Duration::ZERO,
            stdout: String::new(),
            stderr: String::new(),
            shown: Shown::default(),
            artifacts: Vec::new(),
            rest: None,
        }
    }

    /// Checks a message against the rules of the run.
    pub(super) fn take(
        &mut self,
        message: FromWorker,
        beside: Beside,
        host: &dyn RunHost,
    ) -> Result<Turned, RunError> {
        if self.rest.is_some() && !matches!(message, FromWorker::Ended { .. }) {
            return Err(breach("it went on after it had come to rest"));
        }
        match message {
            FromWorker::Printed { run, stream, text } => {
                self.check_run(run)?;
                self.print(stream, &text)?;
                host.printed(stream, &text);
                Ok(Turned::Noted)
            }
            FromWorker::Displayed { run, display } => {
                self.check_run(run)?;
                if self.shown.add(&display).is_err() {
                    return Err(breach("it showed more than it may"));
                }
                host.displayed(display);
                Ok(Turned::Noted)
            }
            FromWorker::CallTool {
                run,
                call,
                name,
                arguments,
                waits,
            } => {
                self.check_run(run)?;
                let call = self.check_call(call, name, arguments)?;
                Ok(Turned::Called { call, waits })
            }
            FromWorker::Waiting { run } => {
                self.check_run(run)?;
                Ok(Turned::Waiting)
            }
            FromWorker::ArtifactWritten { run, name } => {
                self.check_run(run)?;
                if let Beside::Bytes(bytes) = beside {
                    self.write_artifact(&name, bytes)?;
                }
                Ok(Turned::Noted)
            }
            FromWorker::ArtifactRemoved { run, name } => {
                self.check_run(run)?;
                self.change_artifact(ArtifactChange::Removed { name })?;
                Ok(Turned::Noted)
            }
            FromWorker::Snapshotted { run } => {
                self.check_run(run)?;
                if let Beside::Snapshot(snapshot) = beside {
                    self.rest = Some(AtRest::As(snapshot));
                }
                Ok(Turned::Noted)
            }
            FromWorker::NotRun { run } => {
                self.check_run(run)?;
                self.rest = Some(AtRest::Before);
                Ok(Turned::Noted)
            }
            FromWorker::Sleeping {
                run,
                milliseconds,
                until_call,
            } => {
                self.check_run(run)?;
                self.sleep(milliseconds, until_call).map(Turned::Sleeping)
            }
            FromWorker::Ended { run, outcome } => {
                self.check_run(run)?;
                if matches!(outcome, RunOutcome::Answered { .. }) && !self.code.can_stop {
                    return Err(breach("it answered where no answer was allowed"));
                }
                Ok(Turned::Ended(outcome))
            }
            FromWorker::Exhausted { run, resource } => {
                self.check_run(run)?;
                Err(RunError::LimitExceeded(self.limits.exhausted(resource)))
            }
            FromWorker::Trapped { run, reason } => {
                self.check_run(run)?;
                Err(RunError::Crashed(reason))
            }
            FromWorker::Ready {} | FromWorker::StartFailed { .. } => {
                Err(breach("it said twice that it was started"))
            }
            FromWorker::FilesDone { .. } => {
                Err(breach("it speaks of files in the middle of a run"))
            }
            FromWorker::Restored {} | FromWorker::RestoreFailed { .. } => {
                Err(breach("it speaks of a restore that was not asked for"))
            }
        }
    }

    fn check_run(&self, run: u32) -> Result<(), RunError> {
        if run == self.run {
            Ok(())
        } else {
            Err(RunError::Protocol(format!(
                "a message of run {run} in run {}",
                self.run
            )))
        }
    }

    /// Checks a call against the run's tools and puts its arguments in the order of parameters.
    fn check_call(
        &mut self,
        call: u32,
        name: String,
        mut arguments: Map<String, Value>,
    ) -> Result<ToolCall, RunError> {
        if self.calls >= self.limits.tool_calls {
            return Err(RunError::LimitExceeded(format!(
                "it made more than {} tool calls in one step",
                self.limits.tool_calls
            )));
        }
        self.calls += 1;
        if call != self.calls {
            return Err(RunError::Protocol(format!(
                "tool call {call}, where {} comes next",
                self.calls
            )));
        }
        let Some(stub) = self.code.tools.iter().find(|stub| stub.name == name) else {
            return Err(breach("it called a tool that is not there"));
        };
        let ordered = stub
            .parameters
            .iter()
            .filter_map(|parameter| arguments.remove_entry(&parameter.name))
            .collect();
        if !arguments.is_empty() {
            return Err(RunError::Protocol(format!(
                "an argument that {name} does not have"
            )));
        }
        Ok(ToolCall {
            id: call,
            name,
            arguments: ordered,
        })
    }

    fn write_artifact(&mut self, name: &ArtifactName, bytes: Vec<u8>) -> Result<(), RunError> {
        let artifact = Artifact::from_bytes(name.as_str(), bytes)
            .map_err(|error| RunError::Protocol(error.to_string()))?;
        self.change_artifact(ArtifactChange::Written { artifact })
    }

    /// Notes what was done to an artifact. Of all together the conversation knows the limit.
    fn change_artifact(&mut self, change: ArtifactChange) -> Result<(), RunError> {
        self.artifacts.push(change);
        let written = self.artifacts.iter().map(|change| match change {
            ArtifactChange::Written { artifact } => artifact.text.len(),
            ArtifactChange::Removed { .. } => 0,
        });
        if written.sum::<usize>() > artifact::MAX_BYTES
            || self.artifacts.len() > 2 * artifact::MAX_COUNT
        {
            return Err(breach("it did more to artifacts than code can"));
        }
        Ok(())
    }

    /// Checks a sleep against the limit. The least is a millisecond, so that they come to an end.
    fn sleep(&mut self, milliseconds: u64, until_call: Option<u32>) -> Result<Duration, RunError> {
        let time = Duration::from_millis(milliseconds.max(1));
        self.slept = self.slept.saturating_add(time);
        if self.asleep.is_some() {
            return Err(breach("it spoke in its sleep"));
        }
        if self.slept > self.limits.sleeping {
            return Err(breach("it slept longer than it may"));
        }
        // Else each sleep could be one that is cut short at once and costs nothing.
        if until_call.is_some_and(|seen| seen < self.heard || seen > self.ended) {
            return Err(breach("it counts the ends of its calls in another way"));
        }
        self.asleep = Some(Asleep { time, until_call });
        // The end of a call may have crossed this message on its way.
        Ok(if self.is_cut_short() {
            Duration::ZERO
        } else {
            time
        })
    }

    /// Whether the code sleeps.
    pub(super) fn is_asleep(&self) -> bool {
        self.asleep.is_some()
    }

    /// Whether the code sleeps until a call ends, and one has.
    pub(super) fn is_cut_short(&self) -> bool {
        let until_call = self.asleep.as_ref().and_then(|asleep| asleep.until_call);
        until_call.is_some_and(|seen| self.ended > seen)
    }

    /// What the worker is told when its sleep is over.
    pub(super) fn woken(&mut self) -> ToWorker {
        if self.is_cut_short()
            && let Some(asleep) = &self.asleep
        {
            self.slept = self.slept.saturating_sub(asleep.time);
        }
        self.heard = self.ended;
        self.asleep = None;
        ToWorker::Woken { run: self.run }
    }

    /// What the worker is told when a call has ended.
    pub(super) fn returned(&mut self, call: u32, result: Result<Value, ToolFailure>) -> ToWorker {
        self.ended += 1;
        ToWorker::ToolReturned {
            run: self.run,
            call,
            result: self.bounded(result),
        }
    }

    fn print(&mut self, stream: OutputStream, text: &str) -> Result<(), RunError> {
        if self.stdout.len() + self.stderr.len() + text.len()
            > self.limits.output_bytes + ENVELOPE_BYTES
        {
            return Err(breach("it printed more than it may"));
        }
        match stream {
            OutputStream::Stdout => self.stdout.push_str(text),
            OutputStream::Stderr => self.stderr.push_str(text),
        }
        Ok(())
    }

    /// A tool's result, or a failure in its place when it is too large to cross.
    fn bounded(&self, result: Result<Value, ToolFailure>) -> Result<Value, ToolFailure> {
        let limit = self.limits.message_bytes;
        match result {
            Ok(value) if value.to_string().len() > limit => Err(ToolFailure {
                message: format!("the result is larger than {limit} bytes; ask for less"),
            }),
            other => other,
        }
    }
}
