//! Styles that the page takes up after it was opened.

use wasm_bindgen::prelude::*;

use super::js_error::describe;
use super::site;

#[wasm_bindgen]
extern "C" {
    /// <https://drafts.csswg.org/cssom/#the-cssstylesheet-interface>
    #[wasm_bindgen(js_name = CSSStyleSheet)]
    type StyleSheet;

    #[wasm_bindgen(constructor, js_class = "CSSStyleSheet", catch)]
    fn new() -> Result<StyleSheet, JsValue>;

    #[wasm_bindgen(method, catch, js_name = replaceSync)]
    fn replace(this: &StyleSheet, text: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = document, js_name = adoptedStyleSheets)]
    static ADOPTED: js_sys::Array;
}

/// Fetches a style sheet of the site, which applies from then on.
///
/// # Errors
/// What went wrong, with the file's name.
pub async fn take_up(file: &str) -> Result<(), String> {
    let refused = |reason: String| format!("{file} could not be taken up: {reason}");
    let text = String::from_utf8(site::bytes(file).await?);
    let text = text.map_err(|error| refused(error.to_string()))?;
    let sheet = StyleSheet::new().map_err(|error| refused(describe(&error)))?;
    let replaced = sheet.replace(&text);
    replaced.map_err(|error| refused(describe(&error)))?;
    ADOPTED.with(|adopted| adopted.push(&sheet));
    Ok(())
}
