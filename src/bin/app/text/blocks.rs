//! Markdown in pieces: while a text grows, only its last piece has to be shown anew.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// What of Markdown is known.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_MATH);

/// The blocks of a text that lie in no other, one after the other. One with footnotes or with addresses
/// of links in places of their own is a single piece: what it says in one place decides what another
/// place looks like.
pub fn blocks(markdown: &str) -> Vec<&str> {
    let parser = Parser::new_ext(markdown, OPTIONS);
    if parser.reference_definitions().iter().next().is_some() {
        return vec![markdown];
    }
    let mut blocks = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (event, place) in parser.into_offset_iter() {
        match event {
            Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_)) => {
                return vec![markdown];
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
    blocks
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
        let blocks = blocks(TEXT);
        assert_eq!(blocks.concat(), TEXT);
        assert!(blocks.len() >= 6, "{blocks:?}");
        let pieces: Vec<Event<'_>> = blocks.iter().flat_map(|block| events(block)).collect();
        assert_eq!(pieces, events(TEXT));
    }

    #[test]
    fn what_is_added_leaves_all_pieces_but_the_last_as_they_were() {
        for (end, _) in TEXT.char_indices() {
            let before = blocks(&TEXT[..end]);
            let after = blocks(TEXT);
            let settled = before.len().saturating_sub(2);
            assert_eq!(before[..settled], after[..settled], "{:?}", &TEXT[..end]);
        }
    }

    #[test]
    fn a_text_whose_places_speak_of_one_another_is_one_piece() {
        for text in ["a[^1]\n\n[^1]: b", "[a]\n\nb\n\n[a]: https://example.org"] {
            assert_eq!(blocks(text), [text]);
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
