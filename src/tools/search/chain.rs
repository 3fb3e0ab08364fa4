//! Several services in an order: the next one is asked when one fails or finds nothing, and the
//! user is told why. Whatever they send, the results have one shape.

use std::collections::HashSet;

use super::brave::Brave;
use super::hosted::Hosted;
use super::jina::Jina;
use super::searxng::Searxng;
use super::service::{SearchService, SearchSource};
use super::tavily::Tavily;
use super::wikipedia::Wikipedia;
use super::{Keyed, SearchProvider, SearchResult};
use crate::platform::http;
use crate::tools::context::ToolContext;
use crate::tools::error::{ToolError, cut};

/// Longest title of a result, in characters.
const MAX_TITLE_CHARS: usize = 300;

/// Longest snippet of a result, in characters.
const MAX_SNIPPET_CHARS: usize = 1_500;

/// Longest address of a result, in bytes.
const MAX_URL_BYTES: usize = 2_000;

/// Parameters that tell where a visitor came from, and nothing about the page.
const TRACKING: [&str; 5] = ["gclid", "fbclid", "msclkid", "mc_cid", "mc_eid"];

/// The most that is said of one service's failure, in characters.
const MAX_REASON_CHARS: usize = 200;

/// The provider for a source.
pub(super) fn provider(source: &SearchSource) -> Box<dyn SearchProvider> {
    match source.service {
        SearchService::Wikipedia => Box::new(Wikipedia::new(&source.address)),
        SearchService::Searxng => Box::new(Searxng::new(&source.address)),
        SearchService::Tavily => Box::new(Tavily::new(Keyed::new(source))),
        SearchService::Brave => Box::new(Brave::new(Keyed::new(source))),
        SearchService::Jina => Box::new(Jina::new(Keyed::new(source))),
        SearchService::Model => Box::new(Hosted),
    }
}

/// The results of the first provider that has some.
///
/// # Errors
/// [`ToolError::NothingFound`] with what each one said, or the failure of the only one.
pub(super) async fn search(
    providers: &[Box<dyn SearchProvider>],
    query: &str,
    limit: usize,
    context: &ToolContext,
) -> Result<Vec<SearchResult>, ToolError> {
    let mut failures = Vec::new();
    for (index, provider) in providers.iter().enumerate() {
        let searched = provider.searches();
        let failure = match provider.search(query, limit, context).await {
            Ok(results) => match distinct(results, limit) {
                results if results.is_empty() => ToolError::NothingFound(format!(
                    "{searched} has no results for {query:?}; try fewer or more general words"
                )),
                results => {
                    context.log(&format!("{searched}: {} results", results.len()));
                    return Ok(results);
                }
            },
            Err(failure) => failure,
        };
        if let Some(next) = providers.get(index + 1) {
            let reason = cut(&failure.to_string(), MAX_REASON_CHARS);
            context.log(&format!("{reason}; searching {} instead", next.searches()));
        }
        failures.push(failure);
    }
    match failures.as_slice() {
        [only] => Err(only.clone()),
        several => {
            let reasons: Vec<_> = several
                .iter()
                .map(|failure| cut(&failure.to_string(), MAX_REASON_CHARS))
                .collect();
            Err(ToolError::NothingFound(format!(
                "no search service has results. {}",
                reasons.join("; ")
            )))
        }
    }
}

/// The first results that lead to different pages, bounded and on one line each. Those that lead
/// nowhere on the web are dropped.
fn distinct(results: Vec<SearchResult>, limit: usize) -> Vec<SearchResult> {
    let mut seen = HashSet::new();
    results
        .into_iter()
        .filter(|result| result.url.len() <= MAX_URL_BYTES)
        .filter(|result| canonical(&result.url).is_some_and(|page| seen.insert(page)))
        .take(limit)
        .map(|result| SearchResult {
            title: cut(&result.title, MAX_TITLE_CHARS),
            snippet: cut(&result.snippet, MAX_SNIPPET_CHARS),
            url: result.url,
        })
        .collect()
}

/// An address without what makes no difference to the page: scheme, fragment, a slash at the end,
/// default ports, tracking parameters. `None` for what is no web address.
fn canonical(url: &str) -> Option<String> {
    let origin = http::origin(url).ok()?;
    let (scheme, host) = origin.split_once("://")?;
    let port = if scheme == "http" { ":80" } else { ":443" };
    let host = host.strip_suffix(port).unwrap_or(host);
    let rest = url.split('#').next()?.get(origin.len()..)?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let query: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_tracking(pair))
        .collect();
    Some(format!(
        "{host}{}?{}",
        path.trim_end_matches('/'),
        query.join("&")
    ))
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    name.starts_with("utm_") || TRACKING.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_page_are_the_same() {
        for url in [
            "https://A.test/x/?b=1#part",
            "http://a.test:80/x?b=1",
            "https://a.test:443/x?utm_source=s&b=1&gclid=7",
        ] {
            assert_eq!(canonical(url).as_deref(), Some("a.test/x?b=1"), "{url}");
        }
    }

    #[test]
    fn other_pages_stay_apart_and_other_schemes_lead_nowhere() {
        assert_ne!(canonical("https://a.test/X"), canonical("https://a.test/x"));
        assert_ne!(
            canonical("https://a.test/?q=1"),
            canonical("https://a.test/?q=2")
        );
        for url in ["javascript:alert(1)", "https://u:p@a.test/", "a.test", ""] {
            assert_eq!(canonical(url), None, "{url}");
        }
    }
}
