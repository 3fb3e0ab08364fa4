//! What a tool's body may use of the world: HTTP, with failures put into words and tried again
//! where that is safe, the model, the person, and a log.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use futures::stream::StreamExt;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{ToolError, cut};
use super::resources::{Fetched, ToolResources};
use crate::model::{Usage, retry_after};
use crate::platform::http::{self, HttpError, HttpRequest, HttpResponse, Method, Source};

/// Largest JSON answer that is read, in bytes.
const MAX_JSON_BYTES: usize = 2 << 20;

/// How much of an error answer is read for the service's own words, in bytes.
const MAX_ERROR_BYTES: usize = 4 << 10;

/// Longest excerpt of a service's own words, in characters.
const MAX_DETAIL_CHARS: usize = 200;

/// How often one GET request is sent at most.
const MAX_ATTEMPTS: u32 = 3;

/// The wait after a connection failed. It is tried once more only: browsers report what a service
/// forbids them in the same way.
const AFTER_FAILED_CONNECTION: Duration = Duration::from_millis(400);

/// Receives a tool's log lines as it works.
pub trait ToolLog {
    /// One line for the user, without keys or page contents.
    fn line(&self, text: &str);

    /// Tokens that the tool had a model read and write.
    fn spent(&self, usage: Usage) {
        let _ = usage;
    }
}

/// What a tool's body may use of the world, for one call.
#[derive(Clone)]
pub struct ToolContext {
    resources: ToolResources,
    log: Rc<dyn ToolLog>,
    source: Rc<Cell<Source>>,
    /// The clock's time at which the call is ended from outside.
    ends_at: Duration,
}

impl ToolContext {
    pub(super) fn new(resources: &ToolResources, log: Rc<dyn ToolLog>) -> Self {
        Self {
            ends_at: resources.clock.now() + resources.timeout,
            resources: resources.clone(),
            log,
            source: Rc::default(),
        }
    }

    /// [`Source::Recorded`] once any response was a recording.
    pub(super) fn source(&self) -> Source {
        self.source.get()
    }

    /// The model and the person, for the tools that ask them.
    pub(super) fn resources(&self) -> &ToolResources {
        &self.resources
    }

    /// Adds a line to the call's log, for the user.
    pub fn log(&self, text: &str) {
        self.log.line(text);
    }

    /// Notes what the tool had a model read and write: it counts in the run.
    pub fn spent(&self, usage: Usage) {
        let left = &self.resources.tokens_left;
        let spent = usage.input_tokens.saturating_add(usage.output_tokens);
        left.set(left.get().saturating_sub(spent));
        self.log.spent(usage);
    }

    /// Whether the run may have a model read anything more.
    ///
    /// # Errors
    /// [`ToolError::Refused`], when its limit is reached.
    pub fn check_budget(&self) -> Result<(), ToolError> {
        match self.resources.tokens_left.get() {
            0 => Err(ToolError::Refused(
                "the limit of tokens or costs of this question is reached: the model may not be asked any more".into(),
            )),
            _ => Ok(()),
        }
    }

    /// Sends a request and reads at most `limit` bytes of its answer; the answer to an identical
    /// GET request of the same run is given again. `look` may refuse a response before its body is
    /// read. Failures come back as the [`ToolError`] that names the service, an error status with
    /// the service's own words.
    ///
    /// # Errors
    /// [`ToolError::Unreachable`], [`ToolError::Http`], [`ToolError::BadResponse`],
    /// [`ToolError::Refused`], and whatever `look` refuses with.
    pub async fn fetch(
        &self,
        request: HttpRequest,
        limit: usize,
        look: impl Fn(&HttpResponse) -> Result<(), ToolError>,
    ) -> Result<Fetched, ToolError> {
        self.fetch_within(MAX_ATTEMPTS, request, limit, look).await
    }

    /// As [`ToolContext::fetch`], but sent once, where there is another way to get the same.
    ///
    /// # Errors
    /// As [`ToolContext::fetch`].
    pub async fn fetch_once(
        &self,
        request: HttpRequest,
        limit: usize,
        look: impl Fn(&HttpResponse) -> Result<(), ToolError>,
    ) -> Result<Fetched, ToolError> {
        self.fetch_within(1, request, limit, look).await
    }

    async fn fetch_within(
        &self,
        attempts: u32,
        request: HttpRequest,
        limit: usize,
        look: impl Fn(&HttpResponse) -> Result<(), ToolError>,
    ) -> Result<Fetched, ToolError> {
        if let Some(fetched) = self.resources.responses.find(&request, limit) {
            self.log("as fetched before in this run");
            return Ok(fetched);
        }
        let service = http::origin(&request.url).map_err(refused)?;
        let response = self.send(request.clone(), &service, attempts).await?;
        look(&response)?;
        let recorded = response.source == Source::Recorded;
        let content_type = response
            .header("content-type")
            .unwrap_or_default()
            .to_string();
        let (body, is_cut) = read_start(response, limit)
            .await
            .map_err(|error| in_words(error, &service))?;
        let fetched = Fetched {
            content_type,
            body,
            is_cut,
        };
        // A recording has to be labelled each time, so it is not kept.
        if !recorded {
            self.resources.responses.keep(&request, limit, &fetched);
        }
        Ok(fetched)
    }

    /// Sends a request and reads its JSON answer, at most 2 MiB.
    ///
    /// # Errors
    /// As [`ToolContext::fetch`], and [`ToolError::BadResponse`] for what is too large, cut off or
    /// not the expected JSON.
    pub async fn read_json<T: DeserializeOwned>(
        &self,
        request: HttpRequest,
    ) -> Result<T, ToolError> {
        let service = http::origin(&request.url).map_err(refused)?;
        let fetched = self.fetch(request, MAX_JSON_BYTES, |_| Ok(())).await?;
        if fetched.is_cut {
            let limit = MAX_JSON_BYTES;
            return Err(in_words(HttpError::TooLarge { limit }, &service));
        }
        serde_json::from_slice(&fetched.body).map_err(|error| ToolError::BadResponse {
            service,
            problem: cut(&format!("not the expected JSON, {error}"), MAX_DETAIL_CHARS),
        })
    }

    /// Resolves when the head of a 2xx response is there.
    async fn send(
        &self,
        request: HttpRequest,
        service: &str,
        attempts: u32,
    ) -> Result<HttpResponse, ToolError> {
        let response = self
            .send_patiently(request, service, attempts)
            .await
            .map_err(|error| in_words(error, service))?;
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
            service: service.into(),
            status,
            detail: own_words(&body),
        })
    }

    /// Sends a request; a GET request again where that may help. What is not read only is sent
    /// once: nobody knows whether the first one arrived.
    async fn send_patiently(
        &self,
        request: HttpRequest,
        service: &str,
        attempts: u32,
    ) -> Result<HttpResponse, HttpError> {
        let mut attempt = 1;
        loop {
            let outcome = self.resources.http.send(request.clone()).await;
            let again = (request.method == Method::Get && attempt < attempts)
                .then(|| self.wait_before_another(&outcome, attempt))
                .flatten();
            let Some((wait, reason)) = again else {
                return outcome;
            };
            drop(outcome);
            self.log(&format!(
                "{service} {reason}; trying again in {} s",
                wait.as_secs_f64()
            ));
            self.resources.clock.sleep(wait).await;
            attempt += 1;
        }
    }

    /// How long to wait before a request is sent again, and why; `None` where it should not be, or
    /// where the call's time would be over first.
    fn wait_before_another(
        &self,
        outcome: &Result<HttpResponse, HttpError>,
        attempt: u32,
    ) -> Option<(Duration, String)> {
        let clock = &self.resources.clock;
        let (wait, reason) = match outcome {
            Err(HttpError::Unreachable { .. }) if attempt == 1 => {
                (AFTER_FAILED_CONNECTION, "could not be reached".into())
            }
            Ok(response) if matches!(response.status, 429 | 503) => {
                let header = response.header("retry-after")?;
                let wait = retry_after::parse(header, clock.unix_ms())?;
                (
                    wait,
                    format!("answered with HTTP status {}", response.status),
                )
            }
            _ => return None,
        };
        (clock.now() + wait < self.ends_at).then_some((wait, reason))
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
        HttpError::Redirected { .. } => ToolError::BadResponse {
            service,
            problem: "it wants the request sent to another address, which is not done".into(),
        },
        HttpError::Cut { .. } => ToolError::BadResponse {
            service,
            problem: "the connection was cut off in the middle of the answer".into(),
        },
        HttpError::Silent { seconds, .. } => ToolError::BadResponse {
            service,
            problem: format!("nothing came for {seconds} seconds"),
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
            "/error/detail",
            "/detail/error",
            "/readableMessage",
            "/message",
            "/detail",
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
