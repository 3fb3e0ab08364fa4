//! The log of the page.

use std::time::Duration;

use leptos::prelude::*;

use crate::session::Session;
use crate::texts;

/// How often the panel looks for new lines, while it is open.
const REFRESH: Duration = Duration::from_millis(300);

/// Lines kept so far, newest last, at the level set in Settings or by `?log=`.
#[component]
pub fn Log() -> impl IntoView {
    let session = expect_context::<Session>();
    let lines = RwSignal::new(session.log_lines());
    // Polling, because a log line may be written in the middle of any signal's update.
    match set_interval_with_handle(move || lines.set(session.log_lines()), REFRESH) {
        Ok(handle) => on_cleanup(move || handle.clear()),
        Err(_) => tracing::warn!("the log panel will not follow new lines"),
    }
    view! {
        <p class="hint-text">{move || texts::drawer::level(session.log_level())}</p>
        <div class="log" tabindex="0" role="log" aria-live="off" aria-label=texts::common::log() data-testid="log-panel">
            <For each=move || lines.get() key=|line| line.number let:line>
                <p class=line.level.as_str().to_lowercase()>
                    <time>{line.time}</time> <b>{line.level.as_str()}</b> <span>{line.text}</span>
                </p>
            </For>
        </div>
    }
}
