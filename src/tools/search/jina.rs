//! Search with Jina: <https://jina.ai/reader/>, `s.jina.ai`. Asks for the results without the
//! pages' contents, which `scrape_pages` reads where they are wanted.

use async_trait::async_trait;
use serde::Deserialize;

use super::{Keyed, SearchProvider, SearchResult};
use crate::platform::http::HttpRequest;
use crate::tools::context::ToolContext;
use crate::tools::error::ToolError;
use crate::tools::services::endpoint;

/// Jina Search, or what speaks its protocol.
pub struct Jina {
    service: Keyed,
}

impl Jina {
    pub(super) fn new(service: Keyed) -> Self {
        Self { service }
    }
}

#[derive(Deserialize)]
struct Answer {
    data: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    #[serde(default)]
    title: String,
    url: String,
    #[serde(default)]
    description: String,
}

#[async_trait(?Send)]
impl SearchProvider for Jina {
    fn searches(&self) -> &str {
        "the web (Jina)"
    }

    async fn search(
        &self,
        query: &str,
        _max_results: usize,
        context: &ToolContext,
    ) -> Result<Vec<SearchResult>, ToolError> {
        let url = endpoint(&self.service.base, "/", &[("q", query)]);
        let request = HttpRequest::get(url)
            .header("accept", "application/json")
            .header("x-respond-with", "no-content");
        let answer: Answer = self.service.bearer(request, context).await?;
        let result = |hit: Hit| SearchResult {
            title: hit.title,
            url: hit.url,
            snippet: hit.description,
        };
        Ok(answer.data.into_iter().map(result).collect())
    }
}
