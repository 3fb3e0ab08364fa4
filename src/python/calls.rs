//! Calls whose meaning depends on how they are written, such as `isinstance` with a union.

use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Expr, ExprCall};
use ruff_text_size::Ranged;

use super::walk::Walk;
use super::{attributes, checks, local_names, types};

/// Methods that change a dictionary.
const CHANGES: [&str; 5] = ["update", "pop", "setdefault", "clear", "popitem"];

/// Adds the edits of a call and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, call: &'tree ExprCall) {
    walk.note(checks::arguments(&call.arguments));
    let mut closing = "";
    match &*call.func {
        Expr::Name(name) => match name.id.as_str() {
            "isinstance" | "issubclass" => {
                if let [_, Expr::BinOp(union)] = &*call.arguments.args
                    && types::edit_alternatives(walk, union)
                {
                    closing = ")";
                }
            }
            // MicroPython's `repr` of an exception has a comma too many.
            "repr"
                if call
                    .arguments
                    .args
                    .first()
                    .is_some_and(|value| attributes::is_exception(walk, value)) =>
            {
                walk.replace(name.range(), "__represented__");
            }
            // An instance of a class below dict is taken for a list of pairs.
            "dict"
                if call
                    .arguments
                    .args
                    .first()
                    .is_some_and(|first| !matches!(first, Expr::Starred(_))) =>
            {
                if let Some(first) = call.arguments.args.first() {
                    walk.insert(first.start(), "__pairs__(");
                }
                closing = ")";
            }
            name if local_names::edit(walk, call, name) => return,
            _ => {}
        },
        Expr::Attribute(method) if CHANGES.contains(&method.attr.as_str()) => {
            attributes::edit_namespace(walk, &method.value);
        }
        _ => {}
    }
    walk.visit_expr(&call.func);
    walk.visit_arguments(&call.arguments);
    if !closing.is_empty()
        && let Some(last) = call.arguments.args.last()
    {
        walk.insert(last.end(), closing);
    }
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
    fn a_union_of_types_is_a_tuple() {
        check(
            "x = isinstance(a, int | str)",
            "x = isinstance(a, (int , str))",
        );
        check(
            "x = isinstance(a, int | None | b.C)",
            "x = isinstance(a, (int , type(None) , b.C))",
        );
    }
}
