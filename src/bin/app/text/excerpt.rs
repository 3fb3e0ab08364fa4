//! Shortens long output for the eye: its head, its tail and the count between. The whole of it
//! stays one click away.

use crate::texts;

/// Lines of head and of tail that stay.
const KEPT_LINES: usize = 12;
/// Characters of head and of tail that stay, where single lines are very long.
const KEPT_CHARS: usize = 2_000;

/// A long text in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Its beginning.
    pub head: String,
    /// What is left out, such as `976 lines`, in words.
    pub left_out: String,
    /// Its end.
    pub tail: String,
}

/// The excerpt of a text that is too long to be shown whole, or `None`.
pub fn excerpt(text: &str) -> Option<Excerpt> {
    by_lines(text).or_else(|| by_chars(text))
}

fn by_lines(text: &str) -> Option<Excerpt> {
    let lines: Vec<&str> = text.lines().collect();
    // Two more than the excerpt itself would take up.
    if lines.len() <= KEPT_LINES * 2 + 2 {
        return None;
    }
    let head = lines[..KEPT_LINES].join("\n");
    let tail = lines[lines.len() - KEPT_LINES..].join("\n");
    let left_out = texts::figures::more_lines((lines.len() - KEPT_LINES * 2) as u64);
    Some(Excerpt {
        head: first_chars(&head).into(),
        left_out,
        tail: last_chars(&tail).into(),
    })
}

fn by_chars(text: &str) -> Option<Excerpt> {
    let (head, tail) = (first_chars(text), last_chars(text));
    let between = text.len().checked_sub(head.len() + tail.len())?;
    let middle = text.get(head.len()..head.len() + between)?.chars().count();
    (middle > KEPT_CHARS).then(|| Excerpt {
        head: head.into(),
        left_out: texts::figures::more_characters(middle as u64),
        tail: tail.into(),
    })
}

fn first_chars(text: &str) -> &str {
    match text.char_indices().nth(KEPT_CHARS) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

fn last_chars(text: &str) -> &str {
    match text.char_indices().rev().nth(KEPT_CHARS - 1) {
        Some((start, _)) => &text[start..],
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_lines_between() {
        let text: String = (0..1_000).map(|n| format!("{n}\n")).collect();
        let short = excerpt(&text).map(|it| (it.left_out, it.head.lines().count()));
        assert_eq!(short, Some(("976 more lines".into(), KEPT_LINES)));
    }

    #[test]
    fn leaves_ordinary_output_alone() {
        assert_eq!(excerpt(""), None);
        assert_eq!(excerpt(&"line\n".repeat(26)), None);
        assert_eq!(excerpt(&"é".repeat(6_000)), None);
    }

    #[test]
    fn cuts_one_very_long_line_between_characters() {
        let short = excerpt(&"é".repeat(100_000)).map(|it| (it.left_out, it.tail.chars().count()));
        assert_eq!(short, Some(("96,000 more characters".into(), KEPT_CHARS)));
    }
}
