//! The browser's clock.

use std::time::Duration;

use futures::future::LocalBoxFuture;
use micropython_agent::platform::clock::Clock;
use wasm_bindgen::JsValue;
use web_sys::{Performance, Window};

/// `performance.now()` for durations, `Date.now()` for the wall clock, `setTimeout` for waiting.
#[derive(Clone)]
pub struct BrowserClock {
    performance: Performance,
}

impl BrowserClock {
    /// The clock of this window.
    ///
    /// # Errors
    /// A JavaScript error where the window has no `performance`.
    pub fn new(window: &Window) -> Result<Self, JsValue> {
        let performance = window
            .performance()
            .ok_or_else(|| js_sys::Error::new("this window cannot measure time"))?;
        Ok(Self { performance })
    }
}

impl Clock for BrowserClock {
    fn now(&self) -> Duration {
        Duration::from_secs_f64(self.performance.now().max(0.0) / 1_000.0)
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

/// The present day, as in `2026-07-28`.
pub fn today() -> String {
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    now.chars()
        .take_while(|character| *character != 'T')
        .collect()
}
