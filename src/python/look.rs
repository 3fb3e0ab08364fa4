//! A walk over a part of the syntax tree for those who only look: it is compiled once for all of
//! them.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    ExceptHandler, ExceptHandlerExceptHandler, Expr, Parameter, Pattern, Stmt, TypeParam,
};

/// What is come upon.
#[derive(Clone, Copy)]
pub enum Node<'tree> {
    /// A statement.
    Statement(&'tree Stmt),
    /// An expression.
    Expression(&'tree Expr),
    /// An `except`.
    Handler(&'tree ExceptHandlerExceptHandler),
    /// A pattern of a `case`.
    Pattern(&'tree Pattern),
    /// A parameter of a function.
    Parameter(&'tree Parameter),
    /// A parameter of a type.
    TypeParameter(&'tree TypeParam),
}

/// Who looks.
pub trait Look<'tree> {
    /// Before what is within a node. Says whether to look at that.
    fn enter(&mut self, node: Node<'tree>) -> bool;

    /// After what is within a node, when it was looked at.
    fn leave(&mut self, _: Node<'tree>) {}
}

/// Whether an expression has variables of its own.
pub fn is_scope(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::Lambda(_)
            | Expr::ListComp(_)
            | Expr::SetComp(_)
            | Expr::DictComp(_)
            | Expr::Generator(_)
    )
}

/// Looks at statements and all within them.
pub fn at_body<'tree>(body: &'tree [Stmt], look: &mut dyn Look<'tree>) {
    Looking(look).visit_body(body);
}

/// Looks at an expression and all within it.
pub fn at_expression<'tree>(expression: &'tree Expr, look: &mut dyn Look<'tree>) {
    Looking(look).visit_expr(expression);
}

/// Looks at what is within an expression.
pub fn within<'tree>(expression: &'tree Expr, look: &mut dyn Look<'tree>) {
    visitor::walk_expr(&mut Looking(look), expression);
}

struct Looking<'look, 'tree>(&'look mut dyn Look<'tree>);

impl<'tree> Looking<'_, 'tree> {
    fn at(&mut self, node: Node<'tree>) {
        if !self.0.enter(node) {
            return;
        }
        match node {
            Node::Statement(statement) => visitor::walk_stmt(self, statement),
            Node::Expression(expression) => visitor::walk_expr(self, expression),
            Node::Handler(handler) => {
                handler
                    .type_
                    .iter()
                    .for_each(|class| self.visit_expr(class));
                self.visit_body(&handler.body);
            }
            Node::Pattern(pattern) => visitor::walk_pattern(self, pattern),
            Node::Parameter(parameter) => visitor::walk_parameter(self, parameter),
            Node::TypeParameter(parameter) => visitor::walk_type_param(self, parameter),
        }
        self.0.leave(node);
    }
}

impl<'tree> Visitor<'tree> for Looking<'_, 'tree> {
    fn visit_stmt(&mut self, statement: &'tree Stmt) {
        self.at(Node::Statement(statement));
    }

    fn visit_expr(&mut self, expression: &'tree Expr) {
        self.at(Node::Expression(expression));
    }

    fn visit_except_handler(&mut self, handler: &'tree ExceptHandler) {
        let ExceptHandler::ExceptHandler(handler) = handler;
        self.at(Node::Handler(handler));
    }

    fn visit_pattern(&mut self, pattern: &'tree Pattern) {
        self.at(Node::Pattern(pattern));
    }

    fn visit_parameter(&mut self, parameter: &'tree Parameter) {
        self.at(Node::Parameter(parameter));
    }

    fn visit_type_param(&mut self, parameter: &'tree TypeParam) {
        self.at(Node::TypeParameter(parameter));
    }
}
