//! The drawer on the right, a sheet on a phone: the Python session of the conversation (its console,
//! variables and files) and the log of the page.

mod console;
mod files;
mod log;
mod variables;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use wasm_split_helpers::wasm_split;
use web_sys::HtmlElement;

use self::console::Console;
use self::files::Files;
use self::log::Log;
use self::variables::Variables;
use super::lazy::Lazy;
use super::screen::{Screen, Tab};
use crate::lazy::LoadError;
use crate::session::Session;
use crate::texts;

const TABS: [Tab; 4] = [Tab::Console, Tab::Variables, Tab::Files, Tab::Log];

/// The drawer, open.
#[component]
pub fn Drawer() -> impl IntoView {
    let screen = expect_context::<Screen>();
    // Python runs in the console without a network.
    expect_context::<Session>().keep_site_for_use();
    let close = move || {
        screen.drawer.set(None);
        screen.focus_composer();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            close();
        }
    };
    view! {
        <aside class="drawer" aria-label=texts::drawer::label() data-testid="drawer"
            on:keydown=on_key>
            <header>
                <TabStrip/>
                <button class="icon" aria-label=texts::common::close() data-testid="drawer-close"
                    on:click=move |_| close()>"×"</button>
            </header>
            <Lazy view=panel/>
        </aside>
    }
}

/// The tabs; the arrow keys go from one to the next.
#[component]
fn TabStrip() -> impl IntoView {
    let screen = expect_context::<Screen>();
    let strip = NodeRef::<html::Div>::new();
    let on_key = move |event: ev::KeyboardEvent| {
        let by = match &*event.key() {
            "ArrowRight" => 1,
            "ArrowLeft" => TABS.len() - 1,
            _ => return,
        };
        event.prevent_default();
        let now = TABS
            .iter()
            .position(|tab| screen.drawer.get_untracked() == Some(*tab));
        let next = (now.unwrap_or_default() + by) % TABS.len();
        screen.drawer.set(Some(TABS[next]));
        let button = strip
            .get_untracked()
            .and_then(|strip| strip.children().item(next as u32));
        if let Some(button) = button {
            // Focus can only fail on an element that is not shown.
            let _ = button.unchecked_into::<HtmlElement>().focus();
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=texts::drawer::what_is_shown() node_ref=strip on:keydown=on_key>
            {TABS.map(|tab| {
                let chosen = move || screen.drawer.get() == Some(tab);
                let (name, hook) = named(tab);
                view! {
                    <button type="button" role="tab" data-testid=hook id=hook
                        aria-controls="drawer-panel"
                        aria-selected=move || chosen().to_string()
                        tabindex=move || if chosen() { "0" } else { "-1" }
                        on:click=move |_| screen.drawer.set(Some(tab))>{name}</button>
                }
            })}
        </div>
    }
}

#[wasm_split(commands, fallible)]
fn panel() -> Result<AnyView, LoadError> {
    let screen = expect_context::<Screen>();
    let label = move || screen.drawer.get().map(|tab| named(tab).1);
    let shown = move || match screen.drawer.get() {
        Some(Tab::Console) => view! { <Console/> }.into_any(),
        Some(Tab::Variables) => view! { <Variables/> }.into_any(),
        Some(Tab::Files) => view! { <Files/> }.into_any(),
        Some(Tab::Log) => view! { <Log/> }.into_any(),
        None => ().into_any(),
    };
    let panel = view! {
        <div class="panel" id="drawer-panel" role="tabpanel" aria-labelledby=label>{shown}</div>
    };
    Ok(panel.into_any())
}

/// The place where the Python session rests: it changes whenever that has changed; none while the
/// agent or the person's code is at work, here or in another tab.
fn at_rest(session: Session) -> Memo<Option<(String, usize, usize)>> {
    Memo::new(move |_| {
        let view = session.current.get();
        let busy = view.working.get() || view.console_running.get() || view.elsewhere.get();
        let runs = view.runs.get();
        // Steps that are being made are looked at when the work is over.
        let steps = runs
            .last()
            .map_or(0, |run| run.steps.with_untracked(Vec::len));
        (!busy).then(|| {
            (
                view.id.get(),
                view.console.with(Vec::len),
                1000 * runs.len() + steps,
            )
        })
    })
}

/// What a tab is called, and how those who drive the page from outside name it.
fn named(tab: Tab) -> (&'static str, &'static str) {
    match tab {
        Tab::Console => (texts::common::console(), "tab-console"),
        Tab::Variables => (texts::common::variables(), "tab-variables"),
        Tab::Files => (texts::common::files(), "tab-files"),
        Tab::Log => (texts::common::log(), "tab-log"),
    }
}
