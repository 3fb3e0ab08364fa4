//! What differs between the wire formats: the request, the headers, the events. The streams are
//! those of the services' own documentation.

use micropython_agent::model::{
    Act, Acting, CarriedOver, ChatModel, ChatRequest, FinishReason, Message, ModelConfig,
    ModelError, ModelEvent, Usage, WireFormat,
};
use micropython_agent::platform::http::{HttpRequest, ScriptedHttp};
use serde_json::{Value, json};

use super::{Events, KEY, ORIGIN, Provider, config, cut_off, delta, finished, ready};
use futures::FutureExt;

/// A configuration of this format and way to act.
pub fn speaking(format: WireFormat, act: Act) -> ModelConfig {
    ModelConfig {
        format,
        act,
        ..config()
    }
}

fn anthropic() -> ModelConfig {
    speaking(WireFormat::AnthropicMessages, Act::CodeBlock)
}

fn responses() -> ModelConfig {
    speaking(WireFormat::Responses, Act::CodeBlock)
}

/// Named events, as both services send them.
pub fn events(documents: &[Value]) -> String {
    let event = |document: &Value| {
        let name = document["type"].as_str().unwrap();
        format!("event: {name}\ndata: {document}\n\n")
    };
    documents.iter().map(event).collect()
}

/// All that comes of a successful answer with this body.
fn reply(config: ModelConfig, body: &str) -> Events {
    let http = ScriptedHttp::default().respond(200, body);
    Provider::with(http, config).ask_to_the_end()
}

/// The body of the request that these messages make.
pub fn body_of(config: ModelConfig, messages: Vec<Message>) -> Value {
    body_of_request(
        config,
        ChatRequest {
            messages,
            acting: Acting::Now,
        },
    )
}

/// The body that this request makes.
pub fn body_of_request(config: ModelConfig, request: ChatRequest) -> Value {
    let provider = Provider::with(ScriptedHttp::default(), config);
    let started = provider.chat.complete(request);
    ready(&mut started.now_or_never().unwrap().unwrap());
    body(&provider.http.requests()[0])
}

fn body(request: &HttpRequest) -> Value {
    serde_json::from_str(request.body.as_deref().unwrap()).unwrap()
}

fn reported(detail: &str) -> Result<ModelEvent, ModelError> {
    Err(ModelError::Reported {
        origin: ORIGIN.into(),
        detail: detail.into(),
    })
}

fn cut() -> Result<ModelEvent, ModelError> {
    Err(ModelError::Cut {
        origin: ORIGIN.into(),
    })
}

fn reasoning(text: &str) -> Result<ModelEvent, ModelError> {
    Ok(ModelEvent::Reasoning(text.into()))
}

fn anthropic_start() -> Vec<Value> {
    vec![
        json!({"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant",
            "content": [], "model": "m", "stop_reason": null, "usage": {"input_tokens": 5,
            "cache_creation_input_tokens": 20, "cache_read_input_tokens": 300, "output_tokens": 1}}}),
        json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
        json!({"type": "ping"}),
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hel"}}),
    ]
}

#[test]
fn anthropic_gets_its_own_headers_and_cached_prefixes() {
    let http = ScriptedHttp::default().respond(500, "");
    let provider = Provider::with(http, anthropic());
    ready(&mut provider.ask());
    let [request] = &provider.http.requests()[..] else {
        panic!("one request");
    };
    assert_eq!(request.url, format!("{ORIGIN}/v1/messages"));
    let header = |name: &str, value: &str| (name.to_string(), value.to_string());
    assert_eq!(
        request.headers,
        [
            header("content-type", "application/json"),
            header("anthropic-version", "2023-06-01"),
            header("anthropic-dangerous-direct-browser-access", "true"),
            header("x-api-key", KEY),
        ]
    );
    let cached = json!({"type": "ephemeral"});
    assert_eq!(
        body(request),
        json!({
            "model": "small-model",
            "max_tokens": 32_000,
            "system": [{"type": "text", "text": "Be brief.", "cache_control": cached}],
            "messages": [{"role": "user", "content": [
                {"type": "text", "text": "Hi", "cache_control": cached},
            ]}],
            "stream": true,
            "thinking": {"type": "adaptive", "display": "summarized"},
        })
    );
}

#[test]
fn anthropic_streams_thinking_text_and_usage_with_cache_reads() {
    let mut documents = vec![anthropic_start()[0].clone()];
    documents.extend([
        json!({"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": "", "signature": ""}}),
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "hm"}}),
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "EqQB"}}),
        json!({"type": "content_block_stop", "index": 0}),
        json!({"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}}),
        json!({"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "Hello"}}),
        json!({"type": "content_block_stop", "index": 1}),
        json!({"type": "something_new"}),
        json!({"type": "message_delta", "delta": {"stop_reason": "max_tokens"}, "usage": {"output_tokens": 15}}),
        json!({"type": "message_stop"}),
    ]);
    let expected = [
        reasoning("hm"),
        delta("Hello"),
        Ok(ModelEvent::Usage(Usage {
            input_tokens: 325,
            output_tokens: 15,
            cached_input_tokens: 300,
        })),
        finished(FinishReason::Length),
    ];
    assert_eq!(reply(anthropic(), &events(&documents)), expected);
}

#[test]
fn anthropic_s_errors_say_what_the_service_says_and_overload_is_tried_again() {
    let words = |kind: &str, message: &str| json!({"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_1"});
    let mut documents = anthropic_start();
    documents.push(words("overloaded_error", "Overloaded"));
    assert_eq!(
        reply(anthropic(), &events(&documents)),
        [delta("Hel"), reported("Overloaded")]
    );
    let error = |status, body: Value| {
        let http = ScriptedHttp::default().respond(status, &body.to_string());
        Provider::with(http, anthropic()).error().to_string()
    };
    assert_eq!(
        error(401, words("authentication_error", "invalid x-api-key")),
        format!(
            "{ORIGIN} rejected the API key. Check the key in Settings. The provider says: invalid x-api-key"
        )
    );
    assert_eq!(
        error(
            400,
            words("invalid_request_error", "Your credit balance is too low")
        ),
        format!(
            "The credit of this key with {ORIGIN} is used up. Check the plan and billing with the provider. The provider says: Your credit balance is too low"
        )
    );
    let overloaded = words("overloaded_error", "Overloaded").to_string();
    let http = ScriptedHttp::default().respond(529, &overloaded);
    let retried = ready(&mut Provider::with(http, anthropic()).ask());
    assert_eq!(
        retried,
        [Ok(ModelEvent::Retrying {
            reason: format!("{ORIGIN} has a problem of its own (529)"),
            delay_ms: 1_000,
        })]
    );
}

#[test]
fn anthropic_s_thinking_is_left_out_for_models_that_do_not_know_it_or_with_a_temperature() {
    let refusal = json!({"type": "error", "error": {"type": "invalid_request_error",
        "message": "adaptive thinking is not supported on this model"}});
    let whole = json!({"type": "message", "role": "assistant", "stop_reason": "end_turn",
        "content": [{"type": "text", "text": "Hello"}]});
    let http = ScriptedHttp::default()
        .respond(400, &refusal.to_string())
        .respond(200, &whole.to_string());
    let provider = Provider::with(http, anthropic());
    assert_eq!(
        provider.ask_to_the_end(),
        [delta("Hello"), finished(FinishReason::Stop)]
    );
    let sent: Vec<bool> = provider
        .http
        .requests()
        .iter()
        .map(|request| body(request).get("thinking").is_some())
        .collect();
    assert_eq!(sent, [true, false]);
    let warm = ModelConfig {
        temperature: Some(0.7),
        ..anthropic()
    };
    let body = body_of(warm, vec![Message::user("Hi")]);
    assert_eq!(
        (&body["temperature"], body.get("thinking")),
        (&json!(0.7), None)
    );
}

#[test]
fn a_stream_of_either_service_that_ends_too_early_is_cut() {
    let responses_start = [
        json!({"type": "response.created", "response": {"status": "in_progress", "error": null}}),
        json!({"type": "response.output_text.delta", "output_index": 0, "delta": "Hel"}),
    ];
    for (config, body) in [
        (anthropic(), events(&anthropic_start())),
        (responses(), events(&responses_start)),
    ] {
        assert_eq!(reply(config.clone(), &body), [delta("Hel"), cut()]);
        let pieces = vec![Ok(body.into_bytes()), Err(cut_off())];
        let http = ScriptedHttp::default().respond_in_chunks(200, &[], pieces);
        let provider = Provider::with(http, config);
        assert_eq!(provider.ask_to_the_end(), [delta("Hel"), cut()]);
    }
}

#[test]
fn hostile_events_of_either_service_are_errors_or_nothing() {
    for config in [anthropic(), responses()] {
        for data in ["nope", "[]", "7", "null", "{}", "\"x\""] {
            let events = reply(config.clone(), &format!("data: {data}\n\n"));
            assert!(
                matches!(&events[..], [Err(ModelError::Malformed { .. })]),
                "{data}: {events:?}"
            );
        }
        for document in [
            json!({"type": "content_block_delta", "index": "x", "delta": {"type": "text_delta", "text": 7}}),
            json!({"type": "content_block_start", "index": -1, "content_block": null}),
            json!({"type": "message_delta", "delta": {"stop_reason": 7}, "usage": {"output_tokens": -1}}),
            json!({"type": "response.output_text.delta", "delta": {"a": 1}}),
            json!({"type": "response.output_item.done", "item": [1]}),
        ] {
            let events = reply(config.clone(), &events(std::slice::from_ref(&document)));
            assert_eq!(events.last(), Some(&cut()), "{document}");
        }
        let big = json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "y".repeat(1 << 19)}});
        let also = json!({"type": "response.output_text.delta", "delta": "y".repeat(1 << 19)});
        let body = events(&[big, also]).into_bytes();
        let pieces = std::iter::repeat_n(body, 64).map(Ok).collect();
        let http = ScriptedHttp::default().respond_in_chunks(200, &[], pieces);
        let events = Provider::with(http, config).ask_to_the_end();
        assert!(matches!(
            events.last(),
            Some(Err(ModelError::Malformed { .. }))
        ));
        assert_eq!(events.len(), 17);
    }
}

#[test]
fn responses_stores_nothing_and_asks_for_encrypted_reasoning() {
    let http = ScriptedHttp::default().respond(500, "");
    let provider = Provider::with(http, responses());
    ready(&mut provider.ask());
    let request = &provider.http.requests()[0];
    assert_eq!(request.url, format!("{ORIGIN}/v1/responses"));
    let names: Vec<&str> = request
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["content-type", "authorization"]);
    assert_eq!(
        body(request),
        json!({
            "model": "small-model",
            "instructions": "Be brief.",
            "input": [{"role": "user", "content": "Hi"}],
            "stream": true,
            "store": false,
            "include": ["reasoning.encrypted_content"],
            "reasoning": {"summary": "auto"},
        })
    );
}

/// A response that reasons and says "Hello".
fn reasoned() -> String {
    let item = json!({"type": "reasoning", "id": "rs_1", "encrypted_content": "gAAAA",
        "summary": [{"type": "summary_text", "text": "hm"}]});
    events(&[
        json!({"type": "response.created", "response": {"status": "in_progress", "error": null}}),
        json!({"type": "response.output_item.added", "output_index": 0, "item": {"type": "reasoning", "summary": []}}),
        json!({"type": "response.reasoning_summary_part.added", "output_index": 0, "summary_index": 0}),
        json!({"type": "response.reasoning_summary_text.delta", "output_index": 0, "delta": "hm"}),
        json!({"type": "response.reasoning_summary_part.added", "output_index": 0, "summary_index": 1}),
        json!({"type": "response.reasoning_summary_text.delta", "output_index": 0, "delta": "so"}),
        json!({"type": "response.output_item.done", "output_index": 0, "item": item}),
        json!({"type": "response.output_item.added", "output_index": 1, "item": {"type": "message"}}),
        json!({"type": "response.output_text.delta", "output_index": 1, "delta": "Hello"}),
        json!({"type": "response.output_item.done", "output_index": 1, "item": {"type": "message"}}),
        json!({"type": "response.completed", "response": {"status": "completed", "error": null, "incomplete_details": null,
            "usage": {"input_tokens": 9, "output_tokens": 4, "input_tokens_details": {"cached_tokens": 8}}}}),
    ])
}

fn carried_over() -> CarriedOver {
    CarriedOver {
        from: format!("responses {ORIGIN} small-model"),
        data: json!([{"type": "reasoning", "summary": [{"type": "summary_text", "text": "hm"}],
            "encrypted_content": "gAAAA"}])
        .to_string(),
    }
}

#[test]
fn responses_streams_summaries_text_usage_and_what_is_to_be_carried_over() {
    let expected = [
        reasoning("hm"),
        reasoning("\n\n"),
        reasoning("so"),
        Ok(ModelEvent::CarriedOver(carried_over())),
        delta("Hello"),
        Ok(ModelEvent::Usage(Usage {
            input_tokens: 9,
            output_tokens: 4,
            cached_input_tokens: 8,
        })),
        finished(FinishReason::Stop),
    ];
    assert_eq!(reply(responses(), &reasoned()), expected);
}

#[test]
fn encrypted_reasoning_goes_back_to_the_model_it_came_from_and_to_no_other() {
    let messages = || {
        vec![
            Message::user("Hi"),
            Message {
                carried_over: Some(carried_over()),
                ..Message::assistant("Hello")
            },
            Message::user("Go on"),
        ]
    };
    let input = body_of(responses(), messages())["input"].clone();
    assert_eq!(
        input,
        json!([
            {"role": "user", "content": "Hi"},
            {"type": "reasoning", "summary": [{"type": "summary_text", "text": "hm"}], "encrypted_content": "gAAAA"},
            {"role": "assistant", "content": "Hello"},
            {"role": "user", "content": "Go on"},
        ])
    );
    let another = |config: ModelConfig| {
        let body = body_of(config, messages()).to_string();
        assert!(!body.contains("gAAAA"), "{body}");
    };
    another(ModelConfig {
        model: "other".into(),
        ..responses()
    });
    another(ModelConfig {
        base_url: "https://other.example/v1".into(),
        ..responses()
    });
    another(anthropic());
    another(config());
}

#[test]
fn reasoning_that_is_too_large_is_not_carried_over() {
    let item =
        json!({"type": "reasoning", "summary": [], "encrypted_content": "x".repeat(200_000)});
    let body = events(&[
        json!({"type": "response.output_item.done", "output_index": 0, "item": item}),
        json!({"type": "response.completed", "response": {}}),
    ]);
    assert_eq!(reply(responses(), &body), [finished(FinishReason::Stop)]);
}

#[test]
fn responses_ends_incomplete_failed_or_with_an_error_as_the_service_says() {
    let incomplete = |reason: &str| {
        events(&[
            json!({"type": "response.incomplete", "response": {"incomplete_details": {"reason": reason}}}),
        ])
    };
    for (body, expected) in [
        (
            incomplete("max_output_tokens"),
            finished(FinishReason::Length),
        ),
        (
            incomplete("content_filter"),
            finished(FinishReason::Filtered),
        ),
        (
            events(&[
                json!({"type": "response.failed", "response": {"error": {"code": "server_error", "message": "Broken."}}}),
            ]),
            reported("Broken."),
        ),
        (
            events(&[json!({"type": "error", "code": "ERR", "message": "Wrong.", "param": null})]),
            reported("Wrong."),
        ),
    ] {
        assert_eq!(reply(responses(), &body), [expected]);
    }
}

#[test]
fn responses_asks_without_what_a_model_does_not_know() {
    let refusal = |message: &str| json!({"error": {"message": message}}).to_string();
    let http = ScriptedHttp::default()
        .respond(
            400,
            &refusal(
                "Unsupported parameter: 'reasoning.summary' is not supported with this model.",
            ),
        )
        .respond(
            400,
            &refusal("Encrypted content is not supported with this model."),
        )
        .respond(200, &reasoned());
    let provider = Provider::with(http, responses());
    provider.ask_to_the_end();
    let sent: Vec<_> = provider
        .http
        .requests()
        .iter()
        .map(|request| ["reasoning", "include"].map(|name| body(request).get(name).is_some()))
        .collect();
    assert_eq!(sent, [[true, true], [false, true], [false, false]]);
}

#[test]
fn each_format_lists_its_models() {
    for (config, path) in [
        (anthropic(), "/v1/models?limit=1000"),
        (responses(), "/v1/models"),
    ] {
        let body = r#"{"data":[{"type":"model","id":"b","display_name":"B"},{"id":"models/a"}],"has_more":false}"#;
        let provider = Provider::with(ScriptedHttp::default().respond(200, body), config);
        let listed = provider.chat.list_models().now_or_never().unwrap();
        assert_eq!(listed, Ok(vec!["a".to_string(), "b".to_string()]));
        assert_eq!(provider.http.requests()[0].url, format!("{ORIGIN}{path}"));
    }
}

#[test]
fn the_key_is_in_no_error_of_any_format() {
    let words = format!("Incorrect key: {KEY}");
    let error =
        json!({"type": "error", "message": words, "error": {"type": "e", "message": words}});
    let failed = json!({"type": "response.failed", "response": {"error": {"message": words}}});
    for format in WireFormat::ALL {
        for (status, body) in [
            (401, error.to_string()),
            (400, words.clone()),
            (200, error.to_string()),
            (200, events(std::slice::from_ref(&error))),
            (200, events(std::slice::from_ref(&failed))),
            (200, format!("data: {words}\n\n")),
        ] {
            let http = ScriptedHttp::default().respond(status, &body);
            let config = speaking(format, Act::Tool);
            let events = Provider::with(http, config).ask_to_the_end();
            assert!(matches!(events.last(), Some(Err(_))), "{events:?}");
            let text = format!("{events:?}");
            assert!(!text.contains(&KEY[4..16]), "{text}");
        }
    }
}
