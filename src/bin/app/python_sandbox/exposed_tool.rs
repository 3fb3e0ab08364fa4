//! A JavaScript function as a tool: how Python may call it, and the call itself. What crosses is
//! plain JSON, both ways; what the function throws becomes a `ToolError`.

use std::rc::Rc;

use js_sys::{Function, JSON, Promise};
use micropython_agent::sandbox::{StubParameter, ToolFailure, ToolStub};
use micropython_agent::tools::{ToolDefinition, ToolError};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::browser::js_error::{describe, field};
use crate::browser::json::to_js;
use crate::embedding::plain;

/// The tool as Python sees it. A parameter that ends with `?` may be left out of a call.
///
/// # Errors
/// An `Error` that names what is no Python identifier, or given twice.
pub fn stub(name: String, parameters: &[String]) -> Result<ToolStub, JsValue> {
    let mut stub = ToolStub {
        name: identifier(&name)?.into(),
        parameters: Vec::new(),
        doc: String::new(),
    };
    for parameter in parameters {
        let name = identifier(parameter.strip_suffix('?').unwrap_or(parameter))?;
        if stub.parameters.iter().any(|known| known.name == name) {
            return Err(plain(&format!("the parameter {name:?} is there twice")));
        }
        stub.parameters.push(StubParameter {
            name: name.into(),
            required: !parameter.ends_with('?'),
        });
    }
    Ok(stub)
}

fn identifier(name: &str) -> Result<&str, JsValue> {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let is_plain = |character: char| character.is_ascii_alphanumeric() || character == '_';
    if starts_well && name.chars().all(is_plain) {
        Ok(name)
    } else {
        Err(plain(&format!("{name:?} is no Python identifier")))
    }
}

/// Calls the function with the arguments as one object, and waits if it returns a promise.
///
/// # Errors
/// What the function throws or rejects with, and a result that is not JSON.
pub async fn call(function: Function, arguments: Map<String, Value>) -> Result<Value, ToolFailure> {
    let arguments = to_js(&arguments).map_err(|thrown| failure(&thrown))?;
    let result = match function.call1(&JsValue::UNDEFINED, &arguments) {
        Ok(result) => JsFuture::from(Promise::resolve(&result)).await,
        Err(thrown) => Err(thrown),
    }
    .map_err(|thrown| failure(&thrown))?;
    if result.is_undefined() {
        return Ok(Value::Null);
    }
    // By way of text: a result's `toJSON`, cycles and functions are JavaScript's own business.
    let text = JSON::stringify(&result).map_err(|thrown| failure(&thrown))?;
    let text = text.as_string().unwrap_or_default();
    serde_json::from_str(&text).map_err(|_| ToolFailure {
        message: "the tool returned what is not JSON".into(),
    })
}

/// As [`call`], with what passes checked against the tool's definition.
///
/// # Errors
/// As [`call`], and what does not fit.
pub async fn call_checked(
    definition: Rc<ToolDefinition>,
    function: Function,
    arguments: Map<String, Value>,
) -> Result<Value, ToolFailure> {
    let failure = |error: ToolError| ToolFailure {
        message: error.to_string(),
    };
    definition.check_arguments(&arguments).map_err(failure)?;
    let result = call(function, arguments).await?;
    definition.check_result(&result).map_err(failure)?;
    Ok(result)
}

/// An error's message without its class: Python says `ToolError` in its place.
fn failure(thrown: &JsValue) -> ToolFailure {
    ToolFailure {
        message: field(thrown, "message").unwrap_or_else(|| describe(thrown)),
    }
}
