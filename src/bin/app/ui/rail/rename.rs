//! A conversation's new title, in its place in the list: Enter keeps it, Esc does not, leaving the
//! field does. The model is asked for one only when the button is pressed: that costs a request.

use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::{ev, html, prelude::*};
use wasm_split_helpers::wasm_split;
use web_sys::Node;

use crate::lazy::LoadError;
use crate::session::Session;
use crate::texts;
use crate::ui::screen::Screen;

/// The field, loaded when it is first needed.
#[wasm_split(commands, fallible)]
pub fn rename_form(id: String, title: String) -> Result<AnyView, LoadError> {
    Ok(view! { <RenameForm id title/> }.into_any())
}

#[component]
fn RenameForm(id: String, title: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let before = StoredValue::new(title.clone());
    let id = StoredValue::new(id);
    let typed = RwSignal::new(title);
    let asking = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let form = NodeRef::<html::Form>::new();
    let field = NodeRef::<html::Input>::new();
    let focus = move || {
        // It may be gone by the frame that this waited for.
        if let Some(Some(field)) = field.try_get_untracked() {
            // It is shown, so it takes the focus.
            let _ = field.focus();
            field.select();
        }
    };
    Effect::new(move |_| {
        if field.get().is_some() {
            request_animation_frame(focus);
        }
    });
    let close = move || {
        // Losing the field, the form would take the title for one to be kept.
        typed.set(before.get_value());
        let id = id.get_value();
        screen.renaming.set(None);
        request_animation_frame(move || focus_entry(&id));
    };
    let keep = move || {
        let title = typed.get_untracked();
        if !title.trim().is_empty() && title != before.get_value() {
            session.rename(&id.get_value(), title);
        }
        close();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    let left = move |event: ev::FocusEvent| {
        let to = event
            .related_target()
            .and_then(|it| it.dyn_into::<Node>().ok());
        // Taken off the screen, it loses the focus, too.
        let Some(Some(form)) = form.try_get_untracked() else {
            return;
        };
        let inside = form.contains(to.as_ref());
        let shown = screen
            .renaming
            .with_untracked(|it| it.as_ref() == Some(&id.get_value()));
        if !inside && shown && !asking.get_untracked() {
            keep();
        }
    };
    let suggest = move |_| {
        if asking.get_untracked() {
            return;
        }
        asking.set(true);
        problem.set(None);
        spawn_local(async move {
            let suggested = session.suggest_title(id.get_value()).await;
            // The field may be gone meanwhile.
            if asking.try_set(false).is_some() {
                return;
            }
            match suggested {
                Ok(title) => {
                    typed.set(title);
                    request_animation_frame(focus);
                }
                Err(reason) => problem.set(Some(texts::said(&reason))),
            }
        });
    };
    view! {
        <form class="rename" node_ref=form
            on:submit=move |event| {
                event.prevent_default();
                keep();
            }
            on:keydown=on_key on:focusout=left>
            <input node_ref=field type="text" aria-label=texts::rail::title() maxlength="80" autocomplete="off"
                data-testid="rename-title"
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))/>
            <Show when=move || session.ready()>
                <button type="button" class="more" data-testid="suggest-title"
                    title=texts::rail::suggest_title_hint() on:click=suggest>
                    {move || match asking.get() {
                        true => texts::rail::asking_model(),
                        false => texts::rail::suggest_title(),
                    }}
                </button>
            </Show>
            {move || problem.get().map(|problem| view! {
                <p class="wrong" role="alert">{problem}</p>
            })}
        </form>
    }
}

/// Gives the focus back to the conversation in the list.
fn focus_entry(id: &str) {
    let entry = document().get_element_by_id(&entry_id(id));
    if let Some(entry) = entry.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // It is shown, so it takes the focus.
        let _ = entry.focus();
    }
}

/// The id of a conversation's button.
pub fn entry_id(id: &str) -> String {
    format!("conversation-{id}")
}
