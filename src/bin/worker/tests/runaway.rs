//! Code that asks for too much ends with an error that says so, and the session lives on. What only
//! the page's deadline can end is in the end-to-end tests.

use micropython_agent::sandbox::limits::{Limits, Resource};
use micropython_agent::sandbox::protocol::FromWorker;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{page, page_with};

#[wasm_bindgen_test]
async fn too_much_memory_at_once_is_a_memory_error_with_advice() {
    let mut page = page().await;
    for source in [
        "[0] * 10**9",
        "'x' * 10**9",
        "bytearray(10**9)",
        "list(range(10**9))",
    ] {
        let error = page.error(source).await;
        assert_eq!(error.kind, "MemoryError", "{source}");
        assert!(
            error.message.ends_with(
                "(Python may use 512 MB, and what it no longer needs is given back between steps, not within one; work on smaller pieces, in several steps)"
            ),
            "{}",
            error.message
        );
        let caught = format!("try: {source}\nexcept MemoryError: print('caught')");
        assert_eq!(page.run(&caught).await.stdout, "caught\n", "{source}");
    }
}

/// Small things fill the memory to the last byte. Whether there is enough left to report that as an
/// exception depends on what filled it; where not, the page is told what ran out.
#[wasm_bindgen_test]
async fn memory_full_of_small_things_is_told_as_such() {
    let limits = Limits {
        memory_bytes: 48 << 20,
        ..Limits::default()
    };
    for source in [
        "def f():\n  x = []\n  while True: x.append([1.5, {}])\nf()",
        "def f():\n  x = 0.5\n  while True: x = x + 1.5\nf()",
        "def f():\n  x = ()\n  while True: x = (x,)\nf()",
        "def f():\n  x = []\n  n = 1 << 200\n  while True: x.append(n * n)\nf()",
        "def f():\n  x = []\n  while True: x.append({1: 2})\nf()",
        "def f():\n  x = {}\n  for n in range(10**9): x[n] = [n]\nf()",
    ] {
        let mut page = page_with(limits.clone()).await;
        match page.end(source).await {
            FromWorker::Ended { outcome, .. } => {
                let text = format!("{outcome:?}");
                assert!(text.contains("kind: \"MemoryError\""), "{source}: {text}");
                assert!(
                    text.contains("memory ran out (Python may use 48 MB")
                        || text.contains("bytes (Python may use 48 MB"),
                    "{source}: {text}"
                );
                // What the step held is given back. Of a chain a forgotten reference may hold a
                // part for a while.
                if !source.contains("(x,)") {
                    assert_eq!(page.value("len([0] * 100_000)").await, "100000");
                }
            }
            FromWorker::Exhausted { resource, .. } => assert_eq!(resource, Resource::Memory),
            other => panic!("{source}: {other:?}"),
        }
    }
}

#[wasm_bindgen_test]
async fn how_much_was_asked_for_is_told_or_left_out() {
    let limits = Limits {
        memory_bytes: 48 << 20,
        ..Limits::default()
    };
    let mut page = page_with(limits).await;
    let source = "def breed(x):\n  while True:\n    x.append(breed(x))\n    yield x[-1]\nfor one in breed([]): pass";
    let error = page.error(source).await;
    assert_eq!(error.kind, "MemoryError");
    assert!(!error.message.contains('%'), "{}", error.message);
    // What a program says itself stays.
    let error = page.error("raise MemoryError('%u of 3')").await;
    assert!(error.message.starts_with("%u of 3 ("), "{}", error.message);
}

/// Without memory MicroPython has one object for all exceptions, which takes on the class of the
/// last one. What is reported is what was raised all the same.
#[wasm_bindgen_test]
async fn an_exception_without_memory_is_reported_as_what_it_was() {
    let limits = Limits {
        memory_bytes: 48 << 20,
        ..Limits::default()
    };
    let mut page = page_with(limits).await;
    let source = "x = []\ndef fill():\n  try:\n    while True: x.append([1, 2])\n  except MemoryError:\n    try: no_such_name\n    except NameError: pass\n    raise\nfill()";
    assert_eq!(page.error(source).await.kind, "MemoryError");
}

#[wasm_bindgen_test]
async fn generators_that_breed_end() {
    let mut page = page().await;
    let error = page
        .error("def bomb():\n  while True: yield from bomb()\nfor x in bomb(): pass")
        .await;
    assert_eq!(error.kind, "RecursionError");
}

#[wasm_bindgen_test]
async fn a_huge_print_is_cut_and_the_code_goes_on() {
    let mut page = page().await;
    let ran = page.run("print('x' * 100_000_000)\nprint('y')\n7").await;
    assert_eq!(
        ran.stdout.len() + ran.stderr.len(),
        Limits::default().output_bytes
    );
    assert!(ran.stderr.contains("output stopped"), "{}", ran.stderr);
    assert_eq!(page.value("7").await, "7");
}

#[wasm_bindgen_test]
async fn numbers_of_many_digits_come_to_an_end() {
    let mut page = page().await;
    assert_eq!(page.value("len(str(10**20000))").await, "20001");
    assert_eq!(
        page.value("int('9' * 20000) == 10**20000 - 1").await,
        "True"
    );
}

#[wasm_bindgen_test]
async fn input_has_no_keyboard() {
    let mut page = page().await;
    assert_eq!(
        page.raised("input('name? ')").await,
        "EOFError: input() has no keyboard to read from; use what the user has given"
    );
}

/// MicroPython does not watch its stack in deeply nested data.
const NESTED: &str = "x = []\ny = []\nfor i in range(100000):\n  x = [x]\n  y = [y]\n";

#[wasm_bindgen_test]
async fn what_overflows_the_engines_stack_is_told_as_such() {
    let mut page = page().await;
    let resource = Resource::Stack;
    assert_eq!(
        page.end(&format!("{NESTED}x == y")).await,
        FromWorker::Exhausted { run: 1, resource }
    );
}

#[wasm_bindgen_test]
async fn what_is_nested_too_deeply_to_be_printed_is_an_error_that_can_be_caught() {
    let mut page = page().await;
    page.run(NESTED).await;
    for source in ["repr(x)", "str([x])", "print(x)", "'{}'.format({'x': x})"] {
        let error = page.raised(source).await;
        assert!(error.starts_with("RecursionError"), "{source}: {error}");
    }
    assert_eq!(page.value("[[1]], {'a': [2]}").await, "([[1]], {'a': [2]})");
}

#[wasm_bindgen_test]
async fn ten_million_temporary_floats_fit_the_default_limits() {
    let mut page = page().await;
    let source = "x = 0.0\nfor i in range(10_000_000): x = x + 1.5\nx";
    assert_eq!(page.value(source).await, "15000000.0");
    assert_eq!(
        page.value("import gc\ngc.mem_alloc() < 1_000_000").await,
        "True"
    );
}

/// Garbage of one step is not there in the next, however many there are.
#[wasm_bindgen_test]
async fn garbage_is_collected_after_every_step() {
    let limits = Limits {
        memory_bytes: 48 << 20,
        ..Limits::default()
    };
    let mut page = page_with(limits).await;
    for _ in 0..30 {
        let source = "for i in range(200_000): x = i + 0.5\nx";
        assert_eq!(page.value(source).await, "199999.5");
    }
}
