//! The files beside the page.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlMetaElement, Response, Window};

use super::js_error::describe;

/// Fetches one of the files, for the browser.
///
/// # Errors
/// What went wrong, with the file's name.
pub async fn load(window: &Window, name: &str) -> Result<Blob, String> {
    let failed = |error: JsValue| format!("{name} could not be loaded: {}", describe(&error));
    let response: Response = JsFuture::from(window.fetch_with_str(&url(window, name)))
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

/// Fetches one of the files, for us.
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

/// The URL of a file beside the page. These files have no hash in their names, so the version that
/// the build wrote into the page keeps a cache from mixing builds.
pub fn url(window: &Window, name: &str) -> String {
    let version = window
        .document()
        .and_then(|document| {
            let meta = document.query_selector("meta[name=assets-version]");
            meta.ok().flatten()
        })
        .map(|meta| meta.unchecked_into::<HtmlMetaElement>().content());
    match version {
        Some(version) => format!("./{name}?v={version}"),
        None => format!("./{name}"),
    }
}
