//! Conversations as logs of events.

use std::rc::Rc;

use micropython_agent::agent::{Event, Transcript};
use micropython_agent::platform::store::{MemoryStore, RecordStore, StoreError};
use micropython_agent::storage::{Conversations, Summary};

use super::events::*;
use super::store::{FailingStore, memory, now, put, records};

fn events_of(store: &dyn RecordStore) -> Vec<Event> {
    records(store, "event/")
        .into_iter()
        .map(|(_, text)| {
            let record: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            serde_json::from_value(record["content"].clone()).expect("an event")
        })
        .collect()
}

fn titles(conversations: &Conversations) -> Vec<String> {
    let listing = now(conversations.list()).expect("a list");
    assert_eq!(listing.damaged, []);
    let summaries = listing.summaries.into_iter();
    summaries.map(|summary| summary.title).collect()
}

#[test]
fn loses_nothing_that_was_shown_at_any_instant() {
    let events = conversation();
    for batch in [1, 2, 3, 7] {
        for length in 0..=events.len() {
            let store = memory();
            let conversations = Conversations::new(store.clone());
            let log = now(conversations.create(5)).expect("a log");
            for events in events[..length].chunks(batch) {
                now(log.append(events)).expect("stored");
            }
            let opened = now(conversations.open(log.id())).expect("opened");
            assert_eq!(opened.damaged, []);
            assert_eq!(
                opened.transcript,
                Transcript::of(&events[..length]),
                "{length} events in batches of {batch}"
            );
        }
    }
}

#[test]
fn loses_nothing_if_every_event_is_written_by_another_page() {
    let store = memory();
    let conversations = Conversations::new(store.clone());
    let id = now(conversations.create(5))
        .expect("a log")
        .id()
        .to_string();
    let events = conversation();
    for (index, event) in events.iter().enumerate() {
        let log = now(conversations.open(&id)).expect("opened").log;
        now(log.append(std::slice::from_ref(event))).expect("stored");
        let opened = now(conversations.open(&id)).expect("opened");
        assert_eq!(opened.transcript, Transcript::of(&events[..=index]));
    }
}

#[test]
fn keeps_no_streamed_text_that_is_superseded() {
    let store = memory();
    let conversations = Conversations::new(store.clone());
    let log = now(conversations.create(5)).expect("a log");
    for event in conversation() {
        now(log.append(&[event])).expect("stored");
    }
    assert_eq!(
        events_of(&*store),
        [
            asked("one", 1_000),
            step(1),
            retrying(),
            reasoning("Let me see."),
            replied("I print. print(1)"),
            code("print(1)"),
            completed("1\n"),
            step(2),
            delta("I will"),
            reasoning("Hm"),
            stopped(2_000),
            step(2),
            replied("print(2)"),
            code("print(2)"),
            printed("2\n"),
            warned("!"),
            stopped(3_000),
            asked("two", 4_000),
            step(1),
            delta("unfinished"),
            Event::Rewound { step: 1, at: 5_000 },
            console("x = 1", 5_500),
            step(2),
            replied("print(3)"),
            code("print(3)"),
            printed("3\n"),
            console_started("print(4)", 5_600),
            console_ended("4\n", 5_700),
            console_started("print(5)", 5_800),
            printed("5\n"),
            step(2),
            delta("an"),
            delta("ew"),
        ]
    );
}

#[test]
fn joins_the_pieces_of_one_batch() {
    let store = memory();
    let log = now(Conversations::new(store.clone()).create(5)).expect("a log");
    let batch = [
        delta("a"),
        delta("b"),
        reasoning("c"),
        delta("d"),
        printed("e"),
        warned("f"),
    ];
    now(log.append(&batch)).expect("stored");
    assert_eq!(
        events_of(&*store),
        [
            delta("ab"),
            reasoning("c"),
            delta("d"),
            printed("e"),
            warned("f")
        ]
    );
}

#[test]
fn lists_conversations_by_when_they_last_went_on() {
    let store = memory();
    let conversations = Conversations::new(store);
    let first = now(conversations.create(1)).expect("a log");
    now(first.append(&[asked("first", 10)])).expect("stored");
    let second = now(conversations.create(2)).expect("a log");
    now(second.append(&[asked("  \nsecond\nline", 20)])).expect("stored");
    assert_eq!(titles(&conversations), ["second", "first"]);

    now(first.append(&[answered("1", 30)])).expect("stored");
    assert_eq!(titles(&conversations), ["first", "second"]);
    assert_eq!(
        first.summary(),
        Summary {
            id: first.id().into(),
            title: "first".into(),
            created: 10,
            updated: 30,
            ..Summary::default()
        }
    );
}

#[test]
fn cuts_a_long_question_between_words() {
    let log = now(Conversations::new(memory()).create(1)).expect("a log");
    now(log.append(&[asked(&"grüße ".repeat(40), 10)])).expect("stored");
    let title = log.summary().title;
    assert_eq!(title, format!("{}grüße…", "grüße ".repeat(12)));
}

#[test]
fn stores_nothing_before_the_first_event() {
    let store = memory();
    let conversations = Conversations::new(store.clone());
    now(conversations.create(1)).expect("a log");
    assert_eq!(records(&*store, ""), []);
    assert_eq!(titles(&conversations), [""; 0]);
}

#[test]
fn gives_conversations_of_the_same_instant_their_own_ids() {
    let conversations = Conversations::new(memory());
    let first = now(conversations.create(1)).expect("a log");
    now(first.append(&[asked("first", 1)])).expect("stored");
    let second = now(conversations.create(1)).expect("a log");
    assert_ne!(first.id(), second.id());
}

#[test]
fn keeps_the_title_that_the_user_gave() {
    let conversations = Conversations::new(memory());
    let log = now(conversations.create(1)).expect("a log");
    now(log.append(&[asked("first", 10)])).expect("stored");
    now(conversations.rename(log.id(), "Mine", 15)).expect("stored");
    // Whoever had the log open goes on with it.
    now(log.append(&[answered("1", 20), asked("second", 30)])).expect("stored");
    assert_eq!(titles(&conversations), ["Mine"]);
    let opened = now(conversations.open(log.id())).expect("opened");
    assert_eq!(opened.log.summary().title, "Mine");
}

#[test]
fn deletes_a_conversation_and_nothing_else() {
    let store = memory();
    let conversations = Conversations::new(store.clone());
    let first = now(conversations.create(1)).expect("a log");
    now(first.append(&conversation())).expect("stored");
    let second = now(conversations.create(1)).expect("a log");
    now(second.append(&[asked("second", 1)])).expect("stored");
    now(conversations.delete(first.id())).expect("deleted");
    assert_eq!(titles(&conversations), ["second"]);
    assert_eq!(events_of(&*store), [asked("second", 1)]);
}

/// A stored conversation of three runs, and the key of the record of an event.
fn three_runs() -> (Rc<MemoryStore>, Conversations, String) {
    let store = memory();
    let conversations = Conversations::new(store.clone());
    let log = now(conversations.create(1)).expect("a log");
    for at in 1..=3 {
        let question = format!("question {at}");
        let run = [asked(&question, at), answered("yes", at)];
        now(log.append(&run)).expect("stored");
    }
    (store, conversations, log.id().into())
}

#[test]
fn leaves_out_damaged_records_and_says_so() {
    for damage in [
        "",
        "{",
        "[]",
        "{\"version\": 99, \"content\": {}}",
        "{\"version\": 1, \"content\": {\"type\": \"unknown\"}}",
    ] {
        let (store, conversations, id) = three_runs();
        let key = records(&*store, "event/")[2].0.clone();
        put(&*store, &key, damage);
        let opened = now(conversations.open(&id)).expect("opened");
        let questions: Vec<&str> = opened
            .transcript
            .runs
            .iter()
            .map(|run| run.question.as_str())
            .collect();
        assert_eq!(questions, ["question 1", "question 3"], "{damage:?}");
        assert!(
            matches!(&opened.damaged[..], [StoreError::Corrupt { key: damaged, .. }] if *damaged == key)
        );
        // What is damaged stays where it is, and what follows goes after all of it.
        now(opened.log.append(&[asked("question 4", 4)])).expect("stored");
        let all = records(&*store, "event/");
        assert_eq!((all.len(), all[2].1.as_str()), (7, damage));
    }
}

#[test]
fn writes_nothing_over_a_damaged_last_record() {
    let (store, conversations, id) = three_runs();
    let (key, _) = records(&*store, "event/").remove(5);
    put(&*store, &key, "{");
    let opened = now(conversations.open(&id)).expect("opened");
    now(opened.log.append(&[asked("question 4", 4)])).expect("stored");
    let all = records(&*store, "event/");
    assert_eq!((all.len(), all[5].1.as_str()), (7, "{"));
}

#[test]
fn lists_a_conversation_whose_summary_is_damaged() {
    let (store, conversations, id) = three_runs();
    put(&*store, &format!("summary/{id}"), "{");
    let listing = now(conversations.list()).expect("a list");
    assert_eq!(
        listing.summaries,
        [Summary {
            id,
            title: "question 1".into(),
            created: 1,
            // Six events at three instants, each later than the one before.
            updated: 6,
            ..Summary::default()
        }]
    );
    assert_eq!(listing.damaged.len(), 1);
}

#[test]
fn goes_on_after_a_write_that_failed() {
    let store = Rc::new(FailingStore::default());
    let conversations = Conversations::new(store.clone());
    let log = now(conversations.create(1)).expect("a log");
    now(log.append(&[asked("one", 1), step(1)])).expect("stored");
    now(log.append(&[delta("a")])).expect("stored");
    store.full.set(true);
    assert_eq!(
        now(log.append(&[delta("b"), replied("ab")])),
        Err(StoreError::Full)
    );
    let id = log.id().to_string();
    let reply = |conversations: &Conversations| {
        let opened = now(conversations.open(&id)).expect("opened");
        opened.transcript.runs[0].steps[0].reply.text.clone()
    };
    assert_eq!(reply(&conversations), "a", "what was stored is still there");

    store.full.set(false);
    now(log.append(&[delta("b"), replied("ab")])).expect("stored");
    now(log.append(&[code("ab")])).expect("stored");
    assert_eq!(reply(&conversations), "ab");
}

#[test]
fn says_once_what_had_to_be_written_again() {
    let store = Rc::new(FailingStore::default());
    let conversations = Conversations::new(store.clone());
    let log = now(conversations.create(1)).expect("a log");
    now(log.append(&[asked("one", 1), step(1), delta("a")])).expect("stored");
    store.full.set(true);
    assert_eq!(now(log.append(&[delta("b")])), Err(StoreError::Full));
    store.full.set(false);
    now(log.append(&[delta("b")])).expect("stored");
    now(log.append(&[delta("c")])).expect("stored");
    now(log.append(&[stopped(2)])).expect("stored");
    let opened = now(conversations.open(log.id())).expect("opened");
    assert_eq!(opened.transcript.runs[0].steps[0].reply.text, "abc");
}

#[test]
fn opens_an_unknown_conversation_as_empty() {
    let opened = now(Conversations::new(memory()).open("nothing")).expect("opened");
    assert_eq!(opened.transcript, Transcript::default());
}
