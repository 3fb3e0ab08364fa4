//! Stars in lists, tuples and sets, and double stars in dictionaries: MicroPython takes them in
//! calls only, so that calls stand for them.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprContext, ExprDict, ExprTuple, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::walk::Walk;

/// Adds the edits of a display and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, display: &'tree Expr) {
    let (elements, function) = match display {
        Expr::List(list) if list.ctx == ExprContext::Load => (&list.elts, "__build_list__("),
        Expr::Tuple(tuple) if tuple.ctx == ExprContext::Load && tuple.parenthesized => {
            (&tuple.elts, "__build_tuple__(")
        }
        Expr::Tuple(target) if target.ctx == ExprContext::Store && target.elts.is_empty() => {
            return walk.replace(target.range(), "[]");
        }
        Expr::Set(set) => (&set.elts, "__build_set__("),
        Expr::Dict(dictionary) => return edit_dictionary(walk, dictionary),
        _ => return visitor::walk_expr(walk, display),
    };
    if !elements.iter().any(Expr::is_starred_expr) {
        return visitor::walk_expr(walk, display);
    }
    walk.replace(first_byte(display.range()), function);
    visitor::walk_expr(walk, display);
    walk.replace(last_byte(display.range()), ")");
}

/// `{**a, b: c}` becomes `__build_dict__(a, {b: c})`.
fn edit_dictionary<'tree>(walk: &mut Walk<'tree>, dictionary: &'tree ExprDict) {
    let is_merged = dictionary.items.iter().any(|item| item.key.is_none());
    let mut is_open = false;
    if is_merged {
        walk.replace(first_byte(dictionary.range()), "__build_dict__(");
    }
    let mut from = dictionary.start();
    for item in &dictionary.items {
        match &item.key {
            Some(key) => {
                if is_merged && !is_open {
                    walk.insert(start_with_parentheses(walk, from, key), "{");
                    is_open = true;
                }
                walk.visit_expr(key);
                walk.visit_expr(&item.value);
            }
            None => {
                let stars = TextRange::new(from, item.value.start());
                if let Some(stars) = walk.find(TokenKind::DoubleStar, stars) {
                    if is_open {
                        // The comma before the stars belongs into the braces or behind them.
                        walk.replace(stars, "}, ");
                        is_open = false;
                    } else {
                        walk.replace(stars, "");
                    }
                }
                walk.visit_expr(&item.value);
            }
        }
        from = item.value.end();
    }
    if is_merged {
        walk.replace(
            last_byte(dictionary.range()),
            if is_open { "})" } else { ")" },
        );
    }
}

/// Where an expression starts, with the parentheses around it, after what comes before it.
fn start_with_parentheses(walk: &Walk, from: TextSize, expression: &Expr) -> TextSize {
    let before = TextRange::new(from, expression.start());
    let parenthesis = walk
        .tokens_in(before)
        .iter()
        .rev()
        .take_while(|token| {
            matches!(
                token.kind(),
                TokenKind::Lpar | TokenKind::NonLogicalNewline | TokenKind::Comment
            )
        })
        .filter(|token| token.kind() == TokenKind::Lpar)
        .last();
    parenthesis.map_or(expression.start(), Ranged::start)
}

/// Adds the edits of tuples without parentheses that have a star, where a statement takes them.
pub fn edit_bare_tuples(walk: &mut Walk, statement: &Stmt) {
    let value = match statement {
        Stmt::Return(statement) => statement.value.as_deref(),
        Stmt::Assign(statement) => match &*statement.value {
            Expr::Yield(value) => value.value.as_deref(),
            value => Some(value),
        },
        Stmt::AnnAssign(statement) => statement.value.as_deref(),
        Stmt::AugAssign(statement) => Some(&*statement.value),
        Stmt::For(statement) => Some(&*statement.iter),
        Stmt::Expr(statement) => match &*statement.value {
            Expr::Yield(value) => value.value.as_deref(),
            value => Some(value),
        },
        _ => None,
    };
    if let Some(Expr::Tuple(tuple)) = value
        && !tuple.parenthesized
        && tuple.elts.iter().any(Expr::is_starred_expr)
    {
        walk.insert(tuple.start(), "__build_tuple__(");
        walk.insert(tuple.end(), ")");
    }
}

/// Adds the edits of a tuple without parentheses that has a star, and of all within it.
pub fn edit_bare_tuple<'tree>(walk: &mut Walk<'tree>, tuple: &'tree ExprTuple) {
    walk.insert(tuple.start(), "__build_tuple__(");
    for element in &tuple.elts {
        walk.visit_expr(element);
    }
    walk.insert(tuple.end(), ")");
}

fn first_byte(range: TextRange) -> TextRange {
    TextRange::at(range.start(), TextSize::new(1))
}

fn last_byte(range: TextRange) -> TextRange {
    TextRange::new(range.end() - TextSize::new(1), range.end())
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn no_target_at_all_is_an_empty_list() {
        check("() = a", "[] = a");
        check("for () in a: b = ()", "for [] in a: b = ()");
    }

    #[test]
    fn stars_in_displays_become_calls() {
        check("x = [*a, 1, *b]", "x = __build_list__(*a, 1, *b)");
        check("x = (*a, 1)", "x = __build_tuple__(*a, 1)");
        check("x = {*a, 1}", "x = __build_set__(*a, 1)");
        check("x = *a, 1", "x = __build_tuple__(*a, 1)");
        check(
            "def f(): return *a, 1",
            "def f(): return __build_tuple__(*a, 1)",
        );
        check("x = a[*b, 1]", "x = a[__build_tuple__(*b, 1)]");
        check(
            "for x in *a, 1: pass",
            "for x in __build_tuple__(*a, 1): pass",
        );
    }

    #[test]
    fn double_stars_in_dictionaries_become_calls() {
        check("x = {**a}", "x = __build_dict__(a)");
        check("x = {**a, **b}", "x = __build_dict__(a, b)");
        check(
            "x = {**a, 'b': 1, 'c': 2}",
            "x = __build_dict__(a, {'b': 1, 'c': 2})",
        );
        check(
            "x = {'b': 1, **a, 'c': 2}",
            "x = __build_dict__({'b': 1, }, a, {'c': 2})",
        );
        check(
            "x = {\n  'b': 1,\n  **a,\n}",
            "x = __build_dict__(\n  {'b': 1,\n  }, a,\n)",
        );
        check("x = {**a, (1): 2}", "x = __build_dict__(a, {(1): 2})");
    }

    #[test]
    fn other_stars_stay() {
        for source in [
            "f(*a, **b)",
            "a, *b = c",
            "[a, *b] = c",
            "for a, *b in c: pass",
        ] {
            let lowered = if source.starts_with("f(") {
                format!("__value__ = {source}")
            } else {
                source.into()
            };
            check(source, &lowered);
        }
    }
}
