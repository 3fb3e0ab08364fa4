//! HTTP that answers from recordings when the network does not: the tour works offline, and what
//! comes from a recording says so.

use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::future::{Either, select};
use futures::stream::{self, StreamExt};

use super::clock::Clock;
use super::http::{HttpClient, HttpError, HttpRequest, HttpResponse, Method, Source};

/// How long the network may take before the recording is used.
pub const PATIENCE: Duration = Duration::from_secs(4);

/// The answer that a GET request once got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedResponse {
    /// What the request's URL ends with: path and query. Host and any path before it are left
    /// open, because service addresses are settings.
    pub target: String,
    /// The body of the 200 response, JSON.
    pub body: String,
}

/// Asks the live client first. Where a recording exists, it takes the place of a live answer that
/// fails, has an error status (rate limits, proxies) or is longer than [`PATIENCE`] in coming.
/// Requests without a recording go to the live client alone.
pub struct RecordedFallback {
    live: Rc<dyn HttpClient>,
    clock: Rc<dyn Clock>,
    recordings: Vec<RecordedResponse>,
}

impl RecordedFallback {
    /// Puts the recordings behind the live client.
    pub fn new(
        live: Rc<dyn HttpClient>,
        clock: Rc<dyn Clock>,
        recordings: Vec<RecordedResponse>,
    ) -> Self {
        Self {
            live,
            clock,
            recordings,
        }
    }

    fn recording_for(&self, request: &HttpRequest) -> Option<&RecordedResponse> {
        self.recordings.iter().find(|recording| {
            request.method == Method::Get && request.url.ends_with(&recording.target)
        })
    }
}

#[async_trait(?Send)]
impl HttpClient for RecordedFallback {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let Some(recording) = self.recording_for(&request) else {
            return self.live.send(request).await;
        };
        let live = self.live.send(request);
        match select(live, self.clock.sleep(PATIENCE)).await {
            Either::Left((Ok(response), _)) if response.is_success() => Ok(response),
            Either::Left(_) | Either::Right(_) => Ok(replay(recording)),
        }
    }
}

fn replay(recording: &RecordedResponse) -> HttpResponse {
    HttpResponse {
        status: 200,
        url: String::new(),
        headers: vec![("content-type".into(), "application/json".into())],
        body: stream::iter([Ok(recording.body.clone().into_bytes())]).boxed_local(),
        source: Source::Recorded,
    }
}
