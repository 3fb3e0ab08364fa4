//! Errors as JavaScript sees them: an `Error` whose `code` stays, with a `context`.

use js_sys::Reflect;
use micropython_agent::Error;
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

use crate::browser::json::to_js;
use crate::lazy::LoadError;

/// One of the library's errors, thrown.
pub fn thrown(error: impl Into<Error>) -> JsValue {
    let error = error.into();
    error_of(&error.to_string(), error.code(), &error.context())
}

/// What is wrong with the options or arguments that were given.
pub fn plain(problem: &str) -> JsValue {
    error_of(problem, "options.invalid", &Map::new())
}

/// A part of the program could not be fetched: the caller has done nothing wrong, and may try again.
pub fn not_loaded(error: impl Into<LoadError>) -> JsValue {
    error_of(&error.into().to_string(), "page.not_loaded", &Map::new())
}

/// The step was stopped.
pub fn stopped() -> JsValue {
    error_of("the step was stopped", "agent.stopped", &Map::new())
}

/// Another agent has the conversation.
pub fn in_use() -> JsValue {
    let message = "another agent has this conversation, here or in another tab: free it first";
    error_of(message, "store.in_use", &Map::new())
}

/// An `Error` with this message, code and context.
pub fn error_of(message: &str, code: &str, context: &Map<String, Value>) -> JsValue {
    let error = js_sys::Error::new(message);
    error.set_name("AgentError");
    let context = to_js(context).unwrap_or(JsValue::NULL);
    for (field, value) in [("code", code.into()), ("context", context)] {
        // An `Error` that was just made takes any field.
        let _ = Reflect::set(&error, &field.into(), &value);
    }
    error.into()
}
