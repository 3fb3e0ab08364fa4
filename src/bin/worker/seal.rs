//! Takes from the worker what it could reach the world with. Python cannot get at any of it; this
//! is for the day when that turns out to be wrong.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsError, JsValue};

/// Everything that fetches, connects, loads code, stores, or finds other contexts.
const DOORS: [&str; 29] = [
    "fetch",
    "fetchLater",
    "XMLHttpRequest",
    "WebSocket",
    "WebSocketStream",
    "WebTransport",
    "EventSource",
    "RTCPeerConnection",
    "importScripts",
    "Worker",
    "SharedWorker",
    "indexedDB",
    "caches",
    "cookieStore",
    "localStorage",
    "sessionStorage",
    "webkitRequestFileSystem",
    "webkitRequestFileSystemSync",
    "BroadcastChannel",
    "MessageChannel",
    "FontFace",
    "fonts",
    "Notification",
    "PushManager",
    "navigator",
    "open",
    "close",
    "eval",
    "postMessage",
];

/// Closes the doors. Gives the one that is kept: it posts a text to the page.
///
/// # Errors
/// Names the door that stays open.
pub fn close() -> Result<impl Fn(String), JsError> {
    let global = js_sys::global();
    let post = Reflect::get(&global, &"postMessage".into())
        .and_then(JsCast::dyn_into::<Function>)
        .map_err(|_| JsError::new("there is no postMessage"))?;
    for door in DOORS {
        close_one(&global, door)?;
    }
    Ok(move |text: String| {
        // It throws for what cannot be copied, and a text can.
        let _posted = post.call1(&global, &text.into());
    })
}

fn close_one(global: &Object, door: &str) -> Result<(), JsError> {
    let name = JsValue::from(door);
    let mut holder = global.clone();
    while !holder.is_null() && !holder.is_undefined() {
        if Object::has_own(&holder, &name) {
            // A refusal is found out below.
            let _deleted = Reflect::delete_property(&holder, &name);
        }
        holder = Object::get_prototype_of(&holder);
    }
    match Reflect::get(global, &name) {
        Ok(value) if value.is_undefined() => Ok(()),
        _ => Err(JsError::new(&format!("{door} could not be closed"))),
    }
}
