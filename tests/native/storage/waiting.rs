//! Messages that wait: they outlive a reload, and are read once.

use micropython_agent::agent::{Event, Turn, Waiting};
use micropython_agent::storage::Conversations;

use super::events::{asked, step};
use super::store::{memory, now, put, records};

fn message(text: &str, turn: Turn) -> Waiting {
    Waiting {
        text: text.into(),
        artifacts: Vec::new(),
        turn,
    }
}

fn steered(text: &str) -> Event {
    Event::Steered {
        text: text.into(),
        artifacts: Vec::new(),
        at: 9,
    }
}

fn waiting(conversations: &Conversations, id: &str) -> Vec<Waiting> {
    now(conversations.open(id)).expect("opened").waiting
}

#[test]
fn they_wait_in_order_until_an_event_takes_them_in() {
    let conversations = Conversations::new(memory());
    let log = now(conversations.create(1)).expect("a log");
    now(log.append(&[asked("one", 1), step(1)])).expect("stored");
    let all = [
        message("in euros", Turn::NextStep),
        message("and two?", Turn::NextQuestion),
        message("in euros", Turn::NextStep),
    ];
    for (at, message) in (5..).zip(&all) {
        now(conversations.leave(log.id(), message, at)).expect("stored");
    }
    assert_eq!(waiting(&conversations, log.id()), all);

    now(log.append(&[steered("in euros"), step(1)])).expect("stored");
    assert_eq!(waiting(&conversations, log.id()), all[1..]);
    now(log.append(&[asked("something else", 10)])).expect("stored");
    assert_eq!(waiting(&conversations, log.id()), all[1..]);
    now(log.append(&[asked("and two?", 11), steered("in euros")])).expect("stored");
    assert_eq!(waiting(&conversations, log.id()), []);
}

#[test]
fn one_that_is_taken_back_waits_no_longer() {
    let conversations = Conversations::new(memory());
    let [first, second] = ["a", "b"].map(|text| message(text, Turn::NextStep));
    now(conversations.leave("it", &first, 1)).expect("stored");
    now(conversations.leave("it", &second, 2)).expect("stored");
    now(conversations.leave("other", &first, 3)).expect("stored");
    now(conversations.take_back("it", &first)).expect("stored");
    now(conversations.take_back("it", &first)).expect("nothing to do");
    assert_eq!(waiting(&conversations, "it"), [second]);
    assert_eq!(waiting(&conversations, "other"), [first]);
}

#[test]
fn they_go_with_their_conversation() {
    let store = memory();
    let conversations = Conversations::new(store.clone());
    let first = message("a", Turn::NextStep);
    now(conversations.leave("it", &first, 1)).expect("stored");
    now(conversations.delete("it")).expect("deleted");
    assert_eq!(records(&*store, ""), []);
}

#[test]
fn a_damaged_one_does_not_hide_the_others() {
    let store = memory();
    let conversations = Conversations::new(store.clone());
    put(&*store, "waiting/it/0", "{");
    let whole = message("a", Turn::NextStep);
    now(conversations.leave("it", &whole, 1)).expect("stored");
    assert_eq!(waiting(&conversations, "it"), [whole]);
}
