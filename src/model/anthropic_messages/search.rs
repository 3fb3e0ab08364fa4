//! Anthropic's own web search:
//! <https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool>. What the service
//! has found comes encrypted, for the model alone; what the model cites of it is readable.

use serde_json::{Value, json};

use crate::model::hosted_search::{Body, FoundPage, MAX_TOKENS, Pages, Search, items};
use crate::model::wire::Fault;

/// The tool, of a version that all present models take.
const TOOL: &str = "web_search_20250305";

/// The request.
pub(super) fn body(search: &Search) -> Body {
    let mut body = Body::new();
    body.insert("model".into(), search.model.into());
    body.insert("max_tokens".into(), MAX_TOKENS.into());
    let content = json!([{"type": "text", "text": search.prompt()}]);
    let prompt = json!({"role": "user", "content": content});
    body.insert("messages".into(), json!([prompt]));
    let tool = json!({"type": TOOL, "name": "web_search", "max_uses": 1});
    body.insert("tools".into(), json!([tool]));
    body
}

/// The pages, with what is cited of them.
///
/// # Errors
/// [`Fault::Reported`] when the search itself has failed.
pub(super) fn pages(answer: &Value) -> Result<Vec<FoundPage>, Fault> {
    let mut pages = Pages::default();
    let mut problem = None;
    for block in items(&answer["content"]) {
        for cited in items(&block["citations"]) {
            let words = cited["cited_text"].as_str().unwrap_or_default();
            pages.add(&cited["url"], &cited["title"], words);
        }
        if block["type"] != "web_search_tool_result" {
            continue;
        }
        if let Some(code) = block["content"]["error_code"].as_str() {
            problem = Some(format!("the search failed: {code}"));
        }
        for result in items(&block["content"]) {
            pages.add(&result["url"], &result["title"], "");
        }
    }
    let pages = pages.found();
    match problem {
        Some(problem) if pages.is_empty() => Err(Fault::Reported(problem)),
        _ => Ok(pages),
    }
}
