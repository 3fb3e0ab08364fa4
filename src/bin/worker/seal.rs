//! Takes from the worker what it could reach the world with. Python cannot get at any of it; this
//! is for the day when that turns out to be wrong.

use js_sys::{Array, ArrayBuffer, Function, Object, Reflect, Uint8Array};
use micropython_agent::sandbox::protocol::Message;
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

/// Closes the doors. Gives the one that is kept: it posts a message to the page, a text or
/// `{text, bytes}`.
///
/// # Errors
/// Names the door that stays open.
pub fn close() -> Result<impl Fn(Message), JsError> {
    let global = js_sys::global();
    let post = Reflect::get(&global, &"postMessage".into())
        .and_then(JsCast::dyn_into::<Function>)
        .map_err(|_| JsError::new("there is no postMessage"))?;
    for door in DOORS {
        close_one(&global, door)?;
    }
    Ok(move |Message { text, bytes }: Message| {
        // It throws for what cannot be copied, and texts and buffers can.
        let _posted = match bytes {
            None => post.call1(&global, &text.into()),
            Some(bytes) => beside(text, &bytes)
                .and_then(|(message, buffer)| post.call2(&global, &message, &Array::of1(&buffer))),
        };
    })
}

/// A text and bytes as one message, and the buffer in it that is handed over and not copied.
fn beside(text: String, bytes: &[u8]) -> Result<(Object, ArrayBuffer), JsValue> {
    let buffer = Uint8Array::from(bytes).buffer();
    let message = Object::new();
    Reflect::set(&message, &"text".into(), &text.into())?;
    Reflect::set(&message, &"bytes".into(), &buffer)?;
    Ok((message, buffer))
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
