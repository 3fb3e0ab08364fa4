//! A dialog over the page whose content is made anew each time it is opened.

use leptos::{ev, html, prelude::*};

/// The dialog. The browser keeps the keyboard in it, closes it at Esc and gives the focus back.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Takes in that it was closed.
    close: impl Fn() + Copy + Send + Sync + 'static,
    /// Its look.
    class: &'static str,
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// For tests.
    hook: &'static str,
    /// Whether a click beside it leaves it open: what is typed in it would be lost.
    #[prop(optional)]
    stays: bool,
    /// Asked before it closes by Esc or the like: whether it may.
    #[prop(optional, into)]
    may_close: Option<Callback<(), bool>>,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let children = StoredValue::new(children);
    Effect::new(move |_| {
        let open = open.get();
        let Some(dialog) = dialog.get() else { return };
        if !open {
            dialog.close();
        } else if !dialog.open() && dialog.show_modal().is_err() {
            tracing::error!(hook, "a dialog could not be opened");
        }
    });
    let is_held =
        move || open.get_untracked() && may_close.is_some_and(|may_close| !may_close.run(()));
    // A browser that is asked to close it twice in a row does so without asking the page.
    let open_again = move || {
        let dialog = dialog.get_untracked();
        let opened = dialog.is_some_and(|dialog| dialog.show_modal().is_ok());
        if !opened {
            close();
        }
    };
    view! {
        <dialog node_ref=dialog class=class aria-label=move || label.get() data-testid=hook
            on:cancel=move |event: ev::Event| {
                // Pickers of files in it have such an event, too. One that cannot be held closes it.
                let is_own = event.target() == event.current_target();
                if is_own && event.cancelable() && is_held() {
                    event.prevent_default();
                }
            }
            on:close=move |_| if is_held() { open_again() } else { close() }
            on:click=move |event| {
                // A click beside it is one on the dialog itself: its content covers it.
                let target = event.target();
                if !stays && target.is_some() && target == event.current_target() {
                    close();
                }
            }>
            <Show when=move || open.get()>{children.with_value(|children| children())}</Show>
        </dialog>
    }
}
