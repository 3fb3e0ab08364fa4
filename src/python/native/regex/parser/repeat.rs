//! Repetitions: `*`, `+`, `?` and `{2,3}`.

use super::super::error::{ErrorKind, RegexError, Result};
use super::super::tree::{Greed, Node, Sequence, UNLIMITED};
use super::Parser;

impl Parser {
    /// Makes the last of the nodes repeat; the sign was just read.
    pub fn repeat(&mut self, sign: char, nodes: &mut Vec<Node>) -> Result<()> {
        let here = self.tokens.position();
        let bounds = match sign {
            '?' => Some((0, 1)),
            '*' => Some((0, UNLIMITED)),
            '+' => Some((1, UNLIMITED)),
            _ => self.bounds(here)?,
        };
        let Some((min, max)) = bounds else {
            nodes.push(Node::Literal(sign.into()));
            return Ok(());
        };
        match nodes.last() {
            None | Some(Node::At(_)) => return self.tokens.fail_at(here - 1, "nothing to repeat"),
            Some(Node::Repeat { .. }) => return self.tokens.fail_at(here - 1, "multiple repeat"),
            Some(_) => {}
        }
        let greed = if self.tokens.take_if('?')? {
            Greed::Lazy
        } else if self.tokens.take_if('+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        if let Some(last) = nodes.pop() {
            let body = match last {
                Node::Group {
                    number: None,
                    added: 0,
                    removed: 0,
                    body,
                } => body,
                node => Sequence::new(vec![node], &self.groups),
            };
            nodes.push(Node::Repeat {
                greed,
                min,
                max,
                body,
            });
        }
        Ok(())
    }

    /// What is in braces; none when they stand for themselves. `here` is behind the first.
    fn bounds(&mut self, here: usize) -> Result<Option<(u32, u32)>> {
        if self.tokens.is_next('}') {
            return Ok(None);
        }
        let (mut least, mut most) = (String::new(), String::new());
        self.tokens.take_digits(usize::MAX, 10, &mut least)?;
        if self.tokens.take_if(',')? {
            self.tokens.take_digits(usize::MAX, 10, &mut most)?;
        } else {
            most.clone_from(&least);
        }
        if !self.tokens.take_if('}')? {
            self.tokens.seek(here)?;
            return Ok(None);
        }
        let min = bound(&least)?.unwrap_or(0);
        let max = bound(&most)?.unwrap_or(UNLIMITED);
        if max < min {
            let message = "min repeat greater than max repeat";
            return self.tokens.fail_at(here, message);
        }
        Ok(Some((min, max)))
    }
}

fn bound(digits: &str) -> Result<Option<u32>> {
    if digits.is_empty() {
        return Ok(None);
    }
    match digits.parse() {
        Ok(number) if number < UNLIMITED => Ok(Some(number)),
        _ => {
            let message = "the repetition number is too large";
            Err(RegexError::new(ErrorKind::Overflow, message))
        }
    }
}
