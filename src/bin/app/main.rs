//! The page: starts logging and the session, and puts the components on the screen.

#[cfg(target_family = "wasm")]
mod automation;
#[cfg(target_family = "wasm")]
mod browser;
#[cfg(target_family = "wasm")]
mod embedding;
#[cfg(target_family = "wasm")]
mod lazy;
#[cfg(target_family = "wasm")]
mod python_sandbox;
#[cfg(target_family = "wasm")]
mod session;
#[cfg(any(target_family = "wasm", test))]
mod text;
#[cfg(any(target_family = "wasm", test))]
#[cfg_attr(
    not(target_family = "wasm"),
    expect(dead_code, reason = "most texts are shown by the page alone")
)]
mod texts;
#[cfg(target_family = "wasm")]
mod ui;

fn main() {
    #[cfg(target_family = "wasm")]
    if browser::site::is_embedded() {
        console_error_panic_hook::set_once();
    } else {
        wasm_bindgen_futures::spawn_local(start());
    }
}

#[cfg(target_family = "wasm")]
async fn start() {
    use std::time::Duration;

    use leptos::mount::mount_to_body;
    use leptos::prelude::*;

    console_error_panic_hook::set_once();
    browser::log::start();
    let adapters = session::Adapters::build().await;
    session::language::start(adapters.as_ref().ok().map(|it| &it.settings)).await;
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
    match adapters {
        Ok(adapters) => mount_to_body(|| {
            let session = session::Session::new(adapters);
            automation::connect(session);
            ui::open(session);
            // A task of its own, which comes behind all that puts the first screen there.
            let prepare = move || {
                // What fails is asked for again, and the failure told, when it is needed.
                wasm_bindgen_futures::spawn_local(async { drop(lazy::styles().await) });
                session.prepare_sandbox();
            };
            set_timeout(prepare, Duration::ZERO);
        }),
        Err(error) => {
            tracing::error!(%error, "the page cannot work in this browser");
            mount_to_body(|| view! { <ui::Unsupported/> });
        }
    }
}
