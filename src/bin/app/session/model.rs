//! The model that the settings name, whatever they name at the time of each call.

use std::rc::Rc;

use async_trait::async_trait;
use leptos::prelude::*;
use micropython_agent::model::openai_chat::{ChatConfig, OpenAiChat};
use micropython_agent::model::{ApiKey, ChatModel, ChatRequest, CompletionStream, ModelError};
use micropython_agent::platform::clock::Clock;
use micropython_agent::platform::http::HttpClient;
use micropython_agent::storage::settings::Settings;

/// Follows the settings and the key.
pub struct ConfiguredModel {
    /// The way to the provider.
    pub http: Rc<dyn HttpClient>,
    /// For the waits between attempts.
    pub clock: Rc<dyn Clock>,
    /// Provider, model and sampling.
    pub settings: RwSignal<Settings>,
    /// The provider's key, in memory.
    pub key: RwSignal<Option<ApiKey>>,
}

#[async_trait(?Send)]
impl ChatModel for ConfiguredModel {
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError> {
        let config = self.settings.with_untracked(|settings| ChatConfig {
            base_url: settings.base_url.clone(),
            api_key: self.key.get_untracked(),
            model: settings.model.clone(),
            temperature: settings.temperature,
            max_tokens: settings.max_tokens,
        });
        let model = OpenAiChat::new(self.http.clone(), self.clock.clone(), config)?;
        model.complete(request).await
    }
}
