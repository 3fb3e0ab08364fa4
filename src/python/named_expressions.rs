//! Names bound by `:=`. MicroPython takes that in parentheses only in a subscript and in a set, and where
//! the items of a generator are. And in a comprehension at a module's top it refuses a name that it has
//! met as a global before it is bound, as in `[total := total + n for n in numbers]`: so it is bound
//! first, where that never runs.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor;
use ruff_python_ast::{Comprehension, Expr, ExprContext};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::look::{self, Look, Node};
use super::walk::Walk;

/// Adds the edits of an expression with `:=` and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, expression: &'tree Expr) {
    let before = walk
        .tokens
        .partition_point(|token| token.start() < expression.start());
    let before = before
        .checked_sub(1)
        .and_then(|index| walk.tokens.get(index))
        .map(|token| token.kind());
    let after = walk
        .tokens_from(expression.end())
        .first()
        .map(|token| token.kind());
    let is_bare = match before {
        Some(TokenKind::Lsqb | TokenKind::Lbrace | TokenKind::Comma) => true,
        Some(TokenKind::Lpar) => after != Some(TokenKind::Rpar),
        _ => false,
    };
    if is_bare {
        walk.insert(expression.start(), "(");
    }
    visitor::walk_expr(walk, expression);
    if is_bare {
        walk.insert(expression.end(), ")");
    }
}

/// Adds the edits of a comprehension and of all within it.
pub fn edit_comprehension<'tree>(walk: &mut Walk<'tree>, expression: &'tree Expr) {
    visitor::walk_expr(walk, expression);
    let first = match expression {
        Expr::SetComp(comprehension) => comprehension.generators.first(),
        Expr::Generator(comprehension) => comprehension.generators.first(),
        Expr::ListComp(comprehension) => comprehension.generators.first(),
        Expr::DictComp(comprehension) => comprehension.generators.first(),
        _ => None,
    };
    let Some(first) = first.filter(|_| !walk.place.in_function) else {
        return;
    };
    let mut names = Names::default();
    look::within(expression, &mut names);
    let bound = names.bound.iter().filter(|name| names.read.contains(name));
    let bindings: Vec<String> = bound.map(|name| format!("({name} := 0)")).collect();
    if !bindings.is_empty() {
        // MicroPython leaves out what stands behind a constant.
        let condition = format!(" if (0 == 0 or {}) ", bindings.join(" or "));
        let offset = conditions(walk, first);
        walk.insert(offset, condition);
    }
}

/// Where the conditions of a part of a comprehension begin.
fn conditions(walk: &Walk, part: &Comprehension) -> TextSize {
    let before_first = part
        .ifs
        .first()
        .map(|test| TextRange::new(part.iter.end(), test.start()))
        .and_then(|range| walk.find(TokenKind::If, range));
    before_first.map_or(part.end(), TextRange::start)
}

/// Names in an expression, without those of functions in it.
#[derive(Default)]
struct Names<'tree> {
    bound: Vec<&'tree str>,
    read: Vec<&'tree str>,
}

impl<'tree> Look<'tree> for Names<'tree> {
    fn enter(&mut self, node: Node<'tree>) -> bool {
        match node {
            Node::Expression(Expr::Lambda(_)) => return false,
            Node::Expression(Expr::Named(named)) => {
                if let Expr::Name(name) = named.target.as_ref()
                    && !self.bound.contains(&name.id.as_str())
                {
                    self.bound.push(&name.id);
                }
            }
            Node::Expression(Expr::Name(name)) if name.ctx == ExprContext::Load => {
                self.read.push(&name.id);
            }
            _ => {}
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn what_is_read_too_is_bound_first() {
        check(
            "x = [a := a + b for b in (c)]",
            "x = [(a := a + b) for b in (c) if (0 == 0 or (a := 0)) ]",
        );
        check(
            "x = {a: d for b in c if b if (d := a)for e in d}",
            "x = {a: d for b in c  if (0 == 0 or (d := 0)) if b if (d := a)for e in d}",
        );
    }

    #[test]
    fn items_are_put_in_parentheses() {
        check(
            "x = {a := b.c[::2] for b in d}",
            "x = {(a := __sliced__(b.c, None, None, 2)) for b in d}",
        );
        check("x = f(a := b for b in c)", "x = f((a := b) for b in c)");
        check("x = a[b := 0]", "x = a[(b := 0)]");
        check("x = {a := 1, b := 2}", "x = {(a := 1), (b := 2)}");
    }

    #[test]
    fn others_stay() {
        for source in [
            "x = f(a := b)",
            "if a := b: pass",
            "x = [(a := b) for b in c]",
            "x = [a for b in c if (d := b)]",
            "def f():\n    return [(a := a + b) for b in c]",
        ] {
            check(source, source);
        }
    }
}
