//! The journal of an embedded agent: keeps all events, in a store, too, if there is one, and tells
//! JavaScript of each.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use js_sys::{Array, Function, JSON};
use micropython_agent::agent::{Event, Journal, Transcript};
use micropython_agent::storage::conversation::Writer;
use wasm_bindgen::prelude::*;

use super::errors::plain;
use crate::browser::js_error::describe;
use crate::browser::json::to_js;

/// Keeps events and tells of them.
pub struct ListeningJournal {
    kept: RefCell<(Vec<Event>, Transcript)>,
    writer: Option<Rc<Writer>>,
    on_event: Option<Function>,
}

impl ListeningJournal {
    /// A journal of a conversation with these events; those that follow go to `writer`, too, and
    /// `on_event` is told of each.
    pub fn new(events: Vec<Event>, writer: Option<Rc<Writer>>, on_event: Option<Function>) -> Self {
        let transcript = Transcript::of(&events);
        Self {
            kept: RefCell::new((events, transcript)),
            writer,
            on_event,
        }
    }

    /// All events so far.
    pub fn events(&self) -> Vec<Event> {
        self.kept.borrow().0.clone()
    }

    /// Looks at the conversation so far.
    pub fn read<T>(&self, look: impl FnOnce(&Transcript) -> T) -> T {
        look(&self.kept.borrow().1)
    }

    fn tell(&self, event: &Event) {
        {
            let (events, transcript) = &mut *self.kept.borrow_mut();
            events.push(event.clone());
            transcript.apply(event);
        }
        let Some(on_event) = &self.on_event else {
            return;
        };
        // Nothing is borrowed here: the function may look at the agent.
        let told = to_js(event).and_then(|event| on_event.call1(&JsValue::UNDEFINED, &event));
        if let Err(thrown) = told {
            tracing::warn!(reason = describe(&thrown), "onEvent failed");
        }
    }
}

#[async_trait(?Send)]
impl Journal for ListeningJournal {
    async fn record(&self, event: &Event) {
        // Before the first await, so the event is kept if the future is dropped.
        let stored = self
            .writer
            .as_ref()
            .map(|writer| writer.write(event.clone()));
        self.tell(event);
        if let Some(stored) = stored {
            stored.await;
        }
    }

    fn note(&self, event: &Event) {
        if let Some(writer) = &self.writer {
            writer.queue(event.clone());
        }
        self.tell(event);
    }
}

/// Events that came from elsewhere.
///
/// # Errors
/// An `Error` that names the first that is none.
pub fn events_from(events: &Array) -> Result<Vec<Event>, JsValue> {
    let events = events.iter().enumerate();
    events
        .map(|(index, event)| {
            let text = JSON::stringify(&event)?.as_string().unwrap_or_default();
            serde_json::from_str(&text)
                .map_err(|error| plain(&format!("event {index} is none: {error}")))
        })
        .collect()
}
