//! OpenAI Chat Completions, streamed: every server that speaks its protocol.
//! Protocol: <https://platform.openai.com/docs/api-reference/chat>. Sends no `stop` parameter,
//! which newer models reject.

mod chunk;
mod search;

use serde_json::{Value, json};

use super::hosted_search::{Body, FoundPage, Search};
use super::refused::{NO_CALL_NOW, Optional, TEMPERATURE, TOOL};
use super::tool;
use super::turns::Turn;
use super::wire::{Asked, Chunk, Fault, Reader, Wire};

/// What stands between the result of a call and the person's next words: some servers want a reply
/// after each result.
const BETWEEN: &str = "(done)";

/// The protocol.
pub(super) struct ChatCompletions;

impl Wire for ChatCompletions {
    fn path(&self) -> &'static str {
        "/chat/completions"
    }

    fn optional(&self) -> &'static [Optional] {
        &[
            Optional {
                name: "stream_options",
                words: &["stream_options"],
            },
            TEMPERATURE,
            Optional {
                name: "max_tokens",
                words: &["max_tokens", "max_completion_tokens"],
            },
            Optional {
                name: "max_completion_tokens",
                words: &["max_completion_tokens"],
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
        body.insert("messages".into(), messages(asked).into());
        if !refused.has("stream_options") {
            body.insert("stream_options".into(), json!({"include_usage": true}));
        }
        asked.put_temperature(&mut body);
        let limit = ["max_tokens", "max_completion_tokens"]
            .into_iter()
            .find(|name| !refused.has(name));
        if let Some((name, limit)) = limit.zip(config.max_tokens) {
            body.insert(name.into(), limit.into());
        }
        asked.put_tool(&mut body, "none".into(), || {
            let function = json!({
                "name": tool::NAME,
                "description": tool::DESCRIPTION,
                "parameters": tool::parameters(),
            });
            json!({"type": "function", "function": function})
        });
        body
    }

    fn reader(&self) -> Box<dyn Reader> {
        Box::new(ChunkReader)
    }

    fn search_body(&self, search: &Search) -> Option<Body> {
        search::body(search)
    }

    fn found_pages(&self, answer: &Value) -> Result<Vec<FoundPage>, Fault> {
        Ok(search::pages(answer))
    }
}

fn messages(asked: &Asked) -> Vec<Value> {
    let mut messages = Vec::new();
    if !asked.system.is_empty() {
        messages.push(json!({"role": "system", "content": asked.system}));
    }
    let mut after_result = false;
    for turn in asked.turns {
        if after_result && matches!(turn, Turn::User(_)) {
            messages.push(json!({"role": "assistant", "content": BETWEEN}));
        }
        messages.push(match turn {
            Turn::User(text) => json!({"role": "user", "content": text}),
            Turn::Reply { text, .. } => json!({"role": "assistant", "content": text}),
            Turn::Call {
                id, thought, code, ..
            } => {
                let arguments = tool::arguments(code).to_string();
                json!({
                    "role": "assistant",
                    "content": thought,
                    "tool_calls": [{
                        "id": id,
                        "type": "function",
                        "function": {"name": tool::NAME, "arguments": arguments},
                    }],
                })
            }
            Turn::Result { id, output } => {
                json!({"role": "tool", "tool_call_id": id, "content": output})
            }
        });
        after_result = matches!(turn, Turn::Result { .. });
    }
    messages
}

/// Each document says all of itself.
struct ChunkReader;

impl Reader for ChunkReader {
    fn event(&mut self, _: &str, data: &str) -> Result<Chunk, Fault> {
        chunk::parse(data)
    }

    fn document(&mut self, json: &str) -> Result<Chunk, Fault> {
        chunk::parse(json)
    }
}
