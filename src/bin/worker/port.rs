//! The port through which the page speaks, texts or `{text, bytes}`, in order.

use futures::StreamExt;
use futures::channel::mpsc;
use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use micropython_agent::sandbox::protocol::Message;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

/// The worker's end.
pub struct Port {
    port: MessagePort,
    inbox: mpsc::UnboundedReceiver<Message>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl Port {
    /// Listens from now on to what was said and will be.
    pub fn open(port: MessagePort) -> Self {
        let (arrived, inbox) = mpsc::unbounded();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            // The other end lives as long as this.
            let _ = arrived.unbounded_send(read(&event.data()));
        });
        port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Self {
            port,
            inbox,
            _on_message: on_message,
        }
    }

    /// The page's next message. None never comes: the page ends the worker and not the port.
    pub async fn receive(&mut self) -> Option<Message> {
        self.inbox.next().await
    }

    /// What posts a message to the page.
    pub fn poster(&self) -> impl Fn(Message) + use<> {
        let port = self.port.clone();
        move |Message { text, bytes }| {
            // It throws for what cannot be copied, and texts and buffers can.
            let _posted = match bytes {
                None => port.post_message(&text.into()),
                Some(bytes) => beside(text, &bytes).and_then(|(message, buffer)| {
                    port.post_message_with_transferable(&message, &Array::of1(&buffer))
                }),
            };
        }
    }
}

/// A text and bytes as one message, and the buffer in it that is handed over and not copied.
fn beside(text: String, bytes: &[u8]) -> Result<(Object, ArrayBuffer), JsValue> {
    let buffer = Uint8Array::from(bytes).buffer();
    let message = Object::new();
    Reflect::set(&message, &"text".into(), &text.into())?;
    Reflect::set(&message, &"bytes".into(), &buffer)?;
    Ok((message, buffer))
}

/// What is neither a text nor `{text, bytes}` is refused like a bad text.
fn read(message: &JsValue) -> Message {
    if let Some(text) = message.as_string() {
        return text.into();
    }
    let part = |name: &str| Reflect::get(message, &name.into()).ok();
    let bytes = part("bytes").and_then(|bytes| bytes.dyn_into::<ArrayBuffer>().ok());
    Message {
        text: part("text")
            .and_then(|text| text.as_string())
            .unwrap_or_default(),
        bytes: bytes.map(|bytes| Uint8Array::new(&bytes).to_vec()),
    }
}
