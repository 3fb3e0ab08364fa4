//! `R"a"`: of the letters before strings, MicroPython knows the small ones.

use ruff_python_ast::ModModule;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextLen, TextRange};

use super::edit::Edit;

/// Adds the edits of all strings that others have left as they are.
pub fn edit(parsed: &Parsed<ModModule>, source: &str, edits: &mut Vec<Edit>) {
    for token in parsed.tokens() {
        if !matches!(token.kind(), TokenKind::String | TokenKind::FStringStart) {
            continue;
        }
        let start = token.start().to_usize();
        let text = source.get(start..).unwrap_or_default();
        let Some((prefix, _)) = text.split_once(['"', '\'']) else {
            continue;
        };
        if prefix.contains(|letter: char| letter.is_ascii_uppercase())
            && !edits.iter().any(|edit| edit.range.contains(&start))
        {
            let range = TextRange::at(token.start(), prefix.text_len());
            edits.push(Edit::replacement(range, prefix.to_ascii_lowercase()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn letters_before_strings_are_small() {
        check(r#"x = R"a" 'B'"#, r#"x = r"a" 'B'"#);
        check(r#"x = Rb"\n", B'a', U"u""#, r#"x = rb"\n", b'a', u"u""#);
        check(r#"x = F"{a}""#, r#"x = f"{a}""#);
        check(r#"x = F"{a}!""#, r#"x = f"{a}!""#);
    }
}
