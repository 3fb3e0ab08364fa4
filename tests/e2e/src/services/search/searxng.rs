//! An instance of SearXNG: <https://docs.searxng.org/dev/search_api.html>.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use crate::log::RequestLog;

pub(in crate::services) fn routes(log: RequestLog) -> Router {
    Router::new().route("/search", get(search)).with_state(log)
}

async fn search(
    State(log): State<RequestLog>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let is_asked = query.get("q").is_some_and(|words| !words.is_empty());
    if !is_asked || query.get("format").is_none_or(|format| format != "json") {
        log.violation(format!("not a search for SearXNG: {query:?}"));
        return StatusCode::BAD_REQUEST.into_response();
    }
    Json(json!({
        "query": query.get("q"), "number_of_results": 0,
        "results": [{
            "title": "Found by SearXNG", "url": "https://lighthouse.example/s", "content": "Towers.",
            "engine": "duckduckgo", "engines": ["duckduckgo"], "score": 1.0, "category": "general",
        }],
        "answers": [], "corrections": [], "infoboxes": [], "suggestions": [],
        "unresponsive_engines": [["google", "access denied"]],
    }))
    .into_response()
}
