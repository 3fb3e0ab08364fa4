//! The services that search the web, each as its documentation has it.

pub(super) mod brave;
pub(super) mod jina;
pub(super) mod searxng;
pub(super) mod tavily;

use axum::http::{HeaderMap, HeaderName};

use crate::log::RequestLog;

/// The key that every search must carry, whatever the service.
pub const SEARCH_KEY: &str = "search-e2e-Vq7sJd02mXkLwPz9";

/// Whether a header holds the key after a prefix. If not, that is noted.
fn has_key(
    log: &RequestLog,
    service: &str,
    headers: &HeaderMap,
    (name, prefix): (HeaderName, &str),
) -> bool {
    let expected = format!("{prefix}{SEARCH_KEY}");
    let given = headers.get(name);
    let holds = given.is_some_and(|given| given.as_bytes() == expected.as_bytes());
    if !holds {
        log.violation(format!("a search with {service} without its key"));
    }
    holds
}
