//! Jina's search: <https://jina.ai/reader/>, `s.jina.ai`.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use super::has_key;
use crate::log::RequestLog;

pub(in crate::services) fn routes(log: RequestLog) -> Router {
    // The search is at the root itself, slash included: what is nested cannot be.
    Router::new().route("/jina/", get(search)).with_state(log)
}

async fn search(
    State(log): State<RequestLog>,
    uri: Uri,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    if !has_key(&log, "Jina", &headers, (header::AUTHORIZATION, "Bearer ")) {
        let body = json!({"code": 401, "status": 40103, "name": "AuthenticationRequiredError", "message": "Invalid API key"});
        return (StatusCode::UNAUTHORIZED, Json(body)).into_response();
    }
    let wants_json = headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept == "application/json");
    if query.get("q").is_none_or(String::is_empty) || !wants_json {
        log.violation(format!("not a search for Jina: {uri}"));
        let body = json!({"code": 400, "status": 40001, "name": "ParamValidationError", "message": "Validation failed"});
        return (StatusCode::BAD_REQUEST, Json(body)).into_response();
    }
    Json(json!({
        "code": 200, "status": 20000,
        "data": [{
            "title": "Found by Jina", "url": "https://lighthouse.example/j",
            "description": "Towers.", "content": "", "usage": {"tokens": 1000},
        }],
        "meta": {"usage": {"tokens": 10000}},
    }))
    .into_response()
}
