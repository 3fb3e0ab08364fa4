//! A conversation as a document to read elsewhere: Markdown, or a page of HTML that needs nothing else.
//! What is in it comes from a model, from tools and from the web: in neither form does any of it become
//! markup of its own, run or fetch anything.

pub mod autolink;
mod html;
mod link;
mod markdown;
mod outline;
mod shown;
mod words;

pub use html::html;
pub use link::{host, safe_link};
pub use markdown::markdown;
pub use words::Words;

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
    /// What it says beside that.
    pub words: &'a Words,
}

/// Characters of one output or document that are written.
const MAX_CHARS: usize = 50_000;

/// A text that is not too long, and a mark where it was cut.
fn cut(text: &str, words: &Words) -> String {
    let Some((end, _)) = text.char_indices().nth(MAX_CHARS) else {
        return text.into();
    };
    let left_out = text[end..].chars().count();
    let left_out = (words.more_characters)(left_out as u64);
    format!("{}\n… {left_out}", &text[..end])
}
