//! What the model is sent.

use micropython_agent::agent::{AgentOptions, Event, Transcript, prompt};
use micropython_agent::model::{Act, CarriedOver, FinishReason, Message, ModelEvent};

use super::fixture_tools::{double, find};
use super::model::Reply;
use super::stage::{code, stage};

#[test]
fn sends_the_conversation_in_turns() {
    let mut stage = stage()
        .reply(code("print(1)"))
        .reply(code("final_answer(1)"));
    stage.options.max_steps = 5;
    stage.run("one");
    let requests = stage.model.requests();
    assert_eq!(
        requests[1][1..],
        [
            Message::user("one"),
            Message::assistant(code("print(1)")),
            Message::observation(
                "Observation of step 1.\n\nPrinted:\n```\n1\n```\n\nSteps left: 4."
            ),
        ]
    );
    assert_eq!(
        requests[1][0],
        prompt::system_message(&stage.tools, &stage.options)
    );
}

#[test]
fn cuts_a_long_observation_to_its_budget() {
    let mut stage = stage()
        .reply(code("print(\"0123456789\")"))
        .reply(code("final_answer(1)"));
    stage.options.observation_chars = 6;
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    assert_eq!(
        stage.model.last_asked(),
        "Observation of step 1.\n\nPrinted:\n```\n012\n[... 5 characters left out ...]\n89\n```\n\nThe code ran, only this view of it is cut. The names still exist: to see what was left out, print parts of a value, such as print(str(value)[2000:4000]).\n\nSteps left: 19."
    );
    assert_eq!(agent.steps()[0].stdout, "0123456789\n", "the whole stays");
}

#[test]
fn shows_tools_as_python_signatures() {
    let tools = stage().tool(double()).tool(find()).tools;
    let system = prompt::system(&tools, &AgentOptions::default(), Act::CodeBlock);
    let expected = "Nothing needs to be imported for them.\n\n```python\ndef double(number: int) -> int:\n    \"\"\"Doubles a number.\n\n    Args:\n        number: A number.\n\n    Returns:\n        int\n    \"\"\"\n\ndef find(number: int) -> int:\n    \"\"\"Finds a number.\n\n    Args:\n        number: A number.\n\n    Returns:\n        int\n    \"\"\"\n```\n\nCall them";
    assert!(system.contains(expected), "{system}");
    assert!(system.contains("gather(double.start(...), double.start(...))"));
}

#[test]
fn assembles_the_system_message_from_its_parts() {
    let system = |change: fn(&mut AgentOptions)| {
        let mut options = AgentOptions::default();
        change(&mut options);
        prompt::system(&Default::default(), &options, Act::CodeBlock)
    };
    let starts = |text: &str| -> Vec<String> {
        let paragraphs = text.split("\n\n");
        paragraphs
            .filter_map(|paragraph| paragraph.split_whitespace().next().map(str::to_string))
            .collect()
    };
    assert_eq!(
        starts(&system(|_| {})),
        [
            "You",
            "```python",
            "The",
            "-",
            "There",
            "The",
            "-",
            "Documents",
            "To",
            "As",
            "Only",
            "<answer>",
            "Everything"
        ]
    );
    assert_eq!(
        starts(&system(|options| options.can_stop = false)),
        [
            "You",
            "```python",
            "The",
            "-",
            "There",
            "The",
            "-",
            "Documents",
            "To",
            "Do",
            "Everything"
        ]
    );
    let own = system(|options| options.instructions = " Answer in {max_steps} rhymes. ".into());
    assert!(own.ends_with(
        "The user adds these instructions for all questions:\n\nAnswer in {max_steps} rhymes."
    ));
    assert!(system(|options| options.max_steps = 7).contains("There are at most 7 steps"));
}

#[test]
fn leaves_no_gap_in_the_prompt_unfilled() {
    let tools = stage().tool(double()).tools;
    let system = prompt::system(&tools, &AgentOptions::default(), Act::CodeBlock);
    for gap in ["{max_steps}", "{signatures}", "{example}", "{instructions}"] {
        assert!(!system.contains(gap), "{gap}");
    }
}

/// What a model wants to have back.
fn carried_over(data: &str) -> CarriedOver {
    CarriedOver {
        from: "a model".into(),
        data: data.into(),
    }
}

#[test]
fn what_a_model_wants_back_goes_with_its_reply_until_the_next_question() {
    let events = ["[1]", "[1,2]"]
        .map(|data| Ok(ModelEvent::CarriedOver(carried_over(data))))
        .into_iter()
        .chain([
            Ok(ModelEvent::Delta(code("print(1)"))),
            Ok(ModelEvent::Finished(FinishReason::Stop)),
        ]);
    let stage = stage()
        .then(Reply::Events(events.collect()))
        .reply(code("final_answer(1)"));
    stage.run("one");
    let newest = Some(carried_over("[1,2]"));
    assert_eq!(stage.model.requests()[1][2].carried_over, newest);

    // The next question, after a reload.
    let stored = serde_json::to_string(&stage.events()).expect("JSON");
    let mut events: Vec<Event> = serde_json::from_str(&stored).expect("events");
    events.push(Event::Asked {
        question: "two".into(),
        at: 0,
        artifacts: Vec::new(),
    });
    let transcript = Transcript::of(&events);
    assert_eq!(transcript.runs[0].steps[0].reply.carried_over, newest);
    let stage = super::stage::stage().reply(code("final_answer(2)"));
    stage.finish(&mut stage.resume(transcript));
    assert!(
        stage.model.requests()[0]
            .iter()
            .all(|message| message.carried_over.is_none())
    );
}

#[test]
fn a_reply_stored_before_there_was_anything_to_carry_over_is_read() {
    let record = r#"{"type":"replied","text":"Hi","usage":{"input_tokens":1,"output_tokens":2},"duration_ms":3}"#;
    let event: Event = serde_json::from_str(record).expect("an event");
    // And written as it was.
    assert_eq!(serde_json::to_string(&event).expect("JSON"), record);
}

#[test]
fn the_next_question_is_told_from_the_observation_before_it() {
    let stage = stage()
        .reply(code("final_answer(1)"))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    futures::executor::block_on(agent.ask("two"));
    stage.finish(&mut agent);
    let last = stage.model.requests().pop().and_then(|mut all| all.pop());
    let last = last.expect("a message");
    assert_eq!(&last.content[last.observed..], "\n\ntwo");
}
