//! The events of one response as it streams, or the whole of one that does not.

use serde_json::{Value, json};

use crate::model::diagnosis::error_words;
use crate::model::wire::{CallPart, Chunk, Fault, Reader, text};
use crate::model::{FinishReason, Usage};

/// A response under way.
#[derive(Default)]
pub(super) struct Response {
    /// The encrypted reasoning so far, as items of the next request's input.
    reasoning: Vec<Value>,
    /// Whether a part of the reasoning's summary was shown.
    has_summary: bool,
}

impl Reader for Response {
    fn event(&mut self, name: &str, data: &str) -> Result<Chunk, Fault> {
        let event = parse(data)?;
        let index = event["output_index"].as_u64().unwrap_or(0);
        let delta = || text(&event["delta"]);
        // Events of kinds that are not known are passed over.
        Ok(match event["type"].as_str().unwrap_or(name) {
            "" => return Err(Fault::NotACompletion),
            "response.output_text.delta" | "response.refusal.delta" => Chunk {
                text: delta(),
                ..Chunk::default()
            },
            "response.reasoning_summary_text.delta" | "response.reasoning_text.delta" => {
                self.has_summary = true;
                Chunk {
                    reasoning: delta(),
                    ..Chunk::default()
                }
            }
            "response.reasoning_summary_part.added" if self.has_summary => Chunk {
                reasoning: "\n\n".into(),
                ..Chunk::default()
            },
            "response.output_item.added" => Chunk {
                calls: call(index, &event["item"], false).into_iter().collect(),
                ..Chunk::default()
            },
            "response.function_call_arguments.delta" => Chunk {
                calls: vec![CallPart {
                    index,
                    name: None,
                    arguments: delta(),
                }],
                ..Chunk::default()
            },
            "response.output_item.done" => Chunk {
                carried_over: self.keep(&event["item"]),
                ..Chunk::default()
            },
            "response.completed" | "response.incomplete" => Chunk {
                is_last: true,
                ..end(&event["response"])
            },
            "response.failed" => return Err(Fault::Reported(failure(&event["response"]))),
            _ => Chunk::default(),
        })
    }

    fn document(&mut self, json: &str) -> Result<Chunk, Fault> {
        let response = parse(json)?;
        let Some(output) = response["output"].as_array() else {
            return Err(Fault::NotACompletion);
        };
        if response["status"] == "failed" {
            return Err(Fault::Reported(failure(&response)));
        }
        let mut whole = end(&response);
        for (index, item) in output.iter().enumerate() {
            whole.carried_over = self.keep(item).or(whole.carried_over);
            whole.calls.extend(call(index as u64, item, true));
            for part in parts(&item["summary"]) {
                whole.reasoning += &text(&part["text"]);
            }
            if item["type"] == "message" {
                for part in parts(&item["content"]) {
                    whole.text += &text(&part["text"]);
                    whole.text += &text(&part["refusal"]);
                }
            }
        }
        Ok(whole)
    }
}

impl Response {
    /// Takes in an item that is complete: all that is to be sent back, if it is reasoning. Its id
    /// is left out: the provider would look for it among what it has stored.
    fn keep(&mut self, item: &Value) -> Option<Value> {
        let encrypted = item["encrypted_content"].as_str()?;
        if item["type"] != "reasoning" || encrypted.is_empty() {
            return None;
        }
        self.reasoning.push(json!({
            "type": "reasoning",
            "summary": parts(&item["summary"]),
            "encrypted_content": encrypted,
        }));
        Some(self.reasoning.clone().into())
    }
}

fn parse(json: &str) -> Result<Value, Fault> {
    let document: Value = serde_json::from_str(json).map_err(|_| Fault::NotACompletion)?;
    if document["type"] == "error" || document["error"].is_object() {
        return Err(Fault::Reported(failure(&document)));
    }
    match document.is_object() {
        true => Ok(document),
        false => Err(Fault::NotACompletion),
    }
}

/// What a document with an error in it says.
fn failure(document: &Value) -> String {
    error_words(document).unwrap_or_else(|| "an error without a message".into())
}

/// A call of a function: its name, and its arguments where they are complete.
fn call(index: u64, item: &Value, is_complete: bool) -> Option<CallPart> {
    (item["type"] == "function_call").then(|| CallPart {
        index,
        name: Some(text(&item["name"])),
        arguments: match is_complete {
            true => text(&item["arguments"]),
            false => String::new(),
        },
    })
}

/// How a response ended, and its counts.
fn end(response: &Value) -> Chunk {
    let reason = response["incomplete_details"]["reason"].as_str();
    let counts = &response["usage"];
    Chunk {
        finish: Some(match reason {
            Some("content_filter") => FinishReason::Filtered,
            Some(_) => FinishReason::Length,
            None => FinishReason::Stop,
        }),
        usage: counts.is_object().then(|| Usage {
            input_tokens: counts["input_tokens"].as_u64().unwrap_or(0),
            output_tokens: counts["output_tokens"].as_u64().unwrap_or(0),
            cached_input_tokens: counts["input_tokens_details"]["cached_tokens"]
                .as_u64()
                .unwrap_or(0),
        }),
        ..Chunk::default()
    }
}

fn parts(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}
