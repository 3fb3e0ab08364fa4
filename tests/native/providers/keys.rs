//! The key goes to the configured provider, and shows up nowhere else.

use std::rc::Rc;

use futures::FutureExt;
use micropython_agent::model::{ApiKey, ModelConfig, ModelError};
use micropython_agent::platform::http::{HttpRequest, ScriptedHttp, origin};

use super::log::logged;
use super::{KEY, ORIGIN, Provider, config, hello, said_hello, sse, text};

/// Answers that repeat the key wherever a server could, with every status that has a text of its
/// own.
fn answers_that_repeat_the_key() -> Vec<(u16, String)> {
    let part = &KEY[..KEY.len() - 6];
    let messages = [
        format!("Incorrect API key provided: {KEY}."),
        format!("Incorrect API key provided: {part}******."),
        // The key lies across the point where long words are cut off.
        format!("{}{KEY}", "x".repeat(290)),
        format!("{}{KEY}", "x".repeat(3_990)),
    ];
    let mut answers = Vec::new();
    for message in messages {
        let json = serde_json::json!({"error": {"message": message}}).to_string();
        for status in [400, 401, 403, 404, 418, 429, 500] {
            answers.push((status, json.clone()));
            answers.push((status, message.clone()));
        }
        answers.push((200, json.clone()));
        answers.push((200, message.clone()));
        answers.push((200, format!("<html>{message}")));
        answers.push((200, sse(&[&text("Hel"), &json])));
        answers.push((200, sse(&[&text("Hel"), &message])));
    }
    answers
}

fn assert_no_key(text: &str) {
    // Eight characters in a row give a key away; fewer occur in it and in "sk-test" alike.
    for start in 0..=KEY.len() - 8 {
        let run = &KEY[start..start + 8];
        assert!(!text.contains(run), "{run:?} shows up in {text:?}");
    }
}

#[test]
fn the_key_is_in_no_error_event_or_log_whatever_a_server_says() {
    let lines = logged(|| {
        for (status, body) in answers_that_repeat_the_key() {
            let http = (0..3).fold(ScriptedHttp::default(), |http, _| {
                http.respond(status, &body)
            });
            let provider = Provider::new(http);
            let mut stream = provider.ask();
            let mut events = Vec::new();
            for _ in 0..3 {
                events.extend(super::ready(&mut stream));
                provider.clock.advance(std::time::Duration::from_secs(60));
            }
            assert!(
                matches!(events.last(), Some(Err(_))),
                "{status} {body}: {events:?}"
            );
            assert_no_key(&format!("{events:?}"));
            let error = events
                .pop()
                .and_then(Result::err)
                .map(|error| error.to_string());
            assert_no_key(&error.unwrap_or_default());

            let provider = Provider::new(ScriptedHttp::default().respond(status, &body));
            let listed = provider.chat.list_models().now_or_never().unwrap();
            assert_no_key(&listed.unwrap_err().to_string());
        }
        let http = ScriptedHttp::default().respond(200, &hello());
        assert_eq!(Provider::new(http).ask_to_the_end(), said_hello());
    });
    assert!(
        lines.contains("POST https://models.example:8443/v1/chat/completions"),
        "{lines}"
    );
    assert_no_key(&lines);
}

#[test]
fn neither_message_nor_reply_is_ever_logged() {
    let lines = logged(|| {
        let http = ScriptedHttp::default()
            .respond(500, "a page in an error")
            .respond(200, &hello());
        let provider = Provider::new(http);
        let mut stream = provider.ask();
        super::ready(&mut stream);
        provider.clock.advance(std::time::Duration::from_secs(1));
        assert_eq!(super::ready(&mut stream), said_hello());
    });
    assert!(lines.contains("500"), "{lines}");
    for private in ["Be brief", "Hello", "a page"] {
        assert!(!lines.contains(private), "{private:?} is in {lines}");
    }
}

#[test]
fn the_debug_form_of_the_configuration_masks_the_key() {
    let shown = format!("{:?}", config());
    assert!(shown.contains("ApiKey(sk-…8cHf)"), "{shown}");
    assert_no_key(&shown);
}

#[test]
fn a_key_pasted_into_the_base_url_is_not_repeated() {
    for base_url in [
        KEY.to_string(),
        format!("https://{KEY}@host/v1"),
        format!("{ORIGIN}?key={KEY}"),
    ] {
        let config = ModelConfig {
            base_url,
            ..config()
        };
        let http = Rc::new(ScriptedHttp::default());
        let clock = Rc::new(micropython_agent::platform::clock::ManualClock::default());
        let refused = micropython_agent::model::RemoteModel::new(http, clock, config);
        let error = refused.err().expect("refused");
        assert!(matches!(error, ModelError::Configuration(_)), "{error:?}");
        assert_no_key(&format!("{error} {error:?}"));
    }
}

/// The requests that a full round (a list of models, a failure, a retry, a reply) makes.
fn requests_of_a_round(config: ModelConfig) -> Vec<HttpRequest> {
    let http = ScriptedHttp::default()
        .respond(200, r#"{"data": []}"#)
        // Neither a redirect nor a link in a body leads anywhere else.
        .respond_in_chunks(
            503,
            &[("location", "https://evil.example/"), ("retry-after", "1")],
            vec![Ok(b"https://evil.example/".to_vec())],
        )
        .respond(200, &hello());
    let provider = Provider::with(http, config);
    provider.chat.list_models().now_or_never().unwrap().unwrap();
    let mut stream = provider.ask();
    super::ready(&mut stream);
    provider.clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(super::ready(&mut stream), said_hello());
    provider.http.requests()
}

#[test]
fn the_key_goes_to_the_configured_origin_only_and_in_one_header_only() {
    let requests = requests_of_a_round(config());
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert_eq!(origin(&request.url).as_deref(), Ok(ORIGIN));
        assert_no_key(&request.url);
        assert_no_key(request.body.as_deref().unwrap_or_default());
        assert_no_key(&format!("{request:?}"));
        let with_key: Vec<_> = request
            .headers
            .iter()
            .filter(|(_, value)| value.contains(KEY))
            .cloned()
            .collect();
        assert_eq!(
            with_key,
            [("authorization".to_string(), format!("Bearer {KEY}"))]
        );
    }
}

#[test]
fn no_authorization_is_sent_without_a_key() {
    let without_key = ModelConfig {
        api_key: ApiKey::new("  "),
        ..config()
    };
    for request in requests_of_a_round(without_key) {
        let names: Vec<_> = request
            .headers
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert!(!names.contains(&"authorization"), "{names:?}");
    }
}
