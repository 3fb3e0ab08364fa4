//! Tool calls from Python.

use micropython_agent::sandbox::protocol::{FromWorker, ToWorker};
use micropython_agent::sandbox::{RunOutcome, limits::Limits};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{page, page_with};

#[wasm_bindgen_test]
async fn a_tool_is_called_from_anywhere() {
    let mut page = page().await;
    let source = "
class A:
    def method(self, n): return double(n)
    def __getitem__(self, n): return double(n)
def generator():
    for n in range(2): yield double(n)
try:
    1 / 0
except ZeroDivisionError:
    in_except = double(10)
(sorted([3, 1, 2], key=lambda n: -double(n)), sorted([2, 1], key=double), [double(n) for n in range(3)],
 A().method(4), A()[5], list(generator()), in_except, list(map(double, [1])), max([1, 9], key=double),
 f'{double(7)}', (lambda: double(8))())
";
    assert_eq!(
        page.value(source).await,
        "([3, 2, 1], [1, 2], [0, 2, 4], 8, 10, [0, 2], 20, [2], 9, '14', 16)"
    );
}

#[wasm_bindgen_test]
async fn arguments_are_bound_as_python_binds_them() {
    let mut page = page().await;
    let ran = page.run("weather('a'); weather('b', 2); weather(days=3, city='c'); weather(*['d'], **{'days': [1, (2, {'x': None})]})").await;
    assert_eq!(
        ran.calls,
        [
            r#"weather({"city":"a"})"#,
            r#"weather({"city":"b","days":2})"#,
            r#"weather({"days":3,"city":"c"})"#,
            r#"weather({"city":"d","days":[1,[2,{"x":null}]]})"#,
        ]
    );
    for (source, expected) in [
        (
            "weather()",
            "weather() missing 1 required positional argument: 'city'",
        ),
        (
            "double(1, 2)",
            "double() takes 1 positional argument but 2 were given",
        ),
        (
            "fail(1)",
            "fail() takes 0 positional arguments but 1 was given",
        ),
        (
            "weather(1, 2, 3)",
            "weather() takes from 1 to 2 positional arguments but 3 were given",
        ),
        (
            "weather('a', city='b')",
            "weather() got multiple values for argument 'city'",
        ),
        (
            "weather('a', town='b')",
            "weather() got an unexpected keyword argument 'town'",
        ),
        (
            "weather({1})",
            "weather(): argument 'city' must be plain data (None, bool, int, float, str, list, tuple, dict), not set",
        ),
        (
            "weather(float('nan'))",
            "weather(): argument 'city' is not plain data: nan",
        ),
        (
            "weather({1: 2})",
            "weather(): argument 'city' has a key that is not str: 1",
        ),
        (
            "a = []\na.append(a)\nweather(a)",
            "weather(): argument 'city' is nested too deeply",
        ),
    ] {
        assert_eq!(page.raised(source).await, format!("TypeError: {expected}"));
    }
}

#[wasm_bindgen_test]
async fn a_failure_is_a_tool_error_that_can_be_caught() {
    let mut page = page().await;
    assert_eq!(page.raised("fail()").await, "ToolError: it always fails");
    let source = "try:\n    fail()\nexcept ToolError as error:\n    caught = str(error)\ncaught";
    assert_eq!(page.value(source).await, "'it always fails'");
    assert_eq!(
        page.value("isinstance(ToolError(''), Exception)").await,
        "True"
    );
}

#[wasm_bindgen_test]
async fn calls_started_together_are_under_way_together() {
    let mut page = page().await;
    let run = page.begin("gather(double.start(1), double.start(2), 3)");
    for expected in [1, 2] {
        assert!(matches!(page.next().await, FromWorker::CallTool { call, .. } if call == expected));
    }
    assert_eq!(page.next().await, FromWorker::Waiting { run });
    page.answer(run, 2, Ok(json!("second")));
    assert_eq!(page.next().await, FromWorker::Waiting { run });
    page.answer(run, 1, Ok(json!("first")));
    let repr = Some("['first', 'second', 3]".into());
    let outcome = RunOutcome::Completed { repr };
    assert_eq!(page.next().await, FromWorker::Ended { run, outcome });
}

#[wasm_bindgen_test]
async fn calls_that_asyncio_takes_are_under_way_together() {
    let mut page = page().await;
    for taking in [
        "return await asyncio.gather(double(1), double(2))",
        "return await asyncio.gather(*[double(n) for n in (1, 2)])",
        "return await asyncio.gather(*(one(n) for n in (1, 2)))",
        "calls = [double(n) for n in (1, 2)]\n    return await asyncio.gather(*calls)",
        "tasks = [asyncio.create_task(double(n)) for n in (1, 2)]\n    return [await task for task in tasks]",
        "tasks = [asyncio.create_task(one(n)) for n in (1, 2)]\n    return [await task for task in tasks]",
        "return await asyncio.gather(more(1), more(2))",
        "return await asyncio.gather(*(asyncio.to_thread(double, n) for n in (1, 2)))",
        "async with asyncio.TaskGroup() as group:\n        a = group.create_task(double(1))\n        b = group.create_task(one(2))\n    return [a.result(), b.result()]",
    ] {
        let run = page.begin(&format!(
            "import asyncio\nasync def one(n):\n    return await double(n)\nasync def more(n):\n    value = await double(n)\n    return value\nasync def main():\n    {taking}\nasyncio.run(main())"
        ));
        for expected in [1, 2] {
            let next = page.next().await;
            assert!(
                matches!(next, FromWorker::CallTool { call, .. } if call == expected),
                "{taking}: {next:?}"
            );
        }
        assert_eq!(page.next().await, FromWorker::Waiting { run }, "{taking}");
        page.answer(run, 1, Ok(json!(2)));
        assert_eq!(page.next().await, FromWorker::Waiting { run }, "{taking}");
        page.answer(run, 2, Ok(json!(4)));
        let repr = Some("[2, 4]".into());
        let outcome = RunOutcome::Completed { repr };
        assert_eq!(page.next().await, FromWorker::Ended { run, outcome });
    }
}

#[wasm_bindgen_test]
async fn a_call_that_takes_too_long_is_given_up() {
    let mut page = page().await;
    let source = "
import asyncio
try:
    late = await asyncio.wait_for(double(1), timeout=0.02)
except asyncio.TimeoutError:
    late = True
late
";
    let run = page.begin(source);
    assert!(matches!(page.next().await, FromWorker::CallTool { .. }));
    loop {
        match page.next().await {
            FromWorker::Sleeping { .. } => page.post(ToWorker::Woken { run }),
            end => {
                let repr = Some("True".into());
                let outcome = RunOutcome::Completed { repr };
                assert_eq!(end, FromWorker::Ended { run, outcome });
                break;
            }
        }
    }
    // Its end comes while the code sleeps.
    let run = page.begin("import asyncio\nawait asyncio.wait_for(double(2), timeout=3600)");
    assert!(matches!(page.next().await, FromWorker::CallTool { .. }));
    assert!(matches!(page.next().await, FromWorker::Sleeping { .. }));
    page.answer(run, 1, Ok(json!(4)));
    page.post(ToWorker::Woken { run });
    let repr = Some("4".into());
    let outcome = RunOutcome::Completed { repr };
    assert_eq!(page.next().await, FromWorker::Ended { run, outcome });
}

#[wasm_bindgen_test]
async fn gather_waits_for_all_before_it_raises() {
    let mut page = page().await;
    let ran = page.run("gather(fail.start(), double.start(2))").await;
    assert_eq!(ran.calls.len(), 2);
    assert!(matches!(ran.outcome, RunOutcome::Raised { error } if error.kind == "ToolError"));
    assert_eq!(
        page.value("gather(fail.start(), double.start(2), return_exceptions=True)")
            .await,
        "[ToolError('it always fails'), 4]"
    );
}

#[wasm_bindgen_test]
async fn a_started_call_gives_its_result_once_it_is_asked() {
    let mut page = page().await;
    assert_eq!(
        page.value("a = double.start(3)\nb = double.start(4)\n(await b, a.result(), a.result())")
            .await,
        "(8, 6, 6)"
    );
    assert_eq!(page.value("late = double.start(5)").await, "no value");
    assert_eq!(
        page.raised("late.result()").await,
        "ToolError: this call of double was started in an earlier step, which has ended; start it again"
    );
}

#[wasm_bindgen_test]
async fn a_thousand_calls_in_a_row() {
    let mut page = page().await;
    let ran = page.run("sum([double(n) for n in range(1000)])").await;
    assert_eq!(ran.calls.len(), 1000);
    let repr = Some("999000".into());
    assert_eq!(ran.outcome, RunOutcome::Completed { repr });
}

#[wasm_bindgen_test]
async fn a_tools_name_that_was_taken_is_given_back_in_the_next_run() {
    let mut page = page().await;
    assert_eq!(
        page.value("double = double(2)\ndef weather(): pass\nfinal_answer = 1\ndouble")
            .await,
        "4"
    );
    assert_eq!(
        page.value("double(3), weather('a')['city']").await,
        "(6, 'a')"
    );
}

#[wasm_bindgen_test]
async fn calls_past_the_limit_are_refused() {
    let limits = Limits {
        tool_calls: 2,
        message_bytes: 4000,
        ..Limits::default()
    };
    let mut page = page_with(limits).await;
    assert_eq!(
        page.raised("for n in range(5): double(n)").await,
        "RuntimeError: double(): a step may make 2 tool calls"
    );
    assert_eq!(
        page.raised("weather('x' * 5000)").await,
        "RuntimeError: weather(): 5046 bytes are too many, at most 4000 can be sent at once"
    );
    assert_eq!(page.value("double(1)").await, "2");
}
