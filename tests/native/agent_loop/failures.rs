//! What goes wrong on the way, and how the run goes on.

use futures::FutureExt;
use micropython_agent::agent::RunEnd;
use micropython_agent::model::{FinishReason, ModelEvent};

use super::fixture_tools::{count, double};
use super::model::Reply;
use super::stage::{code, cut_off, stage};

const CUT_OFF: &str = "failed: The connection to https://api.test was cut off in the middle of the reply. What arrived is kept; press Retry to ask again";

#[test]
fn keeps_what_arrived_of_a_cut_reply_and_can_be_tried_again() {
    let stage = stage()
        .reply(code("print(1)"))
        .then(Reply::Events(vec![
            Ok(ModelEvent::Delta("I will ".into())),
            Err(cut_off()),
        ]))
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    assert_eq!(stage.check(&agent), ["code", "abandoned", CUT_OFF]);
    assert_eq!(agent.steps()[1].reply.text, "I will ");

    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        ["code", "abandoned", "answer", "final answer 1"]
    );
    // Made again, not made anew: the number stays, and nothing of the cut reply is sent.
    assert_eq!(agent.steps()[2].number, 2);
    let requests = stage.model.requests();
    assert_eq!(requests[1], requests[2]);
}

#[test]
fn fails_when_no_completion_can_be_started() {
    let stage = stage().then(Reply::Refused(cut_off()));
    assert_eq!(stage.run("one"), ["abandoned", CUT_OFF]);
}

#[test]
fn starts_the_reply_over_after_a_retry() {
    let stage = stage().then(Reply::Events(vec![
        Ok(ModelEvent::Reasoning("Hm.".into())),
        Ok(ModelEvent::Delta("Half a rep".into())),
        Ok(ModelEvent::Retrying {
            reason: "busy".into(),
            delay_ms: 500,
        }),
        Ok(ModelEvent::Delta(code("final_answer(1)"))),
        Ok(ModelEvent::Finished(FinishReason::Stop)),
    ]));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    assert_eq!(stage.check(&agent), ["answer", "final answer 1"]);
    let reply = &agent.steps()[0].reply;
    assert_eq!(
        (
            reply.text.as_str(),
            reply.reasoning.as_str(),
            &reply.retrying
        ),
        (code("final_answer(1)").as_str(), "", &None)
    );
}

#[test]
fn shows_reasoning_but_never_sends_it_back() {
    let stage = stage()
        .reply("<think>Secretly.</think>".to_string() + &code("print(1)"))
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    assert_eq!(agent.steps()[0].reply.reasoning, "Secretly.");
    assert_eq!(stage.model.requests()[1][2].content, code("print(1)"));
}

#[test]
fn tells_the_model_of_a_killed_step_and_goes_on() {
    let stage = stage()
        .reply(code("print(\"so far\")\nwhile True: pass"))
        .reply(code("final_answer(1)"));
    assert_eq!(
        stage.run("one"),
        [
            "killed: the code ran longer than 30 s and was stopped",
            "answer",
            "final answer 1"
        ]
    );
    assert_eq!(
        stage.model.last_asked(),
        "Observation of step 1.\n\nPrinted:\n```\nso far\n```\n\nThe code did not come to its end: the code ran longer than 30 s and was stopped. The Python session was restarted: all names of this and earlier steps are gone. Define again what you need. Do not run the same code again.\n\nSteps left: 19."
    );
}

#[test]
fn tells_the_model_which_calls_a_killed_step_has_made() {
    let source = "double {\"number\": 4}\nwhile True: pass";
    let stage = stage()
        .tool(double())
        .tool(count().without_side_effects())
        .reply(code(source))
        .reply(code("count {\"number\": 1}\nwhile True: pass"))
        .reply(code("final_answer(1)"));
    stage.run("one");
    let requests = stage.model.requests();
    let shown = |request: usize| requests[request].last().unwrap().content.clone();
    let calls = "Calls that it made. What they did is not undone: do not make them again.\n```\ndouble(number=4) returned 8\n```\n\nThe code did not come to its end: ";
    assert!(shown(1).contains(calls), "{}", shown(1));
    // One that changes nothing may be made again.
    assert!(!shown(2).contains("Calls that"), "{}", shown(2));
}

#[test]
fn tells_the_model_that_a_killed_step_was_rolled_back_and_loses_no_names() {
    let mut stage = stage();
    stage.python.rolls_back = true;
    let stage = stage
        .reply(code("print(1)"))
        .reply(code("crash"))
        .reply(code("final_answer(1)"));
    assert_eq!(
        stage.run("one"),
        [
            "code",
            "killed: the Python sandbox stopped unexpectedly: out of memory (rolled back)",
            "answer",
            "final answer 1"
        ]
    );
    assert_eq!(
        stage.model.last_asked(),
        "Observation of step 2.\n\nThe code did not come to its end: the Python sandbox stopped unexpectedly: out of memory. Your variables are as they were before this step: nothing that it defined or changed is there. Do not run the same code again.\n\nSteps left: 18."
    );
    assert_eq!(
        *stage.python.kept.borrow(),
        [1, 3],
        "killed steps leave nothing"
    );
}

#[test]
fn survives_a_crash_of_the_sandbox() {
    let stage = stage().reply(code("crash")).reply(code("final_answer(1)"));
    assert_eq!(
        stage.run("one"),
        [
            "killed: the Python sandbox stopped unexpectedly: out of memory",
            "answer",
            "final answer 1"
        ]
    );
}

#[test]
fn fails_when_there_is_no_sandbox_and_can_be_tried_again() {
    let stage = stage()
        .reply(code("print(1)"))
        .reply(code("unavailable"))
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        [
            "code",
            "abandoned",
            "failed: the Python sandbox could not be started: no workers"
        ]
    );
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        [
            "code",
            "abandoned",
            "restarted: the Python sandbox had to be started anew",
            "answer",
            "final answer 1"
        ]
    );
}

#[test]
fn notices_a_session_that_was_lost_between_steps() {
    let stage = stage()
        .reply(code("print(1)"))
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    let first = agent.step(&stage.tools).now_or_never();
    assert_eq!(first, Some(Ok(None)));
    stage.python.ended_sessions.set(1);
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        [
            "code",
            "restarted: the Python sandbox had to be started anew",
            "answer",
            "final answer 1"
        ]
    );
    assert_eq!(
        stage.model.last_asked(),
        "Observation of step 1.\n\nPrinted:\n```\n1\n```\n\nSteps left: 19.\n\n(The Python session was restarted: the Python sandbox had to be started anew. The names of earlier steps are gone; define again what you need.)"
    );
}

#[test]
fn stops_reading_a_reply_that_never_ends() {
    let line = "x".repeat(1 << 16) + "\n";
    let events = vec![Ok(ModelEvent::Delta(line)); 8];
    let stage = stage()
        .then(Reply::Events(events))
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        ["reminded", "answer", "final answer 1"]
    );
    assert!(agent.steps()[0].reply.text.len() < 6 << 16);
}

#[test]
fn has_nothing_to_do_without_a_question() {
    let stage = stage();
    let mut agent = stage.resume(Default::default());
    assert_eq!(
        stage.finish(&mut agent),
        RunEnd::Failed {
            reason: "there is no question to work on".into(),
            code: Some("agent.no_question".into()),
        }
    );
}

#[test]
fn a_reply_that_is_cut_twice_at_its_length_limit_is_said_to_be() {
    let cut = "```python\nprint(1)\nprint(";
    let stage = stage().cut_reply(cut).cut_reply(cut);
    assert_eq!(
        stage.run("one"),
        [
            "reminded",
            "abandoned",
            "failed: the reply was cut at its length limit once more; allow the model more tokens per reply in Settings, or ask for less at once"
        ]
    );
}
