//! Where `tracing` goes: the console and a bounded ring for the log panel. Neither ever gets a
//! key or a page's contents, because nothing that is logged holds them.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt::{self, Write};

use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// Lines that the panel can show; older ones are dropped.
const KEPT_LINES: usize = 1_000;
/// Characters of one line.
const LINE_CHARS: usize = 2_000;

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// Counted from 1 since the page was opened.
    pub number: u64,
    /// Local time of day.
    pub time: String,
    /// How bad.
    pub level: Level,
    /// Where from, what, and fields.
    pub text: String,
}

thread_local! {
    static LEVEL: Cell<LevelFilter> = const { Cell::new(LevelFilter::INFO) };
    static LINES: RefCell<VecDeque<LogLine>> = const { RefCell::new(VecDeque::new()) };
    static WRITTEN: Cell<u64> = const { Cell::new(0) };
}

/// Starts logging at INFO. A second call changes nothing.
pub fn start() {
    let subscriber = tracing_subscriber::registry().with(PageLog);
    // An error means that logging has been started before.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

/// Sets the level from here on.
pub fn set_level(level: LevelFilter) {
    LEVEL.set(level);
    // Call sites remember whether they were wanted.
    tracing::callsite::rebuild_interest_cache();
}

/// The level now.
pub fn level() -> LevelFilter {
    LEVEL.get()
}

/// The lines kept, oldest first.
pub fn lines() -> Vec<LogLine> {
    LINES.with_borrow(|lines| lines.iter().cloned().collect())
}

struct PageLog;

impl<S: Subscriber> Layer<S> for PageLog {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        *metadata.level() <= LEVEL.get()
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LEVEL.get())
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        let module = metadata.target().rsplit("::").next().unwrap_or_default();
        let mut text = format!("{module}: ");
        event.record(&mut Words(&mut text));
        if let Some((end, _)) = text.char_indices().nth(LINE_CHARS) {
            text.truncate(end);
        }
        to_console(*metadata.level(), &text);
        to_panel(*metadata.level(), text);
    }
}

fn to_console(level: Level, text: &str) {
    let line = text.into();
    match level {
        Level::ERROR => web_sys::console::error_1(&line),
        Level::WARN => web_sys::console::warn_1(&line),
        Level::INFO => web_sys::console::info_1(&line),
        // `console.debug` rather than `console.trace`, which prints a stack with every line.
        Level::DEBUG | Level::TRACE => web_sys::console::debug_1(&line),
    }
}

fn to_panel(level: Level, text: String) {
    let number = WRITTEN.get() + 1;
    WRITTEN.set(number);
    let now = js_sys::Date::new_0();
    let time = format!(
        "{:02}:{:02}:{:02}.{:03}",
        now.get_hours(),
        now.get_minutes(),
        now.get_seconds(),
        now.get_milliseconds()
    );
    LINES.with_borrow_mut(|lines| {
        if lines.len() == KEPT_LINES {
            lines.pop_front();
        }
        lines.push_back(LogLine {
            number,
            time,
            level,
            text,
        });
    });
}

/// Writes an event's message and fields as words.
struct Words<'a>(&'a mut String);

impl Visit for Words<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing into a String cannot fail.
        let _ = match field.name() {
            "message" => write!(self.0, "{value:?} "),
            name => write!(self.0, "{name}={value:?} "),
        };
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let _ = write!(self.0, "{}={value} ", field.name());
    }
}
