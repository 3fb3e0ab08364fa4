//! The page's side of the sandbox: starts workers, keeps the deadline, checks every message, ends
//! a worker that runs away or lies, and has the next one starting at once. Knows no transport.

use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::FutureExt;
use futures::StreamExt;
use futures::future::{self, Either, Fuse, LocalBoxFuture};
use futures::stream::FuturesUnordered;
use serde_json::{Map, Value};

use super::limits::Limits;
use super::protocol::{self, FromWorker, ToWorker};
use super::{
    CodeRun, CodeRunner, OutputStream, PythonError, RunError, RunHost, RunOutcome, RunReport,
    ToolCall, ToolFailure,
};
use crate::platform::clock::Clock;

/// How long a worker may take from being started to its first word.
const START_TIMEOUT: Duration = Duration::from_secs(30);

/// What a message may hold beside the content that [`Limits::message_bytes`] bounds.
const ENVELOPE_BYTES: usize = 64 << 10;

/// One live worker, seen from outside. Dropping it ends the worker at once, whatever it is doing.
#[async_trait(?Send)]
pub trait WorkerLink {
    /// Sends a message. Messages sent before the worker is up are delivered once it is.
    fn post(&self, message: String);

    /// The next message from the worker, in order. A dropped call loses no message.
    ///
    /// # Errors
    /// A reason for the user when the worker could not be started or has died. Nothing follows.
    async fn receive(&mut self) -> Result<String, String>;
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

/// Runs code in a worker that it may end at any moment.
pub struct Supervisor {
    spawner: Rc<dyn WorkerSpawner>,
    clock: Rc<dyn Clock>,
    limits: Limits,
    session: Option<Session>,
    started: u32,
}

/// A worker and where the conversation with it stands.
struct Session {
    link: Box<dyn WorkerLink>,
    nonce: String,
    ready: bool,
    runs: u32,
}

impl Supervisor {
    /// A supervisor without a worker yet: see [`Supervisor::prepare`].
    pub fn new(spawner: Rc<dyn WorkerSpawner>, clock: Rc<dyn Clock>, limits: Limits) -> Self {
        Self {
            spawner,
            clock,
            limits,
            session: None,
            started: 0,
        }
    }

    /// Has a worker started in the background, so that the first run finds it warm.
    pub fn prepare(&mut self) {
        if self.session.is_none() {
            self.session = Some(self.start());
        }
    }

    /// Waits until the worker is up.
    ///
    /// # Errors
    /// [`RunError::Unavailable`] or [`RunError::Protocol`]; the next call starts another worker.
    pub async fn ready(&mut self) -> Result<(), RunError> {
        let mut session = self.take();
        self.wait_until_ready(&mut session).await?;
        self.session = Some(session);
        Ok(())
    }

    /// The limits for sessions started from now on.
    pub fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
    }

    fn take(&mut self) -> Session {
        self.session.take().unwrap_or_else(|| self.start())
    }

    fn start(&mut self) -> Session {
        self.started += 1;
        let nonce = self.spawner.nonce();
        let link = self.spawner.spawn(protocol::encode(
            &nonce,
            &ToWorker::Start {
                limits: self.limits.clone(),
            },
        ));
        Session {
            link,
            nonce,
            ready: false,
            runs: 0,
        }
    }

    async fn wait_until_ready(&self, session: &mut Session) -> Result<(), RunError> {
        if session.ready {
            return Ok(());
        }
        let timeout = self.clock.sleep(START_TIMEOUT);
        let first = session.receive(self.limits.message_bytes).boxed_local();
        let message = match future::select(first, timeout).await {
            Either::Left((message, _)) => message,
            Either::Right(_) => {
                return Err(RunError::Unavailable(format!(
                    "it did not answer within {} s",
                    START_TIMEOUT.as_secs()
                )));
            }
        };
        match message {
            Ok(FromWorker::Ready {}) => {
                session.ready = true;
                Ok(())
            }
            Ok(FromWorker::StartFailed { reason }) | Err(RunError::Crashed(reason)) => {
                Err(RunError::Unavailable(reason))
            }
            Ok(_) => Err(breach("it spoke before it was ready")),
            Err(error) => Err(error),
        }
    }
}

impl Session {
    fn post(&self, message: &ToWorker) {
        self.link.post(protocol::encode(&self.nonce, message));
    }

    /// The next message, its envelope checked.
    async fn receive(&mut self, message_bytes: usize) -> Result<FromWorker, RunError> {
        let text = self.link.receive().await.map_err(RunError::Crashed)?;
        protocol::decode(&self.nonce, &text, message_bytes + ENVELOPE_BYTES)
            .map_err(|error| RunError::Protocol(error.to_string()))
    }
}

#[async_trait(?Send)]
impl CodeRunner for Supervisor {
    async fn run(&mut self, code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
        if code.source.len() > self.limits.source_bytes {
            return Ok(too_long(code.source.len(), self.limits.source_bytes));
        }
        let mut session = self.take();
        self.wait_until_ready(&mut session).await?;
        // From here on the worker is worth keeping only if the run comes to its own end. On every
        // other way out, a dropped future included, the guard has its successor started.
        let mut guard = Replacement {
            supervisor: self,
            session: Some(session),
        };
        let report = guard.run(code, host).await?;
        guard.keep();
        Ok(report)
    }

    fn session(&self) -> u32 {
        self.started + u32::from(self.session.is_none())
    }
}

/// Holds the session while code runs; dropped with the session still inside, it ends the worker
/// and starts the next.
struct Replacement<'a> {
    supervisor: &'a mut Supervisor,
    session: Option<Session>,
}

impl Drop for Replacement<'_> {
    fn drop(&mut self) {
        if self.session.take().is_some() {
            self.supervisor.prepare();
        }
    }
}

impl Replacement<'_> {
    fn keep(mut self) {
        self.supervisor.session = self.session.take();
    }

    async fn run(&mut self, code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
        let limits = self.supervisor.limits.clone();
        let clock = self.supervisor.clock.clone();
        let Some(session) = self.session.as_mut() else {
            return Err(RunError::Unavailable("it has already ended".into()));
        };
        session.runs += 1;
        session.post(&ToWorker::Run {
            run: session.runs,
            source: code.source.clone(),
            file_name: code.file_name.clone(),
            tools: code.tools.clone(),
            can_stop: code.can_stop,
        });
        let mut turn = Turn {
            run: session.runs,
            code,
            limits,
            calls: 0,
            asleep: false,
            slept: Duration::ZERO,
            stdout: String::new(),
            stderr: String::new(),
        };
        let mut stopwatch = Stopwatch::start(clock.clone(), turn.limits.execution);
        let mut under_way: FuturesUnordered<LocalBoxFuture<'_, _>> = FuturesUnordered::new();
        loop {
            // The deadline comes first: a flood of messages must not hide it.
            let message = futures::select_biased! {
                () = &mut stopwatch.deadline => {
                    return Err(RunError::Deadline { limit: turn.limits.execution });
                }
                over = under_way.select_next_some() => {
                    session.post(&turn.over(over));
                    stopwatch.resume();
                    continue;
                }
                message = session.receive(turn.limits.message_bytes).fuse() => message?,
            };
            match turn.take(message, host)? {
                Turned::Printed => {}
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
                    return Ok(RunReport {
                        stdout: turn.stdout,
                        stderr: turn.stderr,
                        outcome,
                        executing,
                        waiting,
                    });
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
}

/// What a checked message asks for.
enum Turned {
    Printed,
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
    fn take(&mut self, message: FromWorker, host: &dyn RunHost) -> Result<Turned, RunError> {
        match message {
            FromWorker::Printed { run, stream, text } => {
                self.check_run(run)?;
                self.print(stream, &text)?;
                host.printed(stream, &text);
                Ok(Turned::Printed)
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

/// Measures how long code executes, waiting not counted, and tells when that has been too long.
struct Stopwatch {
    clock: Rc<dyn Clock>,
    limit: Duration,
    started: Duration,
    /// Executed before the present stretch.
    executed: Duration,
    /// When the present stretch began; `None` while the code waits.
    running_since: Option<Duration>,
    /// Resolves when the limit has passed.
    deadline: Fuse<LocalBoxFuture<'static, ()>>,
}

impl Stopwatch {
    fn start(clock: Rc<dyn Clock>, limit: Duration) -> Self {
        let now = clock.now();
        Self {
            deadline: clock.sleep(limit).fuse(),
            clock,
            limit,
            started: now,
            executed: Duration::ZERO,
            running_since: Some(now),
        }
    }

    fn pause(&mut self) {
        if let Some(since) = self.running_since.take() {
            self.executed += self.clock.now().saturating_sub(since);
            self.deadline = future::pending().boxed_local().fuse();
        }
    }

    fn resume(&mut self) {
        if self.running_since.is_none() {
            self.running_since = Some(self.clock.now());
            let left = self.limit.saturating_sub(self.executed);
            self.deadline = self.clock.sleep(left).fuse();
        }
    }

    /// Time executed, and time waited, until now.
    fn read(&mut self) -> (Duration, Duration) {
        self.pause();
        let total = self.clock.now().saturating_sub(self.started);
        (self.executed, total.saturating_sub(self.executed))
    }
}
