//! The command palette: everything that can be done, every template and every conversation, found by
//! typing. A combobox with a list, after <https://www.w3.org/WAI/ARIA/apg/patterns/combobox/>.

use leptos::wasm_bindgen::JsCast;
use leptos::{ev, html, prelude::*};
use micropython_agent::storage::search::Search;
use wasm_split_helpers::wasm_split;
use web_sys::HtmlElement;

use super::commands::{COMMANDS, written};
use super::dialog::Dialog;
use super::lazy::Lazy;
use super::screen::Screen;
use crate::lazy::LoadError;
use crate::session::Session;
use crate::texts;

/// Entries that are shown at once.
const MOST: usize = 50;

/// The palette, while it is open.
#[component]
pub fn Palette() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <Dialog open=screen.palette close=move || screen.palette.set(false) class="palette"
            label=texts::commands::command_palette() hook="palette">
            <Lazy view=palette_view/>
        </Dialog>
    }
}

#[wasm_split(commands, fallible)]
fn palette_view() -> Result<AnyView, LoadError> {
    Ok(view! { <PaletteView/> }.into_any())
}

/// What an entry does.
#[derive(Clone, PartialEq)]
enum Does {
    /// The command at this place of the table.
    Command(usize),
    /// Inserts this text.
    Template(String),
    /// Opens the conversation of this id.
    Open(String),
}

/// An entry of the list.
#[derive(Clone, PartialEq)]
struct Entry {
    name: String,
    /// What it is, or the keys that do the same.
    aside: String,
    does: Does,
}

#[component]
fn PaletteView() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let typed = RwSignal::new(String::new());
    let entries = Memo::new(move |_| {
        let all = all_entries(session);
        typed.with(|typed| matching(all, typed))
    });
    let selected = RwSignal::new(0_usize);
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // It is shown, so it takes the focus.
            let _ = field.focus();
        }
    });
    let choose = move |at: usize| {
        let Some(entry) = entries.with_untracked(|entries| entries.get(at).cloned()) else {
            return;
        };
        screen.palette.set(false);
        // The dialog gives the focus back first.
        request_animation_frame(move || match entry.does {
            Does::Command(at) => (COMMANDS[at].run)(session, screen),
            Does::Template(text) => screen.insert(&text),
            Does::Open(id) => {
                session.open(&id);
                screen.rail.set(false);
                screen.focus_composer();
            }
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = entries.with_untracked(Vec::len);
        let at = selected.get_untracked();
        match event.key().as_str() {
            "Enter" if !event.is_composing() => choose(at),
            "ArrowDown" if count > 0 => select(selected, (at + 1) % count),
            "ArrowUp" if count > 0 => select(selected, (at + count - 1) % count),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <input
            node_ref=field
            type="text"
            role="combobox"
            aria-label=texts::palette::label()
            aria-expanded="true"
            aria-controls="palette-list"
            aria-autocomplete="list"
            aria-activedescendant=move || {
                (!entries.with(Vec::is_empty)).then(|| option_id(selected.get()))
            }
            autocomplete="off"
            spellcheck="false"
            placeholder=texts::palette::placeholder()
            data-testid="palette-field"
            on:input=move |event| {
                typed.set(event_target_value(&event));
                select(selected, 0);
            }
            on:keydown=on_key
        />
        <ul id="palette-list" role="listbox" aria-label=texts::palette::found()>
            {move || entries.get().into_iter().enumerate().map(|(at, entry)| view! {
                <li
                    id=option_id(at)
                    role="option"
                    aria-selected=move || (selected.get() == at).to_string()
                    data-testid="palette-entry"
                    on:click=move |_| choose(at)
                    on:mousemove=move |_| if selected.get_untracked() != at { selected.set(at) }
                >
                    <span>{entry.name}</span>
                    <small>{entry.aside}</small>
                </li>
            }).collect_view()}
        </ul>
        <p class="hint-text" role="status">
            {move || entries.with(Vec::is_empty).then_some(texts::palette::nothing_fits())}
        </p>
    }
}

/// All entries that there are now, in the order of the list.
fn all_entries(session: Session) -> Vec<Entry> {
    let commands = COMMANDS.iter().enumerate();
    let commands = commands.filter(|(_, command)| {
        (command.name)() != texts::commands::command_palette() && (command.when)(session)
    });
    let commands = commands.map(|(at, command)| Entry {
        name: (command.name)().into(),
        aside: command.keys.map_or_else(String::new, |keys| {
            written(keys.words).collect::<Vec<_>>().join(" ")
        }),
        does: Does::Command(at),
    });
    let templates = session.templates.get().unwrap_or_default().into_iter();
    let templates = templates.map(|template| Entry {
        name: format!("/{}", template.name),
        aside: texts::palette::template().into(),
        does: Does::Template(template.text),
    });
    let conversations = session.conversations().into_iter();
    let conversations = conversations.map(|summary| Entry {
        name: summary.title,
        aside: texts::common::conversation().into(),
        does: Does::Open(summary.id),
    });
    commands.chain(templates).chain(conversations).collect()
}

/// Those that have all that was typed; those that begin with it come first.
fn matching(mut entries: Vec<Entry>, typed: &str) -> Vec<Entry> {
    if let Some(search) = Search::new(typed) {
        let typed = typed.trim().to_lowercase();
        entries.retain(|entry| search.fits(&entry.name) || search.fits(&entry.aside));
        entries.sort_by_key(|entry| !entry.name.to_lowercase().starts_with(&typed));
    }
    entries.truncate(MOST);
    entries
}

fn select(selected: RwSignal<usize>, at: usize) {
    selected.set(at);
    request_animation_frame(move || {
        let option = document().get_element_by_id(&option_id(at));
        let option = option.and_then(|it| it.dyn_into::<HtmlElement>().ok());
        let list = option.as_ref().and_then(HtmlElement::offset_parent);
        if let (Some(option), Some(list)) = (option, list) {
            let (top, bottom) = (
                option.offset_top(),
                option.offset_top() + option.offset_height(),
            );
            let seen = list.scroll_top()..=list.scroll_top() + list.client_height();
            if !seen.contains(&top) {
                list.set_scroll_top(top);
            } else if !seen.contains(&bottom) {
                list.set_scroll_top(bottom - list.client_height());
            }
        }
    });
}

fn option_id(at: usize) -> String {
    format!("palette-{at}")
}
