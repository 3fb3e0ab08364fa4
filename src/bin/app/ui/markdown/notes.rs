//! Footnotes: numbered in the order in which they are first spoken of, and gathered at the end of
//! their text.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::texts;
use leptos::prelude::*;

/// Texts so far: the names of notes are unique within the page.
static TEXTS: AtomicU32 = AtomicU32::new(0);

/// The footnotes of a text.
pub struct Notes {
    text: u32,
    labels: Vec<String>,
    contents: Vec<(String, Vec<AnyView>)>,
}

impl Notes {
    /// Of a text that begins.
    pub fn new() -> Self {
        Self {
            text: TEXTS.fetch_add(1, Ordering::Relaxed),
            labels: Vec::new(),
            contents: Vec::new(),
        }
    }

    /// Where a note is spoken of.
    pub fn reference(&mut self, label: &str) -> AnyView {
        let is_first = !self.labels.iter().any(|known| known == label);
        let number = self.number(label);
        let (note, place) = (self.note(number), self.place(number));
        view! {
            <sup id=is_first.then_some(place)>
                <a href=format!("#{note}") role="doc-noteref" aria-label=texts::markdown::note(number)
                    on:click=move |event| { event.prevent_default(); go_to(&note); }>
                    {number}
                </a>
            </sup>
        }
        .into_any()
    }

    /// What a note says.
    pub fn add(&mut self, label: &str, content: Vec<AnyView>) {
        self.contents.push((label.into(), content));
    }

    /// All of them, where there are any.
    pub fn finish(mut self) -> AnyView {
        let contents = std::mem::take(&mut self.contents);
        if contents.is_empty() {
            return ().into_any();
        }
        let mut numbered: Vec<(usize, Vec<AnyView>)> = contents
            .into_iter()
            .map(|(label, content)| (self.number(&label), content))
            .collect();
        numbered.sort_by_key(|(number, _)| *number);
        let items = numbered.into_iter().map(|(number, content)| {
            let (note, place) = (self.note(number), self.place(number));
            view! {
                <li id=note value=number.to_string() tabindex="-1">
                    {content}
                    <a href=format!("#{place}") role="doc-backlink" aria-label=texts::markdown::back_to_text()
                        on:click=move |event| { event.prevent_default(); go_to(&place); }>
                        "↩"
                    </a>
                </li>
            }
        });
        view! {
            <section class="notes" role="doc-endnotes" aria-label=texts::markdown::notes()>
                <ol>{items.collect_view()}</ol>
            </section>
        }
        .into_any()
    }

    /// The number of a note, which is given when it is first asked for.
    fn number(&mut self, label: &str) -> usize {
        let known = self.labels.iter().position(|known| known == label);
        let place = known.unwrap_or_else(|| {
            self.labels.push(label.into());
            self.labels.len() - 1
        });
        place + 1
    }

    fn note(&self, number: usize) -> String {
        format!("note-{}-{number}", self.text)
    }

    fn place(&self, number: usize) -> String {
        format!("note-{}-{number}-from", self.text)
    }
}

/// The address of the page stays as it is: it names the conversation.
fn go_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
        let focus = element.query_selector("a").ok().flatten();
        let focus: Option<web_sys::HtmlElement> = focus.map(wasm_bindgen::JsCast::unchecked_into);
        // Where it is not taken, the eye has followed.
        let _ = focus.map(|link| link.focus());
    }
}
