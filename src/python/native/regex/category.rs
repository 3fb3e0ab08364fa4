//! The classes `\d`, `\s` and `\w`, and case, exactly as Python has them.

use super::category_tables::{MARKS, ZEROS};

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
                Kind::Space => is_space(character, unicode),
                Kind::Word => is_word(character),
            }
        };
        is_in != self.negated
    }
}

/// The value of a decimal digit of any script.
pub fn decimal(character: char) -> Option<u32> {
    let code = u32::from(character);
    let zero = ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?;
    Some(code - ZEROS[zero]).filter(|value| *value < 10)
}

fn is_space(character: char, unicode: bool) -> bool {
    // Python counts the separators of files, groups, records and units, but only in text.
    character.is_whitespace() || unicode && matches!(character, '\x1c'..='\x1f')
}

/// Whether a character is a letter, a number or `_`.
pub fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_';
    }
    let code = u32::from(character);
    // An odd number of bounds before it: it is within a range.
    let is_mark = || {
        let bounds = MARKS.partition_point(|bound| *bound < code);
        bounds % 2 == 1 || MARKS.get(bounds) == Some(&code)
    };
    character.is_alphanumeric() && !is_mark()
}
