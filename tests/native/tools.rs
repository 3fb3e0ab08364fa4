//! Tools through their public interface, against scripted HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod arguments;
mod asking;
mod extracting;
mod failures;
mod pages;
mod reading;
mod retries;
mod search;
mod search_services;
mod services;
mod signatures;
mod weather;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::FutureExt;
use futures::future::{LocalBoxFuture, pending, ready};
use futures::stream::{self, StreamExt};
use micropython_agent::model::{
    ChatModel, ChatRequest, CompletionStream, FinishReason, ModelError, ModelEvent,
};
use micropython_agent::platform::charset::PlainCharsets;
use micropython_agent::platform::clock::Clock;
use micropython_agent::platform::http::{HttpClient, HttpRequest, ScriptedHttp};
use micropython_agent::tools::search::{SearchService, SearchSource};
use micropython_agent::tools::{
    Nobody, NobodyThere, Person, Question, ResponseCache, ServiceSettings, Tool, ToolLog,
    ToolResources, ToolReturn, default_toolbox,
};
use serde_json::{Value, json};

/// Keeps a call's log lines.
#[derive(Default)]
pub struct Lines(RefCell<Vec<String>>);

impl ToolLog for Lines {
    fn line(&self, text: &str) {
        self.0.borrow_mut().push(text.into());
    }
}

/// How long a call may take in these tests.
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// A clock on which every wait that is shorter than a call's time is over at once, and moves the
/// time on; longer ones are never over.
#[derive(Default)]
pub struct QuickClock(Cell<Duration>);

impl Clock for QuickClock {
    fn now(&self) -> Duration {
        self.0.get()
    }

    fn unix_ms(&self) -> u64 {
        self.0.get().as_millis() as u64
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        if duration >= TIMEOUT {
            return Box::pin(pending());
        }
        self.0.set(self.0.get() + duration);
        Box::pin(ready(()))
    }
}

/// A model whose reply is made of what it is asked; keeps what it was asked.
pub struct AnsweringModel {
    answer: Box<dyn Fn(&str) -> String>,
    pub asked: RefCell<Vec<String>>,
}

impl AnsweringModel {
    pub fn new(answer: impl Fn(&str) -> String + 'static) -> Rc<Self> {
        Rc::new(Self {
            answer: Box::new(answer),
            asked: RefCell::default(),
        })
    }
}

#[async_trait(?Send)]
impl ChatModel for AnsweringModel {
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError> {
        let messages = request.messages.iter();
        let asked: Vec<_> = messages.map(|message| message.content.as_str()).collect();
        let asked = asked.join("\n");
        let reply = (self.answer)(&asked);
        self.asked.borrow_mut().push(asked);
        let (start, end) = reply.split_at(reply.len() / 2);
        let events = [start, end]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| Ok(ModelEvent::Delta(text.into())))
            .chain([Ok(ModelEvent::Finished(FinishReason::Stop))])
            .collect::<Vec<_>>();
        Ok(stream::iter(events).boxed_local())
    }
}

/// What tools may use here: this HTTP, a model that says nothing, and nobody to ask.
pub fn resources(http: Rc<dyn HttpClient>) -> ToolResources {
    ToolResources {
        http,
        clock: Rc::new(QuickClock::default()),
        model: AnsweringModel::new(|_| String::new()),
        person: Rc::new(Nobody),
        charsets: Rc::new(PlainCharsets),
        timeout: TIMEOUT,
        responses: ResponseCache::default(),
        tokens_left: Rc::new(Cell::new(u64::MAX)),
    }
}

/// What a call came to.
pub struct Called {
    pub returned: ToolReturn,
    pub requests: Vec<HttpRequest>,
    pub urls: Vec<String>,
    pub log: Vec<String>,
}

impl Called {
    /// The result; the test fails where there is an error.
    pub fn value(self) -> Value {
        self.returned.result.expect("the call succeeds")
    }

    /// The error's text; the test fails where there is a result.
    pub fn error(self) -> String {
        self.returned
            .result
            .expect_err("the call fails")
            .to_string()
    }
}

/// Calls a tool; everything it asks for is answered at once.
pub fn call(tool: &Tool, arguments: Value, http: ScriptedHttp) -> Called {
    let http = Rc::new(http);
    let mut called = call_with(tool, arguments, &resources(http.clone()));
    called.requests = http.requests();
    called.urls = http
        .requests()
        .into_iter()
        .map(|request| request.url)
        .collect();
    called
}

/// Calls a tool with these resources.
pub fn call_with(tool: &Tool, arguments: Value, resources: &ToolResources) -> Called {
    let Value::Object(arguments) = arguments else {
        panic!("arguments are an object");
    };
    let log = Rc::new(Lines::default());
    let returned = tool
        .call(arguments, resources, Rc::clone(&log) as Rc<dyn ToolLog>)
        .now_or_never()
        .expect("the call waits for nothing but scripted responses");
    Called {
        returned,
        requests: Vec::new(),
        urls: Vec::new(),
        log: log.0.take(),
    }
}

/// One of the default tools, its services at addresses that are easy to tell apart.
pub fn tool(name: &str) -> Tool {
    default_toolbox(&services()).get(name).unwrap().clone()
}

/// Services at addresses that are easy to tell apart.
pub fn services() -> ServiceSettings {
    ServiceSettings {
        geocoding: "https://geo.test".into(),
        forecast: "https://forecast.test".into(),
        search: vec![SearchSource {
            address: "https://wiki.test".into(),
            ..SearchSource::new(SearchService::Wikipedia)
        }],
        reader: "https://reader.test".into(),
        private_pages: false,
    }
}

#[test]
fn every_tool_says_what_it_did() {
    let page = "<title>Tea</title><article><p>Brew hot, and wait for three minutes.</p></article>";
    let forecast = weather::forecast().to_string();
    for (name, arguments, answers) in [
        (
            "fetch_weather",
            json!({"location": "Paris"}),
            vec![paris_place(), forecast],
        ),
        ("search_web", json!({"query": "tea"}), vec![search::hits()]),
        (
            "scrape_pages",
            json!({"urls": "https://a.test/"}),
            vec![page.into()],
        ),
        (
            "extract_from_page",
            json!({"url": "https://a.test/", "what": "how"}),
            vec![page.into()],
        ),
        (
            "extract_from_text",
            json!({"text": "Brew hot.", "what": "how"}),
            vec![],
        ),
        ("ask_user", json!({"question": "Tea?"}), vec![]),
    ] {
        let http = answers.iter().fold(ScriptedHttp::default(), |http, body| {
            http.respond(200, body)
        });
        let resources = ToolResources {
            model: AnsweringModel::new(|_| "hot".into()),
            person: Rc::new(Agreeing),
            ..resources(Rc::new(http))
        };
        let called = call_with(&tool(name), arguments, &resources);
        assert!(!called.log.is_empty(), "{name}");
        called.value();
    }
    assert_eq!(default_toolbox(&services()).iter().count(), 6);
}

struct Agreeing;

#[async_trait(?Send)]
impl Person for Agreeing {
    async fn ask(&self, _: Question) -> Result<String, NobodyThere> {
        Ok("yes".into())
    }
}

/// The geocoding API's answer for Paris.
pub fn paris_place() -> String {
    json!({
        "results": [{
            "id": 2988507, "name": "Paris", "latitude": 48.85341, "longitude": 2.3488,
            "elevation": 42.0, "feature_code": "PPLC", "country_code": "FR",
            "timezone": "Europe/Paris", "population": 2138551, "country": "France",
            "admin1": "Île-de-France"
        }],
        "generationtime_ms": 0.6
    })
    .to_string()
}
