//! What earlier versions have left on the device is read by this one.

use std::rc::Rc;

use micropython_agent::agent::{Event, Request, RunEnd, StepEnd, StepState, Transcript};
use micropython_agent::platform::store::{Change, RecordStore, StoreError};
use micropython_agent::storage::Conversations;
use micropython_agent::storage::settings;
use micropython_agent::storage::snapshots::Snapshots;
use serde_json::{Map, Value};

use super::events::asked;
use super::store::{memory, now, put};

const ID: &str = "1700000000000-0";

const FIXTURES: [(&str, &str); 3] = [
    (
        "1-conversations",
        include_str!("fixtures/1-conversations.json"),
    ),
    ("2-rewound", include_str!("fixtures/2-rewound.json")),
    ("3-plans", include_str!("fixtures/3-plans.json")),
];

/// A device as an earlier version has left it.
fn device(records: &str) -> Rc<dyn RecordStore> {
    let store: Rc<dyn RecordStore> = memory();
    let records: Map<String, Value> = serde_json::from_str(records).expect("JSON");
    for (key, record) in records {
        put(&*store, &key, &record.to_string());
    }
    store
}

fn transcript(records: &str) -> Transcript {
    let opened = now(Conversations::new(device(records)).open(ID)).expect("opened");
    assert_eq!(opened.damaged, []);
    opened.transcript
}

#[test]
fn every_version_of_a_conversation_is_opened_whole_and_goes_on() {
    for (name, records) in FIXTURES {
        let store = device(records);
        let conversations = Conversations::new(store);
        let listing = now(conversations.list()).expect("a list");
        assert_eq!(listing.damaged, [], "{name}");
        assert_eq!(listing.summaries[0].title, "What is twice four?", "{name}");
        let opened = now(conversations.open(ID)).expect("opened");
        assert_eq!(opened.damaged, [], "{name}");
        let first = &opened.transcript.runs[0];
        assert_eq!(first.question, "What is twice four?\nIn words, please.");
        let coded = |step: &&micropython_agent::agent::Step| step.code.is_some();
        let step = first.steps.iter().find(coded).expect("a step with code");
        assert_eq!(step.code.as_deref(), Some("x = double(4)\nprint(x)"));
        assert_eq!(step.calls[0].result, Some(Ok(8.into())), "{name}");
        assert!(!step.calls[0].side_effects, "{name}");
        assert_eq!(
            step.state,
            StepState::Ended(StepEnd::Completed { repr: None })
        );
        let last = opened.transcript.runs.last().expect("a run");
        assert_eq!(last.question, "And thrice?", "{name}");
        assert_eq!(last.steps[0].reply.text, "Unfinished", "{name}");

        now(opened.log.append(&[asked("And now?", 1)])).expect("stored");
        let opened = now(conversations.open(ID)).expect("opened");
        let last = opened.transcript.runs.last().expect("a run");
        assert_eq!(last.question, "And now?", "{name}");
    }
}

#[test]
fn the_first_version_knew_no_rollback_and_asked_for_code_only() {
    let transcript = transcript(FIXTURES[0].1);
    let first = &transcript.runs[0];
    assert!(
        first
            .steps
            .iter()
            .all(|step| step.request == Request::Step && step.can_stop)
    );
    let rolled_back = match first.steps[1].end() {
        Some(StepEnd::Killed { rolled_back, .. }) => *rolled_back,
        other => panic!("{other:?}"),
    };
    assert!(!rolled_back);
    assert!(matches!(first.end, Some(RunEnd::Answered { .. })));
}

#[test]
fn the_second_version_could_go_back() {
    let transcript = transcript(FIXTURES[1].1);
    assert_eq!(transcript.runs[0].steps.len(), 1);
    assert_eq!(transcript.last_step(), 4, "ids are not given again");
}

#[test]
fn the_third_version_had_plans_limits_and_more_to_say() {
    let transcript = transcript(FIXTURES[2].1);
    let [first, second] = &transcript.runs[..] else {
        panic!("two runs");
    };
    assert_eq!(first.steps[0].request, Request::Plan);
    assert_eq!(transcript.shortened_through, 1);
    assert_eq!(first.steps[0].context.instructions, 900);
    assert!(transcript.interlude.continued);
    assert!(second.end.is_none());
}

#[test]
fn every_version_of_the_settings_is_read() {
    for (name, records) in FIXTURES {
        let stored = now(settings::load(&*device(records))).expect("settings");
        let settings = stored.check().expect("settings that hold");
        assert_eq!(settings.model, "gpt-of-then", "{name}");
        assert_eq!(
            (settings.max_steps, settings.remember_key),
            (12, true),
            "{name}"
        );
        assert_eq!(settings.instructions, "Be brief.", "{name}");
    }
}

/// The sandbox of that time was another: its sessions cannot go on, their conversations can.
#[test]
fn a_python_session_of_an_older_form_is_told_of_and_not_taken_up() {
    let store = device(FIXTURES[1].1);
    let mut bytes = b"MPYSNAP1".to_vec();
    bytes.resize(400, 0);
    let key = format!("snapshot/{ID}/0000000001");
    now(store.commit(vec![Change::PutBytes { key, bytes }])).expect("stored");
    put(
        &*store,
        &format!("snapshots/{ID}"),
        "{\"version\":1,\"content\":[{\"step\":1,\"bytes\":400}]}",
    );
    let snapshots = Snapshots::new(store.clone(), ID);
    assert_eq!(now(snapshots.steps()), Ok(vec![1]));
    assert_eq!(
        now(snapshots.of_step(1)),
        Err(StoreError::Corrupt {
            key: format!("snapshot/{ID}/0000000001"),
            reason: "the saved Python session is of another version of the sandbox and cannot be gone on with".into(),
        })
    );
    assert!(now(Conversations::new(store).open(ID)).is_ok());
}

/// Whoever changes the form of an event adds a fixture: this fails for a field without a default.
#[test]
fn an_event_of_the_first_version_needs_no_newer_field() {
    let first = "{\"type\":\"step_started\",\"number\":1,\"at\":1,\"source\":\"live\"}";
    assert!(serde_json::from_str::<Event>(first).is_ok());
    let called = "{\"type\":\"tool_called\",\"call\":1,\"name\":\"f\",\"arguments\":{},\"at\":1}";
    assert!(serde_json::from_str::<Event>(called).is_ok());
}
