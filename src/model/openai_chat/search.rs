//! OpenRouter's web search, for any model: the plugin `web`,
//! <https://openrouter.ai/docs/features/web-search>. It searches before the model is asked, so it
//! always does. Chat Completions themselves have no such thing.

use serde_json::{Value, json};

use crate::model::hosted_search::{Body, FoundPage, MAX_TOKENS, Pages, Search, items};

/// The most results that the plugin takes a wish for.
const MAX_RESULTS: usize = 10;

/// The request; `None` for other servers.
pub(super) fn body(search: &Search) -> Option<Body> {
    if !search.endpoint.is_openrouter() {
        return None;
    }
    let mut body = Body::new();
    body.insert("model".into(), search.model.into());
    let prompt = json!({"role": "user", "content": search.prompt()});
    body.insert("messages".into(), json!([prompt]));
    let results = search.max_results.min(MAX_RESULTS);
    let plugin = json!({"id": "web", "max_results": results});
    body.insert("plugins".into(), json!([plugin]));
    body.insert("max_tokens".into(), MAX_TOKENS.into());
    Some(body)
}

/// The pages that the plugin has found.
pub(super) fn pages(answer: &Value) -> Vec<FoundPage> {
    let mut pages = Pages::default();
    for annotation in items(&answer["choices"][0]["message"]["annotations"]) {
        let cited = &annotation["url_citation"];
        let words = cited["content"].as_str().unwrap_or_default();
        pages.add(&cited["url"], &cited["title"], words);
    }
    pages.found()
}
