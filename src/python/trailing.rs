//! The value of a trailing expression: the last top-level statement, when it is an expression,
//! becomes an assignment to a hidden name.

use ruff_python_ast::{ModModule, Stmt};
use ruff_python_parser::Parsed;
use ruff_text_size::Ranged;

use super::{VALUE_NAME, edit::Edit};

/// Adds the edit.
pub fn edit(parsed: &Parsed<ModModule>, edits: &mut Vec<Edit>) {
    let Some(Stmt::Expr(last)) = parsed.syntax().body.last() else {
        return;
    };
    edits.push(Edit::insertion(
        last.start().to_usize(),
        format!("{VALUE_NAME} = "),
    ));
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn a_trailing_expression_is_assigned() {
        check("x = 1\nx + 1\n", "x = 1\n__value__ = x + 1\n");
        check("x", "__value__ = x");
        check("1, 2", "__value__ = 1, 2");
        check(
            "x  # the value\n\n# end",
            "__value__ = x  # the value\n\n# end",
        );
    }

    #[test]
    fn only_the_last_of_several_on_a_line_is_assigned() {
        check("a(); b; c;", "a(); b; __value__ = c;");
    }

    #[test]
    fn parentheses_and_line_breaks_stay_where_they_are() {
        check("(a +\n b)", "__value__ = (a +\n b)");
        check("a + \\\n  b", "__value__ = a + \\\n  b");
        check("f(\n  1,\n)", "__value__ = f(\n  1,\n)");
        check("((a), b)[0]", "__value__ = ((a), b)[0]");
        check("'''a\nb'''", "__value__ = '''a\nb'''");
    }

    #[test]
    fn other_statements_have_no_value() {
        check("", "");
        check("x\ny = 1", "x\ny = 1");
        check("if x:\n    x\n", "if x:\n    x\n");
        check("@f\ndef g():\n    1\n", "@f\ndef g():\n    1\n");
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        check("\u{feff}x", "__value__ = x");
    }
}
