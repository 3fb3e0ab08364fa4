//! What earlier versions have left on the device is read by this one.

use std::collections::BTreeSet;
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

const FIXTURES: [(&str, &str); 5] = [
    (
        "1-conversations",
        include_str!("fixtures/1-conversations.json"),
    ),
    ("2-rewound", include_str!("fixtures/2-rewound.json")),
    ("3-plans", include_str!("fixtures/3-plans.json")),
    ("4-all-kinds", include_str!("fixtures/4-all-kinds.json")),
    ("5-console", include_str!("fixtures/5-console.json")),
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
fn the_fourth_version_had_all_kinds_of_events() {
    let transcript = transcript(FIXTURES[3].1);
    let first = &transcript.runs[0];
    assert_eq!(first.artifacts[0].name.as_str(), "notes.md");
    let ends: Vec<&str> = first
        .steps
        .iter()
        .filter_map(|it| it.end())
        .map(kind_of_end)
        .collect();
    assert_eq!(
        ends,
        [
            "written",
            "completed",
            "raised",
            "written",
            "refused",
            "killed",
            "no_code",
            "answered"
        ]
    );
    assert_eq!(first.steps[1].displays.len(), 2);
    assert_eq!(first.steps[1].calls[0].spent.tokens(), 12);
    let paid = &first.steps[2].calls[0];
    assert!(paid.asked && paid.side_effects && paid.was_made());
    let ran = &first.steps[2].interlude.console[0];
    assert_eq!(ran.code.as_deref(), Some("y = 1"));
    assert!(transcript.artifacts().get("eight.md").is_some());
    let last = transcript.runs.last().expect("a run");
    assert!(last.to_repeat().is_some(), "it waits for an answer");
}

#[test]
fn the_fifth_version_wrote_code_at_the_console_ahead() {
    let transcript = transcript(FIXTURES[4].1);
    let [ended, cut_off] = &transcript.runs[1].steps[0].interlude.console[..] else {
        panic!("two pieces of code");
    };
    assert_eq!(ended.end().map(kind_of_end), Some("completed"));
    assert_eq!((&*ended.stdout, ended.displays.len()), ("paid\n", 1));
    let paid = &ended.calls[0];
    assert!(paid.asked && paid.was_made() && paid.result == Some(Ok(2.into())));
    assert!(transcript.artifacts().get("paid.md").is_some());
    assert_eq!((cut_off.end(), &*cut_off.stdout), (None, "paying\n"));
    assert_eq!(cut_off.calls_made().count(), 1);
}

fn kind_of_end(end: &StepEnd) -> &'static str {
    match end {
        StepEnd::Completed { .. } => "completed",
        StepEnd::Answered { .. } => "answered",
        StepEnd::Refused { .. } => "refused",
        StepEnd::Written {} => "written",
        StepEnd::Raised { .. } => "raised",
        StepEnd::Killed { .. } => "killed",
        StepEnd::NoCode {} => "no_code",
    }
}

/// The kinds of events that there are. A new one is added here, and to a fixture of its own.
fn kind(event: &Event) -> &'static str {
    match event {
        Event::Asked { .. } => "asked",
        Event::Rewound { .. } => "rewound",
        Event::RewoundBefore { .. } => "rewound_before",
        Event::RewindUndone { .. } => "rewind_undone",
        Event::ConsoleStarted { .. } => "console_started",
        Event::ConsoleEnded { .. } => "console_ended",
        Event::ConsoleRan { .. } => "console_ran",
        Event::Continued { .. } => "continued",
        Event::Steered { .. } => "steered",
        Event::Shortened { .. } => "shortened",
        Event::SessionRestarted { .. } => "session_restarted",
        Event::StepStarted { .. } => "step_started",
        Event::ReplyDelta { .. } => "reply_delta",
        Event::ReasoningDelta { .. } => "reasoning_delta",
        Event::Retrying { .. } => "retrying",
        Event::Replied { .. } => "replied",
        Event::CodeStarted { .. } => "code_started",
        Event::Printed { .. } => "printed",
        Event::Displayed { .. } => "displayed",
        Event::ToolCalled { .. } => "tool_called",
        Event::ApprovalAsked { .. } => "approval_asked",
        Event::PersonAnswered { .. } => "person_answered",
        Event::ToolLogged { .. } => "tool_logged",
        Event::ToolSpent { .. } => "tool_spent",
        Event::ToolReturned { .. } => "tool_returned",
        Event::StepEnded { .. } => "step_ended",
        Event::RunEnded { .. } => "run_ended",
    }
}

#[test]
fn every_kind_of_event_is_in_what_an_earlier_version_has_left() {
    let mut found = BTreeSet::new();
    for (name, records) in FIXTURES {
        let records: Map<String, Value> = serde_json::from_str(records).expect("JSON");
        let events = records.iter().filter(|(key, _)| key.starts_with("event/"));
        for (key, record) in events {
            // Those that are only damaged are of no use as a proof.
            let event = serde_json::from_value::<Event>(record["content"].clone());
            let event = event.unwrap_or_else(|error| panic!("{name}, {key}: {error}"));
            assert_eq!(record["content"]["type"], kind(&event));
            found.insert(kind(&event));
        }
    }
    assert_eq!(found.len(), 27, "{found:?}");
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
