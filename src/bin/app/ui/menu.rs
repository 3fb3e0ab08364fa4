//! Menus: one at a time, over everything, opened by a button and closed by a choice, Esc, or a click
//! beside it. The keyboard stays in it while it is open and goes back to the button.

use std::rc::Rc;

use leptos::wasm_bindgen::JsCast;
use leptos::{ev, html, prelude::*};
use wasm_split_helpers::wasm_split;
use web_sys::HtmlElement;

use super::commands::written;
use super::lazy::Lazy;
use super::screen::Screen;
use crate::lazy::LoadError;
use crate::session::place_of;
use crate::texts;

/// Room between a menu and the window's edges, in CSS pixels.
const MARGIN: f64 = 8.0;

/// A menu that is open.
#[derive(Clone)]
pub struct OpenMenu {
    /// What it is for.
    label: String,
    items: Vec<Item>,
    opener: HtmlElement,
}

/// Something to choose.
#[derive(Clone)]
pub struct Item {
    label: &'static str,
    hook: &'static str,
    /// The keys that do the same.
    keys: &'static str,
    run: Rc<dyn Fn()>,
}

impl Item {
    /// An entry with its hook for tests.
    pub fn new(label: &'static str, hook: &'static str, run: impl Fn() + 'static) -> Self {
        Self {
            label,
            hook,
            keys: "",
            run: Rc::new(run),
        }
    }

    /// The keys that do the same.
    pub fn with_keys(self, keys: &'static str) -> Self {
        Self { keys, ..self }
    }
}

/// Opens a menu at the button that was clicked.
pub fn open(screen: Screen, event: &ev::MouseEvent, label: String, items: Vec<Item>) {
    let opener = event.current_target();
    let Some(opener) = opener.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    tell_expanded(&opener, true);
    screen.menu.set(Some(OpenMenu {
        label,
        items,
        opener,
    }));
}

/// A quiet button that opens a menu, made when it is asked for.
#[component]
pub fn MenuButton(
    /// What the menu is of, such as "Step 3".
    label: String,
    /// Names the button for those who drive the page from outside.
    hook: &'static str,
    /// What can be done now.
    items: impl Fn() -> Vec<Item> + 'static,
) -> impl IntoView {
    let screen = expect_context::<Screen>();
    let name = texts::menu::more_of(&label);
    view! {
        <button type="button" class="icon menu-button" data-testid=hook aria-haspopup="menu"
            aria-label=name
            on:click=move |event| open(screen, &event, label.clone(), items())>"⋯"</button>
    }
}

fn tell_expanded(opener: &HtmlElement, open: bool) {
    let told = opener.set_attribute("aria-expanded", &open.to_string());
    if told.is_err() {
        tracing::debug!("a menu's button could not be marked");
    }
}

/// The menu that is open, if one is.
#[component]
pub fn Menu() -> impl IntoView {
    let screen = expect_context::<Screen>();
    move || {
        let menu = screen.menu.get()?;
        let menu = StoredValue::new_local(menu);
        Some(view! { <Lazy view=move || menu_view(menu.get_value())/> })
    }
}

#[wasm_split(commands, fallible)]
fn menu_view(menu: OpenMenu) -> Result<AnyView, LoadError> {
    Ok(view! { <MenuView menu/> }.into_any())
}

#[component]
fn MenuView(menu: OpenMenu) -> impl IntoView {
    let screen = expect_context::<Screen>();
    let list = NodeRef::<html::Div>::new();
    let place = place_of(&menu.opener);
    let opener = StoredValue::new_local(menu.opener);
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            put_beside(&list, &place);
            focus_item(&list, |_, _| 0);
        }
    });
    let close = move || {
        screen.menu.set(None);
        opener.with_value(|opener| {
            tell_expanded(opener, false);
            // Focus can only fail on an element that is not shown; then it does not matter.
            let _ = opener.focus();
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(list) = list.get_untracked() else {
            return;
        };
        match event.key().as_str() {
            "ArrowDown" => focus_item(&list, |at, count| (at + 1) % count),
            "ArrowUp" => focus_item(&list, |at, count| (at + count - 1) % count),
            "Home" => focus_item(&list, |_, _| 0),
            "End" => focus_item(&list, |_, count| count - 1),
            "Escape" | "Tab" => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let items = menu.items.into_iter().map(|item| {
        let run = StoredValue::new_local(item.run);
        view! {
            <button type="button" role="menuitem" tabindex="-1" data-testid=item.hook
                on:click=move |_| {
                    close();
                    // It may take the menu's place away.
                    let run = run.get_value();
                    run();
                }>
                <span>{item.label}</span>
                {(!item.keys.is_empty()).then(|| view! { <kbd>{written(item.keys).collect::<Vec<_>>().join(" ")}</kbd> })}
            </button>
        }
    });
    view! {
        <div class="beside" on:click=move |_| close()></div>
        <div class="menu" role="menu" aria-label=menu.label node_ref=list data-testid="menu"
            on:keydown=on_key>
            {items.collect_view()}
        </div>
    }
}

/// Puts it below the button, or above where there is no room.
fn put_beside(list: &HtmlElement, place: &crate::session::Place) {
    let (width, height) = (
        f64::from(list.offset_width()),
        f64::from(list.offset_height()),
    );
    let size = |value: Result<leptos::wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|it| it.as_f64()).unwrap_or_default()
    };
    let (room_x, room_y) = (size(window().inner_width()), size(window().inner_height()));
    let left = match place.left() + width + MARGIN <= room_x {
        true => place.left(),
        false => place.right() - width,
    };
    let top = match place.bottom() + height + MARGIN <= room_y {
        true => place.bottom() + 2.0,
        false => place.top() - height - 2.0,
    };
    let style = list.style();
    for (side, value) in [("left", left), ("top", top)] {
        let value = value.max(MARGIN);
        if style.set_property(side, &format!("{value}px")).is_err() {
            tracing::debug!("a menu could not be placed");
        }
    }
}

/// Gives an entry the focus: which, of the place of the one that has it and how many there are.
fn focus_item(list: &HtmlElement, next: impl Fn(usize, usize) -> usize) {
    let items = list.children();
    let count = items.length() as usize;
    if count == 0 {
        return;
    }
    let focused = document().active_element();
    let at = (0..count).find(|at| items.item(*at as u32) == focused);
    let next = next(at.unwrap_or_default(), count);
    let item = items.item(next as u32);
    if let Some(item) = item.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // It is shown, so it takes the focus.
        let _ = item.focus();
    }
}
