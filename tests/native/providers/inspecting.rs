//! What is kept of the calls of a model, for the person to look at.

use std::process::Command;
use std::rc::Rc;

use futures::FutureExt;
use micropython_agent::model::ModelConfig;
use micropython_agent::model::inspector::{
    ANSWER_BYTES, Answer, AnswerEnd, InspectedHttp, Inspector, REQUEST_BYTES,
};
use micropython_agent::model::{
    Acting, ApiKey, ChatModel, ChatRequest, Message, RemoteModel, WireFormat,
};
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::{HttpError, ScriptedHttp};

use super::{KEY, ORIGIN, STOP, config, ready, sse, text};

/// A model whose calls are kept, as those of step 3.
fn inspected(http: ScriptedHttp, config: ModelConfig) -> (Rc<Inspector>, RemoteModel) {
    let (inspector, clock) = (
        Rc::new(Inspector::default()),
        Rc::new(ManualClock::default()),
    );
    let http = InspectedHttp {
        http: Rc::new(http),
        clock: clock.clone(),
        inspector: inspector.clone(),
        key: config.api_key.clone(),
        step: Rc::new(|| "3".into()),
    };
    let model = RemoteModel::new(Rc::new(http), clock, config).unwrap();
    (inspector, model)
}

/// Asks, and reads all that comes.
fn ask(model: &RemoteModel, question: &str) {
    let request = ChatRequest {
        acting: Acting::Now,
        messages: vec![Message::user(question)],
    };
    let asked = model.complete(request).now_or_never();
    let mut stream = asked.expect("starts without waiting").unwrap();
    ready(&mut stream);
}

#[test]
fn a_call_is_kept_as_it_was_sent_and_received_with_its_step() {
    let answer = sse(&[&text("Hello"), STOP]);
    let (inspector, model) = inspected(ScriptedHttp::default().respond(200, &answer), config());
    ask(&model, "Hi");
    assert_eq!(inspector.of_step("2"), []);
    let kept = inspector.of_step("3");
    assert_eq!(kept.len(), 1);
    let call = &kept[0];
    assert_eq!(
        (call.method, call.url.as_str()),
        ("POST", "https://models.example:8443/v1/chat/completions")
    );
    let body: serde_json::Value = serde_json::from_str(&call.body).unwrap();
    assert_eq!(body["messages"][0]["content"], "Hi");
    assert_eq!(
        call.answer,
        Answer {
            status: Some(200),
            body: answer,
            end: AnswerEnd::Ended,
            ..Answer::default()
        }
    );
}

#[test]
fn the_key_is_kept_nowhere_whatever_the_format_and_whoever_repeats_it() {
    for format in WireFormat::ALL {
        let refusal = format!(
            r#"{{"error": {{"message": "Wrong key: {KEY}, yes {}"}}}}"#,
            &KEY[4..20]
        );
        let headers = [("x-echo", KEY), ("set-cookie", "session=secret")];
        let http = ScriptedHttp::default().respond_in_chunks(
            401,
            &headers,
            // In two pieces, in the middle of it.
            vec![
                Ok(refusal.as_bytes()[..40].to_vec()),
                Ok(refusal.as_bytes()[40..].to_vec()),
            ],
        );
        let config = ModelConfig { format, ..config() };
        let (inspector, model) = inspected(http, config);
        ask(&model, &format!("My key is {KEY}"));
        let kept = format!("{:?}", inspector.of_step("3"));
        assert!(!kept.contains(KEY) && !kept.contains(&KEY[8..20]), "{kept}");
        assert!(
            kept.contains("$API_KEY") && !kept.contains("session=secret"),
            "{kept}"
        );
    }
}

#[test]
fn as_curl_it_is_one_command_with_the_key_in_a_variable() {
    let (inspector, model) = inspected(ScriptedHttp::default(), config());
    ask(&model, "It's `rm -rf` \"$HOME\" \\ \n $(id)");
    let call = inspector.of_step("3").remove(0);
    assert_eq!(
        call.answer.end,
        AnswerEnd::Failed(format!("no response from {ORIGIN}"))
    );
    let curl = call.as_curl().unwrap();
    // The shell hands over exactly the words that were sent, and nothing runs.
    let script =
        format!("curl() {{ for word in \"$@\"; do printf '%s\\0' \"$word\"; done; }}\n{curl}");
    let output = Command::new("sh")
        .args(["-c", &script])
        .env("API_KEY", "the key")
        .output()
        .unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    let words: Vec<&str> = words.split_terminator('\0').collect();
    assert_eq!(
        words,
        [
            call.url.as_str(),
            "--header",
            "content-type: application/json",
            "--header",
            "authorization: Bearer the key",
            "--data-raw",
            call.body.as_str(),
        ]
    );
}

#[test]
fn what_is_kept_is_bounded_and_the_oldest_goes_first() {
    let long = "x".repeat(REQUEST_BYTES + 100);
    let answer = "y".repeat(ANSWER_BYTES + 7);
    let mut http = ScriptedHttp::default();
    for _ in 0..12 {
        http = http.respond(400, &answer);
    }
    let (inspector, model) = inspected(http, config());
    for _ in 0..12 {
        ask(&model, &long);
    }
    let kept = inspector.of_step("3");
    let numbers: Vec<u32> = kept.iter().map(|call| call.number).collect();
    assert_eq!(numbers, (7..=12).collect::<Vec<_>>());
    let all: Vec<u32> = inspector.all().iter().map(|call| call.number).collect();
    assert_eq!(all, (7..=12).rev().collect::<Vec<_>>());
    assert_eq!(kept[0].body.len(), REQUEST_BYTES);
    assert!(kept[0].body_left_out > 100);
    assert_eq!(kept[0].as_curl(), None);
    assert!(kept[0].answer.body.len() <= ANSWER_BYTES);
}

#[test]
fn an_answer_that_breaks_off_or_is_let_go_says_so() {
    let cut = HttpError::Cut {
        origin: ORIGIN.into(),
    };
    let piece = sse(&[&text("Hel")]).into_bytes();
    let begins = piece[..piece.len() - 16].to_vec();
    let http =
        ScriptedHttp::default().respond_in_chunks(200, &[], vec![Ok(begins), Err(cut.clone())]);
    let (inspector, model) = inspected(http, config());
    ask(&model, "Hi");
    let call = inspector.of_step("3").remove(0);
    assert_eq!(call.answer.end, AnswerEnd::Failed(cut.to_string()));
    assert!(call.answer.body.contains("Hel"), "{call:?}");
}

#[test]
fn keys_are_found_in_long_texts_wherever_they_stand() {
    let key = ApiKey::new(KEY).unwrap();
    for before in 0..20 {
        let text = format!("{}{}{}", "a".repeat(before), &KEY[3..11], "z".repeat(30));
        assert!(!key.redact(&text).contains(&KEY[3..11]), "{before}");
    }
}
