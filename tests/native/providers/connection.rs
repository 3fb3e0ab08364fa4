//! Trying out a connection: what is asked, and what is said of each thing that can be wrong.

use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::FutureExt;
use micropython_agent::model::connection::{Finding, Reach, Standing, TRIAL_PATIENCE, try_out};
use micropython_agent::model::{ApiKey, ModelConfig, WireFormat};
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::{
    HttpClient, HttpError, HttpRequest, HttpResponse, ScriptedHttp,
};

use super::{ORIGIN, STOP, config, sse, text};

const LIST: &str = r#"{"data": [{"id": "small-model"}, {"id": "small-model-2"}, {"id": "other"}]}"#;

/// What is said of a server that answers like this.
fn found(http: ScriptedHttp, config: ModelConfig) -> Finding {
    let trial = try_out(Rc::new(http), Rc::new(ManualClock::default()), config);
    let trial = trial.now_or_never().expect("without waiting").unwrap();
    trial.finding(Reach::Nothing)
}

fn standing(http: ScriptedHttp) -> Standing {
    found(http, config()).standing
}

fn unreachable() -> HttpError {
    HttpError::Unreachable {
        origin: ORIGIN.into(),
    }
}

#[test]
fn asks_for_the_models_and_for_one_token_with_what_is_entered() {
    let answer = sse(&[&text("ok"), STOP]);
    let http = Rc::new(
        ScriptedHttp::default()
            .respond(200, LIST)
            .respond(200, &answer),
    );
    let clock = Rc::new(ManualClock::default());
    let trial = try_out(http.clone(), clock, config()).now_or_never();
    let finding = trial.unwrap().unwrap().finding(Reach::Nothing);
    assert_eq!(
        finding,
        Finding {
            standing: Standing::Works,
            found: "It works: small-model answered after 0 ms.".into(),
            advice: String::new(),
        }
    );
    let requests = http.requests();
    assert_eq!(requests[0].url, format!("{ORIGIN}/v1/models"));
    assert_eq!(requests[1].url, format!("{ORIGIN}/v1/chat/completions"));
    let body: serde_json::Value =
        serde_json::from_str(requests[1].body.as_deref().unwrap()).unwrap();
    assert_eq!(body["max_tokens"], 1);
    assert_eq!(body["model"], "small-model");
    assert_eq!(body.get("tools"), None);
    assert_eq!(requests.len(), 2);
}

#[test]
fn openai_responses_are_asked_for_the_fewest_tokens_they_take() {
    let http = Rc::new(ScriptedHttp::default().respond(200, LIST).respond(500, ""));
    let config = ModelConfig {
        format: WireFormat::Responses,
        ..config()
    };
    let trial = try_out(http.clone(), Rc::new(ManualClock::default()), config).now_or_never();
    let finding = trial.unwrap().unwrap().finding(Reach::Nothing);
    assert_eq!(finding.standing, Standing::ProviderFailed);
    let body = http.requests()[1].body.clone().unwrap();
    assert!(body.contains(r#""max_output_tokens":16"#), "{body}");
}

#[test]
fn tells_each_thing_that_can_be_wrong_from_the_others() {
    let refused = |status, body: &str| {
        standing(
            ScriptedHttp::default()
                .respond(200, LIST)
                .respond(status, body),
        )
    };
    let words = |words: &str| format!(r#"{{"error": {{"message": "{words}"}}}}"#);
    assert_eq!(refused(401, ""), Standing::WrongKey);
    assert_eq!(refused(403, ""), Standing::Forbidden);
    assert_eq!(refused(404, &words("unknown")), Standing::NoSuchModel);
    assert_eq!(refused(402, ""), Standing::OutOfCredit);
    assert_eq!(
        refused(429, r#"{"error": {"code": "insufficient_quota"}}"#),
        Standing::OutOfCredit
    );
    assert_eq!(
        refused(
            400,
            &words("Your credit balance is too low to access the API")
        ),
        Standing::OutOfCredit
    );
    assert_eq!(refused(429, ""), Standing::RateLimited);
    assert_eq!(refused(503, ""), Standing::ProviderFailed);
    assert_eq!(refused(400, &words("too hot")), Standing::Refused);
    // The key is asked about first, so a wrong one costs one request.
    assert_eq!(
        standing(ScriptedHttp::default().respond(401, "")),
        Standing::WrongKey
    );
    let no_key = ModelConfig {
        api_key: None,
        ..config()
    };
    let asks = found(ScriptedHttp::default().respond(401, ""), no_key);
    assert_eq!(asks.standing, Standing::KeyMissing);
}

#[test]
fn a_wrong_address_is_told_from_a_wrong_model() {
    let nothing = |body: &str| {
        let http = ScriptedHttp::default().respond(404, "");
        standing(http.respond(404, body))
    };
    assert_eq!(nothing("<html>Not here</html>"), Standing::WrongAddress);
    let of_model = r#"{"error": {"message": "model 'small-model' not found, try pulling it"}}"#;
    assert_eq!(nothing(of_model), Standing::NoSuchModel);
    let page = ScriptedHttp::default()
        .respond(200, "<html>Welcome</html>")
        .respond(200, "<html>Welcome</html>");
    assert_eq!(standing(page), Standing::WrongAddress);
}

#[test]
fn a_model_that_is_not_known_is_answered_with_those_that_begin_alike() {
    let mistyped = ModelConfig {
        model: "small-modle".into(),
        ..config()
    };
    let body = r#"{"error": {"message": "small-modle is not a valid model ID"}}"#;
    let http = ScriptedHttp::default()
        .respond(200, LIST)
        .respond(400, body);
    let finding = found(http, mistyped);
    assert_eq!(finding.standing, Standing::NoSuchModel);
    assert_eq!(finding.advice, "Did you mean small-model, small-model-2?");
}

#[test]
fn without_a_model_the_list_alone_is_asked_for() {
    let http = Rc::new(ScriptedHttp::default().respond(200, LIST));
    let none = ModelConfig {
        model: " ".into(),
        ..config()
    };
    let trial = try_out(http.clone(), Rc::new(ManualClock::default()), none).now_or_never();
    let finding = trial.unwrap().unwrap().finding(Reach::Nothing);
    assert_eq!(finding.standing, Standing::NoModel);
    assert_eq!(
        finding.found,
        format!("{ORIGIN} answers, and has 3 models.")
    );
    assert_eq!(http.requests().len(), 1);
}

#[test]
fn no_answer_is_explained_by_what_the_page_finds_out() {
    let http = ScriptedHttp::default()
        .fail(unreachable())
        .fail(unreachable());
    let trial = try_out(Rc::new(http), Rc::new(ManualClock::default()), config());
    let trial = trial.now_or_never().unwrap().unwrap();
    assert!(trial.is_unanswered());
    for (reach, standing) in [
        (Reach::Offline, Standing::Offline),
        (Reach::PlainHttp, Standing::NotAllowed),
        (Reach::NotAllowed, Standing::NotAllowed),
        (Reach::Nothing, Standing::NoAnswer),
    ] {
        assert_eq!(trial.finding(reach).standing, standing);
    }
    // Some servers let pages ask for replies, and not for the list.
    let answer = sse(&[&text("ok"), STOP]);
    let http = ScriptedHttp::default()
        .fail(unreachable())
        .respond(200, &answer);
    assert_eq!(standing(http), Standing::Works);
}

/// A server that takes its time.
struct Late {
    clock: Rc<ManualClock>,
    by: Duration,
    server: ScriptedHttp,
}

#[async_trait(?Send)]
impl HttpClient for Late {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        self.clock.advance(self.by);
        self.server.send(request).await
    }
}

#[test]
fn a_slow_model_works_and_is_said_to_be_slow() {
    let clock = Rc::new(ManualClock::default());
    let answer = sse(&[&text("ok"), STOP]);
    let http = Late {
        clock: clock.clone(),
        by: Duration::from_secs(9),
        server: ScriptedHttp::default()
            .respond(200, LIST)
            .respond(200, &answer),
    };
    let trial = try_out(Rc::new(http), clock, config()).now_or_never();
    let finding = trial.unwrap().unwrap().finding(Reach::Nothing);
    assert_eq!(finding.standing, Standing::Slow);
    assert_eq!(
        finding.found,
        "It works, but small-model took 9 s to begin."
    );
}

#[test]
fn one_that_says_nothing_in_time_is_given_up() {
    let silent = HttpError::Silent {
        origin: ORIGIN.into(),
        seconds: TRIAL_PATIENCE.as_secs(),
    };
    let finding = found(
        ScriptedHttp::default().respond(200, LIST).fail(silent),
        config(),
    );
    assert_eq!(finding.standing, Standing::ProviderFailed);
    assert_eq!(
        finding.found,
        format!("{ORIGIN} has said nothing for 30 seconds.")
    );
}

#[test]
fn the_key_is_in_no_word_that_is_said() {
    let body = format!(
        r#"{{"error": {{"message": "Incorrect key {}"}}}}"#,
        super::KEY
    );
    let finding = found(ScriptedHttp::default().respond(401, &body), config());
    assert_eq!(finding.standing, Standing::WrongKey);
    assert!(!finding.found.contains(super::KEY), "{}", finding.found);
    let unsendable = ModelConfig {
        api_key: ApiKey::new("two words"),
        ..config()
    };
    let tried = try_out(
        Rc::new(ScriptedHttp::default()),
        Rc::new(ManualClock::default()),
        unsendable,
    );
    let error = tried.now_or_never().unwrap().unwrap_err().to_string();
    assert!(!error.contains("two words"), "{error}");
}
