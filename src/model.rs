//! Language models: what to send, what streams back, what can go wrong. Only the modules below
//! know a provider's JSON; nothing here knows tools, Python or where a key is kept.

mod anthropic_messages;
mod api_key;
mod config;
pub mod connection;
mod diagnosis;
mod endpoint;
mod error;
mod hosted_search;
pub mod inspector;
mod message;
mod openai_chat;
mod openai_responses;
pub mod recorded;
mod refused;
mod remote;
mod reply;
mod retry;
pub(crate) mod retry_after;
pub mod sse;
pub mod tokenizer;
mod tool;
mod turns;
mod wire;

pub use api_key::ApiKey;
pub use config::{Act, ModelConfig, PATIENCE, WireFormat};
pub use error::ModelError;
pub use hosted_search::{Found, FoundPage};
pub use message::{CARRIED_OVER_BYTES, CarriedOver, Message, Role};
pub use remote::RemoteModel;
pub use tokenizer::Tokenizer;
pub use tool::NAME as TOOL_NAME;

use async_trait::async_trait;
use futures::stream::LocalBoxStream;
use serde::{Deserialize, Serialize};

use crate::platform::http::Source;

/// A model that answers a list of messages with streamed text.
#[async_trait(?Send)]
pub trait ChatModel {
    /// Starts one completion. Dropping the future or the stream cancels it, a wait between two
    /// attempts included.
    ///
    /// # Errors
    /// [`ModelError`] when nothing can be asked at all. What a provider refuses, after the bounded
    /// retries that the implementation makes, arrives as the stream's error, so that each
    /// [`ModelEvent::Retrying`] can come before it.
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError>;

    /// How it would have its code run if it was asked now.
    fn act(&self) -> Act {
        Act::CodeBlock
    }

    /// Whether replies come from a provider or from a recording.
    fn source(&self) -> Source {
        Source::Live
    }

    /// What counts the tokens of what it is sent, as well as that is known now.
    fn tokenizer(&self) -> Tokenizer {
        Tokenizer::Estimate
    }

    /// Has the provider search the web, where it does that itself, for about so many pages. Asked
    /// once: a search is paid for.
    ///
    /// # Errors
    /// [`ModelError::Configuration`] where it does not; otherwise as a completion.
    async fn search(&self, query: &str, max_results: usize) -> Result<Found, ModelError> {
        let _ = (query, max_results);
        Err(ModelError::Configuration(NO_SEARCH.into()))
    }
}

/// What is said where a model's provider does not search.
const NO_SEARCH: &str = "The model's provider does not search the web by itself. Choose another search service in Settings";

/// One completion as it streams. Ends after [`ModelEvent::Finished`] or the first error; what
/// arrived before an error stays valid. May be polled past its end.
pub type CompletionStream = LocalBoxStream<'static, Result<ModelEvent, ModelError>>;

/// What to complete. Sampling options belong to the model's own configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatRequest {
    /// The conversation, system message first.
    pub messages: Vec<Message>,
    /// Whether the model may act in this reply.
    pub acting: Acting,
}

/// Whether a model may act in a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acting {
    /// It may.
    Now,
    /// Not in this reply. It is told of the tool that runs code all the same, so that what is sent
    /// stays what it was.
    NotNow,
    /// Never: it is not told of the tool.
    Never,
}

/// One thing that happened while a completion streamed.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelEvent {
    /// More of the reply's text. Never empty.
    Delta(String),
    /// More of the model's visible reasoning, where a provider sends it apart from the reply.
    Reasoning(String),
    /// The call failed in a way that may pass; it is made again after `delay_ms`. Comes before
    /// any delta of the attempt that follows.
    Retrying {
        /// What went wrong, for the user.
        reason: String,
        /// Milliseconds until the next attempt.
        delay_ms: u64,
    },
    /// What the provider wants to have back with this reply, all of it so far: the newest counts.
    CarriedOver(CarriedOver),
    /// Token counts, when the provider reports them.
    Usage(Usage),
    /// The reply is complete, or cut by the provider.
    Finished(FinishReason),
}

/// Why a reply ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinishReason {
    /// The model was done.
    Stop,
    /// The token limit cut the reply.
    Length,
    /// The provider's content filter cut the reply.
    Filtered,
}

/// Token counts of one completion, as the provider reports them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Usage {
    /// Tokens in the request, those read from a cache included.
    pub input_tokens: u64,
    /// Tokens in the reply, reasoning included.
    pub output_tokens: u64,
    /// Tokens of the request that the provider had in its cache.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub cached_input_tokens: u64,
}

/// Serde hands over a reference.
fn is_zero(count: &u64) -> bool {
    *count == 0
}
