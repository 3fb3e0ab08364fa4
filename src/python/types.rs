//! Types where code runs: parameters in brackets are dropped from classes, unions are tuples of
//! classes, and `type X = ...` is an assignment.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{
    Expr, ExprBinOp, ExprContext, ExprSubscript, Operator, StmtAssign, StmtTypeAlias,
};
use ruff_text_size::{Ranged, TextRange};

use super::SourceKind;
use super::walk::Walk;

/// The built-in classes that take parameters in brackets.
const PARAMETRIC: [&str; 6] = ["list", "dict", "tuple", "set", "frozenset", "type"];
/// The built-in classes that code asks for.
const CLASSES: [&str; 12] = [
    "int",
    "float",
    "str",
    "bool",
    "bytes",
    "complex",
    "list",
    "dict",
    "tuple",
    "set",
    "frozenset",
    "type",
];

/// Drops `[int]` of `Stack[int]`. Whether it did. `list[int]` is left to be an object of its own, except
/// where it is called, and where a name in it exists only as a parameter of a type.
pub fn erase_parameters(walk: &mut Walk, subscript: &ExprSubscript, is_called: bool) -> bool {
    let Expr::Name(name) = &*subscript.value else {
        return false;
    };
    let name = name.id.as_str();
    // A type that is asked for by its text is looked at, not called.
    if subscript.ctx != ExprContext::Load || walk.kind == SourceKind::Expression {
        return false;
    }
    let is_parametric = if PARAMETRIC.contains(&name) {
        !walk.names.binds(walk.module, name)
            && (is_called || walk.names.has_parameter_in(walk.module, &subscript.slice))
    } else {
        name.starts_with(char::is_uppercase) && walk.names.is_generic(walk.module, name)
    };
    if is_parametric {
        drop_brackets(walk, subscript);
    }
    is_parametric
}

/// Drops the brackets of a subscript.
pub fn drop_brackets(walk: &mut Walk, subscript: &ExprSubscript) {
    let brackets = TextRange::new(subscript.value.end(), subscript.end());
    if let Some(bracket) = walk.find(TokenKind::Lsqb, brackets) {
        drop_range(walk, TextRange::new(bracket.start(), subscript.end()));
    }
}

/// Drops a range, and keeps the lines: what is dropped may go over several.
pub fn drop_range(walk: &mut Walk, range: TextRange) {
    let breaks = walk.line_breaks(range);
    let breaks = if breaks.is_empty() || walk.is_in_brackets(range.start()) {
        breaks
    } else {
        breaks.replace('\n', "\\\n")
    };
    walk.replace(range, breaks);
}

/// Writes `int | str` as `(int, str`, for the caller to close. False if it is no union of types.
pub fn edit_alternatives(walk: &mut Walk, union: &ExprBinOp) -> bool {
    if !is_union(union) {
        return false;
    }
    walk.insert(union.start(), "(");
    edit_operators(walk, union);
    true
}

fn is_union(union: &ExprBinOp) -> bool {
    union.op == Operator::BitOr
        && match &*union.left {
            Expr::BinOp(left) => is_union(left),
            left => is_type(left),
        }
        && is_type(&union.right)
}

fn is_type(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::Name(_) | Expr::Attribute(_) | Expr::NoneLiteral(_) | Expr::Subscript(_)
    )
}

fn edit_operators(walk: &mut Walk, union: &ExprBinOp) {
    match &*union.left {
        Expr::BinOp(left) => edit_operators(walk, left),
        left => edit_none(walk, left),
    }
    let between = TextRange::new(union.left.end(), union.right.start());
    if let Some(bar) = walk.find(TokenKind::Vbar, between) {
        walk.replace(bar, ",");
    }
    edit_none(walk, &union.right);
}

fn edit_none(walk: &mut Walk, expression: &Expr) {
    if expression.is_none_literal_expr() {
        walk.replace(expression.range(), "type(None)");
    }
}

/// `Number = int | float` becomes `Number = (int, float)`.
pub fn edit_union(walk: &mut Walk, assignment: &StmtAssign) {
    if let Expr::BinOp(union) = &*assignment.value
        && is_union(union)
        && is_of_known_classes(union)
        && edit_alternatives(walk, union)
    {
        walk.insert(union.end(), ")");
    }
}

fn is_of_known_classes(union: &ExprBinOp) -> bool {
    let is_known = |expression: &Expr| match expression {
        Expr::Name(name) => CLASSES.contains(&name.id.as_str()),
        Expr::Subscript(subscript) => match &*subscript.value {
            Expr::Name(name) => PARAMETRIC.contains(&name.id.as_str()),
            _ => false,
        },
        Expr::NoneLiteral(_) => true,
        _ => false,
    };
    is_known(&union.right)
        && match &*union.left {
            Expr::BinOp(left) => is_of_known_classes(left),
            left => is_known(left),
        }
}

/// `type X[T] = value` becomes `X = __type_alias__("X", lambda: value)`.
pub fn edit_alias<'tree>(walk: &mut Walk<'tree>, alias: &'tree StmtTypeAlias) {
    let name = walk.text(alias.name.range());
    let keyword = TextRange::new(alias.start(), alias.name.start());
    walk.replace(keyword, "");
    if let Some(parameters) = &alias.type_params {
        drop_range(walk, parameters.range());
    }
    walk.insert(
        alias.value.start(),
        format!("__type_alias__(\"{name}\", lambda: "),
    );
    walk.visit_expr(&alias.value);
    walk.insert(alias.end(), ")");
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn parameters_of_classes_are_dropped() {
        check("x = list[int](a)", "x = list(a)");
        check("x = dict[str,\n list[int]]()", "x = dict\\\n()");
        check("class A(dict[str, list[int]]): pass", "class A(dict): pass");
        check(
            "def f[T](a):\n    return list[T]",
            "def f(a):\n    return list",
        );
        check("x = f(dict[str, list[int]])", "x = f(dict[str, list[int]])");
        check("list = [1]\nx = list[0]", "list = [1]\nx = list[0]");
        check(
            "class A(Generic[T]): pass\nx = A[int]()",
            "class A(Generic): pass\nx = A()",
        );
    }

    #[test]
    fn a_union_of_classes_is_a_tuple() {
        check("x = int | str", "x = (int , str)");
        check("x = a | b", "x = a | b");
    }

    #[test]
    fn a_type_alias_is_an_assignment() {
        check("type X = int", "X = __type_alias__(\"X\", lambda: int)");
        check(
            "type X[T] = list[T]",
            "X = __type_alias__(\"X\", lambda: list)",
        );
    }
}
