//! The events of one message as it streams, or the whole of one that does not.

use serde_json::Value;

use crate::model::diagnosis::error_words;
use crate::model::wire::{CallPart, Chunk, Fault, Reader, text};
use crate::model::{FinishReason, Usage};

/// A message under way.
#[derive(Default)]
pub(super) struct Message {
    /// Counts so far: the request's come first, the reply's at the end.
    usage: Usage,
}

impl Reader for Message {
    fn event(&mut self, name: &str, data: &str) -> Result<Chunk, Fault> {
        let event = parse(data)?;
        // Events of kinds that are not known are to be passed over.
        Ok(match event["type"].as_str().unwrap_or(name) {
            "message_start" => Chunk {
                usage: self.count(&event["message"]["usage"]),
                ..Chunk::default()
            },
            "content_block_start" => block(&event["index"], &event["content_block"]),
            "content_block_delta" => delta(&event["index"], &event["delta"]),
            "message_delta" => Chunk {
                finish: finish(&event["delta"]["stop_reason"]),
                usage: self.count(&event["usage"]),
                ..Chunk::default()
            },
            "message_stop" => Chunk {
                is_last: true,
                ..Chunk::default()
            },
            "" => return Err(Fault::NotACompletion),
            _ => Chunk::default(),
        })
    }

    fn document(&mut self, json: &str) -> Result<Chunk, Fault> {
        let message = parse(json)?;
        let Some(content) = message["content"].as_array() else {
            return Err(Fault::NotACompletion);
        };
        let mut whole = Chunk {
            finish: finish(&message["stop_reason"]),
            usage: self.count(&message["usage"]),
            ..Chunk::default()
        };
        for (index, content) in content.iter().enumerate() {
            let block = block(&index.into(), content);
            whole.reasoning += &block.reasoning;
            whole.text += &block.text;
            whole.calls.extend(block.calls);
        }
        Ok(whole)
    }
}

impl Message {
    /// Takes in counts, each the newest of its kind.
    fn count(&mut self, counts: &Value) -> Option<Usage> {
        counts.as_object()?;
        if let Some(fresh) = counts["input_tokens"].as_u64() {
            let cached = counts["cache_read_input_tokens"].as_u64().unwrap_or(0);
            let written = counts["cache_creation_input_tokens"].as_u64().unwrap_or(0);
            self.usage.input_tokens = fresh.saturating_add(cached).saturating_add(written);
            self.usage.cached_input_tokens = cached;
        }
        if let Some(output) = counts["output_tokens"].as_u64() {
            self.usage.output_tokens = output;
        }
        Some(self.usage)
    }
}

fn parse(json: &str) -> Result<Value, Fault> {
    let document: Value = serde_json::from_str(json).map_err(|_| Fault::NotACompletion)?;
    if document["type"] == "error" || document["error"].is_object() {
        let words = error_words(&document);
        let unexplained = || "an error without a message".to_string();
        return Err(Fault::Reported(words.unwrap_or_else(unexplained)));
    }
    match document.is_object() {
        true => Ok(document),
        false => Err(Fault::NotACompletion),
    }
}

/// A block at its start, or the whole of it.
fn block(index: &Value, block: &Value) -> Chunk {
    match block["type"].as_str() {
        Some("text") => Chunk {
            text: text(&block["text"]),
            ..Chunk::default()
        },
        Some("thinking") => Chunk {
            reasoning: text(&block["thinking"]),
            ..Chunk::default()
        },
        Some("tool_use") => Chunk {
            calls: vec![CallPart {
                index: index.as_u64().unwrap_or(0),
                name: Some(text(&block["name"])),
                // A stream begins with an empty object, and sends the arguments after it.
                arguments: match block["input"].as_object() {
                    Some(input) if !input.is_empty() => block["input"].to_string(),
                    _ => String::new(),
                },
            }],
            ..Chunk::default()
        },
        _ => Chunk::default(),
    }
}

fn delta(index: &Value, delta: &Value) -> Chunk {
    match delta["type"].as_str() {
        Some("text_delta") => Chunk {
            text: text(&delta["text"]),
            ..Chunk::default()
        },
        Some("thinking_delta") => Chunk {
            reasoning: text(&delta["thinking"]),
            ..Chunk::default()
        },
        Some("input_json_delta") => Chunk {
            calls: vec![CallPart {
                index: index.as_u64().unwrap_or(0),
                name: None,
                arguments: text(&delta["partial_json"]),
            }],
            ..Chunk::default()
        },
        _ => Chunk::default(),
    }
}

fn finish(reason: &Value) -> Option<FinishReason> {
    match reason.as_str()? {
        "max_tokens" | "model_context_window_exceeded" => Some(FinishReason::Length),
        "refusal" => Some(FinishReason::Filtered),
        _ => Some(FinishReason::Stop),
    }
}
