//! What can be done with what has been: the menus of steps and questions.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::agent::Step;
use micropython_agent::sandbox::Artifact;

use super::menu::Item;
use super::screen::{Screen, Tab};
use crate::session::{Session, TakingBack};
use crate::texts;

/// What can be done with a step that is over.
pub fn of_step(session: Session, screen: Screen, step: &Step) -> Vec<Item> {
    let id = step.id;
    let mut items = Vec::new();
    if step.end().is_some() && is_free(session) {
        items.push(Item::new(texts::past::rewind(), "rewind-here", move || {
            tell(session, session.rewind(id));
        }));
        items.push(Item::new(texts::past::fork(), "fork-here", move || {
            tell(session, session.fork(id))
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
                spawn_local(async move {
                    match session.rewind_before(place).await {
                        Ok(()) => {
                            screen.draft.set(question);
                            screen.attached.set(artifacts);
                            screen.focus_composer();
                        }
                        Err(error) => session.notice.set(Some(error.words())),
                    }
                });
            },
        ));
        if is_last {
            items.push(Item::new(
                texts::past::ask_again(),
                "ask-again",
                move || {
                    let (question, artifacts) = (question.clone(), artifacts.clone());
                    spawn_local(async move {
                        if let Err(error) = session.rewind_before(place).await {
                            return session.notice.set(Some(error.words()));
                        }
                        if session.ask(question.clone(), artifacts.clone()).is_err() {
                            screen.draft.set(question);
                            screen.attached.set(artifacts);
                            screen.complete_settings();
                        }
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

/// Whether the conversation on the screen rests, and is one that can be gone back in: a recording
/// plays on from where it stopped.
fn is_free(session: Session) -> bool {
    let view = session.current.get_untracked();
    !view.working.get_untracked() && !view.elsewhere.get_untracked() && !view.recording
}

/// Does it, and says what went wrong if it did.
fn tell(session: Session, doing: impl Future<Output = Result<(), TakingBack>> + 'static) {
    spawn_local(async move {
        let done = doing.await;
        session.notice.set(done.err().map(|error| error.words()));
    });
}
