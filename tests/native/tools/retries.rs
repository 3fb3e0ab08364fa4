//! What is sent again, what is not, and what is not sent a second time.

use std::rc::Rc;

use futures::FutureExt;
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::{HttpError, ScriptedHttp};
use micropython_agent::tools::{ToolError, ToolResources};
use serde_json::json;

use super::{Lines, TIMEOUT, call, call_with, resources, tool};

const HITS: &str = r#"{"query":{"search":[{"title":"Tea"}]}}"#;

fn unreachable() -> HttpError {
    HttpError::Unreachable {
        origin: "https://wiki.test".into(),
    }
}

fn busy(http: ScriptedHttp, status: u16, retry_after: &str) -> ScriptedHttp {
    http.respond_in_chunks(status, &[("retry-after", retry_after)], vec![])
}

#[test]
fn a_failed_connection_is_tried_once_more() {
    let http = ScriptedHttp::default()
        .fail(unreachable())
        .respond(200, HITS);
    let called = call(&tool("search_web"), json!({"query": "tea"}), http);
    assert_eq!(called.urls.len(), 2);
    assert_eq!(
        called.log,
        [
            "https://wiki.test could not be reached; trying again in 0.4 s",
            "Wikipedia: 1 results"
        ]
    );
    let http = ScriptedHttp::default()
        .fail(unreachable())
        .fail(unreachable())
        .respond(200, HITS);
    let called = call(&tool("search_web"), json!({"query": "tea"}), http);
    assert_eq!(called.urls.len(), 2);
    assert_eq!(
        called.returned.result,
        Err(ToolError::Unreachable {
            service: "https://wiki.test".into()
        })
    );
}

#[test]
fn a_service_that_asks_for_a_wait_gets_it() {
    for status in [429, 503] {
        let http = busy(ScriptedHttp::default(), status, "20");
        let http = busy(http, status, "5").respond(200, HITS);
        let called = call(&tool("search_web"), json!({"query": "tea"}), http);
        assert_eq!(called.urls.len(), 3);
        assert_eq!(
            called.log[0],
            format!("https://wiki.test answered with HTTP status {status}; trying again in 20 s")
        );
    }
}

#[test]
fn a_wait_past_the_calls_time_and_one_without_length_are_not_begun() {
    for http in [
        busy(ScriptedHttp::default(), 429, "60"),
        busy(ScriptedHttp::default(), 429, "soon"),
        ScriptedHttp::default().respond(503, ""),
        busy(ScriptedHttp::default(), 500, "1"),
    ] {
        let called = call(&tool("search_web"), json!({"query": "tea"}), http);
        assert_eq!(called.urls.len(), 1, "{:?}", called.log);
    }
}

#[test]
fn an_identical_request_is_answered_from_the_run() {
    let http = Rc::new(ScriptedHttp::default().respond(200, HITS));
    let resources = resources(http.clone());
    let search = tool("search_web");
    let first = call_with(&search, json!({"query": "tea"}), &resources).value();
    let second = call_with(&search, json!({"query": "tea"}), &resources);
    assert_eq!(second.log[0], "as fetched before in this run");
    assert_eq!(second.value(), first);
    assert_eq!(http.requests().len(), 1);
    let other = call_with(&search, json!({"query": "coffee"}), &resources);
    assert_eq!(
        other.returned.result,
        Err(ToolError::Unreachable {
            service: "https://wiki.test".into()
        })
    );
}

#[test]
fn a_failure_is_not_kept() {
    let http = Rc::new(ScriptedHttp::default().respond(500, "").respond(200, HITS));
    let resources = resources(http.clone());
    let search = tool("search_web");
    call_with(&search, json!({"query": "tea"}), &resources).error();
    call_with(&search, json!({"query": "tea"}), &resources).value();
    assert_eq!(http.requests().len(), 2);
}

#[test]
fn a_call_past_its_time_is_ended() {
    let clock = Rc::new(ManualClock::default());
    let http = ScriptedHttp::default().fail(unreachable());
    let resources = ToolResources {
        clock: clock.clone(),
        ..resources(Rc::new(http))
    };
    let search = tool("search_web");
    let arguments = json!({"query": "tea"}).as_object().unwrap().clone();
    let mut running = Box::pin(search.call(arguments, &resources, Rc::new(Lines::default())));
    assert!(running.as_mut().now_or_never().is_none());
    clock.advance(TIMEOUT);
    let returned = running
        .as_mut()
        .now_or_never()
        .map(|returned| returned.result);
    // The wait before the second attempt was over as well, and that attempt failed at once.
    assert_eq!(
        returned,
        Some(Err(ToolError::Unreachable {
            service: "https://wiki.test".into()
        }))
    );
}
