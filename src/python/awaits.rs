//! `async` and `await` are dropped: every function is a plain one, and a call that has to wait
//! waits by itself. Code then runs in the order in which it is written. Where `await` stood, a
//! function is called that waits for a tool call under way and gives back anything else.
//!
//! An async function that is called without `await` fails when it is awaited, not before: such a call
//! is made by `__attempt__`, which gives what it raises to whoever takes its result. Where `gather` and
//! the like take a call, and where an async function does nothing after it, the call is made by
//! `__begun__`: a tool's then goes out without being waited for.

use std::collections::BTreeSet;

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprCall, ModModule, Stmt};
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::look::{self, Look, Node};
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
/// Those of them that take a collection.
const TAKING_ALL: [&str; 2] = ["as_completed", "wait"];
/// Functions that run an async function to its end.
const RUNNING: [&str; 2] = ["run", "run_until_complete"];

/// Adds the edits.
pub fn edit(parsed: &Parsed<ModModule>, source: &str, edits: &mut Vec<Edit>) {
    let mut waits = source.contains("asyncio");
    for token in parsed.tokens() {
        match token.kind() {
            TokenKind::Async => edits.push(drop_async(token.range(), source)),
            TokenKind::Await => {}
            _ => continue,
        }
        waits = true;
    }
    // Most code does not, and the walks over the tree are saved.
    if waits {
        let mut found = Found::default();
        look::at_body(&parsed.syntax().body, &mut found);
        let mut awaits = Awaits {
            edits,
            found,
            scope: TextSize::default(),
            may_leave: false,
            made: Vec::new(),
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

/// What has to be known of the whole source.
#[derive(Default)]
struct Found<'tree> {
    /// The names of the async functions.
    functions: BTreeSet<&'tree str>,
    /// Variables that `gather` and the like take, each with the start of the function that it is in.
    taken: Vec<(TextSize, &'tree str)>,
    /// Where the functions around start.
    scopes: Vec<TextSize>,
}

impl<'tree> Look<'tree> for Found<'tree> {
    fn enter(&mut self, node: Node<'tree>) -> bool {
        match node {
            Node::Statement(Stmt::FunctionDef(function)) => {
                if function.is_async {
                    self.functions.insert(&function.name);
                }
                self.scopes.push(function.start());
            }
            Node::Expression(Expr::Call(call)) if TAKING.contains(&name_of(call)) => {
                let variables = call.arguments.args.iter().filter_map(variable_of);
                let scope = self.scopes.last().copied().unwrap_or_default();
                self.taken.extend(variables.map(|name| (scope, name)));
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: Node<'tree>) {
        if let Node::Statement(Stmt::FunctionDef(_)) = node {
            self.scopes.pop();
        }
    }
}

/// `calls` in `calls`, `*calls` and `*calls.values()`.
fn variable_of(argument: &Expr) -> Option<&str> {
    match argument {
        Expr::Name(name) => Some(&name.id),
        Expr::Starred(starred) => variable_of(&starred.value),
        Expr::Call(call) => match &*call.func {
            Expr::Attribute(method) if method.attr.as_str() == "values" => {
                variable_of(&method.value)
            }
            _ => None,
        },
        _ => None,
    }
}

/// How a call is made.
#[derive(Clone, Copy, PartialEq)]
enum Made {
    /// As it stands there.
    Plainly,
    /// A tool's is not waited for.
    Begun,
    /// That, and its failure is for whoever takes its result.
    Attempted,
}

struct Awaits<'edits, 'tree> {
    edits: &'edits mut Vec<Edit>,
    found: Found<'tree>,
    /// The start of the function around.
    scope: TextSize,
    /// Whether the statement is one of an async function that has nothing to do after it but to give a
    /// result.
    may_leave: bool,
    /// Calls that something else than `await` takes the result of.
    made: Vec<(TextRange, Made)>,
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
    /// Notes the calls that an argument of `gather` and the like consists of. Those of async functions are
    /// attempted, or all.
    fn note(&mut self, argument: &'tree Expr, all: bool) {
        match argument {
            Expr::Call(call) => {
                let made = if all || self.found.functions.contains(name_of(call)) {
                    Made::Attempted
                } else {
                    Made::Begun
                };
                self.made.push((call.range(), made));
            }
            Expr::Starred(starred) if !starred.value.is_call_expr() => {
                self.note(&starred.value, all);
            }
            Expr::ListComp(list) => self.note(&list.elt, all),
            Expr::SetComp(set) => self.note(&set.elt, all),
            Expr::DictComp(dict) => self.note(&dict.value, all),
            Expr::Generator(generator) => self.note(&generator.elt, all),
            Expr::List(list) => list.elts.iter().for_each(|item| self.note(item, all)),
            Expr::Set(set) => set.elts.iter().for_each(|item| self.note(item, all)),
            Expr::Dict(dict) => dict
                .items
                .iter()
                .for_each(|item| self.note(&item.value, all)),
            _ => {}
        }
    }

    /// Notes the calls that a variable is given which `gather` and the like take.
    fn note_value(&mut self, target: &'tree Expr, value: &'tree Expr) {
        let name = match target {
            Expr::Name(name) => name,
            Expr::Subscript(item) => match &*item.value {
                Expr::Name(name) => name,
                _ => return,
            },
            _ => return,
        };
        if self.found.taken.contains(&(self.scope, name.id.as_str())) {
            self.note(value, false);
        }
    }

    fn made(&self, call: &ExprCall) -> Made {
        let is_generator =
            matches!(&*call.arguments.args, [Expr::Generator(only)] if !only.parenthesized);
        let is_async = || match &*call.func {
            Expr::Name(name) => self.found.functions.contains(name.id.as_str()),
            Expr::Attribute(method) => {
                method
                    .value
                    .as_name_expr()
                    .is_some_and(|name| name.id == "self")
                    && self.found.functions.contains(method.attr.as_str())
            }
            _ => false,
        };
        let mut known = self.made.iter().rev();
        match known.find(|(range, _)| *range == call.range()) {
            _ if is_generator => Made::Plainly,
            Some((_, made)) => *made,
            None if is_async() => Made::Attempted,
            None => Made::Plainly,
        }
    }

    /// Visits a call that is made in this way.
    fn visit_call(&mut self, call: &'tree ExprCall, made: Made) {
        let name = name_of(call);
        if TAKING.contains(&name) {
            let all = call.arguments.find_keyword("return_exceptions").is_some();
            for argument in &*call.arguments.args {
                if !(TAKING_ALL.contains(&name) && argument.is_call_expr()) {
                    self.note(argument, all && name == "gather");
                }
            }
        }
        if let ("append" | "add", Expr::Attribute(method), [only]) =
            (name, &*call.func, &*call.arguments.args)
        {
            self.note_value(&method.value, only);
        }
        let maker = match made {
            Made::Plainly => None,
            Made::Begun => Some("__begun__("),
            Made::Attempted => Some("__attempt__("),
        };
        if let Some(maker) = maker {
            let start = call.start().to_usize();
            self.edits.push(Edit::insertion(start, maker));
        }
        self.visit_expr(&call.func);
        if maker.is_some() {
            let opening = TextRange::at(call.arguments.start(), TextSize::of('('));
            self.edits.push(Edit::replacement(opening, ", "));
        }
        for argument in &*call.arguments.args {
            match argument {
                Expr::Call(main) if RUNNING.contains(&name) => self.visit_call(main, Made::Plainly),
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
                let plain = METHODS.iter().find(|(method, _)| *method == name);
                if let Some((_, plain)) = plain {
                    let edit = Edit::replacement(function.name.range(), *plain);
                    self.edits.push(edit);
                }
                // What plain statements call gives its value at once.
                let may_leave = function.is_async && plain.is_none();
                let before = std::mem::replace(&mut self.may_leave, may_leave);
                let around = std::mem::replace(&mut self.scope, function.start());
                visitor::walk_stmt(self, statement);
                (self.may_leave, self.scope) = (before, around);
                return;
            }
            // They have to do with what is raised within, or do something afterwards.
            Stmt::Try(_) | Stmt::With(_) | Stmt::ClassDef(_) => {
                let before = std::mem::replace(&mut self.may_leave, false);
                visitor::walk_stmt(self, statement);
                self.may_leave = before;
                return;
            }
            Stmt::Return(leaving) if self.may_leave => {
                if let Some(Expr::Await(awaiting)) = leaving.value.as_deref()
                    && let Expr::Call(call) = &*awaiting.value
                    && self.made(call) == Made::Plainly
                {
                    self.note(&awaiting.value, false);
                    if self.made(call) == Made::Begun {
                        let keyword = TextRange::at(awaiting.start(), TextSize::of("await"));
                        self.edits.push(Edit::replacement(keyword, ""));
                        return self.visit_call(call, Made::Begun);
                    }
                }
            }
            Stmt::Assign(assignment) => {
                for target in &assignment.targets {
                    self.note_value(target, &assignment.value);
                }
            }
            Stmt::AnnAssign(assignment) => {
                if let Some(value) = &assignment.value {
                    self.note_value(&assignment.target, value);
                }
            }
            // Nobody takes the result.
            Stmt::Expr(statement) => {
                if let Expr::Call(call) = &*statement.value {
                    return self.visit_call(call, Made::Plainly);
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
                    Expr::Call(call) => self.visit_call(call, Made::Plainly),
                    other => self.visit_expr(other),
                }
                let keyword = TextRange::at(awaiting.start(), TextSize::of("await"));
                self.edits
                    .push(Edit::replacement(keyword, format!("{AWAITED_NAME}(")));
                self.edits
                    .push(Edit::insertion(awaiting.end().to_usize(), ")"));
            }
            Expr::Call(call) => self.visit_call(call, self.made(call)),
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
            (
                "gather(g(), a.f())",
                "gather(__begun__(g, ), __attempt__(a.f, ))",
            ),
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
        ] {
            check(
                &format!("x = await {source}"),
                &format!("x = __awaited__( {lowered})"),
            );
        }
    }

    #[test]
    fn a_call_in_a_variable_that_gather_takes_is_begun() {
        check(
            "async def f(c):\n    a = [g(b) for b in c]\n    d = g(1)\n    await gather(*a)\n",
            "def f(c):\n    a = [__begun__(g, b) for b in c]\n    d = g(1)\n    __awaited__( gather(*a))\n",
        );
        check(
            "async def f():\n    a.append(g(1))\n    a[1] = g(1)\n    b.append(g(1))\n    await wait(a)\n",
            "def f():\n    a.append(__begun__(g, 1))\n    a[1] = __begun__(g, 1)\n    b.append(g(1))\n    __awaited__( wait(a))\n",
        );
        let elsewhere =
            "def f():\n    a = [g(1)]\ndef h():\n    __awaited__( gather(*a.values()))\n";
        let source = elsewhere
            .replace(
                "__awaited__( gather(*a.values()))",
                "await gather(*a.values())",
            )
            .replace("def h", "async def h");
        check(&source, elsewhere);
    }

    #[test]
    fn the_last_call_of_an_async_function_is_begun() {
        check(
            "async def f():\n    if a:\n        return await g(1)\n    return await f()\n",
            "def f():\n    if a:\n        return  __begun__(g, 1)\n    return __awaited__( f())\n",
        );
        check(
            "async def f():\n    try:\n        return await g(1)\n    finally: h()\n",
            "def f():\n    try:\n        return __awaited__( g(1))\n    finally: h()\n",
        );
        check(
            "async def __anext__(self):\n    return await g(1)\n",
            "def __next__(self):\n    return __awaited__( g(1))\n",
        );
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
