//! Errors that a person can act on, each as the page shows it.

use futures::FutureExt;
use micropython_agent::model::{Acting, ModelConfig, ModelError, RemoteModel};
use micropython_agent::platform::http::{HttpError, ScriptedHttp};

use super::{ORIGIN, Provider, config, cut_off};

/// What the page shows for an answer with this status and body.
fn shown(status: u16, body: &str) -> String {
    Provider::new(ScriptedHttp::default().respond(status, body))
        .error()
        .to_string()
}

#[test]
fn says_what_to_do_about_each_status() {
    let body = r#"{"error": {"message": "Those words."}}"#;
    for (status, expected) in [
        (
            401,
            "https://models.example:8443 rejected the API key. Check the key in Settings. The provider says: Those words.",
        ),
        (
            403,
            "https://models.example:8443 does not allow this request with this key (403). The key may lack access to the model or region. The provider says: Those words.",
        ),
        (
            404,
            "https://models.example:8443 does not know the model \"small-model\", or the base URL is wrong (404). Check both in Settings. The provider says: Those words.",
        ),
        (
            402,
            "The credit of this key with https://models.example:8443 is used up. Check the plan and billing with the provider. The provider says: Those words.",
        ),
    ] {
        assert_eq!(shown(status, body), expected);
    }
}

#[test]
fn asks_for_a_key_when_none_was_sent() {
    let config = ModelConfig {
        api_key: None,
        ..config()
    };
    let provider = Provider::with(ScriptedHttp::default().respond(401, ""), config);
    assert_eq!(
        provider.error().to_string(),
        "https://models.example:8443 asks for an API key. Enter one in Settings."
    );
}

#[test]
fn says_what_to_check_when_there_is_no_answer_at_all() {
    let unreachable = HttpError::Unreachable {
        origin: ORIGIN.into(),
    };
    let provider = Provider::new(ScriptedHttp::default().fail(unreachable));
    assert_eq!(
        provider.error().to_string(),
        "No answer from https://models.example:8443: key rejected, wrong address, or the server does not allow browser calls (CORS). Check the base URL, that the server is running, that the key is right (some providers answer a wrong key without CORS headers), and that the server allows requests from this page"
    );
    assert_eq!(provider.http.requests().len(), 1, "asked again blindly");
}

#[test]
fn says_that_the_quota_is_used_up_and_does_not_ask_again() {
    let body =
        r#"{"error":{"message":"You exceeded your current quota.","code":"insufficient_quota"}}"#;
    let provider = Provider::new(ScriptedHttp::default().respond(429, body));
    assert_eq!(
        provider.error().to_string(),
        "The credit of this key with https://models.example:8443 is used up. Check the plan and billing with the provider. The provider says: You exceeded your current quota."
    );
    assert_eq!(provider.http.requests().len(), 1);
}

#[test]
fn shows_a_provider_s_words_on_one_short_line_and_no_web_page() {
    assert_eq!(shown(403, "").split("region.").nth(1), Some(""));
    assert_eq!(
        shown(403, "no\n\n\taccess\u{7}").split("region.").nth(1),
        Some(" The provider says: no access")
    );
    assert_eq!(
        shown(403, "<html><body>Forbidden</body></html>")
            .split("region.")
            .nth(1),
        Some(" It sent a web page in place of an error message.")
    );
    let long = shown(403, &"long ".repeat(1_000));
    assert!(long.ends_with('…') && long.chars().count() < 500, "{long}");
    let larger_than_any_error = "x".repeat(1 << 20);
    assert_eq!(
        shown(403, &larger_than_any_error).split("region.").nth(1),
        Some("")
    );
}

#[test]
fn names_the_status_when_the_body_of_an_error_is_cut_off() {
    let chunks = vec![Ok(b"{\"err".to_vec()), Err(cut_off())];
    let provider = Provider::new(ScriptedHttp::default().respond_in_chunks(403, &[], chunks));
    assert_eq!(
        provider.error(),
        ModelError::Forbidden {
            origin: ORIGIN.into(),
            detail: String::new(),
        }
    );
}

#[test]
fn refuses_settings_that_cannot_work_before_anything_is_sent() {
    let problem = |config: ModelConfig| {
        let http = std::rc::Rc::new(ScriptedHttp::default());
        let clock = std::rc::Rc::new(micropython_agent::platform::clock::ManualClock::default());
        RemoteModel::new(http, clock, config)
            .err()
            .unwrap()
            .to_string()
    };
    assert_eq!(
        problem(ModelConfig {
            base_url: "localhost:1234".into(),
            ..config()
        }),
        "The base URL must be a web address such as https://api.openai.com/v1, without a user name. Correct it in Settings"
    );
    assert_eq!(
        problem(ModelConfig {
            api_key: micropython_agent::model::ApiKey::new("sk-one sk-two"),
            ..config()
        }),
        "The API key contains blanks, line breaks or characters that no key has. Paste it again in Settings"
    );
    let provider = Provider::with(
        ScriptedHttp::default(),
        ModelConfig {
            model: " ".into(),
            ..config()
        },
    );
    let request = micropython_agent::model::ChatRequest {
        messages: vec![],
        acting: Acting::Now,
    };
    let refused = micropython_agent::model::ChatModel::complete(&provider.chat, request);
    assert_eq!(
        refused.now_or_never().unwrap().err(),
        Some(ModelError::Configuration(
            "No model is chosen. Choose one in Settings".into()
        ))
    );
    assert_eq!(provider.http.requests(), []);
}

#[test]
fn lists_models_sorted_once_each_in_the_forms_that_servers_send() {
    for body in [
        r#"{"object":"list","data":[{"id":"b"},{"id":"a"},{"id":"b"},{"id":7},{"name":"c"},{"id":""}]}"#,
        r#"[{"id":"b"},{"id":"a"}]"#,
    ] {
        let config = ModelConfig {
            model: String::new(),
            ..config()
        };
        let provider = Provider::with(ScriptedHttp::default().respond(200, body), config);
        let listed = provider.chat.list_models().now_or_never().unwrap();
        assert_eq!(listed, Ok(vec!["a".to_string(), "b".to_string()]));
        assert_eq!(
            provider.http.requests()[0].url,
            format!("{ORIGIN}/v1/models")
        );
    }
}

#[test]
fn says_why_models_cannot_be_listed() {
    for (status, body, expected) in [
        (
            401,
            "",
            "https://models.example:8443 rejected the API key. Check the key in Settings.",
        ),
        (
            404,
            "Not found",
            "https://models.example:8443 refused the request (404). It offers no list of models, or the base URL is wrong; the model's name can be typed in. The provider says: Not found",
        ),
        (
            503,
            "",
            "https://models.example:8443 has a problem of its own (503); 1 attempt failed. Try again in a while.",
        ),
        (
            200,
            "<html>",
            "https://models.example:8443 answered with something that is not a chat completion: no list of models: <html>. Check the base URL and the API in Settings",
        ),
    ] {
        let provider = Provider::new(ScriptedHttp::default().respond(status, body));
        let listed = provider.chat.list_models().now_or_never().unwrap();
        assert_eq!(listed.unwrap_err().to_string(), expected);
    }
}
