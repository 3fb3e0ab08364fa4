//! What a backslash begins, outside and inside sets.

use super::super::category::Category;
use super::super::error::Result;
use super::super::tree::{Member, Node, Place};
use super::Parser;
use crate::python::native::repr::repr;

/// An escape inside a set.
pub enum SetEscape {
    /// A code point.
    Literal(u32),
    /// A class.
    Category(Category),
}

impl SetEscape {
    /// As a member of a set.
    pub fn member(self) -> Member {
        match self {
            Self::Literal(code) => Member::Range(code, code),
            Self::Category(category) => Member::Category(category),
        }
    }
}

/// The character that a letter stands for behind a backslash.
pub fn control(letter: char) -> Option<u32> {
    Some(match letter {
        'a' => 7,
        'b' => 8,
        't' => 9,
        'n' => 10,
        'v' => 11,
        'f' => 12,
        'r' => 13,
        '\\' => 92,
        _ => return None,
    })
}

impl Parser {
    /// An escape outside a set; the backslash and the letter were just read.
    pub fn escape(&mut self, letter: char) -> Result<Node> {
        let start = self.tokens.position() - 2;
        let place = match letter {
            'A' => Some(Place::Start),
            'Z' => Some(Place::End),
            'b' => Some(Place::Boundary),
            'B' => Some(Place::NotBoundary),
            _ => None,
        };
        if let Some(place) = place {
            return Ok(Node::At(place));
        }
        if let Some(category) = Category::of_letter(letter) {
            let members = vec![Member::Category(category)];
            return Ok(Node::Set {
                negated: false,
                members,
            });
        }
        match letter {
            '0' => {
                let mut digits = String::from("0");
                self.tokens.take_digits(2, 8, &mut digits)?;
                Ok(Node::Literal(octal(&digits)))
            }
            '1'..='9' => self.reference(letter, start),
            _ => self.character(letter, start).map(Node::Literal),
        }
    }

    /// An escape inside a set; the backslash and the letter were just read.
    pub fn set_escape(&mut self, letter: char) -> Result<SetEscape> {
        let start = self.tokens.position() - 2;
        if let Some(category) = Category::of_letter(letter) {
            return Ok(SetEscape::Category(category));
        }
        let code = match letter {
            '0'..='7' => {
                let mut digits = letter.to_string();
                self.tokens.take_digits(2, 8, &mut digits)?;
                self.octal_in_range(&digits, start)?
            }
            '8' | '9' => return self.bad_escape(&letter.to_string(), start),
            _ => self.character(letter, start)?,
        };
        Ok(SetEscape::Literal(code))
    }

    /// Two digits are a group, three octal ones a character.
    fn reference(&mut self, first: char, start: usize) -> Result<Node> {
        let mut digits = first.to_string();
        self.tokens.take_digits(1, 10, &mut digits)?;
        let is_octal = |digits: &str| digits.chars().all(|digit| digit.is_digit(8));
        if digits.len() == 2 && is_octal(&digits) {
            self.tokens.take_digits(1, 8, &mut digits)?;
            if digits.len() == 3 {
                return self.octal_in_range(&digits, start).map(Node::Literal);
            }
        }
        let group: u32 = digits.parse().unwrap_or(u32::MAX);
        if group as usize >= self.groups.len() {
            let message = format!("invalid group reference {group}");
            return self.tokens.fail_at(start + 1, message);
        }
        if !self.is_closed(group) {
            return self.tokens.fail_at(start, "cannot refer to an open group");
        }
        self.check_lookbehind(group)?;
        Ok(Node::Reference(group))
    }

    fn octal_in_range(&self, digits: &str, start: usize) -> Result<u32> {
        match octal(digits) {
            code @ ..=0o377 => Ok(code),
            _ => {
                let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                self.tokens.fail_at(start, message)
            }
        }
    }

    /// An escape that is one character, inside sets and outside.
    fn character(&mut self, letter: char, start: usize) -> Result<u32> {
        if let Some(code) = control(letter) {
            return Ok(code);
        }
        match letter {
            'x' => self.hexadecimal(letter, 2, start),
            'u' if !self.tokens.is_bytes() => self.hexadecimal(letter, 4, start),
            'U' if !self.tokens.is_bytes() => self.hexadecimal(letter, 8, start),
            'N' if !self.tokens.is_bytes() => self.named_character(start),
            letter if letter.is_ascii_alphabetic() => self.bad_escape(&letter.to_string(), start),
            letter => Ok(letter.into()),
        }
    }

    fn hexadecimal(&mut self, letter: char, digits: usize, start: usize) -> Result<u32> {
        let mut text = String::new();
        self.tokens.take_digits(digits, 16, &mut text)?;
        if text.len() < digits {
            let message = format!("incomplete escape \\{letter}{text}");
            return self.tokens.fail_at(start, message);
        }
        match u32::from_str_radix(&text, 16) {
            Ok(code) if code <= char::MAX.into() => Ok(code),
            _ => self.bad_escape(&format!("{letter}{text}"), start),
        }
    }

    fn named_character(&mut self, start: usize) -> Result<u32> {
        if !self.tokens.take_if('{')? {
            return self.tokens.fail("missing {");
        }
        let name = self.tokens.take_until('}', "character name")?;
        match unicode_names2::character(&name) {
            Some(character) => Ok(character.into()),
            None => {
                let message = format!("undefined character name {}", repr(&name));
                self.tokens.fail_at(start, message)
            }
        }
    }

    fn bad_escape<T>(&self, escape: &str, start: usize) -> Result<T> {
        self.tokens.fail_at(start, format!("bad escape \\{escape}"))
    }
}

fn octal(digits: &str) -> u32 {
    digits
        .chars()
        .filter_map(|digit| digit.to_digit(8))
        .fold(0, |code, digit| code * 8 + digit)
}
