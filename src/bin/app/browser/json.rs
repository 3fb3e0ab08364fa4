//! Data of ours as JavaScript's own.

use js_sys::{Error, JSON};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// Plain data as JavaScript's own. By way of its text: so each name is a property of its own, and
/// `__proto__`, which Python may say as well, is no more than a name.
///
/// # Errors
/// An `Error` when the data cannot be expressed in JSON.
pub fn to_js(data: &impl Serialize) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(data).map_err(|error| Error::new(&error.to_string()))?;
    JSON::parse(&text)
}
