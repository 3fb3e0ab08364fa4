//! Two devices and what they share: nothing is lost, and nothing is there twice.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use micropython_agent::agent::{Event, Transcript};
use micropython_agent::platform::store::{
    Change, MemoryStore, RecordStore, ScopedStore, StoreError,
};
use micropython_agent::storage::Conversations;
use micropython_agent::storage::snapshots::Snapshots;
use micropython_agent::storage::sync::{Leads, Synced, sync};
use proptest::prelude::*;
use serde_json::json;

use super::events::{
    answered, asked, code, completed, console_ended, console_started, conversation, delta, replied,
    step,
};
use super::snapshots::snapshot;
use super::store::{memory, now, put};

pub struct Device {
    pub name: &'static str,
    pub store: Rc<dyn RecordStore>,
    pub shared: Rc<dyn RecordStore>,
}

impl Device {
    pub fn sync(&self) -> Synced {
        self.sync_but_for(&[])
    }

    /// With these conversations at work.
    fn sync_but_for(&self, busy: &[String]) -> Synced {
        let busy = Busy(busy.to_vec());
        now(sync(&self.store, &self.shared, self.name, &busy)).expect("synced")
    }

    pub fn delete(&self, id: &str) {
        now(self.conversations().delete(id)).expect("deleted");
    }

    pub fn conversations(&self) -> Conversations {
        Conversations::new(self.store.clone())
    }

    pub fn begin(&self, question: &str) -> String {
        let at = u64::from(self.name.as_bytes()[0]);
        let log = now(self.conversations().create(at)).expect("a log");
        now(log.append(&[asked(question, 1)])).expect("stored");
        log.id().to_string()
    }

    pub fn go_on(&self, id: &str, events: &[Event]) {
        let log = now(self.conversations().open(id)).expect("opened").log;
        now(log.append(events)).expect("stored");
    }

    /// The questions of each conversation, by its id.
    pub fn all(&self) -> Vec<(String, Vec<String>)> {
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

/// Conversations that somebody is at work on.
struct Busy(Vec<String>);

#[async_trait(?Send)]
impl Leads for Busy {
    async fn take(&self, conversation: &str) -> Option<Box<dyn Any>> {
        let is_free = !self.0.iter().any(|busy| busy == conversation);
        is_free.then(|| Box::new(()) as Box<dyn Any>)
    }

    fn went_on(&self, _conversation: &str) {}

    fn relabelled(&self, _conversation: &str) {}

    fn deleted(&self, _conversation: &str) {}
}

/// A store that keeps the keys it was read at.
#[derive(Default)]
struct Watched {
    store: MemoryStore,
    read: RefCell<Vec<String>>,
}

#[async_trait(?Send)]
impl RecordStore for Watched {
    async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        self.store.commit(changes).await
    }

    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read.borrow_mut().push(key.into());
        self.store.get(key).await
    }

    async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read.borrow_mut().push(key.into());
        self.store.get_bytes(key).await
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.read.borrow_mut().push(format!("{prefix}*"));
        self.store.list(prefix).await
    }
}

fn changed(ids: &[&str]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
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
            changed: changed(&[&id]),
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
            changed: changed(&[&id]),
            ..Synced::default()
        }
    );
    assert_eq!(a.all(), b.all());
    for device in [&a, &b] {
        assert_eq!(device.sync(), Synced::default(), "{}", device.name);
    }
}

#[test]
fn a_conversation_that_begins_at_the_console_is_taken_and_goes_on() {
    let [a, b] = devices(["a", "b"]);
    let log = now(a.conversations().create(1)).expect("a log");
    a.go_on(log.id(), &[console_started("x = 1", 1)]);
    a.sync();
    assert_eq!(b.sync().taken, 1);
    a.go_on(log.id(), &[console_ended("1", 2)]);
    a.sync();
    assert_eq!(b.sync().changed, changed(&[log.id()]));
    let opened = now(b.conversations().open(log.id())).expect("opened");
    let ran = opened.transcript.console().next().expect("it is there");
    assert_eq!((&*ran.stdout, ran.end().is_some()), ("1", true));
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
fn what_is_allowed_on_one_device_is_not_on_another_and_stays_where_it_was_said() {
    let [a, b] = devices(["a", "b"]);
    let id = a.begin("one");
    let called: Vec<Event> = serde_json::from_value(json!([
        {"type": "step_started", "number": 1, "at": 2, "source": "live"},
        {
            "type": "replied", "text": "x", "usage": null, "duration_ms": 1,
            "carried_over": {"from": "a model", "data": "[1]"},
        },
        {"type": "code_started", "code": "send()"},
        {
            "type": "tool_called", "call": 1, "name": "send", "arguments": {}, "at": 3,
            "side_effects": true,
        },
        {"type": "approval_asked", "call": 1},
        {
            "type": "person_answered", "step": 1, "call": 1, "at": 4,
            "answer": {"type": "approval", "approval": {"type": "always"}},
        },
        {"type": "tool_returned", "call": 1, "result": {"Ok": 1}, "duration_ms": 1, "source": "live"},
    ]))
    .expect("events");
    a.go_on(&id, &called);
    let read = |device: &Device| {
        now(device.conversations().open(&id))
            .expect("opened")
            .transcript
    };
    let allows = |device: &Device| read(device).allows_always("send");
    let carries = |device: &Device| read(device).runs[0].steps[0].reply.carried_over.is_some();
    a.sync();
    assert_eq!(b.sync().taken, 1);
    assert_eq!((allows(&a), carries(&a)), (true, true));
    assert_eq!((allows(&b), carries(&b)), (false, false));

    // That makes no difference between the two: it goes on as one, and what was said here stays.
    b.go_on(&id, &[completed(""), answered("1", 9), asked("two", 10)]);
    b.sync();
    assert_eq!(a.sync().extended, 1);
    assert_eq!(a.all(), b.all());
    assert_eq!(questions(&a.all()), [["one", "two"]]);
    assert_eq!((allows(&a), carries(&a)), (true, true));
    for device in [&b, &a, &b] {
        device.sync();
    }
    assert_eq!((a.all().len(), allows(&b)), (1, false));
    assert_eq!(a.sync(), Synced::default());
}

#[test]
fn a_reply_that_was_under_way_is_not_said_twice() {
    let [a, b] = devices(["a", "b"]);
    let id = a.begin("one");
    a.go_on(&id, &[step(1), delta("He"), delta("llo")]);
    a.sync();
    b.sync();
    a.go_on(
        &id,
        &[
            replied("Hello."),
            code("1"),
            completed(""),
            answered("1", 2),
        ],
    );
    a.sync();
    assert_eq!(b.sync().extended, 1);
    let opened = now(b.conversations().open(&id)).expect("opened");
    assert_eq!(opened.transcript.runs[0].steps[0].reply.text, "Hello.");
    assert_eq!(opened.transcript.last_step(), 1);
}

#[test]
fn what_is_deleted_here_is_deleted_everywhere() {
    let [a, b, c] = devices(["a", "b", "c"]);
    let id = a.begin("one");
    a.go_on(&id, &[answered("1", 2)]);
    a.sync();
    b.sync();
    // A device that has less of it than was deleted.
    a.go_on(&id, &[asked("two", 3), answered("2", 4)]);
    a.sync();
    c.sync();
    c.delete(&id);
    assert_eq!(
        c.sync(),
        Synced {
            told: 1,
            ..Synced::default()
        }
    );
    assert_eq!(
        b.sync(),
        Synced {
            deleted: 1,
            changed: changed(&[&id]),
            ..Synced::default()
        }
    );
    assert_eq!(a.sync().deleted, 1);
    for device in [&a, &b, &c] {
        assert_eq!(device.sync(), Synced::default(), "{}", device.name);
        assert_eq!(device.all(), [], "{}", device.name);
        let part = format!("device/{}/", device.name);
        let left = now(device.shared.list(&part)).expect("a list");
        let tombstone = format!("device/c/deleted/{id}-");
        let count = usize::from(device.name == "c");
        assert_eq!(left.len(), count, "{}", device.name);
        assert!(left.iter().all(|(key, _)| key.starts_with(&tombstone)));
    }
}

#[test]
fn what_went_on_elsewhere_comes_back_after_a_deletion() {
    let [a, b] = devices(["a", "b"]);
    let id = a.begin("one");
    a.sync();
    b.sync();
    b.go_on(&id, &[asked("two", 2)]);
    a.delete(&id);
    a.sync();
    assert_eq!(b.sync().deleted, 0);
    assert_eq!(a.sync().taken, 1);
    assert_eq!(questions(&a.all()), [["one", "two"]]);
    assert_eq!(a.all(), b.all());
    // Deleted once more, with all of it seen.
    a.delete(&id);
    a.sync();
    assert_eq!(b.sync().deleted, 1);
    assert_eq!((a.all(), b.all()), (vec![], vec![]));
}

#[test]
fn a_conversation_at_work_is_deleted_when_it_is_at_rest() {
    let [a, b] = devices(["a", "b"]);
    let id = a.begin("one");
    a.sync();
    b.sync();
    a.delete(&id);
    a.sync();
    let busy = [id.clone()];
    assert_eq!(b.sync_but_for(&busy), Synced::default());
    assert_eq!(questions(&b.all()), [["one"]]);
    assert_eq!(b.sync().deleted, 1);
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
    assert_eq!(a.sync_but_for(&busy), Synced::default());
    assert_eq!(a.sync().extended, 1);
}

#[test]
fn only_what_is_new_is_read() {
    let shared: Rc<Watched> = Rc::default();
    let [a, b] = ["a", "b"].map(|name| Device {
        name,
        store: memory(),
        shared: shared.clone(),
    });
    let other = a.begin("another");
    let id = a.begin("one: two/three?");
    a.sync();
    b.sync();
    shared.read.take();
    b.sync();
    assert_eq!(shared.read.take(), ["store.txt", "devices/*"]);

    a.go_on(&id, &[asked("two", 2)]);
    a.sync();
    shared.read.take();
    assert_eq!(b.sync().extended, 1);
    let folder = format!("device/a/conversations/{id} one two three");
    assert_eq!(
        shared.read.take(),
        [
            "store.txt".into(),
            "devices/*".into(),
            "device/a/index/*".into(),
            "device/a/deleted/*".into(),
            format!("{folder}/1-000001.jsonl"),
        ]
    );
    assert_eq!(questions(&b.all()).len(), 2);
    // What the others were told is not told again.
    let told = now(shared.list(&format!("device/a/conversations/{other} "))).expect("a list");
    assert_eq!(told.len(), 1);
}

#[test]
fn a_store_that_was_emptied_is_filled_again() {
    let [a, b] = devices(["a", "b"]);
    a.begin("one");
    a.sync();
    b.sync();
    let prefix = String::new();
    now(a.shared.commit(vec![Change::DeletePrefix { prefix }])).expect("emptied");
    assert_eq!(a.sync().told, 1);
    assert_eq!(b.sync().told, 1);
    assert_eq!(a.sync(), Synced::default());
    assert_eq!(questions(&b.all()), [["one"]]);
}

/// What a device says of a conversation whose log is in a folder.
fn head(folder: &str, parts: u32) -> String {
    format!(
        "{{\"version\":1,\"content\":{{\"summary\":{{\"id\":\"x\",\"title\":\"x\",\"created\":1,\"updated\":1}},\
        \"folder\":\"{folder}\",\"generation\":0,\"parts\":{parts},\"events\":1,\"fingerprint\":1,\"sessions\":[7]}}}}"
    )
}

#[test]
fn what_a_stranger_puts_there_is_no_conversation() {
    let [a, b] = devices(["a", "b"]);
    a.begin("one");
    a.sync();
    put(&*b.shared, "devices/evil.txt", "1");
    put(&*b.shared, "devices/../../evil.txt", "1");
    let evil = ScopedStore::new(b.shared.clone(), "device/evil/");
    let delta = "{\"version\":1,\"content\":{\"type\":\"reply_delta\",\"text\":\"x\"}}";
    let asked = "{\"version\":1,\"content\":{\"type\":\"asked\",\"question\":\"x\",\"at\":1}}";
    for (id, folder, parts, log) in [
        ("not-a-question", "1", 1, delta),
        ("damaged", "2", 1, "{"),
        ("missing", "3", 9, asked),
        ("endless", "4", u32::MAX, asked),
        ("out-of-its-folder", "../a", 1, asked),
        ("an/event", "5", 1, asked),
    ] {
        put(&evil, &format!("index/{id}.json"), &head(folder, parts));
        put(
            &evil,
            &format!("conversations/{folder}/0-000000.jsonl"),
            log,
        );
    }
    put(&evil, "index/no-head.json", "{");
    let key = "conversations/1/step-0000000007.session".to_string();
    let bytes = vec![1, 2, 3];
    now(evil.commit(vec![Change::PutBytes { key, bytes }])).expect("stored");
    put(
        &evil,
        "deleted/x.json",
        "{\"version\":1,\"content\":{\"id\":\"98\",\"chain\":[1,2]}}",
    );
    assert_eq!(b.sync().taken, 1);
    assert_eq!(questions(&b.all()), [["one"]]);
    assert_eq!(b.sync(), Synced::default());
}

#[derive(Clone, Debug)]
enum Deed {
    Begin(usize),
    GoOn(usize, usize),
    Delete(usize, usize),
    Sync(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        2 => (0..3_usize).prop_map(Deed::Begin),
        4 => (0..3_usize, 0..8_usize).prop_map(|(device, place)| Deed::GoOn(device, place)),
        1 => (0..3_usize, 0..8_usize).prop_map(|(device, place)| Deed::Delete(device, place)),
        4 => (0..3_usize).prop_map(Deed::Sync),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever three devices do, when all have synced each has every question that was asked on
    /// any of them, behind the same questions as there, but for what was deleted by someone who saw
    /// it; that is nowhere; and once more changes nothing.
    #[test]
    fn nothing_is_lost_between_three_devices(deeds in prop::collection::vec(deed(), 1..60)) {
        let devices = devices(["a", "b", "c"]);
        let mut asked_there: Vec<Vec<String>> = Vec::new();
        let mut deleted: Vec<Vec<String>> = Vec::new();
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
                Deed::Delete(device, place) => {
                    let all = devices[device].all();
                    let Some((id, questions)) = all.get(place % all.len().max(1)) else { continue };
                    devices[device].delete(id);
                    deleted.push(questions.clone());
                }
                Deed::Sync(device) => { devices[device].sync(); }
            }
        }
        for _ in 0..3 {
            devices.iter().for_each(|device| { device.sync(); });
        }
        let contents = |device: &Device| {
            let mut each: Vec<_> = device.all().into_iter().map(|(_, questions)| questions).collect();
            each.sort();
            each
        };
        for device in &devices {
            let each = contents(device);
            for history in &asked_there {
                let kept = each.iter().any(|questions| questions.starts_with(history));
                let was_deleted = deleted.iter().any(|questions| questions.starts_with(history));
                prop_assert!(kept || was_deleted, "{} has lost {history:?}: {each:?}", device.name);
            }
            for questions in &deleted {
                let rest = each.iter().find(|kept| questions.starts_with(kept));
                prop_assert_eq!(rest, None, "{} still has what was deleted", device.name);
            }
            let count = each.len();
            let mut once = each.clone();
            once.dedup();
            prop_assert_eq!(count, once.len(), "{} has one twice: {:?}", device.name, each);
            prop_assert_eq!(&each, &contents(&devices[0]), "{}", device.name);
            prop_assert_eq!(device.sync(), Synced::default(), "{}", device.name);
        }
    }
}
