//! The providers that the settings offer ready-made.

use crate::model::{Act, WireFormat};

/// A provider of models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Names it in the settings.
    pub id: &'static str,
    /// What the user knows it as.
    pub name: &'static str,
    /// Where its API is; empty where the user has to say.
    pub base_url: &'static str,
    /// A model to begin with; empty where that depends on what the user has installed.
    pub model: &'static str,
    /// What its API speaks, or the best of it.
    pub format: WireFormat,
    /// How its models act: by the tool where all that is asked for goes well with its servers.
    pub act: Act,
    /// Whether it asks for a key.
    pub needs_key: bool,
    /// What the user has to know or do, in a sentence.
    pub hint: &'static str,
}

/// The id of the provider whose address the user enters.
pub const CUSTOM: &str = "custom";

/// The id of the browser's own model, which not all browsers have.
pub const BUILT_IN: &str = "built-in";

/// All providers, in the order they are offered.
pub const PROVIDERS: [Provider; 13] = [
    Provider {
        id: "openai",
        name: "OpenAI",
        base_url: "https://api.openai.com/v1",
        model: "gpt-5-mini",
        format: WireFormat::Responses,
        act: Act::Tool,
        needs_key: true,
        hint: "Keys: platform.openai.com/api-keys.",
    },
    Provider {
        id: "anthropic",
        name: "Anthropic",
        base_url: "https://api.anthropic.com/v1",
        model: "claude-sonnet-5-5",
        format: WireFormat::AnthropicMessages,
        act: Act::Tool,
        needs_key: true,
        hint: "Keys: platform.claude.com/settings/keys.",
    },
    Provider {
        id: "openrouter",
        name: "OpenRouter",
        base_url: "https://openrouter.ai/api/v1",
        model: "openai/gpt-5-mini",
        format: WireFormat::ChatCompletions,
        act: Act::Tool,
        needs_key: true,
        hint: "Many models with one key: openrouter.ai/keys.",
    },
    Provider {
        id: "groq",
        name: "Groq",
        base_url: "https://api.groq.com/openai/v1",
        model: "openai/gpt-oss-120b",
        format: WireFormat::ChatCompletions,
        act: Act::Tool,
        needs_key: true,
        hint: "Keys: console.groq.com/keys.",
    },
    Provider {
        id: "deepseek",
        name: "DeepSeek",
        base_url: "https://api.deepseek.com",
        model: "deepseek-flash",
        format: WireFormat::ChatCompletions,
        // With tools it wants its reasoning back in plain text.
        act: Act::CodeBlock,
        needs_key: true,
        hint: "Keys: platform.deepseek.com/api_keys.",
    },
    Provider {
        id: "gemini",
        name: "Google Gemini",
        base_url: "https://generativelanguage.googleapis.com/v1beta/openai",
        model: "gemini-3.8-flash",
        format: WireFormat::ChatCompletions,
        // With tools it wants a signature of its own back with each call.
        act: Act::CodeBlock,
        needs_key: true,
        hint: "Keys: aistudio.google.com/apikey.",
    },
    Provider {
        id: "mistral",
        name: "Mistral",
        base_url: "https://api.mistral.ai/v1",
        model: "mistral-medium-latest",
        format: WireFormat::ChatCompletions,
        act: Act::Tool,
        needs_key: true,
        hint: "Keys: console.mistral.ai.",
    },
    Provider {
        id: "ollama",
        name: "Ollama",
        base_url: "http://localhost:11434/v1",
        model: "",
        format: WireFormat::ChatCompletions,
        act: Act::CodeBlock,
        needs_key: false,
        hint: "On this computer. Start it with OLLAMA_ORIGINS set to this page's origin.",
    },
    Provider {
        id: "lm-studio",
        name: "LM Studio",
        base_url: "http://localhost:1234/v1",
        model: "",
        format: WireFormat::ChatCompletions,
        act: Act::CodeBlock,
        needs_key: false,
        hint: "On this computer. Turn on CORS in its server settings.",
    },
    Provider {
        id: "llama-cpp",
        name: "llama.cpp",
        base_url: "http://localhost:8080/v1",
        model: "",
        format: WireFormat::ChatCompletions,
        act: Act::CodeBlock,
        needs_key: false,
        hint: "On this computer: llama-server.",
    },
    Provider {
        id: "vllm",
        name: "vLLM",
        base_url: "http://localhost:8000/v1",
        model: "",
        format: WireFormat::ChatCompletions,
        act: Act::CodeBlock,
        needs_key: false,
        hint: "Start it with --allowed-origins set to this page's origin.",
    },
    Provider {
        id: BUILT_IN,
        name: "This browser's own model",
        base_url: "",
        model: "built-in",
        format: WireFormat::ChatCompletions,
        act: Act::CodeBlock,
        needs_key: false,
        hint: "On this computer, without a key. The browser may have to download it first, which takes a while.",
    },
    Provider {
        id: CUSTOM,
        name: "Another",
        base_url: "",
        model: "",
        format: WireFormat::ChatCompletions,
        act: Act::CodeBlock,
        needs_key: false,
        hint: "Any server that speaks one of these APIs and allows calls from this page.",
    },
];

impl Provider {
    /// The provider of this id.
    pub fn find(id: &str) -> Option<&'static Provider> {
        PROVIDERS.iter().find(|provider| provider.id == id)
    }
}
