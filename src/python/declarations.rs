//! `global` and `nonlocal`: what CPython refuses of them, where MicroPython has words of its own or none.
//! Few programs have such a statement, and only then is the tree walked once more.

use std::collections::BTreeSet;

use ruff_python_ast::{Expr, ExprContext, Identifier, ModModule, Pattern, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextSize};

use super::checks::Problem;
use super::look::{self, Look, Node};

/// Checks a statement that may declare names.
pub fn check(module: &ModModule, statement: &Stmt) -> Option<Problem> {
    let (kind, names) = match statement {
        Stmt::Global(global) => ("global", &global.names),
        Stmt::Nonlocal(nonlocal) => ("nonlocal", &nonlocal.names),
        _ => return None,
    };
    let mut around = Around {
        at: statement.start(),
        scopes: Vec::new(),
    };
    look::at_body(&module.body, &mut around);
    let message = names
        .iter()
        .find_map(|name| problem(module, &around, kind, name))?;
    Some((message, statement.range()))
}

fn problem(module: &ModModule, around: &Around, kind: &str, name: &Identifier) -> Option<String> {
    if kind == "nonlocal" && around.scopes.is_empty() {
        return Some("nonlocal declaration not allowed at module level".into());
    }
    let mut before = Scope::new(around.at);
    match around.scopes.last() {
        Some(Some(function)) if is_parameter(function, name) => {
            return Some(format!("name '{name}' is parameter and {kind}"));
        }
        Some(Some(function)) => look::at_body(&function.body, &mut before),
        Some(None) => {}
        None => look::at_body(&module.body, &mut before),
    }
    if before.bound.contains(name.as_str()) {
        return Some(format!(
            "name '{name}' is assigned to before {kind} declaration"
        ));
    }
    if before.used.contains(name.as_str()) {
        return Some(format!("name '{name}' is used prior to {kind} declaration"));
    }
    let outer = around.scopes.len().saturating_sub(1);
    let is_bound = || {
        around.scopes.iter().take(outer).flatten().any(|function| {
            let mut whole = Scope::new(TextSize::new(u32::MAX));
            look::at_body(&function.body, &mut whole);
            is_parameter(function, name)
                || whole.bound.contains(name.as_str()) && !whole.global.contains(name.as_str())
        })
    };
    // The class around a method has this one.
    (kind == "nonlocal" && name != "__class__" && !is_bound())
        .then(|| format!("no binding for nonlocal '{name}' found"))
}

fn is_parameter(function: &StmtFunctionDef, name: &Identifier) -> bool {
    let mut parameters = function.parameters.iter();
    parameters.any(|parameter| parameter.name().as_str() == name.as_str())
}

/// The functions around a place, outermost first, and nothing for each class.
struct Around<'tree> {
    at: TextSize,
    scopes: Vec<Option<&'tree StmtFunctionDef>>,
}

impl<'tree> Look<'tree> for Around<'tree> {
    fn enter(&mut self, node: Node<'tree>) -> bool {
        match node {
            Node::Statement(statement) if !statement.range().contains(self.at) => return false,
            Node::Statement(Stmt::FunctionDef(function)) => self.scopes.push(Some(function)),
            Node::Statement(Stmt::ClassDef(_)) => self.scopes.push(None),
            Node::Expression(_) => return false,
            _ => {}
        }
        true
    }
}

/// What the names of one scope are used for, up to a place.
struct Scope<'tree> {
    end: TextSize,
    bound: BTreeSet<&'tree str>,
    used: BTreeSet<&'tree str>,
    global: BTreeSet<&'tree str>,
}

impl<'tree> Scope<'tree> {
    /// Adds what a statement binds. Says whether more may be bound within it.
    fn add(&mut self, statement: &'tree Stmt) -> bool {
        if statement.start() >= self.end {
            return false;
        }
        match statement {
            Stmt::FunctionDef(function) => {
                self.bound.insert(&function.name);
                return false;
            }
            Stmt::ClassDef(class) => {
                self.bound.insert(&class.name);
                return false;
            }
            Stmt::Global(global) => self
                .global
                .extend(global.names.iter().map(Identifier::as_str)),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let whole = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                    self.bound.insert(whole.split('.').next().unwrap_or(whole));
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.bound.insert(name);
                }
            }
            _ => {}
        }
        true
    }

    fn new(end: TextSize) -> Self {
        Self {
            end,
            bound: BTreeSet::new(),
            used: BTreeSet::new(),
            global: BTreeSet::new(),
        }
    }
}

impl<'tree> Look<'tree> for Scope<'tree> {
    fn enter(&mut self, node: Node<'tree>) -> bool {
        let name = match node {
            Node::Statement(statement) => return self.add(statement),
            Node::Handler(handler) => handler.name.as_ref(),
            Node::Pattern(Pattern::MatchAs(one)) => one.name.as_ref(),
            Node::Pattern(Pattern::MatchStar(one)) => one.name.as_ref(),
            Node::Pattern(Pattern::MatchMapping(one)) => one.rest.as_ref(),
            Node::Expression(Expr::Name(name)) if name.ctx == ExprContext::Load => {
                self.used.insert(&name.id);
                None
            }
            Node::Expression(Expr::Name(name)) => {
                self.bound.insert(&name.id);
                None
            }
            // These have names of their own.
            Node::Expression(within) if look::is_scope(within) => return false,
            _ => None,
        };
        self.bound.extend(name.map(Identifier::as_str));
        true
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::python::lower;

    #[test]
    fn refuses_what_cpython_refuses() {
        for (source, message) in [
            (
                "def f():\n    print(x)\n    global x",
                "name 'x' is used prior to global declaration",
            ),
            (
                "def f():\n    x = 1\n    global x",
                "name 'x' is assigned to before global declaration",
            ),
            (
                "def f(x):\n    global x",
                "name 'x' is parameter and global",
            ),
            (
                "x = 1\nglobal x",
                "name 'x' is assigned to before global declaration",
            ),
            (
                "def f(*, x):\n    nonlocal x",
                "name 'x' is parameter and nonlocal",
            ),
            (
                "nonlocal x",
                "nonlocal declaration not allowed at module level",
            ),
            (
                "class A:\n    nonlocal x",
                "no binding for nonlocal 'x' found",
            ),
            (
                "def f():\n    nonlocal x",
                "no binding for nonlocal 'x' found",
            ),
            (
                "x = 1\nclass A:\n    def f(self):\n        nonlocal x",
                "no binding for nonlocal 'x' found",
            ),
            (
                "def f():\n    x = 1\n    def g():\n        x = 2\n        nonlocal x",
                "name 'x' is assigned to before nonlocal declaration",
            ),
        ] {
            let error = lower(source, "<step 1>").unwrap_err();
            assert_eq!(error.message, message, "{source}");
        }
    }

    #[test]
    fn accepts_the_rest() {
        for source in [
            "def f():\n    global x\n    x = 1",
            "def f():\n    y = [x for x in z]\n    global x",
            "def f(x):\n    def g():\n        nonlocal x\n        x = 1",
            "def f():\n    def g():\n        nonlocal x\n        x = 1\n    for x in y: pass",
            "def f():\n    import a.b\n    try: pass\n    except A as x: pass\n    def g():\n        nonlocal a, x",
            "def f():\n    x = 1\n    class A:\n        def g(self):\n            nonlocal x",
            "def f():\n    x = 1\n    def g():\n        def h():\n            nonlocal x",
            "def f():\n    x = 1\n    class A:\n        nonlocal x\n        x = 2",
            "global x\nx = 1",
        ] {
            assert_eq!(lower(source, "<step 1>").err(), None, "{source}");
        }
    }
}
