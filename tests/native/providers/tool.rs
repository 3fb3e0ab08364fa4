//! The native tool: a call is the same reply to the rest of the product as a block of code.

use futures::FutureExt;
use micropython_agent::model::{
    Act, Acting, ChatModel, ChatRequest, FinishReason, Message, ModelEvent, WireFormat,
};
use micropython_agent::platform::http::ScriptedHttp;
use serde_json::{Value, json};

use super::formats::{body_of, body_of_request, events, speaking};
use super::log::logged;
use super::{Provider, hello, ready, said_hello, sse};

const CODE: &str = "a = 1\nprint(a)";

/// A call of the tool in each format, its arguments in these pieces.
fn calling(format: WireFormat, name: &str, arguments: &[&str]) -> String {
    match format {
        WireFormat::ChatCompletions => {
            let chunk =
                |delta: Value| json!({"choices": [{"index": 0, "delta": delta}]}).to_string();
            let mut documents = vec![
                chunk(json!({"content": "I add."})),
                chunk(
                    json!({"tool_calls": [{"index": 0, "id": "c", "type": "function",
                    "function": {"name": name, "arguments": ""}}]}),
                ),
            ];
            documents.extend(arguments.iter().map(|piece| {
                chunk(json!({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}))
            }));
            documents.push(
                json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls"}]})
                    .to_string(),
            );
            let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
            sse(&documents)
        }
        WireFormat::Responses => {
            let mut documents = vec![
                json!({"type": "response.output_text.delta", "output_index": 0, "delta": "I add."}),
                json!({"type": "response.output_item.added", "output_index": 1,
                    "item": {"type": "function_call", "call_id": "c", "name": name, "arguments": ""}}),
            ];
            documents.extend(arguments.iter().map(|piece| {
                json!({"type": "response.function_call_arguments.delta", "output_index": 1, "delta": piece})
            }));
            documents.push(json!({"type": "response.completed", "response": {}}));
            events(&documents)
        }
        WireFormat::AnthropicMessages => {
            let mut documents = vec![
                json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "I add."}}),
                json!({"type": "content_block_start", "index": 1,
                    "content_block": {"type": "tool_use", "id": "c", "name": name, "input": {}}}),
            ];
            documents.extend(arguments.iter().map(|piece| {
                json!({"type": "content_block_delta", "index": 1,
                    "delta": {"type": "input_json_delta", "partial_json": piece}})
            }));
            documents.push(json!({"type": "message_delta", "delta": {"stop_reason": "tool_use"}}));
            documents.push(json!({"type": "message_stop"}));
            events(&documents)
        }
    }
}

/// The reply's text and its end.
fn replied(format: WireFormat, body: &str) -> (String, FinishReason) {
    let http = ScriptedHttp::default().respond(200, body);
    let mut text = String::new();
    let mut end = None;
    for event in Provider::with(http, speaking(format, Act::Tool)).ask_to_the_end() {
        match event.unwrap() {
            ModelEvent::Delta(delta) => text += &delta,
            ModelEvent::Finished(reason) => end = Some(reason),
            _ => {}
        }
    }
    (text, end.expect("an end"))
}

#[test]
fn a_call_becomes_a_thought_and_a_block_of_code_in_every_format() {
    let json = json!({"code": CODE}).to_string();
    let (first, second) = json.split_at(14);
    for format in WireFormat::ALL {
        let body = calling(format, "run_python", &[first, second]);
        let expected = format!("I add.\n\n```python\n{CODE}\n```\n");
        assert_eq!(
            replied(format, &body),
            (expected, FinishReason::Stop),
            "{format:?}"
        );
    }
}

#[test]
fn what_cannot_be_run_is_told_in_the_reply_in_every_format() {
    for format in WireFormat::ALL {
        for (name, arguments, expected, end) in [
            (
                "run_python",
                "print(1)",
                "I add.\n\n(The arguments of run_python were no JSON object with a text \"code\". Nothing was run.)\n",
                FinishReason::Stop,
            ),
            (
                "python",
                "{\"code\":\"x\"}",
                "I add.\n\n(There is no function \"python\" to call like this; only run_python. Nothing was run.)\n",
                FinishReason::Stop,
            ),
            // Half of the code must not run.
            (
                "run_python",
                "{\"code\":\"print(1",
                "I add.\n\n```python\nprint(1",
                FinishReason::Length,
            ),
        ] {
            let body = calling(format, name, &[arguments]);
            assert_eq!(
                replied(format, &body),
                (expected.to_string(), end),
                "{format:?}"
            );
        }
    }
}

/// A conversation with one step that ran, and the next question.
fn conversation() -> Vec<Message> {
    let mut observation = Message::observation("Printed: 1");
    observation.content.push_str("\n\nAnd now?");
    vec![
        Message::system("Be brief."),
        Message::user("Hi"),
        Message::assistant(format!("I add.\n\n```python\n{CODE}\n```")),
        observation,
    ]
}

#[test]
fn earlier_steps_go_back_as_calls_and_their_results() {
    let arguments = json!({"code": CODE}).to_string();
    let chat = body_of(
        speaking(WireFormat::ChatCompletions, Act::Tool),
        conversation(),
    );
    assert_eq!(
        chat["messages"].as_array().unwrap()[1..],
        [
            json!({"role": "user", "content": "Hi"}),
            json!({"role": "assistant", "content": "I add.", "tool_calls": [{"id": "call00002", "type": "function",
                "function": {"name": "run_python", "arguments": arguments}}]}),
            json!({"role": "tool", "tool_call_id": "call00002", "content": "Printed: 1"}),
            json!({"role": "assistant", "content": "(done)"}),
            json!({"role": "user", "content": "And now?"}),
        ]
    );
    let responses = body_of(speaking(WireFormat::Responses, Act::Tool), conversation());
    assert_eq!(
        responses["input"],
        json!([
            {"role": "user", "content": "Hi"},
            {"role": "assistant", "content": "I add."},
            {"type": "function_call", "call_id": "call00002", "name": "run_python", "arguments": arguments},
            {"type": "function_call_output", "call_id": "call00002", "output": "Printed: 1"},
            {"role": "user", "content": "And now?"},
        ])
    );
    let anthropic = body_of(
        speaking(WireFormat::AnthropicMessages, Act::Tool),
        conversation(),
    );
    assert_eq!(
        anthropic["messages"],
        json!([
            {"role": "user", "content": [{"type": "text", "text": "Hi"}]},
            {"role": "assistant", "content": [
                {"type": "text", "text": "I add."},
                {"type": "tool_use", "id": "call00002", "name": "run_python", "input": {"code": CODE}},
            ]},
            {"role": "user", "content": [
                {"type": "tool_result", "tool_use_id": "call00002", "content": "Printed: 1"},
                {"type": "text", "text": "And now?", "cache_control": {"type": "ephemeral"}},
            ]},
        ])
    );
}

#[test]
fn each_format_offers_the_tool_in_its_own_form_and_only_when_it_is_to_be_used() {
    for (format, path) in [
        (WireFormat::ChatCompletions, "/tools/0/function/name"),
        (WireFormat::Responses, "/tools/0/name"),
        (WireFormat::AnthropicMessages, "/tools/0/name"),
    ] {
        let body = body_of(speaking(format, Act::Tool), conversation());
        assert_eq!(body.pointer(path), Some(&json!("run_python")));
        assert!(body.to_string().contains("call `run_python` with the code"));
        let body = body_of(speaking(format, Act::CodeBlock), conversation()).to_string();
        assert!(!body.contains("run_python"), "{body}");
        assert!(body.contains("```python"), "{body}");
    }
}

#[test]
fn a_server_without_tools_is_asked_for_blocks_of_code_and_the_log_says_so() {
    for (status, refusal) in [
        (
            400,
            "registry.ollama.ai/library/gemma does not support tools",
        ),
        (404, "No endpoints found that support tool use."),
        (
            400,
            "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set",
        ),
        (500, "tools param requires --jinja flag"),
    ] {
        let http = ScriptedHttp::default()
            .respond(status, &json!({"error": {"message": refusal}}).to_string())
            .respond(200, &hello())
            .respond(200, &hello());
        let provider = Provider::with(http, speaking(WireFormat::ChatCompletions, Act::Tool));
        let lines = logged(|| {
            assert_eq!(provider.ask_to_the_end(), said_hello(), "{refusal}");
            assert_eq!(provider.ask_to_the_end(), said_hello());
        });
        assert_eq!(
            lines.matches("the server or model takes no tools").count(),
            1,
            "{lines}"
        );
        let sent: Vec<bool> = provider
            .http
            .requests()
            .iter()
            .map(|request| request.body.as_deref().unwrap().contains("run_python"))
            .collect();
        assert_eq!(sent, [true, false, false], "{refusal}");
    }
}

#[test]
fn a_model_that_may_not_act_is_not_told_of_the_tool() {
    for format in WireFormat::ALL {
        let asked = |acting| {
            let messages = vec![Message::system("Read."), Message::user("Hi")];
            let request = ChatRequest { messages, acting };
            body_of_request(speaking(format, Act::Tool), request)
        };
        assert!(
            asked(Acting::Now).to_string().contains("run_python"),
            "{format:?}"
        );
        assert!(
            !asked(Acting::Never).to_string().contains("run_python"),
            "{format:?}"
        );
    }
}

#[test]
fn where_the_tool_is_not_to_be_called_now_all_else_stays_as_it_is() {
    for format in WireFormat::ALL {
        let asked = |acting| {
            let messages = conversation();
            body_of_request(
                speaking(format, Act::Tool),
                ChatRequest { messages, acting },
            )
        };
        let (now, mut not_now) = (asked(Acting::Now), asked(Acting::NotNow));
        let choice = not_now.as_object_mut().unwrap().remove("tool_choice");
        let expected = match format {
            WireFormat::ChatCompletions | WireFormat::Responses => json!("none"),
            WireFormat::AnthropicMessages => json!({"type": "none"}),
        };
        assert_eq!(choice, Some(expected), "{format:?}");
        assert_eq!(not_now, now, "{format:?}");
    }
}

#[test]
fn a_server_that_knows_no_choice_of_tools_keeps_the_tool() {
    let refusal = json!({"error": {"message": "Unsupported parameter: tool_choice"}}).to_string();
    let http = ScriptedHttp::default()
        .respond(400, &refusal)
        .respond(200, &hello());
    let provider = Provider::with(http, speaking(WireFormat::ChatCompletions, Act::Tool));
    let request = ChatRequest {
        messages: conversation(),
        acting: Acting::NotNow,
    };
    let started = provider.chat.complete(request).now_or_never();
    let events = ready(&mut started.unwrap().unwrap());
    assert_eq!(events, said_hello());
    let sent: Vec<(bool, bool)> = provider
        .http
        .requests()
        .iter()
        .map(|request| {
            let body = request.body.as_deref().unwrap();
            (body.contains("\"tools\""), body.contains("\"tool_choice\""))
        })
        .collect();
    assert_eq!(sent, [(true, true), (true, false)]);
    assert_eq!(provider.chat.act(), Act::Tool);
}
