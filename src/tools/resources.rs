//! What the tools of a run share: the web, the clock, the model, the person, and what has been
//! fetched already.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use super::person::Person;
use crate::model::ChatModel;
use crate::platform::charset::Charsets;
use crate::platform::clock::Clock;
use crate::platform::http::{HttpClient, HttpRequest, Method};

/// The most that is kept of one run's answers, in bytes of their bodies.
const MAX_KEPT_BYTES: usize = 16 << 20;

/// What tools may use. Clones share everything.
#[derive(Clone)]
pub struct ToolResources {
    /// The way to the web.
    pub http: Rc<dyn HttpClient>,
    /// For limits and for waits between attempts.
    pub clock: Rc<dyn Clock>,
    /// Reads for tools that need a reader who understands.
    pub model: Rc<dyn ChatModel>,
    /// Who can be asked.
    pub person: Rc<dyn Person>,
    /// For texts that are not UTF-8.
    pub charsets: Rc<dyn Charsets>,
    /// How long one call may take.
    pub timeout: Duration,
    /// What was fetched already.
    pub responses: ResponseCache,
    /// Tokens that models may still be asked for in the run; `u64::MAX` without a limit.
    pub tokens_left: Rc<Cell<u64>>,
}

/// The answers to the GET requests of one run, so that an identical one is not sent again. Keeps
/// at most 16 MiB; what does not fit is fetched each time. Clones are the same cache.
#[derive(Clone, Default)]
pub struct ResponseCache {
    kept: Rc<RefCell<Kept>>,
}

#[derive(Default)]
struct Kept {
    answers: HashMap<String, Fetched>,
    bytes: usize,
}

/// A response with its body, or as much of it as was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its content type, as sent; empty if hidden or missing.
    pub content_type: String,
    /// The body's bytes.
    pub body: Vec<u8>,
    /// Whether there was more.
    pub is_cut: bool,
}

impl ResponseCache {
    /// The answer to an identical request, if it is kept.
    pub(super) fn find(&self, request: &HttpRequest, limit: usize) -> Option<Fetched> {
        let name = name(request, limit)?;
        self.kept.borrow().answers.get(&name).cloned()
    }

    /// Keeps an answer if there is room.
    pub(super) fn keep(&self, request: &HttpRequest, limit: usize, fetched: &Fetched) {
        let Some(name) = name(request, limit) else {
            return;
        };
        let mut kept = self.kept.borrow_mut();
        if kept.bytes + fetched.body.len() > MAX_KEPT_BYTES {
            return;
        }
        kept.bytes += fetched.body.len();
        if let Some(old) = kept.answers.insert(name, fetched.clone()) {
            kept.bytes -= old.body.len();
        }
    }
}

/// What makes requests identical: address, headers and how much is read. `None` for what must be
/// sent each time.
fn name(request: &HttpRequest, limit: usize) -> Option<String> {
    (request.method == Method::Get).then(|| {
        let headers: String = request
            .headers
            .iter()
            .map(|(name, value)| format!("\n{name}: {value}"))
            .collect();
        format!("{limit} {}{headers}", request.url)
    })
}
