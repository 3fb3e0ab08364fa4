//! Encodings by the browser's `TextDecoder`, which knows all that the web has.

use js_sys::Uint8Array;
use micropython_agent::platform::charset::Charsets;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &Uint8Array) -> Result<String, JsValue>;
}

/// The browser's decoders.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserCharsets;

impl Charsets for BrowserCharsets {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        // It throws for one reason only: a label that it does not know.
        let decoder = TextDecoder::new(label).ok()?;
        decoder.decode(&Uint8Array::from(bytes)).ok()
    }
}
