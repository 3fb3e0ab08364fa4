//! Deep recursion, memory, and what happens when there is no more.

use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::protocol::{FromWorker, ToWorker};
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{page, page_with};

#[wasm_bindgen_test]
async fn recursion_goes_deep() {
    let mut page = page().await;
    assert_eq!(
        page.value("def f(n): return 0 if n == 0 else 1 + f(n - 1)\nf(1000)")
            .await,
        "1000"
    );
    assert_eq!(
        page.value("def g(n): return double(1) if n == 0 else g(n - 1)\ng(900)")
            .await,
        "2"
    );
}

/// Each in a session of its own: code that has not run yet takes more of the browser's stack.
#[wasm_bindgen_test]
async fn endless_recursion_is_an_error_that_can_be_caught() {
    let mut failures = Vec::new();
    for endless in [
        "def f(n): return f(n + 1)\nf(0)",
        "def f(n): return [f(m) for m in [n]]\nf(0)",
        "def f(n): return sorted([2, 1], key=f)\nf(0)",
        "def f(n): return sorted([1, 2, 3], key=f)\nf(0)",
        "def f(n): return min([2, 1], key=f)\nf(0)",
        "def f(n): return sum(f(m) for m in [n])\nf(0)",
        "def f(n): return ''.join(f(m) for m in [n])\nf(0)",
        "def f(n):\n  try: return f(n + 1)\n  finally: pass\nf(0)",
        "def f(n):\n  for m in range(2):\n    with A(): f(n)\nclass A:\n  def __enter__(self): f(1)\n  def __exit__(self, *e): pass\nf(0)",
        "class A:\n  def __repr__(self): return repr(self)\nrepr(A())",
        "class A:\n  def __str__(self): return '%s' % self\nstr(A())",
        "class A:\n  def __str__(self): return '{}'.format([self])\n  __repr__ = __str__\nstr(A())",
        "class A:\n  def __str__(self): print(self)\nstr(A())",
        "class A:\n  def __eq__(self, other): return self == other\nA() == 1",
        "class A:\n  def __eq__(self, other): return [self] == [other]\nA() == A()",
        "class A:\n  def __init__(self): A()\nA()",
        "class A:\n  def __getitem__(self, n): return self[n]\nA()[0]",
        "class A:\n  @property\n  def a(self): return self.a\nA().a",
        "def f(n): return f(double(n))\nf(0)",
        "def f(*a, **k): return f(*a, **k)\nf(1, 2, b=3)",
        "def f(n): return eval('f(1)')\nf(0)",
        "def f(n): exec('f(1)')\nf(0)",
        "def f(n): return list(map(f, [n]))\nf(0)",
        "def f(n): yield from f(n)\nlist(f(0))",
        "import functools\ndef f(n, m=0): return functools.reduce(f, [1, 2])\nf(0)",
    ] {
        let mut page = page().await;
        page.begin(endless);
        let end = loop {
            match page.next().await {
                FromWorker::CallTool { run, call, .. } => page.answer(run, call, Ok(1.into())),
                FromWorker::Waiting { .. } | FromWorker::Printed { .. } => {}
                end => break format!("{end:?}"),
            }
        };
        if !end.contains("RecursionError") {
            failures.push(format!("{endless}: {end}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    let mut page = page().await;
    let source = "def f(n): return f(n + 1)\ntry: f(0)\nexcept RecursionError: x = 'caught'\nx";
    assert_eq!(page.value(source).await, "'caught'");
}

/// As in CPython: a class of its own below `RuntimeError`.
#[wasm_bindgen_test]
async fn recursion_errors_are_runtime_errors_and_not_the_other_way_round() {
    let mut page = page().await;
    let endless = "def f(n): return f(n + 1)\n";
    for (source, value) in [
        (
            "try: f(0)\nexcept RecursionError as e: x = type(e).__name__, isinstance(e, RuntimeError)\nx",
            "('RecursionError', True)",
        ),
        (
            "try: f(0)\nexcept (ValueError, RuntimeError) as e: x = type(e) is RecursionError\nx",
            "True",
        ),
        (
            "try: raise RuntimeError('own', 1)\nexcept RecursionError: x = 'no'\nexcept RuntimeError as e: x = type(e).__name__, e.args\nx",
            "('RuntimeError', ('own', 1))",
        ),
        (
            "issubclass(RecursionError, RuntimeError), issubclass(RuntimeError, RecursionError), issubclass(NotImplementedError, RuntimeError), issubclass(NotImplementedError, RecursionError)",
            "(True, False, True, False)",
        ),
    ] {
        let source = format!("{endless}{source}");
        assert_eq!(page.value(&source).await, value, "{source}");
    }
    for (source, raised) in [
        ("f(0)", "RecursionError: maximum recursion depth exceeded"),
        ("raise RecursionError('own')", "RecursionError: own"),
        ("raise RuntimeError('own')", "RuntimeError: own"),
    ] {
        assert_eq!(page.raised(source).await, raised, "{source}");
        let trace = page.error(source).await.traceback;
        assert!(trace.ends_with(&format!("\n{raised}\n")), "{trace}");
    }
    // The class goes with the session.
    let snapshot = page.snapshot.take().expect("a snapshot");
    let mut other = self::page().await;
    other.restore(snapshot).await;
    let source = "try: f(0)\nexcept RecursionError as e: x = type(e).__name__\nx";
    assert_eq!(other.value(source).await, "'RecursionError'");
}

/// A part of the heap that holds nothing but a cleared list is in use all the same.
#[wasm_bindgen_test]
async fn what_is_left_of_a_large_list_stays_its_own() {
    let mut page = page().await;
    page.run("x = [None] * 3_000_000").await;
    page.run("x.clear()").await;
    page.run("y = [None] * 3_000_000").await;
    page.run("x.extend(range(1000))").await;
    assert_eq!(
        page.value("x == list(range(1000)), set(y), len(y)").await,
        "(True, {None}, 3000000)"
    );
}

#[wasm_bindgen_test]
async fn steps_that_fail_deep_in_a_recursion_leave_the_session_as_it_is() {
    let mut page = page().await;
    page.run("def f(n): return f(n + 1)\nkept = []").await;
    for _ in 0..30 {
        let source = "kept.append([str(n) for n in range(2000)])\nf(0)";
        assert_eq!(page.error(source).await.kind, "RecursionError");
    }
    assert_eq!(
        page.value("len(kept), all(part == [str(n) for n in range(2000)] for part in kept)")
            .await,
        "(30, True)"
    );
}

#[wasm_bindgen_test]
async fn a_repeated_frame_is_shown_three_times() {
    let mut page = page().await;
    let error = page
        .error("def f(n):\n    return 1 / n if n == 0 else f(n - 1)\nf(100)")
        .await;
    let frame = "  File \"<step 1>\", line 2, in f\n    return 1 / n if n == 0 else f(n - 1)\n";
    assert_eq!(
        error.traceback,
        format!(
            "Traceback (most recent call last):\n  File \"<step 1>\", line 3, in <module>\n    f(100)\n{}  [Previous line repeated 98 more times]\nZeroDivisionError: division by zero\n",
            frame.repeat(3)
        )
    );
}

fn small() -> Limits {
    Limits {
        memory_bytes: 48 << 20,
        ..Limits::default()
    }
}

#[wasm_bindgen_test]
async fn memory_has_a_limit() {
    let mut page = page_with(small()).await;
    let error = page.error("x = bytearray(200_000_000)").await;
    assert_eq!(error.kind, "MemoryError");
    assert_eq!(
        page.value("try: bytearray(200_000_000)\nexcept MemoryError: x = 1\nx")
            .await,
        "1"
    );
}

#[wasm_bindgen_test]
async fn what_was_printed_before_a_trap_is_not_lost() {
    let mut page = page().await;
    // Wrecks the interpreter by its own means.
    let run = page.begin(
        "import uctypes\nprint('first')\nprint('last')\nwhile True:\n    for at in range(1024, 1 << 20, 4096): uctypes.bytearray_at(at, 4096)[:] = b'\\xff' * 4096\n",
    );
    let mut printed = String::new();
    loop {
        match page.next().await {
            FromWorker::Printed { text, .. } => printed += &text,
            FromWorker::Trapped { run: of, .. } => {
                assert_eq!(of, run);
                break;
            }
            other => panic!("unexpected: {other:?}"),
        }
    }
    assert!(printed.starts_with("first\nlast\n"), "{printed:?}");
    // Nothing more is said, whatever comes.
    page.post(ToWorker::Start {
        limits: Limits::default(),
    });
}

#[wasm_bindgen_test]
async fn source_past_the_limit_is_refused() {
    let limits = Limits {
        source_bytes: 10,
        ..Limits::default()
    };
    let mut page = page_with(limits).await;
    assert_eq!(
        page.raised("12345678901").await,
        "MemoryError: the code has 11 bytes, at most 10 are allowed"
    );
}

/// The parser's stack is the worker's own; overflowing it could not be reported.
#[wasm_bindgen_test]
async fn deeply_nested_source_does_not_end_the_worker() {
    let mut page = page().await;
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("-", ""),
        ("not ", ""),
        ("lambda: ", ""),
        ("1 if 1 else ", ""),
        ("f(", ")"),
        ("{1: ", "}"),
    ] {
        for depth in [20, 60, 110, 124] {
            page.run(&format!(
                "f = abs\nx = {}1{}",
                open.repeat(depth),
                close.repeat(depth)
            ))
            .await;
        }
        let refused = page
            .raised(&format!(
                "x = {}1{}",
                open.repeat(50_000),
                close.repeat(50_000)
            ))
            .await;
        assert_eq!(
            refused,
            "SyntaxError: too many nested parentheses or operators"
        );
    }
    for chain in [".real", "()", " + 1", "[0]"] {
        page.run(&format!("x = 1{}", chain.repeat(900))).await;
    }
    assert_eq!(page.value("1").await, "1");
}
