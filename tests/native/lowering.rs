//! Lowering, beyond what one pass does.

use micropython_agent::python::lower;

/// Source that is no Python, and what CPython 3.11 prints for it.
const SYNTAX_ERRORS: &str = include_str!("lowering/syntax_errors.json");

/// A step as models write them: nothing in it is beyond MicroPython.
const TYPICAL: &str = include_str!("../../bench/typical_step.py");

#[test]
fn ordinary_code_stays_as_it_is() {
    assert_eq!(lower(TYPICAL, "<step 1>").as_deref(), Ok(TYPICAL));
}

#[test]
fn syntax_errors_are_those_of_cpython() {
    let table: Vec<(String, String)> =
        serde_json::from_str(SYNTAX_ERRORS).expect("a table of sources and messages");
    assert!(table.len() > 1100);
    for (source, expected) in table {
        let told = lower(&source, "<step 1>").map_err(|problem| problem.traceback);
        assert_eq!(told, Err(expected), "{source:?}");
    }
}

#[test]
fn lines_never_move() {
    let source = "match a:\n    case (1 |\n          2): x = f'''{b:>5}\n{c!r}'''\n    case {'k': v,\n          **r}: y = [*a,\n  *b]\nclass A(Generic[T,\n   U]):\n    z: int\nwith (a as b,  # comment\n      c as d):\n    e[::\n  -1]\n";
    let lowered = lower(source, "<step 1>").expect("Python");
    assert_eq!(lowered.matches('\n').count(), source.matches('\n').count());
    let line_of = |text: &str, part: &str| {
        let at = text.find(part).expect("a part of the text");
        text[..at].matches('\n').count()
    };
    for part in ["y = ", "z: int", "-1"] {
        assert_eq!(line_of(&lowered, part), line_of(source, part), "{part}");
    }
}
