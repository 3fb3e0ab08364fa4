//! What matches are replaced by: text with references to groups, such as `\1` and `\g<name>`.

use super::error::{ErrorKind, RegexError, Result};
use super::parser::{control, group_number};
use super::program::Program;
use super::tokens::{Token, Tokens};
use crate::python::native::repr::repr;
use crate::python::native::unicode::is_identifier;

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Piece {
    /// Text as it is.
    Text(String),
    /// What a group has matched; 0 is the whole match.
    Group(u32),
}

/// Reads a template for a pattern.
///
/// # Errors
/// [`RegexError`] when it is none, or names a group that the pattern does not have.
pub fn parse(template: &str, program: &Program, is_bytes: bool) -> Result<Vec<Piece>> {
    let mut reader = Reader {
        tokens: Tokens::new(template, is_bytes)?,
        program,
        pieces: Vec::new(),
        text: String::new(),
    };
    while let Some(token) = reader.tokens.take()? {
        match token {
            Token::Plain(character) => reader.text.push(character),
            Token::Escaped('g') => reader.named_group()?,
            Token::Escaped(digit @ '0'..='9') => reader.digits(digit)?,
            Token::Escaped(letter) => reader.escape(letter)?,
        }
    }
    reader.end_text();
    Ok(reader.pieces)
}

struct Reader<'program> {
    tokens: Tokens,
    program: &'program Program,
    pieces: Vec<Piece>,
    /// Since the last piece.
    text: String,
}

impl Reader<'_> {
    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.pieces
                .push(Piece::Text(std::mem::take(&mut self.text)));
        }
    }

    fn add_group(&mut self, group: u32, position: usize) -> Result<()> {
        if group > self.program.groups {
            let message = format!("invalid group reference {group}");
            return self.tokens.fail_at(position, message);
        }
        self.end_text();
        self.pieces.push(Piece::Group(group));
        Ok(())
    }

    fn named_group(&mut self) -> Result<()> {
        if !self.tokens.take_if('<')? {
            return self.tokens.fail("missing <");
        }
        let name = self.tokens.take_until('>', "group name")?;
        let position = self.tokens.position() - name.chars().count() - 1;
        let group = if is_identifier(&name) {
            self.program.names.get(&name).copied().ok_or_else(|| {
                let message = format!("unknown group name {}", repr(&name));
                RegexError::new(ErrorKind::Index, message)
            })?
        } else {
            match group_number(&name) {
                Ok(group) => group,
                Err(message) => return self.tokens.fail_at(position, message),
            }
        };
        self.add_group(group, position)
    }

    /// `\0` and three octal digits are a character, anything else is a group.
    fn digits(&mut self, first: char) -> Result<()> {
        let start = self.tokens.position() - 2;
        let mut digits = first.to_string();
        if first == '0' {
            self.tokens.take_digits(2, 8, &mut digits)?;
            return self.octal(&digits, start);
        }
        self.tokens.take_digits(1, 10, &mut digits)?;
        if digits.len() == 2 && digits.chars().all(|digit| digit.is_digit(8)) {
            self.tokens.take_digits(1, 8, &mut digits)?;
            if digits.len() == 3 {
                return self.octal(&digits, start);
            }
        }
        self.add_group(digits.parse().unwrap_or(u32::MAX), start + 1)
    }

    fn octal(&mut self, digits: &str, start: usize) -> Result<()> {
        let code = u32::from_str_radix(digits, 8).unwrap_or(u32::MAX);
        match char::from_u32(code) {
            Some(character) if code <= 0o377 => self.text.push(character),
            _ => {
                let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                return self.tokens.fail_at(start, message);
            }
        }
        Ok(())
    }

    fn escape(&mut self, letter: char) -> Result<()> {
        if let Some(character) = control(letter).and_then(char::from_u32) {
            self.text.push(character);
        } else if letter.is_ascii_alphabetic() {
            return self.tokens.fail_before(2, format!("bad escape \\{letter}"));
        } else {
            self.text.extend(['\\', letter]);
        }
        Ok(())
    }
}
