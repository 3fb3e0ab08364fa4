//! A file that is small enough to be sent: nothing is left out of it without a mark and a count.

use std::rc::Rc;
use std::sync::Arc;

use micropython_agent::agent::{Event, RunEnd, StepEnd};
use micropython_agent::display::{Cell, Content, Display, Table};
use micropython_agent::platform::http::Source;
use micropython_agent::platform::store::RecordStore;
use micropython_agent::sandbox::{Artifact, ArtifactChange};
use micropython_agent::storage::archive::{
    MAX_SHARED_BYTES, ShareError, Shared, Shortened, Single, share,
};
use micropython_agent::storage::conversation::Conversations;
use serde_json::{Map, Value, json};

use super::events::{answered, asked, code, completed, console, replied, step};
use super::store::{memory, now};

const MEGABYTE: usize = 1_000_000;

fn shared(events: &[Event]) -> Result<Shared, ShareError> {
    let store: Rc<dyn RecordStore> = memory();
    let log = now(Conversations::new(store.clone()).create(5)).expect("a log");
    now(log.append(events)).expect("stored");
    now(share(&store, log.id()))
}

/// The events in a file, as one who imports it gets them.
fn imported(file: &str) -> Vec<Event> {
    Single::read(file).expect("a conversation").events
}

fn artifact(name: &str, text: &str) -> Artifact {
    Artifact::new(name, text).expect("an artifact")
}

fn asked_with(artifacts: Vec<Artifact>) -> Event {
    Event::Asked {
        question: "Why?".into(),
        at: 1,
        artifacts,
    }
}

fn called(call: u32, text: &str) -> Event {
    Event::ToolCalled {
        call,
        name: "ask".into(),
        arguments: Map::from_iter([("text".to_string(), text.into())]),
        at: 1,
        side_effects: false,
        repeats: None,
    }
}

fn returned(call: u32, value: Value) -> Event {
    Event::ToolReturned {
        call,
        result: Ok(value),
        duration_ms: 1,
        source: Source::Live,
    }
}

fn displayed(content: Content) -> Event {
    let display = Display::new(Some("Seen".into()), content).expect("a display");
    Event::Displayed {
        display: Arc::new(display),
    }
}

fn table(rows: usize) -> Content {
    let row = vec![Cell::Text("x".repeat(100))];
    Content::Table {
        table: Table {
            columns: vec!["a".into()],
            rows: vec![row; rows],
            of_rows: None,
        },
    }
}

/// `a…a` as it is within this many characters.
fn cut(text: &str, limit: usize) -> String {
    let half = &text[..limit / 2];
    let left_out = text.len() - limit;
    format!("{half}\n[... {left_out} characters left out ...]\n{half}")
}

#[test]
fn what_is_long_is_shortened_with_a_mark_until_the_file_can_be_sent() {
    let (long, middling) = ("a".repeat(MEGABYTE), "b".repeat(15_000));
    let list: Vec<u8> = vec![7; MEGABYTE / 2];
    let list_text = json!(list).to_string();
    let with_artifact = |stdout: &str, text: &str| match completed(stdout) {
        Event::StepEnded {
            end,
            stdout,
            stderr,
            observation,
            executing_ms,
            ..
        } => Event::StepEnded {
            end,
            stdout,
            stderr,
            observation,
            executing_ms,
            artifacts: vec![ArtifactChange::Written {
                artifact: artifact("b.txt", text),
            }],
        },
        other => other,
    };
    let in_console = |stdout: &str| match console("y", 3) {
        Event::ConsoleRan { mut run, at } => {
            run.stdout = stdout.into();
            Event::ConsoleRan { run, at }
        }
        other => other,
    };
    let all = |long: &str, result: Value, shown: Content| {
        vec![
            asked_with(vec![artifact("a.txt", long)]),
            step(1),
            replied("I do."),
            code("x"),
            called(1, long),
            returned(1, result),
            displayed(shown),
            displayed(table(3)),
            with_artifact(long, long),
            answered("So.", 2),
            in_console(long),
            Event::ConsoleStarted {
                code: "v".into(),
                at: 3,
            },
            called(1, long),
            Event::ConsoleEnded {
                end: StepEnd::Completed { repr: None },
                stdout: long.into(),
                stderr: String::new(),
                artifacts: Vec::new(),
                at: 3,
            },
            asked("And?", 4),
            step(1),
            replied("I do it again."),
            code("z"),
            completed(&middling),
            answered("So, too.", 5),
        ]
    };
    let events = all(&long, json!(list), table(2_000));
    let file = shared(&events).expect("a file");
    assert!(file.text.len() <= MAX_SHARED_BYTES, "{}", file.text.len());
    assert!(file.whole_bytes > MAX_SHARED_BYTES);
    assert_eq!(
        file.shortened,
        Shortened {
            texts: 6,
            displays: 1,
            artifacts: 2
        }
    );
    let (begins, ends) = (&list_text[..10_000], &list_text[list_text.len() - 10_000..]);
    let left_out = list_text.len() - 20_000;
    let result = format!("{begins}\n[... {left_out} characters left out ...]\n{ends}");
    let mark = Content::Text {
        text: "[... a table of 2000 rows and 1 column left out ...]".into(),
    };
    assert_eq!(
        imported(&file.text),
        all(&cut(&long, 20_000), json!(result), mark)
    );
}

#[test]
fn many_that_are_not_so_long_are_shortened_more() {
    let output = "a".repeat(19_000);
    let of = |output: &str| {
        let mut events = vec![asked("Why?", 1)];
        for number in 1..=400 {
            events.extend([step(number), replied("I do."), completed(output)]);
        }
        events
    };
    let file = shared(&of(&output)).expect("a file");
    assert!(file.text.len() <= MAX_SHARED_BYTES);
    assert_eq!(file.shortened.texts, 400);
    assert_eq!(imported(&file.text), of(&cut(&output, 4_000)));
}

#[test]
fn the_calls_of_a_step_that_was_cut_off_stay_whole_and_so_does_what_was_written() {
    let (long, text) = ("a".repeat(MEGABYTE), "w".repeat(100_000));
    let of = |given: &str| {
        vec![
            asked_with(vec![artifact("a.txt", given), artifact("b.txt", given)]),
            step(1),
            replied(&text),
            code(&text),
            called(1, &long),
            returned(1, long.clone().into()),
            called(2, &long),
            returned(2, long.clone().into()),
            Event::RunEnded {
                end: RunEnd::Stopped {},
                at: 9,
            },
        ]
    };
    let file = shared(&of(&long)).expect("a file");
    assert_eq!(file.shortened.artifacts, 2);
    assert_eq!(imported(&file.text), of(&cut(&long, 20_000)));
}

#[test]
fn a_conversation_whose_questions_are_too_long_is_refused_with_what_to_do() {
    let events = [asked(&"w".repeat(MAX_SHARED_BYTES), 1)];
    let error = shared(&events).expect_err("it is refused");
    assert_eq!(error, ShareError::TooLarge);
    assert_eq!(
        error.to_string(),
        "the conversation is too long to be sent as a small file, even without its long outputs; save it as JSON with all that Python knows, or go on from a step in a new conversation and share that"
    );
}
