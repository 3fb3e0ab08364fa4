//! The list of all keys.

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use super::commands::{COMMANDS, KEYS_IN_PLACE};
use super::dialog::Dialog;
use super::lazy::Lazy;
use super::screen::Screen;
use crate::lazy::LoadError;
use crate::session::Session;

/// The list, while it is open.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <Dialog open=screen.keys close=move || screen.keys.set(false) class="keys"
            label="All keys" hook="keys">
            <Lazy view=keys_view/>
        </Dialog>
    }
}

#[wasm_split(commands, fallible)]
fn keys_view() -> Result<AnyView, LoadError> {
    Ok(view! { <KeysView/> }.into_any())
}

#[component]
fn KeysView() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let with_keys = COMMANDS.iter().filter_map(|command| {
        let keys = command.keys?;
        Some((keys.words, command.name))
    });
    view! {
        <header>
            <h2>"All keys"</h2>
            <button type="button" class="icon" aria-label="Close"
                on:click=move |_| screen.keys.set(false)>"×"</button>
        </header>
        <div class="content" tabindex="0" role="region" aria-label="Keys">
            <h3>"Everywhere"</h3>
            <Rows rows=with_keys.collect()/>
            <h3>"In their place"</h3>
            <Rows rows=KEYS_IN_PLACE.to_vec()/>
            <label class="check">
                <input type="checkbox" data-testid="single-keys"
                    prop:checked=move || session.single_keys.get()
                    on:change=move |event| session.allow_single_keys(event_target_checked(&event))/>
                "? opens this list, where nothing is being typed"
            </label>
            <p class="hint-text">"On a Mac, Command does what Ctrl does."</p>
        </div>
    }
}

#[component]
fn Rows(rows: Vec<(&'static str, &'static str)>) -> impl IntoView {
    let rows = rows.into_iter().map(|(keys, name)| {
        let keys = keys.split(' ').map(|key| view! { <kbd>{key}</kbd>" " });
        view! { <dt>{keys.collect_view()}</dt><dd>{name}</dd> }
    });
    view! { <dl>{rows.collect_view()}</dl> }
}
