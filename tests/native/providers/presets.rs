//! What each provider of the settings is sent: its address and all headers, and no others, since some
//! refuse in a browser what they do not know.

use micropython_agent::model::ApiKey;
use micropython_agent::platform::http::{Method, ScriptedHttp};
use micropython_agent::storage::PROVIDERS;
use micropython_agent::storage::provider::{BUILT_IN, CUSTOM};
use micropython_agent::storage::settings::StoredSettings;

use super::{KEY, Provider};

const JSON: (&str, &str) = ("content-type", "application/json");

/// Where each is asked, and what with besides the type of the body.
fn expected(id: &str) -> (&'static str, Vec<(&'static str, String)>) {
    let bearer = || vec![("authorization", format!("Bearer {KEY}"))];
    match id {
        "openai" => ("https://api.openai.com/v1/responses", bearer()),
        "anthropic" => (
            "https://api.anthropic.com/v1/messages",
            vec![
                ("anthropic-version", "2023-06-01".into()),
                ("anthropic-dangerous-direct-browser-access", "true".into()),
                ("x-api-key", KEY.into()),
            ],
        ),
        "openrouter" => ("https://openrouter.ai/api/v1/chat/completions", bearer()),
        "groq" => ("https://api.groq.com/openai/v1/chat/completions", bearer()),
        "deepseek" => ("https://api.deepseek.com/chat/completions", bearer()),
        "gemini" => (
            "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions",
            bearer(),
        ),
        "mistral" => ("https://api.mistral.ai/v1/chat/completions", bearer()),
        "ollama" => ("http://localhost:11434/v1/chat/completions", Vec::new()),
        "lm-studio" => ("http://localhost:1234/v1/chat/completions", Vec::new()),
        "llama-cpp" => ("http://localhost:8080/v1/chat/completions", Vec::new()),
        "vllm" => ("http://localhost:8000/v1/chat/completions", Vec::new()),
        other => panic!("{other}: what is it sent?"),
    }
}

#[test]
fn each_preset_is_sent_its_own_headers_and_no_others() {
    let mut seen = 0;
    for preset in PROVIDERS {
        if [BUILT_IN, CUSTOM].contains(&preset.id) {
            continue;
        }
        let stored = StoredSettings {
            provider: Some(preset.id.into()),
            model: Some("some-model".into()),
            ..StoredSettings::default()
        };
        let settings = stored.check().expect("settings");
        let key = ApiKey::new(KEY).filter(|_| preset.needs_key);
        let http = ScriptedHttp::default().respond(400, "{}");
        let provider = Provider::with(http, settings.model_config(key));
        provider.error();
        let requests = provider.http.requests();
        let request = &requests[0];
        assert_eq!(request.method, Method::Post, "{}", preset.id);
        let (address, headers) = expected(preset.id);
        assert_eq!(request.url, address);
        let mut expected = vec![(JSON.0.to_string(), JSON.1.to_string())];
        expected.extend(
            headers
                .into_iter()
                .map(|(name, value)| (name.into(), value)),
        );
        let mut sent = request.headers.clone();
        sent.sort();
        expected.sort();
        assert_eq!(sent, expected, "{}", preset.id);
        seen += 1;
    }
    assert_eq!(seen, 11);
}
