//! Search with the model's provider, where that searches by itself. The model reads the query and
//! nothing else of the conversation; what it takes counts in the run.

use async_trait::async_trait;

use super::{SearchProvider, SearchResult, unexpected};
use crate::model::tokenizer::estimate;
use crate::model::{FoundPage, ModelError, Usage};
use crate::tools::context::ToolContext;
use crate::tools::error::ToolError;

/// What the provider of the model searches with.
pub struct Hosted;

#[async_trait(?Send)]
impl SearchProvider for Hosted {
    fn searches(&self) -> &str {
        "the web (model)"
    }

    async fn search(
        &self,
        query: &str,
        max_results: usize,
        context: &ToolContext,
    ) -> Result<Vec<SearchResult>, ToolError> {
        context.check_budget()?;
        let model = &context.resources().model;
        let found = model.search(query, max_results).await.map_err(failed)?;
        let written = |page: &FoundPage| estimate(&page.title) + estimate(&page.snippet);
        context.spent(found.usage.unwrap_or_else(|| Usage {
            input_tokens: estimate(query),
            output_tokens: found.pages.iter().map(written).sum(),
            ..Usage::default()
        }));
        let result = |page: FoundPage| SearchResult {
            title: if page.title.is_empty() {
                page.url.clone()
            } else {
                page.title
            },
            url: page.url,
            snippet: page.snippet,
        };
        Ok(found.pages.into_iter().map(result).collect())
    }
}

/// What keeps the model from searching is the user's to change.
fn failed(error: ModelError) -> ToolError {
    match error {
        ModelError::Configuration(problem) => ToolError::Refused(problem),
        error => unexpected("the model", &error.to_string()),
    }
}
