//! The transcript takes in whatever comes.

use futures::FutureExt;
use micropython_agent::agent::{ContextUse, Event, Spending, Step, Transcript};
use proptest::prelude::*;
use serde_json::json;

use super::fixture_tools::{double, find};
use super::stage::{code, stage};

/// The events of a run with a little of everything.
fn events() -> Vec<Event> {
    let stage = stage()
        .tool(double())
        .tool(find())
        .reply(code("print(1)\nboth double {\"number\": 4}"))
        .reply(code("find {\"number\": 4}"))
        .reply(code("crash"))
        .reply(code("final_answer(8)"));
    let mut agent = stage.ask("twice four");
    stage.finish(&mut agent);
    let console = "print(1)\ndouble {\"number\": 4}";
    let ran = agent.run_in_console(console.into(), &stage.tools);
    ran.now_or_never().expect("nothing hangs");
    stage.events()
}

proptest! {
    #[test]
    fn takes_events_in_any_order(order in prop::collection::vec(any::<prop::sample::Index>(), 0..200)) {
        let events = events();
        let mut transcript = Transcript::default();
        let mut questions = 0;
        for index in order {
            let event = index.get(&events);
            questions += usize::from(matches!(event, Event::Asked { .. }));
            transcript.apply(event);
        }
        prop_assert_eq!(transcript.runs.len(), questions);
        let ids: Vec<u32> = transcript.runs.iter().flat_map(|run| &run.steps).map(|step| step.id).collect();
        let expected: Vec<u32> = (1..=ids.len() as u32).collect();
        prop_assert_eq!(ids, expected);
    }
}

#[test]
fn events_survive_storage_as_they_are() {
    for event in events() {
        let text = serde_json::to_string(&event).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Event>(&text).expect("an event"),
            event
        );
    }
}

/// A log of steps with these events, each at its time.
fn transcript(events: serde_json::Value) -> Transcript {
    let events: Vec<Event> = serde_json::from_value(events).expect("events");
    Transcript::of(&events)
}

#[test]
fn a_step_was_at_work_until_the_run_was_stopped_and_not_until_it_went_on() {
    let step = |at: u64| json!({"type": "step_started", "number": 1, "at": at, "source": "live"});
    let transcript = transcript(json!([
        {"type": "asked", "question": "?", "at": 100},
        step(200),
        {"type": "reply_delta", "text": "Let me"},
        {"type": "run_ended", "end": {"type": "stopped"}, "at": 1_200},
        // Then the page is closed in the middle of it: of that only the reply is known.
        step(16_200),
        {"type": "replied", "text": "wait()", "usage": null, "duration_ms": 300},
        {"type": "code_started", "code": "wait()"},
        step(99_000),
        {"type": "replied", "text": "x", "usage": null, "duration_ms": 400},
        {"type": "code_started", "code": "x"},
        {"type": "tool_called", "call": 1, "name": "a", "arguments": {}, "at": 99_500},
        {"type": "tool_called", "call": 2, "name": "b", "arguments": {}, "at": 99_600},
        {"type": "tool_returned", "call": 1, "result": {"Ok": 1}, "duration_ms": 200, "source": "live"},
        {"type": "tool_returned", "call": 2, "result": {"Ok": 1}, "duration_ms": 200, "source": "live"},
        {"type": "step_ended", "end": {"type": "completed", "repr": null}, "stdout": "", "stderr": "",
            "observation": "", "executing_ms": 50},
        {"type": "run_ended", "end": {"type": "stopped"}, "at": 100_500},
    ]));
    let worked = transcript.runs[0].steps.iter().map(Step::worked_ms);
    assert_eq!(worked.collect::<Vec<_>>(), [1_000, 300, 400 + 300 + 50]);
}

#[test]
fn a_request_that_nothing_came_of_has_cost_nothing() {
    let context = ContextUse {
        instructions: 400,
        ..ContextUse::default()
    };
    let step =
        json!({"type": "step_started", "number": 1, "at": 0, "source": "live", "context": context});
    let failed = json!({"type": "run_ended", "end": {"type": "failed", "reason": "401", "code": null}, "at": 9});
    let transcript = transcript(json!([
        {"type": "asked", "question": "?", "at": 0},
        step,
        failed,
        step,
        {"type": "reply_delta", "text": "Half"},
        failed,
    ]));
    let run = &transcript.runs[0];
    assert_eq!(Spending::of_step(&run.steps[0]), Spending::default());
    assert_eq!(Spending::of_step(&run.steps[1]).input_tokens, 400);
    assert_eq!(Spending::of(run).input_tokens, 400);
}
