//! `async` and `await` are dropped: every function is a plain one, and a call that has to wait
//! waits by itself. Code then runs in the order in which it is written. Where `await` stood, a
//! function is called that waits for a tool call under way and gives back anything else.
//!
//! An async function that is called without `await` fails when it is awaited, not before: such a call
//! is made by `__attempt__`, which gives what it raises to whoever takes its result.

use std::collections::HashSet;

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprCall, ModModule, Stmt};
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

/// Functions that take what async functions give.
const TAKING: [&str; 7] = [
    "as_completed",
    "create_task",
    "ensure_future",
    "gather",
    "shield",
    "wait",
    "wait_for",
];
/// Functions that run an async function to its end.
const RUNNING: [&str; 2] = ["run", "run_until_complete"];

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
        let mut functions = Functions::default();
        visitor::walk_body(&mut functions, &parsed.syntax().body);
        let mut awaits = Awaits {
            edits,
            functions: functions.0,
            attempts: HashSet::new(),
        };
        visitor::walk_body(&mut awaits, &parsed.syntax().body);
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

/// The names of the async functions.
#[derive(Default)]
struct Functions<'tree>(HashSet<&'tree str>);

impl<'tree> Visitor<'tree> for Functions<'tree> {
    fn visit_stmt(&mut self, statement: &'tree Stmt) {
        if let Stmt::FunctionDef(function) = statement
            && function.is_async
        {
            self.0.insert(&function.name);
        }
        visitor::walk_stmt(self, statement);
    }
}

struct Awaits<'edits, 'tree> {
    edits: &'edits mut Vec<Edit>,
    functions: HashSet<&'tree str>,
    /// Calls whose failure is for whoever takes their result.
    attempts: HashSet<TextRange>,
}

/// The last name of what is called.
fn name_of(call: &ExprCall) -> &str {
    match &*call.func {
        Expr::Name(name) => &name.id,
        Expr::Attribute(attribute) => &attribute.attr,
        _ => "",
    }
}

impl<'tree> Awaits<'_, 'tree> {
    /// Notes the calls that an argument of `gather` and the like consists of: those of async functions,
    /// or all.
    fn note(&mut self, argument: &'tree Expr, all: bool) {
        match argument {
            Expr::Call(call) if all || self.functions.contains(name_of(call)) => {
                self.attempts.insert(call.range());
            }
            Expr::Starred(starred) => self.note(&starred.value, all),
            Expr::ListComp(list) => self.note(&list.elt, all),
            Expr::Generator(generator) => self.note(&generator.elt, all),
            Expr::List(list) => list.elts.iter().for_each(|item| self.note(item, all)),
            _ => {}
        }
    }

    fn is_attempt(&self, call: &ExprCall) -> bool {
        let is_generator =
            matches!(&*call.arguments.args, [Expr::Generator(only)] if !only.parenthesized);
        let is_async = || match &*call.func {
            Expr::Name(name) => self.functions.contains(name.id.as_str()),
            Expr::Attribute(method) => {
                method
                    .value
                    .as_name_expr()
                    .is_some_and(|name| name.id == "self")
                    && self.functions.contains(method.attr.as_str())
            }
            _ => false,
        };
        !is_generator && (self.attempts.contains(&call.range()) || is_async())
    }

    /// Visits a call that is made at once, or in an attempt.
    fn visit_call(&mut self, call: &'tree ExprCall, is_attempt: bool) {
        let name = name_of(call);
        if TAKING.contains(&name) {
            let all = call.arguments.find_keyword("return_exceptions").is_some();
            for argument in &*call.arguments.args {
                self.note(argument, all && name == "gather");
            }
        }
        if is_attempt {
            let start = call.start().to_usize();
            self.edits.push(Edit::insertion(start, "__attempt__("));
        }
        self.visit_expr(&call.func);
        if is_attempt {
            let opening = TextRange::at(call.arguments.start(), TextSize::of('('));
            self.edits.push(Edit::replacement(opening, ", "));
        }
        for argument in &*call.arguments.args {
            match argument {
                Expr::Call(main) if RUNNING.contains(&name) => self.visit_call(main, false),
                other => self.visit_expr(other),
            }
        }
        for keyword in &*call.arguments.keywords {
            self.visit_expr(&keyword.value);
        }
    }
}

impl<'tree> Visitor<'tree> for Awaits<'_, 'tree> {
    fn visit_stmt(&mut self, statement: &'tree Stmt) {
        match statement {
            Stmt::FunctionDef(function) => {
                let name = function.name.as_str();
                if let Some((_, plain)) = METHODS.iter().find(|(method, _)| *method == name) {
                    let edit = Edit::replacement(function.name.range(), *plain);
                    self.edits.push(edit);
                }
            }
            // Nobody takes the result.
            Stmt::Expr(statement) => {
                if let Expr::Call(call) = &*statement.value {
                    return self.visit_call(call, false);
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'tree Expr) {
        match expression {
            Expr::Await(awaiting) => {
                match &*awaiting.value {
                    Expr::Call(call) => self.visit_call(call, false),
                    other => self.visit_expr(other),
                }
                let keyword = TextRange::at(awaiting.start(), TextSize::of("await"));
                self.edits
                    .push(Edit::replacement(keyword, format!("{AWAITED_NAME}(")));
                self.edits
                    .push(Edit::insertion(awaiting.end().to_usize(), ")"));
            }
            Expr::Call(call) => {
                let is_attempt = self.is_attempt(call);
                self.visit_call(call, is_attempt);
            }
            other => visitor::walk_expr(self, other),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::python::lower;
    use crate::python::tests::check;

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
    fn an_async_function_that_is_not_awaited_is_attempted() {
        let lowered = |call: &str| {
            let source = format!("async def f(a=0): pass\nx = {call}");
            let lowered = lower(&source, "<step 1>").unwrap();
            lowered.replace("def f(a=0): pass\nx = ", "")
        };
        for (call, attempted) in [
            ("f()", "__attempt__(f, )"),
            ("f(1)", "__attempt__(f, 1)"),
            ("g(f(1))", "g(__attempt__(f, 1))"),
            ("self.f(1)", "__attempt__(self.f, 1)"),
            ("gather(g(), a.f())", "gather(g(), __attempt__(a.f, ))"),
            (
                "gather(*[g(b) for b in c], return_exceptions=d)",
                "gather(*[__attempt__(g, b) for b in c], return_exceptions=d)",
            ),
        ] {
            assert_eq!(lowered(call), attempted);
        }
        for call in ["a.f()", "asyncio.run(f())", "g()", "f(b for b in c)"] {
            assert_eq!(lowered(call), call);
        }
        check("async def f(): pass\nf()", "def f(): pass\n__value__ = f()");
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
