//! About this page: its version, and the licences of all that it is made of.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::wasm_split;

use super::dialog::Dialog;
use super::lazy::Lazy;
use super::screen::Screen;
use crate::lazy::LoadError;
use crate::session::Session;
use crate::session::about::{Licences, Package, VERSION};
use crate::texts;

/// The dialog.
#[component]
pub fn AboutDialog() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <Dialog open=screen.about close=move || screen.about.set(false) class="preview"
            label=texts::about::about() hook="about">
            <Lazy view=about/>
        </Dialog>
    }
}

#[wasm_split(settings, fallible)]
fn about() -> Result<AnyView, LoadError> {
    Ok(view! { <About/> }.into_any())
}

/// Where the list stands.
#[derive(Clone)]
enum List {
    Loading,
    Here(Licences),
    Failed(String),
}

#[component]
fn About() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let list = RwSignal::new(List::Loading);
    let load = move || {
        list.set(List::Loading);
        spawn_local(async move {
            let loaded = match session.licences().await {
                Ok(licences) => List::Here(licences),
                Err(reason) => List::Failed(reason),
            };
            // The dialog may have been closed meanwhile.
            list.try_set(loaded);
        });
    };
    load();
    let (before, after) = texts::around(texts::about::version(), "{version}");
    view! {
        <header>
            <h2>{texts::about::about()}</h2>
            <button type="button" class="icon" aria-label=texts::common::close() data-testid="about-close"
                on:click=move |_| screen.about.set(false)>"×"</button>
        </header>
        <div class="content about" tabindex="0" role="region" aria-label=texts::about::version_and_licences()>
            <p>{before} <b data-testid="version">{VERSION}</b> {after}</p>
            <p>
                {texts::about::what_it_is()}
            </p>
            {move || match list.get() {
                List::Loading => view! { <p role="status">{texts::about::fetching()}</p> }.into_any(),
                List::Failed(reason) => view! {
                    <p class="wrong" role="alert">{texts::about::not_read(texts::said(&reason))}</p>
                    <button type="button" class="secondary" on:click=move |_| load()>{texts::common::try_again()}</button>
                }
                .into_any(),
                List::Here(licences) => view! { <Packages licences/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Packages(licences: Licences) -> impl IntoView {
    let number = licences.packages.len() as u64;
    let texts = StoredValue::new(licences.texts);
    view! {
        <h3 data-testid="licence-count">{texts::about::made_of(number)}</h3>
        <ul class="licences">
            {licences.packages.into_iter().map(|package| view! {
                <li><OnePackage package texts/></li>
            }).collect_view()}
        </ul>
    }
}

/// A package; its licence's text is put in when it is unfolded.
#[component]
fn OnePackage(package: Package, texts: StoredValue<Vec<String>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let Package {
        name,
        version,
        licence,
        source,
        texts: places,
    } = package;
    let shown = move || {
        texts.with_value(|texts| {
            let found = places.iter().filter_map(|place| texts.get(*place));
            found.cloned().collect::<Vec<_>>().join("\n\n")
        })
    };
    view! {
        <details data-testid="licence" on:toggle=move |_| open.set(true)>
            <summary>{name} " " {version} " " <small>{licence}</small></summary>
            <p class="hint-text">{source}</p>
            <Show when=move || open.get()>
                <pre tabindex="0" role="region" aria-label=texts::about::licence()>{shown.clone()}</pre>
            </Show>
        </details>
    }
}
