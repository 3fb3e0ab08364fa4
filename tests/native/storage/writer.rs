//! The writer of a conversation, when the device is full and when it is not any more.

use std::cell::RefCell;
use std::rc::Rc;

use futures::future::LocalBoxFuture;
use micropython_agent::agent::{Event, Transcript};
use micropython_agent::platform::store::StoreError;
use micropython_agent::storage::conversation::{Conversations, Writer};

use super::events::*;
use super::store::{FailingStore, now};

type Told = Rc<RefCell<Vec<Result<(), StoreError>>>>;

fn writer(conversations: &Conversations) -> (Rc<Writer>, Told) {
    let told = Told::default();
    let tell = told.clone();
    let log = now(conversations.create(1)).expect("a log");
    // The stores here never wait, so a future runs to its end at once.
    let spawn = |work: LocalBoxFuture<'static, ()>| now(work);
    let writer = Writer::new(log, spawn, move |written| tell.borrow_mut().push(written));
    (writer, told)
}

#[test]
fn what_could_not_be_stored_is_stored_when_there_is_room_again() {
    let store = Rc::new(FailingStore::default());
    let conversations = Conversations::new(store.clone());
    let (writer, told) = writer(&conversations);
    let events: Vec<Event> = conversation();
    for (index, event) in events.iter().enumerate() {
        // Full in the middle of a step, and until its end has passed.
        store.full.set((8..19).contains(&index));
        now(writer.write(event.clone()));
    }
    assert_eq!(
        *told.borrow(),
        [Err(StoreError::Full), Err(StoreError::Full), Ok(())]
    );
    let id = now(conversations.list())
        .expect("a list")
        .summaries
        .remove(0)
        .id;
    let opened = now(conversations.open(&id)).expect("opened");
    assert_eq!(opened.transcript, Transcript::of(&events));
}

#[test]
fn a_full_device_is_not_tried_with_every_word() {
    let store = Rc::new(FailingStore::default());
    let conversations = Conversations::new(store.clone());
    let (writer, told) = writer(&conversations);
    store.full.set(true);
    now(writer.write(asked("one", 1)));
    now(writer.write(step(1)));
    for _ in 0..100 {
        writer.queue(delta("word "));
    }
    assert_eq!(told.borrow().len(), 1);
    now(writer.write(stopped(2)));
    assert_eq!(told.borrow().len(), 2);
    store.full.set(false);
    now(writer.write(asked("two", 3)));
    assert_eq!(told.borrow().last(), Some(&Ok(())));
}
