//! One JSON document of a reply: a chunk of the stream, or a whole completion from a server that
//! does not stream. Tolerant: what is missing, null or of an odd type is taken as absent.

use serde_json::Value;

use crate::model::diagnosis::error_words;
use crate::model::wire::{CallPart, Chunk, Fault};
use crate::model::{FinishReason, Usage};

/// Reads one document.
pub(super) fn parse(json: &str) -> Result<Chunk, Fault> {
    let document: Value = serde_json::from_str(json).map_err(|_| Fault::NotACompletion)?;
    if let Some(words) = reported(&document) {
        return Err(Fault::Reported(words));
    }
    let usage = usage(&document["usage"]);
    if document.get("choices").is_none() && usage.is_none() {
        return Err(Fault::NotACompletion);
    }
    let Some(choice) = first_choice(&document["choices"]) else {
        return Ok(Chunk {
            usage,
            ..Chunk::default()
        });
    };
    // A stream sends deltas, a whole completion a message of the same form.
    let part = choice.get("delta").unwrap_or(&choice["message"]);
    Ok(Chunk {
        text: match text(&part["content"]) {
            content if content.is_empty() => text(&part["refusal"]),
            content => content,
        },
        reasoning: match text(&part["reasoning_content"]) {
            reasoning if reasoning.is_empty() => text(&part["reasoning"]),
            reasoning => reasoning,
        },
        calls: calls(&part["tool_calls"]),
        finish: finish(&choice["finish_reason"]),
        usage,
        ..Chunk::default()
    })
}

/// Parts of tool calls. Some servers leave the index out, and some send the arguments as an object
/// in place of its text.
fn calls(calls: &Value) -> Vec<CallPart> {
    let calls = calls.as_array().map(Vec::as_slice).unwrap_or_default();
    let part = |(at, call): (usize, &Value)| {
        let function = &call["function"];
        CallPart {
            index: call["index"].as_u64().unwrap_or(at as u64),
            name: function["name"]
                .as_str()
                .filter(|name| !name.is_empty())
                .map(str::to_string),
            arguments: match &function["arguments"] {
                Value::String(json) => json.clone(),
                object @ Value::Object(_) => object.to_string(),
                _ => String::new(),
            },
        }
    };
    calls.iter().enumerate().map(part).collect()
}

/// The words of an error where a piece of a reply should be.
fn reported(document: &Value) -> Option<String> {
    let document = document.get(0).unwrap_or(document);
    let is_error = document.get("error").is_some_and(|error| !error.is_null())
        || document["object"] == "error";
    let unexplained = || "an error without a message".to_string();
    is_error.then(|| error_words(document).unwrap_or_else(unexplained))
}

/// The choice with index 0, or the first that has no index.
fn first_choice(choices: &Value) -> Option<&Value> {
    choices
        .as_array()?
        .iter()
        .find(|choice| matches!(choice["index"].as_u64(), None | Some(0)))
}

/// Text, or the text parts of a list of parts.
fn text(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts
            .iter()
            .filter_map(|part| part["text"].as_str())
            .collect(),
        _ => String::new(),
    }
}

fn finish(reason: &Value) -> Option<FinishReason> {
    match reason.as_str()? {
        "length" | "max_tokens" => Some(FinishReason::Length),
        "content_filter" => Some(FinishReason::Filtered),
        _ => Some(FinishReason::Stop),
    }
}

fn usage(counts: &Value) -> Option<Usage> {
    let input = counts["prompt_tokens"].as_u64();
    let output = counts["completion_tokens"].as_u64();
    (input.is_some() || output.is_some()).then(|| Usage {
        input_tokens: input.unwrap_or(0),
        output_tokens: output.unwrap_or(0),
        cached_input_tokens: counts["prompt_tokens_details"]["cached_tokens"]
            .as_u64()
            .unwrap_or(0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_chunk(text: &str) -> Result<Chunk, Fault> {
        Ok(Chunk {
            text: text.into(),
            ..Chunk::default()
        })
    }

    #[test]
    fn reads_text_in_the_forms_that_servers_send() {
        for (json, expected) in [
            (r#"{"choices":[{"index":0,"delta":{"content":"a"}}]}"#, "a"),
            (
                r#"{"choices":[{"delta":{"content":"a"},"finish_reason":null}]}"#,
                "a",
            ),
            (
                r#"{"choices":[{"index":1,"delta":{"content":"b"}},{"index":0,"delta":{"content":"a"}}]}"#,
                "a",
            ),
            (r#"{"choices":[{"index":1,"delta":{"content":"b"}}]}"#, ""),
            (
                r#"{"choices":[{"delta":{"content":[{"type":"text","text":"a"},{"type":"x"},{"text":"b"}]}}]}"#,
                "ab",
            ),
            (
                r#"{"choices":[{"delta":{"content":null,"refusal":"no"}}]}"#,
                "no",
            ),
            (
                r#"{"choices":[{"delta":{"role":"assistant","content":null}}]}"#,
                "",
            ),
            (
                r#"{"choices":[{"delta":{"role":"assistant"}}],"usage":null,"error":null}"#,
                "",
            ),
            (r#"{"choices":[{"delta":null}]}"#, ""),
            (r#"{"choices":[{}]}"#, ""),
            (r#"{"choices":[]}"#, ""),
            (r#"{"choices":null}"#, ""),
            (
                r#"{"choices":[{"message":{"role":"assistant","content":"a"}}]}"#,
                "a",
            ),
        ] {
            assert_eq!(parse(json), text_chunk(expected), "{json}");
        }
    }

    #[test]
    fn tells_reasoning_from_text_under_either_name() {
        for name in ["reasoning_content", "reasoning"] {
            let json = format!(r#"{{"choices":[{{"delta":{{"{name}":"hm","content":""}}}}]}}"#);
            let reasoning = "hm".to_string();
            assert_eq!(
                parse(&json),
                Ok(Chunk {
                    reasoning,
                    ..Chunk::default()
                })
            );
        }
    }

    #[test]
    fn knows_why_a_reply_ended() {
        for (reason, expected) in [
            ("stop", FinishReason::Stop),
            ("tool_calls", FinishReason::Stop),
            ("length", FinishReason::Length),
            ("content_filter", FinishReason::Filtered),
        ] {
            let json = format!(r#"{{"choices":[{{"delta":{{}},"finish_reason":"{reason}"}}]}}"#);
            assert_eq!(parse(&json).map(|chunk| chunk.finish), Ok(Some(expected)));
        }
    }

    #[test]
    fn reads_parts_of_tool_calls_in_the_forms_that_servers_send() {
        for (json, index, name, arguments) in [
            (
                r#"{"index":1,"id":"c","type":"function","function":{"name":"f","arguments":""}}"#,
                1,
                Some("f"),
                "",
            ),
            (
                r#"{"index":1,"function":{"arguments":"{\"a"}}"#,
                1,
                None,
                "{\"a",
            ),
            (
                r#"{"function":{"name":"f","arguments":{"a": 1}}}"#,
                0,
                Some("f"),
                r#"{"a":1}"#,
            ),
            ("7", 0, None, ""),
        ] {
            let chunk = parse(&format!(
                r#"{{"choices":[{{"delta":{{"tool_calls":[{json}]}}}}]}}"#
            ));
            let call = CallPart {
                index,
                name: name.map(str::to_string),
                arguments: arguments.into(),
            };
            assert_eq!(chunk.map(|chunk| chunk.calls), Ok(vec![call]), "{json}");
        }
    }

    #[test]
    fn reads_token_counts_beside_no_choices() {
        let json = r#"{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}"#;
        let usage = Some(Usage {
            input_tokens: 12,
            output_tokens: 3,
            cached_input_tokens: 0,
        });
        assert_eq!(parse(json).map(|chunk| chunk.usage), Ok(usage));
    }

    #[test]
    fn finds_the_words_of_an_error_in_every_shape() {
        for (json, words) in [
            (
                r#"{"error":{"message":"overloaded","code":502}}"#,
                "overloaded",
            ),
            (r#"{"error":"overloaded"}"#, "overloaded"),
            (r#"[{"error":{"message":"overloaded"}}]"#, "overloaded"),
            (r#"{"object":"error","message":"overloaded"}"#, "overloaded"),
            (
                r#"{"error":{"message":"failed","metadata":{"raw":"overloaded"}}}"#,
                "failed: overloaded",
            ),
            (r#"{"error":{"code":500}}"#, "an error without a message"),
        ] {
            assert_eq!(parse(json), Err(Fault::Reported(words.into())), "{json}");
        }
        let fast_api = serde_json::json!({"detail": [{"loc": ["body"], "msg": "too long"}]});
        assert_eq!(error_words(&fast_api).as_deref(), Some("too long"));
    }

    #[test]
    fn refuses_what_is_no_piece_of_a_reply() {
        for json in ["", "{", "nope", "[]", "7", "{}", r#"{"type":"ping"}"#] {
            assert_eq!(parse(json), Err(Fault::NotACompletion), "{json}");
        }
    }
}
