//! `async` and `await` are dropped: every function is a plain one, and a call that has to wait
//! waits by itself. Code then runs in the order in which it is written. Where `await` stood, a
//! function is called that waits for a tool call under way and gives back anything else.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ModModule, Stmt};
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{AWAITED_NAME, edit::Edit};

/// The methods that `async with` and `async for` call, and what the plain statements call.
const METHODS: [(&str, &str); 4] = [
    ("__aenter__", "__enter__"),
    ("__aexit__", "__exit__"),
    ("__aiter__", "__iter__"),
    ("__anext__", "__next__"),
];

/// Adds the edits.
pub fn edit(parsed: &Parsed<ModModule>, source: &str, edits: &mut Vec<Edit>) {
    let mut has_awaits = false;
    for token in parsed.tokens() {
        match token.kind() {
            TokenKind::Async => edits.push(drop_async(token.range(), source)),
            TokenKind::Await => has_awaits = true,
            _ => {}
        }
    }
    // Most code has neither, and the walk over the tree is saved.
    if has_awaits || !edits.is_empty() {
        visitor::walk_body(&mut Awaits { edits }, &parsed.syntax().body);
    }
}

/// Drops the keyword and the blanks after it, which would otherwise indent the statement.
fn drop_async(keyword: TextRange, source: &str) -> Edit {
    let end = keyword.end().to_usize();
    let rest = source.get(end..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    Edit {
        range: keyword.start().to_usize()..end + blanks,
        text: String::new(),
    }
}

struct Awaits<'edits> {
    edits: &'edits mut Vec<Edit>,
}

impl<'tree> Visitor<'tree> for Awaits<'_> {
    fn visit_stmt(&mut self, statement: &'tree Stmt) {
        if let Stmt::FunctionDef(function) = statement {
            let name = function.name.as_str();
            if let Some((_, plain)) = METHODS.iter().find(|(method, _)| *method == name) {
                let edit = Edit::replacement(function.name.range(), *plain);
                self.edits.push(edit);
            }
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'tree Expr) {
        visitor::walk_expr(self, expression);
        if let Expr::Await(awaiting) = expression {
            let keyword = TextRange::at(awaiting.start(), TextSize::of("await"));
            self.edits
                .push(Edit::replacement(keyword, format!("{AWAITED_NAME}(")));
            self.edits
                .push(Edit::insertion(awaiting.end().to_usize(), ")"));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::python::lower;

    #[track_caller]
    fn check(source: &str, lowered: &str) {
        assert_eq!(lower(source, "<step 1>").unwrap(), lowered);
    }

    #[test]
    fn await_becomes_a_call() {
        check("x = await f(1)", "x = __awaited__( f(1))");
        check("x = await(f)(1)", "x = __awaited__((f)(1))");
        check(
            "x = await f(await g())",
            "x = __awaited__( f(__awaited__( g())))",
        );
        check("x = -await f() ** 2", "x = -__awaited__( f()) ** 2");
        check(
            "x = [await f(y) for y in z]",
            "x = [__awaited__( f(y)) for y in z]",
        );
        check("await f()", "__value__ = __awaited__( f())");
    }

    #[test]
    fn await_over_two_lines_keeps_its_lines() {
        check("x = (await\n  f())", "x = (__awaited__(\n  f()))");
    }

    #[test]
    fn await_in_an_f_string_becomes_a_call() {
        check("x = f'{await f()} a'", "x = f'{__awaited__( f())} a'");
    }

    #[test]
    fn async_statements_become_plain_ones() {
        check(
            "@d\nasync  def f():\n    async with a as b:\n        async for c in b:\n            await c\n",
            "@d\ndef f():\n    with a as b:\n        for c in b:\n            __awaited__( c)\n",
        );
        check("x = [y async for y in z]", "x = [y for y in z]");
    }

    #[test]
    fn the_methods_of_async_statements_are_renamed() {
        check(
            "class A:\n    async def __aenter__(self): pass\n    async def __anext__(self): pass\n",
            "class A:\n    def __enter__(self): pass\n    def __next__(self): pass\n",
        );
    }

    #[test]
    fn the_words_in_strings_and_names_stay() {
        check("x = 'async await'  # await", "x = 'async await'  # await");
        check("awaiting = asyncs", "awaiting = asyncs");
    }
}
