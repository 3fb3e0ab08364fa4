//! Calls whose meaning depends on how they are written, such as `isinstance` with a union.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Expr, ExprCall};
use ruff_text_size::{Ranged, TextRange};

use super::walk::Walk;
use super::{attributes, checks, local_names, types};

/// Methods that change a dictionary.
const CHANGES: [&str; 5] = ["update", "pop", "setdefault", "clear", "popitem"];

/// Adds the edits of a call and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, call: &'tree ExprCall) {
    walk.note(checks::arguments(&call.arguments));
    if edit_evaluated(walk, call) {
        return;
    }
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
            // MicroPython's own asks no hooks of the bases.
            "type"
                if call.arguments.args.len() == 3
                    && !call.arguments.args.iter().any(Expr::is_starred_expr)
                    && !walk.names.binds(walk.module, "type") =>
            {
                walk.replace(name.range(), "__new_class__");
            }
            // An instance of a class below dict is taken for a list of pairs.
            "dict" if matches!(&*call.arguments.args, [first] if !first.is_starred_expr()) => {
                if let Some(first) = call.arguments.args.first() {
                    walk.insert(first.start(), "__pairs__(");
                }
                closing = ")";
            }
            "super" => {
                if let [Expr::Name(class), Expr::Name(object)] = &*call.arguments.args
                    && walk.method == Some((class.id.as_str(), object.id.as_str()))
                {
                    // The class may have been copied: see `inheritance.py`.
                    return walk.replace(call.arguments.range(), "()");
                }
            }
            name if local_names::edit(walk, call, name) => return,
            _ => {}
        },
        Expr::Attribute(method) if CHANGES.contains(&method.attr.as_str()) => {
            attributes::edit_namespace(walk, &method.value);
        }
        _ => {}
    }
    match &*call.func {
        Expr::Subscript(class) if types::erase_parameters(walk, class, true) => {
            walk.visit_expr(&class.value);
        }
        function => walk.visit_expr(function),
    }
    walk.visit_arguments(&call.arguments);
    if !closing.is_empty()
        && let Some(last) = call.arguments.args.last()
    {
        walk.insert(last.end(), closing);
    }
    edit_order(walk, call);
}

/// `f(a=1, *b)` becomes `f(*b, a=1)`: MicroPython takes what stands after a keyword for another one. What
/// takes several lines stays where it is.
fn edit_order(walk: &mut Walk, call: &ExprCall) {
    let Some(last) = call.arguments.args.last() else {
        return;
    };
    for keyword in &call.arguments.keywords {
        let between = TextRange::new(keyword.end().min(last.start()), last.start());
        if keyword.start() > last.start() || walk.text(keyword.range()).contains(['\n', '\r']) {
            continue;
        }
        if let Some(comma) = walk.find(TokenKind::Comma, between) {
            let text = walk.take(keyword.range());
            walk.replace(keyword.range(), "");
            walk.replace(comma, "");
            walk.insert(last.end(), format!(", {text}"));
        }
    }
}

/// `exec(text)` becomes `exec(__compiled__(text, "exec"))`, as the text is CPython's; and `eval` alike.
/// Says whether the call is one, and all its edits are added.
fn edit_evaluated<'tree>(walk: &mut Walk<'tree>, call: &'tree ExprCall) -> bool {
    let Expr::Name(name) = &*call.func else {
        return false;
    };
    let name = name.id.as_str();
    let [text, rest @ ..] = &*call.arguments.args else {
        return false;
    };
    if !["eval", "exec"].contains(&name)
        || text.is_starred_expr()
        || walk.names.binds(walk.module, name)
    {
        return false;
    }
    walk.insert(text.start(), "__compiled__(");
    walk.visit_expr(text);
    walk.insert(text.end(), format!(", \"{name}\")"));
    local_names::edit(walk, call, name);
    for argument in rest {
        walk.visit_expr(argument);
    }
    for keyword in &call.arguments.keywords {
        walk.visit_keyword(keyword);
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn keywords_come_after_what_is_unpacked() {
        check("f(a=1, *b)", "__value__ = f( *b, a=1)");
        check(
            "print(*a, sep='', end=b, *c, d=1)",
            "__value__ = print(*a,   *c, sep='', end=b, d=1)",
        );
        check("f(*a, b=1, **c)", "__value__ = f(*a, b=1, **c)");
        check(
            "x = f(a=b[::2], *c)",
            "x = f( *c, a=__sliced__(b, None, None, 2))",
        );
    }

    #[test]
    fn what_is_evaluated_is_compiled_as_cpython_does() {
        check("x = exec(a, b)", "x = exec(__compiled__(a, \"exec\"), b)");
        check(
            "x = eval(a[::-1])",
            "x = eval(__compiled__(__sliced__(a, None, None, -1), \"eval\"))",
        );
        check(
            "def eval(a): pass\nx = eval(a)",
            "def eval(a): pass\nx = eval(a)",
        );
    }

    #[test]
    fn a_class_that_is_made_by_a_call_is_made_as_by_a_statement() {
        check("x = type(a, (), {})", "x = __new_class__(a, (), {})");
        check("x = type(a)", "x = type(a)");
        check("x = type(*a)", "x = type(*a)");
    }

    #[test]
    fn super_of_the_class_around_is_super() {
        check(
            "class A:\n    def f(self): super(A, self).f()",
            "class A:\n    def f(self): super().f()",
        );
        for source in [
            "class A:\n    def f(self): super(B, self).f()",
            "class A:\n    def f(self): super(A, other).f()",
            "class A:\n    def f(self): return [super(A, self).f() for x in y]",
            "class A:\n    def f(self):\n        def g(self): super(A, self).f()",
        ] {
            check(source, source);
        }
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
