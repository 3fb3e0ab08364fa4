//! A conversation as a document to read elsewhere: Markdown, or a page of HTML that needs nothing else.
//! What is in it comes from a model, from tools and from the web: in neither form does any of it become
//! markup of its own, run or fetch anything.

mod html;
mod link;
mod markdown;
mod outline;
mod shown;

pub use html::html;
pub use link::safe_link;
pub use markdown::markdown;

use crate::agent::Transcript;

/// A conversation to be written as a document.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// What it is called.
    pub title: &'a str,
    /// When it was exported, as the reader is to see it.
    pub date: &'a str,
    /// What is in it.
    pub transcript: &'a Transcript,
}

/// Characters of one output or document that are written.
const MAX_CHARS: usize = 50_000;

/// A text that is not too long, and a mark where it was cut.
fn cut(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MAX_CHARS) else {
        return text.into();
    };
    let left_out = text[end..].chars().count();
    format!("{}\n… {left_out} more characters", &text[..end])
}

/// `3 steps`.
fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
