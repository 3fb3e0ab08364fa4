//! Time: now, and waiting.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use futures::channel::oneshot;
use futures::future::LocalBoxFuture;

/// A source of time. Waiting futures need not be `Send`: everything runs on one thread.
pub trait Clock {
    /// Monotonic time since an arbitrary start. For durations.
    fn now(&self) -> Duration;

    /// Wall-clock time in milliseconds since the Unix epoch. For showing and storing.
    fn unix_ms(&self) -> u64;

    /// Resolves once `duration` has passed. Dropping the future cancels the wait.
    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()>;
}

/// The in-memory twin: time stands still until [`ManualClock::advance`].
#[derive(Default)]
pub struct ManualClock {
    now: Cell<Duration>,
    sleepers: RefCell<Vec<(Duration, oneshot::Sender<()>)>>,
}

impl ManualClock {
    /// Moves time on and wakes every sleeper whose time has come.
    pub fn advance(&self, by: Duration) {
        let now = self.now.get() + by;
        self.now.set(now);
        let due: Vec<_> = self
            .sleepers
            .borrow_mut()
            .extract_if(.., |(wake_at, _)| *wake_at <= now)
            .collect();
        for (_, wake) in due {
            // A sleeper that was dropped no longer listens, and that is fine.
            let _ = wake.send(());
        }
    }

    /// How many sleepers are waiting: lets a test see that code has reached its wait.
    pub fn sleepers(&self) -> usize {
        self.sleepers
            .borrow()
            .iter()
            .filter(|(_, wake)| !wake.is_canceled())
            .count()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Duration {
        self.now.get()
    }

    fn unix_ms(&self) -> u64 {
        self.now.get().as_millis() as u64
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        let (wake, woken) = oneshot::channel();
        if duration.is_zero() {
            return Box::pin(std::future::ready(()));
        }
        self.sleepers
            .borrow_mut()
            .push((self.now.get() + duration, wake));
        Box::pin(async move {
            if woken.await.is_err() {
                // The clock itself is gone: nobody can end this wait any more.
                futures::future::pending::<()>().await;
            }
        })
    }
}
