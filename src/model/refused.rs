//! Which optional parts of a request a server takes. Servers differ, and say so by refusing a
//! parameter by name.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::diagnosis::Refusal;
use super::endpoint::Endpoint;

/// What a refusal calls a parameter that the server does not take, in lower case. Values out of
/// range are worded otherwise, and are the user's to correct.
const NOT_TAKEN: [&str; 8] = [
    "unsupported",
    "not support",
    "unrecognized",
    "unknown",
    "unexpected",
    "not permitted",
    "not allowed",
    "deprecated",
];

/// What a refusal of the tool says besides: "tools param requires --jinja flag", "No endpoints
/// found that support tool use".
const NO_TOOLS: [&str; 2] = ["requires", "support tool"];

/// The body's field for the tool, and the one that says that it is not to be called now.
pub(super) const TOOLS: &str = "tools";
pub(super) const TOOL_CHOICE: &str = "tool_choice";

/// What a refusal calls the tool.
pub(super) const TOOL: Optional = Optional {
    name: TOOLS,
    words: &["tool", "function call"],
};

/// What a refusal calls the temperature.
pub(super) const TEMPERATURE: Optional = Optional {
    name: "temperature",
    words: &["temperature"],
};

/// What a refusal of the choice calls it, in lower case.
pub(super) const NO_CALL_NOW: Optional = Optional {
    name: TOOL_CHOICE,
    words: &["tool_choice", "tool choice"],
};

/// A field of a body that may be left out.
#[derive(Debug)]
pub(super) struct Optional {
    /// The field.
    pub name: &'static str,
    /// What a refusal calls it, in lower case: any of these.
    pub words: &'static [&'static str],
}

/// The fields that a server is known to refuse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Refused(BTreeSet<&'static str>);

impl Refused {
    /// What is known before anything was sent. OpenAI's newer models take
    /// `max_completion_tokens` only; other servers know the older `max_tokens`.
    pub(super) fn at_first(endpoint: &Endpoint) -> Self {
        let known = endpoint.is_openai().then_some("max_tokens");
        Self(known.into_iter().collect())
    }

    /// Whether this field is refused.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// What is known after a refusal of `body`; `None` when it was about something else.
    pub(super) fn after(
        &self,
        refusal: &Refusal,
        body: &Map<String, Value>,
        optional: &[Optional],
    ) -> Option<Self> {
        let words = refusal.body.to_lowercase();
        let mut more = self.clone();
        // A refusal of the choice speaks of a tool as well.
        let is_of_choice = |field: &Optional| field.name == TOOL_CHOICE;
        let chosen = optional.iter().filter(|field| is_of_choice(field));
        let about_choice = body.contains_key(TOOL_CHOICE)
            && chosen
                .flat_map(|field| field.words)
                .any(|word| words.contains(word));
        for field in optional {
            if about_choice && field.name == TOOLS {
                continue;
            }
            if body.contains_key(field.name)
                && field.words.iter().any(|word| words.contains(word))
                && is_refusal_of(field.name, refusal.status, &words)
            {
                more.0.insert(field.name);
            }
        }
        // "Use 'max_completion_tokens' instead" is what OpenAI's models say elsewhere, too.
        // Where that is not said, there is no other name to try.
        if more.has("max_tokens") && !self.has("max_tokens") {
            let renamed = words.contains("max_completion_tokens");
            more.0.extend((!renamed).then_some("max_completion_tokens"));
        }
        (more != *self).then_some(more)
    }
}

fn is_refusal_of(name: &str, status: u16, words: &str) -> bool {
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    match status {
        // 422 is what servers built on FastAPI answer instead of 400.
        400 | 422 => {
            // "Only 'auto' is supported", "must be one of" are refusals of the one value there is.
            let of_value = name == TOOL_CHOICE;
            of_value || says(&NOT_TAKEN) || name == TOOLS && says(&NO_TOOLS)
        }
        // Routers find no server with tools; others fail on them.
        404 | 500 | 501 if name == TOOLS => says(&NOT_TAKEN) || says(&NO_TOOLS),
        _ => false,
    }
}
