//! Wikipedia's search: `action=query&list=search` of the MediaWiki API,
//! <https://www.mediawiki.org/wiki/API:Search>.

use std::collections::HashMap;

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::log::WithoutCors;

/// Titles with the snippet that a search shows of them.
const ARTICLES: [(&str, &str); 3] = [
    (
        "MicroPython",
        "<span class=\"searchmatch\">MicroPython</span> is a software implementation of a programming language &amp; its libraries",
    ),
    (
        "Python (programming language)",
        "Python is a high-level, general-purpose programming language",
    ),
    (
        "WebAssembly",
        "WebAssembly (Wasm) defines a portable binary-code format",
    ),
];

pub(super) fn routes() -> Router {
    Router::new().route("/w/api.php", get(query))
}

async fn query(Query(parameters): Query<HashMap<String, String>>) -> Response {
    let parameter = |name: &str| parameters.get(name).map_or("", String::as_str);
    let mut response = Json(answer(&parameter)).into_response();
    // The real one lets a browser read an anonymous answer only when it was asked for.
    if parameter("origin") != "*" {
        response.extensions_mut().insert(WithoutCors);
    }
    response
}

fn answer<'parameters>(parameter: &dyn Fn(&str) -> &'parameters str) -> Value {
    if parameter("action") != "query"
        || parameter("list") != "search"
        || parameter("format") != "json"
    {
        return json!({"error": {"code": "badvalue", "info": "Unrecognized value for a parameter."}});
    }
    let words = parameter("srsearch").to_lowercase();
    if words.trim().is_empty() {
        return json!({"error": {"code": "missingparam", "info": "The \"srsearch\" parameter must be set."}});
    }
    let limit = parameter("srlimit").parse().unwrap_or(10);
    let found: Vec<Value> = ARTICLES
        .iter()
        .filter(|(title, _)| {
            let title = title.to_lowercase();
            words.split_whitespace().any(|word| title.contains(word))
        })
        .take(limit)
        .enumerate()
        .map(|(index, (title, snippet))| {
            json!({
                "ns": 0, "title": title, "pageid": 1000 + index, "size": 24_000,
                "wordcount": 2400, "snippet": snippet, "timestamp": "2026-05-01T08:00:00Z",
            })
        })
        .collect();
    json!({
        "batchcomplete": "",
        "query": {"searchinfo": {"totalhits": found.len()}, "search": found},
    })
}
