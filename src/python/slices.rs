//! Slices with a step, which MicroPython's own types refuse: a function takes the slice. Where
//! something is stored or deleted, an object that stands for the slice takes it.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Expr, ExprContext, ExprSlice, ExprSubscript, Number};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::walk::Walk;
use super::{attributes, types};

/// Adds the edits of a subscript and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, subscript: &'tree ExprSubscript) {
    match &*subscript.slice {
        Expr::Slice(slice) if has_step(slice) => edit_step(walk, subscript, slice),
        // MicroPython takes lists and tuples in the place of a slice, CPython anything.
        Expr::Slice(slice) if subscript.ctx == ExprContext::Store && !walk.assigns_list => {
            edit_step(walk, subscript, slice);
        }
        _ => {
            if types::erase_parameters(walk, subscript, false) {
                return walk.visit_expr(&subscript.value);
            }
            if subscript.ctx != ExprContext::Load {
                attributes::edit_namespace(walk, &subscript.value);
            }
            walk.visit_expr(&subscript.value);
            match &*subscript.slice {
                // CPython 3.11 takes a star here without parentheses.
                Expr::Tuple(tuple)
                    if !tuple.parenthesized && tuple.elts.iter().any(Expr::is_starred_expr) =>
                {
                    super::displays::edit_bare_tuple(walk, tuple);
                }
                other => walk.visit_expr(other),
            }
        }
    }
}

/// Whether the value is a list for certain.
pub fn is_list(value: &Expr) -> bool {
    match value {
        Expr::List(_) | Expr::ListComp(_) => true,
        Expr::Call(call) => call
            .func
            .as_name_expr()
            .is_some_and(|name| ["sorted", "list"].contains(&name.id.as_str())),
        _ => false,
    }
}

/// Whether the step is anything that MicroPython does not take.
fn has_step(slice: &ExprSlice) -> bool {
    match slice.step.as_deref() {
        None | Some(Expr::NoneLiteral(_)) => false,
        Some(Expr::NumberLiteral(number)) => {
            !matches!(&number.value, Number::Int(step) if *step == 1)
        }
        Some(_) => true,
    }
}

/// `value[lower:upper:step]` becomes `__sliced__(value, lower, upper, step)`.
fn edit_step<'tree>(
    walk: &mut Walk<'tree>,
    subscript: &'tree ExprSubscript,
    slice: &'tree ExprSlice,
) {
    let is_load = subscript.ctx == ExprContext::Load;
    let opening = if is_load {
        "__sliced__("
    } else {
        "__slice_target__("
    };
    walk.insert(subscript.start(), opening);
    walk.visit_expr(&subscript.value);
    let rest = TextRange::new(subscript.value.end(), subscript.end());
    if let Some(bracket) = walk.find(TokenKind::Lsqb, rest) {
        walk.replace(bracket, ", ");
    }
    let parts = [&slice.lower, &slice.upper, &slice.step];
    let mut from = slice.start();
    for (index, part) in parts.into_iter().enumerate() {
        match part {
            Some(part) => {
                walk.visit_expr(part);
                from = part.end();
            }
            None => walk.insert(from, "None"),
        }
        let colon = walk.find(TokenKind::Colon, TextRange::new(from, slice.end()));
        match colon {
            Some(colon) if index < 2 => {
                walk.replace(colon, ", ");
                from = colon.end();
            }
            None if index == 1 => walk.insert(from, ", "),
            _ => {}
        }
    }
    let bracket = TextRange::new(subscript.end() - TextSize::of(']'), subscript.end());
    walk.replace(bracket, if is_load { ")" } else { ")[0]" });
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn a_step_is_taken_by_a_function() {
        check("x = a[::-1]", "x = __sliced__(a, None, None, -1)");
        check("x = a[1:2:3]", "x = __sliced__(a, 1, 2, 3)");
        check("x = a[1::n]", "x = __sliced__(a, 1, None, n)");
        check(
            "x = a[:b:-1][::2]",
            "x = __sliced__(__sliced__(a, None, b, -1), None, None, 2)",
        );
        check("x = (a)[ : : 2 ]", "x = __sliced__((a),  None, None ,  2 )");
        check("x = f(a[::k], b)", "x = f(__sliced__(a, None, None, k), b)");
        check(
            "x = a[b[::2]:c:2]",
            "x = __sliced__(a, __sliced__(b, None, None, 2), c, 2)",
        );
    }

    #[test]
    fn a_slice_may_be_stored_to_and_deleted() {
        check("a[::2] = b", "__slice_target__(a, None, None, 2)[0] = b");
        check("del a[::2]", "del __slice_target__(a, None, None, 2)[0]");
        check("a[::2] += b", "__slice_target__(a, None, None, 2)[0] += b");
    }

    #[test]
    fn anything_may_be_stored_to_a_slice() {
        check("a[1:] = b", "__slice_target__(a, 1, None, None)[0] = b");
        check("a[1:] = [b]", "a[1:] = [b]");
        check("a[:] = sorted(b)", "a[:] = sorted(b)");
    }

    #[test]
    fn other_subscripts_stay() {
        for source in [
            "x = a[1:2]",
            "x = a[:]",
            "x = a[::]",
            "x = a[::1]",
            "x = a[1:2:None]",
            "x = a[1]",
            "x = a[1:2, ::3]",
        ] {
            check(source, source);
        }
    }
}
