//! A language model's API in each wire format, streamed, and the list of models. It answers
//! with scripted replies, in order, and checks every request by itself.

mod formats;
mod invariants;
mod reply;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::log::{RequestLog, lock};
pub use formats::{Format, found};
pub use reply::Reply;

/// The key that the provider expects unless told otherwise.
pub const KEY: &str = "sk-test-7f3a9c2e5b8d4f1a6c0e";

/// The model that tests use.
pub const MODEL: &str = "test-model";

/// The provider, as a test controls it. Clones are the same provider.
#[derive(Clone)]
pub struct Provider {
    address: SocketAddr,
    log: RequestLog,
    state: Arc<Mutex<Script>>,
}

struct Script {
    replies: VecDeque<Reply>,
    key: Option<String>,
    requests: Vec<Value>,
    aborted: usize,
}

impl Provider {
    pub(crate) fn new(address: SocketAddr, log: RequestLog) -> Self {
        Self {
            address,
            log,
            state: Arc::new(Mutex::new(Script {
                replies: VecDeque::new(),
                key: Some(KEY.to_string()),
                requests: Vec::new(),
                aborted: 0,
            })),
        }
    }

    /// What a user enters as the base URL.
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Adds a reply to the queue: each completion request takes the next one.
    pub fn replies(&self, reply: Reply) -> &Self {
        lock(&self.state).replies.push_back(reply);
        self
    }

    /// The key that every request must carry from now on; `None` for no authorization header.
    pub fn expects_key(&self, key: Option<&str>) -> &Self {
        lock(&self.state).key = key.map(str::to_string);
        self
    }

    /// The bodies of the completion requests so far.
    pub fn requests(&self) -> Vec<Value> {
        lock(&self.state).requests.clone()
    }

    /// The text of the last message of the newest completion request.
    pub fn last_message(&self) -> String {
        self.requests()
            .last()
            .and_then(|request| request["messages"].as_array()?.last().cloned())
            .and_then(|message| message["content"].as_str().map(str::to_string))
            .unwrap_or_default()
    }

    /// How many replies were broken off by the page before they ended.
    pub fn aborted(&self) -> usize {
        lock(&self.state).aborted
    }

    /// Scripted replies that nothing has asked for.
    pub fn replies_left(&self) -> usize {
        lock(&self.state).replies.len()
    }

    pub(crate) fn note_aborted(&self) {
        lock(&self.state).aborted += 1;
    }

    pub(crate) fn routes(&self) -> Router {
        Router::new()
            .route(
                "/v1/chat/completions",
                post(async |provider, headers, body| {
                    complete(Format::ChatCompletions, provider, headers, body).await
                }),
            )
            .route(
                "/v1/responses",
                post(async |provider, headers, body| {
                    complete(Format::Responses, provider, headers, body).await
                }),
            )
            .route(
                "/v1/messages",
                post(async |provider, headers, body| {
                    complete(Format::AnthropicMessages, provider, headers, body).await
                }),
            )
            .route("/v1/models", get(models))
            .fallback(
                async |State(provider): State<Provider>, uri: axum::http::Uri| {
                    provider.log.violation(format!("the provider has no {uri}"));
                    StatusCode::NOT_FOUND
                },
            )
            .with_state(self.clone())
    }

    /// What is wrong with a request's headers, if anything.
    fn check_headers(&self, format: Format, headers: &HeaderMap) -> Result<(), String> {
        let key = lock(&self.state).key.clone();
        format.check_headers(headers, key.as_deref())
    }
}

async fn complete(
    format: Format,
    State(provider): State<Provider>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let checked = provider
        .check_headers(format, &headers)
        .and_then(|()| format.parse_request(&body));
    let request = match checked {
        Ok(request) => request,
        Err(problem) => {
            provider
                .log
                .violation(format!("completion request: {problem}"));
            return (StatusCode::BAD_REQUEST, problem).into_response();
        }
    };
    let reply = {
        let mut script = lock(&provider.state);
        script.requests.push(request);
        script.replies.pop_front()
    };
    match reply {
        Some(reply) => reply.into_response(&provider).await,
        None => {
            provider
                .log
                .violation("a completion request that no reply was scripted for");
            (StatusCode::BAD_REQUEST, "no reply was scripted for this").into_response()
        }
    }
}

async fn models(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    if let Err(problem) = provider.check_headers(Format::ChatCompletions, &headers) {
        provider.log.violation(format!("list of models: {problem}"));
        return (StatusCode::UNAUTHORIZED, problem).into_response();
    }
    Json(json!({
        "object": "list",
        "data": [
            {"id": MODEL, "object": "model", "created": 1_735_689_600, "owned_by": "tests"},
            {"id": "another-model", "object": "model", "created": 1_735_689_600, "owned_by": "tests"},
        ],
    }))
    .into_response()
}
