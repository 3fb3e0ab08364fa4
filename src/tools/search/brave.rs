//! Search with Brave: <https://api-dashboard.search.brave.com/app/documentation/web-search/get-started>.
//! Its API sends no CORS headers, so that from a page it takes a proxy that adds them.

use async_trait::async_trait;
use serde::Deserialize;

use super::{Keyed, SearchProvider, SearchResult};
use crate::platform::http::HttpRequest;
use crate::tools::context::ToolContext;
use crate::tools::error::ToolError;
use crate::tools::html;
use crate::tools::services::endpoint;

/// Brave Search, or what speaks its protocol.
pub struct Brave {
    service: Keyed,
}

impl Brave {
    pub(super) fn new(service: Keyed) -> Self {
        Self { service }
    }
}

/// Without `web` there are no results of that kind.
#[derive(Deserialize)]
struct Answer {
    web: Option<Web>,
}

#[derive(Deserialize)]
struct Web {
    results: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    title: String,
    url: String,
    #[serde(default)]
    description: String,
}

#[async_trait(?Send)]
impl SearchProvider for Brave {
    fn searches(&self) -> &str {
        "the web (Brave)"
    }

    async fn search(
        &self,
        query: &str,
        max_results: usize,
        context: &ToolContext,
    ) -> Result<Vec<SearchResult>, ToolError> {
        let count = max_results.to_string();
        let url = endpoint(
            &self.service.base,
            "/res/v1/web/search",
            &[("q", query), ("count", &count)],
        );
        let request = HttpRequest::get(url).header("accept", "application/json");
        let header = "x-subscription-token";
        let answer: Answer = self.service.with_key(request, header, "", context).await?;
        let hits = answer.web.map(|web| web.results).unwrap_or_default();
        // Words that were found are marked up, and the rest is escaped for it.
        let result = |hit: Hit| SearchResult {
            title: html::plain(&hit.title),
            url: hit.url,
            snippet: html::plain(&hit.description),
        };
        Ok(hits.into_iter().map(result).collect())
    }
}
