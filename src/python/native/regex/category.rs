//! The classes `\d`, `\s` and `\w`.

use crate::python::native::unicode::{decimal, is_alphanumeric, is_space};

/// What a category is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `\d`
    Digit,
    /// `\s`
    Space,
    /// `\w`
    Word,
}

/// A class that an escape stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Category {
    /// Of what.
    pub kind: Kind,
    /// Whether it is all the others.
    pub negated: bool,
}

impl Category {
    /// The one that `\` and this letter stand for.
    pub fn of_letter(letter: char) -> Option<Self> {
        let kind = match letter.to_ascii_lowercase() {
            'd' => Kind::Digit,
            's' => Kind::Space,
            'w' => Kind::Word,
            _ => return None,
        };
        let negated = letter.is_ascii_uppercase();
        Some(Self { kind, negated })
    }

    /// Whether a character is in it, as Unicode or as ASCII has it.
    pub fn contains(self, character: char, unicode: bool) -> bool {
        let is_in = if !unicode && !character.is_ascii() {
            false
        } else {
            match self.kind {
                Kind::Digit => decimal(character).is_some(),
                Kind::Space if unicode => is_space(character),
                Kind::Space => character.is_whitespace(),
                Kind::Word => is_word(character),
            }
        };
        is_in != self.negated
    }
}

/// Whether a character is a letter, a number or `_`.
pub fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_';
    }
    is_alphanumeric(character)
}
