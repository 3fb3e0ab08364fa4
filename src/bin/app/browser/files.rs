//! Files that the user saves and chooses.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlElement, HtmlInputElement, Url};

use super::js_error::describe;

/// Has the browser save a text under this name.
///
/// # Errors
/// What the browser says.
pub fn save(name: &str, text: &str) -> Result<(), String> {
    let offer = || -> Result<(), JsValue> {
        let document = web_sys::window()
            .and_then(|window| window.document())
            .ok_or("this is not a page")?;
        let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
        let address = Url::create_object_url_with_blob(&blob)?;
        let link = document.create_element("a")?;
        link.set_attribute("href", &address)?;
        link.set_attribute("download", name)?;
        link.unchecked_into::<HtmlElement>().click();
        // The browser has taken hold of the content by now.
        Url::revoke_object_url(&address)
    };
    offer().map_err(|error| describe(&error))
}

/// The first file that was chosen in a field, and the field is emptied, so that the same file can
/// be chosen again.
pub fn take_chosen(field: &HtmlInputElement) -> Option<Blob> {
    let files = Reflect::get(field, &"files".into()).ok()?;
    let first = Reflect::get_u32(&files, 0).ok()?;
    let chosen = first.dyn_into::<Blob>().ok();
    field.set_value("");
    chosen
}

/// The text of a file. Nothing if it has more bytes than these.
///
/// # Errors
/// What the browser says.
pub async fn read(file: &Blob, most: usize) -> Result<Option<String>, String> {
    if file.size() > most as f64 {
        return Ok(None);
    }
    let text = JsFuture::from(file.text()).await;
    let text = text.map_err(|error| describe(&error))?;
    Ok(text.as_string())
}
