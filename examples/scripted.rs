//! An agent without a browser: a recorded model, a scripted sandbox, and a tool of our own. Run it
//! with `cargo run --example scripted`.
#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::rc::Rc;

use async_trait::async_trait;
use futures::executor::block_on;
use micropython_agent::Error;
use micropython_agent::agent::{Agent, AgentOptions, Event, Journal, Parts};
use micropython_agent::model::recorded::{Pace, RecordedModel, Recording};
use micropython_agent::platform::charset::PlainCharsets;
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::ScriptedHttp;
use micropython_agent::sandbox::{Played, ScriptedSandbox};
use micropython_agent::tools::{Nobody, Tool, ToolContext, ToolError, Toolbox};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

/// The input type of a tool: its fields are the parameters.
#[derive(Deserialize, JsonSchema)]
struct Price {
    /// What is to be bought.
    item: String,
}

/// A tool is a name, a description, two types and an async function.
fn price_of() -> Tool {
    let body = |input: Price, _: ToolContext| async move {
        match input.item.as_str() {
            "tea" => Ok(3.5),
            other => Err(ToolError::NothingFound(format!("there is no {other}"))),
        }
    };
    Tool::new("price_of", "The price of an item.", body).without_side_effects()
}

/// Shows what happens. A journal that stores events makes conversations durable.
struct Shown;

#[async_trait(?Send)]
impl Journal for Shown {
    async fn record(&self, event: &Event) {
        self.note(event);
    }

    fn note(&self, event: &Event) {
        println!("{event:?}");
    }
}

fn main() -> Result<(), Error> {
    let question = "What do two teas cost?";
    let reply = "I look it up.\n```python\nfinal_answer(2 * price_of(\"tea\"))\n```";
    let recording = Recording {
        question: question.into(),
        replies: vec![reply.into()],
    };
    let clock = Rc::new(ManualClock::default());
    let at_once = Pace {
        piece: usize::MAX,
        interval: std::time::Duration::ZERO,
    };
    let arguments = json!({"item": "tea"}).as_object().cloned();
    let sandbox = ScriptedSandbox::default().run([
        Played::Call("price_of".into(), arguments.unwrap_or_default()),
        Played::Answer(json!(7.0)),
    ]);
    let parts = Parts {
        model: Rc::new(RecordedModel::new(clock.clone(), vec![recording], at_once)),
        runner: Box::new(sandbox),
        http: Rc::new(ScriptedHttp::default()),
        person: Rc::new(Nobody),
        charsets: Rc::new(PlainCharsets),
        clock,
        journal: Rc::new(Shown),
    };
    let tools = Toolbox::default().with(price_of());
    let mut agent = Agent::create(question, parts, AgentOptions::default());
    let answer = loop {
        if let Some(answer) = block_on(agent.step(&tools))? {
            break answer;
        }
    };
    assert_eq!(answer.value, json!(7.0));
    println!("{} after {} step", answer.text, agent.steps().len());
    Ok(())
}
