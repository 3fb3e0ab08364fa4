//! The services that can be searched with: their names, addresses, and which of them ask for a key.

use std::fmt;

use crate::model::ApiKey;

/// A search service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchService {
    /// A MediaWiki site.
    Wikipedia,
    /// An instance of SearXNG.
    Searxng,
    /// Tavily.
    Tavily,
    /// Brave Search.
    Brave,
    /// Jina Search.
    Jina,
    /// The provider of the model, where that searches by itself.
    Model,
}

impl SearchService {
    /// All of them, in the order they are offered.
    pub const ALL: [SearchService; 6] = [
        SearchService::Wikipedia,
        SearchService::Searxng,
        SearchService::Tavily,
        SearchService::Brave,
        SearchService::Jina,
        SearchService::Model,
    ];

    /// Its name in storage.
    pub fn id(self) -> &'static str {
        match self {
            SearchService::Wikipedia => "wikipedia",
            SearchService::Searxng => "searxng",
            SearchService::Tavily => "tavily",
            SearchService::Brave => "brave",
            SearchService::Jina => "jina",
            SearchService::Model => "model",
        }
    }

    /// The service of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.id() == id)
    }

    /// What people know it as.
    pub fn title(self) -> &'static str {
        match self {
            SearchService::Wikipedia => "Wikipedia",
            SearchService::Searxng => "SearXNG",
            SearchService::Tavily => "Tavily",
            SearchService::Brave => "Brave",
            SearchService::Jina => "Jina",
            SearchService::Model => "The model's provider",
        }
    }

    /// Where its API is, if there is only one; empty where the user has to say.
    pub fn default_address(self) -> &'static str {
        match self {
            SearchService::Wikipedia => "https://en.wikipedia.org",
            SearchService::Searxng | SearchService::Model => "",
            SearchService::Tavily => "https://api.tavily.com",
            SearchService::Brave => "https://api.search.brave.com",
            SearchService::Jina => "https://s.jina.ai",
        }
    }

    /// Whether it has an address: all but the model's provider, which has that of the model.
    pub fn has_address(self) -> bool {
        self != SearchService::Model
    }

    /// Whether it asks for a key of its own.
    pub fn needs_key(self) -> bool {
        match self {
            SearchService::Wikipedia | SearchService::Searxng | SearchService::Model => false,
            SearchService::Tavily | SearchService::Brave | SearchService::Jina => true,
        }
    }

    /// What the user has to know or do, in a sentence.
    pub fn hint(self) -> &'static str {
        match self {
            SearchService::Wikipedia => "A MediaWiki site. Empty for the English Wikipedia.",
            SearchService::Searxng => {
                "The address of an instance that allows the JSON format and calls from this page (search.formats and CORS in its settings)."
            }
            SearchService::Tavily => "Keys: app.tavily.com. Empty address for the public service.",
            SearchService::Brave => {
                "Keys: api-dashboard.search.brave.com. Its API does not allow calls from browsers: enter the address of a proxy of yours that does."
            }
            SearchService::Jina => "Keys: jina.ai. Empty address for the public service.",
            SearchService::Model => {
                "Where the model's API searches by itself: OpenAI Responses, Anthropic, OpenRouter. Costs what the provider asks for it."
            }
        }
    }
}

impl fmt::Display for SearchService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// A service to search with, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchSource {
    /// Which.
    pub service: SearchService,
    /// Its base address, http or https; empty for one that has none.
    pub address: String,
    /// Its key, bound to that address; never given to anybody else.
    pub key: Option<ApiKey>,
}

impl SearchSource {
    /// The service at its own address, without a key.
    pub fn new(service: SearchService) -> Self {
        Self {
            service,
            address: service.default_address().into(),
            key: None,
        }
    }
}
