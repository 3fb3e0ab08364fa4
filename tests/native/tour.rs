//! The tour's data, and HTTP that falls back on recordings.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::rc::Rc;

use async_trait::async_trait;
use futures::FutureExt;
use micropython_agent::model::recorded::Recording;
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::{
    HttpClient, HttpError, HttpRequest, HttpResponse, ScriptedHttp, Source,
};
use micropython_agent::platform::recorded::{PATIENCE, RecordedFallback, RecordedResponse};
use micropython_agent::tools::{ServiceSettings, ToolLog, default_toolbox};
use micropython_agent::tour::{all_recordings, recordings, responses};
use serde_json::{Value, json};

/// The code of a reply: exactly one fenced block.
fn code(reply: &str) -> &str {
    let mut parts = reply.split("```");
    let (thought, block, rest) = (parts.next(), parts.next(), parts.next());
    assert!(!thought.unwrap().trim().is_empty(), "a thought comes first");
    assert_eq!(rest.map(str::trim), Some(""), "nothing follows the code");
    assert_eq!(parts.next(), None, "one block only");
    block.unwrap().strip_prefix("python\n").unwrap()
}

#[test]
fn every_recording_ends_with_the_final_answer_of_its_last_reply() {
    for language in ["en", "de"] {
        check(&recordings(language));
    }
    assert_eq!(recordings("fr"), recordings("en"));
    assert_eq!(all_recordings().len(), 6);
}

fn check(recordings: &[Recording]) {
    assert_eq!(recordings.len(), 3);
    for recording in recordings {
        assert!(recording.question.ends_with('?'));
        assert!(code(recording.replies.last().unwrap()).contains("final_answer("));
    }
    let replies: Vec<_> = recordings
        .iter()
        .map(|recording| recording.replies.len())
        .collect();
    assert_eq!(replies, [1, 2, 2]);
    assert!(
        code(&recordings[1].replies[0])
            .contains(r#"gather(fetch_weather.start("Paris"), fetch_weather.start("Oslo"))"#)
    );
}

struct NoLog;

impl ToolLog for NoLog {
    fn line(&self, _text: &str) {}
}

#[test]
fn the_tours_cities_are_answered_without_a_network_at_any_service_address() {
    for addresses in [
        ServiceSettings::default(),
        ServiceSettings {
            geocoding: "http://127.0.0.1:9/geo".into(),
            forecast: "http://127.0.0.1:9/weather".into(),
            ..ServiceSettings::default()
        },
    ] {
        let http = Rc::new(RecordedFallback::new(
            Rc::new(ScriptedHttp::default()),
            Rc::new(ManualClock::default()),
            responses(),
        ));
        for (city, country, temperature) in [("Paris", "France", 7.3), ("Oslo", "Norway", -2.1)] {
            let toolbox = default_toolbox(&addresses);
            let arguments = json!({"location": city});
            let returned = toolbox
                .get("fetch_weather")
                .unwrap()
                .call(
                    arguments.as_object().unwrap().clone(),
                    &super::tools::resources(Rc::clone(&http) as Rc<dyn HttpClient>),
                    Rc::new(NoLog),
                )
                .now_or_never()
                .unwrap();
            assert_eq!(returned.source, Source::Recorded);
            let weather = returned.result.unwrap();
            assert_eq!(weather["country"], country);
            assert_eq!(weather["temperature"], temperature);
            assert_used_fields_are_there(&weather);
        }
    }
}

/// The recorded code reads these.
fn assert_used_fields_are_there(weather: &Value) {
    let recorded = [recordings("en"), recordings("de")];
    let code: String = recorded.iter().map(|it| it[1].replies.concat()).collect();
    for part in code.split("city[\"").skip(1) {
        let field = part.split('"').next().unwrap();
        assert!(weather.get(field).is_some(), "{field}");
    }
}

fn fallback(live: impl HttpClient + 'static, clock: &Rc<ManualClock>) -> RecordedFallback {
    let recording = RecordedResponse {
        target: "/v1/search?name=Paris".into(),
        body: "recorded".into(),
    };
    RecordedFallback::new(Rc::new(live), Rc::clone(clock) as _, vec![recording])
}

fn paris() -> HttpRequest {
    HttpRequest::get("https://geo.test/any/v1/search?name=Paris")
}

fn outcome(response: Result<HttpResponse, HttpError>) -> (u16, String, Source) {
    let response = response.unwrap();
    let (status, source) = (response.status, response.source);
    let body = response.text(1000).now_or_never().unwrap().unwrap();
    (status, body, source)
}

#[test]
fn a_live_answer_wins() {
    let clock = Rc::default();
    let http = fallback(ScriptedHttp::default().respond(200, "live"), &clock);
    assert_eq!(
        outcome(http.send(paris()).now_or_never().unwrap()),
        (200, "live".into(), Source::Live)
    );
}

#[test]
fn a_recording_stands_in_for_no_network_and_for_error_answers() {
    let unreachable = HttpError::Unreachable {
        origin: "https://geo.test".into(),
    };
    for live in [
        ScriptedHttp::default().fail(unreachable),
        ScriptedHttp::default().respond(429, "slow down"),
        ScriptedHttp::default().respond(502, "proxy"),
    ] {
        let clock = Rc::default();
        let http = fallback(live, &clock);
        assert_eq!(
            outcome(http.send(paris()).now_or_never().unwrap()),
            (200, "recorded".into(), Source::Recorded)
        );
    }
}

#[test]
fn what_is_not_recorded_is_left_to_the_network() {
    let clock = Rc::default();
    for request in [
        HttpRequest::get("https://geo.test/v1/search?name=Rome"),
        HttpRequest::get("https://geo.test/v1/search?name=Paris&count=1"),
        HttpRequest::post_json("https://geo.test/v1/search?name=Paris", "{}".into()),
    ] {
        let http = fallback(ScriptedHttp::default().respond(503, "live"), &clock);
        assert_eq!(
            outcome(http.send(request).now_or_never().unwrap()),
            (503, "live".into(), Source::Live)
        );
    }
}

/// A network that never answers.
struct Silent;

#[async_trait(?Send)]
impl HttpClient for Silent {
    async fn send(&self, _request: HttpRequest) -> Result<HttpResponse, HttpError> {
        std::future::pending().await
    }
}

#[test]
fn a_silent_network_is_waited_for_only_so_long() {
    let clock = Rc::new(ManualClock::default());
    let http = fallback(Silent, &clock);
    let mut sending = http.send(paris());
    assert!(sending.as_mut().now_or_never().is_none());
    clock.advance(PATIENCE - std::time::Duration::from_millis(1));
    assert!(sending.as_mut().now_or_never().is_none());
    clock.advance(std::time::Duration::from_millis(1));
    assert_eq!(
        outcome(sending.as_mut().now_or_never().unwrap()),
        (200, "recorded".into(), Source::Recorded)
    );
}

#[test]
fn a_silent_network_without_a_recording_is_not_given_up_on() {
    let clock = Rc::new(ManualClock::default());
    let http = fallback(Silent, &clock);
    let mut sending = http.send(HttpRequest::get("https://geo.test/other"));
    assert!(sending.as_mut().now_or_never().is_none());
    assert_eq!(clock.sleepers(), 0);
}
