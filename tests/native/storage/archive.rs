//! Conversations as a file: what is exported is imported as it was, and what strangers have made of
//! a file is refused.

use std::rc::Rc;

use micropython_agent::agent::{Event, Transcript, Turn, Waiting};
use micropython_agent::platform::store::{RecordStore, StoreError};
use micropython_agent::storage::archive::{
    ArchiveError, MAX_BYTES, MAX_CONVERSATIONS, MAX_DEPTH, Shortened, Single, export, import, share,
};
use micropython_agent::storage::conversation::Conversations;
use micropython_agent::storage::settings::{self, Settings};
use micropython_agent::storage::snapshots::Snapshots;
use serde_json::{Value, json};

use super::events::{asked, code, completed, conversation, replied, step};
use super::snapshots::snapshot;
use super::store::{FailingStore, memory, now, put, records};

/// A store with one conversation in which most things happen, and its id.
fn store() -> (Rc<dyn RecordStore>, String) {
    let store: Rc<dyn RecordStore> = memory();
    let conversations = Conversations::new(store.clone());
    let log = now(conversations.create(5)).expect("a log");
    now(log.append(&conversation())).expect("stored");
    now(conversations.rename(log.id(), "Mine", 9)).expect("stored");
    let message = Waiting {
        text: "in euros".into(),
        artifacts: Vec::new(),
        turn: Turn::NextStep,
    };
    now(conversations.leave(log.id(), &message, 9)).expect("stored");
    let sessions = Snapshots::new(store.clone(), log.id());
    now(sessions.keep(1, &snapshot(1, 2))).expect("stored");
    now(sessions.keep(3, &snapshot(3, 2))).expect("stored");
    let id = log.id().to_string();
    (store, id)
}

fn exported() -> String {
    let (store, id) = store();
    now(export(&store, &[id])).expect("a file")
}

/// The exported file with a change.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut file: Value = serde_json::from_str(&exported()).expect("JSON");
    change(&mut file);
    file.to_string()
}

fn refused(file: &str) -> ArchiveError {
    let store: Rc<dyn RecordStore> = memory();
    let error = now(import(&store, file, 100)).expect_err("it is refused");
    assert_eq!(records(&*store, ""), [], "nothing is stored");
    error
}

/// Why the only conversation of a file is refused.
fn problem(change: impl FnOnce(&mut Value)) -> String {
    match refused(&changed(|file| change(&mut file["conversations"][0]))) {
        ArchiveError::Conversation { place: 1, problem } => problem,
        other => panic!("{other}"),
    }
}

#[test]
fn what_is_exported_is_imported_as_it_was() {
    let (from, id) = store();
    let file = now(export(&from, &[id.clone(), "unknown".into()])).expect("a file");
    let to: Rc<dyn RecordStore> = memory();
    let ids = now(import(&to, &file, 100_000)).expect("imported");
    let [imported] = &ids[..] else {
        panic!("one conversation, not {ids:?}");
    };
    let old = now(Conversations::new(from.clone()).open(&id)).expect("opened");
    let new = now(Conversations::new(to.clone()).open(imported)).expect("opened");
    assert_eq!((new.transcript, new.waiting), (old.transcript, old.waiting));
    assert_eq!(new.damaged, []);
    let (old, new) = (old.log.summary(), new.log.summary());
    assert_eq!(
        (&new.title, new.created, new.updated),
        (&"Mine".to_string(), old.created, old.updated)
    );
    let sessions = Snapshots::new(to.clone(), imported);
    assert_eq!(now(sessions.steps()), Ok(vec![1, 3]));
    assert_eq!(now(sessions.of_step(3)), Ok(Some(snapshot(3, 2))));
    assert_eq!(now(export(&to, &ids)).expect("a file"), file);
}

#[test]
fn a_single_conversation_needs_no_store() {
    // By hand, to where a page takes it in.
    let single = Single {
        events: conversation(),
        waiting: Vec::new(),
        session: Some(snapshot(1, 2)),
    };
    let file = single.write().expect("a file");
    let to: Rc<dyn RecordStore> = memory();
    let ids = now(import(&to, &file, 100_000)).expect("imported");
    let opened = now(Conversations::new(to.clone()).open(&ids[0])).expect("opened");
    assert_eq!(opened.transcript, Transcript::of(&single.events));
    let summary = opened.log.summary();
    assert_eq!((summary.title.as_str(), summary.created), ("one", 1_000));
    let sessions = Snapshots::new(to, &ids[0]);
    assert_eq!(now(sessions.of_step(1)), Ok(Some(snapshot(1, 2))));
    assert_eq!(Single::read(&file), Ok(single));

    // And from a page: of its sessions, the one where the conversation stands.
    let single = Single::read(&exported()).expect("a conversation");
    assert_eq!(Transcript::of(&single.events).runs[0].question, "one");
    assert_eq!(single.waiting.len(), 1);
    assert_eq!(single.session, Some(snapshot(1, 2)));
}

#[test]
fn a_single_conversation_is_one_and_is_trusted_as_little() {
    let two = changed(|file| {
        let first = file["conversations"][0].clone();
        file["conversations"]
            .as_array_mut()
            .expect("a list")
            .push(first);
    });
    let problem = "it has 2 conversations, where one is expected".to_string();
    assert_eq!(Single::read(&two), Err(ArchiveError::NotAnArchive(problem)));
    let forged = changed(|file| file["conversations"][0]["events"][0]["type"] = json!("ended"));
    assert!(matches!(
        Single::read(&forged),
        Err(ArchiveError::NotAnArchive(_))
    ));
    let late = changed(|file| file["conversations"][0]["sessions"][1]["step"] = json!(9));
    assert!(matches!(
        Single::read(&late),
        Err(ArchiveError::Conversation { place: 1, .. })
    ));
}

#[test]
fn a_file_to_share_reads_the_same_without_what_python_knew() {
    let (from, id) = store();
    let whole = now(export(&from, std::slice::from_ref(&id))).expect("a file");
    let shared = now(share(&from, &id)).expect("a file");
    assert!(shared.text.len() < whole.len());
    assert_eq!(shared.whole_bytes, shared.text.len());
    assert_eq!(shared.shortened, Shortened::default());
    let to: Rc<dyn RecordStore> = memory();
    let ids = now(import(&to, &shared.text, 100_000)).expect("imported");
    let old = now(Conversations::new(from).open(&id)).expect("opened");
    let new = now(Conversations::new(to.clone()).open(&ids[0])).expect("opened");
    assert_eq!(new.transcript, old.transcript);
    assert_eq!(now(Snapshots::new(to, &ids[0]).steps()), Ok(vec![]));
}

#[test]
fn an_imported_conversation_goes_on_as_any() {
    let to: Rc<dyn RecordStore> = memory();
    let ids = now(import(&to, &exported(), 100_000)).expect("imported");
    let conversations = Conversations::new(to);
    let opened = now(conversations.open(&ids[0])).expect("opened");
    now(opened.log.append(&[asked("and now?", 200_000)])).expect("stored");
    let opened = now(conversations.open(&ids[0])).expect("opened");
    let last = opened.transcript.runs.last().expect("a run");
    assert_eq!(last.question, "and now?");
}

#[test]
fn a_file_that_is_imported_twice_is_there_twice() {
    let (store, _) = store();
    let file = exported();
    let mut ids = now(import(&store, &file, 7)).expect("imported");
    ids.extend(now(import(&store, &file, 7)).expect("imported"));
    let listing = now(Conversations::new(store).list()).expect("a list");
    assert_eq!((listing.summaries.len(), ids.len()), (3, 2));
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn several_conversations_get_ids_of_their_own() {
    let file = changed(|file| {
        let first = file["conversations"][0].clone();
        let all = file["conversations"].as_array_mut().expect("a list");
        all.extend([first.clone(), first]);
    });
    let to: Rc<dyn RecordStore> = memory();
    let mut ids = now(import(&to, &file, 7)).expect("imported");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3);
    let listing = now(Conversations::new(to).list()).expect("a list");
    assert_eq!(listing.summaries.len(), 3);
}

#[test]
fn keys_and_settings_are_never_exported() {
    let (store, id) = store();
    let secret = "sk-never-to-be-told";
    for key in ["api-key", "service-keys", "service-key/tavily"] {
        put(&*store, key, &json!({"key": secret}).to_string());
    }
    let settings = Settings {
        instructions: secret.into(),
        ..Settings::default()
    };
    now(settings::save(&*store, &settings)).expect("stored");
    let file = now(export(&store, &[id])).expect("a file");
    assert!(!file.contains(secret));
    let mut fields: Vec<String> = Vec::new();
    let file: Value = serde_json::from_str(&file).expect("JSON");
    for part in [&file, &file["conversations"][0]] {
        fields.extend(part.as_object().expect("an object").keys().cloned());
    }
    assert_eq!(
        fields,
        [
            "format",
            "version",
            "conversations",
            "title",
            "created",
            "updated",
            "events",
            "waiting",
            "sessions"
        ]
    );
}

#[test]
fn a_file_that_is_too_large_too_deep_or_of_another_version_is_refused() {
    assert_eq!(refused(&" ".repeat(MAX_BYTES + 1)), ArchiveError::TooLarge);
    assert_eq!(refused(&"[".repeat(1_000_000)), ArchiveError::TooDeep);
    let deep = "[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH);
    let deep = changed(|file| file["conversations"][0]["title"] = json!("TITLE"))
        .replace("\"TITLE\"", &deep);
    assert_eq!(refused(&deep), ArchiveError::TooDeep);
    let brackets_in_text =
        changed(|file| file["conversations"][0]["title"] = json!("[\"{".repeat(500)));
    let to: Rc<dyn RecordStore> = memory();
    assert!(now(import(&to, &brackets_in_text, 1)).is_ok());
    assert_eq!(
        refused(&changed(|file| {
            file["version"] = json!(2);
            file["news"] = json!("of version 2");
        })),
        ArchiveError::OtherVersion(2)
    );
    let many = changed(|file| {
        let one = json!({"title": "", "created": 0, "updated": 0, "events": []});
        file["conversations"] = Value::Array(vec![one; MAX_CONVERSATIONS + 1]);
    });
    assert_eq!(refused(&many), ArchiveError::TooMany(MAX_CONVERSATIONS + 1));
}

#[test]
fn what_is_no_such_file_is_refused() {
    for file in [
        String::new(),
        "null".into(),
        "{}".into(),
        exported()[..500].to_string(),
        changed(|file| file["format"] = json!("another")),
        changed(|file| file["conversations"] = json!([])),
        changed(|file| file["settings"] = json!({})),
        changed(|file| file["conversations"][0]["id"] = json!("0000000000005-0")),
        changed(|file| file["conversations"][0]["events"][0]["key"] = json!("x")),
        changed(|file| file["conversations"][0]["events"][0]["type"] = json!("unknown")),
        changed(|file| file["conversations"][0]["events"][0]["at"] = json!(-1)),
        changed(|file| file["conversations"][0]["sessions"][0]["bytes"] = json!(1)),
        changed(|file| file["conversations"][0]["waiting"][0]["turn"] = json!("now")),
    ] {
        let error = refused(&file);
        assert!(matches!(error, ArchiveError::NotAnArchive(_)), "{error}");
    }
}

#[test]
fn python_sessions_that_are_forged_are_refused() {
    let session = |step: u32, snapshot: &str| json!([{"step": step, "snapshot": snapshot}]);
    assert_eq!(
        problem(|it| it["sessions"][0]["step"] = json!(99)),
        "it has a Python session of step 99, but no such step"
    );
    assert_eq!(
        problem(|it| it["sessions"][1]["step"] = json!(1)),
        "its Python session of step 1 is out of order"
    );
    assert!(
        problem(|it| it["sessions"] = session(1, "not base64!"))
            .starts_with("its Python session of step 1: Invalid")
    );
    assert_eq!(
        problem(|it| it["sessions"] = session(1, "AAAA")),
        "its Python session of step 1: the saved Python session is damaged: it does not begin as one"
    );
    let flipped = problem(|it| {
        let text = it["sessions"][0]["snapshot"].as_str().expect("text");
        let mut text = text.to_string();
        let middle = text.len() / 2;
        let other = if &text[middle..=middle] == "A" {
            "B"
        } else {
            "A"
        };
        text.replace_range(middle..=middle, other);
        it["sessions"][0]["snapshot"] = json!(text);
    });
    assert_eq!(
        flipped,
        "its Python session of step 1: the saved Python session is damaged: its checksum is another"
    );
}

#[test]
fn a_conversation_begins_with_a_question() {
    for events in [json!([]), json!([{"type": "reply_delta", "text": "x"}])] {
        assert_eq!(
            problem(|it| {
                it["events"] = events;
                it["sessions"] = json!([]);
            }),
            "it does not begin with a question"
        );
    }
}

#[test]
fn a_title_and_times_cannot_crowd_out_others() {
    let file = changed(|file| {
        let it = &mut file["conversations"][0];
        it["title"] = json!("x".repeat(10_000));
        it["updated"] = json!(u64::MAX);
    });
    let to: Rc<dyn RecordStore> = memory();
    now(import(&to, &file, 100)).expect("imported");
    let summary = now(Conversations::new(to).list())
        .expect("a list")
        .summaries
        .remove(0);
    assert_eq!((summary.title.len(), summary.updated), (100, 100));
}

#[test]
fn what_a_provider_is_to_have_back_is_not_taken_from_a_file() {
    let file = changed(|file| {
        let events = file["conversations"][0]["events"]
            .as_array_mut()
            .expect("a list");
        let reply = events.iter_mut().find(|event| event["type"] == "replied");
        reply.expect("a reply")["carried_over"] = json!({"from": "anyone", "data": "[1]"});
    });
    let to: Rc<dyn RecordStore> = memory();
    let ids = now(import(&to, &file, 100)).expect("imported");
    let opened = now(Conversations::new(to).open(&ids[0])).expect("opened");
    let mut steps = opened.transcript.runs.iter().flat_map(|run| &run.steps);
    assert!(steps.all(|step| step.reply.carried_over.is_none()));
}

#[test]
fn what_is_allowed_always_is_not_taken_from_a_file() {
    let answers = |step: u32| {
        json!([
            {"type": "tool_called", "call": 1, "name": "send", "arguments": {}, "at": 1, "side_effects": true},
            {"type": "person_answered", "step": step, "call": 1, "answer": {"type": "approval", "approval": {"type": "always"}}, "at": 1},
        ])
    };
    let ran = json!({"type": "console_ran", "at": 1, "run": {
        "code": "send()", "stdout": "", "stderr": "", "end": {"type": "completed", "repr": null},
        "happened": answers(0),
    }});
    let step = json!([
        {"type": "asked", "question": "Why?", "at": 1},
        {"type": "step_started", "number": 1, "at": 1, "source": "live"},
        {"type": "code_started", "code": "send()"},
    ]);
    let started = json!([{"type": "console_started", "code": "send()", "at": 1}]);
    let all = |parts: [Value; 2]| -> Vec<Value> {
        let parts = parts.iter();
        let events = parts.flat_map(|events| events.as_array().expect("a list").clone());
        events.collect()
    };
    let step = all([step, answers(1)]);
    let asked = step[0].clone();
    for events in [vec![asked, ran], step, all([started, answers(0)])] {
        let forged: Vec<Event> = serde_json::from_value(json!(events)).expect("events");
        assert!(Transcript::of(&forged).allows_always("send"));
        let file = changed(|file| {
            file["conversations"][0]["events"] = json!(events);
            if let Some(archived) = file["conversations"][0].as_object_mut() {
                archived.remove("sessions");
            }
        });
        let to: Rc<dyn RecordStore> = memory();
        let ids = now(import(&to, &file, 100)).expect("imported");
        let opened = now(Conversations::new(to).open(&ids[0])).expect("opened");
        assert!(!opened.transcript.allows_always("send"));
    }
}

#[test]
fn a_full_device_takes_nothing_of_a_file() {
    let store = Rc::new(FailingStore::default());
    store.full.set(true);
    let to: Rc<dyn RecordStore> = store.clone();
    assert_eq!(
        now(import(&to, &exported(), 1)),
        Err(ArchiveError::Store(StoreError::Full))
    );
    assert_eq!(records(&*to, ""), []);
}

#[test]
fn steps_of_an_imported_conversation_have_ids_that_no_event_chooses() {
    let events: Vec<Event> = vec![
        asked("one", 1),
        step(7),
        replied("x"),
        code("x"),
        completed("x"),
        Event::Rewound { step: 40, at: 2 },
        step(7),
    ];
    let file = changed(|file| {
        let it = &mut file["conversations"][0];
        it["events"] = serde_json::to_value(events).expect("JSON");
        it["sessions"] = json!([]);
    });
    let to: Rc<dyn RecordStore> = memory();
    let ids = now(import(&to, &file, 100)).expect("imported");
    let opened = now(Conversations::new(to).open(&ids[0])).expect("opened");
    let steps = opened.transcript.runs[0].steps.iter();
    assert_eq!(steps.map(|step| step.id).collect::<Vec<_>>(), [1, 2]);
}
