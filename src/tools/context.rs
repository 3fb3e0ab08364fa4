//! What a tool's body may use of the world: HTTP, with failures put into words, and a log.

use std::cell::Cell;
use std::rc::Rc;

use futures::stream::StreamExt;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{ToolError, cut};
use crate::platform::http::{self, HttpClient, HttpError, HttpRequest, HttpResponse, Source};

/// Largest JSON answer that is read, in bytes.
const MAX_JSON_BYTES: usize = 2 << 20;

/// How much of an error answer is read for the service's own words, in bytes.
const MAX_ERROR_BYTES: usize = 4 << 10;

/// Longest excerpt of a service's own words, in characters.
const MAX_DETAIL_CHARS: usize = 200;

/// Receives a tool's log lines as it works.
pub trait ToolLog {
    /// One line for the user, without keys or page contents.
    fn line(&self, text: &str);
}

/// What a tool's body may use of the world.
#[derive(Clone)]
pub struct ToolContext {
    http: Rc<dyn HttpClient>,
    log: Rc<dyn ToolLog>,
    source: Rc<Cell<Source>>,
}

impl ToolContext {
    pub(super) fn new(http: Rc<dyn HttpClient>, log: Rc<dyn ToolLog>) -> Self {
        Self {
            http,
            log,
            source: Rc::default(),
        }
    }

    /// [`Source::Recorded`] once any response was a recording.
    pub(super) fn source(&self) -> Source {
        self.source.get()
    }

    /// Adds a line to the call's log, for the user.
    pub fn log(&self, text: &str) {
        self.log.line(text);
    }

    /// Sends a request; resolves when the head of a 2xx response is there. Failures come back as
    /// the [`ToolError`] that names the service, an error status with the service's own words.
    ///
    /// # Errors
    /// [`ToolError::Unreachable`], [`ToolError::Http`], [`ToolError::BadResponse`],
    /// [`ToolError::Refused`].
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, ToolError> {
        let service = http::origin(&request.url).map_err(refused)?;
        let response = self
            .http
            .send(request)
            .await
            .map_err(|error| in_words(error, &service))?;
        if response.source == Source::Recorded {
            self.source.set(Source::Recorded);
        }
        if response.is_success() {
            return Ok(response);
        }
        let status = response.status;
        // A broken error answer still has its status: nothing is lost that could be acted on.
        let (body, _) = read_start(response, MAX_ERROR_BYTES)
            .await
            .unwrap_or_default();
        Err(ToolError::Http {
            service,
            status,
            detail: own_words(&body),
        })
    }

    /// Sends a request and reads its JSON answer, at most 2 MiB.
    ///
    /// # Errors
    /// As [`ToolContext::send`], and [`ToolError::BadResponse`] for what is too large, cut off or
    /// not the expected JSON.
    pub async fn read_json<T: DeserializeOwned>(
        &self,
        request: HttpRequest,
    ) -> Result<T, ToolError> {
        let service = http::origin(&request.url).map_err(refused)?;
        let bytes = self
            .send(request)
            .await?
            .bytes(MAX_JSON_BYTES)
            .await
            .map_err(|error| in_words(error, &service))?;
        serde_json::from_slice(&bytes).map_err(|error| ToolError::BadResponse {
            service,
            problem: cut(&format!("not the expected JSON, {error}"), MAX_DETAIL_CHARS),
        })
    }

    /// Reads a response as text: all of it, or as much as fits into `limit` bytes. Says whether
    /// it was cut. Bad UTF-8 becomes U+FFFD.
    ///
    /// # Errors
    /// [`ToolError::BadResponse`], naming the service, when the connection breaks.
    pub async fn read_text(
        &self,
        service: &str,
        response: HttpResponse,
        limit: usize,
    ) -> Result<(String, bool), ToolError> {
        let (bytes, is_cut) = read_start(response, limit)
            .await
            .map_err(|error| in_words(error, service))?;
        Ok((String::from_utf8_lossy(&bytes).into_owned(), is_cut))
    }
}

/// Reads a body's first `limit` bytes and says whether there was more.
async fn read_start(
    mut response: HttpResponse,
    limit: usize,
) -> Result<(Vec<u8>, bool), HttpError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.body.next().await {
        bytes.extend(chunk?);
        if bytes.len() > limit {
            bytes.truncate(limit);
            return Ok((bytes, true));
        }
    }
    Ok((bytes, false))
}

fn refused(error: HttpError) -> ToolError {
    ToolError::Refused(cut(&error.to_string(), MAX_DETAIL_CHARS))
}

fn in_words(error: HttpError, service: &str) -> ToolError {
    let service = service.to_string();
    match error {
        HttpError::Unreachable { .. } => ToolError::Unreachable { service },
        HttpError::Cut { .. } => ToolError::BadResponse {
            service,
            problem: "the connection was cut off in the middle of the answer".into(),
        },
        HttpError::TooLarge { limit } => ToolError::BadResponse {
            service,
            problem: format!("the answer is larger than {limit} bytes"),
        },
        HttpError::BadUrl { .. } => refused(error),
    }
}

/// A service's own words for a failure, led by ": ". Looks where the services that we call put
/// them; a page of HTML says nothing that helps.
fn own_words(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let json: Option<Value> = serde_json::from_str(&text).ok();
    let words = match &json {
        Some(json) => [
            "/reason",
            "/error/info",
            "/error/message",
            "/message",
            "/error",
        ]
        .iter()
        .find_map(|place| json.pointer(place)?.as_str())
        .unwrap_or_default(),
        None if text.trim_start().starts_with('<') => "",
        None => &text,
    };
    match cut(words, MAX_DETAIL_CHARS) {
        words if words.is_empty() => words,
        words => format!(": {words}"),
    }
}
