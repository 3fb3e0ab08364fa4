//! What can go wrong with a model call, in words that tell the person what to do. No variant ever
//! carries a key.

/// Why a completion, or the list of models, could not be had. The text of each variant says what
/// happened and what to do next; it is shown to the user as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// 401 although no key was sent: the provider wants one.
    #[error("{origin} asks for an API key. Enter one in Settings.{detail}")]
    KeyMissing {
        /// The provider.
        origin: String,
        /// The provider's own words, led by a space, or nothing.
        detail: String,
    },
    /// 401: the provider does not accept the key.
    #[error("{origin} rejected the API key. Check the key in Settings.{detail}")]
    KeyRejected {
        /// The provider.
        origin: String,
        /// The provider's own words, led by a space, or nothing.
        detail: String,
    },
    /// 403: the key is known but may not do this.
    #[error(
        "{origin} does not allow this request with this key (403). The key may lack access to the model or region.{detail}"
    )]
    Forbidden {
        /// The provider.
        origin: String,
        /// The provider's own words, led by a space, or nothing.
        detail: String,
    },
    /// 404: no such model, or the base URL is wrong.
    #[error(
        "{origin} does not know the model \"{model}\", or the base URL is wrong (404). Check both in Settings.{detail}"
    )]
    ModelNotFound {
        /// The provider.
        origin: String,
        /// The model asked for.
        model: String,
        /// The provider's own words, led by a space, or nothing.
        detail: String,
    },
    /// 402, or 429 with these words: waiting does not help.
    #[error(
        "The credit of this key with {origin} is used up. Check the plan and billing with the provider.{detail}"
    )]
    OutOfCredit {
        /// The provider.
        origin: String,
        /// The provider's own words, led by a space, or nothing.
        detail: String,
    },
    /// 429 that outlasted the retries, or with a wait too long to sit out.
    #[error("{origin} is limiting requests (429). {advice}{detail}")]
    RateLimited {
        /// The provider.
        origin: String,
        /// When to try again.
        advice: String,
        /// The provider's own words, led by a space, or nothing.
        detail: String,
    },
    /// 5xx that outlasted the retries.
    #[error(
        "{origin} has a problem of its own ({status}); {} failed. Try again in a while.{detail}",
        plural(u64::from(*attempts), "attempt")
    )]
    ServerFailed {
        /// The provider.
        origin: String,
        /// The last HTTP status.
        status: u16,
        /// How often it was tried.
        attempts: u32,
        /// The provider's own words, led by a space, or nothing.
        detail: String,
    },
    /// Any other HTTP error: the request itself is not accepted.
    #[error("{origin} refused the request ({status}).{detail}")]
    Refused {
        /// The provider.
        origin: String,
        /// The HTTP status.
        status: u16,
        /// The provider's own words, led by a space, or nothing.
        detail: String,
    },
    /// The browser's opaque network error.
    #[error(
        "No answer from {origin}: key rejected, wrong address, or the server does not allow browser calls (CORS). Check the base URL, that the server is running, that the key is right (some providers answer a wrong key without CORS headers), and that the server allows requests from this page"
    )]
    Unreachable {
        /// The provider.
        origin: String,
    },
    /// A redirect, which is not followed.
    #[error(
        "{origin} wants the request sent to another address. Your key and your question go to the address in Settings and no other. Correct the base URL there"
    )]
    Redirected {
        /// The provider.
        origin: String,
    },
    /// The stream broke off. What arrived is kept.
    #[error(
        "The connection to {origin} was cut off in the middle of the reply. What arrived is kept; press Retry to ask again"
    )]
    Cut {
        /// The provider.
        origin: String,
    },
    /// Nothing came for longer than the settings allow. What arrived is kept.
    #[error(
        "{origin} has said nothing for {}, so it is no longer waited for. What arrived is kept; press Retry to ask again. For a model that takes longer, raise the seconds that it may be silent in Settings",
        plural(*seconds, "second")
    )]
    Silent {
        /// The provider.
        origin: String,
        /// How long was waited.
        seconds: u64,
    },
    /// The provider answered with something that is not its protocol.
    #[error(
        "{origin} answered with something that is not a chat completion: {detail}. Check the base URL and the API in Settings"
    )]
    Malformed {
        /// The provider.
        origin: String,
        /// What was wrong, with a short excerpt.
        detail: String,
    },
    /// The provider reported an error inside the stream.
    #[error("{origin} reported an error in the middle of the reply: {detail}")]
    Reported {
        /// The provider.
        origin: String,
        /// The provider's own words.
        detail: String,
    },
    /// The settings cannot be used.
    #[error("{0}")]
    Configuration(String),
}

impl ModelError {
    /// Its code; see [`crate::Error::code`].
    pub fn code(&self) -> &'static str {
        match self {
            Self::KeyMissing { .. } => "model.key_missing",
            Self::KeyRejected { .. } => "model.key_rejected",
            Self::Forbidden { .. } => "model.forbidden",
            Self::ModelNotFound { .. } => "model.not_found",
            Self::OutOfCredit { .. } => "model.out_of_credit",
            Self::RateLimited { .. } => "model.rate_limited",
            Self::ServerFailed { .. } => "model.server_failed",
            Self::Refused { .. } => "model.refused",
            Self::Unreachable { .. } => "model.unreachable",
            Self::Redirected { .. } => "model.redirected",
            Self::Cut { .. } => "model.cut",
            Self::Silent { .. } => "model.silent",
            Self::Malformed { .. } => "model.malformed",
            Self::Reported { .. } => "model.reported",
            Self::Configuration(_) => "model.configuration",
        }
    }

    /// The provider that failed; none where it was not asked.
    pub fn origin(&self) -> Option<&str> {
        match self {
            Self::KeyMissing { origin, .. }
            | Self::KeyRejected { origin, .. }
            | Self::Forbidden { origin, .. }
            | Self::ModelNotFound { origin, .. }
            | Self::OutOfCredit { origin, .. }
            | Self::RateLimited { origin, .. }
            | Self::ServerFailed { origin, .. }
            | Self::Refused { origin, .. }
            | Self::Unreachable { origin }
            | Self::Redirected { origin }
            | Self::Cut { origin }
            | Self::Silent { origin, .. }
            | Self::Malformed { origin, .. }
            | Self::Reported { origin, .. } => Some(origin),
            Self::Configuration(_) => None,
        }
    }
}

/// A count with its noun.
pub(super) fn plural(count: u64, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
