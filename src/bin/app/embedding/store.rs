//! Where agents keep their conversations, for JavaScript: `Store`, described in docs/embedding.md.

mod kept;

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use wasm_split_helpers::wasm_split;

use self::kept::KeptConversations;
use super::errors::plain;
use crate::lazy::{LoadError, Work};

/// Conversations in this browser, under a name that a program has chosen.
#[wasm_bindgen]
pub struct Store(Rc<dyn EmbeddedStore>);

/// What an operation comes to.
type Outcome = LocalBoxFuture<'static, Result<JsValue, JsValue>>;

/// What a [`Store`] does, whose methods say what each operation is, in the part of the program that is
/// loaded for it.
trait EmbeddedStore {
    fn list(&self) -> Outcome;
    fn delete(&self, id: String) -> Outcome;
    fn create_agent(&self, goal: String, options: JsValue) -> Outcome;
    fn open_agent(&self, id: String, options: JsValue) -> Outcome;
    fn sync(&self, shared: JsValue) -> Outcome;
}

#[wasm_split(agent, fallible)]
fn opening_store(name: String) -> Work<Result<Rc<dyn EmbeddedStore>, JsValue>> {
    Ok(Box::pin(async move {
        let store = KeptConversations::open(name).await?;
        Ok(Rc::new(store) as Rc<dyn EmbeddedStore>)
    }))
}

#[wasm_bindgen]
impl Store {
    /// Opens the store with this name, which is made if it is not there yet.
    ///
    /// # Errors
    /// An `Error` with the code `store.unavailable`, where the browser refuses.
    pub async fn open(name: String) -> Result<Store, JsValue> {
        let opening = opening_store(name).await;
        let opening = opening.map_err(|_| plain(LoadError::words()))?;
        opening.await.map(Self)
    }

    /// The conversations, `{id, title, created, updated}`, the one that went on last first.
    pub fn list(&self) -> Promise {
        future_to_promise(self.0.list())
    }

    /// Deletes a conversation and all that is kept of it. Rejects with the code `store.in_use` while
    /// an agent has it.
    pub fn delete(&self, id: String) -> Promise {
        future_to_promise(self.0.delete(id))
    }

    /// As `Agent.create`; what happens is kept here before it is acted on.
    #[wasm_bindgen(js_name = createAgent)]
    pub fn create_agent(&self, goal: String, options: JsValue) -> Promise {
        future_to_promise(self.0.create_agent(goal, options))
    }

    /// An agent that goes on with a conversation, wherever it was left. Rejects with the code
    /// `store.in_use` while another agent has it, here or in another tab.
    #[wasm_bindgen(js_name = openAgent)]
    pub fn open_agent(&self, id: String, options: JsValue) -> Promise {
        future_to_promise(self.0.open_agent(id, options))
    }

    /// Merges the conversations with those of all devices that share `{redis: {url, token}}` or
    /// `{folder}`. Conversations that an agent has are left alone. Resolves to what has changed.
    pub fn sync(&self, shared: JsValue) -> Promise {
        future_to_promise(self.0.sync(shared))
    }
}
