//! `match` becomes `if`, with a hidden name for the subject, and each `case` an `if` or `elif` on
//! its line. Loops, `return` and names are then as they would be without `match`.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{MatchCase, StmtMatch};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::pattern_checks;
use super::patterns;
use super::walk::Walk;

/// Adds the edits of a statement and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, statement: &'tree StmtMatch) {
    walk.note(pattern_checks::cases(&statement.cases));
    let subject = walk.hidden_name("match");
    let keyword = TextRange::at(statement.start(), TextSize::of("match"));
    // A tuple of one is true, whatever the subject is.
    walk.replace(keyword, format!("if (({subject} := ("));
    walk.visit_expr(&statement.subject);
    if let Some(first) = statement.cases.first() {
        let rest = TextRange::new(statement.subject.end(), first.start());
        if let Some(colon) = walk.find(TokenKind::Colon, rest) {
            walk.insert(colon.start(), ")),)");
        }
    }
    for (index, case) in statement.cases.iter().enumerate() {
        edit_case(walk, case, &subject, if index == 0 { "if" } else { "elif" });
    }
}

fn edit_case<'tree>(walk: &mut Walk<'tree>, case: &'tree MatchCase, subject: &str, keyword: &str) {
    let condition = patterns::condition(walk, &case.pattern, subject);
    let after = case.pattern.end();
    let end = match &case.guard {
        Some(guard) => walk.find(TokenKind::If, TextRange::new(after, guard.start())),
        None => walk.find(TokenKind::Colon, TextRange::new(after, case.end())),
    };
    let Some(end) = end else { return };
    let end = if case.guard.is_some() {
        end.end()
    } else {
        end.start()
    };
    let replaced = TextRange::new(case.start(), end);
    let breaks = walk.line_breaks(replaced);
    let opening = if case.guard.is_some() { " and (" } else { "" };
    let condition = if breaks.is_empty() {
        condition
    } else {
        format!("({condition}{breaks})")
    };
    walk.replace(replaced, format!("{keyword} {condition}{opening}"));
    if let Some(guard) = &case.guard {
        walk.visit_expr(guard);
        let rest = TextRange::new(guard.end(), case.end());
        if let Some(colon) = walk.find(TokenKind::Colon, rest) {
            walk.insert(colon.start(), ")");
        }
    }
    walk.visit_body(&case.body);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::python::lower;

    #[test]
    fn match_may_be_a_name_after_a_semicolon() {
        for source in ["a = 1; match = 2", "if a: b; match.c = 1"] {
            assert_eq!(lower(source, "<step 1>").as_deref(), Ok(source));
        }
    }

    #[track_caller]
    fn check(cases: &str, lowered: &str) {
        let source = format!("match a:\n{cases}\n");
        let expected = format!("if ((__match_1__ := ( a)),):\n{lowered}\n");
        assert_eq!(lower(&source, "<step 1>").unwrap(), expected);
    }

    #[test]
    fn values_are_compared() {
        check(
            "  case 1: b\n  case 'c' | -1:\n    d\n  case None: e\n  case f.g: h\n  case _: i",
            "  if __match_1__ == 1: b\n  elif (__match_1__ == 'c' or __match_1__ == -1):\n    d\n  elif __match_1__ is None: e\n  elif __match_1__ == f.g: h\n  elif True: i",
        );
    }

    #[test]
    fn names_are_bound_after_all_tests() {
        check("  case b: c", "  if [b := __match_1__]: c");
        check(
            "  case [b, 1, *c] if b > 2: d",
            "  if __sequence__(__match_1__, 2, True) and __match_1__[1] == 1 and [b := __match_1__[0]] and [c := [*__match_1__[2:]]] and ( b > 2): d".replace("[*__match_1__[2:]]", "__build_list__(*__match_1__[2:])").as_str(),
        );
        check(
            "  case (1 | 2) as b: c",
            "  if (__match_1__ == 1 or __match_1__ == 2) and [b := __match_1__]: c",
        );
    }

    #[test]
    fn mappings_and_classes_are_taken_apart() {
        check(
            "  case {'b': 1, 'c': d, **e}: f",
            "  if __mapping__(__match_1__, ('b', 'c',)) and __match_1__['b'] == 1 and [d := __match_1__['c']] and [e := __mapping_rest__(__match_1__, ('b', 'c',))]: f",
        );
        check(
            "  case B(1, c=d): e",
            "  if __matches__(__match_1__, B, 1, ('c',)) and __positional__(__match_1__, B, 0) == 1 and [d := __match_1__.c]: e",
        );
        check(
            "  case int(): b",
            "  if __matches__(__match_1__, int, 0, ()): b",
        );
    }

    #[test]
    fn patterns_over_several_lines_keep_them() {
        check(
            "  case (1 |\n        2): b\n  case _: c",
            "  if ((__match_1__ == 1 or __match_1__ == 2)\n): b\n  elif True: c",
        );
    }

    #[test]
    fn the_subject_may_be_anything() {
        let lowered = lower("match a, b[::2]:\n  case _: pass\n", "<step 1>").unwrap();
        assert_eq!(
            lowered,
            "if ((__match_1__ := ( a, __sliced__(b, None, None, 2))),):\n  if True: pass\n"
        );
    }
}
