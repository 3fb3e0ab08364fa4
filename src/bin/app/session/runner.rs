//! The sandbox of one conversation, under the limits that are set at the time of each run.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::supervisor::Supervisor;
use micropython_agent::sandbox::{CodeRun, CodeRunner, RunError, RunHost, RunReport};

/// A supervisor that follows the settings.
pub struct TunedRunner {
    supervisor: Supervisor,
    limits: Rc<RefCell<Limits>>,
}

impl TunedRunner {
    /// Has `supervisor` follow `limits`.
    pub fn new(supervisor: Supervisor, limits: Rc<RefCell<Limits>>) -> Self {
        Self { supervisor, limits }
    }
}

#[async_trait(?Send)]
impl CodeRunner for TunedRunner {
    async fn run(&mut self, code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
        let limits = self.limits.borrow().clone();
        self.supervisor.set_limits(limits);
        self.supervisor.run(code, host).await
    }

    async fn session(&mut self) -> u32 {
        self.supervisor.session().await
    }
}
