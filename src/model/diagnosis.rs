//! What went wrong, from what a provider answered: the right error, with the provider's own words
//! bounded and free of the key.

use std::time::Duration;

use serde_json::Value;

use super::error::plural;
use super::retry::{Failure, Retry};
use super::{ApiKey, ModelError, retry_after};
use crate::platform::http::{HttpError, HttpResponse};

/// The most bytes of an error response that are read.
const ERROR_BYTES: usize = 64 << 10;

/// The most characters of a provider's words that are shown.
const SHOWN: usize = 300;

/// What providers say, with whatever status, when a key's credit is used up: OpenAI's code, and
/// Anthropic's words with 400.
const USED_UP: [&str; 2] = ["insufficient_quota", "credit balance is too low"];

/// The most characters of a provider's words that are looked at for showing.
const CONSIDERED: usize = 4_000;

/// An answer with an error status, read.
pub(super) struct Refusal {
    pub status: u16,
    /// The wait that the provider asks for, where the browser lets us see it.
    pub retry_after: Option<Duration>,
    /// What it says; empty when it could not be read.
    pub body: String,
}

impl Refusal {
    /// Reads an error response. A body that is too large or cut off counts as none: the status
    /// alone says what to do.
    pub(super) async fn read(response: HttpResponse, now_unix_ms: u64) -> Self {
        let header = response.header("retry-after");
        Self {
            status: response.status,
            retry_after: header.and_then(|value| retry_after::parse(value, now_unix_ms)),
            body: response.text(ERROR_BYTES).await.unwrap_or_default(),
        }
    }
}

/// Names errors of one provider.
pub(super) struct Diagnosis {
    origin: String,
    key: Option<ApiKey>,
}

impl Diagnosis {
    pub(super) fn new(origin: &str, key: Option<ApiKey>) -> Self {
        Self {
            origin: origin.to_string(),
            key,
        }
    }

    /// A completion was refused at the given attempt (from 1).
    pub(super) fn refused(&self, refusal: &Refusal, model: &str, attempt: u32) -> Failure {
        let origin = self.origin.clone();
        let detail = self.detail(&refusal.body);
        let status = refusal.status;
        let used_up = USED_UP.iter().any(|words| refusal.body.contains(words));
        match status {
            402 => ModelError::OutOfCredit { origin, detail }.into(),
            400..=499 if used_up => ModelError::OutOfCredit { origin, detail }.into(),
            401 if self.key.is_none() => ModelError::KeyMissing { origin, detail }.into(),
            401 => ModelError::KeyRejected { origin, detail }.into(),
            403 => ModelError::Forbidden { origin, detail }.into(),
            404 => {
                let model = self.shown(model);
                ModelError::ModelNotFound {
                    origin,
                    model,
                    detail,
                }
                .into()
            }
            429 => self.rate_limited(refusal, detail),
            500..=599 => Failure {
                retry: Some(Retry {
                    reason: format!("{origin} has a problem of its own ({status})"),
                    wait: refusal.retry_after,
                }),
                error: ModelError::ServerFailed {
                    origin,
                    status,
                    attempts: attempt,
                    detail,
                },
            },
            _ => ModelError::Refused {
                origin,
                status,
                detail,
            }
            .into(),
        }
    }

    /// The list of models was refused.
    pub(super) fn list_refused(&self, refusal: &Refusal) -> ModelError {
        match refusal.status {
            404 => ModelError::Refused {
                origin: self.origin.clone(),
                status: 404,
                detail: format!(
                    " It offers no list of models, or the base URL is wrong; the model's name can be typed in.{}",
                    self.detail(&refusal.body)
                ),
            },
            _ => self.refused(refusal, "", 1).error,
        }
    }

    fn rate_limited(&self, refusal: &Refusal, detail: String) -> Failure {
        let origin = self.origin.clone();
        let advice = match refusal.retry_after {
            Some(wait) => format!("Try again in {}.", in_words(wait)),
            None => "Try again in a minute.".to_string(),
        };
        Failure {
            retry: Some(Retry {
                reason: format!("{origin} is limiting requests (429)"),
                wait: refusal.retry_after,
            }),
            error: ModelError::RateLimited {
                origin,
                advice,
                detail,
            },
        }
    }

    /// The answer is not what the protocol says: `what`, and an excerpt of it.
    pub(super) fn malformed(&self, what: &str, excerpt: &str) -> ModelError {
        let excerpt = self.shown(excerpt);
        ModelError::Malformed {
            origin: self.origin.clone(),
            detail: match excerpt.is_empty() {
                true => what.to_string(),
                false => format!("{what}: {excerpt}"),
            },
        }
    }

    /// The provider reported an error where more of the reply should be.
    pub(super) fn reported(&self, words: &str) -> ModelError {
        ModelError::Reported {
            origin: self.origin.clone(),
            detail: self.shown(words),
        }
    }

    /// The reply broke off.
    pub(super) fn cut(&self) -> ModelError {
        ModelError::Cut {
            origin: self.origin.clone(),
        }
    }

    /// The network failed.
    pub(super) fn http(&self, error: HttpError) -> ModelError {
        let origin = self.origin.clone();
        match error {
            HttpError::Unreachable { .. } => ModelError::Unreachable { origin },
            HttpError::Redirected { .. } => ModelError::Redirected { origin },
            HttpError::Cut { .. } => ModelError::Cut { origin },
            HttpError::Silent { seconds, .. } => ModelError::Silent { origin, seconds },
            HttpError::TooLarge { limit } => {
                self.malformed(&format!("more than {limit} bytes"), "")
            }
            HttpError::BadUrl { .. } => ModelError::Configuration(
                "The base URL is not a web address. Correct it in Settings".into(),
            ),
        }
    }

    /// The provider's own words in an error body, led by a space, or nothing.
    fn detail(&self, body: &str) -> String {
        let document: Option<Value> = serde_json::from_str(body).ok();
        let words = document.as_ref().and_then(error_words);
        let shown = self.shown(words.as_deref().unwrap_or(body));
        match shown.chars().next() {
            None => String::new(),
            Some('<') => " It sent a web page in place of an error message.".into(),
            Some(_) => format!(" The provider says: {shown}"),
        }
    }

    /// Foreign text fit to be shown: without the key, on one line, and not long.
    fn shown(&self, text: &str) -> String {
        let considered: String = text.chars().take(CONSIDERED).collect();
        // The key goes first: cut in two, it would no longer be recognised as one.
        let redacted = match &self.key {
            Some(key) => key.redact(&considered),
            None => considered,
        };
        let line = redacted
            .split(|character: char| character.is_whitespace() || character.is_control())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        match line.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line,
        }
    }
}

/// The provider's own words in an error document, in any of the shapes in use:
/// `{"error": {"message": ..}}`, `{"error": ".."}`, `{"message": ..}`, `{"detail": ..}`, or one of
/// these in an array.
pub(super) fn error_words(document: &Value) -> Option<String> {
    let document = document.get(0).unwrap_or(document);
    let error = match document.get("error") {
        Some(error) if !error.is_null() => error,
        _ => document,
    };
    let words = [
        error,
        &error["message"],
        &error["detail"],
        &error["detail"][0]["msg"],
    ]
    .into_iter()
    .find_map(Value::as_str)?;
    // Gateways put the words of the provider behind them here.
    Some(match error["metadata"]["raw"].as_str() {
        Some(raw) => format!("{words}: {raw}"),
        None => words.to_string(),
    })
}

/// A wait in the unit that a person would use, rounded up.
fn in_words(wait: Duration) -> String {
    let seconds = wait.as_secs_f64().ceil() as u64;
    match seconds {
        0..=60 => plural(seconds.max(1), "second"),
        61..=7_200 => plural(seconds.div_ceil(60), "minute"),
        _ => plural(seconds.div_ceil(3_600), "hour"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_long_to_wait_in_a_fitting_unit() {
        for (seconds, words) in [
            (0, "1 second"),
            (1, "1 second"),
            (60, "60 seconds"),
            (61, "2 minutes"),
            (300, "5 minutes"),
            (7_201, "3 hours"),
        ] {
            assert_eq!(in_words(Duration::from_secs(seconds)), words);
        }
    }
}
