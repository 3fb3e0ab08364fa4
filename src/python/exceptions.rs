//! Exceptions: `raise ... from ...`, what was being handled when another was raised, and handlers
//! that look at what they caught.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{
    ExceptHandler, ExceptHandlerExceptHandler, Expr, ExprContext, Stmt, StmtRaise,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::look::{self, Look, Node};
use super::walk::Walk;

/// Adds the edits of a `raise` and of all within it: `raise a from b` becomes
/// `raise __chained__(a, e, b)`, where `e` is what is being handled.
pub fn edit_raise<'tree>(walk: &mut Walk<'tree>, raise: &'tree StmtRaise) {
    let Some(exception) = &raise.exc else {
        return;
    };
    let handled = walk.handled.last().cloned();
    if raise.cause.is_none() && (handled.is_none() || is_name_of(exception, handled.as_deref())) {
        return walk.visit_expr(exception);
    }
    let handled = handled.unwrap_or_else(|| "None".into());
    let keyword = TextRange::at(raise.start(), TextSize::of("raise"));
    walk.replace(keyword, "raise __chained__(");
    walk.visit_expr(exception);
    if let Some(cause) = &raise.cause {
        let between = TextRange::new(exception.end(), cause.start());
        if let Some(from) = walk.find(TokenKind::From, between) {
            walk.replace(from, format!(", {handled},"));
        }
        walk.visit_expr(cause);
        walk.insert(raise.end(), ")");
    } else {
        walk.insert(raise.end(), format!(", {handled})"));
    }
}

fn is_name_of(expression: &Expr, handled: Option<&str>) -> bool {
    expression
        .as_name_expr()
        .is_some_and(|name| Some(name.id.as_str()) == handled)
}

/// Adds the edits of a handler and of all within it.
pub fn edit_handler<'tree>(walk: &mut Walk<'tree>, handler: &'tree ExceptHandler) {
    let ExceptHandler::ExceptHandler(handler) = handler;
    let mut uses = Uses::new(handler.name.as_deref());
    look::at_body(&handler.body, &mut uses);
    if let Some(class) = &handler.type_ {
        if let Expr::Tuple(classes) = &**class
            && !classes.parenthesized
        {
            let message = "multiple exception types must be parenthesized";
            walk.note(Some((message.into(), classes.range())));
        }
        walk.visit_expr(class);
    }
    let name = match &handler.name {
        Some(name) => Some(name.to_string()),
        None if uses.raises || uses.asks => Some(add_name(walk, handler)),
        None => None,
    };
    if let (Some(name), true) = (&name, uses.reads || uses.asks) {
        let call = format!("__caught__({name})");
        // The call gives None.
        edit_start(walk, &handler.body, &call, &format!("{call} or "));
    }
    let depth = walk.handled.len();
    walk.handled.extend(name.filter(|_| !uses.rebinds));
    walk.visit_body(&handler.body);
    walk.handled.truncate(depth);
}

/// Gives the exception of a handler a name.
fn add_name(walk: &mut Walk, handler: &ExceptHandlerExceptHandler) -> String {
    let name = walk.hidden_name("handled");
    let from = handler
        .type_
        .as_ref()
        .map_or(handler.start(), |class| class.end());
    let class = if handler.type_.is_none() {
        " BaseException"
    } else {
        ""
    };
    let rest = TextRange::new(from, handler.end());
    if let Some(colon) = walk.find(TokenKind::Colon, rest) {
        walk.insert(colon.start(), format!("{class} as {name}"));
    }
    name
}

/// Has something done when a body starts, as a statement or by what goes before an expression. The
/// body's first statement stays on its line: it is put before a simple one, and into the first
/// expression of another.
pub fn edit_start(walk: &mut Walk, body: &[Stmt], as_statement: &str, before: &str) {
    let Some(first) = body.first() else { return };
    let expression = match first {
        Stmt::If(statement) => &statement.test,
        Stmt::While(statement) => &statement.test,
        Stmt::For(statement) => &statement.iter,
        Stmt::Match(statement) => &statement.subject,
        Stmt::With(statement) => {
            let Some(item) = statement.items.first() else {
                return;
            };
            return walk.insert(item.start(), before);
        }
        Stmt::Try(statement) => return edit_start(walk, &statement.body, as_statement, before),
        Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
        simple => return walk.insert(simple.start(), format!("{as_statement}; ")),
    };
    walk.insert(expression.start(), format!("{before}("));
    walk.insert(expression.end(), ")");
}

/// Functions that find out for themselves which exception was caught.
const ASKING: [&str; 5] = [
    "exc_info",
    "exception",
    "format_exc",
    "print_exc",
    "print_exception",
];

/// What a handler's body does.
struct Uses<'name> {
    name: Option<&'name str>,
    /// It raises another exception.
    raises: bool,
    /// It looks at the one that was caught.
    reads: bool,
    /// It asks a module which one was caught.
    asks: bool,
    /// It takes the name for something else.
    rebinds: bool,
    depth: usize,
}

impl<'name> Uses<'name> {
    fn new(name: Option<&'name str>) -> Self {
        Self {
            name,
            raises: false,
            reads: false,
            asks: false,
            rebinds: false,
            depth: 0,
        }
    }
}

impl<'tree> Look<'tree> for Uses<'_> {
    fn enter(&mut self, node: Node<'tree>) -> bool {
        match node {
            Node::Statement(Stmt::FunctionDef(_) | Stmt::ClassDef(_)) => self.depth += 1,
            Node::Statement(Stmt::Raise(raise)) if self.depth == 0 => {
                let mut exception = raise.exc.iter();
                self.raises |= exception.any(|exception| !is_name_of(exception, self.name));
            }
            Node::Handler(inner) => {
                self.rebinds |= inner.name.is_some() && inner.name.as_deref() == self.name;
            }
            Node::Expression(Expr::Attribute(function)) => {
                self.asks |= ASKING.contains(&function.attr.as_str());
            }
            Node::Expression(Expr::Name(name)) => {
                self.asks |= ASKING.contains(&name.id.as_str());
                if Some(name.id.as_str()) == self.name {
                    match name.ctx {
                        ExprContext::Load => self.reads = true,
                        _ => self.rebinds = true,
                    }
                }
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: Node<'tree>) {
        if let Node::Statement(Stmt::FunctionDef(_) | Stmt::ClassDef(_)) = node {
            self.depth -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn exceptions_are_chained() {
        check("raise a from b", "raise __chained__( a , None, b)");
        check(
            "try: f()\nexcept A as e: raise B(1) from e",
            "try: f()\nexcept A as e: __caught__(e); raise __chained__( B(1) , e, e)",
        );
        check(
            "try: f()\nexcept A:\n    raise B",
            "try: f()\nexcept A as __handled_1__:\n    raise __chained__( B, __handled_1__)",
        );
        check(
            "try: f()\nexcept:\n    raise B",
            "try: f()\nexcept BaseException as __handled_1__:\n    raise __chained__( B, __handled_1__)",
        );
    }

    #[test]
    fn a_handler_that_looks_at_its_exception_has_it_prepared() {
        check(
            "try: f()\nexcept A as e:\n    if e.b:\n        c\n",
            "try: f()\nexcept A as e:\n    if __caught__(e) or (e.b):\n        c\n",
        );
        check(
            "try: f()\nexcept A as e:\n    print(e)\n",
            "try: f()\nexcept A as e:\n    __caught__(e); print(e)\n",
        );
    }

    #[test]
    fn other_handlers_stay() {
        for source in [
            "try: f()\nexcept A: pass\nexcept (B, C) as e: raise\n",
            "try: f()\nexcept A as e: pass\n",
            "def f(): raise A\n",
            "try: f()\nexcept A:\n    def g(): raise B\n",
        ] {
            check(source, source);
        }
    }
}
