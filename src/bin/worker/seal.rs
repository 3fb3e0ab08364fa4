//! Takes from the worker what it could reach the world with. Python cannot get at any of it; this
//! is for the day when that turns out to be wrong.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsError, JsValue};

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

/// Closes the doors.
///
/// # Errors
/// Names the door that stays open.
pub fn close() -> Result<(), JsError> {
    let global = js_sys::global();
    DOORS.iter().try_for_each(|door| close_one(&global, door))
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
