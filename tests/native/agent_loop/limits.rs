//! Limits of a run on steps, tokens and cost, and going on past them.

use futures::FutureExt;
use micropython_agent::agent::{Agent, Prices, RunEnd};
use micropython_agent::model::{FinishReason, ModelEvent, Usage};

use super::model::{Reply, streamed};
use super::stage::{Stage, code, stage};

/// A reply that the provider counts.
fn counted(text: &str, input_tokens: u64, output_tokens: u64) -> Reply {
    partly_cached(text, input_tokens, 0, output_tokens)
}

fn partly_cached(
    text: &str,
    input_tokens: u64,
    cached_input_tokens: u64,
    output_tokens: u64,
) -> Reply {
    let Reply::Events(mut events) = streamed(text, FinishReason::Stop) else {
        unreachable!("a whole reply is events");
    };
    events.push(Ok(ModelEvent::Usage(Usage {
        input_tokens,
        cached_input_tokens,
        output_tokens,
    })));
    Reply::Events(events)
}

fn raise_limits(agent: &mut Agent) {
    let raised = agent.raise_limits().now_or_never();
    raised.expect("nothing hangs");
}

fn looking() -> Stage {
    stage()
        .then(counted(&code("print(1)"), 900, 100))
        .then(counted(&code("print(2)"), 1_000, 100))
        .then(counted(&code("final_answer(3)"), 1_100, 100))
}

#[test]
fn makes_no_further_step_once_the_tokens_are_spent() {
    let mut stage = looking();
    stage.options.max_tokens = Some(2_000);
    let mut agent = stage.ask("three");
    assert_eq!(
        stage.finish(&mut agent),
        RunEnd::TokenLimit {
            limit: 2_000,
            spent: 2_100
        }
    );
    assert_eq!(stage.model.requests().len(), 2, "not even for an answer");

    raise_limits(&mut agent);
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        ["code", "code", "answer", "final answer 3"]
    );
    assert!(stage.model.last_asked().contains("the limits were raised"));
}

#[test]
fn counts_tokens_itself_where_the_provider_does_not() {
    let mut stage = stage().reply(code("print(1)"));
    stage.options.max_tokens = Some(100);
    let mut agent = stage.ask("three");
    let RunEnd::TokenLimit { spent, .. } = stage.finish(&mut agent) else {
        panic!("the tokens of one step are over the limit");
    };
    let sent = agent.steps()[0].context.total();
    assert_eq!(spent, sent + 6, "the reply has 22 characters");
}

#[test]
fn stops_at_a_cost() {
    let mut stage = looking();
    stage.options.max_cost = Some(0.003);
    assert_eq!(
        stage.run("three"),
        ["code", "code", "answer", "final answer 3"],
        "without prices nobody knows the cost"
    );

    let mut stage = looking();
    stage.options.max_cost = Some(0.003);
    stage.options.prices = Some(Prices {
        input: 2.0,
        cached_input: 2.0,
        output: 8.0,
    });
    assert_eq!(stage.run("three"), ["code", "code", "cost 0.0054 of 0.003"]);
}

#[test]
fn what_the_provider_still_had_costs_less() {
    let mut stage = stage()
        .then(partly_cached(&code("print(1)"), 900, 0, 100))
        .then(partly_cached(&code("print(2)"), 1_000, 900, 100))
        .then(partly_cached(&code("final_answer(3)"), 1_100, 1_000, 100));
    stage.options.max_cost = Some(0.004);
    stage.options.prices = Some(Prices {
        input: 2.0,
        cached_input: 0.2,
        output: 8.0,
    });
    assert_eq!(
        stage.run("three"),
        ["code", "code", "answer", "final answer 3"]
    );
}

#[test]
fn goes_on_past_the_step_limit_when_the_user_wants_it() {
    let stage = stage()
        .max_steps(1)
        .reply(code("print(1)"))
        .reply("Perhaps **two**.")
        .reply(code("print(2)"))
        .reply("Perhaps **three**.");
    let mut agent = stage.ask("how many?");
    stage.finish(&mut agent);
    raise_limits(&mut agent);
    assert_eq!(
        stage.finish(&mut agent),
        RunEnd::StepLimit {
            limit: 1,
            answer: Some(micropython_agent::agent::Answer::from_text(
                "Perhaps **three**."
            )),
        }
    );
    let numbers: Vec<u32> = agent.steps().iter().map(|step| step.number).collect();
    assert_eq!(numbers, [1, 1, 2, 2], "the best answers are no steps");
    stage.check(&agent);
}

#[test]
fn raises_no_limits_of_a_run_that_has_not_reached_one() {
    let stage = stage().reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    let before = stage.events();
    raise_limits(&mut agent);
    assert_eq!(stage.events(), before);
}

#[test]
fn what_tools_have_a_model_read_counts_in_the_run_and_its_limits() {
    let spend = r#"spend {"number": 100}"#;
    let mut stage = stage()
        .tool(super::fixture_tools::spend())
        .then(counted(
            &code(&format!("{spend}\n{spend}\n{spend}")),
            20,
            10,
        ))
        .then(counted(&code("print(1)"), 20, 10));
    stage.options.max_tokens = Some(400);
    let mut agent = stage.ask("one");
    let end = stage.finish(&mut agent);
    // Of three calls the third is not allowed any more, nor another step.
    assert_eq!(
        end,
        RunEnd::TokenLimit {
            limit: 400,
            spent: 430
        }
    );
    let refusal = "called spend -> failed: the limit of tokens or costs of this question is reached: the model may not be asked any more";
    assert_eq!(stage.check(&agent)[2], refusal);
    let spending = micropython_agent::agent::Spending::of_step(&agent.steps()[0]);
    assert_eq!((spending.input_tokens, spending.output_tokens), (220, 210));
}
