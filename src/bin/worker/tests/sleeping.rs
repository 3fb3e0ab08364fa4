//! Sleeping suspends the interpreter until the page says that the time has passed.

use std::time::Duration;

use micropython_agent::sandbox::RunOutcome;
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::protocol::{FromWorker, ToWorker};
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{page, page_with};

#[wasm_bindgen_test]
async fn an_hour_of_sleep_is_over_when_the_page_says_so() {
    let mut page = page().await;
    let run = page.begin("import time\ntime.sleep(3600)\n'after'");
    let milliseconds = 3_600_000;
    assert_eq!(
        page.next().await,
        FromWorker::Sleeping {
            run,
            milliseconds,
            until_call: None
        }
    );
    // Another run's word wakes nobody: the end would come before the word for it.
    page.post(ToWorker::Woken { run: run + 1 });
    page.post(ToWorker::Woken { run });
    let repr = Some("'after'".into());
    let outcome = RunOutcome::Completed { repr };
    assert_eq!(page.next().await, FromWorker::Ended { run, outcome });
}

#[wasm_bindgen_test]
async fn every_way_to_sleep_is_one() {
    let mut page = page().await;
    let source = "import time\nfrom time import sleep\nsleep(0)\nsleep(0.0015)\nsleep(2)\ntime.sleep_ms(3)\ndef f(n):\n  sleep(n)\n  return n\nsorted([2, 1], key=f)";
    let ran = page.run(source).await;
    assert_eq!(
        ran.calls,
        [
            "sleep(2)",
            "sleep(2000)",
            "sleep(3)",
            "sleep(2000)",
            "sleep(1000)"
        ]
    );
}

#[wasm_bindgen_test]
async fn a_task_sleeps_for_what_is_left_of_its_time() {
    let mut page = page().await;
    let run = page.begin("import asyncio\nawait asyncio.sleep(3600, 'x')");
    let FromWorker::Sleeping { milliseconds, .. } = page.next().await else {
        panic!("no sleep");
    };
    // The event loop has taken some of it, however little.
    assert!((1_800_000..=3_600_000).contains(&milliseconds));
    page.post(ToWorker::Woken { run });
    let repr = Some("'x'".into());
    let outcome = RunOutcome::Completed { repr };
    assert_eq!(page.next().await, FromWorker::Ended { run, outcome });
}

#[wasm_bindgen_test]
async fn sleep_has_a_limit_for_a_whole_step() {
    let limits = Limits {
        sleeping: Duration::from_secs(10),
        ..Limits::default()
    };
    let mut page = page_with(limits).await;
    let source = "import time\nfor n in range(20): time.sleep(1)";
    let refusal = "RuntimeError: time.sleep(): a step may sleep 10 s in all; sleep less, or go on in another step";
    assert_eq!(page.raised(source).await, refusal);
    assert_eq!(page.run("time.sleep(10)").await.calls, ["sleep(10000)"]);
    assert_eq!(page.raised("time.sleep(1e12)").await, refusal);
}

#[wasm_bindgen_test]
async fn what_is_no_time_is_refused() {
    let mut page = page().await;
    for (length, refusal) in [
        ("-1", "ValueError: sleep length must be non-negative"),
        (
            "'1'",
            "TypeError: 'str' object cannot be interpreted as a number of seconds",
        ),
    ] {
        let source = format!("import time\ntime.sleep({length})");
        assert_eq!(page.raised(&source).await, refusal);
    }
    for length in ["float('nan')", "float('inf')", "10**400"] {
        let ran = page
            .run(&format!("import time\ntime.sleep({length})"))
            .await;
        assert_eq!(ran.calls, [""; 0], "{length}");
    }
}
