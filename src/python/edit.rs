//! Edits on source text. They replace parts of a line by other text of one line, so that no line
//! number moves.

use std::ops::Range;

use ruff_text_size::TextRange;

/// Replaces a part of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the source, without a line break. Empty for an insertion.
    pub range: Range<usize>,
    /// What stands there instead, without a line break.
    pub text: String,
}

impl Edit {
    /// Puts `text` before the byte at `offset`.
    pub fn insertion(offset: usize, text: impl Into<String>) -> Self {
        Self {
            range: offset..offset,
            text: text.into(),
        }
    }

    /// Puts `text` in the place of `range`.
    pub fn replacement(range: TextRange, text: impl Into<String>) -> Self {
        Self {
            range: range.start().to_usize()..range.end().to_usize(),
            text: text.into(),
        }
    }
}

/// MicroPython takes a byte order mark for an unknown character.
pub fn drop_byte_order_mark(source: &str, edits: &mut Vec<Edit>) {
    if source.starts_with('\u{feff}') {
        edits.push(Edit {
            range: 0..'\u{feff}'.len_utf8(),
            text: String::new(),
        });
    }
}

/// Makes all edits. Insertions at one place keep their order, and come before a replacement that
/// starts there. Where two edits overlap, the later one is left out.
pub fn apply(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut lowered = String::with_capacity(source.len() + 64);
    let mut done = 0;
    for edit in edits {
        let Some(kept) = source.get(done..edit.range.start) else {
            continue;
        };
        lowered.push_str(kept);
        lowered.push_str(&edit.text);
        done = edit.range.end;
    }
    lowered.push_str(source.get(done..).unwrap_or_default());
    lowered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_source_order() {
        let edits = vec![
            Edit {
                range: 2..3,
                text: "C".into(),
            },
            Edit::insertion(2, "<"),
            Edit::insertion(0, "^"),
        ];
        assert_eq!(apply("abcd", edits), "^ab<Cd");
    }
}
