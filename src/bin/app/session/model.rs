//! The model that the settings name, whatever they name at the time of each call.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use leptos::prelude::*;
use micropython_agent::model::inspector::{InspectedHttp, Inspector};
use micropython_agent::model::tokenizer::is_o200k;
use micropython_agent::model::{
    Act, ApiKey, ChatModel, ChatRequest, CompletionStream, Found, ModelConfig, ModelError,
    RemoteModel, Tokenizer,
};
use micropython_agent::platform::clock::Clock;
use micropython_agent::platform::http::HttpClient;
use micropython_agent::storage::settings::Settings;

use super::tokenizer::LazyTokenizer;
use crate::browser::built_in_model::BuiltInModel;

/// Follows the settings and the key.
pub struct ConfiguredModel {
    /// The way to the provider.
    pub http: Rc<dyn HttpClient>,
    /// Keeps what is sent and received, for the person to look at.
    pub inspector: Rc<Inspector>,
    /// Names the step that is being made.
    pub step: Rc<dyn Fn() -> String>,
    /// For the waits between attempts.
    pub clock: Rc<dyn Clock>,
    /// Provider, model and sampling.
    pub settings: RwSignal<Settings>,
    /// The provider's key, in memory.
    pub key: RwSignal<Option<ApiKey>>,
    /// The model last asked, which knows what its server does not take.
    pub last: RefCell<Option<(ModelConfig, RemoteModel)>>,
    /// Counts the tokens of OpenAI's models.
    pub tokenizer: LazyTokenizer,
}

impl ConfiguredModel {
    fn model(&self) -> Result<RemoteModel, ModelError> {
        let key = self.key.get_untracked();
        let config = (self.settings).with_untracked(|settings| settings.model_config(key));
        let mut last = self.last.borrow_mut();
        if let Some((_, model)) = last.as_ref().filter(|(of, _)| *of == config) {
            return Ok(model.clone());
        }
        let http = InspectedHttp {
            http: self.http.clone(),
            clock: self.clock.clone(),
            inspector: self.inspector.clone(),
            key: config.api_key.clone(),
            step: self.step.clone(),
        };
        let model = RemoteModel::new(Rc::new(http), self.clock.clone(), config.clone())?;
        *last = Some((config, model.clone()));
        Ok(model)
    }
}

#[async_trait(?Send)]
impl ChatModel for ConfiguredModel {
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError> {
        let is_built_in = self.settings.with_untracked(Settings::is_built_in);
        if is_built_in {
            return BuiltInModel.complete(request).await;
        }
        self.model()?.complete(request).await
    }

    async fn search(&self, query: &str, max_results: usize) -> Result<Found, ModelError> {
        if self.settings.with_untracked(Settings::is_built_in) {
            return BuiltInModel.search(query, max_results).await;
        }
        self.model()?.search(query, max_results).await
    }

    fn act(&self) -> Act {
        if self.settings.with_untracked(Settings::is_built_in) {
            return Act::CodeBlock;
        }
        // What cannot be asked at all says so when it is asked.
        self.model().map_or(Act::CodeBlock, |model| model.act())
    }

    fn tokenizer(&self) -> Tokenizer {
        let is_o200k = self
            .settings
            .with_untracked(|settings| !settings.is_built_in() && is_o200k(&settings.model));
        match is_o200k {
            true => self.tokenizer.get(),
            false => Tokenizer::Estimate,
        }
    }
}
