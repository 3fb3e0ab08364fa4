//! Plans and the final summary: steps in which the model writes text and no code runs.

use futures::FutureExt;
use micropython_agent::agent::{Answer, FinalSummary, Request, RunEnd};
use micropython_agent::model::Message;
use serde_json::json;

use super::model::Reply;
use super::stage::{Stage, code, cut_off, stage};

const PLAN: &str = "## Facts\nNone.\n\n## Plan\n1. Print.";

fn with_summary(summary: FinalSummary) -> Stage {
    let mut stage = stage();
    stage.options.final_summary = summary;
    stage
}

#[test]
fn plans_before_the_first_step_and_every_so_many_steps() {
    let mut stage = stage()
        .reply(PLAN)
        .reply(code("print(1)"))
        .reply(code("print(2)"))
        .reply("## Plan\n1. Answer.")
        .reply(code("final_answer(3)"));
    stage.options.planning_interval = Some(2);
    let mut agent = stage.ask("three");
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        ["plan", "code", "code", "plan", "answer", "final answer 3"]
    );
    let numbers: Vec<u32> = agent.steps().iter().map(|step| step.number).collect();
    assert_eq!(numbers, [1, 1, 2, 3, 3], "a plan takes no step away");
    let asked = &stage.model.requests()[1];
    assert_eq!(asked[2], Message::assistant(PLAN));
    assert_eq!(
        asked[3],
        Message::user("Follow the plan. Depart from it where what you find out tells you to.")
    );
}

#[test]
fn runs_no_code_that_stands_in_a_plan() {
    let plan = format!("I would write:\n\n{}\n\nand then more.", code("print(1)"));
    let mut stage = stage().reply(&plan).reply(code("final_answer(2)"));
    stage.options.planning_interval = Some(5);
    let mut agent = stage.ask("two");
    stage.finish(&mut agent);
    assert_eq!(stage.check(&agent), ["plan", "answer", "final answer 2"]);
    assert_eq!(agent.steps()[0].reply.text, plan, "all of it is kept");
    assert_eq!(stage.python.runs.borrow().len(), 1);
}

#[test]
fn goes_on_without_a_plan_that_the_model_did_not_write() {
    let mut stage = stage().reply(" ").reply(code("final_answer(2)"));
    stage.options.planning_interval = Some(5);
    assert_eq!(stage.run("two"), ["reminded", "answer", "final answer 2"]);
}

#[test]
fn writes_the_answer_as_prose() {
    let stage = with_summary(FinalSummary::Standard)
        .reply(code("final_answer({\"n\": 2})"))
        .reply("<answer>There are **two**.</answer>");
    let mut agent = stage.ask("how many?");
    assert_eq!(
        stage.finish(&mut agent),
        RunEnd::Answered {
            answer: Answer {
                value: json!({"n": 2}),
                text: "There are **two**.".into(),
            }
        }
    );
    assert_eq!(
        stage.check(&agent),
        ["answer", "summary", "final answer There are **two**."]
    );
    assert!(stage.model.last_asked().contains("The work is done."));
}

#[test]
fn writes_it_by_the_users_own_prompt() {
    let stage = with_summary(FinalSummary::Own("As a haiku, please.".into()))
        .reply("<answer>Two.</answer>")
        .reply("Two frogs.");
    stage.run("how many?");
    assert!(stage.model.last_asked().ends_with("As a haiku, please."));
}

#[test]
fn keeps_the_answer_when_the_summary_is_stopped_or_empty() {
    let stage = with_summary(FinalSummary::Standard)
        .reply(code("final_answer(2)"))
        .then(Reply::HangsAfter("There a".into()));
    let mut agent = stage.ask("two");
    stage.interrupt(&mut agent);
    agent.stop().now_or_never().expect("nothing hangs");
    assert_eq!(
        stage.check(&agent),
        ["answer", "abandoned", "final answer 2"]
    );

    let stage = with_summary(FinalSummary::Standard)
        .reply(code("final_answer(2)"))
        .reply("");
    assert_eq!(stage.run("two"), ["answer", "reminded", "final answer 2"]);
}

#[test]
fn a_summary_that_failed_is_asked_for_again_and_nothing_else() {
    let stage = with_summary(FinalSummary::Standard)
        .reply(code("final_answer(2)"))
        .then(Reply::Refused(cut_off()))
        .reply("Two.");
    let mut agent = stage.ask("two");
    assert!(matches!(stage.finish(&mut agent), RunEnd::Failed { .. }));
    stage.finish(&mut agent);
    let requests: Vec<Request> = agent.steps().iter().map(|step| step.request).collect();
    assert_eq!(
        requests,
        [Request::Step, Request::Summary, Request::Summary]
    );
    assert_eq!(stage.python.runs.borrow().len(), 1);
}
