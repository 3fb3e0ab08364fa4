//! Which calls `gather` and the like take: in brackets, in a comprehension, or through a variable of the
//! same function.

use std::collections::BTreeSet;
use std::mem;

use ruff_python_ast::{Expr, ExprCall, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::python::look::{self, Look, Node};

/// Functions that take what async functions give.
const TAKING: [&str; 7] = [
    "as_completed",
    "create_task",
    "ensure_future",
    "gather",
    "shield",
    "wait",
    "wait_for",
];
/// Those of them that take a collection.
const TAKING_ALL: [&str; 2] = ["as_completed", "wait"];

/// What has to be known of the whole source, and the calls found so far.
#[derive(Default)]
pub struct Begun<'tree> {
    /// The names of the async functions.
    functions: BTreeSet<&'tree str>,
    /// Variables that are taken, each with the start of the function that it is in.
    taken: Vec<(TextSize, &'tree str)>,
    scope: TextSize,
    calls: Vec<TextRange>,
}

impl<'tree> Begun<'tree> {
    /// Looks through a whole source.
    pub fn find(body: &'tree [Stmt]) -> Self {
        let mut found = Found::default();
        look::at_body(body, &mut found);
        found.begun
    }

    /// Goes into the function that starts there; where it was before.
    pub fn enter(&mut self, scope: TextSize) -> TextSize {
        mem::replace(&mut self.scope, scope)
    }

    /// Whether an expression calls an async function of this source.
    pub fn is_async(&self, expression: &Expr) -> bool {
        let name = expression
            .as_call_expr()
            .and_then(|call| call.func.as_name_expr());
        name.is_some_and(|name| self.functions.contains(name.id.as_str()))
    }

    /// Whether a call, visited after what takes it, is one that is taken.
    pub fn is_begun(&self, call: &ExprCall) -> bool {
        self.calls.contains(&call.range())
    }

    /// Notes the calls among the arguments, if they are taken.
    pub fn note_arguments(&mut self, call: &'tree ExprCall) {
        let name = name_of(call);
        if TAKING.contains(&name) {
            for argument in &*call.arguments.args {
                if !(TAKING_ALL.contains(&name) && argument.is_call_expr()) {
                    self.note(argument);
                }
            }
        }
        if let ("append" | "add", Expr::Attribute(method), [only]) =
            (name, &*call.func, &*call.arguments.args)
        {
            self.note_value(&method.value, only);
        }
    }

    /// Notes the calls that a variable is given which is taken.
    pub fn note_value(&mut self, target: &Expr, value: &'tree Expr) {
        let name = match target {
            Expr::Name(name) => name,
            Expr::Subscript(item) => match &*item.value {
                Expr::Name(name) => name,
                _ => return,
            },
            _ => return,
        };
        if self.taken.contains(&(self.scope, name.id.as_str())) {
            self.note(value);
        }
    }

    /// Notes the calls that an expression consists of.
    fn note(&mut self, expression: &'tree Expr) {
        match expression {
            Expr::Call(call) if !self.is_async(expression) => {
                self.calls.push(call.range());
            }
            Expr::Starred(starred) if !starred.value.is_call_expr() => self.note(&starred.value),
            Expr::ListComp(list) => self.note(&list.elt),
            Expr::SetComp(set) => self.note(&set.elt),
            Expr::DictComp(dict) => self.note(&dict.value),
            Expr::Generator(generator) => self.note(&generator.elt),
            Expr::List(list) => list.elts.iter().for_each(|item| self.note(item)),
            Expr::Set(set) => set.elts.iter().for_each(|item| self.note(item)),
            Expr::Dict(dict) => dict.items.iter().for_each(|item| self.note(&item.value)),
            _ => {}
        }
    }
}

/// Finds what has to be known of the whole source.
#[derive(Default)]
struct Found<'tree> {
    begun: Begun<'tree>,
    /// Where the functions around start.
    scopes: Vec<TextSize>,
}

impl<'tree> Look<'tree> for Found<'tree> {
    fn enter(&mut self, node: Node<'tree>) -> bool {
        match node {
            Node::Statement(Stmt::FunctionDef(function)) => {
                if function.is_async {
                    self.begun.functions.insert(&function.name);
                }
                self.scopes.push(function.start());
            }
            Node::Expression(Expr::Call(call)) if TAKING.contains(&name_of(call)) => {
                let variables = call.arguments.args.iter().filter_map(variable_of);
                let scope = self.scopes.last().copied().unwrap_or_default();
                self.begun.taken.extend(variables.map(|name| (scope, name)));
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: Node<'tree>) {
        if let Node::Statement(Stmt::FunctionDef(_)) = node {
            self.scopes.pop();
        }
    }
}

/// The last name of what is called.
fn name_of(call: &ExprCall) -> &str {
    match &*call.func {
        Expr::Name(name) => &name.id,
        Expr::Attribute(attribute) => &attribute.attr,
        _ => "",
    }
}

/// `calls` in `calls`, `*calls` and `*calls.values()`.
fn variable_of(argument: &Expr) -> Option<&str> {
    match argument {
        Expr::Name(name) => Some(&name.id),
        Expr::Starred(starred) => variable_of(&starred.value),
        Expr::Call(call) => match &*call.func {
            Expr::Attribute(method) if method.attr.as_str() == "values" => {
                variable_of(&method.value)
            }
            _ => None,
        },
        _ => None,
    }
}
