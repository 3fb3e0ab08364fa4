//! Starts sandbox workers: an opaque-origin iframe each (`sandbox.html`, which describes the
//! exchange of messages), holding one worker started from bytes that the page hands over. Removing
//! the iframe ends the worker, whatever it is doing. One more worker waits for the next session.
//!
//! The iframe is made from the file's text: one that is loaded by its address is loaded past the
//! service worker, and there would be no Python without a network.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::channel::{mpsc, oneshot};
use futures::future::{LocalBoxFuture, Shared};
use futures::{FutureExt, StreamExt};
use gloo_timers::future::sleep;
use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use micropython_agent::sandbox::protocol::Message;
use micropython_agent::sandbox::supervisor::{WorkerLink, WorkerSpawner};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Crypto, HtmlIFrameElement, MessageChannel, MessageEvent, MessagePort, Window};

use super::js_error::{describe, field};
use super::site;

/// The last line of the worker's script: starts it with what the frame's first message carries.
const BOOT: &str = include_str!("../../worker/boot.js");

/// With so many messages a worker has been of use: it was ready, and code has run.
const SPARE_AFTER: u32 = 2;

/// Only then is the next one begun: a frame takes the page some 20 ms, in which nobody would hear what the
/// first code comes to.
const SPARE_REST: Duration = Duration::from_millis(20);

/// Bytes of random nonce: 128 bits.
const NONCE_BYTES: usize = 16;

thread_local! {
    /// Fetched once for the page; forgotten when it failed, so that the next worker tries again.
    static ASSETS: RefCell<Option<Loading>> = const { RefCell::new(None) };

    /// A worker for the next session, to which nobody has spoken: most of a start is behind it.
    static SPARE: RefCell<Option<FrameLink>> = const { RefCell::new(None) };
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

/// One worker in its frame, and the port that leads to it. What is posted before the worker is up
/// waits in the port.
struct FrameLink {
    port: MessagePort,
    inbox: Inbox,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _frame: Frame,
}

/// What the worker says, or why it will say nothing.
type Inbox = mpsc::UnboundedReceiver<Result<Message, String>>;
type Say = mpsc::UnboundedSender<Result<Message, String>>;

/// A frame in the page, and what hears it. Dropped, it is removed, which ends its worker.
struct Frame {
    element: HtmlIFrameElement,
    window: Window,
    on_message: Closure<dyn Fn(MessageEvent)>,
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
        let spare = SPARE.take().and_then(FrameLink::unless_it_spoke);
        let link = match spare {
            Some(spare) => Ok(spare),
            None => FrameLink::open(&self.window, self.assets()),
        };
        match link {
            Ok(link) => {
                link.post(first_message.into());
                Box::new(link)
            }
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
    /// Posts a text, or `{text, bytes}`, the bytes handed over.
    fn post(&self, Message { text, bytes }: Message) {
        let text = JsValue::from(text);
        let posted = match bytes {
            None => self.port.post_message(&text),
            Some(bytes) => {
                let buffer = Uint8Array::from(bytes.as_slice()).buffer();
                object(&[("text", &text), ("bytes", &buffer)]).and_then(|message| {
                    let handed_over = Array::of1(&buffer);
                    self.port
                        .post_message_with_transferable(&message, &handed_over)
                })
            }
        };
        if let Err(error) = posted {
            tracing::error!(?error, "a message to the sandbox could not be sent");
        }
    }

    async fn receive(&mut self) -> Result<Message, String> {
        match self.inbox.next().await {
            Some(message) => message,
            // The sender lives in the closures, which live as long as this link.
            None => Err("its frame is gone".into()),
        }
    }
}

impl FrameLink {
    /// Has a worker started in a frame of its own as soon as all that takes is there. A failure is
    /// what it says first.
    fn open(window: &Window, assets: Loading) -> Result<Self, JsValue> {
        let (say, inbox) = mpsc::unbounded();
        let (opened, on_opened) = oneshot::channel();
        let frame = Frame::add(window, say.clone(), opened)?;
        let channel = MessageChannel::new()?;
        let port = channel.port1();
        let on_message = listen(window.clone(), assets.clone(), say.clone());
        port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let element = frame.element.clone();
        spawn_local(async move {
            let started = match assets.await {
                Ok(assets) => start(&element, &assets, on_opened, &channel.port2()).await,
                Err(reason) => Err(reason),
            };
            if let Err(reason) = started {
                // Whoever wanted the worker may be gone.
                let _ = say.unbounded_send(Err(reason));
            }
        });
        Ok(Self {
            port,
            inbox,
            _on_message: on_message,
            _frame: frame,
        })
    }

    /// Itself, unless something was heard of it. Before it is spoken to, that can only be that it
    /// failed.
    fn unless_it_spoke(mut self) -> Option<Self> {
        match self.inbox.try_recv() {
            Err(mpsc::TryRecvError::Empty) => Some(self),
            Ok(_) | Err(mpsc::TryRecvError::Closed) => None,
        }
    }
}

impl Drop for FrameLink {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.close();
    }
}

impl Frame {
    /// Adds one to the page, still without content. It says through `opened` that it can be spoken
    /// to, and through `say` what fails.
    fn add(window: &Window, say: Say, opened: oneshot::Sender<()>) -> Result<Self, JsValue> {
        let document = window.document().ok_or("the page has no document")?;
        let element: HtmlIFrameElement = document.create_element("iframe")?.unchecked_into();
        element.set_attribute("sandbox", "allow-scripts")?;
        // The page's address may hold the question.
        element.set_attribute("referrerpolicy", "no-referrer")?;
        element.set_hidden(true);
        element.set_title("Python sandbox");

        let opened = Cell::new(Some(opened));
        let ours = element.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let ours = ours.content_window();
            if ours.is_none() || event.source().map(JsValue::from) != ours.map(JsValue::from) {
                return;
            }
            // Whoever hears of it may be gone meanwhile.
            if let Some(reason) = field(&event.data(), "failed") {
                let _ = say.unbounded_send(Err(reason));
            } else if let Some(opened) = opened.take() {
                let _ = opened.send(());
            }
        });
        let frame = Self {
            element,
            window: window.clone(),
            on_message,
        };
        let function = frame.on_message.as_ref().unchecked_ref();
        window.add_event_listener_with_callback("message", function)?;
        document
            .body()
            .ok_or("the page has no body")?
            .append_child(&frame.element)?;
        Ok(frame)
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        let function = self.on_message.as_ref().unchecked_ref();
        let window = &self.window;
        if let Err(error) = window.remove_event_listener_with_callback("message", function) {
            tracing::warn!(?error, "the sandbox's listener could not be removed");
        }
        self.element.remove();
    }
}

/// Has the frame loaded, and hands over what the worker is made of and its end of the channel.
async fn start(
    frame: &HtmlIFrameElement,
    assets: &Assets,
    opened: oneshot::Receiver<()>,
    port: &MessagePort,
) -> Result<(), String> {
    frame.set_srcdoc(&assets.frame);
    if opened.await.is_err() {
        return Ok(()); // The link was dropped.
    }
    let Some(window) = frame.content_window() else {
        return Ok(()); // Likewise.
    };
    let message = object(&[
        ("script", &assets.script.as_str().into()),
        ("wasm", &assets.worker),
        ("micropython", &assets.micropython),
        ("port", port),
    ]);
    message
        // An opaque origin cannot be named, hence "*"; the frame is our own file.
        .and_then(|message| window.post_message_with_transfer(&message, "*", &Array::of1(port)))
        .map_err(|error| describe(&error))
}

/// Takes what the worker says. Once it has been of use, a worker for the next session is started.
fn listen(window: Window, assets: Loading, say: Say) -> Closure<dyn Fn(MessageEvent)> {
    let heard_so_far = Cell::new(0_u32);
    Closure::new(move |event: MessageEvent| {
        // The inbox lives as long as this.
        let _ = say.unbounded_send(Ok(read(&event.data())));
        heard_so_far.set(heard_so_far.get().saturating_add(1));
        if heard_so_far.get() == SPARE_AFTER {
            let (window, assets) = (window.clone(), assets.clone());
            spawn_local(async move {
                sleep(SPARE_REST).await;
                keep_spare(&window, assets);
            });
        }
    })
}

/// A text, or `{text, bytes}`. Anything else is refused like a bad text.
fn read(message: &JsValue) -> Message {
    if let Some(text) = message.as_string() {
        return text.into();
    }
    let bytes = Reflect::get(message, &"bytes".into()).ok();
    let bytes = bytes.and_then(|bytes| bytes.dyn_into::<ArrayBuffer>().ok());
    Message {
        text: field(message, "text").unwrap_or_default(),
        bytes: bytes.map(|bytes| Uint8Array::new(&bytes).to_vec()),
    }
}

/// Has a worker started for the next session, unless there is one.
fn keep_spare(window: &Window, assets: Loading) {
    if SPARE.with_borrow(Option::is_some) {
        return;
    }
    match FrameLink::open(window, assets) {
        Ok(spare) => SPARE.set(Some(spare)),
        // Whoever needs a worker sees the error.
        Err(error) => tracing::debug!(?error, "no spare worker"),
    }
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
