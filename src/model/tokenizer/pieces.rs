//! Texts in pieces, which no token crosses: words, numbers of up to three digits, signs, spaces. A
//! scanner for the pattern of `o200k_base`, whose alternatives are tried in this order (`U` stands
//! for `\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}`, `W` for `\p{Ll}\p{Lm}\p{Lo}\p{M}`):
//!
//! ```text
//! [^\r\n\p{L}\p{N}]?[U]*[W]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
//! [^\r\n\p{L}\p{N}]?[U]+[W]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
//! \p{N}{1,3}
//!  ?[^\s\p{L}\p{N}]+[\r\n/]*
//! \s*[\r\n]+
//! \s+(?!\S)
//! \s+
//! ```

use super::Vocabulary;
use super::vocabulary::Class;

/// The pieces of a text, which together are the text.
pub(super) fn pieces<'a>(
    text: &'a str,
    vocabulary: &'a Vocabulary,
) -> impl Iterator<Item = &'a str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let scanner = Scanner { rest, vocabulary };
        let (piece, after) = rest.split_at(scanner.piece());
        rest = after;
        Some(piece)
    })
}

#[derive(Clone, Copy)]
struct Scanner<'a> {
    rest: &'a str,
    vocabulary: &'a Vocabulary,
}

impl Scanner<'_> {
    /// Bytes of the first piece, at least one character.
    fn piece(self) -> usize {
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        self.words()
            .or_else(|| self.number())
            .or_else(|| self.signs())
            .or_else(|| self.spaces())
            .unwrap_or(first)
    }

    fn class(self, character: char) -> Class {
        self.vocabulary.class(character)
    }

    /// What follows the first so many bytes.
    fn after(self, bytes: usize) -> Self {
        Self {
            rest: &self.rest[bytes..],
            ..self
        }
    }

    /// Bytes of the longest beginning of such characters.
    fn run(self, is_part: impl Fn(char) -> bool) -> usize {
        self.rest
            .find(|character| !is_part(character))
            .unwrap_or(self.rest.len())
    }

    /// The first two alternatives, each first with the character before the word, then without.
    fn words(self) -> Option<usize> {
        let before = self.rest.chars().next().filter(|character| {
            !matches!(character, '\r' | '\n') && !self.class(*character).is_letter_or_number()
        });
        let starts = [before.map(char::len_utf8), Some(0)];
        let find = |ending: fn(Self) -> Option<usize>| {
            starts.into_iter().flatten().find_map(|start| {
                let word = self.after(start);
                let length = ending(word)?;
                Some(start + length + word.after(length).contraction())
            })
        };
        find(Self::lower_word).or_else(|| find(Self::upper_word))
    }

    /// `[U]*[W]+`
    fn lower_word(self) -> Option<usize> {
        let upper = self.run(|character| self.class(character).is_upper());
        let lower = self
            .after(upper)
            .run(|character| self.class(character).is_lower());
        if lower > 0 {
            return Some(upper + lower);
        }
        // What is both gives way: the last such character is the lower part, alone.
        self.rest[..upper]
            .char_indices()
            .rfind(|(_, character)| self.class(*character).is_lower())
            .map(|(start, character)| start + character.len_utf8())
    }

    /// `[U]+[W]*`, of a word that has no lower part.
    fn upper_word(self) -> Option<usize> {
        let upper = self.run(|character| self.class(character).is_upper());
        (upper > 0).then_some(upper)
    }

    /// `(?i:'s|'t|'re|'ve|'m|'ll|'d)?`
    fn contraction(self) -> usize {
        let Some(rest) = self.rest.strip_prefix('\'') else {
            return 0;
        };
        let mut characters = rest.chars();
        let first = characters.next();
        let second = characters
            .next()
            .map(|character| character.to_ascii_lowercase());
        match first.map(|character| character.to_ascii_lowercase()) {
            // The long s is an s in another case.
            Some('s' | 't' | 'm' | 'd' | 'ſ') => 1 + first.map_or(0, char::len_utf8),
            Some('r' | 'v') if second == Some('e') => 3,
            Some('l') if second == Some('l') => 3,
            _ => 0,
        }
    }

    /// `\p{N}{1,3}`
    fn number(self) -> Option<usize> {
        let digits = self
            .rest
            .chars()
            .take(3)
            .take_while(|character| self.class(*character) == Class::Number);
        let length = digits.map(char::len_utf8).sum();
        (length > 0).then_some(length)
    }

    /// ` ?[^\s\p{L}\p{N}]+[\r\n/]*`
    fn signs(self) -> Option<usize> {
        let space = usize::from(self.rest.starts_with(' '));
        let signs = self.after(space).run(|character| {
            !character.is_whitespace() && !self.class(character).is_letter_or_number()
        });
        if signs == 0 {
            return None;
        }
        let end = space + signs;
        let lines = self
            .after(end)
            .run(|character| matches!(character, '\r' | '\n' | '/'));
        Some(end + lines)
    }

    /// `\s*[\r\n]+|\s+(?!\S)|\s+`
    fn spaces(self) -> Option<usize> {
        let spaces = &self.rest[..self.run(char::is_whitespace)];
        if let Some(line_end) = spaces.rfind(['\r', '\n']) {
            return Some(line_end + 1);
        }
        let last = spaces.chars().next_back()?;
        let is_followed = spaces.len() < self.rest.len();
        // One space is left for the word that follows.
        if is_followed && spaces.len() > last.len_utf8() {
            Some(spaces.len() - last.len_utf8())
        } else {
            Some(spaces.len())
        }
    }
}
