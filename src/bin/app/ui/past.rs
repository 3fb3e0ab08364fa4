//! What can be done with what has been: the menus of steps and questions.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::agent::Step;
use micropython_agent::sandbox::Artifact;
use wasm_split_helpers::wasm_split;

use super::menu::Item;
use super::screen::{Screen, Tab};
use crate::lazy::LoadError;
use crate::session::{Edited, Session, TakingBack};
use crate::texts;

/// Characters of a question that say which one is being edited.
const NAMED_BY: usize = 60;

/// What can be done with a step that is over.
pub fn of_step(session: Session, screen: Screen, step: &Step) -> Vec<Item> {
    let id = step.id;
    let mut items = Vec::new();
    if step.end().is_some() && is_free(session) {
        items.push(Item::new(texts::past::rewind(), "rewind-here", move || {
            tell(session, screen, session.rewind(id));
        }));
        items.push(Item::new(texts::past::fork(), "fork-here", move || {
            tell(session, screen, session.fork(id));
        }));
    }
    match step.code.clone() {
        Some(code) => {
            items.push(copying(
                session,
                "copy-code",
                texts::past::copy_code(),
                code.clone(),
            ));
            items.push(Item::new(
                texts::past::edit_and_run(),
                "edit-code",
                move || {
                    screen.console_draft.set(code.clone());
                    screen.drawer.set(Some(Tab::Console));
                    screen.focus_console.update(|times| *times += 1);
                },
            ));
        }
        None => {
            let reply = step.reply.text.clone();
            items.push(copying(
                session,
                "copy-reply",
                texts::past::copy_reply(),
                reply,
            ));
        }
    }
    items
}

fn copying(session: Session, hook: &'static str, words: &'static str, text: String) -> Item {
    Item::new(words, hook, move || {
        let text = text.clone();
        spawn_local(async move {
            session.copy(text).await;
        });
    })
}

/// What can be done with a question, by its place from 1.
pub fn of_question(
    session: Session,
    screen: Screen,
    place: u32,
    (question, artifacts): (String, Vec<Artifact>),
    is_last: bool,
) -> Vec<Item> {
    let mut items = Vec::new();
    let copied = question.clone();
    if is_free(session) {
        let given = (question.clone(), artifacts.clone());
        items.push(Item::new(
            texts::past::edit_and_ask(),
            "edit-question",
            move || {
                let (question, artifacts) = given.clone();
                screen.edit_question(place, question, artifacts);
            },
        ));
        if is_last {
            items.push(Item::new(
                texts::past::ask_again(),
                "ask-again",
                move || {
                    let asked = (question.clone(), artifacts.clone());
                    spawn_local(async move {
                        ask_in_place(session, screen, place, asked).await;
                    });
                },
            ));
        }
    }
    items.push(copying(
        session,
        "copy-question",
        texts::past::copy_question(),
        copied,
    ));
    items
}

/// Asks the question that was edited in place of what it was. What is no longer there is not asked
/// in place of something else.
pub fn ask_edited(session: Session, screen: Screen) {
    let Some(Edited {
        place, question, ..
    }) = screen.editing.get_untracked()
    else {
        return;
    };
    let runs = session.current.get_untracked().runs.get_untracked();
    let stands = runs
        .get(place as usize - 1)
        .is_some_and(|run| run.run.with_untracked(|run| run.question == question));
    if !stands {
        return session.notice.set(Some(texts::session::step_gone()));
    }
    if screen.nothing_to_send() {
        return;
    }
    let asked = (
        screen.draft.get_untracked(),
        screen.attached.get_untracked(),
    );
    spawn_local(async move {
        if ask_in_place(session, screen, place, asked).await {
            screen.end_editing();
        }
    });
}

/// Takes the conversation back to before the question of this place, and asks this one. Whether it
/// was: where no question can be asked, nothing is taken back.
async fn ask_in_place(
    session: Session,
    screen: Screen,
    place: u32,
    (question, artifacts): (String, Vec<Artifact>),
) -> bool {
    if !untrack(|| session.ready()) {
        screen.complete_settings();
        return false;
    }
    let asked = session.ask_in_place(place, question, artifacts).await;
    session
        .notice
        .set(asked.as_ref().err().map(TakingBack::words));
    asked.unwrap_or_default()
}

/// Which question is being edited, what sending it will do, and the way out.
#[wasm_split(reading, fallible)]
pub fn editing() -> Result<AnyView, LoadError> {
    let screen = expect_context::<Screen>();
    let edited = move || {
        screen.editing.with(|edited| {
            let Edited {
                place, question, ..
            } = edited.as_ref()?;
            let begins: String = question.trim().chars().take(NAMED_BY).collect();
            let begins = match begins.len() < question.trim().len() {
                true => format!("{begins}…"),
                false => begins,
            };
            Some(texts::past::editing(place, begins))
        })
    };
    Ok(view! {
        <div class="editing" data-testid="editing">
            <p role="status">{edited}</p>
            <button type="button" class="chip" data-testid="cancel-edit"
                on:click=move |_| screen.end_editing()>{texts::common::cancel()}</button>
        </div>
    }
    .into_any())
}

/// Whether the conversation on the screen rests, and is one that can be gone back in: a recording
/// plays on from where it stopped.
fn is_free(session: Session) -> bool {
    let view = session.current.get_untracked();
    !view.working.get_untracked() && !view.elsewhere.get_untracked() && !view.recording
}

/// Does it, and says what went wrong if it did. What the menu was of may be gone: from the composer
/// one can go on.
fn tell(
    session: Session,
    screen: Screen,
    doing: impl Future<Output = Result<(), TakingBack>> + 'static,
) {
    spawn_local(async move {
        let done = doing.await;
        if done.is_ok() {
            screen.focus_composer();
        }
        session.notice.set(done.err().map(|error| error.words()));
    });
}
