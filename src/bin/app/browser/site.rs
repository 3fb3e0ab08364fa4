//! Where the site's files are: beside the page, or where `agent.js` is, for a page of somebody else's.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlMetaElement, Response, Window};

use super::js_error::{describe, field};

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

/// Fetches a file of the site, for the browser.
///
/// # Errors
/// What went wrong, with the file's name.
pub async fn load(window: &Window, name: &str) -> Result<Blob, String> {
    let failed = |error: JsValue| format!("{name} could not be loaded: {}", describe(&error));
    let response: Response = JsFuture::from(window.fetch_with_str(&file(window, name)))
        .await
        .map_err(failed)?
        .unchecked_into();
    if !response.ok() {
        return Err(format!(
            "{name} could not be loaded: HTTP status {}",
            response.status()
        ));
    }
    let blob = JsFuture::from(response.blob().map_err(failed)?)
        .await
        .map_err(failed)?;
    Ok(blob.unchecked_into())
}

/// Fetches a file of the site, for us.
///
/// # Errors
/// As [`load`].
pub async fn bytes(name: &str) -> Result<Vec<u8>, String> {
    let failed = |error: JsValue| format!("{name} could not be read: {}", describe(&error));
    let window = web_sys::window().ok_or("this is not a page")?;
    let blob = load(&window, name).await?;
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(failed)?;
    Ok(Uint8Array::new(&buffer).to_vec())
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
