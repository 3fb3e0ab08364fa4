//! A quiet menu for many places: each has a button, and there is one list of what can be done there,
//! made when it is asked for.

use std::rc::Rc;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// One thing that can be done.
#[derive(Clone)]
pub struct Item {
    /// Names it for those who drive the page from outside.
    pub hook: &'static str,
    /// In words.
    pub words: &'static str,
    /// Does it.
    pub act: Rc<dyn Fn()>,
}

impl Item {
    /// One thing that can be done.
    pub fn new(hook: &'static str, words: &'static str, act: impl Fn() + 'static) -> Self {
        let act = Rc::new(act);
        Self { hook, words, act }
    }
}

/// What is open, for all places of a view: shared through the context.
#[derive(Clone, Copy)]
pub struct Menu(RwSignal<Option<Opened>, LocalStorage>);

#[derive(Clone)]
struct Opened {
    opener: HtmlElement,
    label: String,
    items: Vec<Item>,
}

impl Menu {
    /// Closed.
    pub fn new() -> Self {
        Self(RwSignal::new_local(None))
    }

    fn close(self) {
        if let Some(opened) = self.0.get_untracked() {
            self.0.set(None);
            // Focus can only fail on an element that has gone.
            let _ = opened.opener.focus();
        }
    }
}

/// The button of one place.
#[component]
pub fn MenuButton(
    /// What the menu is of, such as "Step 3".
    label: String,
    /// Names the button for those who drive the page from outside.
    hook: &'static str,
    /// What can be done now.
    items: impl Fn() -> Vec<Item> + 'static,
) -> impl IntoView {
    let menu = expect_context::<Menu>();
    let button = NodeRef::<html::Button>::new();
    let name = format!("{label}: more");
    view! {
        <button type="button" class="icon menu-button" node_ref=button data-testid=hook
            aria-haspopup="menu" aria-label=name
            on:click=move |_| {
                let Some(button) = button.get_untracked() else { return };
                menu.0.set(Some(Opened {
                    opener: button.unchecked_into(),
                    label: label.clone(),
                    items: items(),
                }));
            }>"⋯"</button>
    }
}

/// The list that is open, if one is.
#[component]
pub fn MenuList() -> impl IntoView {
    let menu = expect_context::<Menu>();
    move || menu.0.get().map(|opened| view! { <OpenMenu menu opened/> })
}

#[component]
fn OpenMenu(menu: Menu, opened: Opened) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            step_focus(&list, 0);
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let by = match &*event.key() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Escape" | "Tab" => {
                event.prevent_default();
                return menu.close();
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(list) = list.get_untracked() {
            step_focus(&list, by);
        }
    };
    let place = opened.opener.get_bounding_client_rect();
    let (width, height) = window_size();
    let above = place.bottom() > height * 0.6;
    let right = format!("{}px", (width - place.right()).max(8.0));
    let (top, bottom) = match above {
        true => ("auto".into(), format!("{}px", height - place.top() + 4.0)),
        false => (format!("{}px", place.bottom() + 4.0), "auto".into()),
    };
    view! {
        <div class="menu-scrim" on:click=move |_| menu.close()/>
        <div class="menu" role="menu" aria-label=opened.label node_ref=list on:keydown=on_key
            data-testid="menu" style:top=top style:bottom=bottom style:right=right>
            {opened.items.into_iter().map(|item| view! {
                <button type="button" role="menuitem" data-testid=item.hook on:click=move |_| {
                    menu.close();
                    (item.act)();
                }>{item.words}</button>
            }).collect_view()}
        </div>
    }
}

/// Moves the focus by so many items, around the ends; by none, to the first.
fn step_focus(list: &HtmlElement, by: i32) {
    let items = list.children();
    let count = items.length() as i32;
    let focused = document().active_element();
    let at = (0..count).find(|at| items.item(*at as u32).as_deref() == focused.as_deref());
    let next = match (at, by) {
        (Some(at), by) if by != 0 => (at + by).rem_euclid(count),
        _ => 0,
    };
    if let Some(item) = items.item(next as u32) {
        // Focus can only fail on an element that is not shown.
        let _ = item.unchecked_into::<HtmlElement>().focus();
    }
}

fn window_size() -> (f64, f64) {
    let size = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|it| it.as_f64());
    let window = window();
    (
        size(window.inner_width()).unwrap_or_default(),
        size(window.inner_height()).unwrap_or_default(),
    )
}
