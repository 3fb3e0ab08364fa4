//! What CPython's tokenizer finds before its grammar is asked: indentation, strings, characters and
//! brackets.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, Mode, ParseErrorType, ParseOptions,
    parse_unchecked,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{Explanation, Finding, INVALID, Scene, mixes_tabs};
use crate::python::brackets::{self, Bracket};
use crate::python::headers;

impl Scene<'_> {
    pub(super) fn indentation(&self) -> Option<Explanation> {
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
    pub(super) fn lexical(&self) -> Option<Finding> {
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

    pub(super) fn unterminated(&self, place: TextRange) -> Finding {
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
    pub(super) fn later_string(&self) -> Option<Finding> {
        let line = self.line(self.at());
        let parsed = parse_unchecked(self.source, ParseOptions::from(Mode::Module));
        let place = parsed.errors().iter().find_map(|error| match error.error {
            ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError) => Some(error.location),
            _ => None,
        })?;
        (self.line(place.start()) == line).then(|| self.unterminated(place))
    }

    /// A bracket that closes another or none, up to the error.
    pub(super) fn mismatch(&self) -> Option<Finding> {
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
    pub(super) fn never_closed(&self) -> Option<Finding> {
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
