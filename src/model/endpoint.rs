//! Where a provider is: the base URL the user gave, checked once.

use super::ModelError;
use crate::platform::http;

/// The paths that replies are asked for under, after the base URL, in each format.
const PATHS: [&str; 3] = ["/chat/completions", "/responses", "/messages"];

/// A checked base URL. Every request goes to an address made here, so to one origin only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Endpoint {
    base: String,
    origin: String,
}

impl Endpoint {
    /// Takes a base URL as people paste it: with blanks around, a slash at the end, or with the
    /// whole path that replies are asked for under.
    pub(super) fn parse(base_url: &str) -> Result<Self, ModelError> {
        // The text is not repeated in the message: a key pasted into the wrong field is common.
        let refuse = |reason: &str| {
            ModelError::Configuration(format!("The base URL {reason}. Correct it in Settings"))
        };
        let trimmed = base_url.trim().trim_end_matches('/');
        let base = PATHS
            .iter()
            .find_map(|path| trimmed.strip_suffix(path))
            .unwrap_or(trimmed);
        if base.is_empty() {
            return Err(refuse("is missing"));
        }
        if base.contains(['?', '#']) {
            return Err(refuse("must not contain ? or #"));
        }
        let origin = http::origin(base).map_err(|_| {
            refuse("must be a web address such as https://api.openai.com/v1, without a user name")
        })?;
        Ok(Self {
            base: base.trim_end_matches('/').to_string(),
            origin,
        })
    }

    /// Scheme, host and port: how the provider is named to the user.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// An address under the base URL; `path` begins with a slash.
    pub(super) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Whether this is OpenAI itself, whose newer models take `max_completion_tokens` only.
    pub(super) fn is_openai(&self) -> bool {
        self.origin == "https://api.openai.com"
    }

    /// Whether this is OpenRouter, which has plugins.
    pub(super) fn is_openrouter(&self) -> bool {
        self.origin == "https://openrouter.ai"
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_base_url_as_people_paste_it() {
        for pasted in [
            "https://host:8443/v1",
            " https://host:8443/v1/ \n",
            "https://host:8443/v1//",
            "https://host:8443/v1/chat/completions",
            "https://host:8443/v1/chat/completions/",
            "https://host:8443/v1/responses",
            "https://host:8443/v1/messages",
        ] {
            let endpoint = Endpoint::parse(pasted).unwrap();
            assert_eq!(endpoint.at("/models"), "https://host:8443/v1/models");
            assert_eq!(endpoint.origin(), "https://host:8443");
        }
    }

    #[test]
    fn refuses_what_is_no_base_url_without_repeating_it() {
        for (pasted, reason) in [
            ("", "is missing"),
            (
                "localhost:11434/v1",
                "must be a web address such as https://api.openai.com/v1, without a user name",
            ),
            (
                "sk-secret",
                "must be a web address such as https://api.openai.com/v1, without a user name",
            ),
            (
                "https://me:secret@host/v1",
                "must be a web address such as https://api.openai.com/v1, without a user name",
            ),
            ("https://host/v1?key=secret", "must not contain ? or #"),
        ] {
            assert_eq!(
                Endpoint::parse(pasted),
                Err(ModelError::Configuration(format!(
                    "The base URL {reason}. Correct it in Settings"
                )))
            );
        }
    }
}
