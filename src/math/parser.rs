//! Reads a formula from left to right: atoms, and what is set above and below them.

use super::symbols::{Symbol, symbol};
use super::{Element, MAX_DEPTH, MathError};

/// Where the reading stands.
pub struct Parser<'a> {
    pub(super) rest: &'a str,
    depth: usize,
}

/// Where a row of atoms ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// At the end of the formula.
    Source,
    /// At `}`.
    Brace,
    /// At `]`, of an optional argument.
    Bracket,
    /// At `\right`.
    Right,
    /// At `&`, `\\` or `\end`.
    Cell,
}

/// What is set above and below.
#[derive(Default)]
struct Scripts {
    sub: Option<Element>,
    sup: Option<Element>,
    primes: String,
}

impl<'a> Parser<'a> {
    pub fn new(source: &'a str) -> Self {
        Self {
            rest: source,
            depth: 0,
        }
    }

    /// All of it.
    pub fn whole(mut self) -> Result<Vec<Element>, MathError> {
        let row = self.row(End::Source)?;
        match self.rest.is_empty() {
            true => Ok(row),
            false => Err(MathError::Malformed("there is a } too much")),
        }
    }

    /// Atoms up to an end, which is left to be read.
    pub fn row(&mut self, end: End) -> Result<Vec<Element>, MathError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(MathError::Malformed("the formula is nested too deeply"));
        }
        let mut row = Vec::new();
        while !self.at_end(end)? {
            let base = match self.peek() {
                // Scripts of nothing.
                Some('^' | '_' | '\'') => Element::of("mrow", Vec::new()),
                _ => match self.atom()? {
                    Some(atom) => atom,
                    None => continue,
                },
            };
            let scripts = self.scripts()?;
            row.push(scripted(base, scripts));
        }
        self.depth -= 1;
        Ok(row)
    }

    fn at_end(&mut self, end: End) -> Result<bool, MathError> {
        self.skip_blanks();
        let is_cell = self.rest.starts_with('&')
            || self.rest.starts_with("\\\\")
            || self.rest.starts_with("\\end")
            || self.rest.starts_with("\\cr");
        match end {
            End::Source => Ok(self.rest.is_empty() || self.rest.starts_with('}')),
            _ if self.rest.is_empty() => Err(MathError::Malformed("the formula ends too early")),
            End::Brace => Ok(self.rest.starts_with('}')),
            End::Bracket => Ok(self.rest.starts_with(']')),
            End::Right => Ok(self.rest.starts_with("\\right") && !self.is_longer("\\right")),
            End::Cell => Ok(is_cell),
        }
    }

    /// Whether the command that begins so goes on, as `\rightarrow` does.
    fn is_longer(&self, command: &str) -> bool {
        let after = self.rest.get(command.len()..).unwrap_or_default();
        after.starts_with(|next: char| next.is_ascii_alphabetic())
    }

    pub fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    pub fn skip_blanks(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            // A comment.
            let Some(comment) = self.rest.strip_prefix('%') else {
                return;
            };
            self.rest = comment.find('\n').map_or("", |end| &comment[end..]);
        }
    }

    pub fn take(&mut self, expected: &str) -> bool {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// The name of the command that begins here, its backslash read.
    pub fn command(&mut self) -> Result<&'a str, MathError> {
        let rest = self.rest;
        let letters = rest
            .find(|next: char| !next.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let end = match letters {
            0 => rest.chars().next().map_or(0, char::len_utf8),
            letters => letters,
        };
        if end == 0 {
            return Err(MathError::Malformed("the formula ends too early"));
        }
        let (name, rest) = rest.split_at(end);
        self.rest = rest;
        Ok(name)
    }

    /// One thing; none where a command only says how to set what follows.
    pub fn atom(&mut self) -> Result<Option<Element>, MathError> {
        self.skip_blanks();
        let Some(next) = self.peek() else {
            return Err(MathError::Malformed("the formula ends too early"));
        };
        if next.is_ascii_digit() || (next == '.' && self.digit_follows()) {
            return Ok(Some(self.number()));
        }
        self.next();
        Ok(Some(match next {
            '{' => {
                let row = self.row(End::Brace)?;
                self.take("}");
                Element::row(row)
            }
            '\\' => return self.after_backslash(),
            '}' | '&' | '^' | '_' => {
                return Err(MathError::Malformed("a sign stands where it cannot"));
            }
            '~' => Element::space("0.333em"),
            '-' => Element::operator("−"),
            '*' => Element::operator("∗"),
            '(' | ')' | '[' | ']' | '|' => Element::fence(next),
            letter if letter.is_alphabetic() => Element::text("mi", letter),
            other => Element::operator(other),
        }))
    }

    fn digit_follows(&self) -> bool {
        self.rest
            .chars()
            .nth(1)
            .is_some_and(|it| it.is_ascii_digit())
    }

    fn number(&mut self) -> Element {
        let mut number = String::new();
        while let Some(next) = self.peek() {
            let belongs =
                next.is_ascii_digit() || ((next == '.' || next == ',') && self.digit_follows());
            if !belongs {
                break;
            }
            number.push(next);
            self.next();
        }
        Element::text("mn", number)
    }

    fn after_backslash(&mut self) -> Result<Option<Element>, MathError> {
        let name = self.command()?;
        match symbol(name) {
            Some(symbol) => Ok(Some(element(symbol))),
            None => self.structure(name),
        }
    }

    /// What a command is given: a group, or the next thing.
    pub fn argument(&mut self) -> Result<Element, MathError> {
        self.skip_blanks();
        // Of 12, a fraction takes the 1.
        if let Some(digit) = self.peek().filter(char::is_ascii_digit) {
            self.next();
            return Ok(Element::text("mn", digit));
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(MathError::Malformed("the formula is nested too deeply"));
        }
        let argument = self.atom()?;
        self.depth -= 1;
        argument.ok_or(MathError::Malformed("a command lacks what it is of"))
    }

    /// An argument as text.
    pub fn text_argument(&mut self) -> Result<&'a str, MathError> {
        self.skip_blanks();
        if !self.take("{") {
            return Err(MathError::Malformed("a command lacks what it is of"));
        }
        let mut depth = 0;
        for (at, next) in self.rest.char_indices() {
            match next {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    let text = &self.rest[..at];
                    self.rest = &self.rest[at + 1..];
                    return Ok(text);
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        Err(MathError::Malformed("the formula ends too early"))
    }

    fn scripts(&mut self) -> Result<Scripts, MathError> {
        let mut scripts = Scripts::default();
        loop {
            self.skip_blanks();
            if self.take("\\limits") || self.take("\\nolimits") {
                continue;
            }
            match self.peek() {
                Some('\'') => {
                    self.next();
                    scripts.primes.push('′');
                }
                Some('^') if scripts.sup.is_none() => {
                    self.next();
                    scripts.sup = Some(self.argument()?);
                }
                Some('_') if scripts.sub.is_none() => {
                    self.next();
                    scripts.sub = Some(self.argument()?);
                }
                Some('^' | '_') => return Err(MathError::Malformed("two scripts in one place")),
                _ => return Ok(scripts),
            }
        }
    }
}

fn element(symbol: Symbol) -> Element {
    match symbol {
        Symbol::Letter(text) => Element::text("mi", text),
        Symbol::Operator(text) => Element::operator(text),
        Symbol::Large(text) => Element::operator(text).with("movablelimits", "true"),
        Symbol::Fence(text) => Element::fence(text),
        Symbol::Function(text) => Element::operator(text)
            .with("lspace", "0")
            .with("rspace", "0.167em"),
        Symbol::Limit(text) => Element::operator(text)
            .with("movablelimits", "true")
            .with("lspace", "0")
            .with("rspace", "0.167em"),
        Symbol::Space(width) => Element::space(width),
    }
}

/// Whether scripts stand above and below, and not beside.
fn is_large(base: &Element) -> bool {
    let is_brace = base.attributes.contains(&("data-brace", "true"));
    is_brace || base.attributes.contains(&("movablelimits", "true"))
}

fn scripted(base: Element, scripts: Scripts) -> Element {
    let Scripts { sub, sup, primes } = scripts;
    let sup = match (sup, primes.is_empty()) {
        (sup, true) => sup,
        (None, false) => Some(Element::operator(primes)),
        (Some(sup), false) => Some(Element::of("mrow", vec![Element::operator(primes), sup])),
    };
    let large = is_large(&base);
    let name = |large_name, name| if large { large_name } else { name };
    match (sub, sup) {
        (None, None) => base,
        (Some(sub), None) => Element::of(name("munder", "msub"), vec![base, sub]),
        (None, Some(sup)) => Element::of(name("mover", "msup"), vec![base, sup]),
        (Some(sub), Some(sup)) => Element::of(name("munderover", "msubsup"), vec![base, sub, sup]),
    }
}
