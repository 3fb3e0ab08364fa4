//! The sandbox's worker: runs MicroPython behind an import object of our own. `boot.js` calls
//! [`start`] with the interpreter, which is being compiled, and the port that leads to the page.
//!
//! Python's ways out are the imports in `imports.rs`, and there are no others. The worker's own
//! are closed by `seal.rs`, and by the frame's content security policy above it.

#[cfg(target_family = "wasm")]
mod imports;
#[cfg(target_family = "wasm")]
mod interpreter;
#[cfg(target_family = "wasm")]
mod memory;
#[cfg(target_family = "wasm")]
mod pages;
#[cfg(target_family = "wasm")]
mod port;
#[cfg(target_family = "wasm")]
mod python;
#[cfg(target_family = "wasm")]
mod seal;
#[cfg(target_family = "wasm")]
mod session;
#[cfg(all(test, target_family = "wasm"))]
mod tests;

fn main() {
    #[cfg(target_family = "wasm")]
    console_error_panic_hook::set_once();
}

/// Seals the worker, waits for the page's first message, starts the session that it opens, and takes
/// all later ones to it. Returns with an error or not at all.
///
/// # Errors
/// When the worker cannot be sealed, or the first message is not one: without it the worker cannot
/// speak to the page.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn start(
    interpreter: js_sys::Promise,
    port: web_sys::MessagePort,
) -> Result<(), wasm_bindgen::JsError> {
    seal::close()?;
    let mut page = port::Port::open(port);
    let Some(first) = page.receive().await else {
        return Ok(());
    };
    let post = Box::new(page.poster());
    let session = session::Session::start(interpreter, &first.text, post).await?;
    while let Some(message) = page.receive().await {
        session.receive(message);
    }
    Ok(())
}
