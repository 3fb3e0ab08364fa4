//! How a provider is reached and what it is asked for.

use std::time::Duration;

use super::ApiKey;

/// How long a provider may say nothing unless something else is said. A model that is loaded first, or
/// thinks before it speaks, may take minutes.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// The protocol that a server speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WireFormat {
    /// OpenAI Chat Completions, which most servers speak.
    #[default]
    ChatCompletions,
    /// OpenAI Responses.
    Responses,
    /// Anthropic Messages.
    AnthropicMessages,
}

/// How the model has its code run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Act {
    /// It writes a block of code into its reply: any model can.
    #[default]
    CodeBlock,
    /// It calls the one tool `run_python`: for servers and models that know tools.
    Tool,
}

/// How a provider is reached and what it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelConfig {
    /// What it speaks.
    pub format: WireFormat,
    /// Such as `https://api.openai.com/v1`. A slash at the end, or the whole address that replies
    /// are asked for under, is fine too.
    pub base_url: String,
    /// Sent to the base URL's origin only; servers on one's own machine often need none.
    pub api_key: Option<ApiKey>,
    /// The model's name as the provider knows it.
    pub model: String,
    /// Sampling temperature; the provider's own when not set.
    pub temperature: Option<f32>,
    /// Most tokens of one reply; the provider's own limit when not set.
    pub max_tokens: Option<u32>,
    /// How the model has its code run.
    pub act: Act,
    /// How long the provider may say nothing, before the reply and in the middle of it.
    pub patience: Duration,
}

impl WireFormat {
    /// All of them, in the order they are offered.
    pub const ALL: [WireFormat; 3] = [
        WireFormat::ChatCompletions,
        WireFormat::Responses,
        WireFormat::AnthropicMessages,
    ];

    /// Its name in storage.
    pub fn name(self) -> &'static str {
        match self {
            WireFormat::ChatCompletions => "chat_completions",
            WireFormat::Responses => "responses",
            WireFormat::AnthropicMessages => "anthropic_messages",
        }
    }

    /// The format of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name.trim())
    }
}

impl Act {
    /// Both, in the order they are offered.
    pub const ALL: [Act; 2] = [Act::CodeBlock, Act::Tool];

    /// Its name in storage.
    pub fn name(self) -> &'static str {
        match self {
            Act::CodeBlock => "code_block",
            Act::Tool => "tool",
        }
    }

    /// The way of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.name() == name.trim())
    }
}
