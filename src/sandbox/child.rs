//! The worker's side of a session: reads the page's messages, answers what Python asks of its
//! host, and sends what is to be told. Knows neither how messages travel nor how Python is run.
//!
//! What Python may ask is listed in `child/asked.rs`.

mod artifacts;
mod asked;
mod bare_error;
mod displays;
mod filing;
mod language;
mod output;
mod reply;
mod run;

pub use language::{Language, LibraryModule, SourceKind};
pub use reply::Reply;

use std::time::Duration;

use serde_json::Value;

use super::artifact;
use super::limits::{Limits, Resource};
use super::protocol::{
    Envelope, FromWorker, Message, ProtocolError, ToWorker, decode, decode_first, encode,
};
use super::{OutputStream, RunOutcome, Snapshot, ToolFailure, ToolStub};
use bare_error::{bare_error, too_long};
use filing::Filing;
use output::{Batch, Output};
use run::{Asleep, Awaited, Job, Run};

/// The message that opens a session is small: it holds the limits.
const FIRST_MESSAGE_BYTES: usize = 64 << 10;

/// A session, seen from inside the worker.
pub struct Child {
    nonce: String,
    limits: Limits,
    language: Box<dyn Language>,
    post: Box<dyn Fn(Message)>,
    run: Option<Run>,
    filing: Option<Filing>,
    /// The last snapshot that the page was told, unless one was taken up since.
    told: Option<Snapshot>,
    /// The session cannot go on; nothing more is said or taken.
    broken: bool,
}

/// What is to be done after a message from the page.
#[derive(Debug, PartialEq, Eq)]
pub enum Received {
    /// Let the interpreter run the job; [`Child::executed`] is called at its end.
    Execute,
    /// Let the interpreter take up a snapshot; [`Child::restored`] is called at its end.
    Restore(Vec<u8>),
    /// Give this to Python, which waits for it.
    Resume(String),
    /// Nothing.
    Nothing,
}

/// How the interpreter came out of a run.
#[derive(Debug, PartialEq, Eq)]
pub enum Executed {
    /// As it should.
    Returned,
    /// With an exception that our own Python did not catch: most often there was no memory left to
    /// report one with. The class and the traceback, as MicroPython prints it.
    Raised {
        /// The class.
        kind: String,
        /// The traceback.
        traceback: String,
    },
    /// It used up what the session cannot go on without.
    Exhausted(Resource),
    /// It broke. What the engine said.
    Trapped(String),
}

impl Child {
    /// Of the session that the first message opens.
    ///
    /// # Errors
    /// [`ProtocolError`] when the message is anything but [`ToWorker::Start`].
    pub fn open(
        first: &str,
        language: Box<dyn Language>,
        post: Box<dyn Fn(Message)>,
    ) -> Result<Self, ProtocolError> {
        let envelope: Envelope<ToWorker> = decode_first(first, FIRST_MESSAGE_BYTES)?;
        let ToWorker::Start { limits } = envelope.body else {
            return Err(ProtocolError::Malformed("first and not Start"));
        };
        Ok(Self {
            nonce: envelope.nonce,
            limits,
            language,
            post,
            run: None,
            filing: None,
            told: None,
            broken: false,
        })
    }

    /// The session's limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Says that the interpreter is up, or why it is not.
    pub fn started(&self, result: Result<(), String>) {
        self.send(match result {
            Ok(()) => FromWorker::Ready {},
            Err(reason) => FromWorker::StartFailed { reason },
        });
    }

    /// Takes a message from the page. One that is not of the protocol ends the session.
    pub fn receive(&mut self, message: Message) -> Received {
        if self.broken {
            return Received::Nothing;
        }
        // The page is trusted; the bound is there to find mistakes before memory runs out.
        let limit = self.limits.message_bytes.saturating_mul(2);
        let problem = match decode(&self.nonce, &message.text, limit) {
            Ok(ToWorker::Start { .. }) => "it was started twice".to_string(),
            Ok(ToWorker::Run { .. } | ToWorker::Restore {} | ToWorker::Files { .. })
                if self.run.is_some() || self.filing.is_some() =>
            {
                "code is running already".into()
            }
            Ok(ToWorker::Files { run, operation }) => {
                return self.begin_filing(run, operation, message.bytes);
            }
            Ok(ToWorker::Restore {}) => match message.bytes {
                Some(bytes) => {
                    self.told = None;
                    return Received::Restore(bytes);
                }
                None => "there is nothing to restore".into(),
            },
            Ok(ToWorker::Run {
                run,
                source,
                file_name,
                tools,
                can_stop,
            }) => return self.begin(run, &source, &file_name, &tools, can_stop),
            Ok(ToWorker::Woken { run }) => return self.woken(run),
            Ok(ToWorker::ToolReturned { run, call, result }) => {
                return self.tool_returned(run, call, result);
            }
            Err(error) => error.to_string(),
        };
        self.executed(Executed::Trapped(format!(
            "a message was refused: {problem}"
        )));
        Received::Nothing
    }

    fn begin(
        &mut self,
        number: u32,
        source: &str,
        file_name: &str,
        tools: &[ToolStub],
        can_stop: bool,
    ) -> Received {
        let output = Output::new(self.limits.output_bytes);
        let run = self.run.insert(Run::begin(number, tools, can_stop, output));
        let lowered = if source.len() > self.limits.source_bytes {
            Err(too_long(source.len(), self.limits.source_bytes))
        } else {
            self.language.lower(source, file_name, SourceKind::Step)
        };
        match lowered {
            Ok(lowered) => {
                let job = Job {
                    run: number,
                    file_name,
                    source,
                    lowered: &lowered,
                    tools,
                    text_limit: self.limits.message_bytes / 16,
                    file_limit: self.limits.file_bytes,
                    artifact_limit: artifact::MAX_BYTES,
                    artifact_count: artifact::MAX_COUNT,
                    memory_advice: self.limits.memory_advice(),
                };
                run.job = Some(reply::text(true, &job));
                Received::Execute
            }
            Err(error) => {
                run.outcome = Some(RunOutcome::Raised { error });
                self.send(FromWorker::NotRun { run: number });
                self.executed(Executed::Returned);
                Received::Nothing
            }
        }
    }

    fn tool_returned(
        &mut self,
        number: u32,
        call: u32,
        result: Result<Value, ToolFailure>,
    ) -> Received {
        // A call may come to its end after its run, which nobody waits for any more.
        let Some(run) = self.run.as_mut().filter(|run| run.number == number) else {
            return Received::Nothing;
        };
        let Some(end @ None) = run.unseen.get_mut(&call) else {
            return Received::Nothing;
        };
        let text = match &result {
            Ok(value) => reply::text(true, value),
            Err(failure) => reply::text(false, &failure.message),
        };
        run.ended += 1;
        if run.awaited == Some(Awaited::Call(call)) {
            run.awaited = None;
            run.unseen.remove(&call);
            return Received::Resume(if std::mem::take(&mut run.in_call) {
                format!("[true,{text}]")
            } else {
                text
            });
        }
        *end = Some(text);
        if run.awaited == Some(Awaited::Any) {
            run.awaited = None;
            return Received::Resume(reply::text(true, true));
        }
        let sleeps_on = |asleep: &Asleep| asleep.until_call.is_none();
        if run.awaited.is_some() || run.asleep.as_ref().is_some_and(sleeps_on) {
            // The page counts execution time from a tool's return on, unless told otherwise.
            self.send(FromWorker::Waiting { run: number });
        }
        Received::Nothing
    }

    /// How many bytes of a print are worth reading; see [`Child::printed`].
    pub fn output_wanted(&self) -> usize {
        self.run.as_ref().map_or(0, |run| run.output.wanted())
    }

    /// The code printed something, `now` after any fixed time.
    pub fn printed(&mut self, stream: OutputStream, bytes: &[u8], now: Duration) {
        if let Some(run) = &mut self.run {
            let (number, batches) = (run.number, run.output.print(stream, bytes, now));
            self.send_output(number, batches);
        }
    }

    /// The number of what was executed, if it has left the session changed and whole: then a
    /// snapshot is due.
    pub fn changed(&self, executed: &Executed) -> Option<u32> {
        let whole = match executed {
            Executed::Returned => self.run.as_ref().is_none_or(Run::has_ended),
            Executed::Raised { .. } => true,
            Executed::Exhausted(_) | Executed::Trapped(_) => false,
        };
        let run = self.run.as_ref().map(|run| run.number);
        run.or_else(|| self.changing_files()).filter(|_| whole)
    }

    /// The interpreter rests after the job, in this state. Before [`Child::executed`].
    pub fn rested(&mut self, run: u32, snapshot: Snapshot) {
        self.flush();
        let bytes = snapshot.difference(self.told.as_ref());
        self.told = Some(snapshot);
        self.send_beside(FromWorker::Snapshotted { run }, Some(bytes));
    }

    /// The interpreter has taken up a snapshot, or could not.
    pub fn restored(&mut self, result: Result<(), String>) {
        match result {
            Ok(()) => self.send(FromWorker::Restored {}),
            Err(reason) => {
                self.send(FromWorker::RestoreFailed { reason });
                self.broken = true;
            }
        }
    }

    fn woken(&mut self, number: u32) -> Received {
        let Some(run) = self.run.as_mut().filter(|run| run.number == number) else {
            return Received::Nothing;
        };
        let Some(Asleep { time, until_call }) = run.asleep.take() else {
            return Received::Nothing;
        };
        let Some(seen) = until_call else {
            return Received::Resume(reply::text(true, ()));
        };
        let is_cut_short = run.ended > seen;
        if is_cut_short {
            // There are only so many calls.
            run.slept = run.slept.saturating_sub(time);
        }
        Received::Resume(reply::text(true, is_cut_short))
    }

    /// The interpreter is through with the job. Tells the page, and no more of this run.
    pub fn executed(&mut self, executed: Executed) {
        self.flush();
        if let Some(filing) = self.filing.take() {
            return self.filed(filing, executed);
        }
        let run = self.run.take();
        let number = run.as_ref().map_or(0, |run| run.number);
        // Our Python always reports an end. Without it the session can run nothing any more.
        let executed = match executed {
            Executed::Returned if !run.as_ref().is_some_and(Run::has_ended) => {
                Executed::Trapped("the code has replaced what reports its end".into())
            }
            other => other,
        };
        let (answer, reported) = run.map_or((None, None), |run| (run.answer, run.outcome));
        let outcome = match executed {
            Executed::Trapped(reason) => {
                self.send(FromWorker::Trapped {
                    run: number,
                    reason,
                });
                self.broken = true;
                return;
            }
            Executed::Exhausted(resource) => {
                self.send(FromWorker::Exhausted {
                    run: number,
                    resource,
                });
                self.broken = true;
                return;
            }
            Executed::Raised { kind, traceback } => RunOutcome::Raised {
                error: bare_error(kind, &traceback),
            },
            Executed::Returned => reported.unwrap_or(RunOutcome::Completed { repr: None }),
        };
        // An answer stands, whatever the code did after it.
        let outcome = answer.map_or(outcome, |value| RunOutcome::Answered { value });
        self.send(FromWorker::Ended {
            run: number,
            outcome,
        });
    }

    /// Sends what was printed.
    fn flush(&mut self) {
        if let Some(run) = &mut self.run {
            let (number, batches) = (run.number, run.output.flush());
            self.send_output(number, batches);
        }
    }

    fn send_output(&self, run: u32, batches: Vec<Batch>) {
        for Batch { stream, text } in batches {
            self.send(FromWorker::Printed { run, stream, text });
        }
    }

    fn send(&self, message: FromWorker) {
        self.send_beside(message, None);
    }

    fn send_beside(&self, message: FromWorker, bytes: Option<Vec<u8>>) {
        if self.broken {
            return;
        }
        let text = encode(&self.nonce, &message);
        (self.post)(Message { text, bytes });
    }
}

#[cfg(test)]
#[path = "child/child_tests.rs"]
mod tests;
