//! All matches of a pattern in a text, and what Python makes of them.

use serde::Serialize;

use super::error::Result;
use super::matcher::{Anchor, Matcher};
use super::program::Program;
use super::template::Piece;
use super::text::Text;

/// Where to look, and how often.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// The first character at which a match may begin.
    pub start: usize,
    /// The character before which the text ends.
    pub end: usize,
    /// How a match has to lie.
    pub anchor: Anchor,
    /// So many matches at most; 0 for all, less for none.
    pub limit: i64,
}

/// Finds matches one after the other, as `finditer` does: an empty one may follow another one at
/// once, but not an empty one.
pub struct Scan<'text> {
    matcher: Matcher<'text>,
    next: usize,
    after_empty: bool,
    span: (usize, usize),
    left: Option<i64>,
}

impl<'text> Scan<'text> {
    /// Before the first match.
    pub fn new(program: &'text Program, text: &'text Text, range: Range) -> Self {
        let end = range.end.min(text.characters().len());
        Self {
            matcher: Matcher::new(program, &text.characters()[..end], range.anchor),
            next: range.start,
            after_empty: false,
            span: (0, 0),
            // There is nothing where the start is behind the end.
            left: match range.limit {
                _ if range.start > end => Some(0),
                0 => None,
                limit => Some(limit),
            },
        }
    }

    /// Goes to the next match.
    ///
    /// # Errors
    /// [`super::error::RegexError`] when it takes too much memory.
    pub fn advance(&mut self) -> Result<bool> {
        if self.left.is_some_and(|left| left <= 0) {
            return Ok(false);
        }
        let Some((start, end)) = self.matcher.find(self.next, self.after_empty)? else {
            self.left = Some(0);
            return Ok(false);
        };
        self.span = (start, end);
        self.after_empty = start == end;
        self.next = end;
        self.left = self.left.map(|left| left - 1);
        Ok(true)
    }

    /// The span of the match.
    pub fn span(&self) -> (usize, usize) {
        self.span
    }

    /// The span of a group; 0 is the whole match.
    pub fn group(&self, group: u32) -> Option<(usize, usize)> {
        match group {
            0 => Some(self.span),
            group => self.matcher.group(group),
        }
    }

    /// The group that was closed last.
    pub fn last_group(&self) -> Option<u32> {
        self.matcher.last_group()
    }

    fn text(&self, group: u32, text: &'text Text) -> Option<&'text str> {
        self.group(group).map(|(start, end)| text.slice(start, end))
    }
}

/// The matches as numbers, for each its last group (0 for none) and the spans of the whole match
/// and the groups (-1 for none). Spans are counted in characters, and where characters are not
/// bytes the second list has them in bytes: the interpreter finds those faster.
#[derive(Debug, Serialize)]
pub struct Matches(Vec<i64>, Option<Vec<i64>>);

/// All matches, as numbers. `in_bytes`: spans in bytes are wanted too.
///
/// # Errors
/// [`super::error::RegexError`] when one takes too much memory.
pub fn matches(program: &Program, text: &Text, range: Range, in_bytes: bool) -> Result<Matches> {
    let mut scan = Scan::new(program, text, range);
    let mut spans = Vec::new();
    let mut offsets = in_bytes.then(Vec::new);
    while scan.advance()? {
        spans.push(scan.last_group().unwrap_or(0).into());
        for group in 0..=program.groups {
            let span = scan.group(group);
            let ends = span.map_or([-1; 2], |(start, end)| [start as i64, end as i64]);
            spans.extend(ends);
            if let Some(offsets) = &mut offsets {
                let ends = span.map_or([-1; 2], |(start, end)| {
                    [text.offset(start) as i64, text.offset(end) as i64]
                });
                offsets.extend(ends);
            }
        }
    }
    Ok(Matches(spans, offsets))
}

/// What `findall` finds in a match.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Found<'text> {
    /// The match, or its only group.
    One(&'text str),
    /// Its groups.
    Groups(Vec<&'text str>),
}

/// All matches, as `findall` has them.
///
/// # Errors
/// [`super::error::RegexError`] when one takes too much memory.
pub fn find_all<'text>(
    program: &'text Program,
    text: &'text Text,
    range: Range,
) -> Result<Vec<Found<'text>>> {
    let mut scan = Scan::new(program, text, range);
    let mut found = Vec::new();
    while scan.advance()? {
        let group = |group| scan.text(group, text).unwrap_or_default();
        found.push(match program.groups {
            only @ (0 | 1) => Found::One(group(only)),
            last => Found::Groups((1..=last).map(group).collect()),
        });
    }
    Ok(found)
}

/// What is between the matches, and the matches' groups.
///
/// # Errors
/// [`super::error::RegexError`] when one takes too much memory.
pub fn split<'text>(
    program: &'text Program,
    text: &'text Text,
    range: Range,
) -> Result<Vec<Option<&'text str>>> {
    let mut scan = Scan::new(program, text, range);
    let mut pieces = Vec::new();
    let mut last = 0;
    while scan.advance()? {
        let (start, end) = scan.span();
        pieces.push(Some(text.slice(last, start)));
        pieces.extend((1..=program.groups).map(|group| scan.text(group, text)));
        last = end;
    }
    pieces.push(Some(text.slice(last, range.end)));
    Ok(pieces)
}

/// The text with its matches replaced, and how many there were.
///
/// # Errors
/// [`super::error::RegexError`] when one takes too much memory.
pub fn substitute(
    program: &Program,
    text: &Text,
    range: Range,
    template: &[Piece],
) -> Result<(String, usize)> {
    let mut scan = Scan::new(program, text, range);
    let mut replaced = String::new();
    let mut count = 0;
    let mut last = 0;
    while scan.advance()? {
        let (start, end) = scan.span();
        replaced.push_str(text.slice(last, start));
        for piece in template {
            replaced.push_str(match piece {
                Piece::Text(text) => text,
                Piece::Group(group) => scan.text(*group, text).unwrap_or_default(),
            });
        }
        last = end;
        count += 1;
    }
    replaced.push_str(text.slice(last, range.end));
    Ok((replaced, count))
}
