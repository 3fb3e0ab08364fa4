//! `\N{BULLET}` in strings, which MicroPython does not know: the character's number stands for it.

use ruff_python_ast::ModModule;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::edit::Edit;

/// How such an escape begins.
const START: &str = "\\N{";

/// Adds the edits of all strings.
pub fn edit(parsed: &Parsed<ModModule>, source: &str, edits: &mut Vec<Edit>) {
    if !source.contains(START) {
        return;
    }
    let mut is_raw_f_string = false;
    for token in parsed.tokens() {
        let range = token.range();
        let text = source
            .get(range.start().to_usize()..range.end().to_usize())
            .unwrap_or_default();
        match token.kind() {
            TokenKind::String if !is_raw(text) => edit_text(text, range.start(), edits),
            TokenKind::FStringStart => is_raw_f_string = is_raw(text),
            TokenKind::FStringMiddle if !is_raw_f_string => edit_text(text, range.start(), edits),
            _ => {}
        }
    }
}

/// Whether a string's prefix says that it has no escapes, or that it is bytes.
fn is_raw(text: &str) -> bool {
    let prefix = text.split(['"', '\'']).next().unwrap_or_default();
    prefix.contains(['r', 'R', 'b', 'B'])
}

fn edit_text(text: &str, start: TextSize, edits: &mut Vec<Edit>) {
    let mut from = 0;
    while let Some(rest) = text.get(from..)
        && let Some(at) = rest.find('\\')
    {
        let escape = rest.get(at..).unwrap_or_default();
        let name = escape
            .strip_prefix(START)
            .and_then(|named| named.split_once('}'));
        let character = name.and_then(|(name, _)| unicode_names2::character(name));
        let (Some((name, _)), Some(character)) = (name, character) else {
            // A backslash and what it escapes.
            let escaped = escape.chars().nth(1).map_or(0, char::len_utf8);
            from += at + 1 + escaped;
            continue;
        };
        let length = START.len() + name.len() + 1;
        if let (Ok(begin), Ok(length)) = (TextSize::try_from(from + at), TextSize::try_from(length))
        {
            let range = TextRange::at(start + begin, length);
            let number = u32::from(character);
            edits.push(Edit::replacement(range, format!("\\U{number:08x}")));
        }
        from += at + length;
    }
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn a_named_character_is_its_number() {
        check(r#"x = "a\N{BULLET}b""#, r#"x = "a\U00002022b""#);
        check(r#"x = f"\N{BULLET} {a}""#, r#"x = f"\U00002022 {a}""#);
        check(
            r#"x = "é\n\N{bullet}\N{LATIN SMALL LETTER A}""#,
            r#"x = "é\n\U00002022\U00000061""#,
        );
    }

    #[test]
    fn other_strings_stay() {
        for source in [r#"x = r"\N{BULLET}""#, r#"x = "\\N{BULLET}""#] {
            check(source, source);
        }
    }
}
