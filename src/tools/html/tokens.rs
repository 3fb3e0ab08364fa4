//! Cuts HTML into tags and text. Never fails: what is not a tag is text, and what never ends, ends
//! with the input.

use super::entities::decode;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A start tag. The name is in lower case, the attributes are as written.
    Open { name: String, attributes: &'a str },
    /// An end tag, its name in lower case.
    Close(String),
    /// Text with its entities.
    Text(&'a str),
}

/// Elements whose content is not markup, whatever it looks like, up to their own end tag. Only
/// that of `title` is for reading.
const RAW: [&str; 8] = [
    "script", "style", "title", "textarea", "noscript", "iframe", "xmp", "noembed",
];

/// The pieces of `html` in order, without comments, declarations, scripts and styles.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens {
        rest: html,
        raw_until: None,
    }
}

pub(super) struct Tokens<'a> {
    rest: &'a str,
    raw_until: Option<String>,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if let Some(name) = self.raw_until.take() {
                let text = self.take(end_tag(self.rest, &name));
                if name != "title" || text.is_empty() {
                    continue;
                }
                return Some(Token::Text(text));
            }
            if let Some(comment) = self.rest.strip_prefix("<!--") {
                let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
                self.take(4 + end);
                continue;
            }
            if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
                let end = self.rest.find('>').map_or(self.rest.len(), |end| end + 1);
                self.take(end);
                continue;
            }
            return Some(match self.tag() {
                Some(tag) => tag,
                None => self.plain_text(),
            });
        }
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// The tag that stands at the front, if one does.
    fn tag(&mut self) -> Option<Token<'a>> {
        let inner = self.rest.strip_prefix('<')?;
        let (is_end, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        if !inner.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let is_name_end =
            |character: char| character.is_ascii_whitespace() || matches!(character, '/' | '>');
        let name_end = inner.find(is_name_end).unwrap_or(inner.len());
        let (name, after) = inner.split_at(name_end);
        let name = name.to_ascii_lowercase();
        let length = tag_length(after);
        let attributes = after[..length].trim_end_matches('>');
        self.rest = &after[length..];
        if is_end {
            return Some(Token::Close(name));
        }
        if RAW.contains(&name.as_str()) {
            self.raw_until = Some(name.clone());
        }
        Some(Token::Open { name, attributes })
    }

    fn plain_text(&mut self) -> Token<'a> {
        // At least one byte, so that a lone `<` is text too.
        let next_tag = self.rest.bytes().skip(1).position(|byte| byte == b'<');
        let end = next_tag.map_or(self.rest.len(), |at| at + 1);
        Token::Text(self.take(end))
    }
}

/// How far a tag goes, its `>` included: one inside quotes does not end it.
fn tag_length(after_name: &str) -> usize {
    let mut quote = None;
    let mut after_equals = false;
    for (index, byte) in after_name.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return index + 1,
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (None, _) => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    after_name.len()
}

/// Where the end tag of `name` begins.
fn end_tag(text: &str, name: &str) -> usize {
    text.match_indices("</")
        .map(|(at, _)| at)
        .find(|at| {
            text.as_bytes()
                .get(at + 2..at + 2 + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        })
        .unwrap_or(text.len())
}

/// The value of an attribute, its entities decoded.
pub(super) fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|character: char| {
            character.is_ascii_whitespace() || character == '/'
        });
        if rest.is_empty() {
            return None;
        }
        let is_name_end = |character: char| character.is_ascii_whitespace() || character == '=';
        // At least one character, so that a stray `=` cannot hold up the loop.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let name_end = rest[first..]
            .find(is_name_end)
            .map_or(rest.len(), |end| end + first);
        let (name, after) = rest.split_at(name_end);
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            None => ("", after),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decode(value).into_owned());
        }
        rest = after;
    }
}

/// An attribute's value, quoted or not, and what follows it.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text
        .find(|character: char| character.is_ascii_whitespace())
        .unwrap_or(text.len());
    text.split_at(end)
}
