//! Annotations. MicroPython parses them and forgets them; those of a class are kept in its
//! `__annotations__`, where `dataclasses` and the like look for them.

use ruff_python_ast::{Expr, Stmt, StmtImportFrom};
use ruff_text_size::Ranged;

use super::literal;
use super::walk::Walk;

/// What is kept as it is: names that mean the same everywhere. All else is kept as text, because a
/// name may not exist yet.
const KNOWN: [&str; 12] = [
    "int",
    "float",
    "str",
    "bool",
    "bytes",
    "list",
    "dict",
    "tuple",
    "set",
    "frozenset",
    "object",
    "complex",
];

/// Adds `__annotations__` before the first annotation of a class's body.
pub fn edit_class(walk: &mut Walk, body: &[Stmt]) {
    let mut first = None;
    let mut items = String::new();
    for statement in body {
        let Stmt::AnnAssign(assignment) = statement else {
            continue;
        };
        let Expr::Name(name) = &*assignment.target else {
            continue;
        };
        first = first.or(Some(statement.start()));
        let annotation = if walk.future_annotations {
            literal::of(walk.text(assignment.annotation.range()))
        } else {
            text(&assignment.annotation, walk.source)
        };
        items.push_str(&literal::of(&name.id));
        items.push_str(": ");
        items.push_str(&annotation);
        items.push_str(", ");
    }
    if let Some(first) = first {
        walk.insert(
            first,
            format!("__annotations__ = {{{}}}; ", items.trim_end_matches(", ")),
        );
    }
}

/// What is kept of an annotation, as an expression.
pub fn text(annotation: &Expr, source: &str) -> String {
    match annotation {
        Expr::Name(name) if KNOWN.contains(&name.id.as_str()) => name.id.to_string(),
        Expr::NoneLiteral(_) => "None".into(),
        Expr::StringLiteral(text) => literal::of(text.value.to_str()),
        other => {
            let range = other.start().to_usize()..other.end().to_usize();
            literal::of(source.get(range).unwrap_or_default())
        }
    }
}

/// `from __future__ import ...` has nothing to import.
pub fn edit_future_import(walk: &mut Walk, import: &StmtImportFrom) {
    if import.module.as_deref() != Some("__future__") || import.level > 0 {
        return;
    }
    walk.future_annotations |= import
        .names
        .iter()
        .any(|alias| &alias.name == "annotations");
    let breaks = walk.line_breaks(import.range());
    let breaks = breaks.replace('\n', "\\\n");
    walk.replace(import.range(), format!("pass{breaks}"));
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn a_class_keeps_its_annotations() {
        check(
            "class A:\n    'doc'\n    a: int\n    b: list[B] = f()\n    c: 'A' = None\n",
            "class A:\n    'doc'\n    __annotations__ = {\"a\": int, \"b\": \"list[B]\", \"c\": \"A\"}; a: int\n    b: list[B] = f()\n    c: 'A' = None\n",
        );
        check("class A:\n    x = 1\n", "class A:\n    x = 1\n");
    }

    #[test]
    fn other_annotations_stay() {
        for source in [
            "def f(a: int, *b: C[1]) -> 'D':\n    e: int = 1\n",
            "x: int\ny: int = 1\n",
        ] {
            check(source, source);
        }
    }

    #[test]
    fn imports_from_the_future_do_nothing() {
        check(
            "from __future__ import annotations\nclass A:\n    a: int\n",
            "pass\nclass A:\n    __annotations__ = {\"a\": \"int\"}; a: int\n",
        );
    }
}
