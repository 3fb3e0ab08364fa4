//! Tools through their public interface, against scripted HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod arguments;
mod failures;
mod pages;
mod search;
mod services;
mod signatures;
mod weather;

use std::cell::RefCell;
use std::rc::Rc;

use futures::FutureExt;
use micropython_agent::platform::http::{HttpClient, ScriptedHttp};
use micropython_agent::tools::{ServiceAddresses, Tool, ToolLog, ToolReturn, default_toolbox};
use serde_json::{Value, json};

/// Keeps a call's log lines.
#[derive(Default)]
pub struct Lines(RefCell<Vec<String>>);

impl ToolLog for Lines {
    fn line(&self, text: &str) {
        self.0.borrow_mut().push(text.into());
    }
}

/// What a call came to.
pub struct Called {
    pub returned: ToolReturn,
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
    let Value::Object(arguments) = arguments else {
        panic!("arguments are an object");
    };
    let http = Rc::new(http);
    let log = Rc::new(Lines::default());
    let returned = tool
        .call(
            arguments,
            Rc::clone(&http) as Rc<dyn HttpClient>,
            Rc::clone(&log) as Rc<dyn ToolLog>,
        )
        .now_or_never()
        .expect("the call waits for nothing but scripted responses");
    Called {
        returned,
        urls: http
            .requests()
            .into_iter()
            .map(|request| request.url)
            .collect(),
        log: log.0.take(),
    }
}

/// One of the default tools, its services at addresses that are easy to tell apart.
pub fn tool(name: &str) -> Tool {
    let addresses = ServiceAddresses {
        geocoding: "https://geo.test".into(),
        forecast: "https://forecast.test".into(),
        wikipedia: "https://wiki.test".into(),
        reader: "https://reader.test".into(),
    };
    default_toolbox(&addresses).get(name).unwrap().clone()
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
