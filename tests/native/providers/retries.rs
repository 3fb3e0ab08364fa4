//! When a call is made again, and when not. Time is moved by hand.

use std::time::Duration;

use micropython_agent::model::{ModelError, ModelEvent};
use micropython_agent::platform::http::ScriptedHttp;

use super::{Events, ORIGIN, Provider, cut_off, delta, ended, hello, ready, said_hello, text};

/// A server that answers 429 with this `Retry-After`, once.
fn limited(http: ScriptedHttp, retry_after: &str) -> ScriptedHttp {
    http.respond_in_chunks(429, &[("retry-after", retry_after)], vec![])
}

fn retrying(reason: &str, delay_ms: u64) -> Events {
    vec![Ok(ModelEvent::Retrying {
        reason: format!("{ORIGIN} {reason}"),
        delay_ms,
    })]
}

fn limited_for(seconds: u64) -> Events {
    retrying("is limiting requests (429)", seconds * 1_000)
}

fn broken(delay_ms: u64) -> Events {
    retrying("has a problem of its own (503)", delay_ms)
}

/// Moves time on by almost the wait, when nothing may happen, then by the rest.
fn sit_out(provider: &Provider, stream: &mut super::CompletionStream, wait: Duration) -> Events {
    let requests = provider.http.requests().len();
    provider.clock.advance(wait - Duration::from_millis(1));
    assert_eq!(ready(stream), []);
    assert_eq!(provider.http.requests().len(), requests, "asked too early");
    provider.clock.advance(Duration::from_millis(1));
    ready(stream)
}

#[test]
fn waits_as_long_as_retry_after_says_and_tells_it_first() {
    let http = limited(ScriptedHttp::default(), "20").respond(200, &hello());
    let provider = Provider::new(http);
    let mut stream = provider.ask();
    assert_eq!(ready(&mut stream), limited_for(20));
    assert_eq!(
        sit_out(&provider, &mut stream, Duration::from_secs(20)),
        said_hello()
    );
    assert!(ended(&mut stream));
}

#[test]
fn counts_a_date_in_retry_after_from_now() {
    let http = limited(ScriptedHttp::default(), "Thu, 01 Jan 1970 00:00:45 GMT");
    let provider = Provider::new(http.respond(200, &hello()));
    provider.clock.advance(Duration::from_secs(15));
    let mut stream = provider.ask();
    assert_eq!(ready(&mut stream), limited_for(30));
    assert_eq!(
        sit_out(&provider, &mut stream, Duration::from_secs(30)),
        said_hello()
    );
}

#[test]
fn asks_at_once_when_retry_after_is_over_already() {
    let http = limited(ScriptedHttp::default(), "0").respond(200, &hello());
    let expected = [limited_for(0), said_hello()].concat();
    assert_eq!(Provider::new(http).ask_to_the_end(), expected);
}

#[test]
fn sits_out_a_minute_but_no_longer() {
    let provider = Provider::new(limited(ScriptedHttp::default(), "60"));
    assert_eq!(ready(&mut provider.ask()), limited_for(60));

    let provider = Provider::new(limited(ScriptedHttp::default(), "61"));
    assert_eq!(
        provider.error().to_string(),
        "https://models.example:8443 is limiting requests (429). Try again in 2 minutes."
    );
    assert_eq!(provider.clock.sleepers(), 0);
}

#[test]
fn backs_off_where_no_wait_is_named_and_gives_up_after_three_attempts() {
    let body = r#"{"error":{"message":"Overloaded."}}"#;
    let http = ScriptedHttp::default()
        .respond(503, body)
        .respond(503, body)
        .respond(503, body)
        .respond(200, &hello());
    let provider = Provider::new(http);
    let mut stream = provider.ask();
    assert_eq!(ready(&mut stream), broken(1_000));
    assert_eq!(
        sit_out(&provider, &mut stream, Duration::from_secs(1)),
        broken(2_000)
    );
    let events = sit_out(&provider, &mut stream, Duration::from_secs(2));
    let [Err(error)] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(
        error.to_string(),
        "https://models.example:8443 has a problem of its own (503); 3 attempts failed. Try again in a while. The provider says: Overloaded."
    );
    assert!(ended(&mut stream));
    assert_eq!(provider.http.requests().len(), 3);
}

#[test]
fn a_limit_that_outlasts_the_attempts_says_when_to_try_again() {
    let http = limited(limited(limited(ScriptedHttp::default(), "5"), "5"), "40");
    let provider = Provider::new(http);
    let mut stream = provider.ask();
    assert_eq!(ready(&mut stream), limited_for(5));
    assert_eq!(
        sit_out(&provider, &mut stream, Duration::from_secs(5)),
        limited_for(5)
    );
    assert_eq!(
        sit_out(&provider, &mut stream, Duration::from_secs(5)),
        [Err(ModelError::RateLimited {
            origin: ORIGIN.into(),
            advice: "Try again in 40 seconds.".into(),
            detail: String::new(),
        })]
    );
}

#[test]
fn goes_on_after_two_failures_of_different_kinds() {
    let http = limited(ScriptedHttp::default().respond(503, ""), "7").respond(200, &hello());
    let provider = Provider::new(http);
    let mut stream = provider.ask();
    assert_eq!(ready(&mut stream), broken(1_000));
    assert_eq!(
        sit_out(&provider, &mut stream, Duration::from_secs(1)),
        limited_for(7)
    );
    assert_eq!(
        sit_out(&provider, &mut stream, Duration::from_secs(7)),
        said_hello()
    );
}

#[test]
fn does_not_ask_again_once_text_has_arrived() {
    let begun = format!("data: {}\n\n", text("Hel")).into_bytes();
    let http = ScriptedHttp::default()
        .respond_in_chunks(200, &[], vec![Ok(begun), Err(cut_off())])
        .respond(200, &hello());
    let provider = Provider::new(http);
    let cut = ModelError::Cut {
        origin: ORIGIN.into(),
    };
    assert_eq!(provider.ask_to_the_end(), [delta("Hel"), Err(cut)]);
    assert_eq!(provider.http.requests().len(), 1);
}

#[test]
fn does_not_ask_again_when_the_request_itself_is_refused() {
    for status in [400, 401, 402, 403, 404, 413] {
        let provider = Provider::new(ScriptedHttp::default().respond(status, ""));
        provider.error();
        assert_eq!(provider.http.requests().len(), 1, "{status}");
    }
}

#[test]
fn dropping_the_stream_cancels_the_wait() {
    let provider = Provider::new(limited(ScriptedHttp::default(), "20").respond(200, &hello()));
    let mut stream = provider.ask();
    assert_eq!(ready(&mut stream), limited_for(20));
    assert_eq!(provider.clock.sleepers(), 1);
    drop(stream);
    assert_eq!(provider.clock.sleepers(), 0);
    provider.clock.advance(Duration::from_secs(20));
    assert_eq!(provider.http.requests().len(), 1);
}
