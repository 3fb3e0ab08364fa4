//! All that can be done, in one table: the command palette, the list of keys and the keys themselves
//! are made of it.

use leptos::wasm_bindgen::JsCast;
use leptos::{ev, prelude::*};
use web_sys::HtmlElement;

use super::screen::{Requests, Screen, Tab};
use crate::session::Session;
use crate::session::archive::Format;
use crate::texts::{self, Text};

/// Something that can be done.
pub struct Command {
    /// As the palette and the list of keys call it.
    pub name: Text,
    /// The keys that do it, if there are any.
    pub keys: Option<Keys>,
    /// Whether it can be done now.
    pub when: fn(Session) -> bool,
    /// Does it.
    pub run: fn(Session, Screen),
}

/// Keys that are pressed together. The Command key counts as Ctrl.
#[derive(Clone, Copy)]
pub struct Keys {
    /// As they are written in English.
    pub words: &'static str,
    ctrl: bool,
    /// Whether Shift is pressed; of a sign that says it by itself it does not matter.
    shift: Option<bool>,
    key: &'static str,
}

const fn ctrl(words: &'static str, key: &'static str) -> Option<Keys> {
    Some(Keys {
        words,
        ctrl: true,
        shift: Some(false),
        key,
    })
}

const fn ctrl_shift(words: &'static str, key: &'static str) -> Option<Keys> {
    Some(Keys {
        words,
        ctrl: true,
        shift: Some(true),
        key,
    })
}

const fn alone(words: &'static str, key: &'static str) -> Option<Keys> {
    Some(Keys {
        words,
        ctrl: false,
        shift: None,
        key,
    })
}

/// Keys that belong to a place on the page rather than to a command, and what they do there.
pub const KEYS_IN_PLACE: [(&str, Text); 9] = [
    ("Enter", texts::commands::key_enter),
    ("Shift Enter", texts::commands::key_shift_enter),
    ("/name", texts::commands::key_slash),
    ("Tab", texts::commands::key_tab),
    ("Esc", texts::commands::key_escape),
    ("F2", texts::commands::key_rename),
    ("Delete", texts::commands::key_delete),
    ("↑ ↓", texts::commands::key_arrows),
    ("Enter", texts::commands::key_enter_search),
];

/// Keys as they are written on a keyboard of the language that is spoken, one after the other.
pub fn written(keys: &str) -> impl Iterator<Item = &str> {
    keys.split(' ').map(|key| match key {
        "Ctrl" => texts::keys::ctrl(),
        "Shift" => texts::keys::shift(),
        "Enter" => texts::keys::enter(),
        "Esc" => texts::keys::escape(),
        "Delete" => texts::keys::delete(),
        "/name" => texts::keys::slash_name(),
        same => same,
    })
}

/// The table, in the order of the palette.
pub const COMMANDS: &[Command] = &[
    Command {
        name: texts::common::new_question,
        keys: ctrl_shift("Ctrl Shift O", "o"),
        when: always,
        run: |session, screen| {
            session.new_conversation();
            screen.rail.set(false);
            screen.focus_composer();
        },
    },
    Command {
        name: texts::common::search_conversations,
        keys: ctrl_shift("Ctrl Shift F", "f"),
        when: always,
        run: |_, screen| screen.focus_search(),
    },
    Command {
        name: texts::commands::command_palette,
        keys: ctrl("Ctrl K", "k"),
        when: always,
        run: |session, screen| {
            session.load_templates();
            screen.palette.set(true);
        },
    },
    Command {
        name: texts::commands::go_to_question_box,
        keys: None,
        when: always,
        run: |_, screen| {
            screen.rail.set(false);
            screen.focus_composer();
        },
    },
    Command {
        name: texts::commands::stop_work,
        keys: None,
        when: |session| session.working(),
        run: |session, _| session.stop(),
    },
    Command {
        name: texts::commands::rename_this,
        keys: alone("F2", "F2"),
        when: has_conversation,
        run: |session, screen| {
            if let Some(id) = untrack(|| session.listed_id()) {
                session.search_for(String::new());
                screen.rename(id);
            }
        },
    },
    Command {
        name: texts::commands::pin_this,
        keys: None,
        when: has_conversation,
        run: |session, _| {
            if let Some(id) = untrack(|| session.listed_id()) {
                session.pin(&id, !untrack(|| session.is_pinned(&id)));
            }
        },
    },
    Command {
        name: texts::commands::delete_this,
        keys: None,
        when: has_conversation,
        run: |session, screen| {
            if let Some(id) = untrack(|| session.listed_id()) {
                session.delete(&id);
                screen.focus_composer();
            }
        },
    },
    Command {
        name: texts::common::export_markdown,
        keys: None,
        when: has_conversation,
        run: |session, _| session.export_current(Format::Markdown),
    },
    Command {
        name: texts::common::export_html,
        keys: None,
        when: has_conversation,
        run: |session, _| session.export_current(Format::Html),
    },
    Command {
        name: texts::commands::export_json,
        keys: None,
        when: has_conversation,
        run: |session, _| session.export_current(Format::Json),
    },
    Command {
        name: texts::commands::export_light,
        keys: None,
        when: has_conversation,
        run: |session, _| session.export_current(Format::LightJson),
    },
    Command {
        name: texts::commands::export_all,
        keys: None,
        when: |session| !session.conversations().is_empty(),
        run: |session, _| session.export_all(),
    },
    Command {
        name: texts::commands::import,
        keys: None,
        when: always,
        run: |_, _| choose_import(),
    },
    Command {
        name: texts::common::prompt_templates,
        keys: None,
        when: always,
        run: |session, screen| {
            session.load_templates();
            screen.templates.set(true);
        },
    },
    Command {
        name: texts::common::settings,
        keys: ctrl("Ctrl ,", ","),
        when: always,
        run: |_, screen| {
            screen.rail.set(false);
            screen.settings.set(true);
        },
    },
    Command {
        name: texts::common::light_and_dark,
        keys: None,
        when: always,
        run: |session, _| session.toggle_theme(),
    },
    Command {
        name: texts::commands::toggle_log,
        keys: None,
        when: always,
        run: |_, screen| screen.toggle_drawer(Tab::Log),
    },
    Command {
        name: texts::commands::all_requests,
        keys: None,
        when: always,
        run: |_, screen| screen.requests.set(Some(Requests::All)),
    },
    Command {
        name: texts::commands::toggle_console,
        keys: None,
        when: always,
        run: |_, screen| screen.toggle_drawer(Tab::Console),
    },
    Command {
        name: texts::common::take_tour,
        keys: None,
        when: always,
        run: |session, screen| {
            screen.rail.set(false);
            session.start_tour();
        },
    },
    Command {
        name: texts::commands::all_keys,
        keys: alone("?", "?"),
        when: always,
        run: |_, screen| screen.keys.set(true),
    },
];

fn always(_: Session) -> bool {
    true
}

fn has_conversation(session: Session) -> bool {
    session.listed_id().is_some()
}

impl Keys {
    /// Whether this event is of these keys.
    fn matches(&self, event: &ev::KeyboardEvent) -> bool {
        self.ctrl == (event.ctrl_key() || event.meta_key())
            && !event.alt_key()
            && self.shift.is_none_or(|shift| shift == event.shift_key())
            && event.key().eq_ignore_ascii_case(self.key)
    }

    /// Whether they would be typed into a field.
    fn is_typed(&self) -> bool {
        !self.ctrl && self.key.chars().count() == 1
    }
}

/// Does what the keys are for, and stops at Esc.
pub fn listen_to_keys(session: Session, screen: Screen) {
    let listener = window_event_listener(ev::keydown, move |event| {
        // What is open over the page has its own keys.
        if event.default_prevented() || event.is_composing() || is_dialog_open() {
            return;
        }
        let command = COMMANDS.iter().find(|command| {
            command.keys.is_some_and(|keys| {
                keys.matches(&event) && (!keys.is_typed() || may_be_alone(session, &event))
            })
        });
        if let Some(command) = command {
            event.prevent_default();
            if untrack(|| (command.when)(session)) {
                (command.run)(session, screen);
            }
        } else if event.key() == "Escape" {
            escape(session, screen);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Closes the topmost thing that is open; with nothing open, stops the work.
fn escape(session: Session, screen: Screen) {
    if screen.rail.get_untracked() {
        screen.rail.set(false);
    } else if screen.editing.with_untracked(Option::is_some) {
        screen.end_editing();
    } else {
        session.stop();
    }
}

fn is_dialog_open() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}

/// Whether a key that could be typed is meant for a command.
fn may_be_alone(session: Session, event: &ev::KeyboardEvent) -> bool {
    session.single_keys.get_untracked() && !is_in_field(event)
}

fn is_in_field(event: &ev::KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|it| {
        let name = it.tag_name();
        it.is_content_editable() || ["INPUT", "TEXTAREA", "SELECT"].contains(&name.as_str())
    })
}

/// The hook of the field for files of conversations, in [`ImportField`].
const IMPORT_FIELD: &str = "import-any";

fn choose_import() {
    let field = document().get_element_by_id(IMPORT_FIELD);
    if let Some(field) = field.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        field.click();
    }
}

/// The field behind the command that imports.
#[component]
pub fn ImportField() -> impl IntoView {
    let session = expect_context::<Session>();
    let field = NodeRef::<leptos::html::Input>::new();
    let take = move |_| {
        let field = field.get_untracked();
        if let Some(file) = field.and_then(|it| crate::session::archive::take_chosen(&it)) {
            session.take_in(file);
        }
    };
    view! {
        <input node_ref=field id=IMPORT_FIELD type="file" accept=".json,application/json" hidden
            data-testid="import-any" aria-label=texts::common::file_of_conversations() on:change=take/>
    }
}
