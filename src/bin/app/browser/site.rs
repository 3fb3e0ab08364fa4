//! Where the site's files are: beside the page, or where `agent.js` is, for a page of somebody else's.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlMetaElement, Window};

use super::js_error::field;

/// Whether `agent.js` has started this: the page is not ours.
pub fn is_embedded() -> bool {
    embedding().is_some()
}

/// The URL of a file of the site. These files have no hash in their names, so the version that the
/// build wrote into the page keeps a cache from mixing builds.
pub fn file(window: &Window, name: &str) -> String {
    let (site, version) = match embedding() {
        Some(embedding) => (field(&embedding, "site"), field(&embedding, "version")),
        None => (None, version_of_page(window)),
    };
    let site = site.unwrap_or_else(|| "./".into());
    match version {
        Some(version) => format!("{site}{name}?v={version}"),
        None => format!("{site}{name}"),
    }
}

/// What `agent.js` says of the site.
fn embedding() -> Option<JsValue> {
    let embedding = Reflect::get(&js_sys::global(), &"micropythonAgent".into()).ok()?;
    embedding.is_object().then_some(embedding)
}

fn version_of_page(window: &Window) -> Option<String> {
    let meta = window
        .document()?
        .query_selector("meta[name=assets-version]");
    let meta: HtmlMetaElement = meta.ok().flatten()?.unchecked_into();
    Some(meta.content())
}
