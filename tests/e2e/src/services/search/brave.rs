//! Brave's search, behind a proxy that adds CORS headers:
//! <https://api-dashboard.search.brave.com/app/documentation/web-search/get-started>.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use super::has_key;
use crate::log::RequestLog;

pub(in crate::services) fn routes(log: RequestLog) -> Router {
    Router::new()
        .route("/res/v1/web/search", get(search))
        .with_state(log)
}

async fn search(
    State(log): State<RequestLog>,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let header = HeaderName::from_static("x-subscription-token");
    if !has_key(&log, "Brave", &headers, (header, "")) {
        let error = json!({"status": 422, "code": "SUBSCRIPTION_TOKEN_INVALID", "detail": "The provided subscription token is invalid."});
        let body = json!({"type": "ErrorResponse", "error": error});
        return (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response();
    }
    let count = query.get("count").map_or(Ok(20), |count| count.parse());
    let is_asked = query
        .get("q")
        .is_some_and(|words| (1..=400).contains(&words.len()));
    if !is_asked || !matches!(count, Ok(1..=20_u32)) {
        log.violation(format!("not a search for Brave: {query:?}"));
        let error = json!({"status": 422, "code": "VALIDATION", "detail": "Unable to validate request parameter(s)"});
        let body = json!({"type": "ErrorResponse", "error": error});
        return (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response();
    }
    Json(json!({
        "type": "search",
        "query": {"original": query.get("q"), "more_results_available": false},
        "web": {"type": "search", "results": [{
            "type": "search_result", "language": "en", "family_friendly": true,
            "title": "Found by <strong>Brave</strong>", "url": "https://lighthouse.example/b",
            "description": "Towers &amp; <strong>lamps</strong>.",
        }]},
    }))
    .into_response()
}
