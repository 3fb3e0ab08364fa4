//! OpenAI Responses, streamed.
//! Protocol: <https://platform.openai.com/docs/api-reference/responses>. Nothing is stored with
//! the provider: the model's reasoning comes encrypted and is sent back with its reply.

mod events;
mod search;

use serde_json::{Value, json};

use self::events::Response;
use super::hosted_search::{Body, FoundPage, Search};
use super::refused::{NO_CALL_NOW, Optional, TEMPERATURE, TOOL};
use super::tool;
use super::turns::Turn;
use super::wire::{Asked, Fault, Reader, Wire};

/// The protocol.
pub(super) struct Responses;

impl Wire for Responses {
    fn path(&self) -> &'static str {
        "/responses"
    }

    fn optional(&self) -> &'static [Optional] {
        &[
            Optional {
                name: "include",
                words: &["include", "encrypted"],
            },
            Optional {
                name: "reasoning",
                words: &[
                    "reasoning.summary",
                    "reasoning summar",
                    "'reasoning'",
                    ": reasoning",
                ],
            },
            TEMPERATURE,
            Optional {
                name: "max_output_tokens",
                words: &["max_output_tokens"],
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
        if !asked.system.is_empty() {
            body.insert("instructions".into(), asked.system.into());
        }
        body.insert("input".into(), input(asked.turns).into());
        body.insert("store".into(), false.into());
        if !refused.has("include") {
            let include = json!(["reasoning.encrypted_content"]);
            body.insert("include".into(), include);
        }
        if !refused.has("reasoning") {
            body.insert("reasoning".into(), json!({"summary": "auto"}));
        }
        asked.put_temperature(&mut body);
        let limit = config.max_tokens;
        if let Some(limit) = limit.filter(|_| !refused.has("max_output_tokens")) {
            body.insert("max_output_tokens".into(), limit.into());
        }
        asked.put_tool(&mut body, "none".into(), || {
            json!({
                "type": "function",
                "name": tool::NAME,
                "description": tool::DESCRIPTION,
                "parameters": tool::parameters(),
                "strict": true,
            })
        });
        body
    }

    fn reader(&self) -> Box<dyn Reader> {
        Box::new(Response::default())
    }

    fn search_body(&self, search: &Search) -> Option<Body> {
        Some(search::body(search))
    }

    fn found_pages(&self, answer: &Value) -> Result<Vec<FoundPage>, Fault> {
        Ok(search::pages(answer))
    }
}

fn input(turns: &[Turn]) -> Vec<Value> {
    let mut input = Vec::new();
    for turn in turns {
        match turn {
            Turn::User(text) => input.push(json!({"role": "user", "content": text})),
            Turn::Reply { text, carried_over } => {
                input.extend(reasoning(*carried_over));
                input.push(json!({"role": "assistant", "content": text}));
            }
            Turn::Call {
                id,
                thought,
                code,
                carried_over,
            } => {
                input.extend(reasoning(*carried_over));
                if !thought.is_empty() {
                    input.push(json!({"role": "assistant", "content": thought}));
                }
                input.push(json!({
                    "type": "function_call",
                    "call_id": id,
                    "name": tool::NAME,
                    "arguments": tool::arguments(code).to_string(),
                }));
            }
            Turn::Result { id, output } => input.push(json!({
                "type": "function_call_output",
                "call_id": id,
                "output": output,
            })),
        }
    }
    input
}

/// The items that were carried over. What is no list of them (a damaged record) is left out.
fn reasoning(carried_over: Option<&str>) -> Vec<Value> {
    carried_over
        .and_then(|json| serde_json::from_str(json).ok())
        .unwrap_or_default()
}
