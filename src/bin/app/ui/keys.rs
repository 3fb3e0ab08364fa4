//! The list of all keys.

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use super::commands::{COMMANDS, KEYS_IN_PLACE, written};
use super::dialog::Dialog;
use super::lazy::Lazy;
use super::screen::Screen;
use crate::lazy::LoadError;
use crate::session::Session;
use crate::texts::{self, Text};

/// The list, while it is open.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <Dialog open=screen.keys close=move || screen.keys.set(false) class="keys"
            label=texts::commands::all_keys() hook="keys">
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
            <h2>{texts::commands::all_keys()}</h2>
            <button type="button" class="icon" aria-label=texts::common::close()
                on:click=move |_| screen.keys.set(false)>"×"</button>
        </header>
        <div class="content" tabindex="0" role="region" aria-label=texts::commands::keys()>
            <h3>{texts::commands::everywhere()}</h3>
            <Rows rows=with_keys.collect()/>
            <h3>{texts::commands::in_their_place()}</h3>
            <Rows rows=KEYS_IN_PLACE.to_vec()/>
            <label class="check">
                <input type="checkbox" data-testid="single-keys"
                    prop:checked=move || session.single_keys.get()
                    on:change=move |event| session.allow_single_keys(event_target_checked(&event))/>
                {texts::commands::single_keys()}
            </label>
            <p class="hint-text">{texts::commands::on_a_mac()}</p>
        </div>
    }
}

#[component]
fn Rows(rows: Vec<(&'static str, Text)>) -> impl IntoView {
    let rows = rows.into_iter().map(|(keys, name)| {
        let keys = written(keys).map(|key| view! { <kbd>{key}</kbd>" " });
        view! { <dt>{keys.collect_view()}</dt><dd>{name()}</dd> }
    });
    view! { <dl>{rows.collect_view()}</dl> }
}
