//! Expressions, as CPython names and places them.

use std::ops::Range;

use ruff_python_ast::{CmpOp, Expr};
use ruff_python_parser::parse_expression;
use ruff_text_size::Ranged;

/// Where the expression is that a text holds, and its kind: brackets around it do not belong to it.
pub fn node(text: &str) -> Option<(Range<usize>, &'static str)> {
    with(text, |expression, place| {
        Some((place(expression), kind_of(expression)))
    })
    .or_else(|| text.starts_with('*').then_some((0..text.len(), "starred")))
}

/// What in a text cannot be assigned to (`T`), be a target of `for` (`F`), or be deleted (`D`).
pub fn invalid(text: &str, code: &str) -> Option<(Range<usize>, &'static str)> {
    if let Some(value) = text.strip_prefix('*').filter(|_| !text.contains(',')) {
        let found =
            invalid(value, code).map(|(place, kind)| (place.start + 1..place.end + 1, kind));
        return if code == "D" { node(text) } else { found };
    }
    with(text, |expression, place| {
        let found = invalid_in(expression, code)?;
        Some((place(found), kind_of(found)))
    })
}

fn invalid_in<'tree>(expression: &'tree Expr, code: &str) -> Option<&'tree Expr> {
    match expression {
        Expr::List(list) => list.elts.iter().find_map(|item| invalid_in(item, code)),
        Expr::Tuple(tuple) => tuple.elts.iter().find_map(|item| invalid_in(item, code)),
        Expr::Starred(starred) if code != "D" => invalid_in(&starred.value, code),
        Expr::Compare(compare) if code == "F" => {
            let is_in = matches!(compare.ops.first(), Some(CmpOp::In));
            is_in.then(|| invalid_in(&compare.left, code)).flatten()
        }
        Expr::Name(_) | Expr::Subscript(_) | Expr::Attribute(_) => None,
        other => Some(other),
    }
}

/// Whether it is what was a statement in Python 2.
pub fn is_legacy(text: &str) -> bool {
    ["print", "exec"].contains(&text)
}

/// Where the last argument without a name starts, when there is more than one.
pub fn last_argument(text: &str) -> Option<usize> {
    let call = format!("f({text})");
    match parse_expression(&call).ok()?.expr() {
        Expr::Call(call) if call.arguments.args.len() > 1 => {
            Some(call.arguments.args.last()?.start().to_usize() - "f(".len())
        }
        _ => None,
    }
}

/// Whether there is `**` before an argument.
pub fn has_unpacked_keyword(text: &str) -> bool {
    let call = format!("f({text})");
    parse_expression(&call).is_ok_and(|parsed| match parsed.expr() {
        Expr::Call(call) => call
            .arguments
            .keywords
            .iter()
            .any(|keyword| keyword.arg.is_none()),
        _ => false,
    })
}

/// Asks something of the expression in a text, given what tells the place of a part of it.
fn with<Answer>(
    text: &str,
    ask: impl FnOnce(&Expr, &dyn Fn(&Expr) -> Range<usize>) -> Option<Answer>,
) -> Option<Answer> {
    // In brackets lines may break.
    let parsed = parse_expression(&format!("({text})")).ok()?;
    let place = |expression: &Expr| {
        let range = expression.range();
        let end = (range.end().to_usize() - 1).min(text.len());
        range.start().to_usize().saturating_sub(1)..end
    };
    ask(parsed.expr(), &place)
}

/// CPython's name for the kind of an expression.
fn kind_of(expression: &Expr) -> &'static str {
    match expression {
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
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        _ => "literal",
    }
}
