//! The model of an embedded agent.

use std::rc::Rc;

use async_trait::async_trait;
use micropython_agent::model::tokenizer::is_o200k;
use micropython_agent::model::{
    Act, ApiKey, ChatModel, ChatRequest, CompletionStream, Found, ModelError, RemoteModel,
    Tokenizer,
};
use micropython_agent::platform::clock::Clock;
use micropython_agent::platform::http::HttpClient;
use micropython_agent::storage::settings::Settings;

use crate::browser::built_in_model::BuiltInModel;
use crate::session::LazyTokenizer;

/// The one that the settings name: the browser's own, or a provider's.
///
/// # Errors
/// [`ModelError::Configuration`].
pub fn model(
    settings: &Settings,
    key: Option<ApiKey>,
    http: Rc<dyn HttpClient>,
    clock: Rc<dyn Clock>,
) -> Result<Rc<dyn ChatModel>, ModelError> {
    if settings.is_built_in() {
        return Ok(Rc::new(BuiltInModel));
    }
    let remote = RemoteModel::new(http, clock, settings.model_config(key))?;
    if !is_o200k(&settings.model) {
        return Ok(Rc::new(remote));
    }
    let tokenizer = LazyTokenizer::default();
    Ok(Rc::new(Counted { remote, tokenizer }))
}

/// A model of OpenAI's, its tokens counted by their vocabulary.
struct Counted {
    remote: RemoteModel,
    tokenizer: LazyTokenizer,
}

#[async_trait(?Send)]
impl ChatModel for Counted {
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError> {
        self.remote.complete(request).await
    }

    async fn search(&self, query: &str, max_results: usize) -> Result<Found, ModelError> {
        self.remote.search(query, max_results).await
    }

    fn act(&self) -> Act {
        self.remote.act()
    }

    fn tokenizer(&self) -> Tokenizer {
        self.tokenizer.get()
    }
}
