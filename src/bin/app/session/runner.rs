//! The sandbox of one conversation, under the limits that are set at the time of each run. What
//! Python knows is kept on the device after each step, and found there again after a reload.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use micropython_agent::platform::clock::Clock;
use micropython_agent::platform::store::StoreError;
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::supervisor::{Supervisor, WorkerSpawner};
use micropython_agent::sandbox::{
    CARRIED_OVER, CodeRun, CodeRunner, FileError, FileReply, FileRequest, RunError, RunHost,
    RunReport, Snapshot,
};
use micropython_agent::storage::snapshots::Snapshots;
use wasm_split_helpers::wasm_split;

use crate::lazy::LoadError;

/// A sandbox whose limits can change, and that can go on with a session that was kept. The first
/// screen knows no more of it than this.
pub trait Adjustable: CodeRunner {
    /// As [`Supervisor::set_limits`].
    fn set_limits(&mut self, limits: Limits);

    /// As [`Supervisor::carry_over`].
    fn carry_over(&mut self, snapshot: Snapshot);
}

impl Adjustable for Supervisor {
    fn set_limits(&mut self, limits: Limits) {
        Self::set_limits(self, limits);
    }

    fn carry_over(&mut self, snapshot: Snapshot) {
        Self::carry_over(self, snapshot);
    }
}

/// Has a sandbox started.
#[wasm_split(sandbox, fallible)]
pub fn start_sandbox(
    spawner: Rc<dyn WorkerSpawner>,
    clock: Rc<dyn Clock>,
    limits: Limits,
) -> Result<Box<dyn Adjustable>, LoadError> {
    let mut supervisor = Supervisor::new(spawner, clock, limits);
    supervisor.prepare();
    Ok(Box::new(supervisor))
}

/// A sandbox that follows the settings.
pub struct TunedRunner {
    sandbox: Box<dyn Adjustable>,
    limits: Rc<RefCell<Limits>>,
    snapshots: Snapshots,
    /// Told whether what Python knows could be stored.
    report: Box<dyn Fn(Result<(), StoreError>)>,
    /// The step whose session is to be gone on with, until that is done.
    standing: Option<u32>,
    /// The step that left the session as it stands, and the session's number.
    kept: Option<(u32, u32)>,
    /// The same before the last run.
    kept_before: Option<(u32, u32)>,
}

/// Files that were added before the first step are kept as if a step had left them.
pub const BEFORE_THE_FIRST: u32 = 0;

impl TunedRunner {
    /// Has `sandbox` follow `limits`, and go on where the conversation's step `standing` left
    /// its session, if there is one. `report` is told of each session whether it could be stored.
    pub fn new(
        sandbox: Box<dyn Adjustable>,
        limits: Rc<RefCell<Limits>>,
        snapshots: Snapshots,
        standing: Option<u32>,
        report: Box<dyn Fn(Result<(), StoreError>)>,
    ) -> Self {
        Self {
            sandbox,
            limits,
            snapshots,
            report,
            standing,
            kept: None,
            kept_before: None,
        }
    }

    /// Has the stored session taken up. Where that fails, the session is a new one, of which the
    /// model is told.
    async fn carry_over(&mut self) {
        let Some(step) = self.standing else { return };
        match self.snapshots.of_step(step).await {
            Ok(Some(snapshot)) => {
                self.sandbox.carry_over(snapshot);
                self.kept = Some((step, CARRIED_OVER));
            }
            Ok(None) if step == BEFORE_THE_FIRST => {}
            Ok(None) => tracing::info!(step, "the Python session was not kept"),
            Err(error) => tracing::warn!(step, %error, "the Python session cannot be read"),
        }
        // Only now: this future may be dropped while it reads.
        self.standing = None;
    }
}

#[async_trait(?Send)]
impl CodeRunner for TunedRunner {
    async fn run(&mut self, code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
        let limits = self.limits.borrow().clone();
        self.sandbox.set_limits(limits);
        self.carry_over().await;
        self.kept_before = self.kept;
        self.sandbox.run(code, host).await
    }

    fn take_back(&mut self) {
        self.kept = self.kept_before;
        self.sandbox.take_back();
    }

    async fn session(&mut self) -> u32 {
        self.carry_over().await;
        self.sandbox.session().await
    }

    async fn files(&mut self, request: FileRequest) -> Result<FileReply, FileError> {
        let limits = self.limits.borrow().clone();
        self.sandbox.set_limits(limits);
        self.carry_over().await;
        let changes = request.is_change();
        let reply = self.sandbox.files(request).await?;
        if changes {
            self.keep_between_steps().await;
        }
        Ok(reply)
    }

    fn snapshot(&self) -> Option<Snapshot> {
        self.sandbox.snapshot()
    }

    async fn restore(&mut self, snapshot: Snapshot) -> Result<(), RunError> {
        self.standing = None;
        self.sandbox.restore(snapshot).await
    }

    async fn keep_between_steps(&mut self) {
        let session = self.sandbox.session().await;
        match self.kept {
            None => self.keep(BEFORE_THE_FIRST).await,
            Some((step, of)) if of == session => self.keep(step).await,
            // No step stands that could have left the session: the next one will.
            Some(_) => {}
        }
    }

    async fn keep(&mut self, step: u32) {
        self.kept = Some((step, self.sandbox.session().await));
        let Some(snapshot) = self.sandbox.snapshot() else {
            return;
        };
        (self.report)(self.snapshots.keep(step, &snapshot).await);
    }
}
