//! `except*`: the exception is kept aside, and each handler is given its part of it.
//!
//! ```text
//! try:                      with __groups__() as g:
//!     f()                       f()
//! except* A as e:           for e in g.take(A):
//!     h()                       h()
//! except* B:                for e in g.take_last(B):
//!     i()                       i()
//! ```
//!
//! `take` gives one group or none; the last handler's, and the end of a `finally`, raise what is left.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, Stmt, StmtTry};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::walk::Walk;

/// Adds the edits of a `try` with `except*` and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, statement: &'tree StmtTry) {
    let groups = walk.hidden_name("groups");
    let keyword = TextRange::at(statement.start(), TextSize::of("try"));
    walk.replace(keyword, format!("with __groups__() as {groups}"));
    walk.visit_body(&statement.body);
    let count = statement.handlers.len();
    let mut end = statement.body.last().map_or(statement.start(), Ranged::end);
    for (number, handler) in statement.handlers.iter().enumerate() {
        let ExceptHandler::ExceptHandler(handler) = handler;
        let is_last = number + 1 == count && statement.finalbody.is_empty();
        edit_handler(walk, handler, &groups, is_last);
        end = handler.end();
    }
    if let Some(first) = statement.orelse.first() {
        replace_keyword(
            walk,
            TokenKind::Else,
            end,
            first,
            format!("if {groups}.none"),
        );
        walk.visit_body(&statement.orelse);
        end = statement.orelse.last().map_or(end, Ranged::end);
    }
    if let Some(first) = statement.finalbody.first() {
        let name = walk.hidden_name("end");
        let text = format!("for {name} in {groups}.finish()");
        replace_keyword(walk, TokenKind::Finally, end, first, text);
        walk.visit_body(&statement.finalbody);
    }
}

fn edit_handler<'tree>(
    walk: &mut Walk<'tree>,
    handler: &'tree ExceptHandlerExceptHandler,
    groups: &str,
    is_last: bool,
) {
    let Some(class) = &handler.type_ else { return };
    let name = match &handler.name {
        Some(name) => name.to_string(),
        None => walk.hidden_name("handled"),
    };
    let take = if is_last { "take_last" } else { "take" };
    let before = TextRange::new(handler.start(), class.start());
    walk.replace(before, format!("for {name} in {groups}.{take}("));
    walk.visit_expr(class);
    let Some(first) = handler.body.first() else {
        return;
    };
    let rest = TextRange::new(class.end(), first.start());
    if let Some(colon) = walk.find(TokenKind::Colon, rest) {
        let after = TextRange::new(class.end(), colon.start());
        walk.replace(after, ")");
    }
    let depth = walk.handled.len();
    walk.handled.push(name);
    walk.visit_body(&handler.body);
    walk.handled.truncate(depth);
}

/// Replaces the keyword between an end and a body.
fn replace_keyword(walk: &mut Walk, kind: TokenKind, end: TextSize, first: &Stmt, text: String) {
    if let Some(keyword) = walk.find(kind, TextRange::new(end, first.start())) {
        walk.replace(keyword, text);
    }
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn each_handler_takes_its_part() {
        check(
            "try:\n    f()\nexcept* A as e:\n    g(e)\nexcept* (B, C):\n    h()\nelse:\n    i()\n",
            "with __groups__() as __groups_1__:\n    f()\n\
             for e in __groups_1__.take(A):\n    g(e)\n\
             for __handled_2__ in __groups_1__.take_last((B, C)):\n    h()\n\
             if __groups_1__.none:\n    i()\n",
        );
        check(
            "try:\n    f()\nexcept* A:\n    g()\nfinally:\n    h()\n",
            "with __groups__() as __groups_1__:\n    f()\n\
             for __handled_2__ in __groups_1__.take(A):\n    g()\n\
             for __end_3__ in __groups_1__.finish():\n    h()\n",
        );
    }
}
