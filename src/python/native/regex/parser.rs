//! Reads a pattern into a tree, with CPython's rules and CPython's words for what breaks them.
//! Does not know how anything is matched.

mod escape;
mod group;
mod name;
mod repeat;
mod set;

pub use escape::control;
pub use name::group_number;

use std::collections::HashMap;

use super::error::{ErrorKind, RegexError, Result};
use super::flags::{self, Flags, VERBOSE};
use super::tokens::{Token, Tokens};
use super::tree::{Node, Place, Sequence, Width};
use group::Grouped;

/// How deep groups may be nested: what comes after reading walks the tree by recursion.
const NESTING_LIMIT: usize = 250;

/// A pattern that was read.
pub struct Parsed {
    /// What it matches.
    pub tree: Sequence,
    /// Its flags, those in the pattern too.
    pub flags: Flags,
    /// How many groups there are, beside the whole match.
    pub groups: u32,
    /// The numbers of named groups.
    pub names: HashMap<String, u32>,
}

/// Reads a pattern.
///
/// # Errors
/// [`RegexError`] when it is none.
pub fn parse(pattern: &str, flags: Flags, is_bytes: bool) -> Result<Parsed> {
    let mut parser = Parser {
        tokens: Tokens::new(pattern, is_bytes)?,
        flags,
        names: HashMap::new(),
        groups: vec![None],
        groups_before_lookbehind: None,
        conditions: Vec::new(),
    };
    let tree = parser.alternation(flags & VERBOSE != 0, 0)?;
    let flags = flags::complete(parser.flags, is_bytes)?;
    if parser.tokens.peek().is_some() {
        return parser.tokens.fail("unbalanced parenthesis");
    }
    for (group, position) in &parser.conditions {
        if *group as usize >= parser.groups.len() {
            let message = format!("invalid group reference {group}");
            return Err(RegexError::at(*position, message));
        }
    }
    Ok(Parsed {
        tree,
        flags,
        groups: parser.groups.len() as u32 - 1,
        names: parser.names,
    })
}

struct Parser {
    tokens: Tokens,
    flags: Flags,
    names: HashMap<String, u32>,
    /// The width of each group, the whole match being group 0; none while a group is open.
    groups: Vec<Option<Width>>,
    /// Within a lookbehind: how many groups there were before it.
    groups_before_lookbehind: Option<usize>,
    /// The groups that conditions ask for, and where.
    conditions: Vec<(u32, usize)>,
}

impl Parser {
    /// One or several ways to match, with `|` between them.
    fn alternation(&mut self, mut verbose: bool, nesting: usize) -> Result<Sequence> {
        check_nesting(nesting)?;
        let mut ways = Vec::new();
        loop {
            let first = nesting == 0 && ways.is_empty();
            ways.push(self.sequence(verbose, nesting, first)?);
            if !self.tokens.take_if('|')? {
                break;
            }
            if nesting == 0 {
                verbose = self.flags & VERBOSE != 0;
            }
        }
        if ways.len() > 1 {
            let node = one_of(ways);
            return Ok(Sequence::new(vec![node], &self.groups));
        }
        Ok(ways.pop().unwrap_or_default())
    }

    /// What is matched one after the other. `first`: it begins the pattern.
    fn sequence(&mut self, mut verbose: bool, nesting: usize, first: bool) -> Result<Sequence> {
        let mut nodes = Vec::new();
        while let Some(token) = self.tokens.peek() {
            if matches!(token, Token::Plain('|' | ')')) {
                break;
            }
            self.tokens.take()?;
            let node = match token {
                Token::Plain(' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') if verbose => continue,
                Token::Plain('#') if verbose => {
                    while !matches!(self.tokens.take()?, None | Some(Token::Plain('\n'))) {}
                    continue;
                }
                Token::Escaped(letter) => self.escape(letter)?,
                Token::Plain('[') => self.set()?,
                Token::Plain(sign @ ('*' | '+' | '?' | '{')) => {
                    self.repeat(sign, &mut nodes)?;
                    continue;
                }
                Token::Plain('(') => match self.group(verbose, nesting)? {
                    Grouped::Node(node) => node,
                    Grouped::Comment => continue,
                    Grouped::GlobalFlags { start } if !first || !nodes.is_empty() => {
                        let message = "global flags not at the start of the expression";
                        return self.tokens.fail_at(start, message);
                    }
                    Grouped::GlobalFlags { .. } => {
                        verbose = self.flags & VERBOSE != 0;
                        continue;
                    }
                },
                Token::Plain('.') => Node::Any,
                Token::Plain('^') => Node::At(Place::LineStart),
                Token::Plain('$') => Node::At(Place::LineEnd),
                Token::Plain(character) => Node::Literal(character.into()),
            };
            nodes.push(node);
        }
        Ok(Sequence::new(unpacked(nodes), &self.groups))
    }
}

fn check_nesting(nesting: usize) -> Result<()> {
    if nesting <= NESTING_LIMIT {
        return Ok(());
    }
    let message = "maximum recursion depth exceeded";
    Err(RegexError::new(ErrorKind::Recursion, message))
}

/// One of several ways; a set where each is one character.
fn one_of(ways: Vec<Sequence>) -> Node {
    let mut all = Vec::new();
    for way in &ways {
        match way.nodes.as_slice() {
            [Node::Literal(code)] => all.push(super::tree::Member::Range(*code, *code)),
            [
                Node::Set {
                    negated: false,
                    members,
                },
            ] => all.extend(members),
            _ => return Node::Branch(ways),
        }
    }
    Node::Set {
        negated: false,
        members: all,
    }
}

/// With the insides of groups that do nothing but hold them together.
fn unpacked(nodes: Vec<Node>) -> Vec<Node> {
    let mut all = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Group {
                number: None,
                added: 0,
                removed: 0,
                body,
            } => all.extend(body.nodes),
            node => all.push(node),
        }
    }
    all
}
