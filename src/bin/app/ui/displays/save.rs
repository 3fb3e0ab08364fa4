//! The button that saves what is shown as a file.

use leptos::prelude::*;

use crate::session::Session;
use crate::texts;

/// Characters of a file's name, before its ending.
const NAME_CHARS: usize = 60;

/// Saves what `content` gives when it is pressed.
#[component]
pub fn SaveButton<Write>(
    /// What it says: the format.
    label: &'static str,
    /// What the file is of.
    what: &'static str,
    /// The file's name.
    name: String,
    /// Writes the file.
    content: Write,
) -> impl IntoView
where
    Write: Fn() -> Vec<u8> + Send + Sync + 'static,
{
    let session = expect_context::<Session>();
    let refused = RwSignal::new(false);
    view! {
        <button
            type="button"
            data-testid="display-save"
            aria-label=texts::displays::download_as(what, label)
            on:click=move |_| refused.set(!session.save(&name, &content()))
        >
            {label}
        </button>
        <Show when=move || refused.get()>
            <span class="wrong" role="alert">{texts::common::save_refused()}</span>
        </Show>
    }
}

/// A file's name from a title: letters and digits of it.
pub fn file_name(title: &str, instead: &str, ending: &str) -> String {
    let words = title.split(|character: char| !character.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name: String = words.join("-").chars().take(NAME_CHARS).collect();
    let name = if name.is_empty() { instead } else { &name };
    format!("{name}.{ending}")
}
