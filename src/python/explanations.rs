//! The words that CPython has for what the parser found, and the place that it points at. CPython
//! finds out by rules of its grammar and by its tokenizer; here the tokens around the parser's
//! error tell.

mod tokenizer;

use ruff_python_ast::Expr;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, Mode, ParseError, ParseErrorType, ParseOptions,
    parse_expression, parse_unchecked,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::brackets;

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

    fn grammar(&self) -> Option<Finding> {
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
            ParseErrorType::InvalidMatchPatternTarget => {
                let before = self.before().next()?.kind();
                (before == TokenKind::As).then(|| ("cannot use '_' as a target".into(), place))
            }
            ParseErrorType::ExpectedRealNumber => {
                known("real number required in complex literal", place)
            }
            ParseErrorType::ExpectedImaginaryNumber => {
                known("imaginary number required in complex literal", place)
            }
            ParseErrorType::OtherError(text) if text.starts_with("Positional patterns") => {
                known("positional patterns follow keyword patterns", place)
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

    /// What cannot be assigned to or deleted.
    fn target(&self, verb: &str, may_hint: bool) -> Option<Finding> {
        let place = self.error.location;
        let what = kind_of(self.text(place))?;
        let after = self
            .tokens
            .iter()
            .find(|token| token.start() >= place.end())
            .map(Token::kind);
        let plain = [
            "True",
            "False",
            "None",
            "Ellipsis",
            "ellipsis",
            "generator expression",
        ]
        .contains(&what.as_str());
        let first = self.starts_statement(place.start());
        let hint = if may_hint
            && after == Some(TokenKind::Equal)
            && !plain
            && first
            && !self.is_chained(place.end())
        {
            " here. Maybe you meant '==' instead of '='?"
        } else {
            ""
        };
        Some((format!("cannot {verb} {what}{hint}"), place))
    }

    fn starts_statement(&self, at: TextSize) -> bool {
        self.tokens
            .iter()
            .take_while(|token| token.start() < at)
            .last()
            .is_none_or(|token| {
                matches!(
                    token.kind(),
                    TokenKind::Newline
                        | TokenKind::Semi
                        | TokenKind::Colon
                        | TokenKind::Indent
                        | TokenKind::Dedent
                        | TokenKind::NonLogicalNewline
                )
            })
    }

    /// Whether more than one `=` follows in the statement.
    fn is_chained(&self, at: TextSize) -> bool {
        self.tokens
            .iter()
            .filter(|token| token.start() >= at)
            .take_while(|token| token.kind() != TokenKind::Newline)
            .filter(|token| token.kind() == TokenKind::Equal)
            .count()
            > 1
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

/// Whether some lines are indented with tabs and some with blanks.
fn mixes_tabs(source: &str) -> bool {
    let starts = |blank| source.lines().any(|line| line.starts_with(blank));
    starts('\t') && starts(' ')
}

/// CPython's name for the kind of an expression.
fn kind_of(text: &str) -> Option<String> {
    let parsed = parse_expression(text).ok()?;
    let kind = match parsed.expr() {
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Named(_) => "named expression",
        Expr::Lambda(_) => "lambda",
        Expr::If(_) => "conditional expression",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Generator(_) => "generator expression",
        Expr::Await(_) => "await expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Compare(_) => "comparison",
        Expr::Call(_) => "function call",
        Expr::FString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) => {
            if literal.value {
                "True"
            } else {
                "False"
            }
        }
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        _ => "literal",
    };
    Some(kind.into())
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
