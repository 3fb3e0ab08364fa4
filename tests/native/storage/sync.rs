//! Two devices and what they share: nothing is lost, and nothing is there twice.

use std::rc::Rc;

use micropython_agent::agent::{Event, Transcript};
use micropython_agent::platform::store::{Change, RecordStore, ScopedStore};
use micropython_agent::storage::Conversations;
use micropython_agent::storage::snapshots::Snapshots;
use micropython_agent::storage::sync::{Synced, sync};
use proptest::prelude::*;

use super::events::{answered, asked, code, completed, conversation, delta, replied, step};
use super::snapshots::snapshot;
use super::store::{memory, now, put};

struct Device {
    name: &'static str,
    store: Rc<dyn RecordStore>,
    shared: Rc<dyn RecordStore>,
}

impl Device {
    fn sync(&self) -> Synced {
        now(sync(&self.store, &self.shared, self.name, &[])).expect("synced")
    }

    fn conversations(&self) -> Conversations {
        Conversations::new(self.store.clone())
    }

    fn begin(&self, question: &str) -> String {
        let at = u64::from(self.name.as_bytes()[0]);
        let log = now(self.conversations().create(at)).expect("a log");
        now(log.append(&[asked(question, 1)])).expect("stored");
        log.id().to_string()
    }

    fn go_on(&self, id: &str, events: &[Event]) {
        let log = now(self.conversations().open(id)).expect("opened").log;
        now(log.append(events)).expect("stored");
    }

    /// The questions of each conversation, by its id.
    fn all(&self) -> Vec<(String, Vec<String>)> {
        let listing = now(self.conversations().list()).expect("a list");
        assert_eq!(listing.damaged, []);
        let mut all: Vec<_> = listing
            .summaries
            .into_iter()
            .map(|summary| {
                let opened = now(self.conversations().open(&summary.id)).expect("opened");
                let runs = opened.transcript.runs.into_iter();
                (summary.id, runs.map(|run| run.question).collect())
            })
            .collect();
        all.sort();
        all
    }
}

fn devices<const COUNT: usize>(names: [&'static str; COUNT]) -> [Device; COUNT] {
    let shared: Rc<dyn RecordStore> = memory();
    names.map(|name| Device {
        name,
        store: memory(),
        shared: shared.clone(),
    })
}

/// The questions alone, conversation by conversation.
fn questions(all: &[(String, Vec<String>)]) -> Vec<Vec<&str>> {
    let questions = all.iter().map(|(_, questions)| questions);
    questions
        .map(|questions| questions.iter().map(String::as_str).collect())
        .collect()
}

#[test]
fn a_conversation_is_taken_whole_and_goes_on_in_either_place() {
    let [a, b] = devices(["a", "b"]);
    let id = now(a.conversations().create(1))
        .expect("a log")
        .id()
        .to_string();
    a.go_on(&id, &conversation());
    now(Snapshots::new(a.store.clone(), &id).keep(1, &snapshot(1, 2))).expect("kept");
    assert_eq!(
        a.sync(),
        Synced {
            told: 1,
            ..Synced::default()
        }
    );
    assert_eq!(
        b.sync(),
        Synced {
            taken: 1,
            told: 1,
            ..Synced::default()
        }
    );
    let opened = now(b.conversations().open(&id)).expect("opened");
    assert_eq!(opened.transcript, Transcript::of(&conversation()));
    assert_eq!(
        now(Snapshots::new(b.store.clone(), &id).of_step(1)),
        Ok(Some(snapshot(1, 2)))
    );
    b.go_on(&id, &[asked("three", 9), answered("3", 10)]);
    b.sync();
    assert_eq!(
        a.sync(),
        Synced {
            extended: 1,
            told: 1,
            ..Synced::default()
        }
    );
    assert_eq!(a.all(), b.all());
    for device in [&a, &b] {
        assert_eq!(device.sync(), Synced::default(), "{}", device.name);
    }
}

#[test]
fn a_conversation_that_went_on_in_two_places_is_there_twice_on_both() {
    let [a, b] = devices(["a", "b"]);
    let id = a.begin("one");
    a.sync();
    b.sync();
    a.go_on(&id, &[asked("on a", 2)]);
    b.go_on(&id, &[asked("on b", 2)]);
    a.sync();
    assert_eq!(b.sync().parted, 1);
    assert_eq!(a.sync().parted, 1);
    b.sync();
    assert_eq!(questions(&a.all()), [["one", "on a"], ["one", "on b"]]);
    assert_eq!(questions(&b.all()), [["one", "on b"], ["one", "on a"]]);

    // Either branch goes on wherever it is.
    a.go_on(&format!("{id}@b"), &[asked("b's, on a", 3)]);
    a.sync();
    assert_eq!(b.sync().extended, 1);
    assert_eq!(
        questions(&b.all()),
        [vec!["one", "on b", "b's, on a"], vec!["one", "on a"]]
    );
    a.sync();
    for device in [&a, &b] {
        assert_eq!(device.sync(), Synced::default(), "{}", device.name);
    }
}

#[test]
fn a_reply_that_was_under_way_is_not_said_twice() {
    let [a, b] = devices(["a", "b"]);
    let id = a.begin("one");
    a.go_on(&id, &[step(1), delta("He"), delta("llo")]);
    a.sync();
    b.sync();
    a.go_on(&id, &[replied("Hello."), code("1"), completed("")]);
    a.sync();
    assert_eq!(b.sync().extended, 1);
    let opened = now(b.conversations().open(&id)).expect("opened");
    assert_eq!(opened.transcript.runs[0].steps[0].reply.text, "Hello.");
    assert_eq!(opened.transcript.last_step(), 1);
}

#[test]
fn what_is_deleted_here_does_not_come_back_and_stays_elsewhere() {
    let [a, b] = devices(["a", "b"]);
    let id = a.begin("one");
    a.sync();
    b.sync();
    now(b.conversations().delete(&id)).expect("deleted");
    assert_eq!(b.sync(), Synced::default());
    assert_eq!(b.all(), []);
    a.sync();
    assert_eq!(questions(&a.all()), [["one"]]);
}

#[test]
fn a_conversation_at_work_is_left_alone() {
    let [a, b] = devices(["a", "b"]);
    let id = a.begin("one");
    a.sync();
    b.sync();
    b.go_on(&id, &[asked("two", 2)]);
    b.sync();
    let busy = [id.clone()];
    let synced = now(sync(&a.store, &a.shared, a.name, &busy)).expect("synced");
    assert_eq!(synced, Synced::default());
    assert_eq!(a.sync().extended, 1);
}

#[test]
fn what_a_stranger_puts_there_is_no_conversation() {
    let [a, b] = devices(["a", "b"]);
    a.begin("one");
    a.sync();
    put(&*b.shared, "devices/evil", "1");
    let evil = ScopedStore::new(b.shared.clone(), "device/evil/");
    put(
        &evil,
        "summary/x",
        "{\"version\":1,\"content\":{\"id\":\"x\",\"title\":\"x\",\"created\":1,\"updated\":1}}",
    );
    put(
        &evil,
        "event/x/000000000000",
        "{\"version\":1,\"content\":{\"type\":\"reply_delta\",\"text\":\"x\"}}",
    );
    put(&evil, "event/x/000000000001", "{");
    let key = "snapshot/x/0000000007".to_string();
    let bytes = vec![1, 2, 3];
    now(evil.commit(vec![Change::PutBytes { key, bytes }])).expect("stored");
    assert_eq!(b.sync().taken, 1);
    assert_eq!(questions(&b.all()), [["one"]]);
}

#[derive(Clone, Debug)]
enum Deed {
    Begin(usize),
    GoOn(usize, usize),
    Sync(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0..3_usize).prop_map(Deed::Begin),
        (0..3_usize, 0..8_usize).prop_map(|(device, place)| Deed::GoOn(device, place)),
        (0..3_usize).prop_map(Deed::Sync),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever three devices do, when all have synced each has every question that was asked on
    /// any of them, behind the same questions as there; and once more changes nothing.
    #[test]
    fn nothing_is_lost_between_three_devices(deeds in prop::collection::vec(deed(), 1..40)) {
        let devices = devices(["a", "b", "c"]);
        let mut asked_there: Vec<Vec<String>> = Vec::new();
        for (number, deed) in deeds.into_iter().enumerate() {
            match deed {
                Deed::Begin(device) => {
                    let question = format!("begun {number}");
                    let at = number as u64;
                    let log = now(devices[device].conversations().create(1_000 + at)).unwrap();
                    now(log.append(&[asked(&question, at)])).unwrap();
                    asked_there.push(vec![question]);
                }
                Deed::GoOn(device, place) => {
                    let all = devices[device].all();
                    let Some((id, before)) = all.get(place % all.len().max(1)) else { continue };
                    let question = format!("asked {number}");
                    devices[device].go_on(id, &[asked(&question, number as u64)]);
                    let mut history = before.clone();
                    history.push(question);
                    asked_there.push(history);
                }
                Deed::Sync(device) => { devices[device].sync(); }
            }
        }
        for _ in 0..2 {
            devices.iter().for_each(|device| { device.sync(); });
        }
        for device in &devices {
            let all = device.all();
            for history in &asked_there {
                let kept = all.iter().any(|(_, questions)| questions.starts_with(history));
                prop_assert!(kept, "{} has lost {history:?}: {all:?}", device.name);
            }
            let mut each: Vec<_> = all.iter().map(|(_, questions)| questions).collect();
            each.sort();
            let count = each.len();
            each.dedup();
            prop_assert_eq!(count, each.len(), "{} has one twice: {:?}", device.name, all);
            prop_assert_eq!(device.sync(), Synced::default(), "{}", device.name);
        }
    }
}
