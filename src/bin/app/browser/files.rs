//! Files of the person's device: read when they are handed over, written as downloads.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

use super::js_error::describe;

/// The first file that was chosen in a field, and the field is emptied, so that the same file can
/// be chosen again.
pub fn take_chosen(field: &HtmlInputElement) -> Option<File> {
    let files = Reflect::get(field, &"files".into()).ok()?;
    let first = Reflect::get_u32(&files, 0).ok()?;
    let chosen = first.dyn_into::<File>().ok();
    field.set_value("");
    chosen
}

/// The first bytes of a file.
///
/// # Errors
/// Why not, for the user.
pub async fn beginning(file: &File, bytes: usize) -> Result<Vec<u8>, String> {
    let part = file.slice_with_i32_and_i32(0, bytes as i32);
    let part = part.map_err(|thrown| describe(&thrown))?;
    let buffer = JsFuture::from(part.array_buffer()).await;
    let buffer = buffer.map_err(|thrown| describe(&thrown))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// All bytes of a file.
///
/// # Errors
/// Why not, for the user.
pub async fn read(file: &File) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    match buffer {
        Ok(buffer) => Ok(Uint8Array::new(&buffer).to_vec()),
        Err(thrown) => Err(format!(
            "{} cannot be read: {}",
            file.name(),
            describe(&thrown)
        )),
    }
}

/// Has the browser save a text under this name.
///
/// # Errors
/// The browser's reason when it refuses.
pub fn download(name: &str, text: &str) -> Result<(), String> {
    try_download(name, &text.into()).map_err(|thrown| describe(&thrown))
}

/// Has the browser save these bytes under this name.
///
/// # Errors
/// The browser's reason when it refuses.
pub fn download_bytes(name: &str, bytes: &[u8]) -> Result<(), String> {
    try_download(name, &Uint8Array::from(bytes)).map_err(|thrown| describe(&thrown))
}

fn try_download(name: &str, content: &JsValue) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or("no document")?;
    let kind = BlobPropertyBag::new();
    // Never shown as what it says it is: an HTML text would be a page of this origin.
    kind.set_type("application/octet-stream");
    let parts = Array::of1(content);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken hold of the content by now.
    Url::revoke_object_url(&address)
}
