//! The page's side of the sandbox: starts workers, keeps the deadline, checks every message, ends
//! a worker that runs away or lies, and has the next one take over from where the session stood.
//! Knows no transport.

mod session;
mod stopwatch;

use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::FutureExt;
use futures::StreamExt;
use futures::future::LocalBoxFuture;
use futures::stream::FuturesUnordered;
use serde_json::{Map, Value};

use super::limits::Limits;
use super::protocol::{FromWorker, Message, ToWorker};
use super::{
    CARRIED_OVER, CodeRun, CodeRunner, OutputStream, PythonError, RunError, RunHost, RunOutcome,
    RunReport, Snapshot, ToolCall, ToolFailure,
};
use crate::platform::clock::Clock;
use session::{Session, SettleError};
use stopwatch::Stopwatch;

/// A run that lasts so long has a worker started beside it that can take over at once. Most runs
/// are shorter, and cost no second worker.
const STANDBY_AFTER: Duration = Duration::from_secs(1);

/// What a message may hold beside the content that [`Limits::message_bytes`] bounds.
const ENVELOPE_BYTES: usize = 64 << 10;

/// One live worker, seen from outside. Dropping it ends the worker at once, whatever it is doing.
#[async_trait(?Send)]
pub trait WorkerLink {
    /// Sends a message. Messages sent before the worker is up are delivered once it is.
    fn post(&self, message: Message);

    /// The next message from the worker, in order. A dropped call loses no message.
    ///
    /// # Errors
    /// A reason for the user when the worker could not be started or has died. Nothing follows.
    async fn receive(&mut self) -> Result<Message, String>;
}

/// Starts workers.
pub trait WorkerSpawner {
    /// Starts a worker in the background and sends it the first message, with the interpreter's
    /// bytes beside it. Returns at once; a failure to start arrives through
    /// [`WorkerLink::receive`].
    fn spawn(&self, first_message: String) -> Box<dyn WorkerLink>;

    /// A fresh random nonce, at least 128 bits.
    fn nonce(&self) -> String;
}

/// Runs code in a worker that it may end at any moment, and has the next one go on from where the
/// session stood before.
pub struct Supervisor {
    spawner: Rc<dyn WorkerSpawner>,
    clock: Rc<dyn Clock>,
    limits: Limits,
    session: Option<Session>,
    /// A fresh worker that is ready to take over.
    standby: Option<Session>,
    /// Where the session stood when it last rested.
    rest: Rest,
    /// The number of the session, see [`CodeRunner::session`].
    number: u32,
    /// Why the last snapshot was not taken up, if it was not.
    refusal: Option<String>,
}

/// The state of a session between two runs.
enum Rest {
    /// Nothing has run.
    Fresh,
    /// As in this snapshot.
    At(Snapshot),
    /// Too large to be copied: lost if the worker is.
    Uncopied,
}

impl Supervisor {
    /// A supervisor without a worker yet: see [`Supervisor::prepare`].
    pub fn new(spawner: Rc<dyn WorkerSpawner>, clock: Rc<dyn Clock>, limits: Limits) -> Self {
        Self {
            spawner,
            clock,
            limits,
            session: None,
            standby: None,
            rest: Rest::Fresh,
            number: 1,
            refusal: None,
        }
    }

    /// Has a worker started in the background and taken to where the session stands, so that the
    /// next run finds it warm.
    pub fn prepare(&mut self) {
        if self.session.is_none() {
            let standby = self.standby.take();
            let mut session = standby.unwrap_or_else(|| self.start());
            if let Rest::At(snapshot) = &self.rest {
                session.restore(snapshot.clone());
            }
            self.session = Some(session);
        }
    }

    /// Waits until the worker is up and where the session stands. Where that cannot be restored,
    /// the session is a new one.
    ///
    /// # Errors
    /// [`RunError::Unavailable`] or [`RunError::Protocol`]; the next call starts another worker.
    pub async fn ready(&mut self) -> Result<(), RunError> {
        loop {
            self.prepare();
            let Some(session) = self.session.as_mut() else {
                return Err(RunError::Unavailable("it has already ended".into()));
            };
            // The session stays in its place meanwhile: this future may be dropped.
            let settled = session.settle(&*self.clock, self.limits.message_bytes);
            let Err(failure) = settled.await else {
                return Ok(());
            };
            self.session = None;
            match failure {
                SettleError::Start(error) => return Err(error),
                SettleError::Restore(reason) => {
                    tracing::warn!(reason, "the Python session could not be restored");
                    self.refusal = Some(reason);
                    self.lose();
                }
            }
        }
    }

    /// As [`CodeRunner::restore`], in the background: where it turns out not to fit, the session
    /// has another number than [`CARRIED_OVER`].
    pub fn carry_over(&mut self, snapshot: Snapshot) {
        // A worker in which nothing has run is as good as a fresh one.
        if !matches!(self.rest, Rest::Fresh) {
            self.session = None;
        }
        if let Some(session) = &mut self.session {
            session.restore(snapshot.clone());
        }
        self.rest = Rest::At(snapshot);
        self.number = CARRIED_OVER;
        self.prepare();
    }

    /// The limits for sessions started from now on.
    pub fn set_limits(&mut self, limits: Limits) {
        if limits != self.limits {
            self.standby = None;
        }
        self.limits = limits;
    }

    fn start(&self) -> Session {
        Session::start(&*self.spawner, &self.limits)
    }

    /// The names of the session are gone.
    fn lose(&mut self) {
        self.rest = Rest::Fresh;
        self.number += 1;
    }
}

#[async_trait(?Send)]
impl CodeRunner for Supervisor {
    async fn run(&mut self, code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
        if code.source.len() > self.limits.source_bytes {
            return Ok(too_long(code.source.len(), self.limits.source_bytes));
        }
        self.ready().await?;
        // From here on the worker is worth keeping only if the run comes to its own end. On every
        // other way out, a dropped future included, the guard has its successor take over.
        let session = self.session.take();
        let mut guard = Replacement {
            supervisor: self,
            session,
        };
        let (report, rest) = guard.run(code, host).await?;
        guard.keep(rest);
        Ok(report)
    }

    async fn session(&mut self) -> u32 {
        let waits = match (&self.session, &self.rest) {
            (Some(session), _) => session.is_restoring(),
            (None, rest) => matches!(rest, Rest::At(_)),
        };
        if waits && let Err(error) = self.ready().await {
            // Whoever runs code next is told; the snapshot is tried again then.
            tracing::warn!(%error, "no sandbox to restore the session in");
        }
        self.number
    }

    fn snapshot(&self) -> Option<Snapshot> {
        match &self.rest {
            Rest::At(snapshot) => Some(snapshot.clone()),
            Rest::Fresh | Rest::Uncopied => None,
        }
    }

    async fn restore(&mut self, snapshot: Snapshot) -> Result<(), RunError> {
        self.carry_over(snapshot);
        self.refusal = None;
        self.ready().await?;
        match self.refusal.take() {
            None => Ok(()),
            Some(reason) => Err(RunError::NotRestored(reason)),
        }
    }
}

/// Holds the session while code runs; dropped with the session still inside, it ends the worker
/// and has the next take over from where this one stood before the run.
struct Replacement<'a> {
    supervisor: &'a mut Supervisor,
    session: Option<Session>,
}

impl Drop for Replacement<'_> {
    fn drop(&mut self) {
        if self.session.take().is_none() {
            return;
        }
        if matches!(self.supervisor.rest, Rest::Uncopied) {
            self.supervisor.lose();
        }
        self.supervisor.prepare();
    }
}

impl Replacement<'_> {
    fn keep(mut self, rest: Option<Rest>) {
        self.supervisor.session = self.session.take();
        if let Some(rest) = rest {
            self.supervisor.rest = rest;
        }
    }

    /// Runs the code to its end: the report, and where the session stands now unless it is where
    /// it was.
    async fn run(
        &mut self,
        code: CodeRun,
        host: &dyn RunHost,
    ) -> Result<(RunReport, Option<Rest>), RunError> {
        let Self {
            supervisor,
            session,
        } = self;
        let limits = supervisor.limits.clone();
        let clock = supervisor.clock.clone();
        let Some(session) = session.as_mut() else {
            return Err(RunError::Unavailable("it has already ended".into()));
        };
        let run = session.next_run();
        session.post(&ToWorker::Run {
            run,
            source: code.source.clone(),
            file_name: code.file_name.clone(),
            tools: code.tools.clone(),
            can_stop: code.can_stop,
        });
        let mut turn = Turn {
            run,
            code,
            limits,
            calls: 0,
            asleep: false,
            slept: Duration::ZERO,
            stdout: String::new(),
            stderr: String::new(),
            rest: None,
        };
        let mut standby_due = clock
            .sleep(STANDBY_AFTER.min(turn.limits.execution / 2))
            .fuse();
        let mut stopwatch = Stopwatch::start(clock.clone(), turn.limits.execution);
        let mut under_way: FuturesUnordered<LocalBoxFuture<'_, _>> = FuturesUnordered::new();
        loop {
            // The deadline comes first: a flood of messages must not hide it.
            let (message, bytes) = futures::select_biased! {
                () = &mut stopwatch.deadline => {
                    return Err(RunError::Deadline { limit: turn.limits.execution });
                }
                () = &mut standby_due => {
                    if supervisor.standby.is_none() {
                        supervisor.standby = Some(supervisor.start());
                    }
                    continue;
                }
                over = under_way.select_next_some() => {
                    session.post(&turn.over(over));
                    stopwatch.resume();
                    continue;
                }
                message = session.receive(turn.limits.message_bytes).fuse() => message?,
            };
            match turn.take(message, bytes, host)? {
                Turned::Noted => {}
                Turned::Called(call) => {
                    let id = call.id;
                    let result = host.call_tool(call);
                    under_way.push(async move { Over::Call(id, result.await) }.boxed_local());
                }
                // An answer that crossed this message on its way has already woken the code.
                Turned::Waiting if under_way.is_empty() => {}
                Turned::Waiting => stopwatch.pause(),
                Turned::Sleeping(time) => {
                    under_way.push(clock.sleep(time).map(|()| Over::Sleep).boxed_local());
                    stopwatch.pause();
                }
                Turned::Ended(outcome) => {
                    let (executing, waiting) = stopwatch.read();
                    let report = RunReport {
                        stdout: turn.stdout,
                        stderr: turn.stderr,
                        outcome,
                        executing,
                        waiting,
                    };
                    return Ok((
                        report,
                        match turn.rest {
                            None => Some(Rest::Uncopied),
                            Some(AtRest::As(snapshot)) => Some(Rest::At(snapshot)),
                            Some(AtRest::Before) => None,
                        },
                    ));
                }
            }
        }
    }
}

/// One run: what it may still do, and what it has printed.
struct Turn {
    run: u32,
    code: CodeRun,
    limits: Limits,
    calls: u32,
    asleep: bool,
    /// All sleeps together, the present one included.
    slept: Duration,
    stdout: String,
    stderr: String,
    /// What the worker has said of where the session stands; the run's end follows it.
    rest: Option<AtRest>,
}

/// Where a session stands after a run, as the worker says.
enum AtRest {
    /// As before the run.
    Before,
    /// As in this snapshot.
    As(Snapshot),
}

/// What a checked message asks for.
enum Turned {
    Noted,
    Called(ToolCall),
    Waiting,
    Sleeping(Duration),
    Ended(RunOutcome),
}

/// What the code need not wait for any longer.
enum Over {
    Call(u32, Result<Value, ToolFailure>),
    Sleep,
}

impl Turn {
    /// Checks a message against the rules of the run.
    fn take(
        &mut self,
        message: FromWorker,
        bytes: Option<Vec<u8>>,
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
            FromWorker::CallTool {
                run,
                call,
                name,
                arguments,
            } => {
                self.check_run(run)?;
                self.check_call(call, name, arguments).map(Turned::Called)
            }
            FromWorker::Waiting { run } => {
                self.check_run(run)?;
                Ok(Turned::Waiting)
            }
            FromWorker::Snapshotted { run } => {
                self.check_run(run)?;
                let snapshot = Snapshot::from_bytes(bytes.unwrap_or_default())
                    .map_err(|error| RunError::Protocol(error.to_string()))?;
                self.rest = Some(AtRest::As(snapshot));
                Ok(Turned::Noted)
            }
            FromWorker::NotRun { run } => {
                self.check_run(run)?;
                self.rest = Some(AtRest::Before);
                Ok(Turned::Noted)
            }
            FromWorker::Sleeping { run, milliseconds } => {
                self.check_run(run)?;
                self.sleep(milliseconds).map(Turned::Sleeping)
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

    /// Checks a sleep against the limit. The least is a millisecond, so that they come to an end.
    fn sleep(&mut self, milliseconds: u64) -> Result<Duration, RunError> {
        let time = Duration::from_millis(milliseconds.max(1));
        self.slept = self.slept.saturating_add(time);
        if self.asleep {
            return Err(breach("it spoke in its sleep"));
        }
        if self.slept > self.limits.sleeping {
            return Err(breach("it slept longer than it may"));
        }
        self.asleep = true;
        Ok(time)
    }

    /// What the worker is told when a wait is over.
    fn over(&mut self, over: Over) -> ToWorker {
        let run = self.run;
        match over {
            Over::Call(call, result) => ToWorker::ToolReturned {
                run,
                call,
                result: self.bounded(result),
            },
            Over::Sleep => {
                self.asleep = false;
                ToWorker::Woken { run }
            }
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

fn breach(what: &str) -> RunError {
    RunError::Protocol(what.to_string())
}

/// The report on code that is too long to be sent at all.
fn too_long(bytes: usize, limit: usize) -> RunReport {
    let message = format!("the code is {bytes} bytes long; at most {limit} are allowed");
    RunReport {
        stdout: String::new(),
        stderr: String::new(),
        outcome: RunOutcome::Raised {
            error: PythonError {
                kind: "ValueError".into(),
                traceback: format!("ValueError: {message}"),
                message,
            },
        },
        executing: Duration::ZERO,
        waiting: Duration::ZERO,
    }
}
