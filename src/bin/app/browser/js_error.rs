//! Turns what JavaScript throws into text, in one place.

use wasm_bindgen::{JsCast, JsValue};

/// The message of a thrown value, at most 300 characters.
pub fn describe(thrown: &JsValue) -> String {
    let text = match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => format!("{}: {}", String::from(error.name()), String::from(error.message())),
        None => thrown.as_string().unwrap_or_else(|| "an unknown error".into()),
    };
    text.chars().take(300).collect()
}

/// The name of a thrown `DOMException` or error, such as `QuotaExceededError`.
pub fn name(thrown: &JsValue) -> Option<String> {
    js_sys::Reflect::get(thrown, &"name".into()).ok()?.as_string()
}
