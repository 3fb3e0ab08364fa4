//! The page's side of the sandbox: starts workers, keeps the deadline, checks every message, ends
//! a worker that runs away or lies, and has the next one take over from where the session stood.
//! Knows no transport.

mod artifacts;
mod filing;
mod link;
mod replacement;
mod run;
mod session;
mod stopwatch;
mod turn;

pub use link::{WorkerLink, WorkerSpawner};

use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;

use super::artifact::Artifacts;
use super::files::{FileError, FileReply, FileRequest};
use super::limits::Limits;
use super::{
    CARRIED_OVER, CodeRun, CodeRunner, PythonError, RunError, RunHost, RunOutcome, RunReport,
    Snapshot,
};
use crate::platform::clock::Clock;
use replacement::Replacement;
use session::{Session, SettleError};

/// What a message may hold beside the content that [`Limits::message_bytes`] bounds.
const ENVELOPE_BYTES: usize = 64 << 10;

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
    /// Where it stood before the last run, if that has changed it.
    before: Option<Rest>,
    /// The number of the session, see [`CodeRunner::session`].
    number: u32,
    /// The artifacts that the session is known to hold, where it rests; none if that is not known.
    artifacts: Option<Artifacts>,
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
            before: None,
            number: 1,
            artifacts: Some(Artifacts::default()),
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
                session.restore(snapshot);
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
        // Of a worker at rest nothing remains but the size of its memory.
        self.session.take_if(|session| session.is_restoring());
        if let Some(session) = &mut self.session {
            session.restore(&snapshot);
        }
        self.rest = Rest::At(snapshot);
        self.before = None;
        self.artifacts = None;
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

    /// A worker that is where the session stands. From here on it is worth keeping only if its work
    /// comes to its own end: on every other way out, a dropped future included, the guard has its
    /// successor take over.
    async fn guarded(&mut self) -> Result<Replacement<'_>, RunError> {
        self.ready().await?;
        let session = self.session.take();
        Ok(Replacement {
            supervisor: self,
            session,
        })
    }

    fn start(&self) -> Session {
        Session::start(&*self.spawner, &self.limits)
    }

    /// The names of the session are gone.
    fn lose(&mut self) {
        self.rest = Rest::Fresh;
        self.artifacts = Some(Artifacts::default());
        self.number += 1;
    }
}

#[async_trait(?Send)]
impl CodeRunner for Supervisor {
    async fn run(&mut self, code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
        self.before = None;
        if code.source.len() > self.limits.source_bytes {
            return Ok(too_long(code.source.len(), self.limits.source_bytes));
        }
        let mut guard = self.guarded().await?;
        guard.bring(&code.artifacts).await?;
        let (report, rest) = guard.run(code, host).await?;
        guard.take_in(&report.artifacts);
        guard.keep(rest);
        Ok(report)
    }

    async fn files(&mut self, request: FileRequest) -> Result<FileReply, FileError> {
        if let FileRequest::Add(_, content) = &request
            && content.len() > self.limits.file_bytes
        {
            return Err(FileError::Refused(format!(
                "a file of {} bytes, where all files together may have {}",
                content.len(),
                self.limits.file_bytes
            )));
        }
        self.before = None;
        let changes = request.is_change();
        let mut guard = self.guarded().await?;
        let (reply, rest) = guard.file(request).await?;
        if changes {
            guard.supervisor.artifacts = None;
        }
        guard.keep(rest);
        reply.map_err(FileError::Refused)
    }

    fn take_back(&mut self) {
        let Some(before) = self.before.take() else {
            return;
        };
        self.session = None;
        self.artifacts = None;
        self.rest = before;
        match self.rest {
            Rest::Uncopied => self.lose(),
            Rest::Fresh => self.artifacts = Some(Artifacts::default()),
            Rest::At(_) => {}
        }
        self.prepare();
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
        artifacts: Vec::new(),
    }
}
