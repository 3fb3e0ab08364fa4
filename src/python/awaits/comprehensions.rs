//! Comprehensions with `await` and `async for` in them.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Comprehension, Expr};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{Awaits, Search};
use crate::python::look;

/// What a comprehension consists of.
pub(super) struct Parts<'tree> {
    /// With its brackets.
    pub(super) whole: TextRange,
    pub(super) element: &'tree Expr,
    /// Of a dictionary.
    pub(super) value: Option<&'tree Expr>,
    pub(super) generators: &'tree [Comprehension],
    /// The function that makes it of elements that await, unless it is a generator.
    pub(super) maker: Option<&'static str>,
}

impl<'tree> Awaits<'_, 'tree> {
    /// All of a comprehension but its first iterable is a function of its own, which cannot be suspended:
    /// elements that await become functions that can, called one after the other.
    pub(super) fn comprehension(&mut self, parts: &Parts<'tree>) {
        let suspends = self.suspends;
        let last = parts.value.unwrap_or(parts.element);
        let maker = parts
            .maker
            .filter(|_| suspends && (holds_await(parts.element) || holds_await(last)));
        if let Some(maker) = maker {
            let opening = TextRange::at(parts.whole.start(), TextSize::of('['));
            self.replace(
                opening,
                format!("(yield from {maker}(((lambda: (yield __item__(("),
            );
        }
        self.where_suspends(maker.is_some(), |inside| {
            inside.visit_expr(parts.element);
            if let Some(value) = parts.value {
                if maker.is_some() {
                    inside.replace_colon(TextRange::new(parts.element.end(), value.start()));
                }
                inside.visit_expr(value);
            }
        });
        if maker.is_some() {
            self.insert(last.end(), "))))");
        }
        for (place, generator) in parts.generators.iter().enumerate() {
            self.visit_expr(&generator.target);
            self.where_suspends(suspends && place == 0, |inside| {
                if !generator.is_async {
                    return inside.visit_expr(&generator.iter);
                }
                inside.drop_async(generator.start());
                if inside.suspends {
                    inside.insert(generator.iter.start(), "(yield from ");
                    inside.given_to("__collected__", &generator.iter);
                    inside.insert(generator.iter.end(), ")");
                } else {
                    inside.given_to("__drained__", &generator.iter);
                }
            });
            self.where_suspends(false, |inside| {
                for condition in &generator.ifs {
                    inside.visit_expr(condition);
                }
            });
        }
        if maker.is_some() {
            let closing = parts.whole.end() - TextSize::of(']');
            let closing = TextRange::new(closing, parts.whole.end());
            self.replace(closing, ")))");
        }
    }

    fn replace_colon(&mut self, between: TextRange) {
        let tokens = self.parsed.tokens().in_range(between);
        let colon = tokens.iter().find(|token| token.kind() == TokenKind::Colon);
        if let Some(colon) = colon.map(Ranged::range) {
            self.replace(colon, ",");
        }
    }
}

fn holds_await(expression: &Expr) -> bool {
    let mut search = Search {
        is_meant: Expr::is_await_expr,
        found: expression.is_await_expr(),
    };
    look::within(expression, &mut search);
    search.found
}
