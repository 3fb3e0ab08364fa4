//! A model behind an API, whatever the wire format: sends with the key, learns which optional
//! parameters the server takes, tries again. Everything that a server answers is bounded and
//! mistrusted.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use async_trait::async_trait;
use serde_json::Value;

use super::diagnosis::{Diagnosis, Refusal};
use super::endpoint::Endpoint;
use super::hosted_search::{ANSWER_BYTES, Search};
use super::refused::{Refused, TOOLS};
use super::reply::{self, Origin};
use super::retry::{Failure, with_retries};
use super::turns;
use super::wire::{Asked, Fault, Wire};
use super::{
    Act, Acting, ChatModel, ChatRequest, CompletionStream, Found, Message, ModelConfig, ModelError,
    NO_SEARCH,
};
use crate::platform::clock::Clock;
use crate::platform::http::{HttpClient, HttpRequest, HttpResponse};
use crate::platform::patience::PatientHttp;

/// The most bytes of a list of models that are read. The largest public list is about 1 MB.
const MODEL_LIST_BYTES: usize = 8 << 20;

/// The most models that are listed, and the most bytes of one name.
const MODEL_LIST_LENGTH: usize = 5_000;
const MODEL_NAME_BYTES: usize = 200;

/// A model behind an API. Clones are cheap and share what was learned about the server.
#[derive(Clone)]
pub struct RemoteModel {
    http: Rc<dyn HttpClient>,
    clock: Rc<dyn Clock>,
    config: Rc<ModelConfig>,
    wire: &'static dyn Wire,
    endpoint: Rc<Endpoint>,
    diagnosis: Rc<Diagnosis>,
    refused: Rc<RefCell<Refused>>,
}

impl RemoteModel {
    /// A model as configured. Nothing is sent yet; the model's name may still be missing, so that
    /// the models can be listed first.
    ///
    /// # Errors
    /// [`ModelError::Configuration`] when the base URL is not a web address or the key cannot be
    /// sent.
    pub fn new(
        http: Rc<dyn HttpClient>,
        clock: Rc<dyn Clock>,
        config: ModelConfig,
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
        let http = PatientHttp::new(http, clock.clone(), config.patience);
        Ok(Self {
            http: Rc::new(http),
            clock,
            wire: config.format.wire(),
            refused: Rc::new(RefCell::new(Refused::at_first(&endpoint))),
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
        let url = self.endpoint.at(self.wire.models_path());
        let response = self.send(HttpRequest::get(url)).await?;
        if !response.is_success() {
            let refusal = Refusal::read(response, self.clock.unix_ms()).await;
            return Err(self.diagnosis.list_refused(&refusal));
        }
        let body = response.text(MODEL_LIST_BYTES).await;
        let body = body.map_err(|error| self.diagnosis.http(error))?;
        model_names(&body).ok_or_else(|| self.diagnosis.malformed("no list of models", &body))
    }

    /// Scheme, host and port of the provider.
    pub(super) fn origin(&self) -> &str {
        self.endpoint.origin()
    }

    /// A reply, asked for once: without the retries of [`ChatModel::complete`].
    pub(super) async fn ask_once(
        &self,
        messages: &[Message],
        acting: Acting,
    ) -> Result<CompletionStream, ModelError> {
        self.check_model()?;
        let opened = self.open(messages, acting, 1).await;
        opened.map_err(|failure| failure.error)
    }

    /// One attempt to have a reply. A server that refuses an optional parameter by name is asked
    /// again at once without it: each refusal leaves one less, so this ends.
    async fn open(
        &self,
        messages: &[Message],
        acting: Acting,
        attempt: u32,
    ) -> Result<CompletionStream, Failure> {
        loop {
            let refused = self.refused.borrow().clone();
            let act = match acting {
                Acting::Never => Act::CodeBlock,
                Acting::Now | Acting::NotNow => self.act(),
            };
            let body = self.wire.body(&Asked {
                config: &self.config,
                act,
                may_call: acting == Acting::Now,
                system: &turns::system(messages, act),
                turns: &turns::turns(messages, act, &self.name()),
                refused: &refused,
            });
            let text = serde_json::to_string(&body).map_err(|error| {
                ModelError::Configuration(format!("The request cannot be written as JSON: {error}"))
            })?;
            let url = self.endpoint.at(self.wire.path());
            let response = self.send(HttpRequest::post_json(url, text)).await?;
            if response.is_success() {
                let origin = Origin {
                    diagnosis: self.diagnosis.clone(),
                    model: self.name(),
                };
                return Ok(reply::read(response.body, self.wire.reader(), origin).await?);
            }
            let refusal = Refusal::read(response, self.clock.unix_ms()).await;
            let Some(more) = refused.after(&refusal, &body, self.wire.optional()) else {
                return Err(self
                    .diagnosis
                    .refused(&refusal, &self.config.model, attempt));
            };
            if act == Act::Tool && more.has(TOOLS) {
                tracing::warn!(
                    origin = self.endpoint.origin(),
                    "the server or model takes no tools: the model writes its code into its reply"
                );
            }
            tracing::warn!(
                origin = self.endpoint.origin(),
                refused = ?more,
                "the server does not take an optional parameter; asking without it"
            );
            self.refused.replace(more);
        }
    }

    /// What the answer to a search holds. Errors and token counts are as in any reply.
    fn found(&self, answer: &str) -> Result<Found, Fault> {
        let usage = self.wire.reader().document(answer)?.usage;
        let answer = serde_json::from_str(answer).map_err(|_| Fault::NotACompletion)?;
        Ok(Found {
            pages: self.wire.found_pages(&answer)?,
            usage,
        })
    }

    fn check_model(&self) -> Result<(), ModelError> {
        if self.config.model.trim().is_empty() {
            return Err(ModelError::Configuration(
                "No model is chosen. Choose one in Settings".into(),
            ));
        }
        Ok(())
    }

    /// Sends a request to the provider: the only place where the key leaves its wrapper. The
    /// request's URL comes from the endpoint, so the key goes to that origin and no other.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, ModelError> {
        let key = self.config.api_key.as_ref().map(|key| key.expose());
        let request = self.wire.with_headers(request, key);
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

    /// Tells this model from all others.
    fn name(&self) -> String {
        format!(
            "{} {} {}",
            self.config.format.name(),
            self.endpoint.origin(),
            self.config.model.trim()
        )
    }
}

#[async_trait(?Send)]
impl ChatModel for RemoteModel {
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError> {
        self.check_model()?;
        let model = self.clone();
        let messages: Rc<[Message]> = request.messages.into();
        Ok(with_retries(self.clock.clone(), move |attempt| {
            let (model, messages) = (model.clone(), messages.clone());
            async move { model.open(&messages, request.acting, attempt).await }
        }))
    }

    async fn search(&self, query: &str, max_results: usize) -> Result<Found, ModelError> {
        self.check_model()?;
        let body = self.wire.search_body(&Search {
            endpoint: &self.endpoint,
            model: self.config.model.trim(),
            query,
            max_results,
        });
        let Some(body) = body else {
            return Err(ModelError::Configuration(NO_SEARCH.into()));
        };
        let url = self.endpoint.at(self.wire.path());
        let text = Value::Object(body).to_string();
        let response = self.send(HttpRequest::post_json(url, text)).await?;
        if !response.is_success() {
            let refusal = Refusal::read(response, self.clock.unix_ms()).await;
            let model = &self.config.model;
            return Err(self.diagnosis.refused(&refusal, model, 1).error);
        }
        let answer = response.text(ANSWER_BYTES).await;
        let answer = answer.map_err(|error| self.diagnosis.http(error))?;
        self.found(&answer).map_err(|fault| match fault {
            Fault::Reported(words) => self.diagnosis.reported(&words),
            Fault::NotACompletion => self.diagnosis.malformed("no search", &answer),
        })
    }

    fn act(&self) -> Act {
        match self.refused.borrow().has(TOOLS) {
            true => Act::CodeBlock,
            false => self.config.act,
        }
    }
}

/// The names in a list of models: `{"data": [{"id": ..}]}`, or the bare array that some servers
/// send. Google's names stand behind "models/".
fn model_names(body: &str) -> Option<Vec<String>> {
    let list: Value = serde_json::from_str(body).ok()?;
    let models = list.get("data").unwrap_or(&list).as_array()?;
    let names: BTreeSet<&str> = models
        .iter()
        .filter_map(|model| model.get("id")?.as_str())
        .map(|name| name.strip_prefix("models/").unwrap_or(name))
        .filter(|name| !name.is_empty() && name.len() <= MODEL_NAME_BYTES)
        .take(MODEL_LIST_LENGTH)
        .collect();
    Some(names.into_iter().map(str::to_string).collect())
}
