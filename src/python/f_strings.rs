//! f-strings. The simple ones stay: MicroPython runs them, and fast. The others become
//! `"%s%s" % (piece, piece)`: the pieces stay where they are, so that lines do not move and edits
//! within them are made as everywhere. A format that has pieces itself goes through `__formatted__`.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    ConversionFlag, ExprFString, FString, FStringPart, InterpolatedElement,
    InterpolatedStringElement, StringFlags, StringLiteral,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::walk::Walk;
use super::{literal, local_names};

const BACKSLASH: TextSize = TextSize::new(1);

/// Adds the edits of an f-string, with all that are concatenated with it, and of all within it.
pub fn edit<'tree>(walk: &mut Walk<'tree>, expression: &'tree ExprFString) {
    if is_simple(walk, expression) {
        for part in &expression.value {
            if let FStringPart::FString(string) = part {
                visitor::walk_f_string(walk, string);
            }
        }
        return;
    }
    let parts = expression.value.as_slice();
    if parts.len() > 1 {
        walk.insert(expression.start(), "(");
    }
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            walk.insert(part.start(), "+ ");
        }
        if let FStringPart::FString(string) = part {
            edit_part(walk, string);
        }
    }
    if parts.len() > 1 {
        walk.insert(expression.end(), ")");
    }
}

/// Whether MicroPython runs it as CPython does.
fn is_simple(walk: &Walk, expression: &ExprFString) -> bool {
    expression.value.iter().all(|part| match part {
        FStringPart::Literal(literal) => has_no_braces(literal),
        FStringPart::FString(string) => {
            let quote = string.flags.quote_str();
            string.elements.iter().all(|element| match element {
                InterpolatedStringElement::Literal(literal) => {
                    has_no_escaped_braces(walk.text(literal.range()))
                }
                InterpolatedStringElement::Interpolation(element) => {
                    element.debug_text.is_none()
                        && element.conversion == ConversionFlag::None
                        && (element.format_spec.is_none() || plain_format(walk, element).is_some())
                        && is_simple_text(walk.text(element.range()), quote)
                        && has_no_colon(walk.text(element.expression.range()))
                }
            })
        }
    })
}

/// MicroPython takes the braces of a literal that is concatenated with an f-string for fields.
fn has_no_braces(literal: &StringLiteral) -> bool {
    !literal.value.contains(['{', '}'])
}

/// After a backslash, MicroPython takes a brace for a brace, and not for the begin of a field.
fn has_no_escaped_braces(text: &str) -> bool {
    !(text.contains("\\{") || text.contains("\\}") || text.ends_with('\\'))
}

/// Whether the last backslash stands for itself: it is not the second of a pair.
fn ends_with_backslash(text: &str) -> bool {
    let rest = text.trim_end_matches('\\');
    (text.len() - rest.len()) % 2 == 1
}

/// Whether MicroPython finds the end of a field, given with its braces: it looks at characters,
/// whether or not they are in a string.
fn is_simple_text(field: &str, quote: &str) -> bool {
    let field = field
        .get(1..field.len().saturating_sub(1))
        .unwrap_or_default();
    !field.contains(['{', '}', '\\', '#', '!'])
        && !field.contains(quote)
        && (quote.len() > 1 || !field.contains(['\n', '\r']))
        && !local_names::may_be_in(field)
        && is_plain_quoting(field)
        && !field.starts_with(char::is_whitespace)
}

/// Whether no colon, as of a `lambda`, is where MicroPython takes it for the end of the expression: it
/// knows of square brackets, and not of parentheses.
fn has_no_colon(expression: &str) -> bool {
    let mut depth = 0;
    expression.chars().all(|character| {
        match character {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        character != ':' || depth > 0
    })
}

/// Whether the strings in a field have nothing in them but letters, digits and the like.
fn is_plain_quoting(field: &str) -> bool {
    let mut quote = None;
    for character in field.chars() {
        match quote {
            None if character == '\'' || character == '"' => quote = Some(character),
            Some(open) if character == open => quote = None,
            Some(_) if !(character.is_alphanumeric() || "_-., /".contains(character)) => {
                return false;
            }
            _ => {}
        }
    }
    quote.is_none()
}

/// How the pieces of one f-string are written.
struct Quoting {
    /// What opens a literal piece, with its prefix.
    open: String,
    close: &'static str,
}

fn edit_part<'tree>(walk: &mut Walk<'tree>, string: &'tree FString) {
    let quote = string.flags.quote_str();
    let raw = if string.flags.prefix().is_raw() {
        "r"
    } else {
        ""
    };
    let quoting = Quoting {
        open: format!("{raw}{quote}"),
        close: quote,
    };
    let text = walk.text(string.range());
    let opener = TextSize::of(
        text.get(..text.find(quote).unwrap_or_default())
            .unwrap_or_default(),
    ) + TextSize::of(quote);
    let opener = TextRange::at(string.start(), opener);
    let closer = TextRange::new(string.end() - TextSize::of(quote), string.end());
    let elements: Vec<&InterpolatedStringElement> = string.elements.iter().collect();
    if elements.is_empty() {
        walk.replace(opener, quoting.open);
        return;
    }
    edit_elements(walk, &elements, &quoting, opener, closer, true);
}

/// Writes elements between what opens and what closes them.
fn edit_elements<'tree>(
    walk: &mut Walk<'tree>,
    elements: &[&'tree InterpolatedStringElement],
    quoting: &Quoting,
    opener: TextRange,
    closer: TextRange,
    escaped: bool,
) {
    let is_literal = |index: usize| {
        elements
            .get(index)
            .is_some_and(|element| element.is_literal())
    };
    let pieces: usize = elements.iter().map(|element| pieces_of(element)).sum();
    let (before, after) = match (pieces, elements) {
        (0, _) => ("\"\"".to_owned(), ""),
        (1, [_]) => (String::new(), ""),
        _ => (
            format!("(\"{}\" % (", "%s".repeat(pieces)),
            if pieces == 1 { ",))" } else { "))" },
        ),
    };
    let opening = if is_literal(0) {
        quoting.open.as_str()
    } else {
        ""
    };
    walk.replace(opener, format!("{before}{opening}"));
    for (index, element) in elements.iter().enumerate() {
        match element {
            InterpolatedStringElement::Literal(literal) => {
                if escaped {
                    unescape_braces(walk, literal.range());
                }
                if ends_with_backslash(walk.text(literal.range())) {
                    let last = TextRange::at(literal.end() - BACKSLASH, BACKSLASH);
                    let backslash = if quoting.open.starts_with('r') {
                        // A raw string cannot end with one.
                        format!("{} \"\\\\\" {}", quoting.close, quoting.open)
                    } else {
                        "\\\\".to_owned()
                    };
                    walk.replace(last, backslash);
                }
            }
            InterpolatedStringElement::Interpolation(element) => {
                let mut opening = String::new();
                if index > 0 && is_literal(index - 1) {
                    opening.push_str(quoting.close);
                    opening.push_str(", ");
                }
                let next = match elements.get(index + 1) {
                    None => String::new(),
                    Some(next) if next.is_literal() => format!(", {}", quoting.open),
                    Some(_) => ", ".into(),
                };
                edit_field(walk, element, quoting, opening, &next);
            }
        }
    }
    let closing = if is_literal(elements.len().saturating_sub(1)) {
        quoting.close
    } else {
        ""
    };
    walk.replace(closer, format!("{closing}{after}"));
}

fn pieces_of(element: &InterpolatedStringElement) -> usize {
    match element {
        InterpolatedStringElement::Interpolation(field) if field.debug_text.is_some() => 2,
        _ => 1,
    }
}

/// `{{` stands for `{`, and `}}` for `}`.
fn unescape_braces(walk: &mut Walk, range: TextRange) {
    let text = walk.text(range);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['{', '}'])) {
        let brace = at + found;
        if bytes.get(brace) == bytes.get(brace + 1) {
            let start = range.start() + TextSize::new(brace as u32);
            walk.replace(TextRange::at(start, TextSize::new(1)), "");
            at = brace + 2;
        } else {
            // Of `\N{BULLET}`.
            at = brace + 1;
        }
    }
}

/// Writes `{expression!r:format}` as a call. `next` leads to the next piece.
fn edit_field<'tree>(
    walk: &mut Walk<'tree>,
    field: &'tree InterpolatedElement,
    quoting: &Quoting,
    mut opening: String,
    next: &str,
) {
    let (expression_end, tail) = tail(walk, field);
    let plain = plain_format(walk, field);
    let mut conversion = field.conversion;
    if let Some(text) = &field.debug_text {
        opening.push_str(&literal::of(text.as_str()));
        opening.push_str(", ");
        if conversion == ConversionFlag::None && field.format_spec.is_none() {
            conversion = ConversionFlag::Repr;
        }
    }
    if let Some(format) = plain {
        opening.push_str(&format!("\"{{:{format}}}\".format("));
    } else if field.format_spec.is_some() {
        opening.push_str("__formatted__(");
    }
    opening.push_str(match conversion {
        ConversionFlag::Repr => "\"{!r}\".format(",
        ConversionFlag::Ascii => "__ascii__(",
        ConversionFlag::Str | ConversionFlag::None if field.format_spec.is_none() => "__text__(",
        ConversionFlag::Str => "__text__(",
        ConversionFlag::None => "",
    });
    let brace = TextRange::at(field.start(), TextSize::new(1));
    walk.replace(brace, opening);
    walk.visit_expr(&field.expression);
    let converted = match conversion {
        ConversionFlag::None if field.format_spec.is_some() => "",
        _ => ")",
    };
    let Some(format) = &field.format_spec else {
        let rest = TextRange::new(expression_end, field.end());
        let breaks = walk.line_breaks(rest);
        walk.replace(rest, format!("{breaks}{converted}{next}"));
        return;
    };
    let elements: Vec<&InterpolatedStringElement> = format.elements.iter().collect();
    // From what ends the expression to the colon, which is the byte before the format.
    let separator = TextRange::new(expression_end.min(tail), format.start());
    let converted = format!("{}{converted}", walk.line_breaks(separator));
    let brace = TextRange::new(field.end() - TextSize::new(1), field.end());
    if plain.is_some() {
        let rest = TextRange::new(separator.start(), field.end());
        walk.replace(rest, format!("{converted}){next}"));
        return;
    }
    if elements.is_empty() {
        walk.replace(separator, format!("{converted}, \"\""));
        walk.replace(brace, format!("){next}"));
        return;
    }
    walk.insert(separator.start(), format!("{converted}, "));
    edit_elements(walk, &elements, quoting, separator, brace, false);
    walk.insert(field.end(), format!("){next}"));
}

/// The format of a field, if it is written with nothing that a text would have to quote.
fn plain_format<'tree>(walk: &Walk<'tree>, field: &InterpolatedElement) -> Option<&'tree str> {
    let text = walk.text(field.format_spec.as_ref()?.range());
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"<>^=+-.,_%# ".contains(&byte);
    (!text.is_empty() && text.bytes().all(is_plain)).then_some(text)
}

/// Where the expression of a field ends, with parentheses around it, and where its conversion or
/// format begins.
fn tail(walk: &Walk, field: &InterpolatedElement) -> (TextSize, TextSize) {
    let rest = TextRange::new(field.expression.end(), field.end());
    let mut end = field.expression.end();
    for token in walk.tokens_in(rest) {
        match token.kind() {
            TokenKind::Rpar => end = token.end(),
            // A comma makes a tuple, whose end it is.
            TokenKind::NonLogicalNewline | TokenKind::Comment | TokenKind::Comma => {}
            _ => return (end.max(field.expression.end()), token.start()),
        }
    }
    (end, field.end())
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn simple_ones_stay() {
        for source in [
            r#"x = f"a {b} {c.d} {e[1]} {{}}""#,
            r#"x = f"{a['b']} {f(c, 'd')}""#,
            r#"x = f"{a + b} {len(c)} {d[1:2]}" f'{e}' 'f'"#,
            r#"x = rf"\d{a}""#,
            "x = f'''a\n{b}'''",
            r#"x = f"{'a' if b else 'c'}""#,
        ] {
            check(source, source);
        }
    }

    #[test]
    fn formats_and_conversions_become_calls() {
        check(r#"x = f"{a:>5}""#, r#"x = f"{a:>5}""#);
        check(
            r#"x = f"a {b!r} c""#,
            r#"x = ("%s%s%s" % ("a ", "{!r}".format(b), " c"))"#,
        );
        check(
            r#"x = f"{a!s:>5}{b}""#,
            r#"x = ("%s%s" % ("{:>5}".format(__text__(a)), __text__(b)))"#,
        );
        check(
            r#"x = f"{a:{b}.{c}f}""#,
            r#"x = __formatted__(a, ("%s%s%s%s" % (__text__(b), ".", __text__(c), "f")))"#,
        );
        check(r#"x = f"{a:{b}}""#, r#"x = __formatted__(a, __text__(b))"#);
        check(r#"x = f"{(a):}""#, r#"x = __formatted__((a), "")"#);
        check(
            r#"x = f"{f(lambda a: a):>5}""#,
            r#"x = "{:>5}".format(f(lambda a: a))"#,
        );
    }

    #[test]
    fn the_text_of_an_expression_is_kept() {
        check(
            r#"x = f"{a=}""#,
            r#"x = ("%s%s" % ("a=", "{!r}".format(a)))"#,
        );
        check(
            r#"x = f"{a + 1 = :>5}!""#,
            r#"x = ("%s%s%s" % ("a + 1 = ", "{:>5}".format(a + 1), "!"))"#,
        );
    }

    #[test]
    fn strings_within_may_be_anything() {
        check(
            r#"x = f"{f"{a}"} {", ".join(b)}""#,
            r#"x = ("%s%s%s" % (__text__(f"{a}"), " ", __text__(", ".join(b))))"#,
        );
        check(
            r#"x = f"{{{ {'a': 1}['a'] }}}""#,
            r#"x = ("%s%s%s" % ("{", __text__( {'a': 1}['a']), "}"))"#,
        );
    }

    #[test]
    fn a_backslash_before_a_brace_is_a_backslash() {
        check(
            r#"x = rf"a\{b}c\\{d}""#,
            r#"x = ("%s%s%s%s" % (r"a" "\\" r"", __text__(b), r"c\\", __text__(d)))"#,
        );
        check(
            r#"x = f"\{a}", rf"\{{{b}\}}""#,
            r#"x = ("%s%s" % ("\\", __text__(a))), ("%s%s%s" % (r"\{", __text__(b), r"\}"))"#,
        );
    }

    #[test]
    fn lines_stay_where_they_are() {
        check(
            "x = f'''a\n{b!s:>5}\nc'''",
            "x = (\"%s%s%s\" % ('''a\n''', \"{:>5}\".format(__text__(b)), '''\nc'''))",
        );
    }

    #[test]
    fn lines_within_a_field_stay_where_they_are() {
        check("x = f\"{a\n}\"", "x = __text__(a\n)");
        check("x = f\"{a # b\n!r}\"", "x = \"{!r}\".format(a\n)");
        check(
            "x = f\"{\na\n!r:>5}\"",
            "x = \"{:>5}\".format(\"{!r}\".format(\na\n))",
        );
        check(
            "x = f\"{a\n!r:>{b}}\"",
            "x = __formatted__(\"{!r}\".format(a\n), (\"%s%s\" % (\">\", __text__(b))))",
        );
        check("x = f\"{a\n:}\"", "x = __formatted__(a\n, \"\")");
    }

    #[test]
    fn literals_beside_them_may_have_braces() {
        check("x = (f'{a}'\n  '{}')", "x = ((__text__(a)\n  + '{}'))");
    }

    #[test]
    fn edits_within_are_made() {
        check(
            r#"x = f"{a[::2]}""#,
            r#"x = f"{__sliced__(a, None, None, 2)}""#,
        );
        check(
            r#"x = f"{a[::2]!r}""#,
            r#"x = "{!r}".format(__sliced__(a, None, None, 2))"#,
        );
        check(
            r#"x = f"{await a!r}""#,
            r#"x = "{!r}".format(__awaited__( a))"#,
        );
    }
}
