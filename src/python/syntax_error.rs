//! What is wrong with source that is not Python, told as CPython tells it.

use ruff_text_size::TextRange;

use super::explanations::{Finding, explain, line_of, normal};

/// A syntax error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}: {message} (line {line})")]
pub struct SyntaxProblem {
    /// `SyntaxError`, `IndentationError` or `TabError`.
    pub kind: &'static str,
    /// What is wrong.
    pub message: String,
    /// The line, counted from 1.
    pub line: usize,
    /// All of it as Python prints it: file, line, the source line with carets below, kind and
    /// message.
    pub traceback: String,
}

/// A problem that the parser never saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlacelessProblem {
    /// The code nests too deeply to be parsed.
    TooDeep,
    /// Where an expression has to stand there is none, or more.
    NotAnExpression,
}

impl PlacelessProblem {
    /// The problem, blamed on the first line.
    pub fn in_source(self, source: &str, file_name: &str) -> SyntaxProblem {
        let message = match self {
            Self::TooDeep => "too many nested parentheses or operators",
            Self::NotAnExpression => "invalid syntax",
        };
        SyntaxProblem::at(*Finding::between(message, 0, 0), source, file_name)
    }
}

impl SyntaxProblem {
    /// What CPython has against source; nothing when its grammar takes it.
    pub(super) fn explained(source: &str, file_name: &str) -> Option<Self> {
        let text = normal(source);
        Some(Self::at(*explain(&text)?, &text, file_name))
    }

    /// What is wrong with source that is in the grammar.
    pub(super) fn of(message: String, range: TextRange, source: &str, file_name: &str) -> Self {
        let (start, end) = (range.start().to_usize(), range.end().to_usize());
        Self::at(*Finding::between(message, start, end), source, file_name)
    }

    fn at(finding: Finding, text: &str, file_name: &str) -> Self {
        let kind = finding.kind;
        let (text, first_line) = match &finding.within {
            Some((text, first_line)) => (text.as_str(), *first_line),
            None => (text, 1),
        };
        let line = line_of(text, finding.start) + first_line - 1;
        // Columns as CPython counts them, from 1; the carets end before the last.
        let column = |at: usize| {
            let before = text.get(..at).unwrap_or(text);
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let characters = before
                .get(line_start..)
                .map_or(0, |before| before.chars().count());
            (line_start, characters + usize::from(!finding.is_before))
        };
        let (line_start, offset) = column(finding.start);
        let end = finding.end.map_or(offset, |end| column(end).1);
        let end = if end == offset { offset + 1 } else { end };
        let full = text
            .get(line_start..)
            .unwrap_or_default()
            .split('\n')
            .next()
            .unwrap_or_default();
        let shown = full.trim_start_matches([' ', '\x0c']);
        let mut traceback = format!("  File \"{file_name}\", line {line}\n    {shown}\n");
        if let Some(indentation) = (offset + shown.len()).checked_sub(full.len() + 1) {
            let blanks = shown
                .chars()
                .chain(std::iter::repeat(' '))
                .take(indentation);
            let blanks = blanks.map(|letter| if letter.is_whitespace() { letter } else { ' ' });
            let carets = "^".repeat(end.saturating_sub(offset));
            traceback.extend(["    ", &blanks.collect::<String>(), &carets, "\n"]);
        }
        traceback.extend([kind, ": ", &finding.message, "\n"]);
        Self {
            kind,
            message: finding.message,
            line,
            traceback,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::python::lower;

    #[track_caller]
    fn check(source: &str, traceback: &str) {
        assert_eq!(lower(source, "<step 2>").unwrap_err().traceback, traceback);
    }

    #[test]
    fn an_error_shows_its_line_and_a_caret() {
        check(
            "x = 1\nif x:\n    y = = 2\n",
            "  File \"<step 2>\", line 3\n    y = = 2\n        ^\nSyntaxError: invalid syntax\n",
        );
    }

    #[test]
    fn an_error_at_the_end_shows_what_is_open() {
        check(
            "x = (1,\n  2\n\n",
            "  File \"<step 2>\", line 1\n    x = (1,\n        ^\nSyntaxError: '(' was never closed\n",
        );
    }

    #[test]
    fn indentation_errors_are_a_class_of_their_own() {
        check(
            "if 1:\nx = 1",
            "  File \"<step 2>\", line 2\n    x = 1\n    ^\nIndentationError: expected an indented block after 'if' statement on line 1\n",
        );
        check(
            "x = 1\n   y = 2",
            "  File \"<step 2>\", line 2\n    y = 2\nIndentationError: unexpected indent\n",
        );
    }

    #[test]
    fn columns_count_characters() {
        check(
            "x = 'é😀' 5",
            "  File \"<step 2>\", line 1\n    x = 'é😀' 5\n             ^\nSyntaxError: invalid syntax\n",
        );
    }

    #[test]
    fn hostile_source_is_an_error_and_not_a_panic() {
        for source in [
            "\0",
            "\u{feff}\u{feff}(",
            "'''\r\r\n",
            "\\",
            "é(\n\t😀",
            "\x0c(",
            "f'{",
            "\u{2028}=",
        ] {
            assert!(lower(source, "<step 1>").is_err(), "{source:?}");
        }
    }
}
