//! Starts sandbox workers: an opaque-origin iframe each (`sandbox.html`, which describes the
//! exchange of messages), holding one worker started from bytes that the page hands over. Removing
//! the iframe ends the worker, whatever it is doing. One more iframe waits for the next worker.
//!
//! The iframe is made from the file's text: one that is loaded by its address is loaded past the
//! service worker, and there would be no Python without a network.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use async_trait::async_trait;
use futures::channel::{mpsc, oneshot};
use futures::future::{AbortHandle, LocalBoxFuture, Shared, abortable};
use futures::{FutureExt, StreamExt};
use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use micropython_agent::sandbox::protocol::Message;
use micropython_agent::sandbox::supervisor::{WorkerLink, WorkerSpawner};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Crypto, HtmlIFrameElement, MessageEvent, Window};

use super::js_error::{describe, field};
use super::site;

/// The last line of the worker's script: starts it with what the frame's first message carries.
const BOOT: &str = include_str!("../../worker/boot.js");

/// With so many messages a worker has been of use: it was ready, and code has run.
const SPARE_AFTER: u32 = 2;

/// Bytes of random nonce: 128 bits.
const NONCE_BYTES: usize = 16;

thread_local! {
    /// Fetched once for the page; forgotten when it failed, so that the next worker tries again.
    static ASSETS: RefCell<Option<Loading>> = const { RefCell::new(None) };

    /// A frame for the next worker, in which nothing has run: to load one is a quarter of a start.
    static SPARE: RefCell<Option<Waiting>> = const { RefCell::new(None) };
}

/// Starts workers in this page.
pub struct FrameSpawner {
    window: Window,
    crypto: Crypto,
}

type Loading = Shared<LocalBoxFuture<'static, Result<Rc<Assets>, String>>>;

/// What a worker is made of.
struct Assets {
    frame: String,
    script: String,
    worker: Blob,
    micropython: Blob,
}

/// One worker in its frame.
struct FrameLink {
    frame: Rc<Frame>,
    inbox: mpsc::UnboundedReceiver<Result<Message, String>>,
    starting: AbortHandle,
    _listener: Listener,
}

/// A frame that is loaded, or about to be, without a worker yet.
struct Waiting {
    frame: Rc<Frame>,
    say: mpsc::UnboundedSender<Result<Message, String>>,
    inbox: mpsc::UnboundedReceiver<Result<Message, String>>,
    on_opened: oneshot::Receiver<()>,
    listener: Listener,
}

/// What hears a frame. Dropped, it removes the frame, which ends the worker.
struct Listener {
    frame: Rc<Frame>,
    window: Window,
    on_message: Closure<dyn Fn(MessageEvent)>,
}

struct Frame {
    element: HtmlIFrameElement,
    started: Cell<bool>,
    /// Messages for the worker that were posted before it was started.
    queue: RefCell<Vec<Message>>,
}

impl FrameSpawner {
    /// A spawner for this page; begins to fetch what workers are made of.
    ///
    /// # Errors
    /// What the browser says when it has no source of random numbers.
    pub fn new(window: Window) -> Result<Self, JsValue> {
        let spawner = Self {
            crypto: window.crypto()?,
            window,
        };
        let loading = spawner.assets();
        spawn_local(async move {
            // Whoever needs a worker sees the error; this only warms it up.
            let _ = loading.await;
        });
        Ok(spawner)
    }

    fn assets(&self) -> Loading {
        ASSETS.with_borrow_mut(|slot| {
            let known = slot
                .take()
                .filter(|loading| !matches!(loading.peek(), Some(Err(_))));
            let loading =
                known.unwrap_or_else(|| load_assets(self.window.clone()).boxed_local().shared());
            slot.insert(loading).clone()
        })
    }
}

impl WorkerSpawner for FrameSpawner {
    fn spawn(&self, first_message: String) -> Box<dyn WorkerLink> {
        let waiting = match SPARE.take() {
            Some(spare) => Ok(spare),
            None => Waiting::open(&self.window, self.assets()),
        };
        match waiting {
            Ok(waiting) => Box::new(waiting.start(self.assets(), first_message)),
            Err(error) => Box::new(NoFrame {
                reason: describe(&error),
            }),
        }
    }

    fn nonce(&self) -> String {
        let mut bytes = [0; NONCE_BYTES];
        // By the Web Cryptography API this fails only beyond 65,536 bytes.
        let filled = self.crypto.get_random_values_with_u8_array(&mut bytes);
        debug_assert!(filled.is_ok());
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[async_trait(?Send)]
impl WorkerLink for FrameLink {
    fn post(&self, message: Message) {
        self.frame.post(message);
    }

    async fn receive(&mut self) -> Result<Message, String> {
        match self.inbox.next().await {
            Some(message) => message,
            // The sender lives in the listener, which lives as long as this link.
            None => Err("its frame is gone".into()),
        }
    }
}

impl Drop for FrameLink {
    fn drop(&mut self) {
        self.starting.abort();
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let listener = self.on_message.as_ref().unchecked_ref();
        if let Err(error) = self
            .window
            .remove_event_listener_with_callback("message", listener)
        {
            tracing::warn!(?error, "the sandbox's listener could not be removed");
        }
        self.frame.element.remove();
    }
}

impl Frame {
    fn post(&self, message: Message) {
        if self.started.get() {
            self.relay(message);
        } else {
            self.queue.borrow_mut().push(message);
        }
    }

    /// Hands over what the worker is made of, then all that was posted so far.
    fn start(&self, assets: &Assets, first_message: String) -> Result<(), JsValue> {
        let first = object(&[
            ("wasm", &assets.worker),
            ("micropython", &assets.micropython),
            ("message", &first_message.into()),
        ])?;
        let script = assets.script.as_str().into();
        self.send(object(&[("script", &script), ("first", &first)])?.as_ref());
        self.started.set(true);
        for message in self.queue.take() {
            self.relay(message);
        }
        Ok(())
    }

    /// Sends a message for the worker: a text, or `{text, bytes}`, the bytes handed over.
    fn relay(&self, Message { text, bytes }: Message) {
        let text = JsValue::from(text);
        let Some(bytes) = bytes else {
            return self.send(&text);
        };
        let buffer = Uint8Array::from(bytes.as_slice()).buffer();
        match object(&[("text", &text), ("bytes", &buffer)]) {
            Ok(message) => self.send_with(&message, &Array::of1(&buffer)),
            Err(error) => tracing::error!(?error, "a message to the sandbox could not be made"),
        }
    }

    fn send(&self, message: &JsValue) {
        self.send_with(message, &Array::new());
    }

    fn send_with(&self, message: &JsValue, transfer: &JsValue) {
        let Some(window) = self.element.content_window() else {
            return; // The frame was removed: nobody is left to hear it.
        };
        // An opaque origin cannot be named, hence "*"; the frame is our own file.
        if let Err(error) = window.post_message_with_transfer(message, "*", transfer) {
            tracing::error!(?error, "a message to the sandbox could not be sent");
        }
    }
}

impl Waiting {
    /// Has a frame loaded as soon as its text is there.
    fn open(window: &Window, assets: Loading) -> Result<Self, JsValue> {
        let document = window.document().ok_or("the page has no document")?;
        let element: HtmlIFrameElement = document.create_element("iframe")?.unchecked_into();
        element.set_attribute("sandbox", "allow-scripts")?;
        // The page's address may hold the question.
        element.set_attribute("referrerpolicy", "no-referrer")?;
        element.set_hidden(true);
        element.set_title("Python sandbox");

        let frame = Rc::new(Frame {
            element,
            started: Cell::new(false),
            queue: RefCell::default(),
        });
        let (say, inbox) = mpsc::unbounded();
        let (opened, on_opened) = oneshot::channel();
        let listener = Listener {
            on_message: listen(
                frame.clone(),
                window.clone(),
                assets.clone(),
                say.clone(),
                opened,
            ),
            frame: frame.clone(),
            window: window.clone(),
        };
        let function = listener.on_message.as_ref().unchecked_ref();
        window.add_event_listener_with_callback("message", function)?;
        document
            .body()
            .ok_or("the page has no body")?
            .append_child(&frame.element)?;
        let element = frame.element.clone();
        spawn_local(async move {
            // Whoever starts a worker in it sees the error.
            if let Ok(assets) = assets.await {
                element.set_srcdoc(&assets.frame);
            }
        });
        Ok(Self {
            frame,
            say,
            inbox,
            on_opened,
            listener,
        })
    }

    /// Has the worker started in it once all that takes is there.
    fn start(self, assets: Loading, first_message: String) -> FrameLink {
        let Self {
            frame,
            say,
            inbox,
            on_opened,
            listener,
        } = self;
        let (starting, start) = {
            let frame = frame.clone();
            abortable(async move {
                let assets = assets.await;
                if on_opened.await.is_err() {
                    return; // The link is gone.
                }
                let started = assets.and_then(|assets| {
                    frame
                        .start(&assets, first_message)
                        .map_err(|error| describe(&error))
                });
                if let Err(reason) = started {
                    // Without a listener there is nobody to tell.
                    let _ = say.unbounded_send(Err(reason));
                }
            })
        };
        spawn_local(async move {
            // Aborted when the link is dropped, which is all there is to know.
            let _ = starting.await;
        });
        FrameLink {
            frame,
            inbox,
            starting: start,
            _listener: listener,
        }
    }
}

/// Has a frame loaded for the next worker, unless there is one.
fn keep_spare(window: &Window, assets: Loading) {
    if SPARE.with_borrow(Option::is_some) {
        return;
    }
    match Waiting::open(window, assets) {
        Ok(waiting) => SPARE.set(Some(waiting)),
        // Whoever needs a frame sees the error.
        Err(error) => tracing::debug!(?error, "no spare frame"),
    }
}

/// Takes what the frame says: texts, and `{text, bytes}`, are the worker's messages, everything else
/// is the frame's. Once the worker has been of use, a frame for the next one is loaded.
fn listen(
    frame: Rc<Frame>,
    window: Window,
    assets: Loading,
    say: mpsc::UnboundedSender<Result<Message, String>>,
    opened: oneshot::Sender<()>,
) -> Closure<dyn Fn(MessageEvent)> {
    let opened = Cell::new(Some(opened));
    let heard_so_far = Cell::new(0_u32);
    Closure::new(move |event: MessageEvent| {
        let ours = frame.element.content_window();
        if ours.is_none() || event.source().as_ref() != ours.as_ref().map(|window| window.as_ref())
        {
            return;
        }
        let data = event.data();
        let message = if let Some(text) = data.as_string() {
            Message::from(text)
        } else if let Some(text) = field(&data, "text") {
            let bytes = Reflect::get(&data, &"bytes".into()).ok();
            let bytes = bytes.and_then(|bytes| bytes.dyn_into::<ArrayBuffer>().ok());
            let bytes = bytes.map(|bytes| Uint8Array::new(&bytes).to_vec());
            Message { text, bytes }
        } else {
            if let Some(reason) = field(&data, "failed") {
                // Without a listener there is nobody to tell.
                let _ = say.unbounded_send(Err(reason));
            } else if let Some(opened) = opened.take() {
                // Whoever waited for the frame may have been dropped meanwhile.
                let _ = opened.send(());
            }
            return;
        };
        if say.unbounded_send(Ok(message)).is_err() {
            tracing::debug!("the sandbox spoke after its end");
        }
        heard_so_far.set(heard_so_far.get().saturating_add(1));
        if heard_so_far.get() == SPARE_AFTER {
            keep_spare(&window, assets.clone());
        }
    })
}

/// A plain JavaScript object of these fields.
fn object(fields: &[(&str, &JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (key, value) in fields {
        Reflect::set(&object, &(*key).into(), value)?;
    }
    Ok(object)
}

/// A link whose frame could not even be made.
struct NoFrame {
    reason: String,
}

#[async_trait(?Send)]
impl WorkerLink for NoFrame {
    fn post(&self, _: Message) {}

    async fn receive(&mut self) -> Result<Message, String> {
        Err(self.reason.clone())
    }
}

async fn load_assets(window: Window) -> Result<Rc<Assets>, String> {
    let (frame, script, worker, micropython) = futures::try_join!(
        load_text(&window, "sandbox.html"),
        load_text(&window, "worker.js"),
        site::load(&window, "worker_bg.wasm"),
        site::load(&window, "micropython.wasm"),
    )?;
    Ok(Rc::new(Assets {
        frame,
        script: format!("{script}\n{BOOT}"),
        worker,
        micropython,
    }))
}

async fn load_text(window: &Window, name: &str) -> Result<String, String> {
    let text = JsFuture::from(site::load(window, name).await?.text()).await;
    let text = text.ok().and_then(|text| text.as_string());
    text.ok_or_else(|| format!("{name} is no text"))
}
