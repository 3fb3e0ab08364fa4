//! A JavaScript function that checks answers.

use async_trait::async_trait;
use js_sys::{Function, Promise};
use micropython_agent::agent::{Answer, AnswerCheck, Transcript};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::browser::js_error::{describe, field};
use crate::browser::json::to_js;

/// Gets an answer, `{value, text}`. What it returns, or its promise resolves to, is what is wrong
/// with it, as text; anything else accepts it. What it throws is wrong, too.
pub struct FunctionCheck(pub Function);

#[async_trait(?Send)]
impl AnswerCheck for FunctionCheck {
    async fn check(&self, answer: &Answer, _transcript: &Transcript) -> Result<(), String> {
        let answer = to_js(answer).map_err(|thrown| message(&thrown))?;
        let result = match self.0.call1(&JsValue::UNDEFINED, &answer) {
            Ok(result) => JsFuture::from(Promise::resolve(&result)).await,
            Err(thrown) => Err(thrown),
        };
        match result {
            Ok(result) => match result.as_string() {
                Some(problem) if !problem.trim().is_empty() => Err(problem),
                _ => Ok(()),
            },
            Err(thrown) => Err(message(&thrown)),
        }
    }
}

fn message(thrown: &JsValue) -> String {
    field(thrown, "message").unwrap_or_else(|| describe(thrown))
}
