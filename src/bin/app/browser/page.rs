//! What the page asks of its own window: its address, the clipboard, the features there are.

use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::js_error::describe;

/// A parameter of the page's address, `?name=value`, at most 10,000 characters.
pub fn query_parameter(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    let value = form_urlencoded::parse(search.trim_start_matches('?').as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.chars().take(10_000).collect::<String>())?;
    (!value.trim().is_empty()).then_some(value)
}

/// Takes a parameter out of the page's address, so that a reload does not act on it again.
pub fn forget_query_parameter(name: &str) {
    change_address(|address| address.search_params().delete(name));
}

/// What follows the `#` in the page's address, at most 100 characters.
pub fn fragment() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let fragment: String = hash.trim_start_matches('#').chars().take(100).collect();
    (!fragment.is_empty()).then_some(fragment)
}

/// Puts this after the `#` of the page's address, without an entry in the history.
pub fn set_fragment(fragment: &str) {
    change_address(|address| address.set_hash(fragment));
}

/// Loads the page anew as if it was opened for the first time: without what its address asks for.
pub fn start_over() {
    change_address(|address| {
        address.set_search("");
        address.set_hash("");
    });
    let reloaded = web_sys::window().map(|window| window.location().reload());
    if !matches!(reloaded, Some(Ok(()))) {
        tracing::warn!("the page could not be loaded anew");
    }
}

fn change_address(change: impl FnOnce(&web_sys::Url)) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let changed = window.location().href().and_then(|address| {
        let address = web_sys::Url::new(&address)?;
        change(&address);
        let history = window.history()?;
        history.replace_state_with_url(&JsValue::NULL, "", Some(&address.href()))
    });
    if let Err(thrown) = changed {
        tracing::warn!(
            reason = describe(&thrown),
            "the address could not be changed"
        );
    }
}

/// Whether the browser can suspend WebAssembly while a promise settles (JSPI).
pub fn has_promise_integration() -> bool {
    let found = js_sys::Reflect::get(&js_sys::global(), &"WebAssembly".into())
        .and_then(|wasm| js_sys::Reflect::has(&wasm, &"Suspending".into()));
    matches!(found, Ok(true))
}

/// Puts text on the clipboard.
///
/// # Errors
/// The browser's reason when it refuses.
pub async fn copy(text: &str) -> Result<(), String> {
    let window = web_sys::window().ok_or("no window")?;
    // Absent outside of secure contexts (plain http on a network).
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return Err("no clipboard on an insecure page".into());
    }
    JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .map(drop)
        .map_err(|thrown: JsValue| describe(&thrown))
}

/// The tags of the languages that the user prefers, the first one most.
pub fn languages() -> Vec<String> {
    let languages = web_sys::window().map(|window| window.navigator().languages());
    let languages = languages.into_iter().flatten();
    languages.filter_map(|tag| tag.as_string()).collect()
}

/// Says to the browser and to screen readers which language the page is in, and by which manifest it is
/// installed.
pub fn set_language(tag: &str, manifest: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let told = document.map(|document| {
        if let Some(root) = document.document_element() {
            root.set_attribute("lang", tag)?;
        }
        // The browser fetches it again where this is another one.
        match document.query_selector("link[rel=manifest]")? {
            Some(link) if link.get_attribute("href").as_deref() != Some(manifest) => {
                link.set_attribute("href", manifest)
            }
            _ => Ok(()),
        }
    });
    if !matches!(told, Some(Ok(()))) {
        tracing::warn!("the language of the page could not be told");
    }
}

/// Whether the system asks for dark colours.
pub fn prefers_dark() -> bool {
    matches("(prefers-color-scheme: dark)")
}

/// Whether the page runs as an app that was installed, in a window of its own
/// (<https://www.w3.org/TR/appmanifest/#the-display-mode-media-feature>).
pub fn runs_installed() -> bool {
    matches("(display-mode: standalone)")
}

/// Calls this when the page has been installed as an app
/// (<https://www.w3.org/TR/manifest-incubations/#onappinstalled-attribute>).
pub fn when_installed(hear: impl Fn() + 'static) {
    let hear = Closure::<dyn Fn()>::new(hear).into_js_value();
    let heard = web_sys::window().map(|window| {
        window.add_event_listener_with_callback("appinstalled", hear.unchecked_ref())
    });
    if !matches!(heard, Some(Ok(()))) {
        tracing::debug!("the page will not hear that it was installed");
    }
}

fn matches(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok())
        .flatten()
        .is_some_and(|query| query.matches())
}

#[wasm_bindgen]
extern "C" {
    /// An element, for what web-sys has behind a feature that would recompile all above it.
    type Placed;

    #[wasm_bindgen(method, js_name = getBoundingClientRect)]
    fn rect(this: &Placed) -> Place;

    /// Where an element is in the window, in CSS pixels.
    pub type Place;

    /// Its left edge.
    #[wasm_bindgen(method, getter)]
    pub fn left(this: &Place) -> f64;

    /// Its right edge.
    #[wasm_bindgen(method, getter)]
    pub fn right(this: &Place) -> f64;

    /// Its upper edge.
    #[wasm_bindgen(method, getter)]
    pub fn top(this: &Place) -> f64;

    /// Its lower edge.
    #[wasm_bindgen(method, getter)]
    pub fn bottom(this: &Place) -> f64;
}

/// Where an element is in the window.
pub fn place_of(element: &web_sys::Element) -> Place {
    element.unchecked_ref::<Placed>().rect()
}
