//! search_web with each of the services, and with several of them.

use std::rc::Rc;

use async_trait::async_trait;
use micropython_agent::model::{
    ApiKey, ChatModel, ChatRequest, CompletionStream, Found, FoundPage, ModelError,
};
use micropython_agent::platform::http::{HttpError, HttpRequest, ScriptedHttp};
use micropython_agent::tools::search::{SearchService, SearchSource, providers, search_web};
use micropython_agent::tools::{Tool, ToolError};
use serde_json::{Value, json};

use super::{Called, call, call_with, resources};

const KEY: &str = "tvly-dev-Zx81kQpT90vLmNw7yBcD";

fn source(service: SearchService) -> SearchSource {
    SearchSource {
        service,
        address: format!("https://{}.test/", service.id()),
        key: service.needs_key().then(|| ApiKey::new(KEY)).flatten(),
    }
}

fn searching(services: &[SearchService]) -> Tool {
    let sources: Vec<_> = services.iter().copied().map(source).collect();
    search_web(providers(&sources))
}

fn search(services: &[SearchService], http: ScriptedHttp) -> Called {
    let arguments = json!({"query": "tea & \"milk\"", "max_results": 3});
    call(&searching(services), arguments, http)
}

fn answer(body: &Value) -> ScriptedHttp {
    ScriptedHttp::default().respond(200, &body.to_string())
}

fn result(title: &str, url: &str, snippet: &str) -> Value {
    json!({"title": title, "url": url, "snippet": snippet})
}

#[test]
fn searxng_is_asked_for_json() {
    let called = search(
        &[SearchService::Searxng],
        answer(&json!({
            "query": "tea", "number_of_results": 0,
            "results": [
                {"url": "https://a.test/tea", "title": "Tea", "content": "A  drink\nof leaves",
                 "engine": "duckduckgo", "score": 1.0, "category": "general"},
                {"url": "https://a.test/milk", "title": "Milk", "content": null}
            ],
            "answers": [], "corrections": [], "infoboxes": [], "suggestions": [],
            "unresponsive_engines": [["google", "Suspended: CAPTCHA"]]
        })),
    );
    assert_eq!(
        called.requests,
        [HttpRequest::get(
            "https://searxng.test/search?q=tea+%26+%22milk%22&format=json"
        )]
    );
    assert_eq!(called.log, ["the web (SearXNG): 2 results"]);
    assert_eq!(
        called.value(),
        json!([
            result("Tea", "https://a.test/tea", "A drink of leaves"),
            result("Milk", "https://a.test/milk", "")
        ])
    );
}

#[test]
fn searxng_without_json_or_without_engines_says_so() {
    let called = search(
        &[SearchService::Searxng],
        ScriptedHttp::default().respond(403, "<html>Forbidden"),
    );
    assert_eq!(
        called.error(),
        "https://searxng.test answered with HTTP status 403: it may not have json among its \
         search.formats"
    );
    let called = search(
        &[SearchService::Searxng],
        answer(&json!({"results": [], "unresponsive_engines": [["brave", "timeout"]]})),
    );
    assert_eq!(
        called.error(),
        "https://searxng.test answered with something unexpected: no engine answered: brave (timeout)"
    );
}

#[test]
fn tavily_gets_its_key_as_a_bearer_token() {
    let called = search(
        &[SearchService::Tavily],
        answer(&json!({
            "query": "tea", "answer": null, "images": [], "response_time": 1.2,
            "results": [{"title": "Tea", "url": "https://a.test/tea", "content": "A drink",
                         "score": 0.9, "raw_content": null}]
        })),
    );
    let body = r#"{"query":"tea & \"milk\"","max_results":3,"search_depth":"basic"}"#;
    assert_eq!(
        called.requests,
        [
            HttpRequest::post_json("https://tavily.test/search", body.into())
                .header("authorization", format!("Bearer {KEY}"))
        ]
    );
    assert_eq!(
        called.value(),
        json!([result("Tea", "https://a.test/tea", "A drink")])
    );
}

#[test]
fn brave_gets_its_key_in_its_own_header_and_its_markup_is_taken_out() {
    let called = search(
        &[SearchService::Brave],
        answer(&json!({
            "type": "search", "query": {"original": "tea"},
            "web": {"type": "search", "results": [
                {"title": "Tea", "url": "https://a.test/tea",
                 "description": "A <strong>drink</strong> &amp; more", "age": "2 days ago"}
            ]}
        })),
    );
    assert_eq!(
        called.requests,
        [
            HttpRequest::get("https://brave.test/res/v1/web/search?q=tea+%26+%22milk%22&count=3")
                .header("accept", "application/json")
                .header("x-subscription-token", KEY)
        ]
    );
    assert_eq!(
        called.value(),
        json!([result("Tea", "https://a.test/tea", "A drink & more")])
    );
    // Only videos, for example.
    let called = search(
        &[SearchService::Brave],
        answer(&json!({"type": "search", "videos": {"results": []}})),
    );
    assert!(called.error().starts_with("the web (Brave) has no results"));
}

#[test]
fn jina_is_asked_for_results_without_contents() {
    let called = search(
        &[SearchService::Jina],
        answer(&json!({
            "code": 200, "status": 20000, "meta": {"usage": {"tokens": 10}},
            "data": [{"title": "Tea", "url": "https://a.test/tea", "description": "A drink",
                      "usage": {"tokens": 10}}]
        })),
    );
    assert_eq!(
        called.requests,
        [HttpRequest::get("https://jina.test/?q=tea+%26+%22milk%22")
            .header("accept", "application/json")
            .header("x-respond-with", "no-content")
            .header("authorization", format!("Bearer {KEY}"))]
    );
    assert_eq!(
        called.value(),
        json!([result("Tea", "https://a.test/tea", "A drink")])
    );
}

#[test]
fn documented_errors_come_in_the_services_own_words() {
    for (service, status, body, words) in [
        (
            SearchService::Tavily,
            401,
            json!({"detail": {"error": "Unauthorized: missing or invalid API key."}}),
            "Unauthorized: missing or invalid API key.",
        ),
        (
            SearchService::Tavily,
            432,
            json!({"detail": {"error": "This request exceeds your plan's set usage limit."}}),
            "This request exceeds your plan's set usage limit.",
        ),
        (
            SearchService::Brave,
            422,
            json!({"type": "ErrorResponse", "error": {"id": "1", "status": 422,
                "code": "SUBSCRIPTION_TOKEN_INVALID",
                "detail": "The provided subscription token is invalid."}}),
            "The provided subscription token is invalid.",
        ),
        (
            SearchService::Jina,
            402,
            json!({"data": null, "code": 402, "name": "InsufficientBalanceError", "status": 40203,
                "message": "Account balance not enough",
                "readableMessage": "InsufficientBalanceError: Account balance not enough"}),
            "InsufficientBalanceError: Account balance not enough",
        ),
    ] {
        let http = ScriptedHttp::default().respond(status, &body.to_string());
        assert_eq!(
            search(&[service], http).error(),
            format!(
                "https://{}.test answered with HTTP status {status}: {words}",
                service.id()
            )
        );
    }
}

#[test]
fn a_key_is_in_no_error_and_no_log() {
    for service in [
        SearchService::Tavily,
        SearchService::Brave,
        SearchService::Jina,
    ] {
        let http = ScriptedHttp::default()
            .respond(401, &format!("bad key {KEY}"))
            .respond(200, r#"{"query":{"search":[]}}"#);
        let called = search(&[service, SearchService::Wikipedia], http);
        assert!(!called.log.concat().contains(KEY), "{:?}", called.log);
        assert!(called.log[0].contains("bad key …"), "{:?}", called.log);
        // And it goes to its own service only.
        assert_eq!(called.requests[1].headers, []);
        let error = called.error();
        assert!(!error.contains(KEY), "{error}");
        let rejected = format!(r#"{{"results": "{KEY}", "data": "{KEY}", "web": "{KEY}"}}"#);
        let error = search(&[service], ScriptedHttp::default().respond(200, &rejected)).error();
        assert!(!error.contains(KEY), "{error}");
    }
}

#[test]
fn where_the_models_provider_does_not_search_the_next_service_does() {
    let wiki = json!({"query": {"search": [{"title": "Tea", "snippet": "A drink"}]}});
    let services = [SearchService::Model, SearchService::Wikipedia];
    let called = search(&services, answer(&wiki));
    let no_search = "The model's provider does not search the web by itself. Choose another search service in Settings";
    assert_eq!(
        called.log,
        [
            &format!("{no_search}; searching Wikipedia instead"),
            "Wikipedia: 1 results"
        ]
    );
    assert_eq!(called.requests.len(), 1);
    let alone = search(&[SearchService::Model], ScriptedHttp::default());
    assert_eq!(alone.error(), no_search);
}

/// A model whose provider has found this.
struct Searching(Vec<FoundPage>);

#[async_trait(?Send)]
impl ChatModel for Searching {
    async fn complete(&self, _: ChatRequest) -> Result<CompletionStream, ModelError> {
        Err(ModelError::Configuration("it only searches".into()))
    }

    async fn search(&self, query: &str, max_results: usize) -> Result<Found, ModelError> {
        assert_eq!((query, max_results), ("tea", 2));
        Ok(Found {
            pages: self.0.clone(),
            usage: None,
        })
    }
}

#[test]
fn what_the_models_provider_finds_has_the_same_shape_and_bounds_and_counts() {
    let page = |url: &str, title: &str, snippet: &str| FoundPage {
        url: url.into(),
        title: title.into(),
        snippet: snippet.into(),
    };
    let pages = vec![
        page("https://a.test/tea", "", "A  drink\nof leaves"),
        page("http://a.test/tea#top", "Again", ""),
        page("javascript:alert(1)", "Nowhere", ""),
        page("https://b.test/", "Milk", &"m".repeat(2_000)),
        page("https://c.test/", "One too many", ""),
    ];
    let mut resources = resources(Rc::new(ScriptedHttp::default()));
    resources.model = Rc::new(Searching(pages));
    resources.tokens_left.set(600);
    let tool = searching(&[SearchService::Model]);
    let arguments = json!({"query": "tea", "max_results": 2});
    let called = call_with(&tool, arguments.clone(), &resources);
    let cut = format!("{}...", "m".repeat(1_500));
    assert_eq!(
        called.value(),
        json!([
            result(
                "https://a.test/tea",
                "https://a.test/tea",
                "A drink of leaves"
            ),
            result("Milk", "https://b.test/", &cut),
        ])
    );
    // What was not counted is estimated; then nothing is left, and nothing more is asked.
    assert!(resources.tokens_left.get() < 100);
    resources.tokens_left.set(0);
    let called = call_with(&tool, arguments, &resources);
    let error = called.error();
    assert!(error.contains("limit of tokens"), "{error}");
}

#[test]
fn without_a_key_nothing_is_sent() {
    let sources = [SearchSource::new(SearchService::Tavily)];
    let tool = search_web(providers(&sources));
    let called = call(&tool, json!({"query": "tea"}), ScriptedHttp::default());
    assert_eq!(called.requests, []);
    assert_eq!(
        called.returned.result,
        Err(ToolError::Refused(
            "Tavily needs a key; enter one in the settings".into()
        ))
    );
    let key = ApiKey::new("tvly-ключ");
    let sources = [SearchSource {
        key,
        ..SearchSource::new(SearchService::Tavily)
    }];
    let called = call(
        &search_web(providers(&sources)),
        json!({"query": "tea"}),
        ScriptedHttp::default(),
    );
    assert_eq!(called.requests, []);
    assert!(called.error().contains("enter it again"));
}

#[test]
fn the_next_service_is_asked_where_one_fails_or_finds_nothing_and_the_user_is_told_why() {
    let http = ScriptedHttp::default()
        .respond(500, "")
        .respond(200, r#"{"results": []}"#)
        .respond(200, r#"{"query":{"search":[{"title":"Tea"}]}}"#);
    let called = search(
        &[
            SearchService::Tavily,
            SearchService::Searxng,
            SearchService::Wikipedia,
        ],
        http,
    );
    assert_eq!(
        called.log,
        [
            "https://tavily.test answered with HTTP status 500; searching the web (SearXNG) instead",
            "the web (SearXNG) has no results for \"tea & \\\"milk\\\"\"; try fewer or more general \
             words; searching Wikipedia instead",
            "Wikipedia: 1 results",
        ]
    );
    assert_eq!(
        called.value(),
        json!([result("Tea", "https://wikipedia.test/wiki/Tea", "")])
    );
}

#[test]
fn when_all_fail_each_has_its_say() {
    let unreachable = || HttpError::Unreachable {
        origin: "https://searxng.test".into(),
    };
    let http = ScriptedHttp::default()
        .fail(unreachable())
        .fail(unreachable())
        .respond(200, r#"{"query":{"search":[]}}"#);
    assert_eq!(
        search(&[SearchService::Searxng, SearchService::Wikipedia], http).error(),
        "no search service has results. https://searxng.test could not be reached (network down, \
         wrong address, or it does not allow calls from browsers); Wikipedia has no results for \
         \"tea & \\\"milk\\\"\"; try fewer or more general words"
    );
}

#[test]
fn a_page_comes_once_and_what_is_no_page_not_at_all() {
    let hit = |title: &str, url: &str| json!({"title": title, "url": url, "content": ""});
    let called = search(
        &[SearchService::Searxng],
        answer(&json!({"results": [
            hit("one", "https://A.test/tea/?utm_source=x#top"),
            hit("again", "http://a.test/tea"),
            hit("script", "javascript:alert(1)"),
            hit("user", "https://u:p@a.test/"),
            hit("long", &format!("https://a.test/{}", "x".repeat(3000))),
            hit(&"t".repeat(500), "https://b.test/"),
            hit("three", "https://c.test/"),
            hit("four", "https://d.test/"),
        ]})),
    );
    assert_eq!(
        called.value(),
        json!([
            result("one", "https://A.test/tea/?utm_source=x#top", ""),
            result(&format!("{}...", "t".repeat(300)), "https://b.test/", ""),
            result("three", "https://c.test/", "")
        ])
    );
}

#[test]
fn hostile_and_oversized_answers_are_errors() {
    for body in [
        "[]".to_string(),
        r#"{"results": {"url": 1}}"#.into(),
        format!(r#"{{"results": [], "x": "{}"}}"#, "y".repeat(3 << 20)),
        "<html>".into(),
    ] {
        let error = search(
            &[SearchService::Searxng],
            ScriptedHttp::default().respond(200, &body),
        )
        .error();
        assert!(
            error.starts_with("https://searxng.test answered with something unexpected: "),
            "{error}"
        );
        assert!(error.len() < 400);
    }
}
