//! A picture. It is an `img` with its bytes in its address: there SVG runs no script and loads
//! nothing, and no other kind of document is one.

use leptos::prelude::*;
use micropython_agent::display::{Image, MediaType};

use super::save::{SaveButton, file_name};
use crate::texts;

/// The picture, or that it is broken.
#[component]
pub fn PictureView(image: Image, title: String) -> impl IntoView {
    let broken = RwSignal::new(false);
    let Some(kind) = image.media_type() else {
        // Refused when it was checked.
        return ().into_any();
    };
    let address = format!("data:{};base64,{}", kind.mime(), image.encoded());
    let alternative = match image.alternative() {
        Some(text) => text.to_string(),
        None if title.is_empty() => texts::displays::picture_undescribed().into(),
        None => title.clone(),
    };
    let file = file_name(&title, "picture", &kind.name().to_ascii_lowercase());
    let content = move || {
        // As above.
        image.bytes().unwrap_or_default()
    };
    view! {
        <Show when=move || !broken.get() fallback=|| view! {
            <p class="notice">{texts::displays::picture_broken()}</p>
        }>
            <img src=address.clone() alt=alternative.clone() class:drawn=kind == MediaType::Svg
                on:error=move |_| broken.set(true)/>
        </Show>
        <div class="under">
            <SaveButton label=kind.name() what=texts::displays::picture() name=file content/>
        </div>
    }
    .into_any()
}
