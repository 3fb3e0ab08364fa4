//! Names, values, tracebacks, the final answer.

use micropython_agent::sandbox::RunOutcome;
use micropython_agent::sandbox::protocol::FromWorker;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{MICROPYTHON, first_word_with, page};

#[wasm_bindgen_test]
async fn names_persist_between_runs() {
    let mut page = page().await;
    assert_eq!(
        page.value("import math\nx = 6\ndef f(y): return x * y\n")
            .await,
        "no value"
    );
    assert_eq!(page.value("x = 7\nf(math.floor(6.5))").await, "42");
    assert_eq!(
        page.value("sorted(name for name in globals() if '_' not in name)")
            .await,
        "['artifacts', 'double', 'f', 'fail', 'math', 'weather', 'x']"
    );
}

#[wasm_bindgen_test]
async fn a_trailing_expression_gives_its_repr() {
    let mut page = page().await;
    assert_eq!(page.value("1 + 1").await, "2");
    assert_eq!(page.value("a = 1; [a,\n  'b']  # c").await, "[1, 'b']");
    assert_eq!(page.value("None").await, "no value");
    assert_eq!(page.value("print(1)").await, "no value");
    assert_eq!(page.value("").await, "no value");
    assert_eq!(page.value("'\"'").await, "'\"'");
}

#[wasm_bindgen_test]
async fn a_traceback_has_the_models_lines_of_every_step() {
    let mut page = page().await;
    page.run("def half(n):\n    # Fails for zero.\n    return 1 / n\n")
        .await;
    let error = page.error("x = 1\n\nprint(\n  half(0))").await;
    assert_eq!(error.kind, "ZeroDivisionError");
    assert_eq!(
        error.traceback,
        "Traceback (most recent call last):\n  \
           File \"<step 2>\", line 4, in <module>\n    half(0))\n  \
           File \"<step 1>\", line 3, in half\n    return 1 / n\n\
         ZeroDivisionError: division by zero\n"
    );
}

#[wasm_bindgen_test]
async fn a_syntax_error_shows_where() {
    let mut page = page().await;
    let error = page.error("x = 1\ny = = 2").await;
    assert_eq!(
        error.traceback,
        "  File \"<step 1>\", line 2\n    y = = 2\n        ^\nSyntaxError: invalid syntax\n"
    );
    assert_eq!(
        page.raised("return 1").await,
        "SyntaxError: 'return' outside function"
    );
}

#[wasm_bindgen_test]
async fn nothing_that_is_raised_ends_the_session() {
    let mut page = page().await;
    assert_eq!(page.raised("raise SystemExit(3)").await, "SystemExit: 3");
    assert_eq!(page.raised("import sys; sys.exit()").await, "SystemExit: ");
    assert_eq!(
        page.raised("raise KeyboardInterrupt").await,
        "KeyboardInterrupt: "
    );
    assert_eq!(page.raised("raise GeneratorExit").await, "GeneratorExit: ");
    assert_eq!(
        page.raised("raise BaseException('x')").await,
        "BaseException: x"
    );
    assert_eq!(page.raised("raise KeyError('k')").await, "KeyError: 'k'");
    let hostile = "class E(Exception):\n  def __str__(self): raise E\nraise E";
    assert_eq!(page.raised(hostile).await, "E: <exception str() failed>");
    assert_eq!(
        page.raised("class R:\n  def __repr__(self): return 1/0\nR()")
            .await,
        "ZeroDivisionError: division by zero"
    );
    assert_eq!(
        page.raised("input('name?')").await,
        "EOFError: input() has no keyboard to read from; use what the user has given"
    );
    assert_eq!(page.value("1").await, "1");
}

#[wasm_bindgen_test]
async fn a_final_answer_ends_the_run() {
    let mut page = page().await;
    page.can_stop = true;
    let ran = page
        .run("print('a')\nfinal_answer({'n': [1, (2.5, None)], 'é': '😀'})\nprint('b')")
        .await;
    assert_eq!(ran.stdout, "a\n");
    let value = serde_json::json!({"n": [1, [2.5, null]], "é": "😀"});
    assert_eq!(ran.outcome, RunOutcome::Answered { value });
}

#[wasm_bindgen_test]
async fn a_final_answer_cannot_be_taken_back() {
    let mut page = page().await;
    page.can_stop = true;
    let caught = "try:\n    final_answer(1)\nexcept Exception:\n    print('caught')";
    let ran = page.run(caught).await;
    assert_eq!(
        (ran.stdout.as_str(), ran.outcome),
        ("", RunOutcome::Answered { value: 1.into() })
    );
    assert_eq!(
        page.value("try:\n    final_answer(2)\nexcept:\n    pass\n1/0")
            .await,
        "answered 2"
    );
    assert_eq!(
        page.value("final_answer([{1}, float('inf'), {1: 2}])")
            .await,
        "answered [\"{1}\",\"inf\",{\"1\":2}]"
    );
}

#[wasm_bindgen_test]
async fn where_finishing_is_not_possible_it_is_said() {
    let mut page = page().await;
    assert_eq!(
        page.raised("final_answer(1)").await,
        "RuntimeError: final_answer: the run cannot be finished in this step; go on, and call it in a later one"
    );
}

#[wasm_bindgen_test]
async fn async_code_runs_in_order() {
    let mut page = page().await;
    let source = "
import asyncio
class Door:
    async def __aenter__(self): return 'open'
    async def __aexit__(self, *error): print('shut')
async def count(n):
    for i in range(n): yield i
async def main(n):
    async with Door() as door:
        return door, [await double(i) async for i in count(n)]
await main(1), asyncio.run(main(3)), await asyncio.gather(double.start(4), main(0))
";
    assert_eq!(
        page.value(source).await,
        "(('open', [0]), ('open', [0, 2, 4]), [8, ('open', [])])"
    );
}

#[wasm_bindgen_test]
async fn dictionaries_keep_insertion_order() {
    let mut page = page().await;
    let source = "
import json
letters = 'zyxwvutsrqponmlkjihgfedcba'
d = {c: 1 for c in letters}
for c in 'zmq': del d[c]
d['m'] = 2
def names(**kwargs): return list(kwargs)
class Point:
    def __init__(self): self.y, self.x, self.a = 1, 2, 3
''.join(d), names(b=1, a=2), list(Point().__dict__), list(json.loads('{\"b\": 1, \"a\": 2}'))
";
    assert_eq!(
        page.value(source).await,
        "('yxwvutsrponlkjihgfedcbam', ['b', 'a'], ['y', 'x', 'a'], ['b', 'a'])"
    );
}

#[wasm_bindgen_test]
async fn sessions_share_no_chance_and_no_clock_of_the_build() {
    let draw = "import random\n[random.getrandbits(30) for _ in range(4)]";
    let first = page().await.value(draw).await;
    assert_ne!(page().await.value(draw).await, first);
    let clock = "import os, time\nabs(time.time() - os.stat('.')[8]) < 60";
    assert_eq!(page().await.value(clock).await, "True");
}

#[wasm_bindgen_test]
async fn another_file_than_the_interpreter_is_refused() {
    let mut cut = MICROPYTHON.to_vec();
    cut[9] ^= 0xff;
    for bytes in [b"<!doctype html>".as_slice(), &cut] {
        let word = first_word_with(bytes).await;
        assert!(
            matches!(&word, FromWorker::StartFailed { reason } if reason.starts_with("CompileError: ")),
            "{word:?}"
        );
    }
    // A module of nothing.
    let reason = "Error: micropython.wasm is not the prepared one".to_string();
    assert_eq!(
        first_word_with(b"\0asm\x01\0\0\0").await,
        FromWorker::StartFailed { reason }
    );
}

/// Where only the first block of a part of the heap is in use after a collection, MicroPython gave
/// the part back. What is kept for errors is such a block after an error that took a new part.
#[wasm_bindgen_test]
async fn errors_after_endless_recursion_leave_the_session_as_it_is() {
    let mut page = page().await;
    page.run("kept = [1]\ndef f(n): return f(n + 1)").await;
    for _ in 0..6 {
        assert_eq!(page.error("f(0)").await.kind, "RecursionError");
        assert_eq!(page.error("1 / 0").await.kind, "ZeroDivisionError");
    }
    assert_eq!(page.value("kept").await, "[1]");
}
