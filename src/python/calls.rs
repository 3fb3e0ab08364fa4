//! Calls whose meaning depends on how they are written: `"...".format(...)` and `"..." % ...` with
//! more than MicroPython's formats, and `isinstance` with a union.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Expr, ExprBinOp, ExprCall, Operator};
use ruff_text_size::{Ranged, TextRange};

use super::walk::Walk;
use super::{attributes, checks, local_names, types};

/// Methods that change a dictionary.
const CHANGES: [&str; 5] = ["update", "pop", "setdefault", "clear", "popitem"];

/// Adds the edits of a call and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, call: &'tree ExprCall) {
    walk.note(checks::arguments(&call.arguments));
    let mut closing = "";
    match &*call.func {
        Expr::Attribute(method)
            if method.attr.as_str() == "format" && !is_simple_format(&method.value) =>
        {
            // `text.format(a)` becomes `__format_text__(text, a)`.
            let rest = TextRange::new(method.value.end(), call.end());
            let name = method.attr.range();
            let dot = walk.find(TokenKind::Dot, rest);
            let parenthesis = walk.find(TokenKind::Lpar, TextRange::new(name.end(), call.end()));
            if let (Some(dot), Some(parenthesis)) = (dot, parenthesis) {
                walk.insert(call.start(), "__format_text__(");
                walk.visit_expr(&method.value);
                walk.replace(dot, "");
                walk.replace(name, "");
                walk.replace(parenthesis, ", ");
                return walk.visit_arguments(&call.arguments);
            }
        }
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

/// Whether MicroPython formats with this text as CPython does.
fn is_simple_format(text: &Expr) -> bool {
    let Expr::StringLiteral(text) = text else {
        return false;
    };
    let mut fields = text.value.to_str().split('{').skip(1);
    fields.all(|field| {
        let name = field.split('}').next().unwrap_or_default();
        name.chars()
            .all(|character| character.is_alphanumeric() || character == '_')
    })
}

/// Adds the edits of an operation and of all within it: `text % values` becomes
/// `__percent__(text, values)` where MicroPython lacks something.
pub fn edit_percent<'tree>(walk: &mut Walk<'tree>, operation: &'tree ExprBinOp) {
    let is_edited = operation.op == Operator::Mod
        && match &*operation.left {
            Expr::StringLiteral(text) => !is_simple_percent(text.value.to_str()),
            _ => false,
        };
    let between = TextRange::new(operation.left.end(), operation.right.start());
    let operator = is_edited
        .then(|| walk.find(TokenKind::Percent, between))
        .flatten();
    let Some(operator) = operator else {
        return walk_operation(walk, operation);
    };
    walk.insert(operation.start(), "__percent__(");
    walk.replace(operator, ",");
    walk_operation(walk, operation);
    walk.insert(operation.end(), ")");
}

fn walk_operation<'tree>(walk: &mut Walk<'tree>, operation: &'tree ExprBinOp) {
    walk.visit_expr(&operation.left);
    walk.visit_expr(&operation.right);
}

/// Whether all conversions are ones that MicroPython does as CPython.
fn is_simple_percent(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let flags = rest
            .trim_start_matches(|flag: char| flag == '-' || flag == '0' || flag.is_ascii_digit());
        if !flags.starts_with(['s', 'd', '%', 'x']) {
            return false;
        }
        rest = flags.get(1..).unwrap_or_default();
    }
    true
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
    fn format_with_more_than_plain_fields_is_a_function() {
        check("x = '{:>5}'.format(a)", "x = __format_text__('{:>5}', a)");
        check(
            "x = a.b.format(*c, d=1)",
            "x = __format_text__(a.b, *c, d=1)",
        );
        check(
            "x = 'a {} {b} {0}'.format(1)",
            "x = 'a {} {b} {0}'.format(1)",
        );
        check(
            "x = ('a'\n '{:5}').format()",
            "x = __format_text__(('a'\n '{:5}'), )",
        );
    }

    #[test]
    fn percent_with_more_than_plain_conversions_is_a_function() {
        check("x = '%5.2f' % a", "x = __percent__('%5.2f' , a)");
        check("x = '%r %s' % (a, b)", "x = __percent__('%r %s' , (a, b))");
        check("x = '%s %5d %%' % (a, b)", "x = '%s %5d %%' % (a, b)");
        check("x = 5 % 3", "x = 5 % 3");
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
