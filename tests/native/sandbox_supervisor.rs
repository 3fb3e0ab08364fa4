//! The supervisor against a worker whose every message the test writes.

mod artifacts;
mod bench;
mod displays;
mod files;
mod recovery;
mod sleeping;

use std::time::Duration;

use micropython_agent::sandbox::limits::{Limits, Resource};
use micropython_agent::sandbox::protocol::{self, FromWorker, ToWorker};
use micropython_agent::sandbox::{
    Artifacts, CodeRun, OutputStream, RunError, RunOutcome, RunReport, StubParameter, ToolFailure,
    ToolStub,
};
use serde_json::{Value, json};

use bench::Bench;

pub fn code() -> CodeRun {
    CodeRun {
        source: "fetch('x')".into(),
        file_name: "<step 1>".into(),
        tools: vec![ToolStub {
            name: "fetch".into(),
            parameters: vec![StubParameter {
                name: "url".into(),
                required: true,
            }],
            doc: String::new(),
        }],
        can_stop: true,
        artifacts: Artifacts::default(),
    }
}

fn ended(run: u32) -> FromWorker {
    FromWorker::Ended {
        run,
        outcome: RunOutcome::Completed { repr: None },
    }
}

fn call(call: u32) -> FromWorker {
    FromWorker::CallTool {
        run: 1,
        call,
        name: "fetch".into(),
        arguments: serde_json::from_value(json!({"url": "x"})).unwrap(),
        waits: false,
    }
}

fn waiting_call(id: u32) -> FromWorker {
    match call(id) {
        FromWorker::CallTool {
            run,
            call,
            name,
            arguments,
            ..
        } => FromWorker::CallTool {
            run,
            call,
            name,
            arguments,
            waits: true,
        },
        other => other,
    }
}

#[test]
fn reports_output_value_and_times() {
    let (mut bench, worker) = Bench::running(code());
    for (stream, text) in [
        (OutputStream::Stdout, "a"),
        (OutputStream::Stderr, "e"),
        (OutputStream::Stdout, "b"),
    ] {
        worker.says(FromWorker::Printed {
            run: 1,
            stream,
            text: text.into(),
        });
    }
    bench.advance(2);
    worker.says(FromWorker::Ended {
        run: 1,
        outcome: RunOutcome::Completed {
            repr: Some("3".into()),
        },
    });
    assert_eq!(
        bench.end(),
        Ok(RunReport {
            stdout: "ab".into(),
            stderr: "e".into(),
            outcome: RunOutcome::Completed {
                repr: Some("3".into())
            },
            executing: Duration::from_secs(2),
            waiting: Duration::ZERO,
            artifacts: Vec::new(),
        })
    );
    assert_eq!(*bench.host.printed.borrow(), "aeb");
    assert_eq!(bench.session(), 1);
}

#[test]
fn keeps_one_worker_from_run_to_run() {
    let (mut bench, worker) = Bench::running(code());
    worker.says(ended(1));
    bench.end().unwrap();
    bench.run(code());
    assert!(matches!(worker.hears(), Some(ToWorker::Run { run: 2, .. })));
    worker.says(ended(2));
    bench.end().unwrap();
    assert_eq!((bench.workers(), bench.session()), (1, 1));
}

#[test]
fn a_tool_call_gets_its_result() {
    let (mut bench, worker) = Bench::running(code());
    worker.says(call(1));
    worker.says(FromWorker::Waiting { run: 1 });
    bench.settle();
    assert_eq!(bench.host.calls.borrow()[0].0.arguments["url"], json!("x"));
    bench.host.answer(0, Ok(json!({"ok": true})));
    bench.settle();
    assert_eq!(
        worker.hears(),
        Some(ToWorker::ToolReturned {
            run: 1,
            call: 1,
            result: Ok(json!({"ok": true}))
        })
    );
}

#[test]
fn arguments_come_in_the_order_of_the_parameters() {
    let two = |first: &str, second: &str| CodeRun {
        tools: vec![ToolStub {
            name: "fetch".into(),
            parameters: [first, second]
                .map(|name| StubParameter {
                    name: name.into(),
                    required: true,
                })
                .into(),
            doc: String::new(),
        }],
        ..code()
    };
    for (first, second) in [("url", "days"), ("days", "url")] {
        let (mut bench, worker) = Bench::running(two(first, second));
        worker.says(FromWorker::CallTool {
            run: 1,
            call: 1,
            name: "fetch".into(),
            arguments: serde_json::from_value(json!({"url": "x", "days": 2})).unwrap(),
            waits: false,
        });
        bench.settle();
        let calls = bench.host.calls.borrow();
        assert_eq!(
            calls[0].0.arguments.keys().collect::<Vec<_>>(),
            [first, second]
        );
    }
}

#[test]
fn concurrent_calls_are_answered_in_the_order_they_finish() {
    let (mut bench, worker) = Bench::running(code());
    worker.says(call(1));
    worker.says(call(2));
    worker.says(FromWorker::Waiting { run: 1 });
    bench.settle();
    assert_eq!(bench.host.calls.borrow().len(), 2);
    bench.host.answer(1, Ok(json!("second")));
    bench.settle();
    assert!(matches!(
        worker.hears(),
        Some(ToWorker::ToolReturned { call: 2, .. })
    ));
    bench.host.answer(0, Ok(json!("first")));
    bench.settle();
    assert!(matches!(
        worker.hears(),
        Some(ToWorker::ToolReturned { call: 1, .. })
    ));
}

#[test]
fn the_deadline_ends_the_worker_and_has_the_next_one_started() {
    let (mut bench, worker) = Bench::running(code());
    bench.advance(29);
    assert!(bench.goes_on());
    bench.advance(1);
    assert_eq!(
        bench.end(),
        Err(RunError::Deadline {
            limit: Duration::from_secs(30)
        })
    );
    assert!(!worker.is_alive());
    assert!(bench.worker(1).is_alive());
}

#[test]
fn waiting_for_tools_does_not_count_as_executing() {
    for said in both_ways_to_wait() {
        let (mut bench, worker) = Bench::running(code());
        bench.advance(20);
        said.into_iter().for_each(|message| worker.says(message));
        bench.settle();
        bench.advance(1000);
        assert!(bench.goes_on());
        bench.host.answer(0, Ok(Value::Null));
        bench.settle();
        bench.advance(9);
        assert!(bench.goes_on());
        worker.says(ended(1));
        let report = bench.end().unwrap();
        assert_eq!(
            (report.executing, report.waiting),
            (Duration::from_secs(29), Duration::from_secs(1000))
        );
    }
}

fn both_ways_to_wait() -> [Vec<FromWorker>; 2] {
    [
        vec![call(1), FromWorker::Waiting { run: 1 }],
        vec![waiting_call(1)],
    ]
}

#[test]
fn the_clock_goes_on_from_where_it_stood() {
    for said in both_ways_to_wait() {
        let (mut bench, worker) = Bench::running(code());
        bench.advance(20);
        said.into_iter().for_each(|message| worker.says(message));
        bench.settle();
        bench.host.answer(0, Ok(Value::Null));
        bench.settle();
        bench.advance(10);
        assert!(matches!(bench.end(), Err(RunError::Deadline { .. })));
    }
}

#[test]
fn waiting_for_nothing_does_not_stop_the_clock() {
    let (mut bench, worker) = Bench::running(code());
    worker.says(FromWorker::Waiting { run: 1 });
    bench.settle();
    bench.advance(30);
    assert!(matches!(bench.end(), Err(RunError::Deadline { .. })));
}

#[test]
fn a_dropped_run_ends_the_worker_and_has_the_next_one_started() {
    let (mut bench, worker) = Bench::running(code());
    bench.abort.take().unwrap().abort();
    bench.settle();
    assert!(!worker.is_alive());
    assert_eq!((bench.workers(), bench.session()), (2, 1));
    bench.run(code());
    bench.worker(1).says(FromWorker::Ready {});
    bench.settle();
    bench.worker(1).says(ended(1));
    bench.end().unwrap();
}

#[test]
fn a_worker_that_dies_is_a_crash() {
    let (mut bench, worker) = Bench::running(code());
    worker.dies("out of memory");
    assert_eq!(bench.end(), Err(RunError::Crashed("out of memory".into())));
}

#[test]
fn a_worker_that_does_not_start_is_unavailable() {
    for (message, reason) in [
        (
            Some(FromWorker::StartFailed {
                reason: "no JSPI".into(),
            }),
            "no JSPI",
        ),
        (None, "gone"),
    ] {
        let mut bench = Bench::new();
        bench.run(code());
        match message {
            Some(message) => bench.worker(0).says(message),
            None => bench.worker(0).dies("gone"),
        }
        assert_eq!(bench.end(), Err(RunError::Unavailable(reason.into())));
    }
    let mut bench = Bench::new();
    bench.run(code());
    bench.advance(30);
    assert_eq!(
        bench.end(),
        Err(RunError::Unavailable(
            "it did not answer within 30 s".into()
        ))
    );
}

#[test]
fn every_breach_of_the_protocol_ends_the_worker() {
    let strange_arguments = FromWorker::CallTool {
        run: 1,
        call: 1,
        name: "fetch".into(),
        arguments: serde_json::from_value(json!({"uri": "x"})).unwrap(),
        waits: false,
    };
    let unknown_tool = FromWorker::CallTool {
        run: 1,
        call: 1,
        name: "eval".into(),
        arguments: serde_json::Map::new(),
        waits: false,
    };
    let printed = FromWorker::Printed {
        run: 1,
        stream: OutputStream::Stdout,
        text: "x".repeat(5 << 20),
    };
    let cases: Vec<(String, &str)> = vec![
        ("{".into(), "a message that is not JSON"),
        (
            protocol::encode("nonce-0", &json!({"type": "ended", "run": 1, "extra": 1})),
            "a message that is not of its shape",
        ),
        (
            protocol::encode("other", &ended(1)),
            "a message of another session",
        ),
        (
            protocol::encode("nonce-0", &ended(1)).replace("\"version\":7", "\"version\":9"),
            "protocol version 9, where 7 is spoken",
        ),
        (
            protocol::encode("nonce-0", &ended(7)),
            "a message of run 7 in run 1",
        ),
        (
            protocol::encode("nonce-0", &call(2)),
            "tool call 2, where 1 comes next",
        ),
        (
            protocol::encode("nonce-0", &unknown_tool),
            "it called a tool that is not there",
        ),
        (
            protocol::encode("nonce-0", &strange_arguments),
            "an argument that fetch does not have",
        ),
        (
            protocol::encode("nonce-0", &FromWorker::Ready {}),
            "it said twice that it was started",
        ),
        (
            protocol::encode("nonce-0", &FromWorker::Restored {}),
            "it speaks of a restore that was not asked for",
        ),
        (
            protocol::encode("nonce-0", &FromWorker::Snapshotted { run: 1 }),
            "bytes beside a message that has none, or none",
        ),
        (
            protocol::encode("nonce-0", &printed),
            "it printed more than it may",
        ),
    ];
    for (message, reason) in cases {
        let (mut bench, worker) = Bench::running(code());
        worker.says_raw(&message);
        assert_eq!(bench.end(), Err(RunError::Protocol(reason.into())));
        assert!(!worker.is_alive());
        assert!(bench.worker(1).is_alive());
    }
}

#[test]
fn an_answer_where_none_is_allowed_is_a_breach() {
    let (mut bench, worker) = Bench::running(CodeRun {
        can_stop: false,
        ..code()
    });
    worker.says(FromWorker::Ended {
        run: 1,
        outcome: RunOutcome::Answered { value: json!(1) },
    });
    assert!(matches!(bench.end(), Err(RunError::Protocol(_))));
}

#[test]
fn a_message_larger_than_the_limit_is_refused_unread() {
    let mut bench = Bench::with(Limits {
        message_bytes: 1000,
        ..Limits::default()
    });
    bench.run(code());
    let worker = bench.worker(0);
    worker.says(FromWorker::Ready {});
    bench.settle();
    worker.says_raw(&" ".repeat(100_000));
    assert_eq!(
        bench.end(),
        Err(RunError::Protocol(
            "a message of 100000 bytes, where 66536 are allowed".into()
        ))
    );
}

#[test]
fn a_result_too_large_to_cross_becomes_a_failure() {
    let mut bench = Bench::with(Limits {
        message_bytes: 100,
        ..Limits::default()
    });
    bench.run(code());
    let worker = bench.worker(0);
    worker.hears();
    worker.says(FromWorker::Ready {});
    bench.settle();
    worker.hears();
    worker.says(call(1));
    bench.settle();
    bench.host.answer(0, Ok(json!("x".repeat(200))));
    bench.settle();
    assert_eq!(
        worker.hears(),
        Some(ToWorker::ToolReturned {
            run: 1,
            call: 1,
            result: Err(ToolFailure {
                message: "the result is larger than 100 bytes; ask for less".into()
            })
        })
    );
}

#[test]
fn a_flood_of_tool_calls_is_ended() {
    let mut bench = Bench::with(Limits {
        tool_calls: 2,
        ..Limits::default()
    });
    bench.run(code());
    let worker = bench.worker(0);
    worker.says(FromWorker::Ready {});
    for id in 1..=3 {
        worker.says(call(id));
    }
    assert_eq!(
        bench.end(),
        Err(RunError::LimitExceeded(
            "it made more than 2 tool calls in one step".into()
        ))
    );
}

#[test]
fn code_that_is_too_long_raises_and_costs_no_session() {
    let mut bench = Bench::with(Limits {
        source_bytes: 3,
        ..Limits::default()
    });
    bench.run(code());
    let report = bench.end().unwrap();
    assert!(matches!(report.outcome, RunOutcome::Raised { .. }));
    assert_eq!(bench.workers(), 0);
}

#[test]
fn what_ran_out_is_told_with_what_to_do() {
    let (mut bench, worker) = Bench::running(code());
    worker.says(FromWorker::Exhausted {
        run: 1,
        resource: Resource::Memory,
    });
    assert_eq!(
        bench.end().unwrap_err().to_string(),
        "the code was stopped: memory ran out: Python may use 512 MB, and what it no longer needs is given back between steps, not within one; work on smaller pieces, in several steps"
    );
    assert!(!worker.is_alive());
}
