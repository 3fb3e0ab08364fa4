//! How tool calls of running code are dispatched and recorded.

use std::time::Duration;

use futures::FutureExt;
use micropython_agent::agent::Event;
use micropython_agent::platform::http::{ScriptedHttp, Source};
use micropython_agent::sandbox::{StubParameter, ToolFailure, ToolStub};
use serde_json::json;

use super::fixture_tools::{double, find, look_up, wait};
use super::stage::{code, stage};
use crate::providers::log::logged;

#[test]
fn records_a_call_from_beginning_to_end() {
    let stage = stage()
        .tool(double())
        .reply(code("double {\"number\": 4}"))
        .reply(code("final_answer(8)"));
    assert_eq!(
        stage.run("twice four"),
        ["called double -> 8", "code", "answer", "final answer 8"]
    );
    let events: Vec<Event> = stage
        .events()
        .into_iter()
        .skip_while(|event| !matches!(event, Event::ToolCalled { .. }))
        .take(4)
        .collect();
    assert_eq!(
        events,
        [
            Event::ToolCalled {
                call: 1,
                name: "double".into(),
                arguments: json!({"number": 4})
                    .as_object()
                    .cloned()
                    .unwrap_or_default(),
                at: 0,
                side_effects: true,
                repeats: None,
            },
            Event::ToolLogged {
                call: 1,
                line: "doubling 4".into(),
            },
            Event::ToolReturned {
                call: 1,
                result: Ok(json!(8)),
                duration_ms: 0,
                source: Source::Live,
            },
            Event::Printed {
                stream: micropython_agent::sandbox::OutputStream::Stdout,
                text: "8\n".into(),
            },
        ]
    );
}

#[test]
fn fetches_the_same_once_in_a_run_and_again_in_the_next() {
    let mut stage = stage()
        .tool(look_up())
        .reply(code("look_up {\"number\": 4}"))
        .reply(code("look_up {\"number\": 4}"))
        .reply(code("final_answer(1)"))
        .reply(code("look_up {\"number\": 4}"))
        .reply(code("final_answer(2)"));
    stage.http = ScriptedHttp::default()
        .respond(200, "yesterday's")
        .respond(200, "today's")
        .into();
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    agent.ask("two").now_or_never().expect("nothing hangs");
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        [
            "called look_up -> \"yesterday's\"",
            "code",
            "called look_up -> \"yesterday's\"",
            "code",
            "answer",
            "final answer 1",
            "called look_up -> \"today's\"",
            "code",
            "answer",
            "final answer 2"
        ]
    );
}

#[test]
fn offers_the_tools_to_python_as_functions() {
    let stage = stage().tool(double()).reply(code("final_answer(1)"));
    stage.run("one");
    assert_eq!(
        stage.python.runs.borrow()[0].tools,
        [ToolStub {
            name: "double".into(),
            parameters: vec![StubParameter {
                name: "number".into(),
                required: true,
            }],
            doc: "Doubles a number.\n\nArgs:\n    number: A number.\n\nReturns:\n    int".into(),
        }]
    );
}

#[test]
fn lets_the_model_read_why_a_call_failed() {
    let stage = stage()
        .tool(find())
        .reply(code("find {\"number\": 4}"))
        .reply(code("hide {\"number\": 4}"))
        .reply(code("find {\"nummer\": 4}"))
        .reply(code("final_answer(0)"));
    let mut agent = stage.ask("find four");
    stage.finish(&mut agent);
    let failures: Vec<_> = agent
        .steps()
        .iter()
        .flat_map(|step| &step.calls)
        .map(|call| match &call.result {
            Some(Err(ToolFailure { message })) => message.as_str(),
            other => panic!("a failure, not {other:?}"),
        })
        .collect();
    assert_eq!(
        failures[..2],
        [
            "there is no 4",
            "there is no tool named \"hide\"; the tools are find"
        ]
    );
    assert!(failures[2].starts_with("find: "), "{}", failures[2]);
    assert_eq!(
        stage.check(&agent).last().map(String::as_str),
        Some("final answer 0")
    );
}

#[test]
fn each_call_leaves_a_line_in_the_log_without_what_passed_in_it() {
    let stage = stage()
        .tool(double())
        .tool(find())
        .reply(code("double {\"number\": 4711}\nfind {\"number\": 4711}"))
        .reply(code("final_answer(1)"));
    let log = logged(|| {
        stage.run("one");
    });
    let calls: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("tool call over"))
        .collect();
    let [first, second] = &calls[..] else {
        panic!("two lines, not {calls:?}");
    };
    assert!(
        first.contains("call=1 tool=\"double\"") && first.contains("ok=true"),
        "{first}"
    );
    assert!(
        second.contains("call=2 tool=\"find\"") && second.contains("ok=false"),
        "{second}"
    );
    assert!(!calls.concat().contains("4711"));
}

#[test]
fn cancels_a_call_that_takes_too_long() {
    let mut stage = stage()
        .tool(wait())
        .reply(code("wait {\"number\": 1}"))
        .reply(code("final_answer(0)"));
    stage.options.tool_timeout = Duration::from_secs(5);
    let mut agent = stage.ask("wait");
    let mut running = Box::pin(agent.run(&stage.tools));
    assert!(running.as_mut().now_or_never().is_none());
    stage.clock.advance(Duration::from_secs(4));
    assert!(running.as_mut().now_or_never().is_none());
    stage.clock.advance(Duration::from_secs(1));
    assert!(running.as_mut().now_or_never().is_some());
    drop(running);
    assert_eq!(
        stage.check(&agent),
        [
            "called wait -> failed: wait took longer than 5 s and was cancelled",
            "raised ToolError",
            "answer",
            "final answer 0"
        ]
    );
    let call = &agent.steps()[0].calls[0];
    assert_eq!(
        (call.duration_ms, call.log.as_slice()),
        (5_000, &["waiting".to_string()][..])
    );
}

#[test]
fn several_calls_at_once_take_the_time_of_one() {
    let mut stage = stage()
        .tool(wait())
        .reply(code("both wait {\"number\": 1}"))
        .reply(code("final_answer(0)"));
    stage.options.tool_timeout = Duration::from_secs(5);
    let mut agent = stage.ask("wait");
    let mut running = Box::pin(agent.run(&stage.tools));
    assert!(running.as_mut().now_or_never().is_none());
    stage.clock.advance(Duration::from_secs(5));
    assert!(running.as_mut().now_or_never().is_some());
    drop(running);
    let failed = "called wait -> failed: wait took longer than 5 s and was cancelled";
    assert_eq!(
        stage.check(&agent),
        [failed, failed, "code", "answer", "final answer 0"]
    );
}
