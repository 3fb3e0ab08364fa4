//! Functions: `/` among the parameters, parameters of types, decorators that are any expression, and
//! `__exit__`, which MicroPython gives no traceback.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Decorator, Expr, Parameters, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::walk::Walk;
use super::{exceptions, types};

/// Adds the edits of a function's head.
pub fn edit(walk: &mut Walk, function: &StmtFunctionDef) {
    edit_decorators(walk, &function.decorator_list);
    if let Some(parameters) = &function.type_params {
        types::drop_range(walk, parameters.range());
    }
    edit_parameters(walk, &function.parameters);
    if is_exit(function) {
        edit_exit(walk, function);
    }
}

/// Whether a function is what `with` calls at its end.
pub fn is_exit(function: &StmtFunctionDef) -> bool {
    ["__exit__", "__aexit__"].contains(&function.name.as_str())
}

/// Gives `__exit__` the traceback of the exception, if it looks at it.
fn edit_exit(walk: &mut Walk, function: &StmtFunctionDef) {
    let parameters = &function.parameters;
    let names: Vec<&str> = parameters
        .posonlyargs
        .iter()
        .chain(&parameters.args)
        .map(|parameter| parameter.name().as_str())
        .collect();
    let traceback = |error: &str| format!("{error} and __details__({error}).__traceback__");
    let (name, value) = match (&names[..], &parameters.vararg) {
        ([_, _, error, name, ..], _) => (*name, traceback(error)),
        ([_], Some(all)) => {
            let name = all.name.as_str();
            let error = format!("{name}[1]");
            (name, format!("{name}[:2] + ({},)", traceback(&error)))
        }
        _ => return,
    };
    let is_text = |statement: &Stmt| {
        let expression = statement.as_expr_stmt();
        expression.is_some_and(|it| it.value.is_string_literal_expr())
    };
    let body = match &function.body[..] {
        [first, rest @ ..] if is_text(first) => rest,
        all => all,
    };
    let (Some(first), Some(last)) = (body.first(), body.last()) else {
        return;
    };
    let text = walk.text(TextRange::new(first.start(), last.end()));
    if text.contains(name) {
        let as_statement = format!("{name} = {value}");
        let before = format!("[{name} := {value}] and ");
        exceptions::edit_start(walk, body, &as_statement, &before);
    }
}

/// MicroPython takes names and calls of names only.
pub fn edit_decorators(walk: &mut Walk, decorators: &[Decorator]) {
    for decorator in decorators {
        let text = walk.text(decorator.range());
        if !is_plain_decorator(&decorator.expression)
            || text.ends_with(')') && text.starts_with("@(")
        {
            // Behind the `@`: parentheses are no part of the expression.
            let at = TextSize::of('@');
            walk.insert(decorator.start() + at, "__decorator__(");
            walk.insert(decorator.end(), ")");
        }
    }
}

fn is_plain_decorator(expression: &Expr) -> bool {
    match expression {
        Expr::Call(call) => is_dotted_name(&call.func),
        other => is_dotted_name(other),
    }
}

fn is_dotted_name(expression: &Expr) -> bool {
    match expression {
        Expr::Name(_) => true,
        Expr::Attribute(attribute) => is_dotted_name(&attribute.value),
        _ => false,
    }
}

/// Drops the `/` behind parameters that are given by position only.
pub fn edit_parameters(walk: &mut Walk, parameters: &Parameters) {
    let Some(last) = parameters.posonlyargs.last() else {
        return;
    };
    let rest = TextRange::new(last.end(), parameters.end());
    let Some(slash) = walk.find(TokenKind::Slash, rest) else {
        return;
    };
    let comma = walk.find(
        TokenKind::Comma,
        TextRange::new(slash.end(), parameters.end()),
    );
    match comma {
        Some(comma) => {
            walk.replace(slash, "");
            walk.replace(comma, "");
        }
        None => {
            let before = TextRange::new(last.end(), slash.start());
            if let Some(comma) = walk.find(TokenKind::Comma, before) {
                walk.replace(comma, "");
            }
            walk.replace(slash, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn the_slash_is_dropped() {
        check("def f(a, /, b): pass", "def f(a_by_position_,  b): pass");
        check(
            "def f(a, b=1, /): pass",
            "def f(a_by_position_, b_by_position_=1 ): pass",
        );
        check(
            "def f(a, /, *, b): pass",
            "def f(a_by_position_,  *, b): pass",
        );
        check(
            "x = lambda a, /, b: b / 2",
            "x = lambda a_by_position_,  b: b / 2",
        );
    }

    #[test]
    fn exit_gets_the_traceback_that_it_looks_at() {
        check(
            "def __exit__(self, kind, error, trace):\n    'Closes.'\n    print(trace)",
            "def __exit__(self, kind, error, trace):\n    'Closes.'\n    \
             trace = error and __details__(error).__traceback__; print(trace)",
        );
        check(
            "def __exit__(self, *all):\n    if all[2]: pass",
            "def __exit__(self, *all):\n    \
             if [all := all[:2] + (all[1] and __details__(all[1]).__traceback__,)] and (all[2]): pass",
        );
        for source in [
            "def __exit__(self, kind, error, trace): self.close()",
            "def __exit__(self, *_):\n    'Closes.'",
            "def leave(self, kind, error, trace): print(trace)",
        ] {
            check(source, source);
        }
    }

    #[test]
    fn parameters_of_types_are_dropped() {
        check(
            "def f[T](a: T) -> T: return a",
            "def f(a: T) -> T: return a",
        );
        check("class A[T: int](B[T]): pass", "class A(B): pass");
        check("class A[\n T]: pass", "class A\\\n: pass");
    }

    #[test]
    fn a_decorator_may_be_any_expression() {
        check(
            "@a[0]\ndef f(): pass",
            "@__decorator__(a[0])\ndef f(): pass",
        );
        check("@(a)\ndef f(): pass", "@__decorator__((a))\ndef f(): pass");
        check("@a.b(1)\n@c\ndef f(): pass", "@a.b(1)\n@c\ndef f(): pass");
    }
}
