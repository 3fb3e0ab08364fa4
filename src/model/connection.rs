//! Trying out a connection before anything depends on it: the list of models and a reply of a few
//! tokens, each asked once; and what came of it, as precisely as it can be known.

use std::rc::Rc;
use std::time::Duration;

use futures::StreamExt;

use super::error::plural;
use super::{Acting, Message, ModelConfig, ModelError, ModelEvent, RemoteModel, WireFormat};
use crate::platform::clock::Clock;
use crate::platform::http::HttpClient;

/// How long the provider may say nothing while it is tried.
pub const TRIAL_PATIENCE: Duration = Duration::from_secs(30);

/// A first word that takes longer is worth telling.
const SLOW: Duration = Duration::from_secs(8);

/// Tokens of the reply that is asked for. OpenAI's Responses take no fewer than 16:
/// <https://platform.openai.com/docs/api-reference/responses/create>.
const REPLY_TOKENS: u32 = 1;
const REPLY_TOKENS_OF_RESPONSES: u32 = 16;

/// Names that are offered in place of one that the provider does not know, and the characters of their
/// beginning that they share with it at least.
const SIMILAR: usize = 3;
const SHARED: usize = 3;

/// What was tried, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The model that was asked; empty if none is chosen.
    pub model: String,
    /// The provider: scheme, host and port.
    pub origin: String,
    /// The names of the provider's models.
    pub models: Result<Vec<String>, ModelError>,
    /// How long the first word of a reply took; nothing where none was asked for.
    pub reply: Option<Result<Duration, ModelError>>,
}

/// What can be said of a provider that gives no answer. Browsers hide it from the request itself; the
/// page finds it out otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This device has no network.
    Offline,
    /// The page was loaded over https, and may not call plain http on another machine.
    PlainHttp,
    /// Something answers there, but does not let this page read it (CORS).
    NotAllowed,
    /// Nothing answers at that address.
    Nothing,
}

/// What came of it, in one word. The names do not change between versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It works.
    Works,
    /// It works, but takes its time.
    Slow,
    /// The provider can be reached, and no model is chosen.
    NoModel,
    /// A key is missing.
    KeyMissing,
    /// The key is not accepted.
    WrongKey,
    /// The key may not do this.
    Forbidden,
    /// The provider does not know the model.
    NoSuchModel,
    /// There is no such API at the address.
    WrongAddress,
    /// Nothing can be reached at all.
    Offline,
    /// Nothing answers at the address.
    NoAnswer,
    /// Something answers that does not let this page read it.
    NotAllowed,
    /// Too many requests.
    RateLimited,
    /// The credit is used up.
    OutOfCredit,
    /// The provider said nothing in time, or failed.
    ProviderFailed,
    /// Something else: the provider's words say it.
    Refused,
}

/// What to tell of a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In a word.
    pub standing: Standing,
    /// What was found, in a sentence.
    pub found: String,
    /// What to do about it; empty where there is nothing to do.
    pub advice: String,
}

/// Tries the connection out that `config` describes: the list of models, then a reply.
///
/// # Errors
/// [`ModelError::Configuration`] when nothing can be sent at all.
pub async fn try_out(
    http: Rc<dyn HttpClient>,
    clock: Rc<dyn Clock>,
    config: ModelConfig,
) -> Result<Trial, ModelError> {
    let tokens = match config.format {
        WireFormat::Responses => REPLY_TOKENS_OF_RESPONSES,
        WireFormat::ChatCompletions | WireFormat::AnthropicMessages => REPLY_TOKENS,
    };
    let name = config.model.trim().to_string();
    let config = ModelConfig {
        max_tokens: Some(tokens),
        temperature: None,
        patience: TRIAL_PATIENCE,
        ..config
    };
    let model = RemoteModel::new(http, clock.clone(), config)?;
    let models = model.list_models().await;
    // What the first request has settled is not asked again.
    let settled = matches!(
        models,
        Err(ModelError::KeyMissing { .. } | ModelError::KeyRejected { .. })
    );
    let reply = match settled || name.is_empty() {
        true => None,
        false => Some(first_word(&model, &*clock).await),
    };
    Ok(Trial {
        origin: model.origin().to_string(),
        model: name,
        models,
        reply,
    })
}

/// How long a reply takes to begin. The rest of it is not waited for, which ends the request.
async fn first_word(model: &RemoteModel, clock: &dyn Clock) -> Result<Duration, ModelError> {
    let started = clock.now();
    let messages = [Message::user("Say: ok")];
    let mut reply = model.ask_once(&messages, Acting::Never).await?;
    while let Some(event) = reply.next().await {
        match event? {
            // One token may be used up by reasoning that is not shown.
            ModelEvent::Delta(_) | ModelEvent::Reasoning(_) | ModelEvent::Finished(_) => break,
            ModelEvent::Retrying { .. } | ModelEvent::CarriedOver(_) | ModelEvent::Usage(_) => {}
        }
    }
    Ok(clock.now().saturating_sub(started))
}

impl Standing {
    /// Its name for those who drive the page from outside.
    pub fn name(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Slow => "slow",
            Self::NoModel => "no-model",
            Self::KeyMissing => "key-missing",
            Self::WrongKey => "wrong-key",
            Self::Forbidden => "forbidden",
            Self::NoSuchModel => "no-such-model",
            Self::WrongAddress => "wrong-address",
            Self::Offline => "offline",
            Self::NoAnswer => "no-answer",
            Self::NotAllowed => "not-allowed",
            Self::RateLimited => "rate-limited",
            Self::OutOfCredit => "out-of-credit",
            Self::ProviderFailed => "provider-failed",
            Self::Refused => "refused",
        }
    }

    /// Whether questions can be asked.
    pub fn is_good(self) -> bool {
        matches!(self, Self::Works | Self::Slow)
    }
}

impl Trial {
    /// Whether the provider gave no answer at all, so that it is worth finding out why.
    pub fn is_unanswered(&self) -> bool {
        let unreachable = |error: &ModelError| matches!(error, ModelError::Unreachable { .. });
        match &self.reply {
            Some(reply) => reply.as_ref().err().is_some_and(unreachable),
            None => self.models.as_ref().err().is_some_and(unreachable),
        }
    }

    /// What to tell, given what the page has found out about a provider that does not answer.
    pub fn finding(&self, reach: Reach) -> Finding {
        let error = match (&self.reply, &self.models) {
            (Some(Ok(wait)), _) => return self.answered(*wait),
            (None, Ok(models)) => return self.without_model(models.len()),
            (Some(Err(error)), _) | (None, Err(error)) => error,
        };
        let origin = &self.origin;
        let words = provider_words(error);
        let (standing, found, advice) = match error {
            ModelError::KeyMissing { .. } => (
                Standing::KeyMissing,
                format!("{origin} asks for an API key."),
                "Enter your key for this provider above.".to_string(),
            ),
            ModelError::KeyRejected { .. } => (
                Standing::WrongKey,
                format!("{origin} does not accept the key.{words}"),
                "Copy the whole key from the provider once more. Keys of other providers do not work here."
                    .into(),
            ),
            ModelError::Forbidden { .. } => (
                Standing::Forbidden,
                format!("{origin} knows the key, and does not allow this with it.{words}"),
                "Give the key access to the model in the provider's console, or choose another model.".into(),
            ),
            ModelError::OutOfCredit { .. } => (
                Standing::OutOfCredit,
                format!("The key is right, but its credit is used up.{words}"),
                "Add credit, or raise the limit, in the provider's billing page.".into(),
            ),
            ModelError::RateLimited { .. } => (
                Standing::RateLimited,
                format!("The key is right, but {origin} takes no more requests for now.{words}"),
                "Wait a minute and test again, or choose a smaller model.".into(),
            ),
            ModelError::Unreachable { .. } => return self.unanswered(reach),
            ModelError::Silent { seconds, .. } => (
                Standing::ProviderFailed,
                format!("{origin} has said nothing for {}.", plural(*seconds, "second")),
                "A model on your own machine may still be loading: test again. Otherwise check the address.".into(),
            ),
            ModelError::ServerFailed { status, .. } => (
                Standing::ProviderFailed,
                format!("{origin} has a problem of its own ({status}).{words}"),
                "Try again in a while; the provider's status page may tell more.".into(),
            ),
            error if self.is_of_model(error) => return self.no_such_model(&words),
            ModelError::ModelNotFound { .. } | ModelError::Malformed { .. } => (
                Standing::WrongAddress,
                format!("{origin} answers, but there is no such API at this address.{words}"),
                "Check the base URL: it mostly ends in /v1, as in https://api.openai.com/v1. Check the API below it, too.".into(),
            ),
            ModelError::Redirected { .. } => (
                Standing::WrongAddress,
                format!("{origin} wants the request sent to another address."),
                "Enter the address that answers by itself: your key goes to no other.".into(),
            ),
            ModelError::Refused { .. }
            | ModelError::Cut { .. }
            | ModelError::Reported { .. }
            | ModelError::Configuration(_) => (Standing::Refused, error.to_string(), String::new()),
        };
        Finding {
            standing,
            found,
            advice,
        }
    }

    fn answered(&self, wait: Duration) -> Finding {
        // Without a fraction, whose point or comma depends on the language.
        let took = match wait {
            short if short < Duration::from_secs(1) => format!("{} ms", short.as_millis()),
            long => format!("{} s", long.as_secs_f64().round()),
        };
        if wait < SLOW {
            return Finding {
                standing: Standing::Works,
                found: format!("It works: {} answered after {took}.", self.model),
                advice: String::new(),
            };
        }
        Finding {
            standing: Standing::Slow,
            found: format!("It works, but {} took {took} to begin.", self.model),
            advice: "A model that is loaded first is faster from the second time on. Otherwise a smaller one may do.".into(),
        }
    }

    fn without_model(&self, count: usize) -> Finding {
        let models = plural(count as u64, "model");
        Finding {
            standing: Standing::NoModel,
            found: format!("{} answers, and has {models}.", self.origin),
            advice: "Choose one of them above: the field offers them as you type.".into(),
        }
    }

    /// Whether an error says that the model is not known, and not that the address is wrong.
    fn is_of_model(&self, error: &ModelError) -> bool {
        let is_listed = (self.models.as_ref()).is_ok_and(|models| models.contains(&self.model));
        let speaks_of_it = provider_words(error).to_lowercase().contains("model");
        match error {
            ModelError::ModelNotFound { .. } => self.models.is_ok() || speaks_of_it,
            // Some say so with 400: "... is not a valid model ID".
            ModelError::Refused {
                status: 400 | 422, ..
            } => self.models.is_ok() && !is_listed && speaks_of_it,
            _ => false,
        }
    }

    fn no_such_model(&self, words: &str) -> Finding {
        let (origin, model) = (&self.origin, &self.model);
        let known = self.models.as_deref().unwrap_or_default();
        let similar = similar(model, known);
        Finding {
            standing: Standing::NoSuchModel,
            found: format!("{origin} has no model named “{model}” for this key.{words}"),
            advice: match &similar[..] {
                [] => "Choose another: List models asks for those there are.".into(),
                names => format!("Did you mean {}?", names.join(", ")),
            },
        }
    }

    fn unanswered(&self, reach: Reach) -> Finding {
        let origin = &self.origin;
        let (standing, found, advice) = match reach {
            Reach::Offline => (
                Standing::Offline,
                "This device is offline.".to_string(),
                "Connect it to a network and test again.",
            ),
            Reach::PlainHttp => (
                Standing::NotAllowed,
                format!(
                    "The browser does not let this page, which came over https, call {origin} over plain http."
                ),
                "Use an https address, or open this page from your own machine.",
            ),
            Reach::NotAllowed => (
                Standing::NotAllowed,
                format!("{origin} answers, but not to pages in a browser (CORS)."),
                "Have the server allow this page's origin (for Ollama: OLLAMA_ORIGINS), or use a provider that allows browsers. Some answer a wrong key like this, too.",
            ),
            Reach::Nothing => (
                Standing::NoAnswer,
                format!("Nothing answers at {origin}."),
                "Check the address for typing errors, and that the server is running. A blocker or a company network may be in between.",
            ),
        };
        Finding {
            standing,
            found,
            advice: advice.into(),
        }
    }
}

/// The provider's own words in an error, led by a space, or nothing.
fn provider_words(error: &ModelError) -> String {
    match error {
        ModelError::KeyMissing { detail, .. }
        | ModelError::KeyRejected { detail, .. }
        | ModelError::Forbidden { detail, .. }
        | ModelError::ModelNotFound { detail, .. }
        | ModelError::OutOfCredit { detail, .. }
        | ModelError::RateLimited { detail, .. }
        | ModelError::ServerFailed { detail, .. }
        | ModelError::Refused { detail, .. } => detail.clone(),
        ModelError::Unreachable { .. }
        | ModelError::Redirected { .. }
        | ModelError::Cut { .. }
        | ModelError::Silent { .. }
        | ModelError::Malformed { .. }
        | ModelError::Reported { .. }
        | ModelError::Configuration(_) => String::new(),
    }
}

/// The names that begin most like this one.
fn similar(name: &str, known: &[String]) -> Vec<String> {
    let shared = |other: &str| {
        let pairs = name.chars().zip(other.chars());
        pairs.take_while(|(one, two)| one == two).count()
    };
    let mut found: Vec<_> = known
        .iter()
        .map(|other| (shared(other), other))
        .filter(|(shared, _)| *shared >= SHARED)
        .collect();
    found.sort_by(|one, two| two.0.cmp(&one.0).then(one.1.cmp(two.1)));
    found
        .into_iter()
        .take(SIMILAR)
        .map(|(_, name)| name.clone())
        .collect()
}
