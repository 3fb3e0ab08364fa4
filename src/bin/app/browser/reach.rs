//! Why an address gives no answer, which the browser does not say of the request itself.

use js_sys::{Object, Reflect};
use micropython_agent::model::connection::Reach;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestInit;

/// Asks the address for something that the page may not read, and sends nothing with it: whether it
/// answers at all. <https://fetch.spec.whatwg.org/#concept-request-mode>, `no-cors`.
pub async fn reach(address: &str) -> Reach {
    let Some(window) = web_sys::window() else {
        return Reach::Nothing;
    };
    if is_offline(address) {
        return Reach::Offline;
    }
    let is_secure = window.location().protocol().as_deref() == Ok("https:");
    if is_secure && address.starts_with("http:") && !is_this_machine(address) {
        return Reach::PlainHttp;
    }
    let init = Object::new();
    let options = [
        ("mode", "no-cors"),
        ("credentials", "omit"),
        ("referrerPolicy", "no-referrer"),
        ("cache", "no-store"),
    ];
    for (name, value) in options {
        // A new object takes any property.
        let _ = Reflect::set(&init, &name.into(), &JsValue::from(value));
    }
    let init: RequestInit = init.unchecked_into();
    let answer = window.fetch_with_str_and_init(address, &init);
    match JsFuture::from(answer).await {
        Ok(_) => Reach::NotAllowed,
        Err(_) => Reach::Nothing,
    }
}

/// Whether an address cannot be reached because this device is offline, as far as the browser knows.
pub fn is_offline(address: &str) -> bool {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    !online && !is_this_machine(address)
}

/// Whether browsers count an address as this machine, which pages of https may call, too:
/// <https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>.
fn is_this_machine(address: &str) -> bool {
    let host = address.split("://").nth(1).unwrap_or_default();
    let host = host.split('/').next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost"
        || name.ends_with(".localhost")
        || name.starts_with("127.")
        || host.starts_with("[::1]")
}
