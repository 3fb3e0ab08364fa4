//! Splits a text into chunks that a model can read at once: at headings where it can, else at
//! paragraphs, lines, words, and with an overlap, so that what stands across a border is read
//! whole by one of the two.

/// What a token weighs. A character weighs one if it is ASCII and a token if it is another, which is
/// the estimate of [`crate::model::tokenizer::estimate`].
const TOKEN: usize = 4;

/// Longest chunk, in tokens.
const CHUNK_TOKENS: usize = 32_000;

/// What a chunk repeats of the one before, in tokens.
const OVERLAP_TOKENS: usize = 400;

/// A part of a text. Positions count characters, the end not included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
}

/// The text in chunks of at most 32,000 tokens.
pub(super) fn chunks(text: &str) -> Vec<Chunk<'_>> {
    split(text, CHUNK_TOKENS * TOKEN, OVERLAP_TOKENS * TOKEN)
}

/// The text in chunks that weigh at most `most`, and that overlap by about `overlap`.
fn split(text: &str, most: usize, overlap: usize) -> Vec<Chunk<'_>> {
    let mut chunks = Vec::new();
    let (mut from, mut start) = (0, 0);
    loop {
        let rest = &text[from..];
        let end = match reach(rest, most) {
            None => rest.len(),
            // Half a chunk at least, so that the whole comes to an end.
            Some(limit) => border(rest, reach(rest, most / 2).unwrap_or(limit), limit),
        };
        let piece = &rest[..end];
        let length = piece.chars().count();
        chunks.push(Chunk {
            text: piece,
            start,
            end: start + length,
        });
        if end == rest.len() {
            return chunks;
        }
        let all: usize = piece.chars().map(weight).sum();
        let back = reach(piece, all.saturating_sub(overlap)).unwrap_or(end);
        let again = piece[back..]
            .find('\n')
            .map_or(back, |line| back + line + 1);
        let again = if again < end { again } else { back };
        // An overlap of all of it would never come to an end.
        let again = if again == 0 { end } else { again };
        start += piece[..again].chars().count();
        from += again;
    }
}

fn weight(character: char) -> usize {
    match character.is_ascii() {
        true => 1,
        false => TOKEN,
    }
}

/// The byte up to which a text weighs no more than `most`; none if that is all of it.
fn reach(text: &str, most: usize) -> Option<usize> {
    let mut sum = 0;
    text.char_indices().find_map(|(at, character)| {
        sum += weight(character);
        (sum > most).then_some(at)
    })
}

/// Where a text of which between `least` and `most` bytes are taken is cut best.
fn border(text: &str, least: usize, most: usize) -> usize {
    let window = &text[least..most];
    let heading = window.rfind("\n#").map(|at| at + 1);
    let paragraph = || window.rfind("\n\n").map(|at| at + 2);
    let line = || window.rfind('\n').map(|at| at + 1);
    let word = || window.rfind(' ').map(|at| at + 1);
    let cut = heading.or_else(paragraph).or_else(line).or_else(word);
    cut.map_or(most, |at| least + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, most: usize, overlap: usize) -> Vec<&str> {
        let chunks = split(text, most, overlap);
        for chunk in &chunks {
            let cut: String = text
                .chars()
                .skip(chunk.start)
                .take(chunk.end - chunk.start)
                .collect();
            assert_eq!(cut, chunk.text);
        }
        chunks.into_iter().map(|chunk| chunk.text).collect()
    }

    #[test]
    fn a_short_text_is_one_chunk() {
        assert_eq!(texts("é", 10, 2), ["é"]);
        assert_eq!(texts("", 10, 2), [""]);
    }

    #[test]
    fn headings_come_before_paragraphs_and_these_before_lines_and_words() {
        assert_eq!(
            texts("one\ntwo\n# Three\n\nfour five", 21, 0),
            ["one\ntwo\n# Three\n\n", "four five"]
        );
        assert_eq!(
            texts("aaaa aaaa aaaa\n# B\n\nb b b b", 22, 0),
            ["aaaa aaaa aaaa\n", "# B\n\nb b b b"]
        );
        assert_eq!(
            texts("aaaa aaaa\n\nbb\nbb bb", 15, 0),
            ["aaaa aaaa\n\n", "bb\nbb bb"]
        );
        assert_eq!(texts("aaaa aaaa\nbb bb", 14, 0), ["aaaa aaaa\n", "bb bb"]);
        assert_eq!(texts("aaaaaaaaaa", 4, 0), ["aaaa", "aaaa", "aa"]);
    }

    #[test]
    fn chunks_overlap_from_the_beginning_of_a_line() {
        assert_eq!(
            texts("aaaa\nbbbb\ncccc\ndddd\n", 15, 7),
            ["aaaa\nbbbb\ncccc\n", "cccc\ndddd\n"]
        );
    }

    #[test]
    fn a_chunk_has_as_many_tokens_in_any_script() {
        for text in ["words and words ".repeat(20_000), "日本語".repeat(40_000)] {
            let tokens: Vec<u64> = chunks(&text)
                .iter()
                .map(|chunk| crate::model::tokenizer::estimate(chunk.text))
                .collect();
            assert!(tokens.len() > 1);
            let full = &tokens[..tokens.len() - 1];
            assert!(
                full.iter().all(|it| (31_900..=32_000).contains(it)),
                "{tokens:?}"
            );
        }
    }

    #[test]
    fn no_character_is_cut_in_two() {
        let text = "é".repeat(100);
        assert!(texts(&text, 7, 3).len() > 10);
    }
}
