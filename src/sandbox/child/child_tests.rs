//! The worker's side against a page that is a list of messages.

#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Map, json};

use super::*;
use crate::sandbox::files::FilePath;
use crate::sandbox::protocol::{FileAnswer, FileOperation};
use crate::sandbox::snapshot::{Block, Image, PAGE_BYTES};
use crate::sandbox::{PythonError, StubParameter};

struct Session {
    child: Child,
    sent: Rc<RefCell<Vec<Message>>>,
}

const NONCE: &str = "nonce";

struct Plain;

impl Language for Plain {
    fn lower(&self, source: &str, _: &str, _: SourceKind) -> Result<String, PythonError> {
        if source == "=" {
            return Err(bare_error(
                "SyntaxError".into(),
                "SyntaxError: invalid syntax",
            ));
        }
        Ok(source.into())
    }

    fn module(&self, name: &str) -> Result<Option<LibraryModule>, PythonError> {
        let module = LibraryModule {
            source: "x = 1".into(),
            package: false,
        };
        Ok((name == "library").then_some(module))
    }

    fn native(&self, operation: &str, request: &str) -> Result<String, String> {
        match operation {
            "echo" => Ok(request.into()),
            _ => Err("no such function".into()),
        }
    }
}

fn session(limits: Limits) -> Session {
    let sent: Rc<RefCell<Vec<Message>>> = Rc::default();
    let post = Rc::clone(&sent);
    let first = encode(NONCE, &ToWorker::Start { limits });
    let post = Box::new(move |text| post.borrow_mut().push(text));
    let child = Child::open(&first, Box::new(Plain), post).unwrap();
    Session { child, sent }
}

fn running(limits: Limits) -> Session {
    let mut session = session(limits);
    assert_eq!(session.receive(run(1, "1")), Received::Execute);
    session
}

fn run(run: u32, source: &str) -> ToWorker {
    let parameter = StubParameter {
        name: "city".into(),
        required: true,
    };
    let tool = ToolStub {
        name: "weather".into(),
        parameters: vec![parameter],
        doc: String::new(),
    };
    ToWorker::Run {
        run,
        source: source.into(),
        file_name: "<step 1>".into(),
        tools: vec![tool],
        can_stop: false,
    }
}

fn returned(run: u32, call: u32, value: Value) -> ToWorker {
    ToWorker::ToolReturned {
        run,
        call,
        result: Ok(value),
    }
}

impl Session {
    fn receive(&mut self, message: ToWorker) -> Received {
        self.child.receive(encode(NONCE, &message).into())
    }

    fn ask(&mut self, operation: &str, text: &str) -> String {
        match self.child.asked(operation, text) {
            Reply::Now(text) => text,
            Reply::Later => "later".into(),
            Reply::Write { address, bytes } => format!("{} bytes to {address}", bytes.len()),
            Reply::Read { address, length } => format!("{length} bytes from {address}"),
        }
    }

    /// What was sent since the last look.
    fn sent(&self) -> Vec<FromWorker> {
        self.sent
            .take()
            .iter()
            .map(|message| decode(NONCE, &message.text, usize::MAX).unwrap())
            .collect()
    }
}

const CALL: &str = r#"{"name": "weather", "arguments": {"city": "Paris"}}"#;

fn call(call: u32) -> FromWorker {
    call_that(call, false)
}

fn call_that(call: u32, waits: bool) -> FromWorker {
    let mut arguments = Map::new();
    arguments.insert("city".into(), json!("Paris"));
    FromWorker::CallTool {
        run: 1,
        call,
        name: "weather".into(),
        arguments,
        waits,
    }
}

#[test]
fn a_call_goes_out_before_it_is_waited_for() {
    let mut session = running(Limits::default());
    assert_eq!(session.ask("start", CALL), "[true,1]");
    assert_eq!(session.sent(), [call(1)]);
    assert_eq!(session.ask("wait", "1"), "later");
    assert_eq!(session.sent(), [FromWorker::Waiting { run: 1 }]);
    let resumed = session.receive(returned(1, 1, json!({"a": [1]})));
    assert_eq!(resumed, Received::Resume(r#"[true,{"a":[1]}]"#.into()));
}

#[test]
fn a_call_that_is_waited_for_is_one_message() {
    let mut session = running(Limits::default());
    for (number, end) in [(1, json!(7)), (2, json!([null]))] {
        assert_eq!(session.ask("call", CALL), "later");
        assert_eq!(session.sent(), [call_that(number, true)]);
        let resumed = session.receive(returned(1, number, end.clone()));
        assert_eq!(resumed, Received::Resume(format!("[true,[true,{end}]]")));
    }
    assert_eq!(session.ask("call", CALL), "later");
    let result = Err(ToolFailure {
        message: "no such city".into(),
    });
    let resumed = session.receive(ToWorker::ToolReturned {
        run: 1,
        call: 3,
        result,
    });
    let failed = r#"[true,[false,"no such city"]]"#;
    assert_eq!(resumed, Received::Resume(failed.into()));
    // Others answer as before.
    session.ask("start", CALL);
    session.ask("wait", "4");
    let resumed = session.receive(returned(1, 4, json!(1)));
    assert_eq!(resumed, Received::Resume("[true,1]".into()));
}

#[test]
fn a_result_that_came_early_is_given_at_once() {
    let mut session = running(Limits::default());
    session.ask("start", CALL);
    session.ask("start", CALL);
    session.ask("wait", "1");
    session.sent();
    assert_eq!(session.ask("call_ended", "2"), "[true,false]");
    assert_eq!(session.receive(returned(1, 2, json!(2))), Received::Nothing);
    assert_eq!(session.ask("call_ended", "2"), "[true,true]");
    // Python still waits, and the page would otherwise let its clock run.
    assert_eq!(session.sent(), [FromWorker::Waiting { run: 1 }]);
    session.receive(returned(1, 1, json!(1)));
    assert_eq!(session.ask("wait", "2"), "[true,2]");
    assert_eq!(
        session.ask("wait", "2"),
        r#"[false,"no such tool call is under way"]"#
    );
}

#[test]
fn a_failure_is_told_in_the_tools_words() {
    let mut session = running(Limits::default());
    session.ask("start", CALL);
    session.ask("wait", "1");
    let result = Err(ToolFailure {
        message: "no \"such\" city".into(),
    });
    let resumed = session.receive(ToWorker::ToolReturned {
        run: 1,
        call: 1,
        result,
    });
    assert_eq!(
        resumed,
        Received::Resume(r#"[false,"no \"such\" city"]"#.into())
    );
}

#[test]
fn results_that_nobody_waits_for_are_ignored() {
    let mut session = running(Limits::default());
    session.ask("start", CALL);
    session.child.executed(Executed::Returned);
    assert_eq!(session.receive(returned(1, 1, json!(1))), Received::Nothing);
    session.receive(run(2, "2"));
    assert_eq!(session.receive(returned(1, 1, json!(1))), Received::Nothing);
    assert_eq!(session.receive(returned(2, 1, json!(1))), Received::Nothing);
}

#[test]
fn calls_are_refused_past_the_limit_and_for_other_names() {
    let mut session = running(Limits {
        tool_calls: 1,
        ..Limits::default()
    });
    session.ask("start", CALL);
    session.sent();
    assert_eq!(
        session.ask("start", CALL),
        r#"[false,"a step may make 1 tool calls"]"#
    );
    let other = r#"{"name": "shell", "arguments": {}}"#;
    assert_eq!(
        session.ask("start", other),
        r#"[false,"shell is not a tool of this step"]"#
    );
    assert!(session.ask("start", "{").starts_with("[false,"));
    assert_eq!(
        session.ask("call", CALL),
        r#"[false,"a step may make 1 tool calls"]"#
    );
    assert_eq!(
        session.ask("call", other),
        r#"[false,"shell is not a tool of this step"]"#
    );
    assert_eq!(session.sent(), []);
}

#[test]
fn output_is_sent_before_a_call_and_before_the_end() {
    let mut session = running(Limits::default());
    let printed = |text: &str| FromWorker::Printed {
        run: 1,
        stream: OutputStream::Stdout,
        text: text.into(),
    };
    session
        .child
        .printed(OutputStream::Stdout, b"a", Duration::ZERO);
    session
        .child
        .printed(OutputStream::Stdout, b"b", Duration::ZERO);
    session.ask("start", CALL);
    session
        .child
        .printed(OutputStream::Stdout, b"c", Duration::ZERO);
    session.ask("end", r#"{"type": "completed", "repr": "1"}"#);
    session.child.executed(Executed::Returned);
    let outcome = RunOutcome::Completed {
        repr: Some("1".into()),
    };
    let ended = FromWorker::Ended { run: 1, outcome };
    assert_eq!(
        session.sent(),
        [printed("a"), printed("b"), call(1), printed("c"), ended]
    );
}

#[test]
fn source_that_is_not_python_ends_the_run_without_running() {
    let mut session = session(Limits::default());
    assert_eq!(session.receive(run(1, "=")), Received::Nothing);
    let error = PythonError {
        kind: "SyntaxError".into(),
        message: "invalid syntax".into(),
        traceback: "SyntaxError: invalid syntax\n".into(),
    };
    let outcome = RunOutcome::Raised { error };
    assert_eq!(
        session.sent(),
        [
            FromWorker::NotRun { run: 1 },
            FromWorker::Ended { run: 1, outcome }
        ]
    );
    assert_eq!(session.receive(run(2, "1")), Received::Execute);
}

#[test]
fn messages_of_another_session_end_this_one() {
    let mut session = session(Limits::default());
    let message = encode("another", &run(1, "1"));
    assert_eq!(session.child.receive(message.into()), Received::Nothing);
    let reason = "a message was refused: a message of another session".into();
    assert_eq!(session.sent(), [FromWorker::Trapped { run: 0, reason }]);
}

#[test]
fn an_answer_stands_only_where_finishing_is_possible() {
    let mut session = running(Limits::default());
    assert!(session.ask("answer", "1").starts_with("[false,"));
    let forged = r#"{"type": "answered", "value": 1}"#;
    assert_eq!(session.ask("end", forged), r#"[false,"not an end"]"#);
}

#[test]
fn an_exception_that_our_python_could_not_report_is_reported() {
    let mut session = running(Limits::default());
    session.child.executed(Executed::Raised {
        kind: "MemoryError".into(),
        traceback: "Traceback (most recent call last):\n  File \"<stdin>\", line 1\nMemoryError: memory allocation failed\n".into(),
    });
    let error = PythonError {
        kind: "MemoryError".into(),
        message: "memory allocation failed".into(),
        traceback: "MemoryError: memory allocation failed\n".into(),
    };
    let outcome = RunOutcome::Raised { error };
    assert_eq!(session.sent(), [FromWorker::Ended { run: 1, outcome }]);
}

#[test]
fn sleep_is_told_to_the_page_and_ended_by_it() {
    let mut session = running(Limits {
        sleeping: Duration::from_secs(2),
        ..Limits::default()
    });
    session.ask("start", CALL);
    session.sent();
    assert_eq!(session.ask("sleep", "1500"), "later");
    let milliseconds = 1500;
    assert_eq!(
        session.sent(),
        [FromWorker::Sleeping {
            run: 1,
            milliseconds,
            until_call: None,
        }]
    );
    // The page counts execution time from a tool's return on, unless told otherwise.
    assert_eq!(session.receive(returned(1, 1, json!(1))), Received::Nothing);
    assert_eq!(session.sent(), [FromWorker::Waiting { run: 1 }]);
    let woken = |run| ToWorker::Woken { run };
    assert_eq!(session.receive(woken(2)), Received::Nothing);
    assert_eq!(
        session.receive(woken(1)),
        Received::Resume("[true,null]".into())
    );
    assert_eq!(session.receive(woken(1)), Received::Nothing);
    assert_eq!(
        session.ask("sleep", "501"),
        r#"[false,"a step may sleep 2 s in all; sleep less, or go on in another step"]"#
    );
    assert_eq!(session.sent(), []);
}

#[test]
fn a_wait_for_any_call_ends_with_a_call_or_with_its_time() {
    let mut session = running(Limits {
        sleeping: Duration::from_secs(2),
        ..Limits::default()
    });
    let nothing = r#"[false,"no tool call is under way"]"#;
    assert_eq!(session.ask("wait_any", ""), nothing);
    session.ask("start", CALL);
    session.ask("start", CALL);
    session.sent();
    assert_eq!(session.ask("wait_any", ""), "later");
    assert_eq!(session.sent(), [FromWorker::Waiting { run: 1 }]);
    let ended = Received::Resume("[true,true]".into());
    assert_eq!(session.receive(returned(1, 2, json!(2))), ended);

    // At most as long as a step may sleep.
    assert_eq!(session.ask("wait_any", "9000"), "later");
    let asleep = FromWorker::Sleeping {
        run: 1,
        milliseconds: 2000,
        until_call: Some(1),
    };
    assert_eq!(session.sent(), [asleep]);
    // The page wakes what a call cuts short.
    assert_eq!(session.receive(returned(1, 1, json!(1))), Received::Nothing);
    assert_eq!(session.sent(), []);
    let woken = ToWorker::Woken { run: 1 };
    assert_eq!(session.receive(woken.clone()), ended);

    // That one has cost nothing, the next costs its time.
    assert_eq!(session.ask("wait_any", "1500"), "later");
    let in_time = Received::Resume("[true,false]".into());
    assert_eq!(session.receive(woken), in_time);
    let too_long = r#"[false,"a step may sleep 2 s in all; sleep less, or go on in another step"]"#;
    assert_eq!(session.ask("sleep", "501"), too_long);
    assert_eq!(session.ask("call_ended", "1"), "[true,true]");
}

#[test]
fn files_are_served_between_runs_and_each_only_once() {
    let mut session = session(Limits {
        file_bytes: 10,
        ..Limits::default()
    });
    let path = FilePath::new("/a").unwrap();
    let operation = FileOperation::Read { path };
    let files = ToWorker::Files { run: 1, operation };
    assert_eq!(session.receive(files.clone()), Received::Execute);
    assert_eq!(
        session.ask("job", ""),
        r#"[true,{"files":{"type":"read","path":"/a"},"bytes":0,"file_limit":10}]"#
    );
    assert_eq!(session.ask("job", ""), r#"[false,"the job was taken"]"#);
    assert_eq!(session.ask("give", "64 10"), "10 bytes from 64");
    assert_eq!(
        session.ask("give", "64 11"),
        r#"[false,"not an address and a length"]"#
    );
    session.child.read(vec![7; 10]);
    session.ask("end", r#"{"Ok": {"type": "content"}}"#);
    assert_eq!(session.child.changed(&Executed::Returned), None);
    session.child.executed(Executed::Returned);
    let result = Ok(FileAnswer::Content {});
    let beside = session.sent.borrow()[0].bytes.clone();
    assert_eq!(beside, Some(vec![7; 10]));
    assert_eq!(session.sent(), [FromWorker::FilesDone { run: 1, result }]);
}

#[test]
fn files_in_the_middle_of_a_run_break_the_session() {
    let operation = FileOperation::List {};
    let mut session = running(Limits::default());
    let files = ToWorker::Files { run: 2, operation };
    assert_eq!(session.receive(files), Received::Nothing);
    let reason = "a message was refused: code is running already".into();
    assert_eq!(session.sent(), [FromWorker::Trapped { run: 1, reason }]);
}

#[test]
fn code_that_reports_no_end_has_broken_its_session() {
    let mut session = running(Limits::default());
    assert_eq!(session.child.changed(&Executed::Returned), None);
    session.child.executed(Executed::Returned);
    let reason = "the code has replaced what reports its end".into();
    assert_eq!(session.sent(), [FromWorker::Trapped { run: 1, reason }]);
}

#[test]
fn running_code_asks_for_lowered_source_modules_and_native_functions() {
    let mut session = running(Limits::default());
    let mut ask = |operation: &str, text: &str| match session.child.asked(operation, text) {
        Reply::Now(text) => text,
        other => panic!("{other:?}"),
    };
    let lower = |source: &str| json!({"source": source, "file_name": "a.py", "mode": "exec"});
    assert_eq!(ask("lower", &lower("x").to_string()), r#"[true,"x"]"#);
    assert_eq!(
        ask("lower", &lower("=").to_string()),
        r#"[false,{"kind":"SyntaxError","message":"invalid syntax","traceback":"SyntaxError: invalid syntax\n"}]"#
    );
    assert!(ask("lower", "{}").starts_with(r#"[false,"no source"#));
    assert_eq!(
        ask("module", "library"),
        r#"[true,{"source":"x = 1","package":false}]"#
    );
    assert_eq!(ask("module", "another"), "[true,null]");
    assert_eq!(ask("native", "echo\n[1]"), "[true,[1]]");
    assert_eq!(ask("native", "other\n[1]"), r#"[false,"no such function"]"#);
}

#[test]
fn what_python_shows_is_checked_and_told_after_what_it_printed() {
    let mut session = running(Limits::default());
    let text = |text: &str| json!({"content": {"kind": "text", "text": text}});
    session
        .child
        .printed(OutputStream::Stdout, b"", Duration::ZERO);
    session
        .child
        .printed(OutputStream::Stdout, b"before", Duration::ZERO);
    assert_eq!(
        session.ask("display", &text("a").to_string()),
        "[true,null]"
    );
    assert_eq!(
        session.sent(),
        [
            FromWorker::Printed {
                run: 1,
                stream: OutputStream::Stdout,
                text: "before".into(),
            },
            FromWorker::Displayed {
                run: 1,
                display: serde_json::from_value(text("a")).unwrap(),
            },
        ]
    );
    let long = text(&"a".repeat(200_001));
    for (shown, reason) in [
        (
            long,
            "a text of 200001 bytes is too much, at most 200000 can be shown: show less, or make an artifact of it",
        ),
        (
            json!({"content": {"kind": "image", "image": {"base64": "AAAA"}}}),
            "these bytes are no picture: PNG, JPEG, GIF, WebP and SVG can be shown",
        ),
    ] {
        let answer = session.ask("display", &shown.to_string());
        assert_eq!(answer, json!([false, reason]).to_string());
    }
    for _ in 1..50 {
        session.ask("display", &text("a").to_string());
    }
    assert_eq!(
        session.ask("display", &text("a").to_string()),
        r#"[false,"a step of 51 displays is too much, at most 50 can be shown: show less at once"]"#
    );
    assert_eq!(session.sent().len(), 49);
}

#[test]
fn a_picture_is_read_where_it_is_and_checked() {
    let mut session = running(Limits::default());
    let at = |length: usize| json!({"address": 64, "length": length, "title": "Dot"}).to_string();
    assert_eq!(session.ask("picture", &at(10)), "10 bytes from 64");
    let png = b"\x89PNG\r\n\x1a\n12";
    assert_eq!(session.child.read(png.to_vec()), Reply::value(()));
    let display = json!({
        "title": "Dot", "content": {"kind": "image", "image": {"base64": "iVBORw0KGgoxMg=="}}
    });
    let display = serde_json::from_value(display).unwrap();
    assert_eq!(session.sent(), [FromWorker::Displayed { run: 1, display }]);
    session.ask("picture", &at(6));
    assert_eq!(
        session.child.read(b"<html>".to_vec()),
        Reply::refusal("these bytes are no picture: PNG, JPEG, GIF, WebP and SVG can be shown")
    );
    // What is too large is not even read.
    assert_eq!(
        session.ask("picture", &at(2_097_153)),
        r#"[false,"a picture of 2097153 bytes is too much, at most 2097152 can be shown: make it smaller"]"#
    );
    assert_eq!(session.sent(), []);
}

#[test]
fn a_snapshot_is_told_without_the_blocks_that_the_page_has() {
    let snapshot = |run, contents: [u8; 2]| {
        let blocks = (0..).zip(contents).map(|(number, content)| Block {
            number,
            present: 1,
            content: vec![content; PAGE_BYTES as usize],
        });
        let image = Image {
            interpreter: 1,
            run,
            memory_bytes: 1 << 20,
            blocks: blocks.map(|block| block.pack()).collect(),
        };
        image.pack()
    };
    let [one, two, three] =
        [(1, [1, 9]), (2, [2, 9]), (3, [3, 9])].map(|(run, contents)| snapshot(run, contents));
    let mut session = session(Limits::default());
    let told = |session: &mut Session, snapshot: &Snapshot| {
        session.child.rested(snapshot.run(), snapshot.clone());
        session.sent.take().pop().and_then(|message| message.bytes)
    };
    assert_eq!(told(&mut session, &one), Some(one.to_bytes()));
    assert_eq!(told(&mut session, &two), Some(two.difference(Some(&one))));

    // The page takes what is restored for the new beginning.
    let restore = Message {
        text: encode(NONCE, &ToWorker::Restore {}),
        bytes: Some(one.to_bytes()),
    };
    let received = session.child.receive(restore);
    assert_eq!(received, Received::Restore(one.to_bytes()));
    assert_eq!(told(&mut session, &three), Some(three.to_bytes()));
}
