//! The sandbox's worker: runs MicroPython behind an import object of our own. `boot.js` calls
//! [`start`] with the interpreter, which is being compiled, and the page's first message, and hands every later
//! message to the function it gives back.
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

/// Starts the session that the page's first message opens, and says how that went. Gives the
/// function that takes the page's later messages.
///
/// # Errors
/// When the first message is not one: without it the worker cannot speak to the page.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn start(
    interpreter: js_sys::Promise,
    first: String,
) -> Result<js_sys::Function, wasm_bindgen::JsError> {
    use wasm_bindgen::{JsCast, prelude::Closure};

    let post = seal::close()?;
    let session = session::Session::start(interpreter, &first, Box::new(post)).await?;
    let receive = Closure::<dyn Fn(wasm_bindgen::JsValue)>::new(move |message| {
        session.receive(message);
    });
    Ok(receive.into_js_value().unchecked_into())
}
