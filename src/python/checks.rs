//! What is in CPython's grammar and still no program: `return` outside of a function, a parameter
//! twice. The walk over the tree meets it in passing.

use std::collections::HashSet;

use ruff_python_ast::{Arguments, Expr, Parameters, Stmt};
use ruff_text_size::{Ranged, TextRange};

/// Where the walk is.
#[derive(Clone, Copy, Default)]
pub struct Place {
    /// Within a function.
    pub in_function: bool,
    /// Within a loop of the same function.
    pub in_loop: bool,
}

/// What is wrong, and where.
pub type Problem = (String, TextRange);

/// Checks a statement by itself.
pub fn statement(statement: &Stmt, place: Place) -> Option<Problem> {
    let message = match statement {
        Stmt::Return(_) if !place.in_function => "'return' outside function",
        Stmt::Break(_) if !place.in_loop => "'break' outside loop",
        Stmt::Continue(_) if !place.in_loop => "'continue' not properly in loop",
        Stmt::Nonlocal(_) if !place.in_function => {
            "nonlocal declaration not allowed at module level"
        }
        Stmt::Assign(assignment) if assignment.value.is_starred_expr() => {
            return starred(&assignment.value);
        }
        Stmt::Expr(statement) if statement.value.is_starred_expr() => {
            return starred(&statement.value);
        }
        _ => return None,
    };
    Some((message.into(), statement.range()))
}

fn starred(expression: &Expr) -> Option<Problem> {
    Some((
        "can't use starred expression here".into(),
        expression.range(),
    ))
}

/// Checks a `yield`.
pub fn yielding(expression: &Expr, place: Place) -> Option<Problem> {
    (!place.in_function).then(|| ("'yield' outside function".into(), expression.range()))
}

/// Checks that no parameter is there twice.
pub fn parameters(parameters: &Parameters) -> Option<Problem> {
    let mut seen = HashSet::new();
    let twice = parameters
        .iter()
        .find(|parameter| !seen.insert(parameter.name().as_str()))?;
    let name = twice.name();
    Some((
        format!("duplicate argument '{name}' in function definition"),
        name.range(),
    ))
}

/// Checks that no keyword is given twice.
pub fn arguments(arguments: &Arguments) -> Option<Problem> {
    if arguments.keywords.len() < 2 {
        return None;
    }
    let mut seen = HashSet::new();
    arguments.keywords.iter().find_map(|keyword| {
        let name = keyword.arg.as_ref()?;
        (!seen.insert(name.as_str())).then(|| {
            (
                format!("keyword argument repeated: {name}"),
                keyword.range(),
            )
        })
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::python::lower;

    #[track_caller]
    fn refuses(source: &str, message: &str) {
        assert_eq!(lower(source, "<step 1>").unwrap_err().message, message);
    }

    #[test]
    fn refuses_statements_in_the_wrong_place() {
        refuses("return 1", "'return' outside function");
        refuses("class A:\n    return 1", "'return' outside function");
        refuses("if x:\n    break", "'break' outside loop");
        refuses(
            "for x in y:\n    def f():\n        continue",
            "'continue' not properly in loop",
        );
        refuses("for x in y: pass\nelse: break", "'break' outside loop");
        refuses("x = (yield)", "'yield' outside function");
        refuses(
            "nonlocal x",
            "nonlocal declaration not allowed at module level",
        );
        refuses("x = *a", "can't use starred expression here");
    }

    #[test]
    fn refuses_names_twice() {
        refuses(
            "def f(a, *, a): pass",
            "duplicate argument 'a' in function definition",
        );
        refuses(
            "x = lambda a, a: 1",
            "duplicate argument 'a' in function definition",
        );
        refuses("f(a=1, b=2, a=3)", "keyword argument repeated: a");
    }

    #[test]
    fn accepts_statements_in_their_place() {
        for source in [
            "def f():\n    for x in y:\n        if x: break\n        else: continue\n    return (yield)\n",
            "while x:\n    match x:\n        case 1: break\n",
            "for x in y:\n    try: continue\n    finally: break\n",
            "f(a=1, **b, **c)",
            "x = lambda: (yield)",
        ] {
            assert!(lower(source, "<step 1>").is_ok(), "{source}");
        }
    }
}
