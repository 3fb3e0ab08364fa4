//! Splits source into coloured pieces, line by line. Only for the eye: it takes any text, finished or
//! not, and never decides what runs.

/// What a piece of source is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everything else.
    Plain,
    /// A word of the language.
    Keyword,
    /// A string, prefix and quotes included.
    String,
    /// A number.
    Number,
    /// A name that is called or defined.
    Function,
    /// From `#` to the end of the line.
    Comment,
}

/// A piece of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// Its text, without line breaks.
    pub text: String,
}

/// What tells the pieces of a language apart.
pub struct Language {
    /// Its keywords, and the constants that read like them; in small letters if their case is free.
    pub keywords: &'static [&'static str],
    /// Whether keywords may be written in capitals.
    pub any_case: bool,
    /// What comments begin and end with.
    pub comments: &'static [(&'static str, &'static str)],
    /// What strings begin and end with, longer ones first, and whether they go over lines.
    pub strings: &'static [(&'static str, bool)],
    /// Letters of which up to two may stand before a string.
    pub prefixes: &'static str,
}

/// The language of the code that runs.
pub const PYTHON: Language = Language {
    keywords: &[
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
        "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
        "try", "while", "with", "yield",
    ],
    any_case: false,
    comments: &[("#", "\n")],
    strings: &[("\"\"\"", true), ("'''", true), ("\"", false), ("'", false)],
    prefixes: "rRbBuUfF",
};

/// Splits `source` into lines of pieces. Joining all pieces of all lines with `\n` gives the
/// source again. The last line is there even if it is empty, unless the source ends in `\n`.
pub fn highlight(source: &str, language: &Language) -> Vec<Vec<Piece>> {
    let source = source.strip_suffix('\n').unwrap_or(source);
    let lines = lines(source, language).into_iter();
    lines.map(|line| line.pieces).collect()
}

/// One line of source.
#[derive(Default)]
pub struct Line {
    /// What it is made of.
    pub pieces: Vec<Piece>,
    /// Whether it begins within a piece of the line before, as in a long string.
    pub continues: bool,
}

/// As [`highlight`], of source that does not end in a line break, or has an empty line behind it.
pub fn lines(source: &str, language: &Language) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = language.next_piece(rest, first);
        let (text, after) = rest.split_at(length);
        push(&mut lines, kind, text);
        rest = after;
    }
    lines
}

impl Language {
    /// The kind and length in bytes (at least one character) of the piece that `rest` starts with.
    fn next_piece(&self, rest: &str, first: char) -> (Kind, usize) {
        if let Some(length) = self.comment_length(rest) {
            return (Kind::Comment, length);
        }
        if let Some(length) = self.string_length(rest) {
            return (Kind::String, length);
        }
        if first.is_ascii_digit() {
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'));
            return (Kind::Number, end.unwrap_or(rest.len()));
        }
        if is_name(first) {
            let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            let kind = if self.is_keyword(&rest[..length]) {
                Kind::Keyword
            } else if rest[length..].starts_with('(') {
                Kind::Function
            } else {
                Kind::Plain
            };
            return (kind, length);
        }
        (Kind::Plain, first.len_utf8())
    }

    fn is_keyword(&self, name: &str) -> bool {
        let mut keywords = self.keywords.iter();
        keywords.any(|word| *word == name || (self.any_case && word.eq_ignore_ascii_case(name)))
    }

    /// The length of the comment that `rest` starts with. The line break after it is not part of it.
    fn comment_length(&self, rest: &str) -> Option<usize> {
        let mut comments = self.comments.iter();
        let (open, close) = comments.find(|(open, _)| rest.starts_with(open))?;
        Some(match rest[open.len()..].find(close) {
            Some(place) if *close == "\n" => open.len() + place,
            Some(place) => open.len() + place + close.len(),
            None => rest.len(),
        })
    }

    /// The length of the string literal that `rest` starts with, prefix and quotes included. An
    /// unclosed one ends with its line, or with the text if it may go over lines.
    fn string_length(&self, rest: &str) -> Option<usize> {
        let prefix = rest.find(|c| !self.prefixes.contains(c))?;
        if prefix > 2 {
            return None;
        }
        let body = &rest[prefix..];
        let mut strings = self.strings.iter();
        let (delimiter, over_lines) = strings.find(|(quote, _)| body.starts_with(quote))?;
        let mut characters = body.char_indices().skip(delimiter.len());
        while let Some((at, character)) = characters.next() {
            if body[at..].starts_with(delimiter) {
                return Some(prefix + at + delimiter.len());
            }
            match character {
                // Also in raw strings a backslash keeps the quote after it from closing the string.
                '\\' => {
                    characters.next();
                }
                '\n' if !over_lines => return Some(prefix + at),
                _ => {}
            }
        }
        Some(rest.len())
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Adds a piece that may hold line breaks, joined to a neighbour of the same kind.
fn push(lines: &mut Vec<Line>, kind: Kind, text: &str) {
    for (index, part) in text.split('\n').enumerate() {
        if index > 0 {
            lines.push(Line {
                pieces: Vec::new(),
                continues: kind != Kind::Plain,
            });
        }
        let Some(line) = lines.last_mut() else { return };
        match line.pieces.last_mut() {
            _ if part.is_empty() => {}
            Some(last) if last.kind == kind => last.text.push_str(part),
            _ => line.pieces.push(Piece {
                kind,
                text: part.to_string(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a kind, in order.
    fn of_kind(source: &str, kind: Kind) -> Vec<String> {
        highlight(source, &PYTHON)
            .into_iter()
            .flatten()
            .filter(|piece| piece.kind == kind)
            .map(|piece| piece.text)
            .collect()
    }

    #[test]
    fn tells_calls_keywords_numbers_strings_and_comments_apart() {
        let source = "for t in sorted(x.items()):  # all\n    print(f\"{t:5.1f}\", 0x1F)";
        assert_eq!(of_kind(source, Kind::Keyword), ["for", "in"]);
        assert_eq!(
            of_kind(source, Kind::Function),
            ["sorted", "items", "print"]
        );
        assert_eq!(of_kind(source, Kind::Number), ["0x1F"]);
        assert_eq!(of_kind(source, Kind::String), ["f\"{t:5.1f}\""]);
        assert_eq!(of_kind(source, Kind::Comment), ["# all"]);
    }

    #[test]
    fn a_triple_quoted_string_goes_over_lines_and_may_be_unclosed() {
        assert_eq!(of_kind("x = '''a\nb'''\ny", Kind::String), ["'''a", "b'''"]);
        assert_eq!(of_kind("x = \"\"\"a\nb", Kind::String), ["\"\"\"a", "b"]);
    }

    #[test]
    fn an_escaped_quote_does_not_close_a_string() {
        assert_eq!(of_kind(r#"x = "a\"b" + y"#, Kind::String), [r#""a\"b""#]);
        assert_eq!(of_kind("x = 'open\ny = 1", Kind::String), ["'open"]);
    }

    #[test]
    fn no_text_is_lost_or_added() {
        for source in [
            "",
            "\n",
            "a\n\nb\n",
            "'\\",
            "\"\"\"",
            "é = 'ü' # ñ\n\t日本",
            "rb'x' Rb\"y\" f''",
            "''''''''''",
            "1.e5j..2",
        ] {
            let lines: Vec<String> = highlight(source, &PYTHON)
                .into_iter()
                .map(|line| line.into_iter().map(|piece| piece.text).collect())
                .collect();
            assert_eq!(
                lines.join("\n"),
                source.strip_suffix('\n').unwrap_or(source)
            );
        }
    }
}
