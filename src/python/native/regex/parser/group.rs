//! What a parenthesis begins.

use super::super::error::Result;
use super::super::flags::{self, Flags, GLOBAL, KINDS, VERBOSE};
use super::super::tokens::Token;
use super::super::tree::{Node, Sequence};
use super::{Parser, check_nesting, group_number};
use crate::python::native::repr::repr;
use crate::python::native::unicode::is_identifier;

/// What a parenthesis turned out to be.
pub enum Grouped {
    /// Something to match.
    Node(Node),
    /// Nothing.
    Comment,
    /// Flags for the whole pattern, which are set; where the parenthesis is.
    GlobalFlags {
        /// Where the parenthesis is.
        start: usize,
    },
}

/// What kind of group it is.
enum Kind {
    Captured(Option<String>),
    Plain { added: Flags, removed: Flags },
    Atomic,
}

const OPEN: &str = "unexpected end of pattern";

impl Parser {
    /// A group; the parenthesis was just read.
    pub fn group(&mut self, verbose: bool, nesting: usize) -> Result<Grouped> {
        let start = self.tokens.position() - 1;
        if !self.tokens.take_if('?')? {
            let node = self.body(Kind::Captured(None), start, verbose, nesting)?;
            return Ok(Grouped::Node(node));
        }
        let plain = Kind::Plain {
            added: 0,
            removed: 0,
        };
        let kind = match self.taken(OPEN)? {
            Token::Plain('P') => match self.named()? {
                Ok(name) => Kind::Captured(Some(name)),
                Err(reference) => return Ok(Grouped::Node(reference)),
            },
            Token::Plain(':') => plain,
            Token::Plain('>') => Kind::Atomic,
            Token::Plain('#') => {
                self.comment(start)?;
                return Ok(Grouped::Comment);
            }
            Token::Plain(sign @ ('=' | '!' | '<')) => {
                let node = self.look(sign, start, verbose, nesting)?;
                return Ok(Grouped::Node(node));
            }
            Token::Plain('(') => {
                let node = self.condition(start, verbose, nesting)?;
                return Ok(Grouped::Node(node));
            }
            Token::Plain(letter) if letter == '-' || flags::of_letter(letter).is_some() => {
                match self.inline_flags(letter)? {
                    Some((added, removed)) => Kind::Plain { added, removed },
                    None => return Ok(Grouped::GlobalFlags { start }),
                }
            }
            token => {
                let message = format!("unknown extension ?{}", token.text());
                return self.tokens.fail_before(token.width() + 1, message);
            }
        };
        self.body(kind, start, verbose, nesting).map(Grouped::Node)
    }

    /// The next token, which has to be there.
    fn taken(&mut self, otherwise: &str) -> Result<Token> {
        match self.tokens.take()? {
            Some(token) => Ok(token),
            None => self.tokens.fail(otherwise),
        }
    }

    fn close(&mut self, start: usize) -> Result<()> {
        if self.tokens.take_if(')')? {
            return Ok(());
        }
        let message = "missing ), unterminated subpattern";
        self.tokens.fail_at(start, message)
    }

    /// The inside of a group and its end.
    fn body(&mut self, kind: Kind, start: usize, verbose: bool, nesting: usize) -> Result<Node> {
        let (number, added, removed) = match &kind {
            Kind::Captured(name) => (Some(self.open(name.as_deref())?), 0, 0),
            Kind::Plain { added, removed } => (None, *added, *removed),
            Kind::Atomic => (None, 0, 0),
        };
        let verbose = (verbose || added & VERBOSE != 0) && removed & VERBOSE == 0;
        let body = self.alternation(verbose, nesting + 1)?;
        self.close(start)?;
        if let Some(number) = number {
            self.groups[number as usize] = Some(body.width);
        }
        Ok(match kind {
            Kind::Atomic => Node::Atomic(body),
            Kind::Captured(_) | Kind::Plain { .. } => Node::Group {
                number,
                added,
                removed,
                body,
            },
        })
    }

    /// A new group's number; the end of its name was just read.
    fn open(&mut self, name: Option<&str>) -> Result<u32> {
        let number = self.groups.len() as u32;
        if let Some(name) = name {
            if let Some(before) = self.names.get(name) {
                let message = format!(
                    "redefinition of group name {} as group {number}; was group {before}",
                    repr(name)
                );
                return self.tokens.fail_before(name.chars().count() + 1, message);
            }
            self.names.insert(name.to_string(), number);
        }
        self.groups.push(None);
        Ok(number)
    }

    /// What `?P` begins: a name, or a reference to one.
    fn named(&mut self) -> Result<std::result::Result<String, Node>> {
        if self.tokens.take_if('<')? {
            let name = self.tokens.take_until('>', "group name")?;
            self.check_name(&name)?;
            return Ok(Ok(name));
        }
        if self.tokens.take_if('=')? {
            let name = self.tokens.take_until(')', "group name")?;
            let group = self.named_group(&name)?;
            if !self.is_closed(group) {
                let message = "cannot refer to an open group";
                return self.tokens.fail_before(name.chars().count() + 1, message);
            }
            self.check_lookbehind(group)?;
            return Ok(Err(Node::Reference(group)));
        }
        let token = self.taken(OPEN)?;
        let message = format!("unknown extension ?P{}", token.text());
        self.tokens.fail_before(token.width() + 2, message)
    }

    fn comment(&mut self, start: usize) -> Result<()> {
        loop {
            match self.tokens.peek() {
                None => {
                    return self
                        .tokens
                        .fail_at(start, "missing ), unterminated comment");
                }
                Some(token) => {
                    self.tokens.take()?;
                    if token == Token::Plain(')') {
                        return Ok(());
                    }
                }
            }
        }
    }

    fn look(&mut self, sign: char, start: usize, verbose: bool, nesting: usize) -> Result<Node> {
        let outside = self.groups_before_lookbehind;
        let mut sign = Token::Plain(sign);
        let behind = sign == Token::Plain('<');
        if behind {
            sign = self.taken(OPEN)?;
            if !matches!(sign, Token::Plain('=' | '!')) {
                let message = format!("unknown extension ?<{}", sign.text());
                return self.tokens.fail_before(sign.width() + 2, message);
            }
            self.groups_before_lookbehind
                .get_or_insert(self.groups.len());
        }
        let body = self.alternation(verbose, nesting + 1)?;
        self.groups_before_lookbehind = outside;
        self.close(start)?;
        let negated = sign == Token::Plain('!');
        Ok(Node::Look {
            behind,
            negated,
            body,
        })
    }

    fn condition(&mut self, start: usize, verbose: bool, nesting: usize) -> Result<Node> {
        let name = self.tokens.take_until(')', "group name")?;
        let group = if is_identifier(&name) {
            self.named_group(&name)?
        } else {
            let width = name.chars().count() + 1;
            let position = self.tokens.position() - width;
            match group_number(&name) {
                Ok(0) => return self.tokens.fail_at(position, "bad group number"),
                Ok(group) => {
                    self.conditions.push((group, position));
                    group
                }
                Err(message) => return self.tokens.fail_at(position, message),
            }
        };
        self.check_lookbehind(group)?;
        let yes = self.branch_of_condition(verbose, nesting)?;
        let mut no = None;
        if self.tokens.take_if('|')? {
            no = Some(self.branch_of_condition(verbose, nesting)?);
            if self.tokens.is_next('|') {
                return self
                    .tokens
                    .fail("conditional backref with more than two branches");
            }
        }
        self.close(start)?;
        Ok(Node::Condition { group, yes, no })
    }

    fn branch_of_condition(&mut self, verbose: bool, nesting: usize) -> Result<Sequence> {
        check_nesting(nesting + 1)?;
        self.sequence(verbose, nesting + 1, false)
    }

    /// Flags to turn on and off within the group; none when they are for the whole pattern.
    fn inline_flags(&mut self, first: char) -> Result<Option<(Flags, Flags)>> {
        let (mut added, mut removed) = (0, 0);
        let mut end = first;
        if first != '-' {
            (added, end) = self.added_flags(first)?;
        }
        if end == ')' {
            self.flags |= added;
            return Ok(None);
        }
        if added & GLOBAL != 0 {
            let message = "bad inline flags: cannot turn on global flag";
            return self.tokens.fail_before(1, message);
        }
        if end == '-' {
            removed = self.removed_flags()?;
        }
        if removed & GLOBAL != 0 {
            let message = "bad inline flags: cannot turn off global flag";
            return self.tokens.fail_before(1, message);
        }
        if added & removed != 0 {
            let message = "bad inline flags: flag turned on and off";
            return self.tokens.fail_before(1, message);
        }
        Ok(Some((added, removed)))
    }

    fn added_flags(&mut self, first: char) -> Result<(Flags, char)> {
        let mut letter = first;
        let mut added = 0;
        loop {
            let flag = flags::of_letter(letter).unwrap_or_default();
            let refused = match (letter, self.tokens.is_bytes()) {
                ('L', false) => Some("cannot use 'L' flag with a str pattern"),
                ('u', true) => Some("cannot use 'u' flag with a bytes pattern"),
                _ => None,
            };
            if let Some(reason) = refused {
                return self.tokens.fail(format!("bad inline flags: {reason}"));
            }
            added |= flag;
            if flag & KINDS != 0 && added & KINDS != flag {
                let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                return self.tokens.fail(message);
            }
            letter = self.flag_letter("missing -, : or )")?;
            if matches!(letter, ')' | '-' | ':') {
                return Ok((added, letter));
            }
            self.check_flag(Token::Plain(letter), "missing -, : or )")?;
        }
    }

    fn removed_flags(&mut self) -> Result<Flags> {
        let mut removed = 0;
        let mut letter = self.flag_letter("missing flag")?;
        self.check_flag(Token::Plain(letter), "missing flag")?;
        loop {
            let flag = flags::of_letter(letter).unwrap_or_default();
            if flag & KINDS != 0 {
                let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                return self.tokens.fail(message);
            }
            removed |= flag;
            letter = self.flag_letter("missing :")?;
            if letter == ':' {
                return Ok(removed);
            }
            self.check_flag(Token::Plain(letter), "missing :")?;
        }
    }

    fn flag_letter(&mut self, otherwise: &str) -> Result<char> {
        match self.taken(otherwise)? {
            Token::Plain(letter) => Ok(letter),
            token @ Token::Escaped(_) => self.tokens.fail_before(token.width(), otherwise),
        }
    }

    fn check_flag(&self, token: Token, otherwise: &str) -> Result<()> {
        match token {
            Token::Plain(letter) if flags::of_letter(letter).is_some() => Ok(()),
            Token::Plain(letter) if letter.is_alphabetic() => {
                self.tokens.fail_before(1, "unknown flag")
            }
            token => self.tokens.fail_before(token.width(), otherwise),
        }
    }
}
