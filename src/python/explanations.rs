//! The words that CPython 3.11 has for source that is no Python, and the place that it points at.
//!
//! Our parser says that something is wrong. What CPython says of it hangs on how its own parser
//! comes upon it, so that one is here as well, small and slow, as a [`grammar`] that is
//! interpreted: nobody waits for it but who made a mistake.

mod grammar;
mod parser;
mod strings;
mod targets;
mod tokenizer;

use std::ops::Range;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

use parser::Parser;

/// What is wrong, and where.
#[derive(Clone, Debug)]
pub struct Finding {
    /// `SyntaxError`, `IndentationError` or `TabError`.
    pub kind: &'static str,
    /// CPython's words.
    pub message: String,
    /// Where the carets start, in bytes of the text.
    pub start: usize,
    /// Where they end; none for one caret.
    pub end: Option<usize>,
    /// Whether CPython counts its columns from one less.
    pub is_before: bool,
    /// The text that the places are in, when it is an expression of an f-string, and the line that
    /// it starts in.
    pub within: Option<(String, usize)>,
}

impl Finding {
    /// A syntax error at one character.
    fn at(message: impl Into<String>, start: usize) -> Box<Self> {
        Box::new(Self {
            kind: "SyntaxError",
            message: message.into(),
            start,
            end: None,
            is_before: false,
            within: None,
        })
    }

    /// A syntax error that is some characters long.
    pub fn between(message: impl Into<String>, start: usize, end: usize) -> Box<Self> {
        let mut finding = Self::at(message, start);
        finding.end = Some(end);
        finding
    }

    fn never_closed(text: &str, open: usize) -> Box<Self> {
        let bracket = text.get(open..=open).unwrap_or_default();
        Self::at(format!("'{bracket}' was never closed"), open)
    }

    fn of_kind(mut self: Box<Self>, kind: &'static str) -> Box<Self> {
        self.kind = kind;
        self
    }
}

/// The text as CPython's parser sees it: its lines end with `\n`, also the last.
pub fn normal(source: &str) -> String {
    let source = source.trim_start_matches('\u{feff}');
    let mut text = source.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The line of a place, counted from 1.
pub fn line_of(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.matches('\n').count() + 1
}

/// Explains what CPython does not take; nothing when its grammar takes it, or when it nests too
/// deeply to tell. The text is a [`normal`] one.
pub fn explain(text: &str) -> Option<Box<Finding>> {
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    let mut f_strings = Vec::new();
    let mut open = Vec::new();
    for token in parsed.tokens() {
        match token.kind() {
            TokenKind::FStringStart => open.push(token.start()),
            TokenKind::FStringEnd => {
                if let Some(start) = open.pop() {
                    f_strings.push(start.to_usize()..token.end().to_usize());
                }
            }
            _ => {}
        }
    }
    let errors = || parsed.errors().iter().map(|error| error.location);
    let is_fine = |string: &&Range<usize>| {
        !errors().any(|place| {
            place.start().to_usize() < string.end && string.start <= place.end().to_usize()
        })
    };
    let fine: Vec<usize> = f_strings
        .iter()
        .filter(is_fine)
        .map(|string| string.start)
        .collect();
    let (tokens, stop) = tokenizer::tokens(text, &f_strings);
    let rules = grammar::rules();
    Parser::new(text, &tokens, stop.as_deref(), &fine, &rules).explain(0)
}

/// Explains what is wrong with an expression of an f-string.
fn explain_expression(around: &Parser, text: &str) -> Option<Box<Finding>> {
    let (tokens, stop) = tokenizer::tokens(text, &[]);
    let mut parser = Parser::new(text, &tokens, stop.as_deref(), &[], around.rules);
    let mut finding = parser.explain(1)?;
    let is_told = stop.is_some_and(|stop| stop.told && stop.finding.message == finding.message);
    if !is_told && !finding.message.starts_with("f-string: ") {
        finding.message.insert_str(0, "f-string: ");
    }
    Some(finding)
}
