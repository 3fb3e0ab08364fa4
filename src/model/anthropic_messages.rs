//! Anthropic Messages, streamed.
//! Protocol: <https://platform.claude.com/docs/en/api/messages>, events:
//! <https://platform.claude.com/docs/en/build-with-claude/streaming>. Thinking is shown and not
//! sent back: the service holds it against the exact conversation that it was part of, and does
//! without it.

mod events;
mod search;

use serde_json::{Value, json};

use self::events::Message;
use super::hosted_search::{Body, FoundPage, Search};
use super::refused::{NO_CALL_NOW, Optional, TEMPERATURE, TOOL};
use super::tool;
use super::turns::Turn;
use super::wire::{Asked, Fault, Reader, Wire};
use crate::platform::http::HttpRequest;

/// The version of the protocol.
const VERSION: &str = "2023-06-01";

/// Most tokens of one reply, thinking included, where the user names none: the service asks for a
/// number. All its present models take this one.
const MAX_TOKENS: u32 = 32_000;

/// The protocol.
pub(super) struct AnthropicMessages;

impl Wire for AnthropicMessages {
    fn path(&self) -> &'static str {
        "/messages"
    }

    fn models_path(&self) -> &'static str {
        // The default is 20.
        "/models?limit=1000"
    }

    fn with_headers(&self, request: HttpRequest, key: Option<&str>) -> HttpRequest {
        let request = request.header("anthropic-version", VERSION).header(
            // Without it the service refuses every call that a page makes.
            "anthropic-dangerous-direct-browser-access",
            "true",
        );
        match key {
            Some(key) => request.header("x-api-key", key),
            None => request,
        }
    }

    fn optional(&self) -> &'static [Optional] {
        &[
            TEMPERATURE,
            Optional {
                name: "thinking",
                words: &["thinking"],
            },
            NO_CALL_NOW,
            TOOL,
        ]
    }

    fn body(&self, asked: &Asked) -> Body {
        let Asked {
            config, refused, ..
        } = asked;
        let mut body = asked.streamed();
        let limit = config.max_tokens.unwrap_or(MAX_TOKENS);
        body.insert("max_tokens".into(), limit.into());
        if !asked.system.is_empty() {
            let mut system = text(asked.system);
            cache(&mut system);
            body.insert("system".into(), json!([system]));
        }
        body.insert("messages".into(), messages(asked.turns).into());
        let is_set = asked.put_temperature(&mut body);
        if !is_set && !refused.has("thinking") {
            // Newer models think anyway, but tell of it only when asked to.
            let thinking = json!({"type": "adaptive", "display": "summarized"});
            body.insert("thinking".into(), thinking);
        }
        asked.put_tool(&mut body, json!({"type": "none"}), || {
            json!({
                "name": tool::NAME,
                "description": tool::DESCRIPTION,
                "input_schema": tool::parameters(),
            })
        });
        body
    }

    fn reader(&self) -> Box<dyn Reader> {
        Box::new(Message::default())
    }

    fn search_body(&self, search: &Search) -> Option<Body> {
        Some(search::body(search))
    }

    fn found_pages(&self, answer: &Value) -> Result<Vec<FoundPage>, Fault> {
        search::pages(answer)
    }
}

/// The messages, roles taking turns. What was sent up to the last one is the same next time, so
/// that it is worth a place in the cache, like the instructions.
fn messages(turns: &[Turn]) -> Vec<Value> {
    let mut messages: Vec<(&str, Vec<Value>)> = Vec::new();
    for turn in turns {
        let (role, blocks) = match turn {
            Turn::User(words) => ("user", vec![text(words)]),
            Turn::Reply { text: words, .. } => ("assistant", vec![text(words)]),
            Turn::Call {
                id, thought, code, ..
            } => {
                let input = tool::arguments(code);
                let call =
                    json!({"type": "tool_use", "id": id, "name": tool::NAME, "input": input});
                // An empty text is refused.
                let thought = Some(text(thought)).filter(|_| !thought.is_empty());
                ("assistant", thought.into_iter().chain([call]).collect())
            }
            Turn::Result { id, output } => (
                "user",
                vec![json!({"type": "tool_result", "tool_use_id": id, "content": output})],
            ),
        };
        match messages.last_mut().filter(|(last, _)| *last == role) {
            Some((_, content)) => content.extend(blocks),
            None => messages.push((role, blocks)),
        }
    }
    if let Some(last) = messages
        .last_mut()
        .and_then(|(_, blocks)| blocks.last_mut())
    {
        cache(last);
    }
    let message = |(role, content)| json!({"role": role, "content": content});
    messages.into_iter().map(message).collect()
}

fn text(words: &str) -> Value {
    json!({"type": "text", "text": words})
}

/// Marks the end of what the service is to keep.
fn cache(block: &mut Value) {
    block["cache_control"] = json!({"type": "ephemeral"});
}
