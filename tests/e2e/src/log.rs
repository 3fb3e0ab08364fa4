//! Every request that reached any of the test server's origins, so that tests can prove what was
//! sent where. Also answers for CORS as the real services do.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The largest request body that is read, in bytes.
const BODY_LIMIT: usize = 16 << 20;

/// One of the test server's origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// The built site, as a static host serves it.
    Site,
    /// The language model's API.
    Provider,
    /// What the tools call.
    Tools,
}

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Where it arrived.
    pub service: Service,
    /// Its method.
    pub method: Method,
    /// Its path with the query.
    pub path: String,
    /// Its headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: String,
    /// The status of the answer, once there is one.
    pub status: Option<StatusCode>,
}

impl Recorded {
    /// The first header of this name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(header, _)| header == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a text occurs anywhere in the request.
    pub fn mentions(&self, text: &str) -> bool {
        self.path.contains(text)
            || self.body.contains(text)
            || self.headers.iter().any(|(_, value)| value.contains(text))
    }
}

/// All requests so far, and what was wrong with them. Clones share one log.
#[derive(Clone, Default)]
pub struct RequestLog {
    requests: Arc<Mutex<Vec<Recorded>>>,
    violations: Arc<Mutex<Vec<String>>>,
}

impl RequestLog {
    /// All requests so far, oldest first.
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.requests).clone()
    }

    /// The requests that reached one origin.
    pub fn to(&self, service: Service) -> Vec<Recorded> {
        let mut requests = self.requests();
        requests.retain(|request| request.service == service);
        requests
    }

    /// Notes that the page did something it must never do; the test fails at its end.
    pub fn violation(&self, text: impl Into<String>) {
        lock(&self.violations).push(text.into());
    }

    /// What the page did and must never do.
    pub fn violations(&self) -> Vec<String> {
        lock(&self.violations).clone()
    }

    fn begin(&self, request: Recorded) -> usize {
        let mut requests = lock(&self.requests);
        requests.push(request);
        requests.len() - 1
    }

    fn answered(&self, index: usize, status: StatusCode) {
        if let Some(request) = lock(&self.requests).get_mut(index) {
            request.status = Some(status);
        }
    }
}

/// Locks a mutex. A test that panicked elsewhere does not make the state unreadable.
pub(crate) fn lock<Value>(mutex: &Mutex<Value>) -> MutexGuard<'_, Value> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Records each request before it is handled.
pub(crate) async fn record(
    State((log, service)): State<(RequestLog, Service)>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, BODY_LIMIT).await else {
        log.violation(format!("{service:?}: a request body that cannot be read"));
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let index = log.begin(Recorded {
        service,
        method: parts.method.clone(),
        path: parts.uri.to_string(),
        headers: parts
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.as_str().to_string(), value)
            })
            .collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
        status: None,
    });
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    log.answered(index, response.status());
    response
}

/// Marks a response that goes out without CORS headers.
#[derive(Clone, Copy)]
pub(crate) struct WithoutCors;

/// Allows calls from any page, as public APIs do, and answers preflight requests.
pub(crate) async fn allow_browsers(request: Request, next: Next) -> Response {
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    if response.extensions().get::<WithoutCors>().is_some() {
        return response;
    }
    let headers: [(HeaderName, &str); 4] = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        // A wildcard would not cover `authorization`.
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "authorization, content-type, accept, x-api-key, anthropic-version, anthropic-dangerous-direct-browser-access, x-subscription-token, x-respond-with",
        ),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after"),
    ];
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
