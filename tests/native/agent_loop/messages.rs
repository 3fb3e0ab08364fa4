//! What the model is sent.

use micropython_agent::agent::{AgentOptions, prompt};
use micropython_agent::model::Message;

use super::fixture_tools::{double, find};
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
        Message::system(prompt::system(&stage.tools, &stage.options))
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
    let system = prompt::system(&tools, &AgentOptions::default());
    let expected = "Nothing needs to be imported for them.\n\n```python\ndef double(number: int) -> int:\n    \"\"\"Doubles a number.\n\n    Args:\n        number: A number.\n\n    Returns:\n        int\n    \"\"\"\n\ndef find(number: int) -> int:\n    \"\"\"Finds a number.\n\n    Args:\n        number: A number.\n\n    Returns:\n        int\n    \"\"\"\n```\n\nCall them";
    assert!(system.contains(expected), "{system}");
    assert!(system.contains("gather(double.start(...), double.start(...))"));
}

#[test]
fn assembles_the_system_message_from_its_parts() {
    let system = |change: fn(&mut AgentOptions)| {
        let mut options = AgentOptions::default();
        change(&mut options);
        prompt::system(&Default::default(), &options)
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
    let system = prompt::system(&tools, &AgentOptions::default());
    for gap in ["{max_steps}", "{signatures}", "{example}", "{instructions}"] {
        assert!(!system.contains(gap), "{gap}");
    }
}
