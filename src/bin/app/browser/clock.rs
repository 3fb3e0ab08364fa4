//! The browser's clock.

use std::time::Duration;

use futures::future::LocalBoxFuture;
use micropython_agent::platform::clock::Clock;

/// `performance.now()` for durations, `Date.now()` for the wall clock, `setTimeout` for waiting.
#[derive(Clone, Copy, Default)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Duration {
        let milliseconds = match web_sys::window().and_then(|window| window.performance()) {
            Some(performance) => performance.now(),
            // Not monotonic, but better than no time at all.
            None => js_sys::Date::now(),
        };
        Duration::from_secs_f64(milliseconds.max(0.0) / 1_000.0)
    }

    fn unix_ms(&self) -> u64 {
        js_sys::Date::now() as u64
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        Box::pin(gloo_timers::future::sleep(duration))
    }
}

/// Whether a moment, milliseconds since the Unix epoch, is on the present day here.
pub fn is_today(unix_ms: u64) -> bool {
    let moment = js_sys::Date::new(&(unix_ms as f64).into());
    let now = js_sys::Date::new_0();
    moment.get_full_year() == now.get_full_year()
        && moment.get_month() == now.get_month()
        && moment.get_date() == now.get_date()
}
