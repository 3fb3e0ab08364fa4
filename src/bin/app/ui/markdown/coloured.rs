//! Code in other languages than Python: as it is, and in colours once what knows the language is
//! loaded.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::wasm_split;

use crate::lazy::LoadError;
use crate::text::languages;
use crate::ui::code::highlighted;

/// Source in a language by its name, in small letters.
#[component]
pub fn Coloured(language: String, text: String) -> impl IntoView {
    let content = RwSignal::new_local(Some(text.clone().into_any()));
    spawn_local(async move {
        match coloured(language, text).await {
            // This place may be gone meanwhile.
            Ok(Some(coloured)) => {
                content.try_set(Some(coloured));
            }
            Ok(None) => {}
            // It can be read as it is.
            Err(error) => tracing::warn!(%error, "code stays without colours"),
        }
    });
    move || {
        content.track();
        content.write_untracked().take()
    }
}

#[wasm_split(reading, fallible)]
fn coloured(language: String, text: String) -> Result<Option<AnyView>, LoadError> {
    let language = languages::named(&language);
    Ok(language.map(|language| highlighted(&text, language).into_any()))
}
