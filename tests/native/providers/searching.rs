//! Web search that the model's provider does itself: the requests, and what is read of the answers,
//! which are those of the services' own documentation.

use futures::FutureExt;
use micropython_agent::model::{
    Act, ChatModel, Found, FoundPage, ModelConfig, ModelError, Usage, WireFormat,
};
use micropython_agent::platform::http::ScriptedHttp;
use serde_json::{Value, json};

use super::formats::speaking;
use super::{KEY, ORIGIN, Provider, config};

/// What a search comes to, and the body that it sent.
fn search(config: ModelConfig, status: u16, answer: &str) -> (Result<Found, ModelError>, Value) {
    let http = ScriptedHttp::default().respond(status, answer);
    let provider = Provider::with(http, config);
    let found = provider.chat.search("tea & milk", 3).now_or_never();
    let found = found.expect("waits for nothing but the answer");
    let requests = provider.http.requests();
    let sent = requests.first().and_then(|it| it.body.as_deref());
    (
        found,
        sent.map_or(Value::Null, |body| serde_json::from_str(body).unwrap()),
    )
}

fn page(url: &str, title: &str, snippet: &str) -> FoundPage {
    FoundPage {
        url: url.into(),
        title: title.into(),
        snippet: snippet.into(),
    }
}

/// A body without its prompt, which must hold the query.
fn without_prompt(mut body: Value, place: &str) -> Value {
    let prompt = body.pointer_mut(place).expect("a prompt").take();
    let prompt = prompt.as_str().expect("a text");
    assert!(prompt.contains("up to 3 of the pages"), "{prompt}");
    assert!(prompt.ends_with("---\ntea & milk\n---"), "{prompt}");
    body
}

#[test]
fn openai_responses_search_with_their_tool() {
    let text = "- Tea is a drink ([Tea](https://a.test/tea)).\n- Über Milch ([b](https://b.test/)), and more.";
    let place = |part: &str| text[..text.find(part).unwrap()].chars().count();
    let cited = |url: &str, title: &str, part: &str| {
        json!({"type": "url_citation", "url": url, "title": title,
            "start_index": place(part), "end_index": place(part) + part.chars().count()})
    };
    let answer = json!({
        "id": "resp_1", "object": "response", "status": "completed", "error": null,
        "output": [
            {"type": "web_search_call", "id": "ws_1", "status": "completed", "action": {
                "type": "search", "query": "tea milk",
                "sources": [{"type": "url", "url": "https://a.test/tea"}, {"type": "url", "url": "https://c.test/"}]}},
            {"type": "message", "id": "msg_1", "status": "completed", "role": "assistant", "content": [{
                "type": "output_text", "text": text, "annotations": [
                    cited("https://a.test/tea", "Tea", "([Tea](https://a.test/tea))"),
                    cited("https://b.test/", "Milk", "([b](https://b.test/))"),
                    {"type": "file_citation", "file_id": "f"},
                    {"type": "url_citation", "url": "https://b.test/", "start_index": 9_999_999, "end_index": 1}
                ]}]}
        ],
        "usage": {"input_tokens": 300, "output_tokens": 40, "total_tokens": 340}
    });
    let config = speaking(WireFormat::Responses, Act::Tool);
    let (found, sent) = search(config, 200, &answer.to_string());
    assert_eq!(
        without_prompt(sent, "/input/0/content"),
        json!({
            "model": "small-model",
            "input": [{"role": "user", "content": null}],
            "tools": [{"type": "web_search"}],
            "tool_choice": "required",
            "max_output_tokens": 4000,
            "store": false,
            "include": ["web_search_call.action.sources"],
        })
    );
    let found = found.unwrap();
    assert_eq!(
        found.pages,
        [
            page("https://a.test/tea", "Tea", "Tea is a drink"),
            page("https://b.test/", "Milk", "Über Milch , and more."),
            page("https://c.test/", "", ""),
        ]
    );
    let usage = Usage {
        input_tokens: 300,
        output_tokens: 40,
        ..Usage::default()
    };
    assert_eq!(found.usage, Some(usage));
}

#[test]
fn anthropic_messages_search_with_their_server_tool() {
    let answer = json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": "small-model",
        "content": [
            {"type": "text", "text": "I'll search."},
            {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "tea milk"}},
            {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": [
                {"type": "web_search_result", "url": "https://a.test/tea", "title": "Tea",
                 "encrypted_content": "EqgfCioI", "page_age": "April 30, 2026"},
                {"type": "web_search_result", "url": "https://b.test/", "title": "Milk",
                 "encrypted_content": "EqgfCioJ", "page_age": null}]},
            {"type": "text", "text": "Milk is white", "citations": [
                {"type": "web_search_result_location", "url": "https://b.test/", "title": "Milk",
                 "encrypted_index": "Eo8B", "cited_text": "Milk is a white liquid."}]},
            {"type": "text", "text": " and warm.", "citations": [
                {"type": "web_search_result_location", "url": "https://b.test/", "title": "Milk",
                 "encrypted_index": "Eo8C", "cited_text": "It is warm at first."}]}
        ],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 105, "output_tokens": 60, "server_tool_use": {"web_search_requests": 1}}
    });
    let config = speaking(WireFormat::AnthropicMessages, Act::Tool);
    let (found, sent) = search(config.clone(), 200, &answer.to_string());
    assert_eq!(
        without_prompt(sent, "/messages/0/content/0/text"),
        json!({
            "model": "small-model",
            "max_tokens": 4000,
            "messages": [{"role": "user", "content": [{"type": "text", "text": null}]}],
            "tools": [{"type": "web_search_20250305", "name": "web_search", "max_uses": 1}],
        })
    );
    assert_eq!(
        found.unwrap().pages,
        [
            page(
                "https://b.test/",
                "Milk",
                "Milk is a white liquid. It is warm at first."
            ),
            page("https://a.test/tea", "Tea", ""),
        ]
    );

    // The search itself may fail under status 200.
    let failed = json!({
        "type": "message", "role": "assistant", "content": [
            {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1",
             "content": {"type": "web_search_tool_result_error", "error_code": "too_many_requests"}}],
        "stop_reason": "end_turn", "usage": {"input_tokens": 5, "output_tokens": 6}
    });
    let (found, _) = search(config, 200, &failed.to_string());
    let detail = "the search failed: too_many_requests".into();
    let origin = ORIGIN.into();
    assert_eq!(found, Err(ModelError::Reported { origin, detail }));
}

#[test]
fn openrouter_searches_with_its_plugin_and_other_servers_do_not() {
    let answer = json!({
        "choices": [{"index": 0, "finish_reason": "stop", "message": {
            "role": "assistant", "content": "Tea is a drink.", "annotations": [
                {"type": "url_citation", "url_citation": {"url": "https://a.test/tea", "title": "Tea",
                 "content": "Tea is an aromatic beverage.", "start_index": 0, "end_index": 14}}]}}],
        "usage": {"prompt_tokens": 7, "completion_tokens": 8, "total_tokens": 15}
    });
    let openrouter = ModelConfig {
        base_url: "https://openrouter.ai/api/v1".into(),
        ..config()
    };
    let (found, sent) = search(openrouter, 200, &answer.to_string());
    assert_eq!(
        without_prompt(sent, "/messages/0/content"),
        json!({
            "model": "small-model",
            "messages": [{"role": "user", "content": null}],
            "plugins": [{"id": "web", "max_results": 3}],
            "max_tokens": 4000,
        })
    );
    let tea = page("https://a.test/tea", "Tea", "Tea is an aromatic beverage.");
    assert_eq!(found.unwrap().pages, [tea]);

    let (found, sent) = search(config(), 200, "");
    assert!(matches!(found, Err(ModelError::Configuration(_))));
    assert_eq!(sent, Value::Null, "nothing is sent");
}

#[test]
fn what_a_provider_says_instead_of_results_is_told_without_the_key() {
    let config = speaking(WireFormat::Responses, Act::CodeBlock);
    let refusal = json!({"error": {"message": format!("web_search is not enabled for {KEY}")}});
    let (found, _) = search(config.clone(), 400, &refusal.to_string());
    let error = found.unwrap_err().to_string();
    assert!(error.contains("web_search is not enabled for"), "{error}");
    assert!(!error.contains(KEY), "{error}");
    let (found, _) = search(config, 200, "<html>");
    assert!(matches!(found, Err(ModelError::Malformed { .. })));
}
