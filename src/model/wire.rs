//! What a wire format is: how a request is written, and what each document of an answer holds. All
//! else (the endpoint, the key, refusals, retries, bounds, the tool) is the same for all formats.

use serde_json::Value;

use super::hosted_search::{Body, FoundPage, Search};
use super::refused::{Optional, Refused, TEMPERATURE, TOOL_CHOICE, TOOLS};
use super::turns::Turn;
use super::{Act, FinishReason, ModelConfig, Usage, WireFormat};
use super::{anthropic_messages, openai_chat, openai_responses};
use crate::platform::http::HttpRequest;

/// A protocol for asking a model.
pub(super) trait Wire {
    /// Where replies are asked for, under the base URL.
    fn path(&self) -> &'static str;

    /// Where the models are listed, under the base URL.
    fn models_path(&self) -> &'static str {
        "/models"
    }

    /// The request with the key and the headers that the protocol asks for, and no others: some
    /// servers refuse headers that they do not know.
    fn with_headers(&self, request: HttpRequest, key: Option<&str>) -> HttpRequest {
        match key {
            Some(key) => request.header("authorization", format!("Bearer {key}")),
            None => request,
        }
    }

    /// The parts of a body that are left out once a server refuses them.
    fn optional(&self) -> &'static [Optional];

    /// The request's JSON.
    fn body(&self, asked: &Asked) -> Body;

    /// A reader for one answer.
    fn reader(&self) -> Box<dyn Reader>;

    /// The JSON of a request that has the provider search the web; `None` where it does not.
    fn search_body(&self, search: &Search) -> Option<Body>;

    /// The pages that the answer to such a request holds.
    fn found_pages(&self, answer: &Value) -> Result<Vec<FoundPage>, Fault>;
}

/// What is asked for.
pub(super) struct Asked<'a> {
    /// Model and sampling.
    pub config: &'a ModelConfig,
    /// The way to act, as far as the server takes it.
    pub act: Act,
    /// Whether the tool may be called in this reply.
    pub may_call: bool,
    /// The instructions.
    pub system: &'a str,
    /// The conversation.
    pub turns: &'a [Turn<'a>],
    /// What the server is known not to take.
    pub refused: &'a Refused,
}

impl Asked<'_> {
    /// The beginning of a body: the model, whose reply is streamed.
    pub(super) fn streamed(&self) -> Body {
        let mut body = Body::new();
        body.insert("model".into(), self.config.model.trim().into());
        body.insert("stream".into(), true.into());
        body
    }

    /// Puts the temperature into a body, if there is one and the server takes it. Whether it did.
    pub(super) fn put_temperature(&self, body: &mut Body) -> bool {
        let wanted = self.config.temperature;
        let Some(value) = wanted.filter(|_| !self.refused.has(TEMPERATURE.name)) else {
            return false;
        };
        // As people wrote it: 0.7 as 32 bits is 0.699999988 as 64.
        let exact = value.to_string().parse();
        let value = exact.unwrap_or_else(|_| f64::from(value));
        body.insert(TEMPERATURE.name.into(), value.into());
        true
    }

    /// Puts the tool into a body where the model acts by it. `none` says that it is not to be
    /// called now.
    pub(super) fn put_tool(&self, body: &mut Body, none: Value, tool: impl FnOnce() -> Value) {
        if self.act != Act::Tool {
            return;
        }
        body.insert(TOOLS.into(), vec![tool()].into());
        if !self.may_call && !self.refused.has(TOOL_CHOICE) {
            body.insert(TOOL_CHOICE.into(), none);
        }
    }
}

/// Reads the documents of one answer, in order. Tolerant: what is missing, null or of an odd type
/// is taken as absent.
pub(super) trait Reader {
    /// One event of a stream: its name, if it has one, and its data.
    fn event(&mut self, name: &str, data: &str) -> Result<Chunk, Fault>;

    /// A whole answer, from a server that does not stream.
    fn document(&mut self, json: &str) -> Result<Chunk, Fault>;
}

/// What a document holds of the reply.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Chunk {
    /// More of the visible reasoning; often empty.
    pub reasoning: String,
    /// More of the text; often empty.
    pub text: String,
    /// More of the tool calls, in order.
    pub calls: Vec<CallPart>,
    /// Set when the reply ends.
    pub finish: Option<FinishReason>,
    /// Token counts so far, when the provider sends them.
    pub usage: Option<Usage>,
    /// All that is to be sent back with the reply so far.
    pub carried_over: Option<Value>,
    /// Whether nothing follows.
    pub is_last: bool,
}

/// More of a tool call.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CallPart {
    /// Which call of the reply, as the provider counts.
    pub index: u64,
    /// The tool, with the call's first part.
    pub name: Option<String>,
    /// More of the arguments' JSON.
    pub arguments: String,
}

/// Why a document holds nothing of a reply.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is something else, or no JSON at all.
    NotACompletion,
    /// The provider reports an error, in these words (unbounded, not yet redacted).
    Reported(String),
}

impl WireFormat {
    /// The protocol itself.
    pub(super) fn wire(self) -> &'static dyn Wire {
        match self {
            WireFormat::ChatCompletions => &openai_chat::ChatCompletions,
            WireFormat::Responses => &openai_responses::Responses,
            WireFormat::AnthropicMessages => &anthropic_messages::AnthropicMessages,
        }
    }
}

/// The text of a field, or none.
pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_string()
}
