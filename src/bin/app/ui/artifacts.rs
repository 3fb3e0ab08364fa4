//! Artifacts as the page shows them: a button for each, and a dialog with what is in one.

use std::sync::Arc;

use leptos::prelude::*;
use micropython_agent::display::{Content, Display, Image, MediaType, Table};
use micropython_agent::sandbox::{Artifact, ArtifactKind};
use wasm_split_helpers::wasm_split;

use super::dialog::Dialog;
use super::displays::Shown;
use super::lazy::Lazy;
use super::markdown::Markdown;
use super::screen::{Preview, Screen};
use crate::lazy::LoadError;
use crate::session::Session;
use crate::text::figures::bytes;
use crate::texts;

/// Characters of a text that are shown; the download has all of it.
const SHOWN_CHARS: usize = 200_000;

/// Bytes of a text that is shown as a table: all of it is read for that, while the page waits.
const TABLE_BYTES: usize = 2 << 20;

/// Name and size; opens the dialog.
#[component]
pub fn ArtifactChip(artifact: Artifact) -> impl IntoView {
    let screen = expect_context::<Screen>();
    let name = artifact.name.to_string();
    let size = bytes(artifact.text.len() as u64);
    view! {
        <button
            type="button"
            class="chip artifact"
            data-testid="artifact"
            on:click=move |_| screen.preview.set(Some(Preview::Text(artifact.clone())))
        >
            <span>{name}</span>
            <small>{size}</small>
        </button>
    }
}

/// A list of artifacts.
#[component]
pub fn ArtifactList(
    /// What they are.
    label: &'static str,
    /// Which.
    #[prop(into)]
    artifacts: Signal<Vec<Artifact>>,
) -> impl IntoView {
    view! {
        <Show when=move || !artifacts.with(Vec::is_empty)>
            <div class="artifacts" role="group" aria-label=label data-testid="artifacts">
                <small>{label}</small>
                {move || artifacts.get().into_iter().map(|artifact| {
                    view! { <ArtifactChip artifact/> }
                }).collect_view()}
            </div>
        </Show>
    }
}

/// What is in the artifact that was asked for.
#[component]
pub fn ArtifactDialog() -> impl IntoView {
    let screen = expect_context::<Screen>();
    let open = move || screen.preview.with(Option::is_some);
    let name = move || {
        let name = |shown: &Preview| shown.name().to_string();
        screen
            .preview
            .with(|shown| shown.as_ref().map(name))
            .unwrap_or_default()
    };
    view! {
        <Dialog open=Signal::derive(open) close=move || screen.preview.set(None) class="preview"
            label=Signal::derive(name) hook="artifact-dialog">
            {move || screen.preview.get().map(|shown| {
                view! { <Lazy view=move || preview(shown.clone())/> }
            })}
        </Dialog>
    }
}

#[wasm_split(reading, fallible)]
fn preview(shown: Preview) -> Result<AnyView, LoadError> {
    Ok(match shown {
        Preview::Text(artifact) => view! { <TextPreview artifact/> }.into_any(),
        Preview::Picture { name, display } => view! {
            <Heading name/>
            <div class="content" tabindex="0" role="region" aria-label=texts::artifacts::content()
                data-testid="artifact-content"><Shown display/></div>
        }
        .into_any(),
    })
}

/// The picture that these bytes are, if they are one that can be shown.
pub fn picture(name: &str, bytes: &[u8]) -> Option<Arc<Display>> {
    MediaType::of(bytes)?;
    let image = Image::new(bytes, Some(name.to_string()));
    let display = Display::new(None, Content::Image { image });
    display.ok().map(Arc::new)
}

/// What a text looks like as what it is: a table, or a drawing.
fn looks(artifact: &Artifact) -> Option<Arc<Display>> {
    if artifact.name.kind() != ArtifactKind::Csv {
        return picture(artifact.name.as_str(), artifact.text.as_bytes());
    }
    if artifact.text.len() > TABLE_BYTES {
        return None;
    }
    let table = Table::from_csv(&artifact.text)?;
    let display = Display::new(None, Content::Table { table });
    // One that is too wide, say, is shown as text.
    display.ok().map(Arc::new)
}

#[component]
fn Heading(name: String) -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <header>
            <h2>{name}</h2>
            <button type="button" class="icon" aria-label=texts::common::close()
                on:click=move |_| screen.preview.set(None)>"×"</button>
        </header>
    }
}

#[component]
fn TextPreview(artifact: Artifact) -> impl IntoView {
    let session = expect_context::<Session>();
    let refused = RwSignal::new(false);
    let looks = StoredValue::new(looks(&artifact));
    let as_text = RwSignal::new(looks.with_value(Option::is_none));
    let name = artifact.name.to_string();
    let kind = artifact.name.kind();
    let words = match kind {
        ArtifactKind::Text => texts::artifacts::plain_text(),
        named => named.name(),
    };
    let size = format!("{words}, {}", bytes(artifact.text.len() as u64));
    let text = artifact.text.clone();
    let content = move || match looks.get_value().filter(|_| !as_text.get()) {
        Some(display) => view! { <Shown display/> }.into_any(),
        None => written(&text, kind),
    };
    view! {
        <Heading name/>
        <div class="content" tabindex="0" role="region" aria-label=texts::artifacts::content() data-testid="artifact-content">
            {content}
        </div>
        <footer>
            <small class="hint-text">{size}</small>
            <Show when=move || refused.get()>
                <p class="wrong" role="alert">{texts::common::save_refused()}</p>
            </Show>
            <Show when=move || looks.with_value(Option::is_some)>
                <button type="button" class="secondary" data-testid="artifact-as-text"
                    aria-pressed=move || as_text.get().to_string()
                    on:click=move |_| as_text.update(|it| *it = !*it)>{texts::artifacts::as_text()}</button>
            </Show>
            <button type="button" class="primary" data-testid="artifact-download"
                on:click=move |_| refused.set(!session.download(&artifact))>{texts::common::download()}</button>
        </footer>
    }
}

/// A text, or its beginning.
fn written(text: &str, kind: ArtifactKind) -> AnyView {
    let end = text.char_indices().nth(SHOWN_CHARS);
    let shown = end.map_or(text, |(end, _)| &text[..end]).to_string();
    let is_cut = shown.len() < text.len();
    let content = match kind {
        ArtifactKind::Markdown => {
            let text = Signal::stored(shown);
            view! { <Markdown text/> }.into_any()
        }
        _ => view! { <pre>{shown}</pre> }.into_any(),
    };
    view! {
        {content}
        {is_cut.then(|| view! {
            <p class="hint-text">{texts::artifacts::download_has_all()}</p>
        })}
    }
    .into_any()
}
