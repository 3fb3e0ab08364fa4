//! Python in parts of some lines: while it is being written, only its last part has to be shown anew.

use std::sync::Arc;

use super::highlight::{Line, PYTHON, Piece, lines};

/// Lines of a part, unless a string goes on or its last line would be blank: as a block of its own that
/// would not be seen.
const LINES: usize = 16;

/// A part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Another one for each text that was ever shown in this place.
    pub id: u64,
    /// The number of its first line, from 0.
    pub first_line: usize,
    /// Its lines. Between two parts is a line break.
    pub lines: Arc<Vec<Vec<Piece>>>,
    /// With all of its line breaks.
    source: Arc<str>,
}

/// Source that grows. Parts that are settled are not read again.
#[derive(Default)]
pub struct GrowingCode {
    parts: Vec<Part>,
    last_id: u64,
}

impl GrowingCode {
    /// The parts of the source as it is now. It need not go on from what it was.
    pub fn update(&mut self, source: &str) -> Vec<Part> {
        let source = source.strip_suffix('\n').unwrap_or(source);
        let (mut kept, mut at, mut first_line) = (0, 0, 0);
        for part in self.parts.iter().rev().skip(1).rev() {
            if !source[at..].starts_with(&*part.source) {
                break;
            }
            kept += 1;
            at += part.source.len();
            first_line += part.lines.len();
        }
        self.parts.truncate(kept);
        let mut rest = &source[at..];
        let mut all = lines(rest, &PYTHON).into_iter().peekable();
        let mut taken: Vec<Vec<Piece>> = Vec::new();
        let mut length = 0;
        while let Some(Line { pieces, .. }) = all.next() {
            length += pieces.iter().map(|piece| piece.text.len()).sum::<usize>();
            let is_last = all.peek().is_none();
            length += usize::from(!is_last);
            let is_blank = pieces.is_empty();
            taken.push(pieces);
            let may_end = taken.len() >= LINES && !is_blank;
            if is_last || may_end && all.peek().is_some_and(|next| !next.continues) {
                let (of_part, after) = rest.split_at(length);
                self.last_id += 1;
                let lines = std::mem::take(&mut taken);
                let count = lines.len();
                self.parts.push(Part {
                    id: self.last_id,
                    first_line,
                    lines: Arc::new(lines),
                    source: of_part.into(),
                });
                (rest, first_line, length) = (after, first_line + count, 0);
            }
        }
        self.parts.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::super::highlight::highlight;
    use super::*;

    const SOURCE: &str =
        "def total(rows):\n    \"\"\"Adds\n\n    up.\"\"\"\n\n    return sum(rows)\n";

    fn whole(parts: &[Part]) -> Vec<Vec<Piece>> {
        let lines = parts.iter().flat_map(|part| part.lines.iter());
        lines.cloned().collect()
    }

    #[test]
    fn source_that_grows_has_the_lines_that_it_has_as_a_whole() {
        let source = SOURCE.repeat(12);
        let mut growing = GrowingCode::default();
        let mut settled: Vec<u64> = Vec::new();
        for end in 0..=source.len() {
            let parts = growing.update(&source[..end]);
            assert_eq!(whole(&parts), highlight(&source[..end], &PYTHON), "{end}");
            let mut first_line = 0;
            for part in &parts {
                assert_eq!(part.first_line, first_line);
                first_line += part.lines.len();
            }
            let ids: Vec<u64> = parts.iter().map(|part| part.id).collect();
            assert!(ids.starts_with(&settled), "a settled part is shown anew");
            settled = ids[..ids.len() - 1].to_vec();
        }
        assert!(settled.len() >= 3, "{settled:?}");
    }

    #[test]
    fn a_part_ends_with_a_line_that_is_seen_and_outside_of_strings() {
        let long = format!(
            "x = 1\n{}y = '''\n{}'''\nz = 2",
            "\n".repeat(20),
            "a\n".repeat(40)
        );
        let parts = GrowingCode::default().update(&long);
        let first: Vec<usize> = parts.iter().map(|part| part.first_line).collect();
        // `y =` is the first line that is not blank, and its string goes on.
        assert_eq!(first, [0, 63]);
    }

    #[test]
    fn other_source_is_read_from_its_beginning() {
        let mut growing = GrowingCode::default();
        growing.update(&SOURCE.repeat(12));
        let parts = growing.update("x = 1\ny = 2\n");
        assert_eq!(whole(&parts), highlight("x = 1\ny = 2", &PYTHON));
    }
}
