//! Turns what JavaScript throws into text, in one place.

use wasm_bindgen::JsValue;

/// The message of a thrown value, at most 300 characters.
pub fn describe(thrown: &JsValue) -> String {
    // A DOMException is no Error, but has the same two fields.
    let text = match (field(thrown, "name"), field(thrown, "message")) {
        (Some(name), Some(message)) => format!("{name}: {message}"),
        _ => thrown
            .as_string()
            .unwrap_or_else(|| "an unknown error".into()),
    };
    text.chars().take(300).collect()
}

/// The text in a field of a JavaScript object, if there is such a field and it holds text.
pub fn field(object: &JsValue, name: &str) -> Option<String> {
    // Only objects have fields; for anything else the answer is no, not an error.
    js_sys::Reflect::get(object, &name.into()).ok()?.as_string()
}
