//! What is in CPython's grammar and still no program: `return` outside of a function, a parameter
//! twice. The walk over the tree meets it in passing.

use std::collections::BTreeSet;

use ruff_python_ast::{Arguments, ExceptHandler, Expr, Parameters, Stmt};
use ruff_text_size::{Ranged, TextRange};

/// Where the walk is.
#[derive(Clone, Copy, Default)]
pub struct Place {
    /// Within a function.
    pub in_function: bool,
    /// Within a loop of the same function.
    pub in_loop: bool,
}

const FEATURES: &str = "annotations nested_scopes generators division absolute_import \
    with_statement print_function unicode_literals barry_as_FLUFL generator_stop";

/// What is wrong, and where.
pub type Problem = (String, TextRange);

/// Checks a statement by itself.
pub fn statement(statement: &Stmt, place: Place) -> Option<Problem> {
    let message = match statement {
        Stmt::Return(_) if !place.in_function => "'return' outside function",
        Stmt::Break(_) if !place.in_loop => "'break' outside loop",
        Stmt::Continue(_) if !place.in_loop => "'continue' not properly in loop",
        Stmt::ImportFrom(import) if import.module.as_deref() == Some("__future__") => {
            return import.names.iter().find_map(|feature| {
                let message = match feature.name.as_str() {
                    name if FEATURES.split(' ').any(|known| known == name) => return None,
                    "braces" => "not a chance".into(),
                    name => format!("future feature {name} is not defined"),
                };
                Some((message, TextRange::empty(statement.start())))
            });
        }
        Stmt::Assign(assignment) if assignment.value.is_starred_expr() => {
            return starred(&assignment.value);
        }
        Stmt::Expr(statement) if statement.value.is_starred_expr() => {
            return starred(&statement.value);
        }
        Stmt::Assign(assignment) => return assignment.targets.iter().find_map(target),
        Stmt::For(each) => return target(&each.target),
        Stmt::ImportFrom(import) if place.in_function => {
            let star = import.names.iter().find(|name| name.name.as_str() == "*")?;
            return Some(("import * only allowed at module level".into(), star.range()));
        }
        Stmt::Try(attempt) => {
            let (_, before) = attempt.handlers.split_last()?;
            let ExceptHandler::ExceptHandler(bare) = before.iter().find(|handler| {
                let ExceptHandler::ExceptHandler(handler) = handler;
                handler.type_.is_none()
            })?;
            return Some(("default 'except:' must be last".into(), bare.range()));
        }
        _ => return None,
    };
    Some((message.into(), statement.range()))
}

/// Checks what is assigned to.
fn target(target: &Expr) -> Option<Problem> {
    let items = match target {
        Expr::Starred(_) => {
            let message = "starred assignment target must be in a list or tuple";
            return Some((message.into(), target.range()));
        }
        Expr::Tuple(tuple) => &tuple.elts,
        Expr::List(list) => &list.elts,
        _ => return None,
    };
    if items.iter().filter(|item| item.is_starred_expr()).count() > 1 {
        let message = "multiple starred expressions in assignment";
        return Some((message.into(), target.range()));
    }
    items.iter().find_map(|item| match item {
        Expr::Starred(starred) => self::target(&starred.value),
        item => self::target(item),
    })
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
    let mut seen = BTreeSet::new();
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
    let mut seen = BTreeSet::new();
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
            "from __future__ import a",
            "future feature a is not defined",
        );
        refuses("x = *a", "can't use starred expression here");
        refuses(
            "def f():\n    from a import *",
            "import * only allowed at module level",
        );
        refuses(
            "try: pass\nexcept: pass\nexcept A: pass",
            "default 'except:' must be last",
        );
    }

    #[test]
    fn refuses_stars_that_do_not_fit_in_a_target() {
        let several = "multiple starred expressions in assignment";
        refuses("*a, *b = c", several);
        refuses("for a, [*b, *c] in d: pass", several);
        let bare = "starred assignment target must be in a list or tuple";
        refuses("*a = b", bare);
        refuses("for *a in b: pass", bare);
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
            "*a, (b, *c) = d",
            "[*a] = b",
            "from a import *",
            "try: pass\nexcept A: pass\nexcept: pass",
        ] {
            assert!(lower(source, "<step 1>").is_ok(), "{source}");
        }
    }
}
