//! The other tabs that show this page: which of them leads a conversation, and what happens there.
//! Web Locks: <https://w3c.github.io/web-locks/>; BroadcastChannel:
//! <https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts>.

use futures::channel::oneshot;
use js_sys::{Function, Promise};
use micropython_agent::agent::PersonAnswer;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::js_error::describe;

const CHANNEL: &str = "micropython-agent";

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`, which web-sys counts as unstable.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &JsValue,
        callback: &Function,
    ) -> Result<Promise, JsValue>;
}

/// The lead of a conversation: other tabs do not get it until this is dropped, or the tab closes.
pub struct Lead {
    /// Where the browser has no locks there is nothing to release.
    release: Option<Function>,
}

impl Drop for Lead {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            // A function made by the browser; it does not fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// The lead of a conversation, if no other tab has it.
pub async fn lead(conversation: &str) -> Option<Lead> {
    wait_for_lead(conversation, true).await
}

/// The lead of a conversation, once no other tab has it.
pub async fn lead_in_time(conversation: &str) -> Option<Lead> {
    wait_for_lead(conversation, false).await
}

async fn wait_for_lead(conversation: &str, only_if_free: bool) -> Option<Lead> {
    let unlocked = Lead { release: None };
    let Some(locks) = locks() else {
        return Some(unlocked);
    };
    let (sender, receiver) = oneshot::channel();
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            // The other end waits below.
            let _ = sender.send(None);
            return JsValue::UNDEFINED;
        }
        let mut release = None;
        let held = Promise::new(&mut |resolve, _| release = Some(resolve));
        // Nobody waits any longer: the lead falls back at once, as `Lead` is dropped.
        let _ = sender.send(Some(Lead { release }));
        held.into()
    });
    let options = js_sys::Object::new();
    let set = js_sys::Reflect::set(&options, &"ifAvailable".into(), &only_if_free.into());
    let name = format!("{CHANNEL}/{conversation}");
    let requested =
        set.and_then(|_| locks.request(&name, &options, granted.unchecked_ref::<Function>()));
    match requested {
        Ok(_) => receiver.await.unwrap_or(Some(unlocked)),
        Err(error) => {
            tracing::warn!(error = describe(&error), "the browser grants no locks");
            Some(unlocked)
        }
    }
}

/// Only pages of secure origins have locks.
fn locks() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = js_sys::Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// What happened to a conversation.
#[derive(Serialize, Deserialize)]
pub enum News {
    /// It went on: the event, as JSON.
    Event(String),
    /// The person has answered, in a tab that follows, what a call of the tab at work waits for.
    Answered {
        /// The id of its step.
        step: u32,
        /// The call.
        call: u32,
        /// What is said.
        answer: PersonAnswer,
    },
    /// It is being deleted.
    Deleted,
    /// It is another than it was: what another device did was merged.
    Changed,
    /// It was renamed, pinned or unpinned.
    Relabelled,
    /// It was deleted on another device.
    DeletedElsewhere,
    /// Everything on this device is being forgotten.
    Forgotten,
}

/// What a tab tells the others.
#[derive(Serialize, Deserialize)]
struct Told {
    conversation: String,
    news: News,
}

/// Tells the other tabs what happens here, and listens to them. The same origin's pages only can
/// take part.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
}

impl Tabs {
    /// Joins the other tabs.
    pub fn join() -> Self {
        let channel = BroadcastChannel::new(CHANNEL);
        if let Err(error) = &channel {
            tracing::warn!(
                error = describe(error),
                "other tabs are not told of changes"
            );
        }
        Self {
            channel: channel.ok(),
        }
    }

    /// Tells the other tabs what happened to a conversation.
    pub fn tell(&self, conversation: &str, news: News) {
        let Some(channel) = &self.channel else { return };
        let told = Told {
            conversation: conversation.into(),
            news,
        };
        let sent = serde_json::to_string(&told).map(|text| channel.post_message(&text.into()));
        if !matches!(sent, Ok(Ok(()))) {
            tracing::warn!("other tabs could not be told of a change");
        }
    }

    /// Hears all news of other tabs, with the conversation's id, for as long as the page is
    /// open.
    pub fn listen(&self, hear: impl Fn(String, News) + 'static) {
        let Some(channel) = &self.channel else { return };
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
            let text = message.data().as_string().unwrap_or_default();
            match serde_json::from_str::<Told>(&text) {
                Ok(told) => hear(told.conversation, told.news),
                // A tab with another version of the page.
                Err(error) => tracing::debug!(%error, "another tab is not understood"),
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        listener.forget();
    }
}
