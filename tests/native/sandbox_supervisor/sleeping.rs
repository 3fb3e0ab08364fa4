//! Sleep: it lasts its time or until a call has ended, and costs the code nothing.

use std::time::Duration;

use micropython_agent::sandbox::RunError;
use micropython_agent::sandbox::protocol::{FromWorker, ToWorker};
use serde_json::json;

use super::bench::Bench;
use super::{call, code, ended};

fn sleeping(milliseconds: u64) -> FromWorker {
    FromWorker::Sleeping {
        run: 1,
        milliseconds,
        until_call: None,
    }
}

#[test]
fn sleep_lasts_its_time_and_does_not_count_as_executing() {
    let (mut bench, worker) = Bench::running(code());
    bench.advance(20);
    worker.says(sleeping(3_600_000));
    bench.settle();
    bench.advance(3_599);
    assert!(bench.goes_on());
    assert_eq!(worker.hears(), None);
    bench.advance(1);
    bench.settle();
    assert_eq!(worker.hears(), Some(ToWorker::Woken { run: 1 }));
    bench.advance(9);
    assert!(bench.goes_on());
    worker.says(ended(1));
    let report = bench.end().unwrap();
    assert_eq!(
        (report.executing, report.waiting),
        (Duration::from_secs(29), Duration::from_secs(3_600))
    );
}

#[test]
fn sleep_until_a_call_ends_is_cut_short() {
    let (mut bench, worker) = Bench::running(code());
    let sleeping = |until_call| FromWorker::Sleeping {
        run: 1,
        milliseconds: 3_600_000,
        until_call: Some(until_call),
    };
    let returned = |call| ToWorker::ToolReturned {
        run: 1,
        call,
        result: Ok(json!(call)),
    };
    let woken = ToWorker::Woken { run: 1 };
    worker.says(call(1));
    worker.says(call(2));
    worker.says(sleeping(0));
    bench.settle();
    bench.advance(40);
    bench.host.answer(0, Ok(json!(1)));
    bench.settle();
    assert_eq!(worker.hears(), Some(returned(1)));
    assert_eq!(worker.hears(), Some(woken.clone()));
    // The end of the second call crosses the message that says to sleep until then.
    bench.host.answer(0, Ok(json!(2)));
    bench.settle();
    assert_eq!(worker.hears(), Some(returned(2)));
    worker.says(sleeping(1));
    bench.settle();
    bench.advance(0);
    bench.settle();
    assert_eq!(worker.hears(), Some(woken));
    assert!(bench.goes_on());
    bench.advance(1);
    worker.says(ended(1));
    let report = bench.end().unwrap();
    assert_eq!(
        (report.executing, report.waiting),
        (Duration::from_secs(1), Duration::from_secs(40))
    );
}

#[test]
fn sleep_is_cut_short_once_by_each_call() {
    for (until_call, seen_again) in [(0, 0), (0, 2)] {
        let (mut bench, worker) = Bench::running(code());
        let sleeping = |until_call| FromWorker::Sleeping {
            run: 1,
            milliseconds: 1000,
            until_call: Some(until_call),
        };
        worker.says(call(1));
        worker.says(sleeping(until_call));
        bench.settle();
        bench.host.answer(0, Ok(json!(1)));
        bench.settle();
        assert!(bench.goes_on());
        worker.says(sleeping(seen_again));
        let breach = "it counts the ends of its calls in another way";
        assert_eq!(bench.end(), Err(RunError::Protocol(breach.into())));
    }
}

#[test]
fn sleep_past_its_limit_or_within_a_sleep_is_a_breach() {
    for sleeps in [&[3_600_001][..], &[u64::MAX], &[1, 1]] {
        let (mut bench, worker) = Bench::running(code());
        for milliseconds in sleeps {
            worker.says(sleeping(*milliseconds));
        }
        assert!(
            matches!(bench.end(), Err(RunError::Protocol(_))),
            "{sleeps:?}"
        );
    }
}
