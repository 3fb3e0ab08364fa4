//! The browser's own language model: no key, no provider, no network once it is downloaded.
//! Protocol: <https://developer.mozilla.org/en-US/docs/Web/API/LanguageModel>. A session is made
//! for each reply and ended with it.

use async_trait::async_trait;
use futures::StreamExt;
use futures::channel::mpsc::{self, UnboundedSender};
use js_sys::{Array, Function, Object, Promise, Reflect};
use micropython_agent::model::{
    ChatModel, ChatRequest, CompletionStream, FinishReason, Message, ModelError, ModelEvent, Role,
};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_streams::ReadableStream;
use web_sys::AbortController;

use super::js_error::describe;

/// The most bytes of one reply.
const REPLY_BYTES: usize = 1 << 20;

/// Where it is.
const GLOBAL: &str = "LanguageModel";

/// Percents between two words about the download.
const DOWNLOAD_STEP: u32 = 10;

type Events = UnboundedSender<Result<ModelEvent, ModelError>>;

/// The browser's own model.
pub struct BuiltInModel;

/// Whether this browser has a model of its own, or can download it.
pub async fn is_available() -> bool {
    let Ok(model) = Reflect::get(&js_sys::global(), &GLOBAL.into()) else {
        return false;
    };
    if model.is_undefined() {
        return false;
    }
    match call(&model, "availability", &[]).await {
        Ok(answer) => answer
            .as_string()
            .is_some_and(|answer| answer != "unavailable"),
        Err(thrown) => {
            tracing::info!(reason = describe(&thrown), "the browser's model is absent");
            false
        }
    }
}

#[async_trait(?Send)]
impl ChatModel for BuiltInModel {
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError> {
        let abort = AbortController::new().map_err(|thrown| failed(&thrown))?;
        let abort = AbortOnDrop(abort);
        let signal = JsValue::from(abort.0.signal());
        let (events, received) = mpsc::unbounded();
        spawn_local(async move {
            let end = match answer(&request.messages, &signal, &events).await {
                Ok(finish) => Ok(ModelEvent::Finished(finish)),
                Err(thrown) => Err(failed(&thrown)),
            };
            // Nobody listens any more when the reply was given up.
            let _ = events.unbounded_send(end);
        });
        let kept = received.map(move |event| {
            // Owned by this closure, and so by the stream.
            let _abort = &abort;
            event
        });
        Ok(kept.boxed_local())
    }
}

/// Ends the session and what it does when dropped.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn answer(
    messages: &[Message],
    signal: &JsValue,
    events: &Events,
) -> Result<FinishReason, JsValue> {
    let model = Reflect::get(&js_sys::global(), &GLOBAL.into())?;
    if model.is_undefined() {
        return Err("this browser has none".into());
    }
    let Some((last, before)) = messages.split_last() else {
        return Err("there is no question".into());
    };
    let progress = progress_listener(events.clone());
    let monitor = monitor(&progress);
    let options = Object::new();
    let prompts: Array = before.iter().map(prompt).collect();
    Reflect::set(&options, &"initialPrompts".into(), &prompts)?;
    Reflect::set(&options, &"monitor".into(), monitor.as_ref())?;
    Reflect::set(&options, &"signal".into(), signal)?;
    let session = call(&model, "create", &[options.into()]).await?;
    let asked = Object::new();
    Reflect::set(&asked, &"signal".into(), signal)?;
    let arguments = [last.content.as_str().into(), asked.into()];
    let stream = invoke(&session, "promptStreaming", &arguments)?;
    let mut pieces = ReadableStream::from_raw(stream.unchecked_into())
        .try_into_stream()
        .map_err(|(error, _)| JsValue::from(error))?;
    let mut received = 0;
    while let Some(piece) = pieces.next().await {
        let text = piece?.as_string().unwrap_or_default();
        received += text.len();
        if received > REPLY_BYTES {
            return Ok(FinishReason::Length);
        }
        let is_heard =
            text.is_empty() || events.unbounded_send(Ok(ModelEvent::Delta(text))).is_ok();
        if !is_heard {
            break;
        }
    }
    invoke(&session, "destroy", &[])?;
    Ok(FinishReason::Stop)
}

/// Tells of the download as it goes on.
fn progress_listener(events: Events) -> Closure<dyn FnMut(JsValue)> {
    let mut told = None;
    Closure::new(move |event: JsValue| {
        let loaded = Reflect::get(&event, &"loaded".into()).ok();
        let share = loaded.and_then(|loaded| loaded.as_f64()).unwrap_or(0.0);
        let percent = (share.clamp(0.0, 1.0) * 100.0) as u32 / DOWNLOAD_STEP * DOWNLOAD_STEP;
        if told.replace(percent) != Some(percent) {
            let reason = format!("The browser downloads its model: {percent} %");
            let delay_ms = 0;
            // Nobody listens any more when the question was stopped.
            let _ = events.unbounded_send(Ok(ModelEvent::Retrying { reason, delay_ms }));
        }
    })
}

/// What the browser calls with the object that tells of the download.
fn monitor(progress: &Closure<dyn FnMut(JsValue)>) -> Closure<dyn FnMut(JsValue)> {
    let progress = progress.as_ref().clone();
    Closure::new(move |monitor: JsValue| {
        let arguments = ["downloadprogress".into(), progress.clone()];
        if let Err(thrown) = invoke(&monitor, "addEventListener", &arguments) {
            tracing::info!(reason = describe(&thrown), "the download tells nothing");
        }
    })
}

fn prompt(message: &Message) -> JsValue {
    let role = match message.role {
        Role::System => "system",
        Role::User => "user",
        Role::Assistant => "assistant",
    };
    let prompt = Object::new();
    for (name, value) in [("role", role), ("content", message.content.as_str())] {
        // A new object takes every field.
        let _ = Reflect::set(&prompt, &name.into(), &value.into());
    }
    prompt.into()
}

/// Calls a method.
fn invoke(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let arguments: Array = arguments.iter().collect();
    Reflect::apply(&method, object, &arguments)
}

/// Calls a method and waits for what it promises.
async fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let promise = Promise::resolve(&invoke(object, method, arguments)?);
    JsFuture::from(promise).await
}

fn failed(thrown: &JsValue) -> ModelError {
    ModelError::Configuration(format!(
        "The browser's own model did not answer ({}). Try again, or choose another provider in Settings",
        describe(thrown)
    ))
}
