//! Artifacts as the page shows them: a button for each, and a dialog with what is in one.

use leptos::prelude::*;
use micropython_agent::sandbox::{Artifact, ArtifactKind};
use wasm_split_helpers::wasm_split;

use super::dialog::Dialog;
use super::lazy::Lazy;
use super::markdown::Markdown;
use super::screen::Screen;
use crate::lazy::LoadError;
use crate::session::Session;
use crate::text::figures::bytes;
use crate::texts;

/// Characters of a text that are shown; the download has all of it.
const SHOWN_CHARS: usize = 200_000;

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
            on:click=move |_| screen.preview.set(Some(artifact.clone()))
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
        let name = |artifact: &Artifact| artifact.name.to_string();
        screen
            .preview
            .with(|shown| shown.as_ref().map(name))
            .unwrap_or_default()
    };
    view! {
        <Dialog open=Signal::derive(open) close=move || screen.preview.set(None) class="preview"
            label=Signal::derive(name) hook="artifact-dialog">
            {move || screen.preview.get().map(|artifact| {
                view! { <Lazy view=move || preview(artifact.clone())/> }
            })}
        </Dialog>
    }
}

#[wasm_split(reading, fallible)]
fn preview(artifact: Artifact) -> Result<AnyView, LoadError> {
    Ok(view! { <Preview artifact/> }.into_any())
}

#[component]
fn Preview(artifact: Artifact) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let refused = RwSignal::new(false);
    let name = artifact.name.to_string();
    let kind = artifact.name.kind();
    let end = artifact.text.char_indices().nth(SHOWN_CHARS);
    let shown = end.map_or(&*artifact.text, |(end, _)| &artifact.text[..end]);
    let is_cut = shown.len() < artifact.text.len();
    let (markdown, plain) = match kind {
        ArtifactKind::Markdown => (Some(Signal::stored(shown.to_string())), None),
        _ => (None, Some(shown.to_string())),
    };
    let kind = match kind {
        ArtifactKind::Text => texts::artifacts::plain_text(),
        named => named.name(),
    };
    let size = format!("{kind}, {}", bytes(artifact.text.len() as u64));
    view! {
        <header>
            <h2>{name}</h2>
            <button type="button" class="icon" aria-label=texts::common::close()
                on:click=move |_| screen.preview.set(None)>"×"</button>
        </header>
        <div class="content" tabindex="0" role="region" aria-label=texts::artifacts::content() data-testid="artifact-content">
            {markdown.map(|text| view! { <Markdown text/> })}
            {plain.map(|text| view! { <pre>{text}</pre> })}
            {is_cut.then(|| view! {
                <p class="hint-text">{texts::artifacts::download_has_all()}</p>
            })}
        </div>
        <footer>
            <small class="hint-text">{size}</small>
            <Show when=move || refused.get()>
                <p class="wrong" role="alert">{texts::common::save_refused()}</p>
            </Show>
            <button type="button" class="primary" data-testid="artifact-download"
                on:click=move |_| refused.set(!session.download(&artifact))>{texts::common::download()}</button>
        </footer>
    }
}
