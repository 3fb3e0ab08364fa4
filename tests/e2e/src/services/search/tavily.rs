//! Tavily's search: <https://docs.tavily.com/documentation/api-reference/endpoint/search>.

use axum::extract::{Json as JsonBody, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::has_key;
use crate::log::RequestLog;

pub(in crate::services) fn routes(log: RequestLog) -> Router {
    Router::new().route("/search", post(search)).with_state(log)
}

async fn search(
    State(log): State<RequestLog>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<Value>,
) -> Response {
    if !has_key(&log, "Tavily", &headers, (header::AUTHORIZATION, "Bearer ")) {
        let body = json!({"detail": {"error": "Unauthorized: missing or invalid API key."}});
        return (StatusCode::UNAUTHORIZED, Json(body)).into_response();
    }
    let limit = body["max_results"].as_u64().unwrap_or(5);
    if body["query"].as_str().is_none_or(str::is_empty) || limit > 20 {
        log.violation(format!("not a search for Tavily: {body}"));
        let body = json!({"detail": {"error": "Query is missing."}});
        return (StatusCode::BAD_REQUEST, Json(body)).into_response();
    }
    Json(json!({
        "query": body["query"], "answer": null, "images": [], "response_time": 0.4,
        "results": [
            {"title": "Found by Tavily", "url": "https://lighthouse.example/a", "content": "First.", "score": 0.9, "raw_content": null},
            {"title": "The same page", "url": "http://lighthouse.example/a/#top", "content": "Again.", "score": 0.8, "raw_content": null},
        ],
    }))
    .into_response()
}
