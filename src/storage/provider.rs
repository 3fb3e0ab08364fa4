//! The providers that the settings offer ready-made. All speak OpenAI's Chat Completions.

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
    /// Whether it asks for a key.
    pub needs_key: bool,
    /// What the user has to know or do, in a sentence.
    pub hint: &'static str,
}

/// The id of the provider whose address the user enters.
pub const CUSTOM: &str = "custom";

/// All providers, in the order they are offered.
pub const PROVIDERS: [Provider; 9] = [
    Provider {
        id: "openai",
        name: "OpenAI",
        base_url: "https://api.openai.com/v1",
        model: "gpt-5-mini",
        needs_key: true,
        hint: "Keys: platform.openai.com/api-keys.",
    },
    Provider {
        id: "openrouter",
        name: "OpenRouter",
        base_url: "https://openrouter.ai/api/v1",
        model: "openai/gpt-5-mini",
        needs_key: true,
        hint: "Many models with one key: openrouter.ai/keys.",
    },
    Provider {
        id: "groq",
        name: "Groq",
        base_url: "https://api.groq.com/openai/v1",
        model: "openai/gpt-oss-120b",
        needs_key: true,
        hint: "Keys: console.groq.com/keys.",
    },
    Provider {
        id: "mistral",
        name: "Mistral",
        base_url: "https://api.mistral.ai/v1",
        model: "mistral-medium-latest",
        needs_key: true,
        hint: "Keys: console.mistral.ai.",
    },
    Provider {
        id: "ollama",
        name: "Ollama",
        base_url: "http://localhost:11434/v1",
        model: "",
        needs_key: false,
        hint: "On this computer. Start it with OLLAMA_ORIGINS set to this page's origin.",
    },
    Provider {
        id: "lm-studio",
        name: "LM Studio",
        base_url: "http://localhost:1234/v1",
        model: "",
        needs_key: false,
        hint: "On this computer. Turn on CORS in its server settings.",
    },
    Provider {
        id: "llama-cpp",
        name: "llama.cpp",
        base_url: "http://localhost:8080/v1",
        model: "",
        needs_key: false,
        hint: "On this computer: llama-server.",
    },
    Provider {
        id: "vllm",
        name: "vLLM",
        base_url: "http://localhost:8000/v1",
        model: "",
        needs_key: false,
        hint: "Start it with --allowed-origins set to this page's origin.",
    },
    Provider {
        id: CUSTOM,
        name: "Another",
        base_url: "",
        model: "",
        needs_key: false,
        hint: "Any server with OpenAI's Chat Completions that allows calls from this page.",
    },
];

impl Provider {
    /// The provider of this id.
    pub fn find(id: &str) -> Option<&'static Provider> {
        PROVIDERS.iter().find(|provider| provider.id == id)
    }
}
