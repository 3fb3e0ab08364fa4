//! Stop at any moment: the future is dropped, and the conversation goes on from there.

use std::rc::Rc;

use async_trait::async_trait;
use futures::FutureExt;
use micropython_agent::agent::{Agent, Answer, AnswerCheck, Transcript};

use super::fixture_tools::wait;
use super::model::Reply;
use super::stage::{Stage, code, outline, stage};

fn stop(agent: &mut Agent) {
    agent.stop().now_or_never().expect("nothing hangs");
}

/// Asks again after the stop.
fn ask_again(stage: &Stage, agent: &mut Agent) {
    agent.ask("another").now_or_never().expect("nothing hangs");
    stage.finish(agent);
}

#[test]
fn stops_while_the_model_writes() {
    let stage = stage()
        .then(Reply::HangsAfter("I am writ".into()))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    stage.interrupt(&mut agent);
    assert_eq!(stage.check(&agent), ["replying"]);
    stop(&mut agent);
    assert_eq!(stage.check(&agent), ["abandoned", "stopped"]);
    assert_eq!(agent.steps()[0].reply.text, "I am writ");

    ask_again(&stage, &mut agent);
    assert_eq!(
        stage.check(&agent),
        ["abandoned", "stopped", "answer", "final answer 2"]
    );
    assert_eq!(
        stage.model.last_asked(),
        "one\n\n(The work on this question was ended before there was an answer. The next question:)\n\nanother"
    );
}

#[test]
fn stops_while_code_runs() {
    let stage = stage()
        .reply(code("print(1)"))
        .reply(code("print(2)\nhang"))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    stage.interrupt(&mut agent);
    assert_eq!(stage.check(&agent), ["code", "running"]);
    assert_eq!(agent.steps()[1].stdout, "2\n");
    stop(&mut agent);
    ask_again(&stage, &mut agent);
    assert_eq!(
        stage.check(&agent),
        [
            "code",
            "abandoned",
            "stopped",
            "restarted: code was stopped before its end",
            "answer",
            "final answer 2"
        ]
    );
}

#[test]
fn names_outlive_a_stop_that_is_rolled_back() {
    let mut stage = stage();
    stage.python.rolls_back = true;
    let stage = stage
        .reply(code("print(1)"))
        .reply(code("hang"))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    stage.interrupt(&mut agent);
    stop(&mut agent);
    ask_again(&stage, &mut agent);
    assert_eq!(
        stage.check(&agent),
        ["code", "abandoned", "stopped", "answer", "final answer 2"]
    );
}

#[test]
fn stops_while_a_tool_works() {
    let stage = stage()
        .tool(wait())
        .reply(code("wait {\"number\": 1}"))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    stage.interrupt(&mut agent);
    assert_eq!(stage.check(&agent), ["called wait -> open", "running"]);
    assert_eq!(
        stage.clock.sleepers(),
        0,
        "the timeout is gone with the call"
    );
    stop(&mut agent);
    ask_again(&stage, &mut agent);
    assert_eq!(
        stage.check(&agent),
        [
            "called wait -> open",
            "abandoned",
            "stopped",
            // The model knows of no names that this could have lost.
            "answer",
            "final answer 2"
        ]
    );
}

#[test]
fn goes_on_with_a_stopped_run() {
    let stage = stage()
        .reply(code("print(1)"))
        .then(Reply::HangsAfter("Hm".into()))
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    stage.interrupt(&mut agent);
    stop(&mut agent);
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        ["code", "abandoned", "answer", "final answer 1"]
    );
}

#[test]
fn leaves_a_run_that_is_over_as_it_is() {
    let stage = stage().reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    stop(&mut agent);
    assert_eq!(stage.check(&agent), ["answer", "final answer 1"]);
}

#[test]
fn a_question_stops_the_run_before_it() {
    let stage = stage()
        .then(Reply::HangsAfter("Hm".into()))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    stage.interrupt(&mut agent);
    ask_again(&stage, &mut agent);
    assert_eq!(
        stage.check(&agent),
        ["abandoned", "stopped", "answer", "final answer 2"]
    );
}

#[test]
fn keeps_the_question_of_a_run_that_was_stopped_before_it_began() {
    let stage = stage();
    let mut agent = stage.ask("one");
    stop(&mut agent);
    assert_eq!(stage.check(&agent), ["stopped"]);
    assert_eq!(agent.transcript().runs[0].question, "one");
}

/// Never comes to a verdict.
struct Undecided;

#[async_trait(?Send)]
impl AnswerCheck for Undecided {
    async fn check(&self, _: &Answer, _: &Transcript) -> Result<(), String> {
        futures::future::pending().await
    }
}

#[test]
fn code_that_has_run_is_taken_back_where_its_step_is_stopped_before_it_stands() {
    let stage = stage()
        .reply(code("print(1)"))
        .reply(code("final_answer(1)"))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    agent.check_answers(Rc::new(Undecided));
    stage.interrupt(&mut agent);
    stop(&mut agent);
    assert_eq!(
        stage.python.ended_sessions.get(),
        1,
        "the second run is taken back"
    );
    let transcript = agent.transcript().clone();
    drop(agent);
    assert_eq!(stage.python.ended_sessions.get(), 1, "and the first stands");
    assert_eq!(outline(&transcript), ["code", "abandoned", "stopped"]);
}
