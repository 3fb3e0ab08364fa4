//! OpenAI's own web search: <https://platform.openai.com/docs/guides/tools-web-search>. The answer
//! cites the pages at places of its text.

use serde_json::{Value, json};

use crate::model::hosted_search::{Body, FoundPage, MAX_TOKENS, Pages, Search, items};

/// The request.
pub(super) fn body(search: &Search) -> Body {
    let mut body = Body::new();
    body.insert("model".into(), search.model.into());
    let prompt = json!({"role": "user", "content": search.prompt()});
    body.insert("input".into(), json!([prompt]));
    body.insert("tools".into(), json!([{"type": "web_search"}]));
    // A model that answers from what it knows finds nothing.
    body.insert("tool_choice".into(), "required".into());
    body.insert("max_output_tokens".into(), MAX_TOKENS.into());
    body.insert("store".into(), false.into());
    let include = json!(["web_search_call.action.sources"]);
    body.insert("include".into(), include);
    body
}

/// The pages that the answer cites, and then those that it only looked at.
pub(super) fn pages(answer: &Value) -> Vec<FoundPage> {
    let mut pages = Pages::default();
    for item in items(&answer["output"]) {
        for content in items(&item["content"]) {
            let text: Vec<char> = content["text"]
                .as_str()
                .unwrap_or_default()
                .chars()
                .collect();
            let mut read = 0;
            for cited in items(&content["annotations"]) {
                if cited["type"] != "url_citation" {
                    continue;
                }
                let place = |name: &str| {
                    let place = cited[name].as_u64().unwrap_or_default();
                    usize::try_from(place).unwrap_or(usize::MAX).min(text.len())
                };
                let (start, end) = (place("start_index"), place("end_index"));
                pages.add(
                    &cited["url"],
                    &cited["title"],
                    &words_before(&text, read, start),
                );
                read = read.max(end);
            }
        }
    }
    for item in items(&answer["output"]) {
        for source in items(&item["action"]["sources"]) {
            pages.add(&source["url"], &source["title"], "");
        }
    }
    pages.found()
}

/// The words of the line that a citation stands behind, from the last one on.
fn words_before(text: &[char], read: usize, start: usize) -> String {
    let before = text.get(read.min(start)..start).unwrap_or_default();
    let line = before.rsplit(|character| *character == '\n');
    let line: String = line.take(1).flatten().collect();
    let mark = |character: char| matches!(character, '-' | '*' | '•' | '(' | ' ');
    line.trim_matches(mark).into()
}
