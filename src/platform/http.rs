//! HTTP as the agent needs it: one request, one streamed response. Sends no credentials of its
//! own and follows no policy; who may call what is decided above.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;

use async_trait::async_trait;
use futures::stream::{self, LocalBoxStream, StreamExt};

/// A response body, in whatever pieces the network delivers.
pub type ByteStream = LocalBoxStream<'static, Result<Vec<u8>, HttpError>>;

/// Sends requests. Dropping the returned future, or the body, aborts the request.
#[async_trait(?Send)]
pub trait HttpClient {
    /// Resolves when the response's head is there. An HTTP error status is not an `Err`. Follows
    /// redirects of requests that [carry nothing](HttpRequest::carries_nothing) and of no others.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError>;
}

/// The request methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read only, safe to repeat.
    Get,
    /// Carries a body.
    Post,
}

impl Method {
    /// The method's name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
        }
    }
}

/// One request. Its `Debug` form leaves header values and body out: they may hold a key.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// GET or POST.
    pub method: Method,
    /// Absolute URL, http or https.
    pub url: String,
    /// Header names and values in order.
    pub headers: Vec<(String, String)>,
    /// Body text, UTF-8.
    pub body: Option<String>,
}

impl HttpRequest {
    /// A GET request without headers.
    pub fn get(url: impl Into<String>) -> Self {
        Self {
            method: Method::Get,
            url: url.into(),
            headers: Vec::new(),
            body: None,
        }
    }

    /// A POST request with a JSON body and its content type.
    pub fn post_json(url: impl Into<String>, body: String) -> Self {
        Self {
            method: Method::Post,
            url: url.into(),
            headers: vec![("content-type".into(), "application/json".into())],
            body: Some(body),
        }
    }

    /// The same request with one more header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Whether this is an address and no more. All other requests are meant for the server that
    /// they name: sent on to another one, they would tell it a key or what was asked.
    pub fn carries_nothing(&self) -> bool {
        self.headers.is_empty() && self.body.is_none()
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.url)
    }
}

/// Where a response, and so all that is made of it, came from. Shown to the user wherever it is
/// not [`Source::Live`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The network, just now.
    #[default]
    Live,
    /// A recording made earlier (the tour).
    Recorded,
}

/// A response whose head has arrived.
pub struct HttpResponse {
    /// Status code, 200 to 599.
    pub status: u16,
    /// Where it came from after redirects; empty where that is not known.
    pub url: String,
    /// Header names in lower case and values. Browsers hide most headers of other origins.
    pub headers: Vec<(String, String)>,
    /// The body, still to be read.
    pub body: ByteStream,
    /// The network or a recording.
    pub source: Source,
}

impl HttpResponse {
    /// Whether the status is 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The first header of this name (case does not matter).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Reads the whole body, at most `limit` bytes.
    ///
    /// # Errors
    /// [`HttpError::TooLarge`] past the limit, or whatever cut the body off.
    pub async fn bytes(mut self, limit: usize) -> Result<Vec<u8>, HttpError> {
        let mut all = Vec::new();
        while let Some(chunk) = self.body.next().await {
            all.extend(chunk?);
            if all.len() > limit {
                return Err(HttpError::TooLarge { limit });
            }
        }
        Ok(all)
    }

    /// Reads the whole body as text, at most `limit` bytes; bad UTF-8 becomes U+FFFD.
    ///
    /// # Errors
    /// As [`HttpResponse::bytes`].
    pub async fn text(self, limit: usize) -> Result<String, HttpError> {
        let bytes = self.bytes(limit).await?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Why there is no (whole) response.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// Nothing came back. Browsers hide the reason: no network, wrong address, or no CORS headers.
    #[error("no response from {origin}")]
    Unreachable {
        /// Scheme, host and port that were called.
        origin: String,
    },
    /// A redirect, of a request that is for this server only.
    #[error("{origin} wants the request sent to another address, which is not done")]
    Redirected {
        /// Scheme, host and port that were called.
        origin: String,
    },
    /// The connection broke while the body was arriving.
    #[error("the connection to {origin} was cut off")]
    Cut {
        /// Scheme, host and port that were called.
        origin: String,
    },
    /// The server said nothing for too long.
    #[error("{origin} has said nothing for {seconds} seconds")]
    Silent {
        /// Scheme, host and port that were called.
        origin: String,
        /// How long was waited.
        seconds: u64,
    },
    /// The body is larger than the caller is willing to read.
    #[error("the response is larger than {limit} bytes")]
    TooLarge {
        /// The caller's limit in bytes.
        limit: usize,
    },
    /// The URL is not an absolute http(s) URL.
    #[error("not a web address: {url}")]
    BadUrl {
        /// What was given.
        url: String,
    },
}

/// Scheme, host and port of an absolute http(s) URL: what a request may be logged as, and what a
/// key is bound to. User names and passwords in a URL are refused.
///
/// # Errors
/// [`HttpError::BadUrl`] for anything else.
pub fn origin(url: &str) -> Result<String, HttpError> {
    let bad = || HttpError::BadUrl { url: url.into() };
    let uri: http::Uri = url
        .split('#')
        .next()
        .unwrap_or_default()
        .parse()
        .map_err(|_| bad())?;
    match (uri.scheme_str(), uri.authority()) {
        (Some(scheme @ ("http" | "https")), Some(authority))
            if !authority.as_str().contains('@') =>
        {
            Ok(format!("{scheme}://{authority}").to_lowercase())
        }
        _ => Err(bad()),
    }
}

/// The in-memory twin: answers each request with the next scripted response and keeps the
/// requests for inspection.
#[derive(Default)]
pub struct ScriptedHttp {
    responses: RefCell<VecDeque<Result<HttpResponse, HttpError>>>,
    requests: RefCell<Vec<HttpRequest>>,
}

impl ScriptedHttp {
    /// Queues a whole response.
    pub fn respond(self, status: u16, body: &str) -> Self {
        self.respond_in_chunks(status, &[], vec![Ok(body.as_bytes().to_vec())])
    }

    /// Queues a response with headers whose body arrives in the given pieces.
    pub fn respond_in_chunks(
        self,
        status: u16,
        headers: &[(&str, &str)],
        chunks: Vec<Result<Vec<u8>, HttpError>>,
    ) -> Self {
        self.responses.borrow_mut().push_back(Ok(HttpResponse {
            status,
            url: String::new(),
            headers: headers
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_string()))
                .collect(),
            body: stream::iter(chunks).boxed_local(),
            source: Source::Live,
        }));
        self
    }

    /// Queues a failure.
    pub fn fail(self, error: HttpError) -> Self {
        self.responses.borrow_mut().push_back(Err(error));
        self
    }

    /// The requests sent so far.
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.requests.borrow().clone()
    }
}

#[async_trait(?Send)]
impl HttpClient for ScriptedHttp {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let origin = origin(&request.url)?;
        self.requests.borrow_mut().push(request);
        self.responses
            .borrow_mut()
            .pop_front()
            .unwrap_or(Err(HttpError::Unreachable { origin }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origin_keeps_scheme_host_and_port_only() {
        assert_eq!(
            origin("https://API.example.com:8443/v1?key=x#y").as_deref(),
            Ok("https://api.example.com:8443")
        );
        assert_eq!(
            origin("http://127.0.0.1/").as_deref(),
            Ok("http://127.0.0.1")
        );
    }

    #[test]
    fn origin_refuses_what_is_not_a_plain_web_address() {
        for url in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "//host/path",
            "/v1",
            "",
            "https://user:secret@host/",
            "data:text/html,x",
        ] {
            assert_eq!(origin(url), Err(HttpError::BadUrl { url: url.into() }));
        }
    }
}
