//! Measures how long code executes.

use std::rc::Rc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::{self, Fuse, LocalBoxFuture};

use crate::platform::clock::Clock;

/// Measures how long code executes, waiting not counted, and tells when that has been too long.
pub struct Stopwatch {
    clock: Rc<dyn Clock>,
    limit: Duration,
    started: Duration,
    /// Executed before the present stretch.
    executed: Duration,
    /// When the present stretch began; `None` while the code waits.
    running_since: Option<Duration>,
    /// Resolves when the limit has passed.
    pub deadline: Fuse<LocalBoxFuture<'static, ()>>,
}

impl Stopwatch {
    /// Starts now.
    pub fn start(clock: Rc<dyn Clock>, limit: Duration) -> Self {
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

    /// The code waits.
    pub fn pause(&mut self) {
        if let Some(since) = self.running_since.take() {
            self.executed += self.clock.now().saturating_sub(since);
            self.deadline = future::pending().boxed_local().fuse();
        }
    }

    /// The code goes on.
    pub fn resume(&mut self) {
        if self.running_since.is_none() {
            self.running_since = Some(self.clock.now());
            let left = self.limit.saturating_sub(self.executed);
            self.deadline = self.clock.sleep(left).fuse();
        }
    }

    /// Time executed, and time waited, until now.
    pub fn read(&mut self) -> (Duration, Duration) {
        self.pause();
        let total = self.clock.now().saturating_sub(self.started);
        (self.executed, total.saturating_sub(self.executed))
    }
}
