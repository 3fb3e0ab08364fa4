//! What can be assigned to or deleted, and what CPython calls that which cannot.

use ruff_python_ast::Expr;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::parse_expression;
use ruff_text_size::{Ranged, TextSize};

use super::{Finding, Scene};

impl Scene<'_> {
    /// What cannot be assigned to or deleted.
    pub(super) fn target(&self, verb: &str, may_hint: bool) -> Option<Finding> {
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
}

/// CPython's name for the kind of an expression.
pub(super) fn kind_of(text: &str) -> Option<String> {
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
