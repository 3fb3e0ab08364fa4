//! search_web: the services that the user chose, in the user's order, behind one trait and in one
//! shape.

mod brave;
mod chain;
mod hosted;
mod jina;
mod keyed;
mod searxng;
mod service;
mod tavily;
mod wikipedia;

use std::rc::Rc;

use async_trait::async_trait;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::keyed::Keyed;
use super::context::ToolContext;
use super::definition::Tool;
use super::error::{ToolError, cut};

pub use service::{SearchService, SearchSource};

const NAME: &str = "search_web";

/// The most that a service's own words may say, in characters.
const MAX_PROBLEM_CHARS: usize = 200;

/// Answers search queries.
#[async_trait(?Send)]
pub trait SearchProvider {
    /// What it searches, in a few words for the model, such as "Wikipedia".
    fn searches(&self) -> &str;

    /// The best results first, about `max_results`; empty when there are none.
    ///
    /// # Errors
    /// [`ToolError`] when the service cannot be asked.
    async fn search(
        &self,
        query: &str,
        max_results: usize,
        context: &ToolContext,
    ) -> Result<Vec<SearchResult>, ToolError>;
}

/// One result of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SearchResult {
    /// Title of the page.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Where the words were found, or a summary.
    pub snippet: String,
}

#[derive(Deserialize, JsonSchema)]
struct Input {
    /// Words to look for.
    #[schemars(length(min = 1, max = 300))]
    query: String,
    /// How many results to return at most.
    #[serde(default = "five_results")]
    #[schemars(range(min = 1, max = 20))]
    max_results: u8,
}

fn five_results() -> u8 {
    5
}

/// The tool, asking these providers one after another until one has results.
pub fn search_web(providers: Vec<Box<dyn SearchProvider>>) -> Tool {
    let searched = providers
        .first()
        .map_or("nothing", |provider| provider.searches());
    let description = format!(
        "Searches {searched} and returns the best results first.\n\n\
         Read a page found with scrape_pages(url)."
    );
    let providers = Rc::new(providers);
    Tool::new(NAME, &description, move |input, context| {
        search(input, context, Rc::clone(&providers))
    })
}

/// The providers for these sources, in their order.
pub fn providers(sources: &[SearchSource]) -> Vec<Box<dyn SearchProvider>> {
    sources.iter().map(chain::provider).collect()
}

async fn search(
    input: Input,
    context: ToolContext,
    providers: Rc<Vec<Box<dyn SearchProvider>>>,
) -> Result<Vec<SearchResult>, ToolError> {
    let query = input.query.trim();
    if query.is_empty() {
        return Err(ToolError::InvalidArguments {
            tool: NAME.into(),
            problem: "query must not be blank".into(),
        });
    }
    chain::search(&providers, query, usize::from(input.max_results), &context).await
}

fn unexpected(service: &str, problem: &str) -> ToolError {
    ToolError::BadResponse {
        service: service.into(),
        problem: cut(problem, MAX_PROBLEM_CHARS),
    }
}
