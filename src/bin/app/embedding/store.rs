//! Where agents keep their conversations, for JavaScript: `Store`, described in docs/embedding.md.

mod kept;

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_split_helpers::wasm_split;

use self::kept::KeptConversations;
use super::of_agents_part;
use crate::lazy::LoadError;

/// Conversations in this browser, under a name that a program has chosen.
#[wasm_bindgen]
pub struct Store(Rc<dyn EmbeddedStore>);

/// What a [`Store`] does, in the part of the program that is loaded for agents.
trait EmbeddedStore {
    fn list(&self) -> Promise;
    fn delete(&self, id: String) -> Promise;
    fn create_agent(&self, goal: String, options: JsValue) -> Promise;
    fn open_agent(&self, id: String, options: JsValue) -> Promise;
    fn sync(&self, shared: JsValue) -> Promise;
}

/// Opens the store with this name.
#[wasm_split(agent, preload(load_opening_store), fallible)]
pub fn opening_store(name: String) -> Result<Promise, LoadError> {
    Ok(KeptConversations::open(name))
}

#[wasm_bindgen]
impl Store {
    /// Opens the store with this name, which is made if it is not there yet. Resolves to it. Rejects with
    /// the code `store.unavailable` where the browser refuses.
    ///
    /// # Errors
    /// An `Error` with a code, before `loadAgent` was waited for.
    pub fn open(name: String) -> Result<Promise, JsValue> {
        of_agents_part(opening_store(name))
    }

    /// The conversations, `{id, title, created, updated}`, the one that went on last first.
    pub fn list(&self) -> Promise {
        self.0.list()
    }

    /// Deletes a conversation and all that is kept of it. Rejects with the code `store.in_use` while
    /// an agent has it.
    pub fn delete(&self, id: String) -> Promise {
        self.0.delete(id)
    }

    /// As `Agent.create`; what happens is kept here before it is acted on.
    #[wasm_bindgen(js_name = createAgent)]
    pub fn create_agent(&self, goal: String, options: JsValue) -> Promise {
        self.0.create_agent(goal, options)
    }

    /// An agent that goes on with a conversation, wherever it was left. Rejects with the code
    /// `store.in_use` while another agent has it, here or in another tab.
    #[wasm_bindgen(js_name = openAgent)]
    pub fn open_agent(&self, id: String, options: JsValue) -> Promise {
        self.0.open_agent(id, options)
    }

    /// Merges the conversations with those of all devices that share `{redis: {url, token}}` or
    /// `{folder}`. Conversations that an agent has are left alone. Resolves to what has changed.
    pub fn sync(&self, shared: JsValue) -> Promise {
        self.0.sync(shared)
    }
}
