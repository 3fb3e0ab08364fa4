//! The words that CPython has for what the parser found, and the place that it points at. CPython
//! finds out by rules of its grammar and by its tokenizer; here the tokens around the parser's
//! error tell.

mod grammar;
mod targets;

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, Mode, ParseError, ParseErrorType, ParseOptions,
    parse_unchecked,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::brackets::{self, Bracket};
use super::headers;

/// What is wrong, and where.
pub struct Explanation {
    /// `SyntaxError`, `IndentationError` or `TabError`.
    pub kind: &'static str,
    /// CPython's words.
    pub message: String,
    /// What the carets are under.
    pub range: TextRange,
    /// Whether there are carets.
    pub has_carets: bool,
}

/// Explains an error.
pub fn explain(error: &ParseError, source: &str) -> Explanation {
    let parsed = parse_unchecked(source, ParseOptions::from(Mode::Module));
    let scene = Scene {
        source,
        tokens: parsed.tokens(),
        error,
    };
    if let Some(explanation) = scene.indentation() {
        return explanation;
    }
    // In the order in which CPython gives way.
    let (message, range) = scene
        .lexical()
        .or_else(|| scene.mismatch())
        .or_else(|| scene.never_closed())
        .or_else(|| scene.grammar())
        .unwrap_or_else(|| (INVALID.into(), scene.found()));
    Explanation {
        kind: "SyntaxError",
        message,
        range,
        has_carets: true,
    }
}

const INVALID: &str = "invalid syntax";
const COMMA: &str = "invalid syntax. Perhaps you forgot a comma?";

type Finding = (String, TextRange);

struct Scene<'source> {
    source: &'source str,
    tokens: &'source [Token],
    error: &'source ParseError,
}

impl<'source> Scene<'source> {
    fn at(&self) -> TextSize {
        self.error.location.start()
    }

    fn text(&self, range: TextRange) -> &'source str {
        self.source
            .get(range.start().to_usize()..range.end().to_usize())
            .unwrap_or_default()
    }

    fn line(&self, at: TextSize) -> usize {
        let before = self.source.get(..at.to_usize()).unwrap_or(self.source);
        before.matches('\n').count() + 1
    }

    /// The token that the parser stumbled over.
    fn token(&self) -> Option<&'source Token> {
        self.tokens.iter().find(|token| {
            token.end() > self.at()
                && !matches!(
                    token.kind(),
                    TokenKind::Comment | TokenKind::NonLogicalNewline
                )
        })
    }

    /// The tokens before it, the nearest first.
    fn before(&self) -> impl Iterator<Item = &'source Token> {
        let count = self
            .tokens
            .partition_point(|token| token.end() <= self.at());
        self.tokens
            .get(..count)
            .unwrap_or_default()
            .iter()
            .rev()
            .filter(|token| {
                !matches!(
                    token.kind(),
                    TokenKind::Comment | TokenKind::NonLogicalNewline
                )
            })
    }

    /// Where it is; a line's end is one wide.
    fn found(&self) -> TextRange {
        let Some(token) = self.token() else {
            return self.error.location;
        };
        match token.kind() {
            TokenKind::Newline | TokenKind::EndOfFile => {
                TextRange::at(token.start(), TextSize::new(1))
            }
            _ => token.range(),
        }
    }

    fn indentation(&self) -> Option<Explanation> {
        let whole = |message: String| {
            Some(Explanation {
                kind: "IndentationError",
                message,
                range: self.found(),
                has_carets: true,
            })
        };
        match &self.error.error {
            ParseErrorType::OtherError(text) if text.contains("indented block") => {
                let (header, line) = headers::before(self.tokens, self.source, self.at())?;
                whole(format!(
                    "expected an indented block after {header} on line {line}"
                ))
            }
            ParseErrorType::UnexpectedIndentation => {
                let mut explanation = whole("unexpected indent".into())?;
                explanation.has_carets = false;
                if mixes_tabs(self.source) {
                    explanation.kind = "TabError";
                    explanation.message =
                        "inconsistent use of tabs and spaces in indentation".into();
                }
                Some(explanation)
            }
            ParseErrorType::Lexical(LexicalErrorType::IndentationError) => {
                let rest = self.source.get(self.at().to_usize()..)?;
                // The parser marks the indentation or what follows it.
                let rest = rest.lines().next().unwrap_or_default();
                let end = self.at() + TextSize::of(rest);
                let mut explanation =
                    whole("unindent does not match any outer indentation level".into())?;
                explanation.range = TextRange::at(end, TextSize::new(1));
                Some(explanation)
            }
            _ => None,
        }
    }

    /// What the tokenizer has to say.
    fn lexical(&self) -> Option<Finding> {
        use InterpolatedStringErrorType as InString;
        let place = self.error.location;
        match &self.error.error {
            ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError)
            | ParseErrorType::Lexical(LexicalErrorType::FStringError(
                InString::UnterminatedString | InString::UnterminatedTripleQuotedString,
            ))
            | ParseErrorType::FStringError(
                InString::UnterminatedString | InString::UnterminatedTripleQuotedString,
            ) => Some(self.unterminated(place)),
            ParseErrorType::Lexical(LexicalErrorType::UnrecognizedToken { tok }) => {
                let message = if tok.is_ascii() {
                    INVALID.into()
                } else {
                    format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok))
                };
                Some((message, TextRange::at(place.start(), TextSize::of(*tok))))
            }
            ParseErrorType::Lexical(LexicalErrorType::LineContinuationError) => Some((
                "unexpected character after line continuation character".into(),
                place,
            )),
            ParseErrorType::Lexical(LexicalErrorType::OtherError(text))
                if text.starts_with("Invalid decimal integer") =>
            {
                Some((
                    "leading zeros in decimal integer literals are not permitted; \
                     use an 0o prefix for octal integers"
                        .into(),
                    TextRange::at(place.start(), TextSize::new(1)),
                ))
            }
            ParseErrorType::Lexical(LexicalErrorType::InvalidByteLiteral) => Some((
                "bytes can only contain ASCII literal characters".into(),
                place,
            )),
            ParseErrorType::SimpleStatementsOnSameLine | ParseErrorType::ExpectedToken { .. } => {
                self.later_string()
            }
            _ => None,
        }
    }

    fn unterminated(&self, place: TextRange) -> Finding {
        let text = self.text(TextRange::new(place.start(), TextSize::of(self.source)));
        let unprefixed = text.trim_start_matches(|prefix: char| prefix.is_ascii_alphabetic());
        let is_long = unprefixed.starts_with("'''") || unprefixed.starts_with("\"\"\"");
        let last = if is_long {
            self.line(TextSize::of(self.source.trim_end_matches('\n')))
        } else {
            self.line(place.start())
        };
        let what = if is_long {
            "triple-quoted string"
        } else {
            "string"
        };
        (
            format!("unterminated {what} literal (detected at line {last})"),
            TextRange::at(place.start(), TextSize::new(1)),
        )
    }

    /// A string further on the same line that is not closed: the tokenizer meets it first.
    fn later_string(&self) -> Option<Finding> {
        let line = self.line(self.at());
        let parsed = parse_unchecked(self.source, ParseOptions::from(Mode::Module));
        let place = parsed.errors().iter().find_map(|error| match error.error {
            ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError) => Some(error.location),
            _ => None,
        })?;
        (self.line(place.start()) == line).then(|| self.unterminated(place))
    }

    /// A bracket that closes another or none, up to the error.
    fn mismatch(&self) -> Option<Finding> {
        let end = self.token().map_or(self.at(), Ranged::end);
        let (closing, opening) = brackets::mismatch(self.tokens, end)?;
        let sign = self.text(closing);
        let message = match opening {
            None => format!("unmatched '{sign}'"),
            Some(opening) => {
                let line = self.line(opening.range.start());
                let place = if line == self.line(closing.start()) {
                    String::new()
                } else {
                    format!(" on line {line}")
                };
                let opened = self.text(opening.range);
                format!(
                    "closing parenthesis '{sign}' does not match opening parenthesis '{opened}'{place}"
                )
            }
        };
        Some((message, closing))
    }

    /// A bracket that is never closed is to blame for what is wrong in later lines.
    fn never_closed(&self) -> Option<Finding> {
        let Bracket { range: opening, .. } = brackets::unclosed(self.tokens)?;
        let is_later = self.line(self.at()) > self.line(opening.start());
        let at_end = self.source.get(self.at().to_usize()..)?.trim().is_empty();
        let found = self.token().map(Token::kind);
        let at_end = at_end || found == Some(TokenKind::EndOfFile);
        (is_later || at_end).then(|| {
            (
                format!("'{}' was never closed", self.text(opening)),
                opening,
            )
        })
    }
}

/// Whether some lines are indented with tabs and some with blanks.
fn mixes_tabs(source: &str) -> bool {
    let starts = |blank| source.lines().any(|line| line.starts_with(blank));
    starts('\t') && starts(' ')
}
