//! The page: starts logging and the session, and puts the components on the screen.

#[cfg(target_family = "wasm")]
mod browser;
#[cfg(target_family = "wasm")]
mod python_sandbox;
#[cfg(target_family = "wasm")]
mod session;
#[cfg(any(target_family = "wasm", test))]
mod text;
#[cfg(target_family = "wasm")]
mod ui;

fn main() {
    #[cfg(target_family = "wasm")]
    start();
}

#[cfg(target_family = "wasm")]
fn start() {
    use leptos::prelude::*;

    console_error_panic_hook::set_once();
    browser::log::start();
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
    leptos::mount::mount_to_body(|| {
        let session = session::Session::open();
        view! { <ui::App session/> }
    });
}
