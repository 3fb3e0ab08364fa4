//! The web worker that draws diagrams. It is the page's own and is given nothing but their sources:
//! it has no import for anything but strings. What it is made of may panic, run for ever or overflow
//! its stack over a source that a stranger wrote; then the page ends it.

fn main() {}

/// Draws a source; the answer is for `micropython_agent::diagram::read`.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn draw(source: &str) -> String {
    micropython_agent::diagram::answer(source)
}
