//! `with (a as b, c as d):` loses its parentheses, which MicroPython does not take.

use ruff_python_ast::StmtWith;
use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange};

use super::walk::Walk;

/// Adds the edits of the parentheses around the items.
pub fn edit(walk: &mut Walk, statement: &StmtWith) {
    let (Some(first), Some(last)) = (statement.items.first(), statement.items.last()) else {
        return;
    };
    let before = TextRange::new(statement.start(), first.start());
    // One that is around the first item's expression only is within the item's range or is closed
    // before the comma or `as`, so that the item ends behind it.
    let Some(opening) = walk.find(TokenKind::Lpar, before) else {
        return;
    };
    let Some(after) = statement.body.first().map(Ranged::start) else {
        return;
    };
    let rest = walk.tokens_in(TextRange::new(last.end(), after));
    let Some(colon) = rest
        .iter()
        .position(|token| token.kind() == TokenKind::Colon)
    else {
        return;
    };
    let closing = rest
        .iter()
        .take(colon)
        .rev()
        .find(|token| token.kind() == TokenKind::Rpar);
    let Some(closing) = closing.map(Ranged::range) else {
        return;
    };
    let is_needed = statement.items.len() > 1 || last.optional_vars.is_some();
    if !is_needed {
        return;
    }
    walk.replace(opening, "");
    let mut comma = None;
    for token in walk.tokens_in(TextRange::new(opening.end(), closing.start())) {
        match token.kind() {
            TokenKind::Comment => walk.replace(token.range(), ""),
            TokenKind::NonLogicalNewline => walk.insert(token.start(), "\\"),
            kind => comma = (kind == TokenKind::Comma).then(|| token.range()),
        }
    }
    if let Some(comma) = comma {
        walk.replace(comma, "");
    }
    walk.replace(closing, "");
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn parentheses_around_items_go() {
        check("with (a as b, c as d): pass", "with a as b, c as d: pass");
        check("with (a, b): pass", "with a, b: pass");
        check("with (a as b): pass", "with a as b: pass");
        check(
            "with (\n  a as b,  # c\n  d(\n1) as e,\n): pass",
            "with \\\n  a as b,  \\\n  d(\\\n1) as e\\\n: pass",
        );
    }

    #[test]
    fn other_parentheses_stay() {
        for source in [
            "with (a) as b: pass",
            "with (a): pass",
            "with (a), (b): pass",
            "with a, (b): pass",
            "with (a or b) as c, d as e: pass",
        ] {
            check(source, source);
        }
    }
}
