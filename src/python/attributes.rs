//! Attributes that MicroPython's own objects lack: of exceptions, classes and async generators. The
//! object is given to a function that answers with one that has them.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Expr, ExprAttribute};
use ruff_text_size::{Ranged, TextRange};

use super::walk::Walk;

/// The names that are looked for. Others, such as `__dict__`, exist.
const DETAILS: [&str; 15] = [
    "__cause__",
    "__context__",
    "__suppress_context__",
    "__traceback__",
    "__notes__",
    "add_note",
    "with_traceback",
    "__annotations__",
    "__bases__",
    "__aiter__",
    "__anext__",
    "__await__",
    "aclose",
    "asend",
    "athrow",
];

/// Adds the edits of an attribute and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, attribute: &'tree ExprAttribute) {
    let name = attribute.attr.as_str();
    if name == "args" && is_handled(walk, &attribute.value) {
        walk.insert(attribute.start(), "__args__(");
        let rest = TextRange::new(attribute.value.end(), attribute.end());
        return walk.replace(rest, ")");
    }
    if attribute.value.is_number_literal_expr() {
        // MicroPython takes `1.5.real` for one number.
        walk.insert(attribute.value.start(), "(");
        walk.insert(attribute.value.end(), ")");
    }
    if !DETAILS.contains(&name) {
        return walk.visit_expr(&attribute.value);
    }
    walk.insert(attribute.start(), "__details__(");
    walk.visit_expr(&attribute.value);
    let end = attribute.value.end();
    let end = walk
        .tokens_from(end)
        .iter()
        .find(|token| token.kind() == TokenKind::Dot)
        .map_or(end, Ranged::start);
    walk.insert(end, ")");
}

/// `value.__dict__` cannot be changed in MicroPython; where it is to be, `__namespace__(value)`
/// stands for it.
pub fn edit_namespace(walk: &mut Walk, dictionary: &Expr) {
    if let Expr::Attribute(attribute) = dictionary
        && attribute.attr.as_str() == "__dict__"
    {
        walk.insert(attribute.start(), "__namespace__(");
        let rest = TextRange::new(attribute.value.end(), attribute.end());
        if let Some(dot) = walk.find(TokenKind::Dot, rest) {
            walk.replace(TextRange::new(dot.start(), attribute.end()), ")");
        }
    }
}

/// Whether an expression gives an exception, as far as one sees.
pub fn is_exception(walk: &Walk, expression: &Expr) -> bool {
    match expression {
        Expr::Attribute(attribute) => {
            ["__cause__", "__context__"].contains(&attribute.attr.as_str())
        }
        other => is_handled(walk, other),
    }
}

/// Whether an expression is the name of an exception that is being handled.
fn is_handled(walk: &Walk, expression: &Expr) -> bool {
    expression.as_name_expr().is_some_and(|name| {
        walk.handled
            .iter()
            .any(|handled| handled == name.id.as_str())
    })
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn attributes_of_exceptions_and_functions_are_found() {
        check("x = e.__cause__", "x = __details__(e).__cause__");
        check(
            "(a.b).add_note('c'); x = 1",
            "__details__((a.b)).add_note('c'); x = 1",
        );
        check("e.__cause__ = f", "__details__(e).__cause__ = f");
        check("x = type(a).__name__", "x = type(a).__name__");
        check("x = f.__name__", "x = f.__name__");
        check("x = 1.5.real", "x = (1.5).real");
    }

    #[test]
    fn the_namespace_of_an_object_can_be_changed() {
        check("a.__dict__['b'] = 1", "__namespace__(a)['b'] = 1");
        check(
            "a.__dict__.update(b); x = 1",
            "__namespace__(a).update(b); x = 1",
        );
        check("x = a.__dict__['b']", "x = a.__dict__['b']");
    }
}
