//! What can be done with the conversation on the screen from JavaScript: `wasmBindings`, described
//! in docs/automation.md.

use std::cell::Cell;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::session::Session;

thread_local! {
    /// Of the page, once it has started.
    static SESSION: Cell<Option<Session>> = const { Cell::new(None) };
}

/// Makes the session known.
pub fn connect(session: Session) {
    SESSION.set(Some(session));
}

/// Takes the conversation on the screen back to where its step of this number, the N of `<step N>`
/// in tracebacks, has left it. Rejects with the reason when that cannot be done.
#[wasm_bindgen(js_name = rewindConversation)]
pub fn rewind_conversation(step: u32) -> Promise {
    future_to_promise(async move {
        session()?.rewind(step).await.map_err(JsError::from)?;
        Ok(JsValue::UNDEFINED)
    })
}

/// Goes on from where the step of this number has left the conversation on the screen, in a new
/// one. Rejects with the reason when that cannot be done.
#[wasm_bindgen(js_name = forkConversation)]
pub fn fork_conversation(step: u32) -> Promise {
    future_to_promise(async move {
        session()?.fork(step).await.map_err(JsError::from)?;
        Ok(JsValue::UNDEFINED)
    })
}

fn session() -> Result<Session, JsError> {
    SESSION
        .get()
        .ok_or_else(|| JsError::new("the page has not started"))
}
