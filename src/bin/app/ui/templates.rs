//! Prompt templates: the dialog in which they are kept, and those that are offered while a name is
//! typed after a slash.

mod filling;
mod form;
mod suggested;

pub use filling::{fill_next, select_placeholder};
pub use suggested::{LIST, Suggested, SuggestedTemplates};

use leptos::either::Either;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use wasm_split_helpers::wasm_split;

use self::form::TemplateForm;
use super::dialog::Dialog;
use super::lazy::Lazy;
use super::screen::Screen;
use crate::lazy::LoadError;
use crate::session::Session;
use crate::session::templates::{Template, TemplateError, put};
use crate::texts;

/// The templates, while they are open.
#[component]
pub fn TemplatesDialog() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <Dialog open=screen.templates close=move || screen.templates.set(false) class="templates"
            label=texts::common::prompt_templates() hook="templates">
            <Lazy view=templates_view/>
        </Dialog>
    }
}

#[wasm_split(commands, fallible)]
fn templates_view() -> Result<AnyView, LoadError> {
    Ok(view! { <TemplatesView/> }.into_any())
}

#[component]
fn TemplatesView() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    // The template that is being changed; a new one, if it has no name.
    let editing = RwSignal::new(None::<Template>);
    let removed = RwSignal::new(None::<Template>);
    let all = move || session.templates.get().unwrap_or_default();
    let undo = move |_| {
        if let Some(template) = removed.get_untracked() {
            match session.change_templates(|kept| put(kept, None, template)) {
                Ok(()) => removed.set(None),
                Err(error) => session.tell(texts::templates::not_put_back(texts::said(
                    &error.to_string(),
                ))),
            }
        }
    };
    view! {
        <header>
            <h2>{texts::common::prompt_templates()}</h2>
            <button type="button" class="icon" aria-label=texts::common::close()
                on:click=move |_| screen.templates.set(false)>"×"</button>
        </header>
        <Show when=move || editing.with(Option::is_none) fallback=move || view! {
            <TemplateForm before=editing.get_untracked().unwrap_or_default()
                close=move || leave_form(editing)/>
        }>
            <div class="content">
                <p class="hint-text">
                    {texts::templates::hint()}
                </p>
                <Show when=move || !all().is_empty() fallback=move || none_listed(session)>
                    <ul>
                        <For each=all key=|template| (template.name.clone(), template.text.clone()) let:template>
                            <Row template editing removed/>
                        </For>
                    </ul>
                </Show>
            </div>
            <footer>
                <div role="status" class="undo">
                    {move || removed.get().map(|template| view! {
                        <span>{texts::templates::removed(&template.name)}</span>
                        <button type="button" data-testid="template-undo" on:click=undo>{texts::common::undo()}</button>
                    })}
                </div>
                <button type="button" class="primary" data-testid="template-new"
                    disabled=move || session.templates.with(Option::is_none)
                    on:click=move |_| editing.set(Some(Template::default()))>{texts::templates::new()}</button>
            </footer>
        </Show>
    }
}

/// What stands in the place of the list: that there are none, or why they are not known.
fn none_listed(session: Session) -> impl IntoView {
    move || match (session.templates.get(), session.templates_problem.get()) {
        (Some(_), _) => Some(Either::Left(view! {
            <p class="none" data-testid="no-templates">{texts::templates::none()}</p>
        })),
        (None, Some(problem)) => Some(Either::Right(view! {
            <p class="wrong" role="alert">{texts::templates::not_read(texts::said(&problem))}</p>
        })),
        (None, None) => None,
    }
}

/// Why a template is not saved, for the user.
fn not_saved(error: &TemplateError) -> String {
    texts::templates::not_saved(texts::said(&error.to_string()))
}

/// The form's place is taken by the list, where the focus goes on.
fn leave_form(editing: RwSignal<Option<Template>>) {
    editing.set(None);
    request_animation_frame(|| {
        if let Ok(Some(button)) = document().query_selector(".templates footer .primary") {
            // It is shown, so it takes the focus.
            let _ = button.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

/// One template: insert it, change it, remove it.
#[component]
fn Row(
    template: Template,
    editing: RwSignal<Option<Template>>,
    removed: RwSignal<Option<Template>>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let name = template.name.clone();
    let (change, remove) = (
        texts::templates::change_named(&name),
        texts::templates::remove_named(&name),
    );
    let text = template.text.clone();
    let begins: String = text.lines().next().unwrap_or_default().into();
    let (inserted, changed, gone) = (template.clone(), template.clone(), template);
    view! {
        <li>
            <button type="button" class="insert" data-testid="template" on:click=move |_| {
                screen.templates.set(false);
                let text = inserted.text.clone();
                // The dialog gives the focus back first.
                request_animation_frame(move || screen.insert(&text));
            }>
                <b>"/" {name}</b>
                <span>{begins}</span>
            </button>
            <button type="button" aria-label=change data-testid="template-change"
                on:click=move |_| editing.set(Some(changed.clone()))>{texts::templates::change()}</button>
            <button type="button" class="icon" aria-label=remove data-testid="template-remove"
                on:click=move |_| {
                    let changed = session.change_templates(|kept| {
                        kept.retain(|it| it.name != gone.name);
                        Ok(())
                    });
                    match changed {
                        Ok(()) => removed.set(Some(gone.clone())),
                        Err(error) => session.tell(not_saved(&error)),
                    }
                }>"×"</button>
        </li>
    }
}
