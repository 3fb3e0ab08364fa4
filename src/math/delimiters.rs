//! Formulas in Markdown stand between dollar signs. Models also write `\(...\)` and `\[...\]`, which
//! Markdown takes for escaped brackets.

use std::borrow::Cow;

/// The text with all formulas between dollar signs. Code stays as it is.
pub fn dollars(markdown: &str) -> Cow<'_, str> {
    if !markdown.contains("\\(") && !markdown.contains("\\[") {
        return Cow::Borrowed(markdown);
    }
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find(['`', '~', '\\']) {
        let (before, found) = rest.split_at(at);
        text.push_str(before);
        let taken = match found.as_bytes() {
            [b'`', ..] => code(found, '`', at_line_start(&text)),
            [b'~', b'~', b'~', ..] if at_line_start(&text) => code(found, '~', true),
            [b'\\', b'(', ..] => formula(found, "\\)", "$", &mut text),
            [b'\\', b'[', ..] => formula(found, "\\]", "$$", &mut text),
            // What is escaped begins nothing.
            [b'\\', next, ..] if next.is_ascii() => Some(2),
            _ => Some(1),
        };
        // Formulas have written themselves.
        let is_formula = found.starts_with("\\(") || found.starts_with("\\[");
        let length = taken.unwrap_or(1).min(found.len());
        if !is_formula || taken.is_none() {
            text.push_str(&found[..length]);
        }
        rest = &found[length..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

fn at_line_start(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().all(|it| it.is_whitespace() || it == '>')
}

/// How long the code is that begins here: up to as many ticks, or to the end where a fence of a
/// block is not closed.
fn code(text: &str, tick: char, starts_line: bool) -> Option<usize> {
    let ticks = text.len() - text.trim_start_matches(tick).len();
    let fence = &text[..ticks];
    let is_block = starts_line && ticks >= 3;
    let mut from = ticks;
    while let Some(at) = text[from..].find(fence) {
        let start = from + at;
        let length = text[start..].len() - text[start..].trim_start_matches(tick).len();
        let closes = match is_block {
            true => length >= ticks && at_line_start(&text[..start]),
            false => length == ticks,
        };
        if closes {
            return Some(start + length);
        }
        from = start + length;
    }
    Some(if is_block { text.len() } else { ticks })
}

/// Writes the formula that begins here between other signs; how long it was. None if it has no end
/// in its paragraph.
fn formula(text: &str, end: &str, sign: &str, written: &mut String) -> Option<usize> {
    let inner = &text[2..];
    let at = inner.find(end)?;
    let inner = inner[..at].trim();
    if inner.is_empty() || inner.contains("\n\n") || inner.contains('$') {
        return None;
    }
    written.push_str(sign);
    written.push_str(inner);
    written.push_str(sign);
    Some(2 + at + 2)
}
