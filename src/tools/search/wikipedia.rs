//! Full text search of a MediaWiki site: <https://www.mediawiki.org/wiki/API:Search>.

use async_trait::async_trait;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{SearchProvider, SearchResult, unexpected};
use crate::platform::http::HttpRequest;
use crate::tools::context::ToolContext;
use crate::tools::error::ToolError;
use crate::tools::html;
use crate::tools::services::endpoint;

/// What of a page title may stand in an address as it is. Parentheses are encoded: they would end
/// a Markdown link.
const TITLE: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b':')
    .remove(b'/')
    .remove(b',');

/// A MediaWiki site.
pub struct Wikipedia {
    base: String,
}

impl Wikipedia {
    /// The wiki at this address, `https://en.wikipedia.org` for example.
    pub fn new(base: &str) -> Self {
        Self {
            base: base.trim_end_matches('/').into(),
        }
    }
}

/// The API's answer: results, or an error under HTTP status 200.
#[derive(Deserialize)]
struct Answer {
    query: Option<Query>,
    error: Option<Failure>,
}

#[derive(Deserialize)]
struct Query {
    search: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    title: String,
    #[serde(default)]
    snippet: String,
}

#[derive(Deserialize)]
struct Failure {
    info: String,
}

#[async_trait(?Send)]
impl SearchProvider for Wikipedia {
    fn searches(&self) -> &str {
        "Wikipedia"
    }

    async fn search(
        &self,
        query: &str,
        max_results: usize,
        context: &ToolContext,
    ) -> Result<Vec<SearchResult>, ToolError> {
        let url = endpoint(
            &self.base,
            "/w/api.php",
            &[
                ("action", "query"),
                ("list", "search"),
                ("srsearch", query),
                ("srlimit", &max_results.to_string()),
                ("format", "json"),
                // Without it the API sends no CORS headers and the browser hides the answer.
                ("origin", "*"),
            ],
        );
        let answer: Answer = context.read_json(HttpRequest::get(url)).await?;
        match (answer.query, answer.error) {
            (Some(found), _) => Ok(found
                .search
                .into_iter()
                .map(|hit| self.result(hit))
                .collect()),
            (None, Some(failure)) => Err(unexpected(&self.base, &failure.info)),
            (None, None) => Err(unexpected(&self.base, "neither results nor an error")),
        }
    }
}

impl Wikipedia {
    fn result(&self, hit: Hit) -> SearchResult {
        let page = hit.title.replace(' ', "_");
        SearchResult {
            url: format!("{}/wiki/{}", self.base, utf8_percent_encode(&page, &TITLE)),
            title: hit.title,
            snippet: html::plain(&hit.snippet),
        }
    }
}
