//! search_web.

use async_trait::async_trait;
use micropython_agent::platform::http::ScriptedHttp;
use micropython_agent::tools::search::{SearchProvider, SearchResult, search_web};
use micropython_agent::tools::{ToolContext, ToolError};
use serde_json::json;

use super::{call, tool};

pub fn hits() -> String {
    json!({
        "batchcomplete": "",
        "continue": {"sroffset": 2, "continue": "-||"},
        "query": {
            "searchinfo": {"totalhits": 4242},
            "search": [
                {
                    "ns": 0, "title": "Eiffel Tower", "pageid": 9232, "size": 97000, "wordcount": 9000,
                    "snippet": "The <span class=\"searchmatch\">Eiffel</span> Tower&#039;s height is 330&nbsp;m &amp; more",
                    "timestamp": "2026-11-01T00:00:00Z"
                },
                {"ns": 0, "title": "C++ (über \"x\"?)", "pageid": 1, "snippet": ""}
            ]
        }
    })
    .to_string()
}

#[test]
fn results_are_plain_text_with_addresses() {
    let called = call(
        &tool("search_web"),
        json!({"query": "height of \"Eiffel\" & co", "max_results": 2}),
        ScriptedHttp::default().respond(200, &hits()),
    );
    assert_eq!(
        called.urls,
        [
            "https://wiki.test/w/api.php?action=query&list=search&srsearch=height+of+%22Eiffel%22+%26+co&srlimit=2&format=json&origin=*"
        ]
    );
    assert_eq!(
        called.value(),
        json!([
            {
                "title": "Eiffel Tower",
                "url": "https://wiki.test/wiki/Eiffel_Tower",
                "snippet": "The Eiffel Tower's height is 330 m & more"
            },
            {
                "title": "C++ (über \"x\"?)",
                "url": "https://wiki.test/wiki/C%2B%2B_%28%C3%BCber_%22x%22%3F%29",
                "snippet": ""
            }
        ])
    );
}

#[test]
fn no_results_are_an_error_with_a_hint() {
    let called = call(
        &tool("search_web"),
        json!({"query": "qqxxqq"}),
        ScriptedHttp::default().respond(200, r#"{"query":{"search":[]}}"#),
    );
    assert!(called.urls[0].contains("srlimit=5"));
    assert_eq!(
        called.error(),
        "Wikipedia has no results for \"qqxxqq\"; try fewer or more general words"
    );
}

#[test]
fn an_error_under_status_200_is_still_an_error() {
    for (body, expected) in [
        (
            r#"{"error":{"code":"cirrussearch-backend-error","info":"Search is\nbusy"}}"#,
            "https://wiki.test answered with something unexpected: Search is busy",
        ),
        (
            "{}",
            "https://wiki.test answered with something unexpected: neither results nor an error",
        ),
    ] {
        let called = call(
            &tool("search_web"),
            json!({"query": "x"}),
            ScriptedHttp::default().respond(200, body),
        );
        assert_eq!(called.error(), expected);
    }
}

#[test]
fn wrong_arguments_are_refused() {
    for (arguments, expected) in [
        (json!({"query": " "}), "search_web: query must not be blank"),
        (
            json!({"query": "x", "max_results": 21}),
            "search_web: max_results must be at most 20, got 21",
        ),
        (
            json!({"query": ["x"]}),
            "search_web: query must be str, got list",
        ),
    ] {
        let called = call(&tool("search_web"), arguments, ScriptedHttp::default());
        assert_eq!(called.error(), expected);
    }
}

/// A provider that ignores the limit.
struct Generous;

#[async_trait(?Send)]
impl SearchProvider for Generous {
    fn searches(&self) -> &str {
        "everything"
    }

    async fn search(
        &self,
        query: &str,
        _max_results: usize,
        _context: &ToolContext,
    ) -> Result<Vec<SearchResult>, ToolError> {
        let result = |number: usize| SearchResult {
            title: format!("{query} {number}"),
            url: format!("https://all.test/{number}"),
            snippet: String::new(),
        };
        Ok((1..100).map(result).collect())
    }
}

#[test]
fn another_provider_takes_wikipedias_place_and_the_limit_holds() {
    let tool = search_web(vec![Box::new(Generous)]);
    assert!(
        tool.definition()
            .description
            .starts_with("Searches everything")
    );
    let value = call(
        &tool,
        json!({"query": "tea", "max_results": 2}),
        ScriptedHttp::default(),
    )
    .value();
    assert_eq!(value[1]["title"], "tea 2");
    assert_eq!(value.as_array().unwrap().len(), 2);
}
