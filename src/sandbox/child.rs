//! The worker's side of a session: reads the page's messages, answers what Python asks of its
//! host, and sends what is to be told. Knows neither how messages travel nor how Python is run.
//!
//! Python asks by an operation and a text, and gets a JSON text `[true, value]` or
//! `[false, reason]`:
//!
//! | operation | text | answer |
//! |---|---|---|
//! | `job` | | what to run: a [`Job`] |
//! | `start` | `{"name", "arguments"}` | the id of a tool call that is now under way |
//! | `wait` | a call's id | the call's result, or its failure |
//! | `sleep` | milliseconds | `null` when they have passed |
//! | `lower` | `{"source", "file_name", "mode"}`, mode `exec` or `eval` | the source rewritten; refused with a [`PythonError`] |
//! | `module` | a dotted name | the library's module `{"source", "package"}`, or `null` |
//! | `native` | a function's name, a line break, its request | its answer |
//! | `answer` | the final answer | `null`, or why the run cannot be finished |
//! | `end` | a [`RunOutcome`] | `null` |

mod bare_error;
mod language;
mod output;
mod reply;

pub use language::{Language, LibraryModule, SourceKind};
pub use reply::Reply;

use std::collections::HashMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::limits::{Limits, Resource};
use super::protocol::{
    Envelope, FromWorker, Message, ProtocolError, ToWorker, decode, decode_first, encode,
};
use super::{OutputStream, RunOutcome, Snapshot, ToolFailure, ToolStub};
use bare_error::{bare_error, too_long};
use output::{Batch, Output};

/// The message that opens a session is small: it holds the limits.
const FIRST_MESSAGE_BYTES: usize = 64 << 10;

/// A session, seen from inside the worker.
pub struct Child {
    nonce: String,
    limits: Limits,
    language: Box<dyn Language>,
    post: Box<dyn Fn(Message)>,
    run: Option<Run>,
    /// The session cannot go on; nothing more is said or taken.
    broken: bool,
}

/// The run that is under way.
struct Run {
    number: u32,
    job: Option<String>,
    tools: Vec<String>,
    can_stop: bool,
    output: Output,
    /// Tool calls so far, which is also the last call's id.
    calls: u32,
    /// The calls that Python has not seen the end of, with the answer to it once there is one.
    unseen: HashMap<u32, Option<String>>,
    /// The call that Python waits for.
    awaited: Option<u32>,
    /// Python sleeps.
    asleep: bool,
    /// All its sleeps together.
    slept: Duration,
    answer: Option<Value>,
    outcome: Option<RunOutcome>,
}

/// What Python is to run.
#[derive(Serialize)]
struct Job<'run> {
    run: u32,
    file_name: &'run str,
    /// As the model wrote it, for tracebacks.
    source: &'run str,
    /// What is executed.
    lowered: &'run str,
    tools: &'run [ToolStub],
    /// Characters that the `repr` of a value, a message and a traceback may have each.
    text_limit: usize,
    /// Bytes that files may take.
    file_limit: usize,
    /// What is added to a `MemoryError`.
    memory_advice: String,
}

#[derive(Deserialize)]
struct LowerRequest {
    source: String,
    file_name: String,
    mode: SourceKind,
}

#[derive(Deserialize)]
struct CallRequest {
    name: String,
    arguments: Map<String, Value>,
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
            Ok(ToWorker::Run { .. } | ToWorker::Restore {}) if self.run.is_some() => {
                "code is running already".into()
            }
            Ok(ToWorker::Restore {}) => match message.bytes {
                Some(bytes) => return Received::Restore(bytes),
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
        let run = self.run.insert(Run {
            number,
            job: None,
            tools: tools.iter().map(|tool| tool.name.clone()).collect(),
            can_stop,
            output: Output::new(self.limits.output_bytes),
            calls: 0,
            unseen: HashMap::new(),
            awaited: None,
            asleep: false,
            slept: Duration::ZERO,
            answer: None,
            outcome: None,
        });
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
        if run.awaited == Some(call) {
            run.awaited = None;
            run.unseen.remove(&call);
            return Received::Resume(text);
        }
        *end = Some(text);
        if run.awaited.is_some() || run.asleep {
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

    /// Python asks something of its host.
    pub fn asked(&mut self, operation: &str, text: &str) -> Reply {
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        match operation {
            "job" => match run.job.take() {
                Some(job) => Reply::Now(job),
                None => Reply::refusal("the job was taken"),
            },
            "start" => self.start_call(text),
            "wait" => self.wait_for_call(text),
            "sleep" => self.sleep(text),
            "lower" => self.lower(text),
            "module" => match self.language.module(text) {
                Ok(module) => Reply::value(module),
                Err(error) => Reply::refused(error),
            },
            "native" => {
                let (function, request) = text.split_once('\n').unwrap_or((text, "null"));
                Reply::native(self.language.native(function, request))
            }
            "answer" if !run.can_stop => Reply::refusal(
                "final_answer: the run cannot be finished in this step; go on, and call it in a later one",
            ),
            "answer" => match serde_json::from_str(text) {
                Ok(value) => {
                    run.answer = Some(value);
                    Reply::value(())
                }
                Err(error) => Reply::refusal(&format!("final_answer: not plain data: {error}")),
            },
            "end" => match serde_json::from_str(text) {
                Ok(RunOutcome::Answered { .. }) | Err(_) => Reply::refusal("not an end"),
                Ok(outcome) => {
                    run.outcome = Some(outcome);
                    Reply::value(())
                }
            },
            _ => Reply::refusal("no such operation"),
        }
    }

    /// Python asks with a text that is too long to be read.
    pub fn asked_too_much(&self, bytes: usize) -> Reply {
        Reply::refusal(&format!(
            "{bytes} bytes are too many, at most {} can be sent at once",
            self.limits.message_bytes
        ))
    }

    fn lower(&self, text: &str) -> Reply {
        let request: LowerRequest = match serde_json::from_str(text) {
            Ok(request) => request,
            Err(error) => return Reply::refusal(&format!("no source: {error}")),
        };
        let (bytes, limit) = (request.source.len(), self.limits.source_bytes);
        let lowered = if bytes > limit {
            Err(too_long(bytes, limit))
        } else {
            self.language
                .lower(&request.source, &request.file_name, request.mode)
        };
        match lowered {
            Ok(lowered) => Reply::value(lowered),
            Err(error) => Reply::refused(error),
        }
    }

    fn start_call(&mut self, text: &str) -> Reply {
        let limit = self.limits.tool_calls;
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        let request: CallRequest = match serde_json::from_str(text) {
            Ok(request) => request,
            Err(error) => {
                return Reply::refusal(&format!("the arguments are not plain data: {error}"));
            }
        };
        if !run.tools.contains(&request.name) {
            return Reply::refusal(&format!("{} is not a tool of this step", request.name));
        }
        if run.calls >= limit {
            return Reply::refusal(&format!("a step may make {limit} tool calls"));
        }
        run.calls += 1;
        run.unseen.insert(run.calls, None);
        let (number, call) = (run.number, run.calls);
        self.flush();
        self.send(FromWorker::CallTool {
            run: number,
            call,
            name: request.name,
            arguments: request.arguments,
        });
        Reply::value(call)
    }

    fn wait_for_call(&mut self, text: &str) -> Reply {
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        let Some((call, end)) = text
            .parse()
            .ok()
            .and_then(|call| Some((call, run.unseen.get_mut(&call)?)))
        else {
            return Reply::refusal("no such tool call is under way");
        };
        if let Some(end) = end.take() {
            run.unseen.remove(&call);
            return Reply::Now(end);
        }
        run.awaited = Some(call);
        let number = run.number;
        self.flush();
        self.send(FromWorker::Waiting { run: number });
        Reply::Later
    }

    /// The number of the run that is under way.
    pub fn run_number(&self) -> Option<u32> {
        self.run.as_ref().map(|run| run.number)
    }

    /// The interpreter rests after the job, in this state. Before [`Child::executed`].
    pub fn rested(&mut self, snapshot: Snapshot) {
        self.flush();
        if let Some(run) = self.run_number() {
            self.send_beside(FromWorker::Snapshotted { run }, Some(snapshot.into_bytes()));
        }
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

    fn sleep(&mut self, text: &str) -> Reply {
        let limit = self.limits.sleeping;
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        let Ok(milliseconds) = text.parse() else {
            return Reply::refusal("sleep length is not a number of milliseconds that fits");
        };
        let slept = run
            .slept
            .saturating_add(Duration::from_millis(milliseconds));
        if slept > limit {
            return Reply::refusal(&format!(
                "a step may sleep {} s in all; sleep less, or go on in another step",
                limit.as_secs()
            ));
        }
        run.slept = slept;
        run.asleep = true;
        let number = run.number;
        self.flush();
        self.send(FromWorker::Sleeping {
            run: number,
            milliseconds,
        });
        Reply::Later
    }

    fn woken(&mut self, number: u32) -> Received {
        match &mut self.run {
            Some(run) if run.number == number && run.asleep => {
                run.asleep = false;
                Received::Resume(reply::text(true, ()))
            }
            _ => Received::Nothing,
        }
    }

    /// The interpreter is through with the job. Tells the page, and no more of this run.
    pub fn executed(&mut self, executed: Executed) {
        self.flush();
        let run = self.run.take();
        let number = run.as_ref().map_or(0, |run| run.number);
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
            Executed::Returned => reported.unwrap_or_else(|| RunOutcome::Raised {
                error: bare_error("RuntimeError".into(), "the code's end was not reported"),
            }),
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
