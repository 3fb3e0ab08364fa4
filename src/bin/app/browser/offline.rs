//! The site kept on the device by its service worker, so that it opens without a network. Service
//! workers: <https://w3c.github.io/ServiceWorker/>; `offline/service-worker.js` is ours.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::js_error::describe;

const SCRIPT: &str = "./service-worker.js";

/// What the names of our caches begin with: other sites of this origin have their own.
const CACHES: &str = "micropython-agent ";

/// What tells a service worker that waits to take over at once.
const TAKE_OVER: &str = "take over";

#[wasm_bindgen]
extern "C" {
    /// `navigator.serviceWorker`.
    #[derive(Clone)]
    type Container;

    #[wasm_bindgen(method, catch)]
    fn register(this: &Container, script: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getRegistration)]
    fn registration(this: &Container) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn controller(this: &Container) -> Option<Worker>;

    #[wasm_bindgen(method, setter, js_name = oncontrollerchange)]
    fn on_controller_change(this: &Container, listener: &JsValue);

    #[derive(Clone)]
    type Registration;

    #[wasm_bindgen(method, catch)]
    fn unregister(this: &Registration) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn waiting(this: &Registration) -> Option<Worker>;

    #[wasm_bindgen(method, getter)]
    fn installing(this: &Registration) -> Option<Worker>;

    #[wasm_bindgen(method, setter, js_name = onupdatefound)]
    fn on_update_found(this: &Registration, listener: &JsValue);

    type Worker;

    #[wasm_bindgen(method, setter, js_name = onstatechange)]
    fn on_state_change(this: &Worker, listener: &JsValue);

    #[wasm_bindgen(method, js_name = postMessage)]
    fn post_message(this: &Worker, message: &str);

    /// `caches`.
    type Caches;

    #[wasm_bindgen(method, catch)]
    fn keys(this: &Caches) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn delete(this: &Caches, name: &str) -> Result<Promise, JsValue>;
}

/// A new version of the site that is on the device and waits until no tab shows the old one.
#[derive(Clone)]
pub struct NewVersion {
    container: Container,
    registration: Registration,
}

/// Has the site kept on this device. `ready` hears of each new version that waits.
pub async fn keep(ready: impl Fn(NewVersion) + Clone + 'static) {
    let Some(container) = container() else { return };
    let registered = match container.register(SCRIPT) {
        Ok(promise) => JsFuture::from(promise).await,
        Err(thrown) => Err(thrown),
    };
    let registration: Registration = match registered {
        Ok(registration) => registration.unchecked_into(),
        Err(thrown) => {
            let reason = describe(&thrown);
            return tracing::info!(reason, "the site is not kept for use without a network");
        }
    };
    let update = NewVersion {
        container,
        registration: registration.clone(),
    };
    let tell = move || {
        // The first version that is ever kept is the one on the screen.
        if update.registration.waiting().is_some() && update.container.controller().is_some() {
            ready(update.clone());
        }
    };
    tell();
    let found = {
        let (registration, tell) = (registration.clone(), tell);
        move || {
            if let Some(worker) = registration.installing() {
                let tell = tell.clone();
                worker.on_state_change(&listener(tell));
            }
        }
    };
    registration.on_update_found(&listener(found));
}

impl NewVersion {
    /// Has it take over, and loads the page anew.
    pub fn apply(&self) {
        let reload = || {
            let reloaded = web_sys::window().map(|window| window.location().reload());
            if !matches!(reloaded, Some(Ok(()))) {
                tracing::warn!("the page could not be loaded anew");
            }
        };
        self.container.on_controller_change(&listener(reload));
        if let Some(waiting) = self.registration.waiting() {
            waiting.post_message(TAKE_OVER);
        }
    }
}

/// Whether this page came from what is kept.
pub fn is_kept() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

/// Removes the site from this device. It is kept again when it is opened again.
pub async fn forget() {
    if let Err(thrown) = try_to_forget().await {
        let reason = describe(&thrown);
        tracing::warn!(reason, "the files that are kept could not be removed");
    }
}

async fn try_to_forget() -> Result<(), JsValue> {
    let Some(container) = container() else {
        return Ok(());
    };
    let registration = JsFuture::from(container.registration()?).await?;
    if registration.is_object() {
        let registration: Registration = registration.unchecked_into();
        JsFuture::from(registration.unregister()?).await?;
    }
    let caches = js_sys::Reflect::get(&js_sys::global(), &"caches".into())?;
    let caches: Caches = caches.unchecked_into();
    let names: js_sys::Array = JsFuture::from(caches.keys()?).await?.unchecked_into();
    let names = names.iter().filter_map(|name| name.as_string());
    for name in names.filter(|name| name.starts_with(CACHES)) {
        JsFuture::from(caches.delete(&name)?).await?;
    }
    Ok(())
}

/// Only pages of secure origins have one.
fn container() -> Option<Container> {
    let navigator = web_sys::window()?.navigator();
    let container = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.is_object().then(|| container.unchecked_into())
}

/// For as long as the page is open.
fn listener(hear: impl Fn() + 'static) -> JsValue {
    Closure::<dyn Fn()>::new(hear).into_js_value()
}
