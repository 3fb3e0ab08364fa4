//! Titles and pins that people give, here and on other devices.

use micropython_agent::storage::{Conversations, Summary};

use super::events::{answered, asked};
use super::store::{memory, now, put, records};
use super::sync::Device;

fn only(conversations: &Conversations) -> Summary {
    let listing = now(conversations.list()).expect("a list");
    assert_eq!(listing.damaged, []);
    listing.summaries.into_iter().next().expect("a summary")
}

fn shown(device: &Device) -> (String, bool) {
    let summary = only(&device.conversations());
    (summary.title, summary.label.pinned)
}

#[test]
fn a_pin_outlives_what_is_written_by_whoever_works_on_it() {
    let conversations = Conversations::new(memory());
    let log = now(conversations.create(1)).expect("a log");
    now(log.append(&[asked("first", 10)])).expect("stored");
    now(conversations.pin(log.id(), true, 5)).expect("stored");
    now(log.append(&[answered("1", 20)])).expect("stored");
    let summary = only(&conversations);
    assert!(summary.label.pinned);
    assert_eq!((summary.title.as_str(), summary.updated), ("first", 20));
    now(conversations.pin(log.id(), false, 1)).expect("stored");
    // Also where the clock was put back.
    assert_eq!(only(&conversations).label.pin_changed, 6);
    assert!(!only(&conversations).label.pinned);
}

#[test]
fn a_blank_title_is_untitled_and_a_long_one_is_cut() {
    let conversations = Conversations::new(memory());
    let log = now(conversations.create(1)).expect("a log");
    now(log.append(&[asked("first", 10)])).expect("stored");
    now(conversations.rename(log.id(), " \n", 1)).expect("stored");
    assert_eq!(only(&conversations).title, "Untitled");
    now(conversations.rename(log.id(), &"x".repeat(200), 2)).expect("stored");
    assert_eq!(only(&conversations).title, format!("{}…", "x".repeat(80)),);
}

#[test]
fn a_summary_of_before_there_were_labels_has_none_and_a_damaged_label_counts_as_none() {
    let store = memory();
    let summary =
        r#"{"version": 1, "content": {"id": "a", "title": "Old", "created": 1, "updated": 2}}"#;
    put(&*store, "summary/a", summary);
    put(&*store, "label/a", "{}");
    let conversations = Conversations::new(store);
    let expected = Summary {
        id: "a".into(),
        title: "Old".into(),
        created: 1,
        updated: 2,
        ..Summary::default()
    };
    assert_eq!(only(&conversations), expected);
    now(conversations.rename("a", "New", 3)).expect("stored");
    assert_eq!(only(&conversations).title, "New");
}

#[test]
fn a_label_goes_with_its_conversation() {
    let store = memory();
    let conversations = Conversations::new(store.clone());
    let log = now(conversations.create(1)).expect("a log");
    now(log.append(&[asked("first", 10)])).expect("stored");
    now(conversations.rename(log.id(), "Mine", 1)).expect("stored");
    now(conversations.delete(log.id())).expect("deleted");
    assert_eq!(records(&*store, ""), []);
}

fn devices() -> [Device; 2] {
    let shared = memory();
    ["a", "b"].map(|name| Device {
        name,
        store: memory(),
        shared: shared.clone(),
    })
}

#[test]
fn titles_and_pins_travel_and_the_later_change_of_each_stands() {
    let [a, b] = devices();
    let id = a.begin("What is it?");
    a.sync();
    b.sync();
    now(a.conversations().rename(&id, "By a", 10)).expect("stored");
    now(b.conversations().rename(&id, "By b", 20)).expect("stored");
    now(a.conversations().pin(&id, true, 30)).expect("stored");
    a.sync();
    assert_eq!(b.sync().relabelled, 1);
    assert_eq!(a.sync().relabelled, 1);
    assert_eq!(shown(&a), ("By b".into(), true));
    assert_eq!(shown(&b), shown(&a));
    for device in [&b, &a, &b, &a] {
        let synced = device.sync();
        assert_eq!((synced.relabelled, synced.told), (0, 0), "it has settled");
    }
}

#[test]
fn a_title_given_here_stands_when_the_conversation_went_on_elsewhere() {
    let [a, b] = devices();
    let id = a.begin("What is it?");
    a.sync();
    b.sync();
    now(a.conversations().rename(&id, "Mine", 10)).expect("stored");
    b.go_on(&id, &[answered("1", 20)]);
    b.sync();
    assert_eq!(a.sync().extended, 1);
    assert_eq!(shown(&a), ("Mine".into(), false));
    b.sync();
    assert_eq!(shown(&b), ("Mine".into(), false));
}
