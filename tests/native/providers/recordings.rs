//! The model that plays recordings.

use std::rc::Rc;
use std::time::Duration;

use futures::FutureExt;
use micropython_agent::model::recorded::{Pace, RecordedModel, Recording};
use micropython_agent::model::{
    Acting, ChatModel, ChatRequest, CompletionStream, FinishReason, Message, ModelError,
};
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::Source;

use super::{delta, ended, finished, ready};

const PACE: Pace = Pace {
    piece: 4,
    interval: Duration::from_millis(10),
};

fn player(clock: &Rc<ManualClock>) -> RecordedModel {
    let recording = |question: &str, replies: &[&str]| Recording {
        question: question.into(),
        replies: replies.iter().map(|reply| reply.to_string()).collect(),
    };
    let recordings = vec![
        recording("What is 6 × 7?", &["multiply", "forty-two"]),
        recording("What is 6 × 7? And halved?", &["halve"]),
        recording("Is it raining?", &["look"]),
    ];
    RecordedModel::new(clock.clone(), recordings, PACE)
}

fn play(clock: &Rc<ManualClock>, messages: &[Message]) -> Result<CompletionStream, ModelError> {
    let request = ChatRequest {
        acting: Acting::Now,
        messages: messages.to_vec(),
    };
    player(clock)
        .complete(request)
        .now_or_never()
        .expect("starts without waiting")
}

/// The text of the whole reply.
fn reply(messages: &[Message]) -> Result<String, ModelError> {
    let clock = Rc::new(ManualClock::default());
    let mut stream = play(&clock, messages)?;
    let mut text = String::new();
    while !ended(&mut stream) {
        clock.advance(Duration::from_secs(1));
        for event in ready(&mut stream) {
            if let Ok(micropython_agent::model::ModelEvent::Delta(piece)) = event {
                text.push_str(&piece);
            }
        }
    }
    Ok(text)
}

#[test]
fn plays_the_replies_to_a_question_in_order_whatever_stands_around_it() {
    let mut messages = vec![
        Message::system("Instructions"),
        Message::user("The question:\nWhat is 6 × 7?\nWrite Python."),
    ];
    assert_eq!(reply(&messages).as_deref(), Ok("multiply"));
    messages.extend([Message::assistant("multiply"), Message::user("Output: 42")]);
    assert_eq!(reply(&messages).as_deref(), Ok("forty-two"));
    messages.extend([
        Message::assistant("forty-two"),
        Message::user("Is it raining?"),
    ]);
    assert_eq!(reply(&messages).as_deref(), Ok("look"));
}

#[test]
fn takes_the_longest_question_that_fits_and_none_from_the_model_s_own_words() {
    let messages = [Message::user("What is 6 × 7? And halved?")];
    assert_eq!(reply(&messages).as_deref(), Ok("halve"));
    let messages = [
        Message::user("Is it raining?"),
        Message::assistant("What is 6 × 7?"),
    ];
    assert!(matches!(
        reply(&messages),
        Err(ModelError::Configuration(_))
    ));
}

#[test]
fn asks_for_a_key_where_there_is_no_recorded_reply() {
    for messages in [
        vec![],
        vec![Message::user("Who are you?")],
        vec![
            Message::user("Is it raining?"),
            Message::assistant("look"),
            Message::user("Who are you?"),
        ],
    ] {
        assert_eq!(
            reply(&messages).unwrap_err().to_string(),
            "This is a recorded conversation and there is no recorded reply to this. To ask questions of your own, enter a provider and a key in Settings"
        );
    }
}

#[test]
fn plays_piece_by_piece_at_the_pace_of_the_clock() {
    let clock = Rc::new(ManualClock::default());
    let mut stream = play(&clock, &[Message::user("What is 6 × 7?")]).unwrap();
    assert_eq!(ready(&mut stream), []);
    clock.advance(Duration::from_millis(9));
    assert_eq!(ready(&mut stream), []);
    clock.advance(Duration::from_millis(1));
    assert_eq!(ready(&mut stream), [delta("mult")]);
    clock.advance(Duration::from_millis(10));
    assert_eq!(
        ready(&mut stream),
        [delta("iply"), finished(FinishReason::Stop)]
    );
    assert!(ended(&mut stream));
}

#[test]
fn catches_up_at_once_where_timers_come_late() {
    let clock = Rc::new(ManualClock::default());
    let mut stream = play(&clock, &[Message::user("Is it raining?")]).unwrap();
    assert_eq!(ready(&mut stream), []);
    clock.advance(Duration::from_secs(1));
    assert_eq!(
        ready(&mut stream),
        [delta("look"), finished(FinishReason::Stop)]
    );
}

#[test]
fn dropping_the_stream_ends_the_play() {
    let clock = Rc::new(ManualClock::default());
    let mut stream = play(&clock, &[Message::user("Is it raining?")]).unwrap();
    assert_eq!(ready(&mut stream), []);
    assert_eq!(clock.sleepers(), 1);
    drop(stream);
    assert_eq!(clock.sleepers(), 0);
}

#[test]
fn says_that_it_is_a_recording() {
    let clock = Rc::new(ManualClock::default());
    assert_eq!(player(&clock).source(), Source::Recorded);
}

#[test]
fn reads_recordings_from_data() {
    let data = r#"[{"question": "Is it raining?", "replies": ["look"]}]"#;
    let recordings: Vec<Recording> = serde_json::from_str(data).unwrap();
    assert_eq!(recordings[0].replies, ["look"]);
}
