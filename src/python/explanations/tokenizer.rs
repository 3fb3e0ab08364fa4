//! CPython's tokenizer, as far as errors need it: what it refuses comes before anything that the
//! grammar has to say, and its tokens are what the grammar's carets are under.
//!
//! Its parts are those of <https://docs.python.org/3.11/reference/lexical_analysis.html>.

mod numbers;

use std::ops::Range;

use super::Finding;
use crate::python::native::is_printable;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Name,
    Keyword,
    Number,
    String,
    Operator,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token and where it is, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// Whether a bracket is open behind it.
    pub in_brackets: bool,
}

/// What ends the tokens before the text does.
pub struct Stop {
    /// What is wrong.
    pub finding: Box<Finding>,
    /// Whether it is told also when the grammar failed before.
    pub told: bool,
    /// The bracket that is open there.
    pub open: Option<usize>,
}

const KEYWORDS: &str = " False None True and as assert async await break class continue def del \
    elif else except finally for from global if import in is lambda nonlocal not or pass raise \
    return try while with yield ";

const OPERATORS: [&str; 25] = [
    "**=", "//=", ">>=", "<<=", "...", "!=", "%=", "&=", "**", "*=", "+=", "-=", "->", "/=", "//",
    ":=", "<<", "<=", "<>", "==", ">=", ">>", "@=", "^=", "|=",
];

const MOST_BRACKETS: usize = 200;
const MOST_INDENTATIONS: usize = 100;

/// The tokens of a text that ends with a line break and has no other break than `\n`, and what
/// stops them.
///
/// `f_strings` are those whose ends are known.
pub fn tokens(text: &str, f_strings: &[Range<usize>]) -> (Vec<Token>, Option<Box<Stop>>) {
    let mut tokenizer = Tokenizer {
        text,
        f_strings,
        at: 0,
        tokens: Vec::new(),
        brackets: Vec::new(),
        indentations: vec![(0, 0)],
    };
    let stop = tokenizer.run().err();
    (tokenizer.tokens, stop)
}

struct Tokenizer<'text> {
    text: &'text str,
    f_strings: &'text [Range<usize>],
    at: usize,
    tokens: Vec<Token>,
    /// Where the open brackets are.
    brackets: Vec<usize>,
    /// The columns of the blocks around, with tabs of eight blanks and of one.
    indentations: Vec<(usize, usize)>,
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

impl Tokenizer<'_> {
    /// The byte at a distance, or 0 at the end.
    fn peek(&self, distance: usize) -> u8 {
        let bytes = self.text.as_bytes();
        bytes.get(self.at + distance).copied().unwrap_or_default()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, is_skipped: impl Fn(u8) -> bool) {
        while self.at < self.text.len() && is_skipped(self.peek(0)) {
            self.at += 1;
        }
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token {
            kind,
            start,
            end: self.at,
            in_brackets: !self.brackets.is_empty(),
        });
    }

    fn stop(&self, told: bool, finding: Box<Finding>) -> Box<Stop> {
        Box::new(Stop {
            finding,
            told,
            open: self.brackets.last().copied(),
        })
    }

    /// What is wrong with the character before the present place.
    fn wrong(&self, message: impl Into<String>) -> Box<Stop> {
        let before = self.text.get(..self.at).unwrap_or_default();
        let width = before.chars().next_back().map_or(0, char::len_utf8);
        self.stop(true, Finding::at(message, self.at - width))
    }

    fn run(&mut self) -> Result<(), Box<Stop>> {
        while self.at < self.text.len() {
            self.indentation()?;
            self.line()?;
        }
        if let Some(&open) = self.brackets.last() {
            return Err(self.stop(false, Finding::never_closed(self.text, open)));
        }
        // What stands behind the last line is told at its end.
        self.at = self.text.len().saturating_sub(1);
        while self
            .indentations
            .pop()
            .is_some_and(|_| !self.indentations.is_empty())
        {
            self.push(Kind::Dedent, self.at);
        }
        self.push(Kind::End, self.at);
        Ok(())
    }

    fn indentation(&mut self) -> Result<(), Box<Stop>> {
        let (mut column, mut narrow) = (0, 0);
        loop {
            match self.peek(0) {
                b' ' => (column, narrow) = (column + 1, narrow + 1),
                b'\t' => (column, narrow) = ((column / 8 + 1) * 8, narrow + 1),
                b'\x0c' => (column, narrow) = (0, 0),
                _ => break,
            }
            self.at += 1;
        }
        if matches!(self.peek(0), b'#' | b'\n' | b'\\') {
            return Ok(());
        }
        let whole_line = self
            .rest()
            .find('\n')
            .map_or(self.text.len(), |end| self.at + end);
        let line_start = self.text.get(..self.at).and_then(|text| text.rfind('\n'));
        let line_start = line_start.map_or(0, |at| at + 1);
        let check = |fits: bool| {
            let message = "inconsistent use of tabs and spaces in indentation";
            let finding = Finding::at(message, line_start).of_kind("TabError");
            let stop = Stop {
                finding,
                told: false,
                open: None,
            };
            if fits { Ok(()) } else { Err(Box::new(stop)) }
        };
        let (last, last_narrow) = self.indentations.last().copied().unwrap_or_default();
        if column == last {
            return check(narrow == last_narrow);
        }
        if column > last {
            if self.indentations.len() >= MOST_INDENTATIONS {
                let finding = Finding::at("too many levels of indentation", line_start);
                return Err(self.stop(false, finding.of_kind("IndentationError")));
            }
            check(narrow > last_narrow)?;
            self.indentations.push((column, narrow));
            self.push(Kind::Indent, self.at);
            return Ok(());
        }
        while let Some(&(outer, outer_narrow)) = self.indentations.last() {
            if column == outer {
                return check(narrow == outer_narrow);
            }
            if column > outer {
                break;
            }
            self.indentations.pop();
            self.push(Kind::Dedent, self.at);
        }
        let message = "unindent does not match any outer indentation level";
        let finding = Finding::at(message, whole_line).of_kind("IndentationError");
        Err(self.stop(false, finding))
    }

    /// The rest of a logical line.
    fn line(&mut self) -> Result<(), Box<Stop>> {
        let first = self.tokens.len();
        loop {
            self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\x0c'));
            let start = self.at;
            if self.peek(0) == b'#' {
                self.skip(|byte| byte != b'\n');
            }
            match self.peek(0) {
                b'\n' => {
                    let is_line = self
                        .tokens
                        .get(first..)
                        .is_some_and(|tokens| !tokens.is_empty());
                    let ends = self.brackets.is_empty();
                    if ends && is_line {
                        self.push(Kind::Newline, start);
                    }
                    self.at += 1;
                    if ends || self.at >= self.text.len() {
                        return Ok(());
                    }
                }
                b'\\' => {
                    if self.peek(1) != b'\n' {
                        let message = "unexpected character after line continuation character";
                        return Err(self.stop(false, Finding::at(message, self.at + 1)));
                    }
                    self.at += 2;
                    if self.at >= self.text.len() {
                        let end = self.text.len() - 1;
                        let mut finding = Finding::at("unexpected EOF while parsing", end);
                        if let Some(&open) = self.brackets.last() {
                            finding = Finding::never_closed(self.text, open);
                        }
                        return Err(self.stop(false, finding));
                    }
                }
                b'0'..=b'9' => self.number()?,
                b'.' if self.peek(1).is_ascii_digit() => self.number()?,
                b'"' | b'\'' => self.string(start)?,
                byte if is_word(byte) => self.word()?,
                byte => self.operator(byte)?,
            }
        }
    }

    fn word(&mut self) -> Result<(), Box<Stop>> {
        let start = self.at;
        self.skip(is_word);
        let word = self.text.get(start..self.at).unwrap_or_default();
        if matches!(self.peek(0), b'"' | b'\'') && is_prefix(word) {
            return self.string(start);
        }
        let valid = |(place, character): &(usize, char)| {
            *character == '_'
                || unicode_ident::is_xid_start(*character)
                || *place > 0 && unicode_ident::is_xid_continue(*character)
        };
        if let Some((place, character)) = word.char_indices().find(|one| !valid(one)) {
            self.at = start + place + character.len_utf8();
            return Err(self.wrong(unexpected(character)));
        }
        let is_keyword = KEYWORDS.contains(&format!(" {word} "));
        let kind = if is_keyword {
            Kind::Keyword
        } else {
            Kind::Name
        };
        self.push(kind, start);
        Ok(())
    }

    fn string(&mut self, start: usize) -> Result<(), Box<Stop>> {
        let quote = self.peek(0);
        let is_long = self.peek(1) == quote && self.peek(2) == quote;
        if let Some(known) = self.f_strings.iter().find(|one| one.start == start) {
            self.at = known.end;
            self.push(Kind::String, start);
            return Ok(());
        }
        self.at += if is_long { 3 } else { 1 };
        loop {
            match self.peek(0) {
                b'\\' => self.at += 1,
                byte if byte == quote && !is_long => break,
                byte if byte == quote && self.peek(1) == quote && self.peek(2) == quote => {
                    self.at += 2;
                    break;
                }
                b'\n' if !is_long => return Err(self.unterminated(start, "")),
                _ => {}
            }
            self.at += 1;
            if self.at >= self.text.len() {
                let what = if is_long { "triple-quoted " } else { "" };
                return Err(self.unterminated(start, what));
            }
        }
        self.at += 1;
        self.push(Kind::String, start);
        Ok(())
    }

    fn unterminated(&self, start: usize, what: &str) -> Box<Stop> {
        let end = self.at.min(self.text.len() - 1);
        let line = super::line_of(self.text, end);
        let message = format!("unterminated {what}string literal (detected at line {line})");
        self.stop(true, Finding::at(message, start))
    }

    fn operator(&mut self, byte: u8) -> Result<(), Box<Stop>> {
        let start = self.at;
        let rest = self.rest();
        let mut operators = OPERATORS.iter();
        let length = operators
            .find(|one| rest.starts_with(**one))
            .map_or(1, |one| one.len());
        self.at += length;
        let sign = char::from(byte);
        match byte {
            b'(' | b'[' | b'{' => {
                if self.brackets.len() >= MOST_BRACKETS {
                    return Err(self.wrong("too many nested parentheses"));
                }
                self.brackets.push(start);
            }
            b')' | b']' | b'}' => {
                let Some(open) = self.brackets.pop() else {
                    return Err(self.wrong(format!("unmatched '{sign}'")));
                };
                let opening = self.text.get(open..=open).unwrap_or_default();
                if !matches!((opening, byte), ("(", b')') | ("[", b']') | ("{", b'}')) {
                    let line = super::line_of(self.text, open);
                    let place = if line == super::line_of(self.text, start) {
                        String::new()
                    } else {
                        format!(" on line {line}")
                    };
                    return Err(self.wrong(format!(
                        "closing parenthesis '{sign}' does not match opening parenthesis \
                         '{opening}'{place}"
                    )));
                }
            }
            0..0x20 | 0x7f => return Err(self.wrong(unexpected(sign))),
            _ => {}
        }
        self.push(Kind::Operator, start);
        Ok(())
    }
}

/// Whether letters may stand before a quote.
fn is_prefix(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["r", "u", "b", "f", "br", "rb", "fr", "rf"].contains(&word.as_str())
}

fn unexpected(character: char) -> String {
    let code = u32::from(character);
    if is_printable(character) {
        format!("invalid character '{character}' (U+{code:04X})")
    } else {
        format!("invalid non-printable character U+{code:04X}")
    }
}
