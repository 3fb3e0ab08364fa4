//! Which names a source binds. Most sources never need to know, so it is found out on demand.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use ruff_python_ast::{Expr, ExprContext, ModModule, Stmt, StmtClassDef};

use super::look::{self, Look, Node};

/// The names, once they are known.
#[derive(Default)]
pub struct Names {
    bound: OnceCell<Bound>,
}

#[derive(Default)]
struct Bound {
    /// Names that are assigned to, or of functions, classes and parameters.
    all: BTreeSet<String>,
    /// Classes that take parameters in brackets.
    generic: BTreeSet<String>,
    /// Parameters of types, as `T` in `def f[T]():`, which nothing stands for where code runs.
    parameters: BTreeSet<String>,
}

impl Names {
    /// Whether the source gives the name a meaning of its own.
    pub fn binds(&self, module: &ModModule, name: &str) -> bool {
        self.bound(module).all.contains(name)
    }

    /// Whether the name is that of a class that takes parameters in brackets.
    pub fn is_generic(&self, module: &ModModule, name: &str) -> bool {
        self.bound(module).generic.contains(name)
    }

    /// Whether the name of a parameter of a type stands in the expression.
    pub fn has_parameter_in(&self, module: &ModModule, expression: &Expr) -> bool {
        let parameters = &self.bound(module).parameters;
        let mut one_of = OneOf(parameters, false);
        if !parameters.is_empty() {
            look::at_expression(expression, &mut one_of);
        }
        one_of.1
    }

    fn bound(&self, module: &ModModule) -> &Bound {
        self.bound.get_or_init(|| {
            let mut bound = Bound::default();
            look::at_body(&module.body, &mut bound);
            bound
        })
    }
}

impl Bound {
    fn add_class(&mut self, class: &StmtClassDef) {
        self.all.insert(class.name.to_string());
        let parametric = |base: &Expr| match base {
            Expr::Subscript(subscript) => match &*subscript.value {
                Expr::Name(name) => {
                    ["Generic", "Protocol"].contains(&name.id.as_str())
                        || self.generic.contains(name.id.as_str())
                }
                Expr::Attribute(attribute) => {
                    ["Generic", "Protocol"].contains(&attribute.attr.as_str())
                }
                _ => false,
            },
            _ => false,
        };
        if class.type_params.is_some() || class.bases().iter().any(parametric) {
            self.generic.insert(class.name.to_string());
        }
    }
}

/// Names, and whether one of them was met.
struct OneOf<'names>(&'names BTreeSet<String>, bool);

impl<'tree> Look<'tree> for OneOf<'_> {
    fn enter(&mut self, node: Node<'tree>) -> bool {
        if let Node::Expression(Expr::Name(name)) = node {
            self.1 |= self.0.contains(name.id.as_str());
        }
        true
    }
}

impl<'tree> Look<'tree> for Bound {
    fn enter(&mut self, node: Node<'tree>) -> bool {
        match node {
            Node::Statement(Stmt::FunctionDef(function)) => {
                self.all.insert(function.name.to_string());
            }
            Node::Statement(Stmt::ClassDef(class)) => self.add_class(class),
            Node::TypeParameter(parameter) => {
                self.parameters.insert(parameter.name().to_string());
            }
            Node::Parameter(parameter) => {
                self.all.insert(parameter.name.to_string());
                return false;
            }
            Node::Expression(Expr::Name(name)) if name.ctx == ExprContext::Store => {
                self.all.insert(name.id.to_string());
            }
            _ => {}
        }
        true
    }
}
