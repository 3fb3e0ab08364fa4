//! A run under way: its clocks, its tool calls and sleeps, and the messages about them.

use std::time::Duration;

use futures::FutureExt;
use futures::StreamExt;
use futures::future::{Fuse, LocalBoxFuture};
use futures::stream::FuturesUnordered;

use super::replacement::Replacement;
use super::stopwatch::Stopwatch;
use super::turn::{AtRest, Turn, Turned};
use super::{Rest, RunError};
use crate::sandbox::protocol::ToWorker;
use crate::sandbox::{CodeRun, RunHost, RunReport};

/// A run that lasts so long has a worker started beside it that can take over at once. Most runs
/// are shorter, and cost no second worker.
const STANDBY_AFTER: Duration = Duration::from_secs(1);

impl Replacement<'_> {
    /// Runs the code to its end: the report, and where the session stands now unless it is where
    /// it was.
    pub(super) async fn run(
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
        let mut turn = Turn::begin(run, code, limits);
        let mut standby_due = clock
            .sleep(STANDBY_AFTER.min(turn.limits.execution / 2))
            .fuse();
        let mut stopwatch = Stopwatch::start(clock.clone(), turn.limits.execution);
        let mut under_way: FuturesUnordered<LocalBoxFuture<'_, _>> = FuturesUnordered::new();
        let mut sleep = Fuse::terminated();
        loop {
            // The deadline comes first: a flood of messages must not hide it.
            let (message, beside) = futures::select_biased! {
                () = &mut stopwatch.deadline => {
                    return Err(RunError::Deadline { limit: turn.limits.execution });
                }
                () = &mut standby_due => {
                    if supervisor.standby.is_none() {
                        supervisor.standby = Some(supervisor.start());
                    }
                    continue;
                }
                (call, result) = under_way.select_next_some() => {
                    session.post(&turn.returned(call, result));
                    if turn.is_cut_short() {
                        sleep = Fuse::terminated();
                        session.post(&turn.woken());
                    }
                    stopwatch.resume();
                    continue;
                }
                () = &mut sleep => {
                    session.post(&turn.woken());
                    stopwatch.resume();
                    continue;
                }
                message = session.receive(turn.limits.message_bytes).fuse() => message?,
            };
            match turn.take(message, beside, host)? {
                Turned::Noted => {}
                Turned::Called { call, waits } => {
                    let id = call.id;
                    let result = host.call_tool(call);
                    under_way.push(async move { (id, result.await) }.boxed_local());
                    if waits {
                        stopwatch.pause();
                    }
                }
                // An answer that crossed this message on its way has already woken the code.
                Turned::Waiting if under_way.is_empty() && !turn.is_asleep() => {}
                Turned::Waiting => stopwatch.pause(),
                Turned::Sleeping(time) => {
                    sleep = clock.sleep(time).fuse();
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
                        artifacts: turn.artifacts,
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
