//! The model side against scripted servers: what is sent, what streams back, what can go wrong.

mod connection;
mod errors;
mod formats;
mod inspecting;
mod keys;
pub mod log;
mod presets;
mod recordings;
mod requests;
mod retries;
mod searching;
mod silence;
mod streams;
mod tool;

use std::rc::Rc;

use futures::{FutureExt, StreamExt};
use micropython_agent::model::{
    Act, Acting, ApiKey, ChatModel, ChatRequest, CompletionStream, FinishReason, Message,
    ModelConfig, ModelError, ModelEvent, PATIENCE, RemoteModel, WireFormat,
};
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::{HttpError, ScriptedHttp};

const ORIGIN: &str = "https://models.example:8443";
const KEY: &str = "sk-test-Q7wLx93MzPd20TrYvBnK8cHf";

type Events = Vec<Result<ModelEvent, ModelError>>;

/// A provider with a key, its server and its clock.
struct Provider {
    chat: RemoteModel,
    http: Rc<ScriptedHttp>,
    clock: Rc<ManualClock>,
}

impl Provider {
    fn new(http: ScriptedHttp) -> Self {
        Self::with(http, config())
    }

    fn with(http: ScriptedHttp, config: ModelConfig) -> Self {
        let (http, clock) = (Rc::new(http), Rc::new(ManualClock::default()));
        let chat = RemoteModel::new(http.clone(), clock.clone(), config).unwrap();
        Self { chat, http, clock }
    }

    /// Asks one question.
    fn ask(&self) -> CompletionStream {
        let request = ChatRequest {
            acting: Acting::Now,
            messages: vec![Message::system("Be brief."), Message::user("Hi")],
        };
        let started = self.chat.complete(request).now_or_never();
        started.expect("starts without waiting").unwrap()
    }

    /// All that comes of one question, which must come to its end without waiting.
    fn ask_to_the_end(&self) -> Events {
        let mut stream = self.ask();
        let events = ready(&mut stream);
        assert!(ended(&mut stream), "still waiting after {events:?}");
        events
    }

    /// The error that one question comes to at once.
    fn error(&self) -> ModelError {
        let mut events = self.ask_to_the_end();
        let error = events.pop().expect("an event").expect_err("an error");
        assert_eq!(events, []);
        error
    }
}

fn config() -> ModelConfig {
    ModelConfig {
        format: WireFormat::ChatCompletions,
        act: Act::CodeBlock,
        patience: PATIENCE,
        base_url: format!("{ORIGIN}/v1"),
        api_key: ApiKey::new(KEY),
        model: "small-model".into(),
        temperature: None,
        max_tokens: None,
    }
}

/// What the stream gives without waiting, up to its end.
fn ready(stream: &mut CompletionStream) -> Events {
    let mut events = Vec::new();
    while let Some(Some(event)) = stream.next().now_or_never() {
        events.push(event);
    }
    events
}

/// Whether the stream is at its end, rather than waiting.
fn ended(stream: &mut CompletionStream) -> bool {
    stream.next().now_or_never() == Some(None)
}

/// A server that answers with these documents as events, then the end mark.
fn sse(documents: &[&str]) -> String {
    let event = |data: &&str| format!("data: {data}\n\n");
    documents.iter().chain(&["[DONE]"]).map(event).collect()
}

/// A chunk with text.
fn text(content: &str) -> String {
    serde_json::json!({"choices": [{"index": 0, "delta": {"content": content}}]}).to_string()
}

/// The chunk that ends a reply.
const STOP: &str = r#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#;

fn delta(text: &str) -> Result<ModelEvent, ModelError> {
    Ok(ModelEvent::Delta(text.into()))
}

fn finished(reason: FinishReason) -> Result<ModelEvent, ModelError> {
    Ok(ModelEvent::Finished(reason))
}

/// The reply "Hello".
fn hello() -> String {
    sse(&[&text("Hello"), STOP])
}

/// What [`hello`] comes to.
fn said_hello() -> Events {
    vec![delta("Hello"), finished(FinishReason::Stop)]
}

fn cut_off() -> HttpError {
    HttpError::Cut {
        origin: ORIGIN.into(),
    }
}
