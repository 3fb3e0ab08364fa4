//! Tokens that MicroPython reads in another way: of the letters before strings it knows the small ones
//! (`R"a"`), and it takes a keyword right after a number for a part of that (`1if a else 2`).

use ruff_python_ast::ModModule;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextLen, TextRange, TextSize};

use super::edit::Edit;

/// Adds the edits of all such tokens. Strings that others have edits of are left to them.
pub fn edit(parsed: &Parsed<ModModule>, source: &str, edits: &mut Vec<Edit>) {
    let mut end_of_number = None;
    for token in parsed.tokens() {
        match token.kind() {
            TokenKind::String | TokenKind::FStringStart => {
                edit_prefix(token.start(), source, edits);
            }
            kind if kind.is_keyword() && end_of_number == Some(token.start()) => {
                edits.push(Edit::insertion(token.start().to_usize(), " "));
            }
            _ => {}
        }
        let is_number = matches!(
            token.kind(),
            TokenKind::Int | TokenKind::Float | TokenKind::Complex
        );
        end_of_number = is_number.then_some(token.end());
    }
}

fn edit_prefix(start: TextSize, source: &str, edits: &mut Vec<Edit>) {
    let text = source.get(start.to_usize()..).unwrap_or_default();
    let Some((prefix, _)) = text.split_once(['"', '\'']) else {
        return;
    };
    if prefix.contains(|letter: char| letter.is_ascii_uppercase())
        && !edits
            .iter()
            .any(|edit| edit.range.contains(&start.to_usize()))
    {
        let range = TextRange::at(start, prefix.text_len());
        edits.push(Edit::replacement(range, prefix.to_ascii_lowercase()));
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

    #[test]
    fn keywords_stand_apart_from_numbers() {
        check("x = 1if 2.5or 3j else 4", "x = 1 if 2.5 or 3j else 4");
        check("x = [0for y in z]", "x = [0 for y in z]");
    }
}
