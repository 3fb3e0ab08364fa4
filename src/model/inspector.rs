//! What was asked of a model's provider and what it answered, for the person to look at: each call as
//! it was sent and received, without the key. Kept in memory only, and bounded.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use async_trait::async_trait;
use futures::stream::{self, StreamExt};

use super::ApiKey;
use crate::platform::clock::Clock;
use crate::platform::http::{ByteStream, HttpClient, HttpError, HttpRequest, HttpResponse, Method};

/// Bytes that are kept of a request's body, and of an answer.
pub const REQUEST_BYTES: usize = 1 << 20;
/// See [`REQUEST_BYTES`].
pub const ANSWER_BYTES: usize = 256 << 10;

/// Bytes that are kept of all calls. The oldest go first.
pub const ALL_BYTES: usize = 8 << 20;

/// What stands in the place of a key: in a shell, the variable that has it.
const KEY: &str = "$API_KEY";

/// Headers whose value is a secret whatever it is, in lower case.
const SECRET_HEADERS: [&str; 5] = [
    "authorization",
    "x-api-key",
    "api-key",
    "cookie",
    "set-cookie",
];

/// One call of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Counted from 1.
    pub number: u32,
    /// The step that it was made for, or what else, as the caller names it.
    pub step: String,
    /// When it was sent, milliseconds since the Unix epoch.
    pub at: u64,
    /// GET or POST.
    pub method: &'static str,
    /// Where it was sent.
    pub url: String,
    /// Names and values, with `$API_KEY` in the place of the key.
    pub headers: Vec<(String, String)>,
    /// What was sent, or its beginning.
    pub body: String,
    /// Bytes of the body that are not kept.
    pub body_left_out: usize,
    /// What came back so far.
    pub answer: Answer,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status; none before it is there, and where there is none.
    pub status: Option<u16>,
    /// Names and values of the headers that the browser lets us see.
    pub headers: Vec<(String, String)>,
    /// What was received, or its beginning; nothing before its end.
    pub body: String,
    /// Bytes of it that are not kept.
    pub body_left_out: usize,
    /// How it ended.
    pub end: AnswerEnd,
    /// Milliseconds from the request to the end.
    pub duration_ms: u64,
}

/// How an answer ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AnswerEnd {
    /// Not yet.
    #[default]
    Open,
    /// By itself, or because nobody waited for more: a reply may say that it is over.
    Ended,
    /// By this error.
    Failed(String),
}

/// The calls that are kept.
#[derive(Default)]
pub struct Inspector {
    exchanges: RefCell<VecDeque<Exchange>>,
    count: RefCell<u32>,
}

impl Inspector {
    /// The calls made for a step, oldest first.
    pub fn of_step(&self, step: &str) -> Vec<Exchange> {
        let exchanges = self.exchanges.borrow();
        let of_step = exchanges.iter().filter(|exchange| exchange.step == step);
        of_step.cloned().collect()
    }

    /// All calls, newest first.
    pub fn all(&self) -> Vec<Exchange> {
        self.exchanges.borrow().iter().rev().cloned().collect()
    }

    /// Whether there are calls that were made for a step.
    pub fn has(&self, step: &str) -> bool {
        let exchanges = self.exchanges.borrow();
        exchanges.iter().any(|exchange| exchange.step == step)
    }

    fn begin(&self, mut exchange: Exchange) -> u32 {
        let mut count = self.count.borrow_mut();
        *count += 1;
        exchange.number = *count;
        self.exchanges.borrow_mut().push_back(exchange);
        self.make_room();
        *count
    }

    fn change(&self, number: u32, change: impl FnOnce(&mut Exchange)) {
        let mut exchanges = self.exchanges.borrow_mut();
        // It may have been dropped for want of room.
        if let Some(exchange) = exchanges.iter_mut().find(|it| it.number == number) {
            change(exchange);
        }
        drop(exchanges);
        self.make_room();
    }

    fn make_room(&self) {
        let mut exchanges = self.exchanges.borrow_mut();
        let mut bytes: usize = exchanges.iter().map(Exchange::bytes).sum();
        while bytes > ALL_BYTES && exchanges.len() > 1 {
            bytes -= exchanges.pop_front().map_or(0, |oldest| oldest.bytes());
        }
    }
}

impl Exchange {
    fn bytes(&self) -> usize {
        let headers = self.headers.iter().chain(&self.answer.headers);
        let headers: usize = headers.map(|(name, value)| name.len() + value.len()).sum();
        self.url.len() + headers + self.body.len() + self.answer.body.len()
    }

    /// The same call for a shell, with the key in the variable `API_KEY`. Nothing where the body is not
    /// kept whole.
    pub fn as_curl(&self) -> Option<String> {
        if self.body_left_out > 0 {
            return None;
        }
        let mut curl = format!("curl {}", quoted(&self.url));
        for (name, value) in &self.headers {
            curl += &format!(" \\\n  --header {}", quoted(&format!("{name}: {value}")));
        }
        if self.method == Method::Post.as_str() {
            curl += &format!(" \\\n  --data-raw {}", quoted(&self.body));
        }
        Some(curl)
    }
}

/// A text as one word of a POSIX shell, in which only [`KEY`] is replaced.
/// <https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02>
fn quoted(text: &str) -> String {
    let parts = text.split(KEY).map(|part| match part {
        "" => String::new(),
        part => format!("'{}'", part.replace('\'', r"'\''")),
    });
    let quoted = parts.collect::<Vec<_>>().join("\"$API_KEY\"");
    match quoted.is_empty() {
        true => "''".into(),
        false => quoted,
    }
}

/// Another client, whose calls are kept.
pub struct InspectedHttp {
    /// What sends them.
    pub http: Rc<dyn HttpClient>,
    /// For times.
    pub clock: Rc<dyn Clock>,
    /// Where they are kept.
    pub inspector: Rc<Inspector>,
    /// What must not be kept.
    pub key: Option<ApiKey>,
    /// Names the step that is being made, or what else the calls are for.
    pub step: Rc<dyn Fn() -> String>,
}

impl InspectedHttp {
    fn exchange(&self, request: &HttpRequest) -> Exchange {
        let body = request.body.as_deref().unwrap_or_default();
        let (kept, body_left_out) = beginning(body, REQUEST_BYTES);
        Exchange {
            number: 0,
            step: (self.step)(),
            at: self.clock.unix_ms(),
            method: request.method.as_str(),
            url: redacted(&self.key, &request.url),
            headers: masked(&self.key, &request.headers),
            body: redacted(&self.key, kept),
            body_left_out,
            answer: Answer::default(),
        }
    }
}

#[async_trait(?Send)]
impl HttpClient for InspectedHttp {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let started = self.clock.now();
        let mut received = Received {
            number: self.inspector.begin(self.exchange(&request)),
            inspector: self.inspector.clone(),
            clock: self.clock.clone(),
            key: self.key.clone(),
            started,
            body: Vec::new(),
            left_out: 0,
            end: AnswerEnd::Ended,
        };
        match self.http.send(request).await {
            Ok(response) => {
                let headers = masked(&self.key, &response.headers);
                let status = response.status;
                self.inspector.change(received.number, |exchange| {
                    exchange.answer.status = Some(status);
                    exchange.answer.headers = headers;
                });
                let body = received.watch(response.body);
                Ok(HttpResponse { body, ..response })
            }
            Err(error) => {
                received.end = AnswerEnd::Failed(error.to_string());
                Err(error)
            }
        }
    }
}

/// An answer as it is received; kept when it ends, in whatever way.
struct Received {
    number: u32,
    inspector: Rc<Inspector>,
    clock: Rc<dyn Clock>,
    key: Option<ApiKey>,
    started: std::time::Duration,
    body: Vec<u8>,
    left_out: usize,
    end: AnswerEnd,
}

impl Received {
    fn watch(self, body: ByteStream) -> ByteStream {
        stream::unfold((self, body), |(mut received, mut body)| async move {
            let piece = body.next().await;
            match &piece {
                Some(Ok(bytes)) => received.take(bytes),
                Some(Err(error)) => received.end = AnswerEnd::Failed(error.to_string()),
                None => {}
            }
            piece.map(|piece| (piece, (received, body)))
        })
        .boxed_local()
    }

    fn take(&mut self, bytes: &[u8]) {
        let room = ANSWER_BYTES.saturating_sub(self.body.len());
        let (kept, left_out) = bytes.split_at(room.min(bytes.len()));
        self.body.extend_from_slice(kept);
        self.left_out += left_out.len();
    }
}

impl Drop for Received {
    fn drop(&mut self) {
        let text = String::from_utf8_lossy(&self.body);
        let body = redacted(&self.key, &text);
        let duration = self.clock.now().saturating_sub(self.started);
        let (left_out, end) = (self.left_out, std::mem::take(&mut self.end));
        self.inspector.change(self.number, |exchange| {
            exchange.answer.body = body;
            exchange.answer.body_left_out = left_out;
            exchange.answer.end = end;
            exchange.answer.duration_ms = duration.as_millis() as u64;
        });
    }
}

/// The beginning of a text, at most `limit` bytes, and how many bytes follow.
fn beginning(text: &str, limit: usize) -> (&str, usize) {
    let end = text.floor_char_boundary(limit);
    (&text[..end], text.len() - end)
}

fn redacted(key: &Option<ApiKey>, text: &str) -> String {
    match key {
        Some(key) => key.redact(text),
        None => text.to_string(),
    }
}

/// Headers without secrets.
fn masked(key: &Option<ApiKey>, headers: &[(String, String)]) -> Vec<(String, String)> {
    let mask = |name: &str, value: &str| {
        let plain = match key {
            Some(key) => value.replace(key.expose(), KEY),
            None => value.to_string(),
        };
        let is_secret = SECRET_HEADERS.contains(&name.to_lowercase().as_str());
        match is_secret && !plain.contains(KEY) {
            true => KEY.to_string(),
            // The marker holds no part of a key that is long enough to be one.
            false => redacted(key, &plain),
        }
    };
    let headers = headers.iter();
    headers
        .map(|(name, value)| (name.clone(), mask(name, value)))
        .collect()
}
