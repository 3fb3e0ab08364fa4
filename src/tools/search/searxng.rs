//! Search with an instance of SearXNG: <https://docs.searxng.org/dev/search_api.html>. The instance
//! has to have `json` among its `search.formats`, or it answers with status 403.

use async_trait::async_trait;
use serde::Deserialize;

use super::{SearchProvider, SearchResult, unexpected};
use crate::platform::http::HttpRequest;
use crate::tools::context::ToolContext;
use crate::tools::error::ToolError;
use crate::tools::services::endpoint;

/// An instance of SearXNG.
pub struct Searxng {
    base: String,
}

impl Searxng {
    /// The instance at this address.
    pub fn new(base: &str) -> Self {
        Self {
            base: base.trim_end_matches('/').into(),
        }
    }
}

#[derive(Deserialize)]
struct Answer {
    results: Vec<Hit>,
    /// Pairs of an engine and what kept it from answering.
    #[serde(default)]
    unresponsive_engines: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Hit {
    url: String,
    #[serde(default)]
    title: String,
    content: Option<String>,
}

#[async_trait(?Send)]
impl SearchProvider for Searxng {
    fn searches(&self) -> &str {
        "the web (SearXNG)"
    }

    async fn search(
        &self,
        query: &str,
        _max_results: usize,
        context: &ToolContext,
    ) -> Result<Vec<SearchResult>, ToolError> {
        let url = endpoint(&self.base, "/search", &[("q", query), ("format", "json")]);
        let answer: Answer = match context.read_json(HttpRequest::get(url)).await {
            Err(ToolError::Http {
                service,
                status: 403,
                ..
            }) => {
                return Err(ToolError::Http {
                    service,
                    status: 403,
                    detail: ": it may not have json among its search.formats".into(),
                });
            }
            answer => answer?,
        };
        if answer.results.is_empty() && !answer.unresponsive_engines.is_empty() {
            let engines: Vec<_> = answer
                .unresponsive_engines
                .iter()
                .map(|(engine, problem)| format!("{engine} ({problem})"))
                .collect();
            let problem = format!("no engine answered: {}", engines.join(", "));
            return Err(unexpected(&self.base, &problem));
        }
        let result = |hit: Hit| SearchResult {
            title: hit.title,
            url: hit.url,
            snippet: hit.content.unwrap_or_default(),
        };
        Ok(answer.results.into_iter().map(result).collect())
    }
}
