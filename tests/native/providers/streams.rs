//! What streams back.

use std::cell::Cell;
use std::rc::Rc;

use async_trait::async_trait;
use futures::channel::mpsc;
use futures::{FutureExt, StreamExt};
use micropython_agent::model::{
    Acting, ChatModel, ChatRequest, FinishReason, ModelError, ModelEvent, RemoteModel, Usage,
};
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::{
    HttpClient, HttpError, HttpRequest, HttpResponse, ScriptedHttp, Source,
};

use super::{
    Events, ORIGIN, Provider, STOP, config, cut_off, delta, ended, finished, hello, ready,
    said_hello, sse, text,
};

/// All that comes of a successful answer whose body arrives in these pieces.
fn reply_in(pieces: Vec<Result<Vec<u8>, HttpError>>) -> Events {
    let http = ScriptedHttp::default().respond_in_chunks(200, &[], pieces);
    Provider::new(http).ask_to_the_end()
}

fn reply(body: &str) -> Events {
    reply_in(vec![Ok(body.as_bytes().to_vec())])
}

fn malformed(detail: &str) -> Events {
    vec![Err(ModelError::Malformed {
        origin: ORIGIN.into(),
        detail: detail.into(),
    })]
}

fn cut() -> Result<ModelEvent, ModelError> {
    Err(ModelError::Cut {
        origin: ORIGIN.into(),
    })
}

#[test]
fn streams_text_reasoning_and_usage_and_ends_with_the_reason() {
    let body = sse(&[
        r#"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#,
        r#"{"choices":[{"index":0,"delta":{"reasoning_content":"hm"}}]}"#,
        &text("Caf\u{e9} "),
        &text("\u{1f600}"),
        r#"{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}"#,
        r#"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4}}"#,
    ]);
    let expected = [
        Ok(ModelEvent::Reasoning("hm".into())),
        delta("Caf\u{e9} "),
        delta("\u{1f600}"),
        Ok(ModelEvent::Usage(Usage {
            input_tokens: 9,
            output_tokens: 4,
            ..Usage::default()
        })),
        finished(FinishReason::Length),
    ];
    assert_eq!(reply(&body), expected);
    let bytes = body.bytes().map(|byte| Ok(vec![byte])).collect();
    assert_eq!(reply_in(bytes), expected, "one byte at a time");
}

#[test]
fn gives_each_piece_as_soon_as_it_is_there() {
    let (server, provider) = LiveServer::start();
    let mut stream = provider
        .complete(ChatRequest {
            messages: vec![],
            acting: Acting::Now,
        })
        .now_or_never()
        .unwrap()
        .unwrap();
    assert_eq!(ready(&mut stream), []);
    server.say(&format!("data: {}\n\ndata: {{\"cho", text("Hel")));
    assert_eq!(ready(&mut stream), [delta("Hel")]);
    server.say("ices\":[{\"delta\":{\"content\":\"lo\"}}]}\n\n");
    assert_eq!(ready(&mut stream), [delta("lo")]);
    assert!(!ended(&mut stream));
    server.say("data: [DONE]\n\n");
    assert_eq!(ready(&mut stream), [finished(FinishReason::Stop)]);
    assert!(ended(&mut stream));
}

#[test]
fn dropping_the_stream_ends_the_request() {
    let (server, provider) = LiveServer::start();
    let mut stream = provider
        .complete(ChatRequest {
            messages: vec![],
            acting: Acting::Now,
        })
        .now_or_never()
        .unwrap()
        .unwrap();
    server.say(&format!("data: {}\n\n", text("Hel")));
    assert_eq!(ready(&mut stream), [delta("Hel")]);
    assert!(!server.is_gone());
    drop(stream);
    assert!(server.is_gone());
}

#[test]
fn ends_well_without_the_end_mark_once_the_reason_is_known() {
    let whole = format!("data: {}\n\ndata: {STOP}\n\n", text("Hello"));
    assert_eq!(reply(&whole), said_hello());
    let broken = vec![Ok(whole.into_bytes()), Err(cut_off())];
    assert_eq!(reply_in(broken), said_hello());
}

#[test]
fn ends_well_with_the_end_mark_alone() {
    assert_eq!(reply(&sse(&[&text("Hello")])), said_hello());
}

#[test]
fn says_cut_when_the_stream_ends_too_early_and_keeps_what_came() {
    let begun = format!("data: {}\n\n", text("Hel"));
    assert_eq!(reply(&begun), [delta("Hel"), cut()]);
    let in_a_chunk = format!("{begun}data: {{\"choices\":[{{\"delta\":");
    assert_eq!(reply(&in_a_chunk), [delta("Hel"), cut()]);
    let by_the_network = vec![Ok(begun.into_bytes()), Err(cut_off())];
    assert_eq!(reply_in(by_the_network), [delta("Hel"), cut()]);
    assert_eq!(reply(": processing\n\n"), [cut()]);
    assert_eq!(reply_in(vec![Err(cut_off())]), [cut()]);
}

#[test]
fn passes_over_comments_empty_events_and_further_choices() {
    let body = format!(
        "\u{feff}: processing\r\n\r\ndata:\r\n\r\n{}",
        sse(&[
            r#"{"choices":[{"index":1,"delta":{"content":"other"}}]}"#,
            &text("Hello"),
            STOP,
        ])
    );
    assert_eq!(reply(&body), said_hello());
}

#[test]
fn takes_a_whole_completion_from_a_server_that_does_not_stream() {
    let body = r#"
        {"object": "chat.completion", "choices": [{"index": 0, "finish_reason": "stop",
          "message": {"role": "assistant", "content": "Hello", "reasoning": "hm"}}],
         "usage": {"prompt_tokens": 9, "completion_tokens": 4}}"#;
    let expected = [
        Ok(ModelEvent::Reasoning("hm".into())),
        delta("Hello"),
        Ok(ModelEvent::Usage(Usage {
            input_tokens: 9,
            output_tokens: 4,
            ..Usage::default()
        })),
        finished(FinishReason::Stop),
    ];
    assert_eq!(reply(body), expected);
    let bytes = body.bytes().map(|byte| Ok(vec![byte])).collect();
    assert_eq!(reply_in(bytes), expected, "one byte at a time");
}

#[test]
fn passes_on_an_error_that_the_provider_reports_in_the_stream() {
    let reported = |detail: &str| {
        Err(ModelError::Reported {
            origin: ORIGIN.into(),
            detail: detail.into(),
        })
    };
    let error = r#"{"error":{"message":"The upstream model is overloaded","code":502}}"#;
    assert_eq!(
        reply(&sse(&[&text("Hel"), error, &text("lo")])),
        [delta("Hel"), reported("The upstream model is overloaded")]
    );
    assert_eq!(reply(error), [reported("The upstream model is overloaded")]);
    assert_eq!(
        reply("event: error\ndata: out of memory\n\n"),
        [reported("out of memory")]
    );
}

#[test]
fn calls_a_chunk_malformed_that_is_no_chunk_and_shows_a_short_excerpt() {
    let long = format!("{{\"x\": \"{}", "y".repeat(5_000));
    let events = reply(&sse(&[&text("Hel"), &long]));
    let [first, Err(ModelError::Malformed { detail, .. })] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(first, &delta("Hel"));
    assert!(
        detail.starts_with(r#"a malformed chunk: {"x": "yyy"#),
        "{detail}"
    );
    assert!(
        detail.ends_with("yyy…") && detail.chars().count() < 330,
        "{detail}"
    );
}

#[test]
fn calls_what_is_no_completion_malformed() {
    for (body, detail) in [
        (
            "<!doctype html>\n<title>Sign in</title>",
            "it sent: <!doctype html> <title>Sign in</title>",
        ),
        ("default backend\n", "it sent: default backend"),
        (r#"{"status": "ok"}"#, r#"it sent: {"status": "ok"}"#),
        (
            "{\"message\":{\"content\":\"a\"}}\n{\"done\":true}",
            "it sent: {\"message\":{\"content\":\"a\"}} {\"done\":true}",
        ),
        ("", "an empty response"),
        (" \r\n ", "an empty response"),
    ] {
        assert_eq!(reply(body), malformed(detail), "{body}");
    }
}

#[test]
fn stops_reading_from_a_server_that_never_stops_sending() {
    let line = vec![b'x'; 1 << 20];
    let endless_event = std::iter::once(b"data: ".to_vec()).chain(std::iter::repeat_n(line, 64));
    assert_eq!(
        reply_in(endless_event.map(Ok).collect()),
        malformed("an event of more than 1048576 bytes")
    );
    let blanks = std::iter::repeat_n(vec![b' '; 1 << 20], 64);
    assert_eq!(
        reply_in(blanks.map(Ok).collect()),
        malformed("an empty response")
    );
    let document = std::iter::repeat_n(vec![b'['; 1 << 20], 64);
    assert_eq!(
        reply_in(document.map(Ok).collect()),
        malformed("more than 8388608 bytes")
    );
    let big = format!("data: {}\n\n", text(&"y".repeat(1 << 19))).into_bytes();
    let endless_reply = reply_in(std::iter::repeat_n(big, 64).map(Ok).collect());
    assert_eq!(endless_reply.len(), 17);
    assert_eq!(
        endless_reply[16..],
        malformed("a reply of more than 8388608 bytes")
    );
}

#[test]
fn a_new_question_can_be_asked_after_every_failure() {
    let http = ScriptedHttp::default()
        .respond(200, "<html>")
        .respond(200, &hello());
    let provider = Provider::new(http);
    provider.error();
    assert_eq!(provider.ask_to_the_end(), said_hello());
}

/// A server whose answer is written by the test, piece by piece.
struct LiveServer {
    body: mpsc::UnboundedSender<Vec<u8>>,
}

struct LiveHttp {
    body: Cell<Option<mpsc::UnboundedReceiver<Vec<u8>>>>,
}

impl LiveServer {
    fn start() -> (Self, RemoteModel) {
        let (sender, receiver) = mpsc::unbounded();
        let body = Cell::new(Some(receiver));
        let clock = Rc::new(ManualClock::default());
        let chat = RemoteModel::new(Rc::new(LiveHttp { body }), clock, config()).unwrap();
        (Self { body: sender }, chat)
    }

    fn say(&self, text: &str) {
        self.body.unbounded_send(text.as_bytes().to_vec()).unwrap();
    }

    /// Whether nobody reads the body any more.
    fn is_gone(&self) -> bool {
        self.body.is_closed()
    }
}

#[async_trait(?Send)]
impl HttpClient for LiveHttp {
    async fn send(&self, _: HttpRequest) -> Result<HttpResponse, HttpError> {
        let body = self.body.take().ok_or_else(cut_off)?;
        Ok(HttpResponse {
            status: 200,
            url: String::new(),
            headers: Vec::new(),
            body: body.map(Ok).boxed_local(),
            source: Source::Live,
        })
    }
}
