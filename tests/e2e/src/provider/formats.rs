//! The formats besides plain Chat Completions: what each service checks of a request, and its
//! replies.

use axum::http::{HeaderMap, header};
use serde_json::{Value, json};

use super::invariants;
use super::reply::Reply;

/// What a request is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// OpenAI Chat Completions.
    ChatCompletions,
    /// OpenAI Responses.
    Responses,
    /// Anthropic Messages.
    AnthropicMessages,
}

impl Format {
    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Format::ChatCompletions => "chat_completions",
            Format::Responses => "responses",
            Format::AnthropicMessages => "anthropic_messages",
        }
    }

    /// A reply of this text, as the service sends it.
    pub fn says(self, text: &str) -> Reply {
        match self {
            Format::ChatCompletions => Reply::says(text),
            Format::Responses => stream(&[
                json!({"type": "response.created", "response": {"status": "in_progress", "error": null}}),
                json!({"type": "response.reasoning_summary_part.added", "output_index": 0, "summary_index": 0}),
                json!({"type": "response.reasoning_summary_text.delta", "output_index": 0, "delta": "Six sevens."}),
                json!({"type": "response.output_item.done", "output_index": 0, "item": {"type": "reasoning", "id": "rs_1",
                    "summary": [], "encrypted_content": "gAAAAencrypted"}}),
                json!({"type": "response.output_text.delta", "output_index": 1, "delta": text}),
                json!({"type": "response.completed", "response": {"usage": {"input_tokens": 9, "output_tokens": 4}}}),
            ]),
            Format::AnthropicMessages => stream(&[
                json!({"type": "message_start", "message": {"usage": {"input_tokens": 9, "output_tokens": 1}}}),
                json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
                json!({"type": "ping"}),
                json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}),
                json!({"type": "content_block_stop", "index": 0}),
                json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 4}}),
                json!({"type": "message_stop"}),
            ]),
        }
    }

    /// A thought and a call of a tool, its arguments in two pieces.
    pub fn calls(self, thought: &str, name: &str, arguments: &str) -> Reply {
        let (first, second) = arguments.split_at(arguments.len() / 2);
        match self {
            Format::ChatCompletions => chat_call(thought, name, first, second),
            Format::Responses => {
                let item = |arguments: &str| {
                    json!({"type": "function_call", "id": "fc_1", "call_id": "call_x",
                        "name": name, "arguments": arguments})
                };
                let piece = |delta: &str| {
                    json!({"type": "response.function_call_arguments.delta", "item_id": "fc_1",
                        "output_index": 1, "delta": delta})
                };
                stream(&[
                    json!({"type": "response.output_text.delta", "output_index": 0, "delta": thought}),
                    json!({"type": "response.output_item.added", "output_index": 1, "item": item("")}),
                    piece(first),
                    piece(second),
                    json!({"type": "response.function_call_arguments.done", "item_id": "fc_1",
                        "output_index": 1, "arguments": arguments}),
                    json!({"type": "response.output_item.done", "output_index": 1, "item": item(arguments)}),
                    json!({"type": "response.completed", "response": {"usage": {"input_tokens": 9, "output_tokens": 4}}}),
                ])
            }
            Format::AnthropicMessages => {
                let piece = |json: &str| {
                    json!({"type": "content_block_delta", "index": 1,
                        "delta": {"type": "input_json_delta", "partial_json": json}})
                };
                stream(&[
                    json!({"type": "message_start", "message": {"usage": {"input_tokens": 9, "output_tokens": 1}}}),
                    json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
                    json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": thought}}),
                    json!({"type": "content_block_stop", "index": 0}),
                    json!({"type": "content_block_start", "index": 1,
                        "content_block": {"type": "tool_use", "id": "toolu_x", "name": name, "input": {}}}),
                    piece(""),
                    piece(first),
                    piece(second),
                    json!({"type": "content_block_stop", "index": 1}),
                    json!({"type": "message_delta", "delta": {"stop_reason": "tool_use"}, "usage": {"output_tokens": 4}}),
                    json!({"type": "message_stop"}),
                ])
            }
        }
    }

    /// An error in the service's own form.
    pub fn error(self, status: u16, message: &str) -> Reply {
        match self {
            Format::ChatCompletions | Format::Responses => Reply::error(status, message),
            Format::AnthropicMessages => {
                let body = json!({"type": "error", "error": {"type": "test", "message": message}});
                Reply::whole(status, "application/json", body.to_string())
            }
        }
    }

    /// Checks a request's headers for the key.
    pub(super) fn check_headers(
        self,
        headers: &HeaderMap,
        key: Option<&str>,
    ) -> Result<(), String> {
        if self != Format::AnthropicMessages {
            if headers.contains_key("x-api-key") {
                return Err("it carries a header of another service's".into());
            }
            let bearer = key.map(|key| format!("Bearer {key}"));
            return invariants::check_headers(headers, bearer.as_deref());
        }
        invariants::check_headers(headers, None)?;
        for (name, expected) in [
            ("x-api-key", key),
            ("anthropic-version", Some("2023-06-01")),
            ("anthropic-dangerous-direct-browser-access", Some("true")),
        ] {
            let found = headers.get(name).and_then(|value| value.to_str().ok());
            if found != expected {
                return Err(format!(
                    "{name} is {found:?} where {expected:?} is expected"
                ));
            }
        }
        let kind = headers.get(header::CONTENT_TYPE);
        match kind.is_none_or(|kind| kind == "application/json") {
            true => Ok(()),
            false => Err(format!("the content type is {kind:?}")),
        }
    }

    /// Reads a request's body and checks it.
    pub(super) fn parse_request(self, body: &[u8]) -> Result<Value, String> {
        match self {
            Format::ChatCompletions => invariants::parse_request(body),
            Format::Responses => parse_responses(body),
            Format::AnthropicMessages => parse_anthropic(body),
        }
    }
}

/// A call of a tool, in Chat Completions.
fn chat_call(thought: &str, name: &str, first: &str, second: &str) -> Reply {
    let chunk = |delta: Value, finish: Value| json!({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]});
    let call = |function: Value| json!({"tool_calls": [{"index": 0, "function": function}]});
    let documents = [
        chunk(
            json!({"role": "assistant", "content": thought}),
            Value::Null,
        ),
        chunk(
            json!({"tool_calls": [{"index": 0, "id": "call_x", "type": "function",
                "function": {"name": name, "arguments": ""}}]}),
            Value::Null,
        ),
        chunk(call(json!({"arguments": first})), Value::Null),
        chunk(call(json!({"arguments": second})), Value::Null),
        chunk(json!({}), json!("tool_calls")),
    ];
    let events = documents.iter().map(|chunk| format!("data: {chunk}\n\n"));
    let body: String = events.chain(["data: [DONE]\n\n".to_string()]).collect();
    Reply::whole(200, "text/event-stream", body)
}

fn stream(documents: &[Value]) -> Reply {
    let event = |document: &Value| {
        let name = document["type"].as_str().unwrap_or_default();
        format!("event: {name}\ndata: {document}\n\n")
    };
    let body = documents.iter().map(event).collect();
    Reply::whole(200, "text/event-stream", body)
}

/// Refuses fields that the service does not know, as it does.
fn parse_object(body: &[u8], known: &[&str], required: &[&str]) -> Result<Value, String> {
    let request: Value =
        serde_json::from_slice(body).map_err(|error| format!("not JSON: {error}"))?;
    let fields = request.as_object().ok_or("no object")?;
    if let Some(name) = fields.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("{name}: Extra inputs are not permitted"));
    }
    if let Some(name) = required.iter().find(|name| !fields.contains_key(**name)) {
        return Err(format!("{name}: Field required"));
    }
    if fields.contains_key("tool_choice") && !fields.contains_key("tools") {
        return Err("tool_choice is only allowed with tools".into());
    }
    match request["stream"] == true {
        true => Ok(request),
        false => Err("stream is not true".into()),
    }
}

/// A request that has the service search the web: <https://platform.openai.com/docs/guides/tools-web-search>.
fn parse_search(request: Value) -> Result<Value, String> {
    let known = [
        "model",
        "input",
        "tools",
        "tool_choice",
        "max_output_tokens",
        "store",
        "include",
    ];
    let fields = request.as_object().ok_or("no object")?;
    if let Some(name) = fields.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("Unknown parameter: '{name}'."));
    }
    let parts = [
        ("tools", json!([{"type": "web_search"}])),
        ("tool_choice", json!("required")),
        ("store", json!(false)),
        ("include", json!(["web_search_call.action.sources"])),
    ];
    for (name, expected) in parts {
        if request[name] != expected {
            return Err(format!("{name} is {} in a search", request[name]));
        }
    }
    let [prompt] = request["input"].as_array().map_or(&[][..], Vec::as_slice) else {
        return Err("a search has one message".into());
    };
    match prompt["role"] == "user" && prompt["content"].is_string() {
        true => Ok(request),
        false => Err(format!("an unknown item: {prompt}")),
    }
}

/// What OpenAI's own web search finds: one page that is cited, and one that is not.
pub fn found(title: &str, says: &str) -> Reply {
    let text = format!("{says} ([lighthouse.example](https://lighthouse.example/m))");
    let (start, end) = (says.chars().count() + 1, text.chars().count());
    let answer = json!({
        "id": "resp_1", "object": "response", "status": "completed", "error": null,
        "output": [
            {"type": "web_search_call", "id": "ws_1", "status": "completed", "action": {
                "type": "search", "query": "towers",
                "sources": [{"type": "url", "url": "https://lighthouse.example/other"}]}},
            {"type": "message", "id": "msg_1", "status": "completed", "role": "assistant", "content": [{
                "type": "output_text", "text": text, "annotations": [{
                    "type": "url_citation", "start_index": start, "end_index": end,
                    "url": "https://lighthouse.example/m", "title": title}]}]}
        ],
        "usage": {"input_tokens": 300, "output_tokens": 40, "total_tokens": 340},
    });
    Reply::whole(200, "application/json", answer.to_string())
}

fn parse_responses(body: &[u8]) -> Result<Value, String> {
    if let Ok(request) = serde_json::from_slice::<Value>(body)
        && request["tools"][0]["type"] == "web_search"
    {
        return parse_search(request);
    }
    let known = [
        "model",
        "instructions",
        "input",
        "stream",
        "store",
        "include",
        "reasoning",
        "temperature",
        "max_output_tokens",
        "tools",
        "tool_choice",
    ];
    let request = parse_object(body, &known, &["model", "input"])?;
    if request["store"] != false {
        return Err("the conversation would be stored".into());
    }
    let input = request["input"].as_array().ok_or("input is no list")?;
    let mut open = None;
    for item in input {
        match item["type"].as_str() {
            Some("function_call") if open.is_none() => {
                let arguments = item["arguments"].as_str().unwrap_or_default();
                if !item["name"].is_string() || serde_json::from_str::<Value>(arguments).is_err() {
                    return Err(format!("a malformed call: {item}"));
                }
                open = Some(&item["call_id"]);
                continue;
            }
            Some("function_call_output") => {
                if open.take() != Some(&item["call_id"]) || !item["output"].is_string() {
                    return Err(format!("No tool call found for {item}"));
                }
                continue;
            }
            _ => {}
        }
        let is_message = ["user", "assistant"].contains(&item["role"].as_str().unwrap_or_default())
            && item["content"].is_string();
        let is_reasoning = item["type"] == "reasoning"
            && item["encrypted_content"].is_string()
            && item["summary"].is_array()
            // Nothing was stored that could be found by an id.
            && item.get("id").is_none();
        if !is_message && !is_reasoning {
            return Err(format!("an unknown item: {item}"));
        }
    }
    match open {
        None => Ok(request),
        Some(id) => Err(format!("No tool output found for function call {id}")),
    }
}

fn parse_anthropic(body: &[u8]) -> Result<Value, String> {
    let known = [
        "model",
        "max_tokens",
        "system",
        "messages",
        "stream",
        "temperature",
        "thinking",
        "tools",
        "tool_choice",
    ];
    let request = parse_object(body, &known, &["model", "max_tokens", "messages"])?;
    let messages = request["messages"].as_array().ok_or("no messages")?;
    let mut open: Option<&Value> = None;
    for (index, message) in messages.iter().enumerate() {
        let role = if index % 2 == 0 { "user" } else { "assistant" };
        if message["role"] != role {
            return Err(format!("messages.{index} is not the {role}'s"));
        }
        let blocks = message["content"].as_array().ok_or("content is no list")?;
        for block in blocks {
            let is_result = block["type"] == "tool_result";
            if let Some(id) = open.take()
                && !(is_result && block["tool_use_id"] == *id)
            {
                return Err(format!(
                    "tool_use {id} without tool_result immediately after"
                ));
            }
            match block["type"].as_str() {
                Some("tool_use") if block["input"].is_object() && block["name"].is_string() => {
                    open = Some(&block["id"]);
                }
                Some("tool_result") if block["content"].is_string() => {}
                Some("text") if !block["text"].as_str().is_none_or(str::is_empty) => {}
                _ => return Err(format!("a content block that is not accepted: {block}")),
            }
        }
    }
    if messages.len() % 2 == 0 {
        return Err("assistant message prefill is not supported".into());
    }
    let has_calls = request["messages"].to_string().contains("\"tool_use\"");
    if has_calls && request.get("tools").is_none() {
        return Err("Requests which include `tool_use` blocks must define tools".into());
    }
    let marks = body_marks(&request);
    if !(1..=4).contains(&marks) {
        return Err(format!("{marks} blocks with cache_control"));
    }
    Ok(request)
}

fn body_marks(request: &Value) -> usize {
    request.to_string().matches("cache_control").count()
}
