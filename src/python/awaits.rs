//! `async` and `await`. An async function stays one: MicroPython's is a generator that yields what it waits
//! for, and `await` within becomes `yield from`. Where nothing can be suspended, which is at the top level
//! and in some parts of comprehensions, `await` becomes a call that runs all that is under way until the
//! value is there.
//!
//! A tool is a plain function, whose call waits by itself. Where something else waits, the call is made
//! by `__begun__` or `__awaiting__`, which only begin a tool's: [`Begun`] finds the calls that `gather` and
//! the like take.

mod begun;
mod comprehensions;

use std::mem;

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Expr, ExprAwait, ExprCall, ExprYield, ModModule, Stmt, StmtFor, StmtFunctionDef, StmtWith,
};
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextLen, TextRange, TextSize};

use super::look::{self, Look, Node};
use super::{AWAITED_NAME, edit::Edit};
use begun::Begun;
use comprehensions::Parts;

/// Adds the edits.
pub fn edit(parsed: &Parsed<ModModule>, source: &str, edits: &mut Vec<Edit>) {
    // Most code has to do with neither, and the walks over the tree are saved.
    let mut kinds = parsed.tokens().iter().map(|token| token.kind());
    if !source.contains("asyncio")
        && !kinds.any(|kind| matches!(kind, TokenKind::Async | TokenKind::Await))
    {
        return;
    }
    let body = &parsed.syntax().body;
    let mut awaits = Awaits {
        edits,
        source,
        parsed,
        begun: Begun::find(body),
        suspends: false,
        is_generator: false,
    };
    for statement in body {
        match statement {
            // Who calls an async function and leaves it at that means it to run.
            Stmt::Expr(only) if awaits.begun.is_async(&only.value) => {
                awaits.given_to(AWAITED_NAME, &only.value);
            }
            other => awaits.visit_stmt(other),
        }
    }
}

struct Awaits<'edits, 'tree> {
    edits: &'edits mut Vec<Edit>,
    source: &'tree str,
    parsed: &'tree Parsed<ModModule>,
    begun: Begun<'tree>,
    /// Whether an async function is around, which can be suspended here.
    suspends: bool,
    /// Whether that is a generator.
    is_generator: bool,
}

impl<'tree> Awaits<'_, 'tree> {
    fn insert(&mut self, place: TextSize, text: impl Into<String>) {
        self.edits.push(Edit::insertion(place.to_usize(), text));
    }

    fn replace(&mut self, range: TextRange, text: impl Into<String>) {
        self.edits.push(Edit::replacement(range, text));
    }

    /// Drops `async` at this place and the blanks after it, which would otherwise indent a statement.
    fn drop_async(&mut self, place: TextSize) {
        let end = place + "async".text_len();
        let rest = self.source.get(end.to_usize()..).unwrap_or_default();
        let blanks = rest.text_len() - rest.trim_start_matches([' ', '\t']).text_len();
        self.replace(TextRange::new(place, end + blanks), "");
    }

    /// Visits an expression and gives it to a function.
    fn given_to(&mut self, function: &str, expression: &'tree Expr) {
        self.insert(expression.start(), format!("{function}("));
        self.visit_expr(expression);
        self.insert(expression.end(), ")");
    }

    /// Visits something that can be suspended or not.
    fn where_suspends(&mut self, suspends: bool, visit: impl FnOnce(&mut Self)) {
        let around = mem::replace(&mut self.suspends, suspends);
        visit(self);
        self.suspends = around;
    }

    fn function(&mut self, function: &'tree StmtFunctionDef) {
        for decorator in &function.decorator_list {
            self.visit_decorator(decorator);
        }
        self.visit_parameters(&function.parameters);
        let is_generator = function.is_async && yields(&function.body);
        let around = mem::replace(&mut self.is_generator, is_generator);
        let scope = self.begun.enter(function.start());
        self.where_suspends(function.is_async, |inside| {
            inside.visit_body(&function.body)
        });
        self.begun.enter(scope);
        self.is_generator = around;
    }

    fn async_with(&mut self, statement: &'tree StmtWith) {
        if self.suspends {
            for item in &statement.items {
                self.visit_with_item(item);
            }
            return self.visit_body(&statement.body);
        }
        self.drop_async(statement.start());
        for item in &statement.items {
            self.given_to("__entered__", &item.context_expr);
            if let Some(target) = &item.optional_vars {
                self.visit_expr(target);
            }
        }
        self.visit_body(&statement.body);
    }

    fn async_for(&mut self, statement: &'tree StmtFor) {
        self.visit_expr(&statement.target);
        if self.suspends {
            self.given_to("__async_iterator__", &statement.iter);
        } else {
            self.drop_async(statement.start());
            self.given_to("__drained__", &statement.iter);
        }
        self.visit_body(&statement.body);
        self.visit_body(&statement.orelse);
    }

    fn awaited(&mut self, awaiting: &'tree ExprAwait) {
        let keyword = TextRange::at(awaiting.start(), "await".text_len());
        let closing = match &*awaiting.value {
            Expr::Call(call)
                if self.suspends
                    && call.func.is_name_expr()
                    && call.end() == awaiting.end()
                    && !takes_generator(call) =>
            {
                self.replace(keyword, "(yield from __awaiting__(");
                self.split_call(call);
                return self.insert(awaiting.end(), ")");
            }
            _ if self.suspends => {
                self.replace(keyword, "(yield from __awaitable__(");
                "))"
            }
            _ => {
                self.replace(keyword, format!("{AWAITED_NAME}("));
                ")"
            }
        };
        // Nothing else takes what is awaited.
        match &*awaiting.value {
            Expr::Call(call) => self.plain_call(call),
            other => self.visit_expr(other),
        }
        self.insert(awaiting.end(), closing);
    }

    /// What an async generator gives is told apart from what it waits for.
    fn yielded(&mut self, yielding: &'tree ExprYield) {
        let Some(value) = &yielding.value else {
            return self.insert(yielding.end(), " __item__(None)");
        };
        let keyword = TextRange::at(yielding.start(), "yield".text_len());
        self.replace(keyword, "yield __item__((");
        self.visit_expr(value);
        self.insert(yielding.end(), "))");
    }

    fn call(&mut self, call: &'tree ExprCall) {
        if self.begun.is_begun(call) && !takes_generator(call) {
            self.insert(call.start(), "__begun__(");
            self.split_call(call);
        } else {
            self.plain_call(call);
        }
    }

    fn plain_call(&mut self, call: &'tree ExprCall) {
        self.begun.note_arguments(call);
        self.visit_expr(&call.func);
        self.visit_arguments(&call.arguments);
    }

    /// `f(a)` becomes `f, a)`.
    fn split_call(&mut self, call: &'tree ExprCall) {
        let opening = TextRange::at(call.arguments.start(), TextSize::of('('));
        self.replace(opening, ", ");
        self.plain_call(call);
    }
}

impl<'tree> Visitor<'tree> for Awaits<'_, 'tree> {
    fn visit_stmt(&mut self, statement: &'tree Stmt) {
        match statement {
            Stmt::FunctionDef(function) => return self.function(function),
            Stmt::ClassDef(_) => {
                return self.where_suspends(false, |inside| visitor::walk_stmt(inside, statement));
            }
            Stmt::With(with) if with.is_async => return self.async_with(with),
            Stmt::For(each) if each.is_async => return self.async_for(each),
            Stmt::Assign(assignment) => {
                for target in &assignment.targets {
                    self.begun.note_value(target, &assignment.value);
                }
            }
            Stmt::AnnAssign(assignment) => {
                if let Some(value) = &assignment.value {
                    self.begun.note_value(&assignment.target, value);
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'tree Expr) {
        match expression {
            Expr::Await(awaiting) => self.awaited(awaiting),
            Expr::Yield(yielding) if self.is_generator && self.suspends => self.yielded(yielding),
            Expr::Call(call) => self.call(call),
            Expr::Lambda(_) => {
                self.where_suspends(false, |inside| visitor::walk_expr(inside, expression));
            }
            Expr::ListComp(list) => self.comprehension(&Parts {
                whole: list.range(),
                element: &list.elt,
                value: None,
                generators: &list.generators,
                maker: Some("__list_of__"),
            }),
            Expr::SetComp(set) => self.comprehension(&Parts {
                whole: set.range(),
                element: &set.elt,
                value: None,
                generators: &set.generators,
                maker: Some("__set_of__"),
            }),
            Expr::DictComp(dict) if let Some(key) = &dict.key => self.comprehension(&Parts {
                whole: dict.range(),
                element: key,
                value: Some(&dict.value),
                generators: &dict.generators,
                maker: Some("__dict_of__"),
            }),
            Expr::Generator(generator) => self.comprehension(&Parts {
                whole: generator.range(),
                element: &generator.elt,
                value: None,
                generators: &generator.generators,
                maker: None,
            }),
            other => visitor::walk_expr(self, other),
        }
    }
}

/// `f(x for x in y)`, to which no argument can be added.
fn takes_generator(call: &ExprCall) -> bool {
    matches!(&*call.arguments.args, [Expr::Generator(only)] if !only.parenthesized)
}

/// Looks for an expression, functions within left out.
struct Search {
    is_meant: fn(&Expr) -> bool,
    found: bool,
}

impl Look<'_> for Search {
    fn enter(&mut self, node: Node<'_>) -> bool {
        match node {
            Node::Statement(Stmt::FunctionDef(_) | Stmt::ClassDef(_))
            | Node::Expression(Expr::Lambda(_)) => false,
            Node::Expression(expression) => {
                self.found |= (self.is_meant)(expression);
                !self.found
            }
            _ => !self.found,
        }
    }
}

/// Whether a function's body gives values as a generator does.
fn yields(body: &[Stmt]) -> bool {
    let mut search = Search {
        is_meant: Expr::is_yield_expr,
        found: false,
    };
    look::at_body(body, &mut search);
    search.found
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    /// In an async function.
    fn check_inside(body: &str, lowered: &str) {
        check(
            &format!("async def f():\n  {body}\n"),
            &format!("async def f():\n  {lowered}\n"),
        );
    }

    #[test]
    fn await_at_the_top_level_becomes_a_call() {
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
        check("await (f())", "__value__ = __awaited__( (f()))");
    }

    #[test]
    fn await_in_an_async_function_suspends_it() {
        check_inside(
            "return await g(1, *a)",
            "return (yield from __awaiting__( g, 1, *a))",
        );
        check_inside(
            "x = await a.g(1)",
            "x = (yield from __awaitable__( a.g(1)))",
        );
        check_inside("await g", "(yield from __awaitable__( g))");
        check_inside("await (g(1))", "(yield from __awaitable__( (g(1))))");
        check_inside(
            "await g(await h())",
            "(yield from __awaiting__( g, (yield from __awaiting__( h, ))))",
        );
        check_inside(
            "await g(a for a in b)",
            "(yield from __awaitable__( g(a for a in b)))",
        );
        check_inside(
            "x = f'{await g()}'",
            "x = f'{(yield from __awaiting__( g, ))}'",
        );
        check_inside(
            "def h(): return await g()",
            "def h(): return __awaited__( g())",
        );
    }

    #[test]
    fn elements_that_await_become_functions() {
        check_inside(
            "x = [await g(y) for y in await h() if y]",
            "x = (yield from __list_of__(((lambda: (yield __item__(((yield from __awaiting__( g, y)))))) for y in (yield from __awaiting__( h, )) if y)))",
        );
        check_inside(
            "x = {y: await g(y) for y in z}",
            "x = (yield from __dict_of__(((lambda: (yield __item__((y, (yield from __awaiting__( g, y)))))) for y in z)))",
        );
        check_inside(
            "x = [y for y in z if await g(y)]",
            "x = [y for y in z if __awaited__( g(y))]",
        );
        check_inside(
            "x = {y async for y in g() if y}",
            "x = {y for y in (yield from __collected__(g())) if y}",
        );
        check_inside(
            "x = [y for a in b async for y in a]",
            "x = [y for a in b for y in __drained__(a)]",
        );
        check(
            "x = [y async for y in g()]",
            "x = [y for y in __drained__(g())]",
        );
    }

    #[test]
    fn statements_stay_async_where_they_can_be_suspended() {
        check_inside(
            "async for a in b: pass",
            "async for a in __async_iterator__(b): pass",
        );
        check_inside("async with a as b: pass", "async with a as b: pass");
        check("async for a in b: pass", "for a in __drained__(b): pass");
        check(
            "async with a as b, c: pass",
            "with __entered__(a) as b, __entered__(c): pass",
        );
    }

    #[test]
    fn what_an_async_generator_gives_is_marked() {
        check_inside("yield 1, 2", "yield __item__(( 1, 2))");
        check_inside(
            "x = yield await g()",
            "x = yield __item__(( (yield from __awaiting__( g, ))))",
        );
        check_inside("yield", "yield __item__(None)");
        check_inside("def h(): yield 1", "def h(): yield 1");
    }

    #[test]
    fn an_async_function_that_is_only_called_runs() {
        check(
            "async def f(): pass\nf()\nx = f()",
            "async def f(): pass\n__awaited__(f())\nx = f()",
        );
        check(
            "async def f(): pass\nf()",
            "async def f(): pass\n__value__ = __awaited__(f())",
        );
    }

    #[test]
    fn a_call_that_gather_takes_is_begun() {
        for (source, lowered) in [
            (
                "gather(g(1), h())",
                "gather(__begun__(g, 1), __begun__(h, ))",
            ),
            (
                "a.gather(*[g(b) for b in c])",
                "a.gather(*[__begun__(g, b) for b in c])",
            ),
            (
                "gather(*(g(b) for b in c))",
                "gather(*(__begun__(g, b) for b in c))",
            ),
            ("gather(*g())", "gather(*g())"),
            (
                "wait_for(g(), h())",
                "wait_for(__begun__(g, ), __begun__(h, ))",
            ),
            ("as_completed(set(g))", "as_completed(set(g))"),
            ("gather(f())", "gather(f())"),
        ] {
            check(
                &format!("async def f(): pass\nx = {source}"),
                &format!("async def f(): pass\nx = {lowered}"),
            );
        }
    }

    #[test]
    fn a_call_in_a_variable_that_gather_takes_is_begun() {
        check_inside(
            "a = [g(b) for b in c]; d = g(1); await gather(*a)",
            "a = [__begun__(g, b) for b in c]; d = g(1); (yield from __awaiting__( gather, *a))",
        );
        check_inside(
            "a.append(g(1)); a[1] = g(1); b.append(g(1)); await wait(a)",
            "a.append(__begun__(g, 1)); a[1] = __begun__(g, 1); b.append(g(1)); (yield from __awaiting__( wait, a))",
        );
        check(
            "def f():\n    a = [g(1)]\ndef h():\n    await gather(*a.values())\n",
            "def f():\n    a = [g(1)]\ndef h():\n    __awaited__( gather(*a.values()))\n",
        );
    }

    #[test]
    fn lines_and_words_stay_where_they_are() {
        check("x = (await\n  f())", "x = (__awaited__(\n  f()))");
        check("x = 'async await'  # await", "x = 'async await'  # await");
        check("awaiting = asyncs", "awaiting = asyncs");
    }
}
