//! Has diagrams drawn, one at a time, by a worker of their own (`src/bin/diagrams`) that is fetched
//! and started when the first one is shown. One that takes too long, or fails, is ended; the next
//! diagram gets another.

use std::rc::Rc;
use std::time::Duration;

use futures::channel::mpsc;
use futures::future::{Either, select};
use futures::lock::Mutex;
use futures::{StreamExt, pin_mut};
use js_sys::Array;
use micropython_agent::diagram::{self, DiagramError, Drawing};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Event, MessageEvent, Url, Worker};

use super::js_error::describe;
use super::site;

/// The last lines of the worker's script.
const BOOT: &str = include_str!("../../diagrams/boot.js");

/// What starting may take, once everything is there: compiling, on a slow device.
const START: Duration = Duration::from_secs(20);

/// What drawing may take.
const DRAWING: Duration = Duration::from_secs(2);

thread_local! {
    /// The worker, while it rests. Who waits for it waits for all before.
    static DRAWER: Rc<Mutex<Option<Drawer>>> = Rc::new(Mutex::new(None));
}

/// Why there is no drawing.
#[derive(Debug, Error)]
pub enum Failure {
    /// The worker could not be fetched or started. Asking again tries again.
    #[error("{0}")]
    NotStarted(String),
    /// It took too long.
    #[error("drawing took more than {DRAWING:?}")]
    TooSlow,
    /// The worker has failed.
    #[error("the worker failed: {0}")]
    Failed(String),
    /// The worker has answered, and this is why not.
    #[error(transparent)]
    Refused(#[from] DiagramError),
}

/// A worker that draws. Dropped, it is ended.
struct Drawer {
    worker: Worker,
    inbox: mpsc::UnboundedReceiver<Result<JsValue, String>>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(Event)>,
}

/// Draws a source, after those that were asked for before. Dropping this gives up, wherever it is.
///
/// # Errors
/// [`Failure`].
pub async fn draw(source: &str) -> Result<Drawing, Failure> {
    let place = DRAWER.with(Rc::clone);
    let mut place = place.lock().await;
    let mut drawer = match place.take() {
        Some(drawer) => drawer,
        None => start().await.map_err(Failure::NotStarted)?,
    };
    let posted = drawer.worker.post_message(&source.into());
    posted.map_err(|error| Failure::Failed(describe(&error)))?;
    let answer = drawer.answer(DRAWING).await;
    let answer = answer.ok_or(Failure::TooSlow)?.map_err(Failure::Failed)?;
    let answer = answer.as_string().unwrap_or_default();
    // It has done what it was asked for: it may do so again.
    place.replace(drawer);
    Ok(diagram::read(&answer)?)
}

async fn start() -> Result<Drawer, String> {
    let window = web_sys::window().ok_or("this is not a page")?;
    let (script, program) = futures::try_join!(
        site::load(&window, "diagrams.js"),
        site::load(&window, "diagrams_bg.wasm"),
    )?;
    let mut drawer = Drawer::new(&script).map_err(|error| describe(&error))?;
    let posted = drawer.worker.post_message(&program);
    posted.map_err(|error| describe(&error))?;
    match drawer.answer(START).await {
        Some(Ok(_)) => Ok(drawer),
        Some(Err(reason)) => Err(reason),
        None => Err("the worker for diagrams does not start".into()),
    }
}

impl Drawer {
    fn new(script: &Blob) -> Result<Self, JsValue> {
        let parts = Array::of3(script, &"\n".into(), &BOOT.into());
        let script = Blob::new_with_blob_sequence(&parts)?;
        let address = Url::create_object_url_with_blob(&script)?;
        let worker = Worker::new(&address);
        // What is being loaded from it goes on.
        Url::revoke_object_url(&address)?;
        let worker = worker?;
        let (say, inbox) = mpsc::unbounded();
        let said = say.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            // The inbox lives as long as this.
            let _ = said.unbounded_send(Ok(event.data()));
        });
        let on_error = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            // It is told to whoever asked, and is no error of the page.
            event.prevent_default();
            let _ = say.unbounded_send(Err(describe(&event)));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            inbox,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// What it says next, if it does within this time.
    async fn answer(&mut self, within: Duration) -> Option<Result<JsValue, String>> {
        let late = gloo_timers::future::sleep(within);
        let next = self.inbox.next();
        pin_mut!(late, next);
        match select(next, late).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => None,
        }
    }
}

impl Drop for Drawer {
    fn drop(&mut self) {
        self.worker.terminate();
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
    }
}
