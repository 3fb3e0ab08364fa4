//! search_web: Wikipedia by default, other services behind the same trait. Wire format:
//! <https://www.mediawiki.org/wiki/API:Search>.

use std::rc::Rc;

use async_trait::async_trait;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::context::ToolContext;
use super::definition::Tool;
use super::error::{ToolError, cut};
use super::html;
use super::services::endpoint;
use crate::platform::http::HttpRequest;

const NAME: &str = "search_web";

/// The most that the service's own words may say, in characters.
const MAX_PROBLEM_CHARS: usize = 200;

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

/// Answers search queries.
#[async_trait(?Send)]
pub trait SearchProvider {
    /// What it searches, in a few words for the model, such as "Wikipedia".
    fn searches(&self) -> &str;

    /// The best results first, at most `max_results`; empty when there are none.
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

/// The tool, asking this provider.
pub fn search_web(provider: Rc<dyn SearchProvider>) -> Tool {
    let description = format!(
        "Searches {} and returns the best results first.\n\n\
         Read a page found with scrape_pages(url).",
        provider.searches()
    );
    Tool::new(NAME, &description, move |input, context| {
        search(input, context, Rc::clone(&provider))
    })
}

async fn search(
    input: Input,
    context: ToolContext,
    provider: Rc<dyn SearchProvider>,
) -> Result<Vec<SearchResult>, ToolError> {
    let query = input.query.trim();
    if query.is_empty() {
        return Err(ToolError::InvalidArguments {
            tool: NAME.into(),
            problem: "query must not be blank".into(),
        });
    }
    let limit = usize::from(input.max_results);
    let mut results = provider.search(query, limit, &context).await?;
    results.truncate(limit);
    if results.is_empty() {
        return Err(ToolError::NothingFound(format!(
            "{} has no results for {query:?}; try fewer or more general words",
            provider.searches()
        )));
    }
    context.log(&format!("{} results", results.len()));
    Ok(results)
}

/// Full text search of a MediaWiki site.
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
        let unexpected = |problem: &str| ToolError::BadResponse {
            service: self.base.clone(),
            problem: cut(problem, MAX_PROBLEM_CHARS),
        };
        let answer: Answer = context.read_json(HttpRequest::get(url)).await?;
        match (answer.query, answer.error) {
            (Some(found), _) => Ok(found
                .search
                .into_iter()
                .map(|hit| self.result(hit))
                .collect()),
            (None, Some(failure)) => Err(unexpected(&failure.info)),
            (None, None) => Err(unexpected("neither results nor an error")),
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
