//! A pattern or template, one piece at a time: a character, or a backslash with the character
//! after it. One piece is always read ahead, as in CPython: where a fault is found depends on it.

use super::error::{RegexError, Result};

/// A piece of a pattern or template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A character that stands alone.
    Plain(char),
    /// A backslash and this character.
    Escaped(char),
}

impl Token {
    /// How many characters it takes.
    pub fn width(self) -> usize {
        match self {
            Self::Plain(_) => 1,
            Self::Escaped(_) => 2,
        }
    }

    /// As it is written.
    pub fn push_to(self, text: &mut String) {
        match self {
            Self::Plain(character) => text.push(character),
            Self::Escaped(character) => {
                text.push('\\');
                text.push(character);
            }
        }
    }

    /// As it is written.
    pub fn text(self) -> String {
        let mut text = String::new();
        self.push_to(&mut text);
        text
    }
}

/// Reads tokens.
pub struct Tokens {
    text: Vec<char>,
    /// Behind the token that was read ahead.
    index: usize,
    next: Option<Token>,
    /// The text stands for bytes: messages about it are ASCII.
    is_bytes: bool,
}

impl Tokens {
    /// # Errors
    /// [`RegexError`] when the text is a lone backslash.
    pub fn new(text: &str, is_bytes: bool) -> Result<Self> {
        let mut tokens = Self {
            text: text.chars().collect(),
            index: 0,
            next: None,
            is_bytes,
        };
        tokens.advance()?;
        Ok(tokens)
    }

    /// Whether the text stands for bytes.
    pub fn is_bytes(&self) -> bool {
        self.is_bytes
    }

    /// The next token, which is not taken.
    pub fn peek(&self) -> Option<Token> {
        self.next
    }

    /// Whether the next token is this character.
    pub fn is_next(&self, character: char) -> bool {
        self.next == Some(Token::Plain(character))
    }

    fn advance(&mut self) -> Result<()> {
        self.next = match self.text.get(self.index).copied() {
            None => None,
            Some('\\') => {
                let escaped = self.text.get(self.index + 1).copied();
                let escaped = escaped.ok_or_else(|| {
                    RegexError::at(self.text.len() - 1, "bad escape (end of pattern)")
                })?;
                Some(Token::Escaped(escaped))
            }
            Some(character) => Some(Token::Plain(character)),
        };
        self.index += self.next.map_or(0, Token::width);
        Ok(())
    }

    /// Takes the next token.
    ///
    /// # Errors
    /// [`RegexError`] when the text behind it is a lone backslash.
    pub fn take(&mut self) -> Result<Option<Token>> {
        let token = self.next;
        self.advance()?;
        Ok(token)
    }

    /// Takes the next token when it is this character.
    ///
    /// # Errors
    /// As of [`Tokens::take`].
    pub fn take_if(&mut self, character: char) -> Result<bool> {
        let taken = self.is_next(character);
        if taken {
            self.advance()?;
        }
        Ok(taken)
    }

    /// Takes so many digits at most, appending them to a text.
    ///
    /// # Errors
    /// As of [`Tokens::take`].
    pub fn take_digits(&mut self, most: usize, radix: u32, text: &mut String) -> Result<()> {
        for _ in 0..most {
            match self.next {
                Some(Token::Plain(digit)) if digit.is_digit(radix) => text.push(digit),
                _ => break,
            }
            self.advance()?;
        }
        Ok(())
    }

    /// Takes all up to this character, and that too. `what` it is, for messages.
    ///
    /// # Errors
    /// [`RegexError`] when there is nothing before it or it does not come.
    pub fn take_until(&mut self, terminator: char, what: &str) -> Result<String> {
        let mut text = String::new();
        loop {
            let token = self.take()?;
            match token {
                None if text.is_empty() => return self.fail(format!("missing {what}")),
                None => {
                    let message = format!("missing {terminator}, unterminated name");
                    return self.fail_before(text.chars().count(), message);
                }
                Some(Token::Plain(character)) if character == terminator => {
                    if text.is_empty() {
                        return self.fail_before(1, format!("missing {what}"));
                    }
                    return Ok(text);
                }
                Some(token) => token.push_to(&mut text),
            }
        }
    }

    /// Where the next token begins.
    pub fn position(&self) -> usize {
        self.index - self.next.map_or(0, Token::width)
    }

    /// Goes back to a place.
    ///
    /// # Errors
    /// As of [`Tokens::take`].
    pub fn seek(&mut self, position: usize) -> Result<()> {
        self.index = position;
        self.advance()
    }

    /// A fault at a place.
    pub fn fail_at<T>(&self, position: usize, message: impl Into<String>) -> Result<T> {
        let mut message = message.into();
        if self.is_bytes && !message.is_ascii() {
            message = ascii(&message);
        }
        Err(RegexError::at(position, message))
    }

    /// A fault at the next token.
    pub fn fail<T>(&self, message: impl Into<String>) -> Result<T> {
        self.fail_at(self.position(), message)
    }

    /// A fault so many characters before the next token.
    pub fn fail_before<T>(&self, width: usize, message: impl Into<String>) -> Result<T> {
        self.fail_at(self.position().saturating_sub(width), message)
    }
}

/// With `\xe9` for what stands for a byte beyond ASCII.
fn ascii(text: &str) -> String {
    let escape = |character: char| match u32::from(character) {
        0..128 => character.to_string(),
        code => format!("\\x{code:02x}"),
    };
    text.chars().map(escape).collect()
}
