//! Sets of characters: `[a-z]`.

use super::super::error::Result;
use super::super::tokens::Token;
use super::super::tree::{Member, Node};
use super::Parser;
use super::escape::SetEscape;

impl Parser {
    /// A set; the bracket was just read.
    pub fn set(&mut self) -> Result<Node> {
        let start = self.tokens.position() - 1;
        let negated = self.tokens.take_if('^')?;
        let mut members = Vec::new();
        loop {
            let token = self.set_token(start)?;
            if token == Token::Plain(']') && !members.is_empty() {
                break;
            }
            let from = self.set_member(token)?;
            if !self.tokens.take_if('-')? {
                members.push(from.member());
                continue;
            }
            let until = self.set_token(start)?;
            if until == Token::Plain(']') {
                members.extend([from.member(), Member::Range('-'.into(), '-'.into())]);
                break;
            }
            let to = self.set_member(until)?;
            match (from, to) {
                (SetEscape::Literal(first), SetEscape::Literal(last)) if first <= last => {
                    members.push(Member::Range(first, last));
                }
                _ => {
                    let range = format!("{}-{}", token.text(), until.text());
                    let message = format!("bad character range {range}");
                    return self.tokens.fail_before(range.chars().count(), message);
                }
            }
        }
        Ok(match members.as_slice() {
            [Member::Range(first, last)] if first == last && !negated => Node::Literal(*first),
            _ => Node::Set { negated, members },
        })
    }

    fn set_token(&mut self, start: usize) -> Result<Token> {
        match self.tokens.take()? {
            Some(token) => Ok(token),
            None => self.tokens.fail_at(start, "unterminated character set"),
        }
    }

    fn set_member(&mut self, token: Token) -> Result<SetEscape> {
        match token {
            Token::Plain(character) => Ok(SetEscape::Literal(character.into())),
            Token::Escaped(letter) => self.set_escape(letter),
        }
    }
}
