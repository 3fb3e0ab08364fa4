//! Markdown in pieces: while a text grows, only its last piece has to be shown anew.

use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// What of Markdown is known.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_MATH);

/// Pieces at the end of a text that may change with what comes behind them.
const OPEN: usize = 2;

/// A piece of a text that grows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Another one for each text that was ever shown in this place.
    pub id: u64,
    /// Its Markdown.
    pub text: Arc<str>,
}

/// A text that grows, in pieces. Those that are settled are not read again.
#[derive(Default)]
pub struct Growing {
    pieces: Vec<Piece>,
    last_id: u64,
}

impl Growing {
    /// The pieces of the text as it is now. It need not go on from what it was.
    pub fn update(&mut self, markdown: &str) -> Vec<Piece> {
        let (mut kept, mut at) = (0, 0);
        for piece in self.pieces.iter().rev().skip(OPEN).rev() {
            if !markdown[at..].starts_with(&*piece.text) {
                break;
            }
            kept += 1;
            at += piece.text.len();
        }
        let new = match blocks(&markdown[at..]) {
            Some(new) => new,
            None => {
                kept = 0;
                vec![markdown]
            }
        };
        let mut before = self.pieces.split_off(kept).into_iter();
        for text in new {
            let same = before.next().filter(|piece| *piece.text == *text);
            let piece = same.unwrap_or_else(|| {
                self.last_id += 1;
                Piece {
                    id: self.last_id,
                    text: text.into(),
                }
            });
            self.pieces.push(piece);
        }
        self.pieces.clone()
    }
}

/// The blocks of a text that lie in no other, one after the other. None of one with footnotes or with
/// addresses of links in places of their own: what it says in one place decides what another place
/// looks like.
fn blocks(markdown: &str) -> Option<Vec<&str>> {
    let parser = Parser::new_ext(markdown, OPTIONS);
    if parser.reference_definitions().iter().next().is_some() {
        return None;
    }
    let mut blocks = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (event, place) in parser.into_offset_iter() {
        match event {
            Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_)) => {
                return None;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            blocks.push(&markdown[start..place.end]);
            start = place.end;
        }
    }
    Some(blocks)
}

/// Whether a block of code ends with the fence that it begins with: while a text grows, more of the
/// code may follow.
pub fn is_fenced(block: &str) -> bool {
    let fence = block.trim_end_matches(|it: char| it.is_whitespace() || it == '>');
    let sign = fence
        .chars()
        .next_back()
        .filter(|it| matches!(it, '`' | '~'));
    sign.is_some_and(|sign| {
        let before = fence.trim_end_matches(sign);
        let begins = block.len() - block.trim_start_matches(sign).len();
        begins >= 3
            && fence.len() - before.len() >= begins
            && before.trim_end_matches([' ', '>', '\t']).ends_with('\n')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Sums\n\nOne *line*\nand another.\n\n- a\n\n  b\n- c\n\n    code\n\n---\n\
                        | a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nx = 1\n\ny = 2\n```\nEnd $a$";

    fn events(markdown: &str) -> Vec<Event<'_>> {
        Parser::new_ext(markdown, OPTIONS).collect()
    }

    #[test]
    fn the_pieces_say_what_the_whole_says() {
        let blocks = blocks(TEXT).unwrap_or_default();
        assert_eq!(blocks.concat(), TEXT);
        assert!(blocks.len() >= 6, "{blocks:?}");
        let pieces: Vec<Event<'_>> = blocks.iter().flat_map(|block| events(block)).collect();
        assert_eq!(pieces, events(TEXT));
    }

    #[test]
    fn what_is_added_leaves_all_pieces_but_the_last_as_they_were() {
        let after = blocks(TEXT).unwrap_or_default();
        for (end, _) in TEXT.char_indices() {
            let before = blocks(&TEXT[..end]).unwrap_or_default();
            let settled = before.len().saturating_sub(OPEN);
            assert_eq!(before[..settled], after[..settled], "{:?}", &TEXT[..end]);
        }
    }

    #[test]
    fn a_text_that_grows_is_in_the_pieces_that_it_has_as_a_whole() {
        let mut growing = Growing::default();
        let mut ids = Vec::new();
        for (end, _) in TEXT.char_indices() {
            let pieces = growing.update(&TEXT[..end]);
            let texts: Vec<&str> = pieces.iter().map(|piece| &*piece.text).collect();
            assert_eq!(Some(texts), blocks(&TEXT[..end]));
            let all: Vec<u64> = pieces.iter().map(|piece| piece.id).collect();
            assert!(all.starts_with(&ids), "a settled piece is shown anew");
            let settled = all.len().saturating_sub(OPEN);
            ids = all[..settled].to_vec();
        }
        let other = growing.update("Other");
        assert_eq!((other.len(), &*other[0].text), (1, "Other"));
    }

    #[test]
    fn a_text_whose_places_speak_of_one_another_is_one_piece() {
        for text in ["a[^1]\n\n[^1]: b", "[a]\n\nb\n\n[a]: https://example.org"] {
            assert_eq!(blocks(text), None);
            let mut growing = Growing::default();
            for end in 0..=text.len() {
                growing.update(&text[..end]);
            }
            let pieces = growing.update(text);
            assert_eq!((pieces.len(), &*pieces[0].text), (1, text));
        }
    }

    #[test]
    fn code_has_ended_when_its_last_fence_has_come() {
        let ended = [
            "```mermaid\na\n```",
            "```\na\n```\n\n",
            "~~~~\n```\n~~~~",
            "```\n> a\n> ```",
            "```\n```",
        ];
        let open = [
            "```",
            "```mermaid",
            "```mermaid\na",
            "```\na\n``",
            "````\na\n```",
            "~~~\na\n```",
            "```\na```",
            "    a",
        ];
        assert_eq!(ended.map(is_fenced), [true; 5]);
        assert_eq!(open.map(is_fenced), [false; 8]);
    }
}
