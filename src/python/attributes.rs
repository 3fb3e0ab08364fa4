//! Attributes that MicroPython's own objects lack: of exceptions, functions and classes. The
//! object is given to a function that answers with one that has them.

use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Expr, ExprAttribute};
use ruff_text_size::{Ranged, TextRange};

use super::literal;
use super::walk::Walk;

/// The names that are looked for. Others, such as `__name__` and `__dict__`, exist.
const DETAILS: [&str; 14] = [
    "__cause__",
    "__context__",
    "__suppress_context__",
    "__traceback__",
    "__notes__",
    "add_note",
    "with_traceback",
    "__doc__",
    "__qualname__",
    "__module__",
    "__annotations__",
    "__wrapped__",
    "__mro__",
    "mro",
];

/// Adds the edits of an attribute and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, attribute: &'tree ExprAttribute) {
    let name = attribute.attr.as_str();
    if name == "args" && is_handled(walk, &attribute.value) {
        walk.insert(attribute.start(), "__args__(");
        let rest = TextRange::new(attribute.value.end(), attribute.end());
        return walk.replace(rest, ")");
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
        .find(|token| token.kind() == ruff_python_ast::token::TokenKind::Dot)
        .map_or(end, Ranged::start);
    let docstrings = if name == "__doc__" {
        docstrings(walk)
    } else {
        String::new()
    };
    walk.insert(end, format!("{docstrings})"));
}

/// Whether an expression is the name of an exception that is being handled.
fn is_handled(walk: &Walk, expression: &Expr) -> bool {
    expression.as_name_expr().is_some_and(|name| {
        walk.handled
            .iter()
            .any(|handled| handled == name.id.as_str())
    })
}

/// The docstrings of the source's functions, which MicroPython does not keep, as an argument.
fn docstrings(walk: &Walk) -> String {
    let docstrings = walk.names.docstrings(walk.module);
    if docstrings.is_empty() {
        return String::new();
    }
    let items: Vec<String> = docstrings
        .iter()
        .map(|(name, text)| format!("{}: {}", literal::of(name), literal::of(text)))
        .collect();
    format!(", {{{}}}", items.join(", "))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::python::lower;

    #[track_caller]
    fn check(source: &str, lowered: &str) {
        assert_eq!(lower(source, "<step 1>").unwrap(), lowered);
    }

    #[test]
    fn attributes_of_exceptions_and_functions_are_found() {
        check("x = e.__cause__", "x = __details__(e).__cause__");
        check(
            "(a.b).add_note('c'); x = 1",
            "__details__((a.b)).add_note('c'); x = 1",
        );
        check("e.__cause__ = f", "__details__(e).__cause__ = f");
        check("x = type(a).__name__", "x = type(a).__name__");
    }

    #[test]
    fn docstrings_are_kept_where_they_are_asked_for() {
        check(
            "def f():\n    'doc'\nx = f.__doc__",
            "def f():\n    'doc'\nx = __details__(f, {\"f\": \"doc\"}).__doc__",
        );
    }
}
