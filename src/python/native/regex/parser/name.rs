//! The names of groups.

use super::super::error::Result;
use super::Parser;
use crate::python::native::repr::repr;
use crate::python::native::unicode::{decimal, is_identifier};

/// Group numbers end here.
const MOST_GROUPS: u128 = 1_073_741_823;

/// The group that a text names by its number, as Python's `int` reads it.
///
/// # Errors
/// What is wrong with it.
pub fn group_number(text: &str) -> std::result::Result<u32, String> {
    let bad = || format!("bad character in group name {}", repr(text));
    let number = integer(text).ok_or_else(bad)?;
    match u32::try_from(number) {
        Ok(group) if number < MOST_GROUPS => Ok(group),
        _ => Err(format!("invalid group reference {number}")),
    }
}

/// A whole number that is not negative, with all that `int` lets pass.
fn integer(text: &str) -> Option<u128> {
    let text = text.trim();
    let digits = text.strip_prefix('+').unwrap_or(text);
    let (digits, negative) = match digits.strip_prefix('-') {
        Some(digits) if digits.len() + 1 == text.len() => (digits, true),
        _ => (digits, false),
    };
    let mut number: u128 = 0;
    let mut after_digit = false;
    for character in digits.chars() {
        if character == '_' && after_digit {
            after_digit = false;
            continue;
        }
        let digit = decimal(character)?;
        number = number.saturating_mul(10).saturating_add(digit.into());
        after_digit = true;
    }
    (after_digit && (!negative || number == 0)).then_some(number)
}

impl Parser {
    /// Checks a name of which the closing character was just read.
    pub fn check_name(&self, name: &str) -> Result<()> {
        if is_identifier(name) {
            return Ok(());
        }
        let message = format!("bad character in group name {}", repr(name));
        self.tokens.fail_before(name.chars().count() + 1, message)
    }

    /// The group of a name of which the closing character was just read.
    pub fn named_group(&self, name: &str) -> Result<u32> {
        self.check_name(name)?;
        match self.names.get(name) {
            Some(group) => Ok(*group),
            None => {
                let message = format!("unknown group name {}", repr(name));
                self.tokens.fail_before(name.chars().count() + 1, message)
            }
        }
    }

    /// Whether a group is there and closed.
    pub fn is_closed(&self, group: u32) -> bool {
        self.groups.get(group as usize).is_some_and(Option::is_some)
    }

    /// Checks a reference to a group from within a lookbehind.
    pub fn check_lookbehind(&self, group: u32) -> Result<()> {
        let Some(before) = self.groups_before_lookbehind else {
            return Ok(());
        };
        if !self.is_closed(group) {
            return self.tokens.fail("cannot refer to an open group");
        }
        if group as usize >= before {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return self.tokens.fail(message);
        }
        Ok(())
    }
}
