//! The log of the page, in a drawer.

use std::time::Duration;

use leptos::{ev, prelude::*};

use super::screen::Screen;
use crate::session::Session;

/// How often the panel looks for new lines, while it is open.
const REFRESH: Duration = Duration::from_millis(300);

/// Lines kept so far, newest last, at the level set in Settings or by `?log=`.
#[component]
pub fn LogPanel() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let lines = RwSignal::new(session.log_lines());
    // Polling, because a log line may be written in the middle of any signal's update.
    match set_interval_with_handle(move || lines.set(session.log_lines()), REFRESH) {
        Ok(handle) => on_cleanup(move || handle.clear()),
        Err(_) => tracing::warn!("the log panel will not follow new lines"),
    }
    let close = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            // Not what stops the work.
            event.prevent_default();
            screen.log.set(false);
            screen.focus_composer();
        }
    };
    view! {
        <aside on:keydown=close class="drawer" aria-label="Log" data-testid="log-panel">
            <header>
                <h2>"Log"</h2>
                <small>"level " {move || session.log_level()}</small>
                <button class="icon" aria-label="Close the log" on:click=move |_| screen.log.set(false)>"×"</button>
            </header>
            // Not read out line by line as it grows.
            <div class="log" tabindex="0" role="log" aria-live="off" aria-label="Lines">
                <For each=move || lines.get() key=|line| line.number let:line>
                    <p class=line.level.as_str().to_lowercase()>
                        <time>{line.time}</time> <b>{line.level.as_str()}</b> <span>{line.text}</span>
                    </p>
                </For>
            </div>
        </aside>
    }
}
