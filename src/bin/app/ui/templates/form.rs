//! A template that is made or changed.

use leptos::{ev, html, prelude::*};

use super::not_saved;
use crate::session::Session;
use crate::session::templates::{Template, put};
use crate::texts;

/// Its name and its text.
#[component]
pub fn TemplateForm(
    /// As it was; a new one has no name.
    before: Template,
    /// Leaves the form.
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let name = RwSignal::new(before.name.clone());
    let text = RwSignal::new(before.text);
    let problem = RwSignal::new(None::<String>);
    let first = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = first.get() {
            // It is shown, so it takes the focus.
            let _ = field.focus();
        }
    });
    let before = before.name;
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let made = Template::new(&name.get_untracked(), &text.get_untracked());
        let saved = made.and_then(|template| {
            session.change_templates(|kept| put(kept, Some(&before), template))
        });
        match saved {
            Ok(()) => close(),
            Err(error) => problem.set(Some(not_saved(&error))),
        }
    };
    view! {
        <form on:submit=save novalidate autocomplete="off">
            <div class="fields">
                <div class="field">
                    <label for="template-name">{texts::common::name()}</label>
                    <input id="template-name" node_ref=first type="text" data-testid="template-name"
                        placeholder=texts::templates::example_name() prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event))/>
                    <small>{texts::templates::name_hint()}</small>
                </div>
                <div class="field">
                    <label for="template-text">{texts::templates::text()}</label>
                    <textarea id="template-text" rows="8" data-testid="template-text"
                        placeholder=texts::templates::example_text()
                        prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event))/>
                    <small>{texts::templates::braces_when_used()}</small>
                </div>
            </div>
            <footer>
                {move || problem.get().map(|problem| view! {
                    <p class="wrong" role="alert" data-testid="template-problem">{problem}</p>
                })}
                <button type="button" class="secondary" on:click=move |_| close()>{texts::common::cancel()}</button>
                <button type="submit" class="primary" data-testid="template-save">{texts::common::save()}</button>
            </footer>
        </form>
    }
}
