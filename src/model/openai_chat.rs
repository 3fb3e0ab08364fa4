//! OpenAI Chat Completions, streamed: every server that speaks its protocol.
//! Protocol: <https://platform.openai.com/docs/api-reference/chat>. Sends no `stop` parameter,
//! which newer models reject.

mod chunk;

use serde_json::{Map, Value, json};

use super::Act;
use super::refused::{NO_CALL_NOW, Optional, TOOL_CHOICE, TOOLS};
use super::tool;
use super::turns::Turn;
use super::wire::{Asked, Chunk, Fault, Reader, Wire, decimal};

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
            Optional {
                name: "temperature",
                words: &["temperature"],
            },
            Optional {
                name: "max_tokens",
                words: &["max_tokens", "max_completion_tokens"],
            },
            Optional {
                name: "max_completion_tokens",
                words: &["max_completion_tokens"],
            },
            NO_CALL_NOW,
            Optional {
                name: TOOLS,
                words: &["tool", "function call"],
            },
        ]
    }

    fn body(&self, asked: &Asked) -> Map<String, Value> {
        let Asked {
            config, refused, ..
        } = asked;
        let mut body = Map::new();
        body.insert("model".into(), config.model.trim().into());
        body.insert("messages".into(), messages(asked).into());
        body.insert("stream".into(), true.into());
        if !refused.has("stream_options") {
            body.insert("stream_options".into(), json!({"include_usage": true}));
        }
        if let Some(temperature) = config.temperature.filter(|_| !refused.has("temperature")) {
            body.insert("temperature".into(), decimal(temperature));
        }
        let limit = ["max_tokens", "max_completion_tokens"]
            .into_iter()
            .find(|name| !refused.has(name));
        if let Some((name, limit)) = limit.zip(config.max_tokens) {
            body.insert(name.into(), limit.into());
        }
        if asked.act == Act::Tool {
            let function = json!({
                "name": tool::NAME,
                "description": tool::DESCRIPTION,
                "parameters": tool::parameters(),
            });
            let tool = json!({"type": "function", "function": function});
            body.insert(TOOLS.into(), json!([tool]));
            if !asked.may_call && !refused.has(TOOL_CHOICE) {
                body.insert(TOOL_CHOICE.into(), "none".into());
            }
        }
        body
    }

    fn reader(&self) -> Box<dyn Reader> {
        Box::new(ChunkReader)
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
