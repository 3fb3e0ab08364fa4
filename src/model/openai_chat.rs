//! OpenAI Chat Completions, streamed: api.openai.com and every server that speaks its protocol.
//! Protocol: <https://platform.openai.com/docs/api-reference/chat>. Sends no `stop` parameter,
//! which newer models reject. Everything that a server answers is bounded and mistrusted.

mod chunk;
mod diagnosis;
mod endpoint;
mod parameters;
mod reply;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use async_trait::async_trait;
use serde_json::Value;

use self::diagnosis::{Diagnosis, Refusal};
use self::endpoint::Endpoint;
use self::parameters::Accepted;
use super::retry::{Failure, with_retries};
use super::{ApiKey, ChatModel, ChatRequest, CompletionStream, Message, ModelError};
use crate::platform::clock::Clock;
use crate::platform::http::{HttpClient, HttpRequest, HttpResponse};

/// The most bytes of a list of models that are read. The largest public list is about 1 MB.
const MODEL_LIST_BYTES: usize = 8 << 20;

/// The most models that are listed, and the most bytes of one name.
const MODEL_LIST_LENGTH: usize = 5_000;
const MODEL_NAME_BYTES: usize = 200;

/// How a provider is reached and what it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatConfig {
    /// Such as `https://api.openai.com/v1`. A slash at the end, or the whole address of the
    /// completions, is fine too.
    pub base_url: String,
    /// Sent to the base URL's origin only; servers on one's own machine often need none.
    pub api_key: Option<ApiKey>,
    /// The model's name as the provider knows it.
    pub model: String,
    /// Sampling temperature; the provider's own when not set.
    pub temperature: Option<f32>,
    /// Most tokens of one reply; the provider's own limit when not set.
    pub max_tokens: Option<u32>,
}

/// A model behind a Chat Completions API. Clones are cheap and share what was learned about the
/// server.
#[derive(Clone)]
pub struct OpenAiChat {
    http: Rc<dyn HttpClient>,
    clock: Rc<dyn Clock>,
    config: Rc<ChatConfig>,
    endpoint: Rc<Endpoint>,
    diagnosis: Rc<Diagnosis>,
    accepted: Rc<Cell<Accepted>>,
}

impl OpenAiChat {
    /// A model as configured. Nothing is sent yet; the model's name may still be missing, so that
    /// the models can be listed first.
    ///
    /// # Errors
    /// [`ModelError::Configuration`] when the base URL is not a web address or the key cannot be
    /// sent.
    pub fn new(
        http: Rc<dyn HttpClient>,
        clock: Rc<dyn Clock>,
        config: ChatConfig,
    ) -> Result<Self, ModelError> {
        let endpoint = Endpoint::parse(&config.base_url)?;
        if config
            .api_key
            .as_ref()
            .is_some_and(|key| !key.is_sendable())
        {
            return Err(ModelError::Configuration(
                "The API key contains blanks, line breaks or characters that no key has. Paste it again in Settings".into(),
            ));
        }
        let diagnosis = Diagnosis::new(endpoint.origin(), config.api_key.clone());
        Ok(Self {
            http,
            clock,
            accepted: Rc::new(Cell::new(Accepted::at_first(&endpoint))),
            config: Rc::new(config),
            endpoint: Rc::new(endpoint),
            diagnosis: Rc::new(diagnosis),
        })
    }

    /// The names of the provider's models, sorted. Asked once, without retries.
    ///
    /// # Errors
    /// [`ModelError`] when the provider cannot be reached, refuses, or answers with no such list.
    pub async fn list_models(&self) -> Result<Vec<String>, ModelError> {
        let response = self.send(HttpRequest::get(self.endpoint.models())).await?;
        if !response.is_success() {
            let refusal = Refusal::read(response, self.clock.unix_ms()).await;
            return Err(self.diagnosis.list_refused(&refusal));
        }
        let body = response.text(MODEL_LIST_BYTES).await;
        let body = body.map_err(|error| self.diagnosis.http(error))?;
        model_names(&body).ok_or_else(|| self.diagnosis.malformed("no list of models", &body))
    }

    /// One attempt to have a reply. A server that refuses an optional parameter by name is asked
    /// again at once without it: each refusal leaves one less, so this ends.
    async fn open(&self, messages: &[Message], attempt: u32) -> Result<CompletionStream, Failure> {
        loop {
            let accepted = self.accepted.get();
            let body = accepted.request_body(&self.config, messages)?;
            let request = HttpRequest::post_json(self.endpoint.completions(), body);
            let response = self.send(request).await?;
            if response.is_success() {
                return Ok(reply::read(response.body, self.diagnosis.clone()).await?);
            }
            let refusal = Refusal::read(response, self.clock.unix_ms()).await;
            match accepted.after(&refusal, &self.config) {
                Some(fewer) => {
                    tracing::warn!(
                        origin = self.endpoint.origin(),
                        refused = ?accepted,
                        now = ?fewer,
                        "the server does not take an optional parameter; asking without it"
                    );
                    self.accepted.set(fewer);
                }
                None => {
                    return Err(self
                        .diagnosis
                        .refused(&refusal, &self.config.model, attempt));
                }
            }
        }
    }

    /// Sends a request to the provider: the only place where the key leaves its wrapper. The
    /// request's URL comes from the endpoint, so the key goes to that origin and no other.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, ModelError> {
        let request = match &self.config.api_key {
            Some(key) => request.header("authorization", format!("Bearer {}", key.expose())),
            None => request,
        };
        tracing::debug!(
            ?request,
            bytes = request.body.as_ref().map(String::len),
            "sending"
        );
        let response = self.http.send(request).await;
        let response = response.map_err(|error| self.diagnosis.http(error))?;
        tracing::debug!(
            origin = self.endpoint.origin(),
            status = response.status,
            "answered"
        );
        Ok(response)
    }
}

#[async_trait(?Send)]
impl ChatModel for OpenAiChat {
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError> {
        if self.config.model.trim().is_empty() {
            return Err(ModelError::Configuration(
                "No model is chosen. Choose one in Settings".into(),
            ));
        }
        let model = self.clone();
        let messages: Rc<[Message]> = request.messages.into();
        Ok(with_retries(self.clock.clone(), move |attempt| {
            let (model, messages) = (model.clone(), messages.clone());
            async move { model.open(&messages, attempt).await }
        }))
    }
}

/// The names in a list of models: `{"data": [{"id": ..}]}`, or the bare array that some servers
/// send.
fn model_names(body: &str) -> Option<Vec<String>> {
    let list: Value = serde_json::from_str(body).ok()?;
    let models = list.get("data").unwrap_or(&list).as_array()?;
    let names: BTreeSet<&str> = models
        .iter()
        .filter_map(|model| model.get("id")?.as_str())
        .filter(|name| !name.is_empty() && name.len() <= MODEL_NAME_BYTES)
        .take(MODEL_LIST_LENGTH)
        .collect();
    Some(names.into_iter().map(str::to_string).collect())
}
