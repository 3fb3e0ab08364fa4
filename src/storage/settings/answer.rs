//! What an answer must be, as settings: when it may come, and the rules it must keep to.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::check::{Check, quoted};
use crate::agent::{AgentOptions, AnswerRules};

const MAX_CHARS: u32 = 100_000;
const MAX_WORDS: usize = 50;
const MAX_WORDS_CHARS: usize = 5_000;
const MAX_SCHEMA_BYTES: usize = 20_000;

/// What an answer must be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnswerSettings {
    /// Steps that are made before the answer may be given, 0 to 999 and fewer than a question may
    /// take.
    pub after_steps: u32,
    /// Fewest characters, 0 to 100,000.
    pub min_chars: u32,
    /// Words that it must contain; at most 50, of 5,000 characters together.
    pub contains: Vec<String>,
    /// A JSON schema that it must match, of at most 20,000 bytes.
    pub schema: Option<Value>,
}

/// [`AnswerSettings`] as stored and typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredAnswerSettings {
    /// See [`AnswerSettings::after_steps`].
    pub after_steps: Option<u32>,
    /// See [`AnswerSettings::min_chars`].
    pub min_chars: Option<u32>,
    /// See [`AnswerSettings::contains`]: one in a line.
    pub contains: Option<String>,
    /// See [`AnswerSettings::schema`]: as JSON.
    pub schema: Option<String>,
}

impl AnswerSettings {
    /// The options with these settings in them.
    pub(super) fn put_into(&self, options: AgentOptions) -> AgentOptions {
        AgentOptions {
            answer_after: self.after_steps,
            answer_rules: AnswerRules {
                min_chars: self.min_chars,
                contains: self.contains.clone(),
                schema: self.schema.clone(),
            },
            ..options
        }
    }
}

impl StoredAnswerSettings {
    /// The default for what is missing; each that is wrong is an error.
    pub(super) fn check(self, check: &mut Check, max_steps: u32) -> AnswerSettings {
        AnswerSettings {
            after_steps: check.between(
                "answer.after_steps",
                self.after_steps.unwrap_or_default(),
                (0, max_steps.saturating_sub(1)),
            ),
            min_chars: check.between(
                "answer.min_chars",
                self.min_chars.unwrap_or_default(),
                (0, MAX_CHARS),
            ),
            contains: words(check, &self.contains.unwrap_or_default()),
            schema: schema(check, &self.schema.unwrap_or_default()),
        }
    }
}

fn words(check: &mut Check, typed: &str) -> Vec<String> {
    let lines = typed.lines().map(str::trim);
    let words: Vec<String> = lines
        .filter(|line| !line.is_empty())
        .map(Into::into)
        .collect();
    if words.len() > MAX_WORDS || typed.chars().count() > MAX_WORDS_CHARS {
        check.fail(
            "answer.contains",
            format!("a list of {} lines", words.len()),
            format!("Enter at most {MAX_WORDS} lines, of {MAX_WORDS_CHARS} characters together."),
        );
    }
    words
}

fn schema(check: &mut Check, typed: &str) -> Option<Value> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    if typed.len() > MAX_SCHEMA_BYTES {
        check.fail(
            "answer.schema",
            format!("a text of {} bytes", typed.len()),
            format!("This is longer than {MAX_SCHEMA_BYTES} bytes. Shorten it."),
        );
        return None;
    }
    match serde_json::from_str(typed) {
        Ok(schema @ Value::Object(_)) => Some(schema),
        Ok(_) => {
            check.fail(
                "answer.schema",
                quoted(typed),
                "A JSON schema is an object, such as {\"type\": \"array\"}.",
            );
            None
        }
        Err(error) => {
            check.fail(
                "answer.schema",
                quoted(typed),
                format!("This is not JSON: {error}."),
            );
            None
        }
    }
}

impl From<&AnswerSettings> for StoredAnswerSettings {
    fn from(settings: &AnswerSettings) -> Self {
        let chosen = |number: u32| (number != 0).then_some(number);
        let lines = settings.contains.join("\n");
        Self {
            after_steps: chosen(settings.after_steps),
            min_chars: chosen(settings.min_chars),
            contains: (!lines.is_empty()).then_some(lines),
            schema: settings.schema.as_ref().map(Value::to_string),
        }
    }
}
