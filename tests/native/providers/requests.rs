//! What is sent.

use micropython_agent::model::ModelConfig;
use micropython_agent::platform::http::{Method, ScriptedHttp};
use serde_json::{Value, json};

use super::{KEY, ORIGIN, Provider, config, hello, said_hello};

/// The JSON bodies sent so far.
fn bodies(provider: &Provider) -> Vec<Value> {
    let requests = provider.http.requests();
    let body = |request: &micropython_agent::platform::http::HttpRequest| {
        serde_json::from_str(request.body.as_deref().unwrap()).unwrap()
    };
    requests.iter().map(body).collect()
}

fn plain_body() -> Value {
    json!({
        "model": "small-model",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Hi"},
        ],
        "stream": true,
        "stream_options": {"include_usage": true},
    })
}

fn with_limits() -> ModelConfig {
    ModelConfig {
        temperature: Some(0.7),
        max_tokens: Some(500),
        ..config()
    }
}

fn refusal(message: &str) -> String {
    json!({"error": {"message": message}}).to_string()
}

#[test]
fn sends_nothing_that_is_not_set_and_no_stop_parameter() {
    let provider = Provider::new(ScriptedHttp::default().respond(200, &hello()));
    assert_eq!(provider.ask_to_the_end(), said_hello());
    let [request] = &provider.http.requests()[..] else {
        panic!("one request");
    };
    assert_eq!(request.method, Method::Post);
    assert_eq!(request.url, format!("{ORIGIN}/v1/chat/completions"));
    let bearer = format!("Bearer {KEY}");
    assert_eq!(
        request.headers,
        [
            ("content-type".to_string(), "application/json".to_string()),
            ("authorization".to_string(), bearer),
        ]
    );
    assert_eq!(bodies(&provider), [plain_body()]);
}

#[test]
fn sends_temperature_and_token_limit_when_set() {
    let http = ScriptedHttp::default().respond(200, &hello());
    let provider = Provider::with(http, with_limits());
    provider.ask_to_the_end();
    let request = &provider.http.requests()[0];
    let body = request.body.as_deref().unwrap();
    assert!(
        body.contains(r#""temperature":0.7,"max_tokens":500"#),
        "{body}"
    );
}

#[test]
fn names_the_token_limit_as_openai_itself_wants_it() {
    let http = ScriptedHttp::default().respond(200, &hello());
    let config = ModelConfig {
        base_url: "https://api.openai.com/v1".into(),
        ..with_limits()
    };
    let provider = Provider::with(http, config);
    provider.ask_to_the_end();
    let body = &bodies(&provider)[0];
    assert_eq!(body["max_completion_tokens"], 500);
    assert_eq!(body.get("max_tokens"), None);
}

#[test]
fn asks_again_without_a_parameter_that_is_refused_by_name_and_remembers_it() {
    let http = ScriptedHttp::default()
        .respond(400, &refusal("Unsupported value: 'temperature' does not support 0.7 with this model."))
        .respond(422, r#"{"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}"#)
        .respond(200, &hello())
        .respond(200, &hello());
    let provider = Provider::with(http, with_limits());
    assert_eq!(provider.ask_to_the_end(), said_hello());
    assert_eq!(provider.ask_to_the_end(), said_hello());
    let sent: Vec<_> = bodies(&provider)
        .iter()
        .map(|body| {
            ["temperature", "stream_options", "max_tokens"].map(|name| body.get(name).is_some())
        })
        .collect();
    assert_eq!(
        sent,
        [
            [true, true, true],
            [false, true, true],
            [false, false, true],
            [false, false, true],
        ]
    );
}

#[test]
fn renames_the_token_limit_when_told_to_and_drops_it_when_that_is_refused_too() {
    let http = ScriptedHttp::default()
        .respond(400, &refusal("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."))
        .respond(400, &refusal("Unrecognized request argument supplied: max_completion_tokens"))
        .respond(200, &hello());
    let provider = Provider::with(http, with_limits());
    assert_eq!(provider.ask_to_the_end(), said_hello());
    let sent: Vec<_> = bodies(&provider)
        .iter()
        .map(|body| ["max_tokens", "max_completion_tokens"].map(|name| body.get(name).is_some()))
        .collect();
    assert_eq!(sent, [[true, false], [false, true], [false, false]]);
}

#[test]
fn does_not_ask_again_when_a_value_is_wrong_or_the_parameter_was_not_sent() {
    for message in [
        "Invalid 'temperature': expected a value <= 2, but got 5 instead.",
        "max_tokens is too large: this model supports at most 4096 completion tokens",
    ] {
        let http = ScriptedHttp::default().respond(400, &refusal(message));
        let error = Provider::with(http, with_limits()).error();
        assert_eq!(
            error.to_string(),
            format!("{ORIGIN} refused the request (400). The provider says: {message}")
        );
    }
    let message = "temperature is not supported";
    let http = ScriptedHttp::default().respond(400, &refusal(message));
    let provider = Provider::new(http);
    provider.error();
    assert_eq!(provider.http.requests().len(), 1);
}

#[test]
fn a_server_that_refuses_a_parameter_for_ever_is_asked_a_bounded_number_of_times() {
    let everything = refusal("unsupported: stream_options, temperature, max_tokens");
    let http = (0..20).fold(ScriptedHttp::default(), |http, _| {
        http.respond(400, &everything)
    });
    let provider = Provider::with(http, with_limits());
    provider.error();
    assert_eq!(provider.http.requests().len(), 2);
}
