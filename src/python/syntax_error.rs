//! What is wrong with source that is not Python, told as CPython tells it.

use ruff_python_parser::ParseError;
use ruff_text_size::TextRange;

use super::explanations::explain;

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
        SyntaxProblem::at("SyntaxError", message.into(), source, 0..0, file_name)
    }
}

impl SyntaxProblem {
    /// The parser's error in CPython's form.
    pub(super) fn from_parser(error: &ParseError, source: &str, file_name: &str) -> Self {
        let explanation = explain(error, source);
        let range = explanation.range.start().to_usize()..explanation.range.end().to_usize();
        let mut problem = Self::at(
            explanation.kind,
            explanation.message,
            source,
            range,
            file_name,
        );
        if !explanation.has_carets {
            problem.drop_carets();
        }
        problem
    }

    /// What is wrong with source that is in the grammar.
    pub(super) fn of(message: String, range: TextRange, source: &str, file_name: &str) -> Self {
        let range = range.start().to_usize()..range.end().to_usize();
        Self::at("SyntaxError", message, source, range, file_name)
    }

    fn drop_carets(&mut self) {
        let mut lines: Vec<&str> = self.traceback.lines().collect();
        if lines.len() > 3 {
            lines.remove(2);
        }
        self.traceback = lines.join("\n") + "\n";
    }

    fn at(
        kind: &'static str,
        message: String,
        source: &str,
        range: std::ops::Range<usize>,
        file_name: &str,
    ) -> Self {
        // An error at the end of the text belongs to its last line that has anything on it.
        let text = source.trim_end();
        let start = range.start.min(text.len());
        let before = source.get(..start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let full = source
            .get(line_start..)
            .and_then(|rest| rest.lines().next())
            .unwrap_or_default();
        let shown = full.trim();
        let indentation = full.len() - full.trim_start().len();
        // The parser marks wrong indentation itself; the caret then goes to what is indented.
        let start = start.max((line_start + indentation).min(text.len()));
        let column = full
            .get(indentation..start - line_start)
            .map_or(0, |prefix| prefix.chars().count());
        let width = source
            .get(start..range.end.min(line_start + full.trim_end().len()))
            .map_or(1, |marked| marked.chars().count().max(1));
        let traceback = format!(
            "  File \"{file_name}\", line {line}\n    {shown}\n    {}{}\n{kind}: {message}\n",
            " ".repeat(column),
            "^".repeat(width),
        );
        Self {
            kind,
            message,
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
