//! Errors of grammar that CPython has a rule of their own for.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseErrorType};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::targets::kind_of;
use super::{COMMA, Finding, INVALID, Scene};
use crate::python::brackets;

impl Scene<'_> {
    pub(super) fn grammar(&self) -> Option<Finding> {
        let place = self.error.location;
        let found = self.token().map_or(TokenKind::EndOfFile, Token::kind);
        let first = TextRange::at(self.at(), TextSize::new(1));
        let known = |message: &str, range| Some((message.to_owned(), range));
        match &self.error.error {
            ParseErrorType::InvalidAssignmentTarget => self.target("assign to", true),
            ParseErrorType::InvalidDeleteTarget => self.target("delete", false),
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                let what = kind_of(self.text(place))?;
                Some((
                    format!("'{what}' is an illegal expression for augmented assignment"),
                    place,
                ))
            }
            ParseErrorType::InvalidNamedAssignmentTarget => {
                let what = kind_of(self.text(place))?;
                Some((
                    format!("cannot use assignment expressions with {what}"),
                    place,
                ))
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget => {
                known(INVALID, self.colon_after(place))
            }
            ParseErrorType::NonDefaultParamAfterDefaultParam => {
                known("non-default argument follows default argument", place)
            }
            ParseErrorType::ParamAfterVarKeywordParam => {
                known("arguments cannot follow var-keyword argument", place)
            }
            ParseErrorType::ExpectedKeywordParam => {
                known("named arguments must follow bare *", first)
            }
            ParseErrorType::PositionalAfterKeywordArgument => known(
                "positional argument follows keyword argument",
                self.closing_after(),
            ),
            ParseErrorType::PositionalAfterKeywordUnpacking => known(
                "positional argument follows keyword argument unpacking",
                self.closing_after(),
            ),
            ParseErrorType::InvalidArgumentUnpackingOrder => known(
                "iterable argument unpacking follows keyword argument unpacking",
                first,
            ),
            ParseErrorType::UnparenthesizedGeneratorExpression => {
                known("Generator expression must be parenthesized", place)
            }
            ParseErrorType::OtherError(text)
                if text.starts_with("Expected `except` or `finally`") =>
            {
                known("expected 'except' or 'finally' block", self.found())
            }
            ParseErrorType::OtherError(text) if text.starts_with("Expected a parameter name") => {
                known(
                    "expression cannot contain assignment, perhaps you meant \"==\"?",
                    place,
                )
            }
            ParseErrorType::OtherError(text) if text.starts_with("Only single target") => {
                known(&lower_case(text), place)
            }
            ParseErrorType::OtherError(text) if text.starts_with("Duplicate keyword") => {
                let name = text.split('"').nth(1).unwrap_or_default();
                Some((format!("keyword argument repeated: {name}"), place))
            }
            ParseErrorType::FStringError(kind)
            | ParseErrorType::Lexical(LexicalErrorType::FStringError(kind)) => self.f_string(kind),
            ParseErrorType::SimpleStatementsOnSameLine => {
                self.legacy_statement().or_else(|| self.number())
            }
            ParseErrorType::ExpectedToken { expected, .. } => match (expected, found) {
                (TokenKind::Colon, TokenKind::Newline) => known("expected ':'", self.found()),
                (_, TokenKind::Equal) => self.assignment_in_condition(),
                (TokenKind::Else, _) => self.conditional(),
                (TokenKind::Colon, TokenKind::Rbrace | TokenKind::Comma) => {
                    let previous = self.before().next()?;
                    let at = previous.end() - TextSize::new(1);
                    known(
                        "':' expected after dictionary key",
                        TextRange::at(at, TextSize::new(1)),
                    )
                }
                _ => self.missing_comma(found),
            },
            _ => None,
        }
    }

    fn f_string(&self, kind: &InterpolatedStringErrorType) -> Option<Finding> {
        use InterpolatedStringErrorType as Kind;
        let message = match kind {
            Kind::UnclosedLbrace => "f-string: expecting '}'",
            Kind::SingleRbrace => "f-string: single '}' is not allowed",
            Kind::InvalidConversionFlag | Kind::ConversionFlagNotImmediatelyAfterExclamation => {
                "f-string: invalid conversion character: expected 's', 'r', or 'a'"
            }
            _ => return None,
        };
        Some((message.into(), self.found()))
    }

    /// `print "text"`, as it was written for Python 2.
    fn legacy_statement(&self) -> Option<Finding> {
        let name = self.before().next()?;
        let text = self.text(name.range());
        if name.kind() != TokenKind::Name
            || !["print", "exec"].contains(&text)
            || !self.starts_line(name)
        {
            return None;
        }
        let end = self
            .tokens
            .iter()
            .find(|token| {
                token.start() >= self.at()
                    && matches!(token.kind(), TokenKind::Newline | TokenKind::Semi)
            })
            .map_or(self.error.location.end(), Ranged::start);
        Some((
            format!("Missing parentheses in call to '{text}'. Did you mean {text}(...)?"),
            TextRange::new(name.start(), end),
        ))
    }

    fn starts_line(&self, token: &Token) -> bool {
        let before = self
            .source
            .get(..token.start().to_usize())
            .unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.trim().is_empty() || line.trim_end().ends_with([';', ':'])
    }

    /// `1a`: a number that a name follows at once.
    fn number(&self) -> Option<Finding> {
        let number = self.before().next()?;
        let is_number = matches!(number.kind(), TokenKind::Int | TokenKind::Float);
        (is_number && number.end() == self.at()).then(|| {
            let last = number.end() - TextSize::new(1);
            (
                "invalid decimal literal".into(),
                TextRange::at(last, TextSize::new(1)),
            )
        })
    }

    /// `if x = 1:`
    fn assignment_in_condition(&self) -> Option<Finding> {
        let keyword = self.before().find(|token| {
            matches!(
                token.kind(),
                TokenKind::If | TokenKind::While | TokenKind::Elif | TokenKind::Newline
            )
        })?;
        if keyword.kind() == TokenKind::Newline {
            return None;
        }
        let target = self
            .tokens
            .iter()
            .find(|token| token.start() >= keyword.end())?;
        let end = self
            .tokens
            .iter()
            .filter(|token| token.start() > self.at())
            .take_while(|token| !matches!(token.kind(), TokenKind::Colon | TokenKind::Newline))
            .last()?;
        let left = self.text(TextRange::new(target.start(), self.at())).trim();
        let is_name = left
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_');
        if is_name {
            return Some((
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".into(),
                TextRange::new(target.start(), end.end()),
            ));
        }
        let what = kind_of(left)?;
        Some((
            format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"),
            TextRange::at(target.start(), TextSize::of(left)),
        ))
    }

    /// `1 if 2`
    fn conditional(&self) -> Option<Finding> {
        let start = self.operand_start()?;
        Some((
            "expected 'else' after 'if' expression".into(),
            TextRange::new(start, self.at()),
        ))
    }

    /// Two expressions side by side in brackets.
    fn missing_comma(&self, found: TokenKind) -> Option<Finding> {
        let starts = matches!(
            found,
            TokenKind::Name
                | TokenKind::Int
                | TokenKind::Float
                | TokenKind::Complex
                | TokenKind::String
                | TokenKind::FStringStart
                | TokenKind::Lbrace
                | TokenKind::Not
                | TokenKind::Lambda
                | TokenKind::None
                | TokenKind::True
                | TokenKind::False
        );
        if !starts || !brackets::is_open(self.tokens, self.at()) {
            return None;
        }
        let start = self.operand_start()?;
        let mut depth = 0;
        let mut end = None;
        for token in self
            .tokens
            .iter()
            .filter(|token| token.start() >= self.at())
        {
            match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if depth > 0 => depth -= 1,
                TokenKind::NonLogicalNewline | TokenKind::Comment => continue,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => break,
                TokenKind::Comma
                | TokenKind::Colon
                | TokenKind::Newline
                | TokenKind::Equal
                | TokenKind::For
                    if depth == 0 =>
                {
                    break;
                }
                // Another expression without a comma.
                TokenKind::Name | TokenKind::Int | TokenKind::String
                    if depth == 0 && end.is_some_and(|(kind, _)| is_operand(kind)) =>
                {
                    break;
                }
                _ => {}
            }
            end = Some((token.kind(), token.end()));
        }
        Some((COMMA.into(), TextRange::new(start, end?.1)))
    }

    /// Where the expression starts that ends before the error.
    fn operand_start(&self) -> Option<TextSize> {
        let mut depth = 0;
        let mut start = None;
        for token in self.before() {
            match token.kind() {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if depth > 0 => depth -= 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => break,
                TokenKind::Comma
                | TokenKind::Colon
                | TokenKind::Equal
                | TokenKind::Newline
                | TokenKind::Return
                    if depth == 0 =>
                {
                    break;
                }
                _ => {}
            }
            start = Some(token.start());
        }
        start
    }

    fn colon_after(&self, place: TextRange) -> TextRange {
        self.tokens
            .iter()
            .find(|token| token.start() >= place.end() && token.kind() == TokenKind::Colon)
            .map_or(place, Ranged::range)
    }

    /// The bracket that closes the call.
    fn closing_after(&self) -> TextRange {
        self.tokens
            .iter()
            .find(|token| token.start() >= self.at() && token.kind() == TokenKind::Rpar)
            .map_or(self.error.location, Ranged::range)
    }
}

fn is_operand(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::String
            | TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
    )
}

/// CPython starts its messages small and quotes with apostrophes.
fn lower_case(message: &str) -> String {
    let mut characters = message.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first
        .into_iter()
        .chain(characters)
        .map(|character| if character == '`' { '\'' } else { character })
        .collect()
}
