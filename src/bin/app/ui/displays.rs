//! What Python shows: a figure for each, in the output of its step and, where it belongs to an
//! answer, beside that. The code for them is loaded when there is one. Nothing of them becomes HTML:
//! all is built element by element, and pictures are shown as pictures, which run and fetch nothing.

mod chart;
mod json;
mod picture;
mod save;
mod table;
mod width;

use std::sync::Arc;

use leptos::prelude::*;
use micropython_agent::agent::Step;
use micropython_agent::display::{Content, Display};
use wasm_split_helpers::wasm_split;

use self::chart::ChartView;
use self::json::JsonView;
use self::picture::PictureView;
use self::table::TableView;
use super::lazy::Lazy;
use super::markdown::Markdown;
use crate::lazy::LoadError;

/// What a step has shown so far.
#[component]
pub fn StepDisplays(step: RwSignal<Step>) -> impl IntoView {
    // They are only ever added to; the large ones are not compared.
    let count = Memo::new(move |_| step.with(|step| step.displays.len()));
    view! {
        <For each=move || 0..count.get() key=|index| *index let:index>
            {step
                .with_untracked(|step| step.displays.get(index).cloned())
                .map(|display| view! { <Shown display/> })}
        </For>
    }
}

/// What belongs to an answer.
#[component]
pub fn Displays(displays: Vec<Arc<Display>>) -> impl IntoView {
    let shown = displays.into_iter();
    shown
        .map(|display| view! { <Shown display/> })
        .collect_view()
}

/// One of them.
#[component]
pub fn Shown(display: Arc<Display>) -> impl IntoView {
    let kind = kind(&display);
    let title = display.title().map(str::to_string);
    view! {
        <figure class="display" data-testid="display" data-kind=kind>
            {title.map(|title| view! { <figcaption>{title}</figcaption> })}
            <Lazy view=move || content(display.clone())/>
        </figure>
    }
}

/// Its kind as `data-kind` gives it to those who drive the page from outside.
fn kind(display: &Display) -> &'static str {
    match display.content() {
        Content::Text { .. } => "text",
        Content::Markdown { .. } => "markdown",
        Content::Table { .. } => "table",
        Content::Json { .. } => "json",
        Content::Image { .. } => "image",
        Content::Chart { .. } => "chart",
    }
}

#[wasm_split(reading, fallible)]
fn content(display: Arc<Display>) -> Result<AnyView, LoadError> {
    let title = display.title().unwrap_or_default().to_string();
    Ok(match display.content() {
        Content::Text { text } => view! { <pre>{text.clone()}</pre> }.into_any(),
        Content::Markdown { text } => {
            let text = Signal::stored(text.clone());
            view! { <Markdown text/> }.into_any()
        }
        Content::Table { table } => view! { <TableView table=table.clone() title/> }.into_any(),
        Content::Json { value } => view! { <JsonView value=value.clone()/> }.into_any(),
        Content::Image { image } => view! { <PictureView image=image.clone() title/> }.into_any(),
        Content::Chart { chart } => {
            let described = display.described();
            view! { <ChartView chart=chart.clone() title described/> }.into_any()
        }
    })
}
