//! What CPython finds wrong within strings: escapes, and the expressions of f-strings, which it
//! takes out and parses in brackets of their own.

use std::ops::Range;

use super::parser::Parser;
use super::{Finding, line_of};

/// Checks the strings side by side from one token up to another.
pub fn check(parser: &Parser, tokens: &Range<usize>) -> Option<Box<Finding>> {
    let mut are_bytes = None;
    for token in parser.tokens.get(tokens.clone())? {
        let text = parser.text.get(token.start..token.end)?;
        let prefix_length = text.find(['"', '\''])?;
        let (prefix, quoted) = text.split_at(prefix_length);
        let prefix = prefix.to_ascii_lowercase();
        let quotes = if quoted.starts_with("'''") || quoted.starts_with("\"\"\"") {
            3
        } else {
            1
        };
        let body = token.start + prefix_length + quotes..token.end - quotes;
        let body_text = parser.text.get(body.clone())?;
        let is_raw = prefix.contains('r');
        let is_bytes = prefix.contains('b');
        if is_bytes && !body_text.is_ascii() {
            let message = "bytes can only contain ASCII literal characters";
            return Some(Finding::between(message, token.start, token.end));
        }
        let found = match (prefix.contains('f'), is_raw) {
            (true, _) if parser.fine.contains(&token.start) => None,
            (true, _) => {
                let mut string = FString {
                    parser,
                    at: body.start,
                    end: body.end,
                    is_raw,
                };
                string.literal_and_expressions(0).err()
            }
            (false, false) => escapes(body_text, is_bytes).map(|message| parser.here(message)),
            (false, true) => None,
        };
        if found.is_some() {
            return found;
        }
        if are_bytes.is_some_and(|are_bytes| are_bytes != is_bytes) {
            return Some(parser.here("cannot mix bytes and nonbytes literals"));
        }
        are_bytes = Some(is_bytes);
    }
    None
}

/// What is wrong with the first escape that stands for nothing.
fn escapes(text: &str, is_bytes: bool) -> Option<String> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let mut at = 0;
    // CPython counts what is not ASCII as if it were written as an escape.
    let mut extra = 0;
    while at < bytes.len() {
        let first = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or_default();
        if first != '\\' {
            at += first.len_utf8();
            extra += if first.is_ascii() {
                0
            } else {
                10 - first.len_utf8()
            };
            continue;
        }
        let (start, letter) = (at, byte(at + 1));
        at += 2;
        let digits = match letter {
            b'x' => 2,
            b'u' if !is_bytes => 4,
            b'U' if !is_bytes => 8,
            b'N' if !is_bytes => 0,
            _ => continue,
        };
        let count = (0..digits)
            .take_while(|digit| byte(at + digit).is_ascii_hexdigit())
            .count();
        let number = text
            .get(at..at + count)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        at += count;
        let problem = if letter == b'N' {
            let name = text
                .get(at..)
                .and_then(|rest| rest.strip_prefix('{')?.split_once('}'));
            match name {
                Some((name, _)) if !name.is_empty() => {
                    at += name.len() + 2;
                    if unicode_names2::character(name).is_some() {
                        continue;
                    }
                    "unknown Unicode character name".into()
                }
                _ => {
                    if byte(at) == b'{' {
                        at = text.len();
                    }
                    "malformed \\N character escape".into()
                }
            }
        } else if count == digits {
            if number.is_none_or(|number| number <= 0x10_ffff) {
                continue;
            }
            "illegal Unicode character".into()
        } else {
            format!(
                "truncated \\{}{} escape",
                char::from(letter),
                "X".repeat(digits)
            )
        };
        let start = start + extra;
        if is_bytes {
            return Some(format!(
                "(value error) invalid \\x escape at position {start}"
            ));
        }
        return Some(format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{}: {problem}",
            at + extra - 1
        ));
    }
    None
}

struct FString<'parser, 'text> {
    parser: &'parser Parser<'text>,
    at: usize,
    end: usize,
    is_raw: bool,
}

type Found = Result<(), Box<Finding>>;

impl FString<'_, '_> {
    fn peek(&self, distance: usize) -> u8 {
        let at = self.at + distance;
        let byte = self.parser.text.as_bytes().get(at).copied();
        byte.filter(|_| at < self.end).unwrap_or_default()
    }

    fn wrong(&self, message: &str) -> Box<Finding> {
        self.parser.here(format!("f-string: {message}"))
    }

    fn excluded(&self, what: &str) -> Box<Finding> {
        let message = format!("f-string expression part cannot include {what}");
        self.parser.here(message)
    }

    fn text(&self, start: usize) -> &str {
        self.parser.text.get(start..self.at).unwrap_or_default()
    }

    /// Text with expressions, up to its end or, in a format, up to its `}`.
    fn literal_and_expressions(&mut self, level: usize) -> Found {
        let mut start = self.at;
        while self.at < self.end {
            match self.peek(0) {
                b'\\' if !self.is_raw => {
                    self.at += 1;
                    if self.peek(0) == b'N' && self.peek(1) == b'{' {
                        while self.at < self.end && self.peek(0) != b'}' {
                            self.at += 1;
                        }
                    } else if matches!(self.peek(0), b'{' | b'}') {
                        continue;
                    }
                    self.at += 1;
                }
                brace @ (b'{' | b'}') if level == 0 && self.peek(1) == brace => self.at += 2,
                b'}' if level == 0 => return Err(self.wrong("single '}' is not allowed")),
                b'}' => break,
                b'{' => {
                    self.escapes(start)?;
                    self.expression(level)?;
                    start = self.at;
                }
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.end);
        self.escapes(start)
    }

    fn escapes(&self, start: usize) -> Found {
        let found = (!self.is_raw)
            .then(|| escapes(self.text(start), false))
            .flatten();
        found.map_or(Ok(()), |message| Err(self.parser.here(message)))
    }

    fn expression(&mut self, level: usize) -> Found {
        if level >= 2 {
            return Err(self.wrong("expressions nested too deeply"));
        }
        self.at += 1;
        let start = self.at;
        self.expression_end()?;
        if self.at >= self.end {
            return Err(self.wrong("expecting '}'"));
        }
        self.parse(start)?;
        if self.peek(0) == b'=' {
            self.at += 1;
            while self.peek(0).is_ascii_whitespace() {
                self.at += 1;
            }
        }
        if self.peek(0) == b'!' {
            self.at += 1;
            if self.at < self.end && !matches!(self.peek(0), b's' | b'r' | b'a') {
                let message = "invalid conversion character: expected 's', 'r', or 'a'";
                return Err(self.wrong(message));
            }
            self.at += 1;
        }
        if self.peek(0) == b':' {
            self.at += 1;
            self.literal_and_expressions(level + 1)?;
        }
        if self.peek(0) != b'}' {
            return Err(self.wrong("expecting '}'"));
        }
        self.at += 1;
        Ok(())
    }

    /// Goes to where the expression ends.
    fn expression_end(&mut self) -> Found {
        let mut brackets = Vec::new();
        while self.at < self.end {
            match self.peek(0) {
                b'\\' => {
                    return Err(self.excluded("a backslash"));
                }
                b'#' => return Err(self.excluded("'#'")),
                quote @ (b'"' | b'\'') => self.string(quote)?,
                open @ (b'(' | b'[' | b'{') => brackets.push(open),
                b'!' | b'=' | b'<' | b'>' if brackets.is_empty() && self.peek(1) == b'=' => {
                    self.at += 1;
                }
                b'!' | b':' | b'}' | b'=' if brackets.is_empty() => return Ok(()),
                close @ (b')' | b']' | b'}') => {
                    let sign = char::from(close);
                    let Some(open) = brackets.pop() else {
                        return Err(self.wrong(&format!("unmatched '{sign}'")));
                    };
                    if !matches!((open, close), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
                        let opening = char::from(open);
                        return Err(self.wrong(&format!(
                            "closing parenthesis '{sign}' does not match opening parenthesis \
                             '{opening}'"
                        )));
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        match brackets.pop() {
            Some(open) => Err(self.wrong(&format!("unmatched '{}'", char::from(open)))),
            None => Ok(()),
        }
    }

    /// Goes to the last quote of a string.
    fn string(&mut self, quote: u8) -> Found {
        let is_long = self.peek(1) == quote && self.peek(2) == quote;
        self.at += if is_long { 3 } else { 1 };
        while self.at < self.end {
            match self.peek(0) {
                b'\\' => {
                    return Err(self.excluded("a backslash"));
                }
                byte if byte == quote && !is_long => return Ok(()),
                byte if byte == quote && self.peek(1) == quote && self.peek(2) == quote => {
                    self.at += 2;
                    return Ok(());
                }
                _ => self.at += 1,
            }
        }
        Err(self.wrong("unterminated string"))
    }

    fn parse(&self, start: usize) -> Found {
        let expression = self.text(start);
        if expression
            .trim_matches([' ', '\t', '\n', '\x0c'])
            .is_empty()
        {
            return Err(match self.peek(0) {
                end @ (b'!' | b':' | b'=') => {
                    self.wrong(&format!("expression required before '{}'", char::from(end)))
                }
                _ => self.wrong("empty expression not allowed"),
            });
        }
        let found = super::explain_expression(self.parser, &format!("({expression})\n"));
        let Some(mut finding) = found else {
            return Ok(());
        };
        let line = line_of(self.parser.text, start - 1);
        finding.within = Some((format!("({expression})\n"), line));
        Err(finding)
    }
}
