//! One JSON document of a reply: a chunk of the stream, or a whole completion from a server that
//! does not stream. Tolerant: what is missing, null or of an odd type is taken as absent.

use serde_json::Value;

use crate::model::{FinishReason, Usage};

/// What a document holds of the reply.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Chunk {
    /// More of the text; often empty.
    pub text: String,
    /// More of the visible reasoning; often empty.
    pub reasoning: String,
    /// Set when the reply ends.
    pub finish: Option<FinishReason>,
    /// Token counts, when the provider sends them.
    pub usage: Option<Usage>,
}

/// Why a document holds nothing of a reply.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is something else, or no JSON at all.
    NotACompletion,
    /// The provider reports an error, in these words (unbounded, not yet redacted).
    Reported(String),
}

impl Chunk {
    /// Reads one document.
    pub(super) fn parse(json: &str) -> Result<Self, Fault> {
        let document: Value = serde_json::from_str(json).map_err(|_| Fault::NotACompletion)?;
        if let Some(words) = reported(&document) {
            return Err(Fault::Reported(words));
        }
        let usage = usage(&document["usage"]);
        if document.get("choices").is_none() && usage.is_none() {
            return Err(Fault::NotACompletion);
        }
        let Some(choice) = first_choice(&document["choices"]) else {
            return Ok(Self {
                usage,
                ..Self::default()
            });
        };
        // A stream sends deltas, a whole completion a message of the same form.
        let part = choice.get("delta").unwrap_or(&choice["message"]);
        Ok(Self {
            text: match text(&part["content"]) {
                content if content.is_empty() => text(&part["refusal"]),
                content => content,
            },
            reasoning: match text(&part["reasoning_content"]) {
                reasoning if reasoning.is_empty() => text(&part["reasoning"]),
                reasoning => reasoning,
            },
            finish: finish(&choice["finish_reason"]),
            usage,
        })
    }
}

/// The provider's own words in an error document, in any of the shapes in use:
/// `{"error": {"message": ..}}`, `{"error": ".."}`, `{"message": ..}`, `{"detail": ..}`, or one of
/// these in an array.
pub(super) fn error_words(document: &Value) -> Option<String> {
    let document = document.get(0).unwrap_or(document);
    let error = match document.get("error") {
        Some(error) if !error.is_null() => error,
        _ => document,
    };
    let words = [
        error,
        &error["message"],
        &error["detail"],
        &error["detail"][0]["msg"],
    ]
    .into_iter()
    .find_map(Value::as_str)?;
    // Gateways put the words of the provider behind them here.
    Some(match error["metadata"]["raw"].as_str() {
        Some(raw) => format!("{words}: {raw}"),
        None => words.to_string(),
    })
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
            assert_eq!(Chunk::parse(json), text_chunk(expected), "{json}");
        }
    }

    #[test]
    fn tells_reasoning_from_text_under_either_name() {
        for name in ["reasoning_content", "reasoning"] {
            let json = format!(r#"{{"choices":[{{"delta":{{"{name}":"hm","content":""}}}}]}}"#);
            let reasoning = "hm".to_string();
            assert_eq!(
                Chunk::parse(&json),
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
            assert_eq!(
                Chunk::parse(&json).map(|chunk| chunk.finish),
                Ok(Some(expected))
            );
        }
    }

    #[test]
    fn reads_token_counts_beside_no_choices() {
        let json = r#"{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}"#;
        let usage = Some(Usage {
            input_tokens: 12,
            output_tokens: 3,
        });
        assert_eq!(Chunk::parse(json).map(|chunk| chunk.usage), Ok(usage));
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
            assert_eq!(
                Chunk::parse(json),
                Err(Fault::Reported(words.into())),
                "{json}"
            );
        }
        let fast_api = serde_json::json!({"detail": [{"loc": ["body"], "msg": "too long"}]});
        assert_eq!(error_words(&fast_api).as_deref(), Some("too long"));
    }

    #[test]
    fn refuses_what_is_no_piece_of_a_reply() {
        for json in ["", "{", "nope", "[]", "7", "{}", r#"{"type":"ping"}"#] {
            assert_eq!(Chunk::parse(json), Err(Fault::NotACompletion), "{json}");
        }
    }
}
