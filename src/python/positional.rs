//! Parameters that are given by position only: MicroPython has none. They get names that no call uses, so
//! that these are refused as keywords, or go into `**kwargs`.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    AnyParameterRef, ExceptHandler, Expr, ExprLambda, Parameters, Pattern, Stmt, StmtFunctionDef,
};
use ruff_text_size::{Ranged, TextRange};

use super::walk::Walk;
use super::{functions, local_names};

/// What the names end with. `micropython/bootstrap/code.py` takes it off again.
const END: &str = "_by_position_";

/// Adds the edits of a function that has such parameters.
pub fn edit(walk: &mut Walk, function: &StmtFunctionDef) {
    if !function.parameters.posonlyargs.is_empty()
        && !functions::is_exit(function)
        && !local_names::may_be_in(walk.text(function.range()))
    {
        rename(walk, &function.parameters, |renaming| {
            renaming.visit_body(&function.body);
        });
    }
}

/// Adds the edits of a lambda that has such parameters.
pub fn edit_lambda(walk: &mut Walk, lambda: &ExprLambda) {
    if let Some(parameters) = &lambda.parameters
        && !parameters.posonlyargs.is_empty()
        && !local_names::may_be_in(walk.text(lambda.range()))
    {
        rename(walk, parameters, |renaming| {
            renaming.visit_expr(&lambda.body);
        });
    }
}

fn rename<'tree>(
    walk: &mut Walk,
    parameters: &'tree Parameters,
    visit: impl FnOnce(&mut Renaming<'tree>),
) {
    let names = parameters.posonlyargs.iter();
    let mut renaming = Renaming {
        names: names.map(|parameter| parameter.name().as_str()).collect(),
        ..Renaming::default()
    };
    for parameter in &parameters.posonlyargs {
        renaming.places.push(parameter.name().range());
    }
    visit(&mut renaming);
    if renaming.is_bound_otherwise {
        return;
    }
    for place in renaming.places {
        walk.insert(place.end(), END);
    }
}

/// Where the names stand.
#[derive(Default)]
struct Renaming<'tree> {
    names: Vec<&'tree str>,
    places: Vec<TextRange>,
    /// Whether one of them stands where it cannot be exchanged, as in `import`.
    is_bound_otherwise: bool,
}

impl<'tree> Renaming<'tree> {
    fn has(&self, name: &str) -> bool {
        self.names.contains(&name)
    }

    /// Notes a name that a statement binds.
    fn note(&mut self, name: &str) {
        self.is_bound_otherwise |= self.has(name);
    }

    /// Visits what is in a function of its own, whose parameters may hide the names.
    fn visit_inner(
        &mut self,
        parameters: Option<&'tree Parameters>,
        visit: impl FnOnce(&mut Self),
    ) {
        let outer = self.names.clone();
        if let Some(parameters) = parameters {
            self.visit_parameters(parameters);
            let hidden = |name: &&str| {
                !parameters
                    .iter()
                    .any(|each: AnyParameterRef| each.name().as_str() == *name)
            };
            self.names.retain(hidden);
        }
        visit(self);
        self.names = outer;
    }
}

impl<'tree> Visitor<'tree> for Renaming<'tree> {
    fn visit_stmt(&mut self, statement: &'tree Stmt) {
        match statement {
            Stmt::FunctionDef(function) => {
                self.note(&function.name);
                for decorator in &function.decorator_list {
                    self.visit_decorator(decorator);
                }
                return self.visit_inner(Some(&function.parameters), |renaming| {
                    renaming.visit_body(&function.body);
                });
            }
            Stmt::ClassDef(class) => self.note(&class.name),
            Stmt::Global(global) => global.names.iter().for_each(|name| self.note(name)),
            Stmt::Nonlocal(nonlocal) => nonlocal.names.iter().for_each(|name| self.note(name)),
            Stmt::Import(import) => {
                for alias in &import.names {
                    self.note(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    self.note(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            // Written anew from its text.
            Stmt::Match(_) => self.is_bound_otherwise = true,
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'tree Expr) {
        match expression {
            Expr::Name(name) if self.has(&name.id) => self.places.push(name.range()),
            Expr::Lambda(lambda) => {
                return self.visit_inner(lambda.parameters.as_deref(), |renaming| {
                    renaming.visit_expr(&lambda.body);
                });
            }
            _ => {}
        }
        visitor::walk_expr(self, expression);
    }

    fn visit_annotation(&mut self, _: &'tree Expr) {
        // Annotations are not evaluated.
    }

    fn visit_except_handler(&mut self, handler: &'tree ExceptHandler) {
        let ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.note(name);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, _: &'tree Pattern) {}
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn their_names_are_changed_where_they_mean_the_parameter() {
        check(
            "def f(a, b=1, /, **c):\n    return a.a + g(a=b)",
            "def f(a_by_position_, b_by_position_=1,  **c):\n    \
             return a_by_position_.a + g(a=b_by_position_)",
        );
        check(
            "x = lambda a, /: f'{a}' + a",
            "x = lambda a_by_position_ : f'{a_by_position_}' + a_by_position_",
        );
    }

    #[test]
    fn functions_within_have_their_own() {
        check(
            "def f(a, /):\n    def g(a): return a\n    return [a for b in a], lambda b: a, lambda a: a",
            "def f(a_by_position_ ):\n    def g(a): return a\n    return \
             [a_by_position_ for b in a_by_position_], lambda b: a_by_position_, lambda a: a",
        );
    }

    #[test]
    fn names_that_are_bound_otherwise_stay() {
        check(
            "def f(a, /):\n    import a\n    return a",
            "def f(a ):\n    import a\n    return a",
        );
    }
}
