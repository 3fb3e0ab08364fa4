//! `locals()` in a function: MicroPython keeps no names of local variables, so that they are given
//! along, each with a function that reads it.

use std::collections::BTreeSet;

use ruff_python_ast::{
    ExceptHandlerExceptHandler, Expr, ExprCall, ExprContext, Pattern, PatternMatchAs, Stmt,
    StmtFunctionDef,
};
use ruff_text_size::Ranged;

use super::look::{self, Look, Node};
use super::walk::Walk;

/// The functions that ask for local variables.
const ASKING: [&str; 4] = ["locals", "vars", "dir", "eval"];

/// Whether a text may call one of them.
pub fn may_be_in(text: &str) -> bool {
    ASKING.iter().any(|name| text.contains(name))
}

/// Adds the edits of a call of `locals`, `vars` or `dir` without arguments, or of `eval` with one.
/// Says whether it is one of the former and needs no more.
pub fn edit(walk: &mut Walk, call: &ExprCall, name: &str) -> bool {
    if !ASKING.contains(&name) || walk.names.binds(walk.module, name) {
        return false;
    }
    let arguments = &call.arguments;
    let is_bare = arguments.args.is_empty() && arguments.keywords.is_empty();
    match name {
        "locals" | "vars" if is_bare => {
            let text = match walk.function {
                Some(function) => names_of(function),
                None if name == "vars" => "locals()".into(),
                None => return false,
            };
            walk.replace(call.range(), text);
            true
        }
        "dir" if is_bare => {
            let names = walk.function.map_or("locals()".into(), names_of);
            walk.replace(call.range(), format!("sorted({names})"));
            true
        }
        "eval" if arguments.args.len() == 1 && arguments.keywords.is_empty() => {
            if let (Some(function), [code]) = (walk.function, &*arguments.args) {
                walk.insert(code.end(), format!(", globals(), {}", names_of(function)));
            }
            false
        }
        _ => false,
    }
}

/// The dictionary of a function's local variables.
fn names_of(function: &StmtFunctionDef) -> String {
    let mut locals = Locals::default();
    let parameters = &function.parameters;
    // In CPython's order.
    let named = parameters.posonlyargs.iter().chain(&parameters.args);
    for parameter in named.chain(&parameters.kwonlyargs) {
        locals.add(parameter.name());
    }
    for parameter in [&parameters.vararg, &parameters.kwarg]
        .into_iter()
        .flatten()
    {
        locals.add(&parameter.name);
    }
    look::at_body(&function.body, &mut locals);
    let items: Vec<String> = locals
        .order
        .iter()
        .filter(|name| !locals.elsewhere.contains(*name))
        .map(|name| format!("{name}=lambda: {name}"))
        .collect();
    format!("__locals__({})", items.join(", "))
}

#[derive(Default)]
struct Locals {
    order: Vec<String>,
    /// Names of global variables, and of variables of functions around.
    elsewhere: BTreeSet<String>,
}

impl Locals {
    /// Adds what a statement binds. Says whether more may be bound within it.
    fn add_bound(&mut self, statement: &Stmt) -> bool {
        match statement {
            Stmt::FunctionDef(function) => {
                self.add(&function.name);
                return false;
            }
            Stmt::ClassDef(class) => {
                self.add(&class.name);
                return false;
            }
            Stmt::Global(global) => {
                let names = global.names.iter();
                self.elsewhere.extend(names.map(ToString::to_string));
            }
            Stmt::Nonlocal(nonlocal) => {
                let names = nonlocal.names.iter();
                self.elsewhere.extend(names.map(ToString::to_string));
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.add(name.split('.').next().unwrap_or_default());
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    self.add(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            _ => {}
        }
        true
    }

    fn add(&mut self, name: &str) {
        if !self.order.iter().any(|known| known == name) {
            self.order.push(name.to_string());
        }
    }
}

impl<'tree> Look<'tree> for Locals {
    fn enter(&mut self, node: Node<'tree>) -> bool {
        match node {
            Node::Statement(statement) => self.add_bound(statement),
            Node::Expression(Expr::Name(name)) if name.ctx == ExprContext::Store => {
                self.add(&name.id);
                true
            }
            // These have variables of their own.
            Node::Expression(within) if look::is_scope(within) => false,
            Node::Handler(ExceptHandlerExceptHandler {
                name: Some(name), ..
            })
            | Node::Pattern(Pattern::MatchAs(PatternMatchAs {
                name: Some(name), ..
            })) => {
                self.add(name);
                true
            }
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn local_variables_are_given_along() {
        check(
            "def f(a, *b):\n    c = [d for d in a]\n    return locals()",
            "def f(a, *b):\n    c = [d for d in a]\n    \
             return __locals__(a=lambda: a, b=lambda: b, c=lambda: c)",
        );
        check(
            "def f(a):\n    return eval('a')",
            "def f(a):\n    return eval(__compiled__('a', \"eval\"), globals(), __locals__(a=lambda: a))",
        );
    }

    #[test]
    fn outside_of_functions_nothing_changes() {
        for source in ["x = locals()", "class A:\n    x = locals()"] {
            check(source, source);
        }
    }
}
