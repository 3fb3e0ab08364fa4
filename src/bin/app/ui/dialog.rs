//! A dialog over the page whose content is made anew each time it is opened.

use leptos::{html, prelude::*};

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
    view! {
        <dialog node_ref=dialog class=class aria-label=move || label.get() data-testid=hook
            on:close=move |_| close()
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
