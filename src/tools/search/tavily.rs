//! Search with Tavily: <https://docs.tavily.com/documentation/api-reference/endpoint/search>.

use async_trait::async_trait;
use serde::Deserialize;
use serde_json::json;

use super::{Keyed, SearchProvider, SearchResult};
use crate::platform::http::HttpRequest;
use crate::tools::context::ToolContext;
use crate::tools::error::ToolError;

/// Tavily, or what speaks its protocol.
pub struct Tavily {
    service: Keyed,
}

impl Tavily {
    pub(super) fn new(service: Keyed) -> Self {
        Self { service }
    }
}

#[derive(Deserialize)]
struct Answer {
    results: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    title: String,
    url: String,
    #[serde(default)]
    content: String,
}

#[async_trait(?Send)]
impl SearchProvider for Tavily {
    fn searches(&self) -> &str {
        "the web (Tavily)"
    }

    async fn search(
        &self,
        query: &str,
        max_results: usize,
        context: &ToolContext,
    ) -> Result<Vec<SearchResult>, ToolError> {
        let body = json!({"query": query, "max_results": max_results, "search_depth": "basic"});
        let url = format!("{}/search", self.service.base);
        let request = HttpRequest::post_json(url, body.to_string());
        let answer: Answer = self.service.bearer(request, context).await?;
        let result = |hit: Hit| SearchResult {
            title: hit.title,
            url: hit.url,
            snippet: hit.content,
        };
        Ok(answer.results.into_iter().map(result).collect())
    }
}
