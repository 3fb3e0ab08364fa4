//! The page as a whole: what is where.

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;

use super::about::AboutDialog;
use super::artifacts::ArtifactDialog;
use super::attachments::listen_to_drops;
use super::commands::{ImportField, listen_to_keys};
use super::composer::Composer;
use super::conversation::Conversation;
use super::drawer::Drawer;
use super::keys::KeysDialog;
use super::menu::Menu;
use super::palette::Palette;
use super::rail::Rail;
use super::requests::RequestDialog;
use super::screen::Screen;
use super::settings::SettingsDialog;
use super::templates::TemplatesDialog;
use super::toast::Toast;
use super::top_bar::TopBar;
use crate::session::{Composed, Session};
use crate::texts;

/// Opens the page over a session.
pub fn open(session: Session) {
    let screen = Screen::new();
    provide_context(session);
    provide_context(screen);
    apply_theme(session);
    listen_to_keys(session, screen);
    listen_to_drops(session, screen);
    start_with_asked_question(session, screen);
    session.keep_drafts(Composed {
        text: screen.draft,
        artifacts: screen.attached,
        editing: screen.editing,
    });
    show_in_language(session);
}

/// Puts the page on the screen, and all of it anew when the language changes: every text changes then,
/// and what is typed or under way is kept elsewhere. (A view that could be rebuilt in its place would
/// have the program hold code for that, for the whole page.)
fn show_in_language(session: Session) {
    let owner = Owner::current().unwrap_or_default();
    let shown = StoredValue::new_local(None::<Box<dyn Any>>);
    Effect::new(move |_| {
        session.language.track();
        let Some(body) = document().body() else {
            return;
        };
        // The old one goes first: two of them would have the same ids.
        shown.set_value(None);
        let page = owner.with(|| untrack(|| mount_to(body, || view! { <Page/> })));
        shown.set_value(Some(Box::new(page)));
    });
}

/// What is on the page.
#[component]
fn Page() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <div class="app" class:rail-open=move || screen.rail.get()
            class:dragging=move || screen.dragging.get()>
            <Rail/>
            <button
                class="scrim"
                aria-label=texts::rail::close_list()
                tabindex="-1"
                on:click=move |_| screen.rail.set(false)
            />
            <main>
                <TopBar/>
                <Conversation/>
                <Composer/>
            </main>
            <Show when=move || screen.drawer.with(Option::is_some)>
                <Drawer/>
            </Show>
        </div>
        <SettingsDialog/>
        <ArtifactDialog/>
        <RequestDialog/>
        <AboutDialog/>
        <Palette/>
        <KeysDialog/>
        <TemplatesDialog/>
        <ImportField/>
        <Menu/>
        <Toast/>
    }
}

/// `?q=` starts with a question. Without a usable model it waits in the composer.
fn start_with_asked_question(session: Session, screen: Screen) {
    if let Some(question) = session.take_initial_question()
        && session.ask(question.clone(), Vec::new()).is_err()
    {
        screen.draft.set(question);
    }
}

/// Keeps `data-theme` on the document in step with the settings; "system" has no style of its own.
fn apply_theme(session: Session) {
    Effect::new(move |_| {
        let Some(root) = document().document_element() else {
            return;
        };
        let changed = root.set_attribute("data-theme", session.theme().name());
        if changed.is_err() {
            tracing::warn!("the theme could not be applied");
        }
    });
}
