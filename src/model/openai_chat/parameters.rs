//! The request's JSON, and which of its optional parameters a server takes. Servers differ, and
//! say so by refusing a parameter by name.

use serde::Serialize;

use super::ChatConfig;
use super::diagnosis::Refusal;
use super::endpoint::Endpoint;
use crate::model::{Message, ModelError};

/// What a refusal calls a parameter that the server does not take, in lower case. Values out of
/// range are worded otherwise, and are the user's to correct.
const NOT_TAKEN: [&str; 8] = [
    "unsupported",
    "not support",
    "unrecognized",
    "unknown",
    "unexpected",
    "not permitted",
    "not allowed",
    "deprecated",
];

/// The optional parameters that a server takes, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Accepted {
    stream_options: bool,
    temperature: bool,
    token_limit: TokenLimit,
}

/// The name under which a server takes the limit of a reply's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenLimit {
    MaxTokens,
    MaxCompletionTokens,
    NotTaken,
}

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    messages: &'a [Message],
    stream: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    stream_options: Option<StreamOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
}

#[derive(Serialize)]
struct StreamOptions {
    include_usage: bool,
}

impl Accepted {
    /// What to try first. OpenAI's newer models take `max_completion_tokens` only; other servers
    /// know the older `max_tokens`.
    pub(super) fn at_first(endpoint: &Endpoint) -> Self {
        let token_limit = match endpoint.is_openai() {
            true => TokenLimit::MaxCompletionTokens,
            false => TokenLimit::MaxTokens,
        };
        Self {
            stream_options: true,
            temperature: true,
            token_limit,
        }
    }

    /// What is left to try after a refusal; `None` when it was about something else.
    pub(super) fn after(self, refusal: &Refusal, config: &ChatConfig) -> Option<Self> {
        // 422 is what servers built on FastAPI answer instead of 400.
        if !matches!(refusal.status, 400 | 422) {
            return None;
        }
        let words = refusal.body.to_lowercase();
        if !NOT_TAKEN.iter().any(|phrase| words.contains(phrase)) {
            return None;
        }
        let mut fewer = self;
        if words.contains("stream_options") {
            fewer.stream_options = false;
        }
        if config.temperature.is_some() && words.contains("temperature") {
            fewer.temperature = false;
        }
        if config.max_tokens.is_some() {
            fewer.token_limit = self.token_limit.after(&words);
        }
        (fewer != self).then_some(fewer)
    }

    /// The request's JSON.
    pub(super) fn request_body(
        self,
        config: &ChatConfig,
        messages: &[Message],
    ) -> Result<String, ModelError> {
        let limit = |name| config.max_tokens.filter(|_| self.token_limit == name);
        let body = Body {
            model: config.model.trim(),
            messages,
            stream: true,
            stream_options: self.stream_options.then_some(StreamOptions {
                include_usage: true,
            }),
            temperature: config.temperature.filter(|_| self.temperature),
            max_tokens: limit(TokenLimit::MaxTokens),
            max_completion_tokens: limit(TokenLimit::MaxCompletionTokens),
        };
        serde_json::to_string(&body).map_err(|error| {
            ModelError::Configuration(format!("The request cannot be written as JSON: {error}"))
        })
    }
}

impl TokenLimit {
    /// The name to try after a refusal in these words (lower case).
    fn after(self, words: &str) -> Self {
        match self {
            // "Use 'max_completion_tokens' instead" is what OpenAI's models say elsewhere, too.
            TokenLimit::MaxTokens if words.contains("max_completion_tokens") => {
                TokenLimit::MaxCompletionTokens
            }
            TokenLimit::MaxTokens if words.contains("max_tokens") => TokenLimit::NotTaken,
            TokenLimit::MaxCompletionTokens if words.contains("max_completion_tokens") => {
                TokenLimit::NotTaken
            }
            unchanged => unchanged,
        }
    }
}
