//! The readable text of an HTML page as Markdown: headings, paragraphs, lists, links, code and
//! tables in outline. Tolerant of any input, linear in its length. Not a parser: it builds no tree
//! and repairs nothing, and leaves styles, scripts, navigation and forms' controls out.

mod address;
mod entities;
mod outline;
mod tokens;

use std::collections::HashMap;

use address::resolve;
use entities::decode;
use outline::outline;
use tokens::{Token, attribute, tokens};

/// Elements left out with all that is in them.
const SKIPPED: [&str; 11] = [
    "template", "svg", "canvas", "object", "audio", "video", "nav", "footer", "aside", "select",
    "button",
];

/// Elements that stand as a paragraph of their own.
const BLOCKS: [&str; 20] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "figure",
    "figcaption",
    "table",
    "form",
    "fieldset",
    "address",
    "details",
    "summary",
    "hr",
    "dl",
    "body",
    "hgroup",
    "caption",
    "blockquote",
];

/// List nesting that is still shown by indentation.
const MAX_INDENT: usize = 6;

/// A page as text.
pub(super) struct Document {
    /// The `title` element's text; may be empty.
    pub title: String,
    /// The body as Markdown.
    pub text: String,
}

/// The page's title and readable text. `base` is the page's own address, which its links are
/// relative to.
pub(super) fn markdown(html: &str, base: &str) -> Document {
    let tokens: Vec<_> = tokens(html).collect();
    let outline = outline(&tokens);
    let last_close = last_close(&tokens);
    let mut writer = Writer::new(base);
    let mut skipping: Option<&str> = None;
    let mut dropped_until = 0;
    for (index, token) in tokens.iter().enumerate() {
        if index < dropped_until || !outline.content.contains(&index) && !writer.is_title(token) {
            continue;
        }
        if let Some(&end) = outline.dropped.get(&index).filter(|_| skipping.is_none()) {
            dropped_until = end;
            continue;
        }
        match (token, skipping) {
            (Token::Close(name), Some(skipped)) if name == skipped => skipping = None,
            (_, Some(_)) => {}
            (Token::Open { name, .. }, None) if SKIPPED.contains(&name.as_str()) => {
                // One that is never closed must not swallow the rest of the page.
                if last_close.get(name.as_str()).is_some_and(|&at| at > index) {
                    skipping = Some(name);
                }
            }
            (Token::Open { name, attributes }, None) => {
                if name == "table" {
                    writer.table = outline.data_tables.binary_search(&index).is_ok();
                }
                writer.open(name, attributes);
            }
            (Token::Close(name), None) => writer.close(name),
            (Token::Text(text), None) => writer.text(text),
        }
    }
    writer.finish()
}

/// The text of a fragment on one line, without tags.
pub(super) fn plain(html: &str) -> String {
    let text: String = tokens(html)
        .filter_map(|token| match token {
            Token::Text(text) => Some(decode(text)),
            Token::Open { .. } | Token::Close(_) => None,
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn last_close<'a>(tokens: &'a [Token<'_>]) -> HashMap<&'a str, usize> {
    let mut last = HashMap::new();
    for (index, token) in tokens.iter().enumerate() {
        if let Token::Close(name) = token {
            last.insert(name.as_str(), index);
        }
    }
    last
}

/// Writes Markdown as tags and text come by. Breaks, spaces and markers are held back until text
/// follows, so that empty elements leave no trace.
struct Writer<'a> {
    base: &'a str,
    out: String,
    title: Option<String>,
    in_title: bool,
    breaks: usize,
    space: bool,
    marker: String,
    /// Open lists: the next number, or `None` for bullets.
    lists: Vec<Option<usize>>,
    quotes: usize,
    link: Option<Link>,
    code: Code,
    preformatted: Option<String>,
    /// The language of preformatted code, if the page tells.
    language: String,
    /// Whether the table that is open holds data: then each row is a line.
    table: bool,
    /// Its row, counted from 1.
    row: usize,
    cells: usize,
}

/// Where inline code stands.
#[derive(Clone, Copy, PartialEq)]
enum Code {
    Outside,
    /// Open, but without text so far.
    Awaited,
    /// Its opening mark is written.
    Inside,
}

struct Link {
    address: String,
    /// Where in the output its text begins, once there is any.
    from: Option<usize>,
}

impl<'a> Writer<'a> {
    fn new(base: &'a str) -> Self {
        Self {
            base,
            out: String::new(),
            title: None,
            in_title: false,
            breaks: 0,
            space: false,
            marker: String::new(),
            lists: Vec::new(),
            quotes: 0,
            link: None,
            code: Code::Outside,
            preformatted: None,
            language: String::new(),
            table: false,
            row: 0,
            cells: 0,
        }
    }

    /// Whether a piece belongs to the title, which counts wherever it stands.
    fn is_title(&self, token: &Token<'_>) -> bool {
        match token {
            Token::Open { name, .. } | Token::Close(name) => name == "title",
            Token::Text(_) => self.in_title,
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "title" if self.title.is_none() => self.in_title = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.break_line(2);
                let level = usize::from(name.as_bytes()[1] - b'0');
                self.marker = format!("{} ", "#".repeat(level));
            }
            "ul" | "ol" => {
                self.break_line(2);
                self.lists.push((name == "ol").then_some(1));
            }
            "li" => self.open_item(),
            "br" | "dt" | "dd" => self.break_line(1),
            "table" => {
                self.break_line(2);
                self.row = 0;
                self.cells = 0;
            }
            "tr" => self.open_row(),
            "td" | "th" => self.open_cell(),
            "a" => self.open_link(attributes),
            "img" => {
                if let Some(alt) = attribute(attributes, "alt").filter(|alt| !alt.is_empty()) {
                    self.text(&format!("(image: {alt})"));
                }
            }
            "pre" => {
                self.break_line(2);
                self.preformatted = Some(String::new());
                self.language = language(attributes).unwrap_or_default();
            }
            "code" if self.preformatted.as_ref().is_some_and(String::is_empty) => {
                self.language = language(attributes).unwrap_or_default();
            }
            "code" if self.preformatted.is_none() && self.code == Code::Outside => {
                self.code = Code::Awaited;
            }
            "blockquote" => {
                self.break_line(2);
                self.quotes += 1;
            }
            _ if BLOCKS.contains(&name) => self.break_line(2),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "title" => self.in_title = false,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.marker.clear();
                self.break_line(2);
            }
            "ul" | "ol" => {
                self.lists.pop();
                self.break_line(2);
            }
            "li" => {
                self.marker.clear();
                self.break_line(1);
            }
            "table" => {
                self.close_row();
                self.table = false;
                self.break_line(2);
            }
            "a" => self.close_link(),
            "pre" => self.close_preformatted(),
            "code" => self.close_code(),
            "blockquote" => {
                self.quotes = self.quotes.saturating_sub(1);
                self.break_line(2);
            }
            _ if BLOCKS.contains(&name) => self.break_line(2),
            _ => {}
        }
    }

    fn text(&mut self, raw: &str) {
        let text = decode(raw);
        if self.in_title {
            self.title.get_or_insert_default().push_str(&text);
            return;
        }
        if let Some(preformatted) = &mut self.preformatted {
            preformatted.push_str(&text);
            return;
        }
        self.space |= text.starts_with(char::is_whitespace);
        for word in text.split_whitespace() {
            self.flush();
            if let Some(link) = &mut self.link {
                link.from.get_or_insert(self.out.len());
            }
            if self.code == Code::Awaited {
                self.out.push('`');
                self.code = Code::Inside;
            }
            self.out.push_str(word);
            self.space = true;
        }
        self.space = text.ends_with(char::is_whitespace)
            || (self.space && text.trim().is_empty() && !text.is_empty());
    }

    /// Asks for the next text to begin on another line (1) or in another paragraph (2).
    fn break_line(&mut self, breaks: usize) {
        self.close_code();
        if self.table && self.cells > 0 {
            // A cell is on one line, whatever is in it.
            self.space = true;
            return;
        }
        // Lists are kept tight, and a paragraph right inside an item begins beside its marker.
        let most = if self.lists.is_empty() { 2 } else { 1 };
        if self.marker.is_empty() {
            self.breaks = self.breaks.max(breaks.min(most));
        }
    }

    /// Writes what has been held back: the breaks with the new line's beginning, or a space.
    fn flush(&mut self) {
        if self.breaks > 0 || self.out.is_empty() || !self.marker.is_empty() {
            if !self.out.is_empty() {
                self.out.push_str(&"\n".repeat(self.breaks.max(1)));
            }
            self.out.push_str(&"> ".repeat(self.quotes.min(MAX_INDENT)));
            let is_item = !self.marker.is_empty() && !self.marker.starts_with('#');
            let depth = self.lists.len().min(MAX_INDENT);
            let indent = if is_item {
                depth.saturating_sub(1)
            } else {
                depth
            };
            self.out.push_str(&"  ".repeat(indent));
            self.out.push_str(&self.marker);
            self.marker.clear();
        } else if self.space {
            self.out.push(' ');
        }
        self.breaks = 0;
        self.space = false;
    }

    fn open_item(&mut self) {
        self.marker.clear();
        self.break_line(1);
        self.marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number += 1;
                marker
            }
            Some(None) | None => "- ".into(),
        };
    }

    fn open_row(&mut self) {
        self.close_row();
        self.break_line(1);
        self.row += 1;
    }

    /// The first row of a table that holds data is its head.
    fn close_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if self.table && self.row == 1 && cells > 1 {
            let rule = vec!["---"; cells].join(" | ");
            self.out.push_str(&format!("\n{rule}"));
            self.space = false;
        }
    }

    fn open_cell(&mut self) {
        if self.cells > 0 && self.breaks == 0 {
            self.out.push_str(" |");
            self.space = true;
        }
        self.cells += 1;
    }

    fn open_link(&mut self, attributes: &str) {
        self.close_link();
        self.link = attribute(attributes, "href")
            .and_then(|target| resolve(self.base, &target))
            .map(|address| Link {
                address,
                from: None,
            });
    }

    fn close_link(&mut self) {
        let Some(Link {
            address,
            from: Some(from),
        }) = self.link.take()
        else {
            return;
        };
        // Code that began inside the link ends inside it, so that the two do not cross.
        self.close_code();
        if self.out[from..].contains('\n') {
            self.out.push_str(&format!(" ({address})"));
        } else {
            self.out.insert(from, '[');
            self.out.push_str(&format!("]({address})"));
        }
    }

    fn close_code(&mut self) {
        if self.code == Code::Inside {
            self.out.push('`');
        }
        self.code = Code::Outside;
    }

    fn close_preformatted(&mut self) {
        let Some(code) = self.preformatted.take() else {
            return;
        };
        let code = code.trim_matches('\n');
        if code.trim().is_empty() {
            return;
        }
        self.flush();
        let fence = "`".repeat(longest_backtick_run(code).max(2) + 1);
        self.out
            .push_str(&format!("{fence}{}\n{code}\n{fence}", self.language));
        self.break_line(2);
    }

    fn finish(mut self) -> Document {
        self.close_preformatted();
        self.close_link();
        self.close_code();
        let title = self.title.unwrap_or_default();
        Document {
            title: title.split_whitespace().collect::<Vec<_>>().join(" "),
            text: self.out.trim_end().to_string(),
        }
    }
}

/// The language in a class such as `language-rust`, as highlighters mark it.
fn language(attributes: &str) -> Option<String> {
    let class = attribute(attributes, "class")?;
    let names = class.split_whitespace();
    let language = names
        .filter_map(|name| {
            name.strip_prefix("language-")
                .or(name.strip_prefix("lang-"))
        })
        .next()?;
    let is_plain =
        |character: char| character.is_ascii_alphanumeric() || "+#-_".contains(character);
    (language.len() <= 20 && language.chars().all(is_plain)).then(|| language.into())
}

fn longest_backtick_run(text: &str) -> usize {
    text.split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
