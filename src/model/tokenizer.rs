//! How many tokens a text makes: an estimate, or exactly for OpenAI's models, whose vocabulary
//! `o200k` is public (<https://github.com/openai/tiktoken>, `tiktoken_ext/openai_public.py`). It is a
//! file beside the page, fetched when such a model is first used: see [`Vocabulary::read`].

mod merging;
mod pieces;
mod vocabulary;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use xxhash_rust::xxh64::xxh64;

pub use vocabulary::{Vocabulary, VocabularyError};

/// Texts whose counts are remembered. A request holds a text for each message.
const REMEMBERED: usize = 10_000;

/// Counts tokens. Clones are cheap and share what was counted.
#[derive(Clone, Default)]
pub enum Tokenizer {
    /// Roughly, for models whose vocabulary is not known: see [`estimate`].
    #[default]
    Estimate,
    /// By a vocabulary.
    Exact(Rc<Counter>),
}

impl Tokenizer {
    /// One that counts by this vocabulary.
    pub fn exact(vocabulary: Vocabulary) -> Self {
        Self::Exact(Rc::new(Counter {
            vocabulary,
            counted: RefCell::default(),
        }))
    }

    /// How many tokens a text makes, without what a message costs besides.
    pub fn count(&self, text: &str) -> u64 {
        match self {
            Self::Estimate => estimate(text),
            Self::Exact(counter) => counter.count(text),
        }
    }

    /// Whether it counts by a vocabulary.
    pub fn is_exact(&self) -> bool {
        matches!(self, Self::Exact(_))
    }
}

/// About how many tokens a text makes: one for four ASCII characters, as English and code have it
/// on average, and one for each other character, as Chinese has it at most. Scripts in between are
/// taken for more than they are, which errs on the safe side.
pub fn estimate(text: &str) -> u64 {
    let ascii = text.bytes().filter(u8::is_ascii).count() as u64;
    let others = text.chars().filter(|c| !c.is_ascii()).count() as u64;
    ascii.div_ceil(4) + others
}

/// A vocabulary and what was counted by it: each request holds again what the last one held.
pub struct Counter {
    vocabulary: Vocabulary,
    counted: RefCell<HashMap<(u64, usize), u64>>,
}

impl Counter {
    fn count(&self, text: &str) -> u64 {
        let key = (xxh64(text.as_bytes(), 0), text.len());
        if let Some(tokens) = self.counted.borrow().get(&key) {
            return *tokens;
        }
        let tokens = self.vocabulary.count(text);
        let mut counted = self.counted.borrow_mut();
        if counted.len() >= REMEMBERED {
            counted.clear();
        }
        counted.insert(key, tokens);
        tokens
    }
}

impl Vocabulary {
    /// How many tokens a text makes. Special tokens written out are ordinary text.
    pub fn count(&self, text: &str) -> u64 {
        pieces::pieces(text, self)
            .map(|piece| merging::count(piece.as_bytes(), self))
            .sum()
    }
}

/// Whether a model's tokens are those of `o200k`: OpenAI's from gpt-4o on, by whatever service. A
/// service may put an owner before the name: `openai/gpt-5`.
pub fn is_o200k(model: &str) -> bool {
    let name = model.rsplit('/').next().unwrap_or(model);
    let families = [
        "gpt-4o",
        "gpt-4.1",
        "gpt-4.5",
        "gpt-5",
        "gpt-oss",
        "chatgpt-4o",
        "codex-",
    ];
    let is_reasoning = |family: &str| {
        name.strip_prefix(family)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    families.iter().any(|family| name.starts_with(family))
        || ["o1", "o3", "o4"].into_iter().any(is_reasoning)
}

#[cfg(test)]
mod tests {
    use super::{estimate, is_o200k};

    #[test]
    fn estimates_ascii_by_four_and_the_rest_by_one() {
        assert_eq!(estimate(""), 0);
        assert_eq!(estimate("word"), 1);
        assert_eq!(estimate("words"), 2);
        assert_eq!(estimate("日本語"), 3);
        assert_eq!(estimate("four日本"), 3);
    }

    #[test]
    fn knows_the_models_by_their_names() {
        for model in [
            "gpt-4o",
            "gpt-5-mini",
            "openai/gpt-4.1",
            "o3",
            "o4-mini",
            "openai/gpt-oss-20b",
        ] {
            assert!(is_o200k(model), "{model}");
        }
        for model in [
            "gpt-4",
            "gpt-3.5-turbo",
            "claude-sonnet-4-5",
            "o3x",
            "llama-3",
            "",
            "o1/other",
        ] {
            assert!(!is_o200k(model), "{model}");
        }
    }
}
