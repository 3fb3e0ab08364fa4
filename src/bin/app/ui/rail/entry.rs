//! One conversation in the list: open it, or do something with it.

use leptos::{ev, prelude::*};
use micropython_agent::storage::search::Place;

use super::rename::{entry_id, rename_form};
use crate::session::archive::Format;
use crate::session::{Session, Summary};
use crate::texts;
use crate::ui::lazy::Lazy;
use crate::ui::menu::{self, Item};
use crate::ui::screen::Screen;

/// The conversation, or the field for its new title.
#[component]
pub fn Entry(
    /// Which.
    summary: Summary,
    /// What is shown below its title.
    #[prop(optional_no_strip)]
    below: Option<AnyView>,
    /// Where something was found in it.
    #[prop(optional_no_strip)]
    place: Option<Place>,
) -> impl IntoView {
    let screen = expect_context::<Screen>();
    let id = summary.id.clone();
    let renamed = Memo::new(move |_| screen.renaming.with(|it| it.as_ref() == Some(&id)));
    let title = summary.title.clone();
    let form = summary.id.clone();
    view! {
        <li class="entry">
            <Show when=move || renamed.get() fallback={
                let summary = summary.clone();
                move || view! { <Title summary=summary.clone() place/> }
            }>
                <Lazy view={
                    let (id, title) = (form.clone(), title.clone());
                    move || rename_form(id.clone(), title.clone())
                }/>
            </Show>
            {below}
        </li>
    }
}

#[component]
fn Title(summary: Summary, place: Option<Place>) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let Summary { id, title, .. } = summary;
    let shown = id.clone();
    let current = move || {
        session
            .current
            .with(|current| current.id.with(|id| *id == shown))
    };
    let on_key = {
        let id = id.clone();
        move |event: ev::KeyboardEvent| {
            match event.key().as_str() {
                "F2" => screen.rename(id.clone()),
                "Delete" => session.delete(&id),
                _ => return,
            }
            event.prevent_default();
        }
    };
    let (hint, menu_label) = (title.clone(), texts::rail::menu_of(&title));
    let open_menu = {
        let (id, label) = (id.clone(), menu_label.clone());
        move |event: ev::MouseEvent| {
            let pinned = untrack(|| session.is_pinned(&id));
            menu::open(
                screen,
                &event,
                label.clone(),
                items(session, screen, &id, pinned),
            );
        }
    };
    let opened = id;
    view! {
        <button
            class="title"
            id=entry_id(&opened)
            data-testid="conversation"
            title=hint
            aria-current=move || current().then_some("page")
            on:keydown=on_key
            on:click=move |_| screen.open(session, &opened, place)
        >
            {title}
        </button>
        <button
            class="more-of icon"
            data-testid="conversation-menu"
            aria-haspopup="menu"
            aria-label=menu_label
            on:click=open_menu
        >
            "⋯"
        </button>
    }
}

/// What can be done with a conversation.
fn items(session: Session, screen: Screen, id: &str, pinned: bool) -> Vec<Item> {
    let export = |label, hook, format| {
        let id = id.to_string();
        Item::new(label, hook, move || session.export(&id, format))
    };
    let (renamed, pinning, deleted) = (id.to_string(), id.to_string(), id.to_string());
    vec![
        Item::new(texts::rail::rename(), "menu-rename", move || {
            screen.rename(renamed.clone())
        })
        .with_keys("F2"),
        Item::new(
            if pinned {
                texts::rail::unpin()
            } else {
                texts::rail::pin()
            },
            "menu-pin",
            move || {
                session.pin(&pinning, !pinned);
            },
        ),
        export(
            texts::common::export_markdown(),
            "menu-markdown",
            Format::Markdown,
        ),
        export(texts::common::export_html(), "menu-html", Format::Html),
        export(texts::rail::export_json(), "menu-json", Format::Json),
        export(texts::rail::export_light(), "menu-light", Format::LightJson),
        Item::new(texts::common::delete(), "menu-delete", move || {
            session.delete(&deleted)
        })
        .with_keys(texts::common::delete()),
    ]
}
