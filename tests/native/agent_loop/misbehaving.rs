//! Models that behave badly, in the ways that users report: each comes to a clear word to the model
//! or to a clear end, and none hangs.

use std::rc::Rc;

use futures::FutureExt;
use micropython_agent::agent::{Agent, RunEnd};
use micropython_agent::model::{
    Act, FinishReason, ModelConfig, ModelEvent, PATIENCE, RemoteModel, WireFormat,
};
use micropython_agent::platform::http::ScriptedHttp;
use serde_json::{Value, json};

use super::model::Reply;
use super::stage::{Stage, code, stage};

const NO_CODE: &str = "failed: the model answered with neither code nor an answer twice in a row; try again, or choose another model";

fn only(event: ModelEvent, finish: FinishReason) -> Reply {
    Reply::Events(vec![Ok(event), Ok(ModelEvent::Finished(finish))])
}

fn nothing(finish: FinishReason) -> Reply {
    Reply::Events(vec![Ok(ModelEvent::Finished(finish))])
}

#[test]
fn empty_replies_are_reminded_once_and_then_the_run_ends() {
    let stage = stage().then(nothing(FinishReason::Stop)).reply(" \n\t\n");
    assert_eq!(stage.run("one"), ["reminded", "abandoned", NO_CODE]);
    assert!(
        stage
            .model
            .last_asked()
            .starts_with("Your reply had no code to run.")
    );
}

#[test]
fn reasoning_alone_is_reminded_and_the_next_reply_counts() {
    let reasoning = || ModelEvent::Reasoning("```python\nprint(1)\n```".into());
    let stage = stage()
        .then(only(reasoning(), FinishReason::Stop))
        .reply("<think>\n```python\nprint(1)\n```\n</think>");
    assert_eq!(stage.run("one"), ["reminded", "abandoned", NO_CODE]);
    assert!(stage.python.runs.borrow().is_empty(), "reasoning was run");
}

#[test]
fn a_refusal_is_told_as_what_it_is() {
    let filtered = || only(ModelEvent::Delta("I cannot".into()), FinishReason::Filtered);
    let stage = stage().then(filtered()).then(filtered());
    assert_eq!(stage.run("one"), ["reminded", "abandoned", NO_CODE]);
    assert!(
        stage
            .model
            .last_asked()
            .starts_with("Your reply was cut by the provider's content filter before it was complete; nothing was run.")
    );
}

#[test]
fn the_same_code_again_is_told_that_it_changes_nothing_and_ends_at_the_step_limit() {
    let stage = stage()
        .max_steps(4)
        .reply(code("1/0"))
        .reply(code("1/0"))
        .reply(code("1/0\n"))
        .reply(code("print(1)"))
        .reply("I do not know.");
    let mut agent = stage.ask("one");
    let end = stage.finish(&mut agent);
    assert!(matches!(end, RunEnd::StepLimit { limit: 4, .. }), "{end:?}");
    let told: Vec<bool> = agent
        .steps()
        .iter()
        .map(|step| {
            step.observation
                .contains("the same code as in the step before")
        })
        .collect();
    assert_eq!(told, [false, true, true, false, false]);
    stage.check(&agent);
}

#[test]
fn the_same_code_with_another_outcome_is_nothing_to_complain_of() {
    let source = r#"count {"number": 1}"#;
    let stage = stage()
        .tool(super::fixture_tools::count())
        .reply(code(source))
        .reply(code(source))
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    let steps = agent.steps();
    assert_eq!(
        (steps[0].stdout.as_str(), steps[1].stdout.as_str()),
        ("1\n", "2\n")
    );
    assert!(!steps[1].observation.contains("the same code as"));
}

#[test]
fn code_in_other_fences_is_run_and_in_other_languages_is_not() {
    for fenced in [
        "~~~python\nfinal_answer(1)\n~~~",
        "```\nfinal_answer(1)\n```",
        "```py\nfinal_answer(1)",
        "<code>\nfinal_answer(1)\n</code>",
        "````python\nfinal_answer(1)\n````",
    ] {
        let outline = stage().reply(fenced).run("one");
        assert_eq!(outline, ["answer", "final answer 1"], "{fenced}");
    }
    let other = "```javascript\nconsole.log(1)\n```";
    let stage = stage().reply(other).reply(other);
    assert_eq!(stage.run("one"), ["reminded", "abandoned", NO_CODE]);
}

#[test]
fn an_answer_where_there_may_be_none_goes_back_and_the_run_goes_on() {
    let mut stage = stage()
        .max_steps(3)
        .reply("<answer>1</answer>")
        .reply(code("print(2)"))
        .reply("<answer>1</answer>")
        .reply("Best.");
    stage.options.can_stop = false;
    let outline = stage.run("one");
    assert_eq!(
        outline,
        [
            "reminded",
            "code",
            "reminded",
            "answer",
            "limit of 3, best answer Best."
        ]
    );
    let told = &stage.model.requests()[1];
    assert!(
        told.last()
            .unwrap()
            .content
            .starts_with("Finishing is not available now; go on working."),
        "{told:?}"
    );
}

#[test]
fn a_huge_reply_is_read_no_further_and_its_half_code_is_not_run() {
    let endless = format!("```python\nx = \"{}", "a".repeat(1 << 20));
    let stage = stage().reply(&endless).reply(code("final_answer(1)"));
    assert_eq!(stage.run("one"), ["reminded", "answer", "final answer 1"]);
    let sent = &stage.model.requests()[1];
    let bytes: usize = sent.iter().map(|message| message.content.len()).sum();
    assert!(bytes < 60 << 10, "{bytes}");
}

// The same behind a provider, with the native tool.

/// An agent whose model is behind a server that answers with these bodies, one after another.
fn behind_a_server(
    stage: &Stage,
    format: WireFormat,
    bodies: &[Vec<u8>],
) -> (Agent, Rc<ScriptedHttp>) {
    let http = bodies.iter().fold(ScriptedHttp::default(), |http, body| {
        http.respond_in_chunks(200, &[], vec![Ok(body.clone())])
    });
    let http = Rc::new(http);
    let config = ModelConfig {
        format,
        act: Act::Tool,
        patience: PATIENCE,
        base_url: "https://models.example/v1".into(),
        api_key: None,
        model: "m".into(),
        temperature: None,
        max_tokens: None,
    };
    let model = RemoteModel::new(http.clone(), stage.clock.clone(), config).unwrap();
    let mut parts = stage.parts();
    parts.model = Rc::new(model);
    (Agent::create("one", parts, stage.options.clone()), http)
}

fn chat(deltas: &[Value], finish: &str) -> Vec<u8> {
    let mut body = String::new();
    for delta in deltas {
        body += &format!(
            "data: {}\n\n",
            json!({"choices": [{"index": 0, "delta": delta}]})
        );
    }
    let end = json!({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]});
    body += &format!("data: {end}\n\ndata: [DONE]\n\n");
    body.into_bytes()
}

fn call(index: u32, name: &str, arguments: &str) -> Value {
    json!({"tool_calls": [{"index": index, "id": format!("c{index}"), "type": "function",
        "function": {"name": name, "arguments": arguments}}]})
}

fn answering() -> Vec<u8> {
    chat(
        &[call(0, "run_python", r#"{"code": "final_answer(1)"}"#)],
        "tool_calls",
    )
}

/// What the second request says last, and how it all went.
fn second_request(first: Vec<u8>) -> (String, Vec<String>) {
    let stage = stage();
    let (mut agent, http) =
        behind_a_server(&stage, WireFormat::ChatCompletions, &[first, answering()]);
    let end = agent.run(&stage.tools).now_or_never();
    let end = end.expect("it comes to its end");
    let requests = http.requests();
    let body: Value = match requests.get(1) {
        Some(request) => serde_json::from_str(request.body.as_deref().unwrap()).unwrap(),
        None => Value::Null,
    };
    let last = body["messages"]
        .as_array()
        .and_then(|all| all.last().cloned());
    let last = last.unwrap_or_default();
    let mut outline = stage.check(&agent);
    outline.push(format!("{}", matches!(end, RunEnd::Answered { .. })));
    (
        last["content"].as_str().unwrap_or_default().to_string(),
        outline,
    )
}

#[test]
fn two_calls_at_once_run_as_one() {
    let calls = [
        call(0, "run_python", r#"{"code": "print(1)"}"#),
        call(1, "run_python", r#"{"code": "print(2)"}"#),
    ];
    let (told, outline) = second_request(chat(&calls, "tool_calls"));
    assert_eq!(outline, ["code", "answer", "final answer 1", "true"]);
    assert!(told.contains("```\n1\n2\n```"), "{told}");
}

#[test]
fn malformed_arguments_unknown_names_and_prose_are_reminded_of_the_call() {
    for first in [
        chat(&[call(0, "run_python", "print(1)")], "tool_calls"),
        chat(&[call(0, "run_python", r#"["print(1)"]"#)], "tool_calls"),
        chat(&[call(0, "run_python", r#"{"code": 7}"#)], "tool_calls"),
        chat(
            &[call(0, "fetch_weather", r#"{"location": "Oslo"}"#)],
            "tool_calls",
        ),
        chat(&[call(0, "", "")], "tool_calls"),
        chat(&[json!({"content": "It is sunny."})], "stop"),
        chat(
            &[json!({"content": null, "refusal": "I cannot help."})],
            "stop",
        ),
        chat(&[json!({"reasoning_content": "Hm."})], "stop"),
        chat(&[], "stop"),
    ] {
        let shown = String::from_utf8_lossy(&first).into_owned();
        let (told, outline) = second_request(first);
        assert_eq!(
            outline,
            ["reminded", "answer", "final answer 1", "true"],
            "{shown}"
        );
        assert!(
            told.starts_with("Your reply did not call `run_python`, so nothing was run."),
            "{told}"
        );
        assert!(!told.contains("```"), "{told}");
    }
}

#[test]
fn a_call_that_breaks_off_in_its_code_is_not_run() {
    let (told, outline) = second_request(chat(
        &[call(0, "run_python", "{\"code\": \"print(1)\\nprint(")],
        "length",
    ));
    assert_eq!(outline, ["reminded", "answer", "final answer 1", "true"]);
    assert!(
        told.starts_with("Your reply was cut at its length limit"),
        "{told}"
    );
}

#[test]
fn bytes_that_are_no_text_do_no_harm() {
    let mut first = chat(&[json!({"content": "Hm XX."})], "stop");
    let place = first.windows(2).position(|pair| pair == b"XX").unwrap();
    first[place] = 0xff;
    first[place + 1] = 0xc3;
    let (_, outline) = second_request(first);
    assert_eq!(outline, ["reminded", "answer", "final answer 1", "true"]);
}

#[test]
fn a_model_that_acts_by_the_tool_is_told_of_no_fences() {
    for format in WireFormat::ALL {
        let stage = stage();
        let (mut agent, http) = behind_a_server(&stage, format, &[]);
        // Nothing answers: only the request is looked at.
        agent.step(&stage.tools).now_or_never();
        let request = http.requests()[0].body.clone().unwrap();
        for word in ["code block", "block of code", "```python\\nrows"] {
            assert!(!request.contains(word), "{format:?} {word}: {request}");
        }
        assert!(request.contains("call `run_python` once"), "{request}");
        assert!(!request.contains("tool_choice"), "{request}");
    }
}
