//! Reads the markup that the drawing crate writes: elements, attributes and text, one after the
//! other. Anything else of XML is refused.

use std::borrow::Cow;

use super::DiagramError;

/// What comes next.
pub enum Event<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// The innermost element ends.
    Close,
    /// Text.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub struct Element<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether it has ended already.
    pub ended: bool,
    attributes: Vec<(&'a str, Cow<'a, str>)>,
}

/// Attributes of an element that are read.
const MAX_ATTRIBUTES: usize = 40;

impl Element<'_> {
    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(it, _)| *it == name);
        found.map(|(_, value)| &**value)
    }

    /// An attribute's value as a number; 0 where there is none.
    pub fn number(&self, name: &str) -> f64 {
        self.get(name).and_then(number).unwrap_or_default()
    }
}

/// A number, whatever unit follows.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches("px");
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The rest of the markup.
pub struct Markup<'a> {
    rest: &'a str,
}

impl<'a> Markup<'a> {
    /// Reads a text from its beginning.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// What comes next; nothing at the end.
    pub fn next(&mut self) -> Result<Option<Event<'a>>, DiagramError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let Some(tag) = self.rest.strip_prefix('<') else {
            let end = self.rest.find('<').unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Ok(Some(Event::Text(decoded(text))));
        };
        if let Some(tag) = tag.strip_prefix('/') {
            let (_, rest) = tag.split_once('>').ok_or_else(malformed)?;
            self.rest = rest;
            return Ok(Some(Event::Close));
        }
        self.element(tag).map(|element| Some(Event::Open(element)))
    }

    fn element(&mut self, tag: &'a str) -> Result<Element<'a>, DiagramError> {
        let (name, mut rest) = word(tag)?;
        let mut element = Element {
            name,
            ended: false,
            attributes: Vec::new(),
        };
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('>') {
                self.rest = after;
                return Ok(element);
            }
            if let Some(after) = rest.strip_prefix("/>") {
                self.rest = after;
                element.ended = true;
                return Ok(element);
            }
            let (name, after) = word(rest)?;
            let value = after.strip_prefix("=\"").ok_or_else(malformed)?;
            let (value, after) = value.split_once('"').ok_or_else(malformed)?;
            if element.attributes.len() >= MAX_ATTRIBUTES {
                return Err(malformed());
            }
            element.attributes.push((name, decoded(value)));
            rest = after;
        }
    }
}

fn malformed() -> DiagramError {
    DiagramError::Damaged("markup that is not understood".into())
}

/// A name and what follows it.
fn word(text: &str) -> Result<(&str, &str), DiagramError> {
    let is_of_name = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | ':' | '_');
    let end = text.find(|it| !is_of_name(it)).unwrap_or(text.len());
    match text.split_at(end) {
        ("", _) => Err(malformed()),
        found => Ok(found),
    }
}

/// A text with the characters that it stands for.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let known = [
            ("amp;", '&'),
            ("lt;", '<'),
            ("gt;", '>'),
            ("quot;", '"'),
            ("apos;", '\''),
        ];
        let found = known
            .iter()
            .find_map(|(name, stands)| Some((stands, after.strip_prefix(name)?)));
        rest = match found {
            Some((character, after)) => {
                decoded.push(*character);
                after
            }
            None => {
                decoded.push('&');
                after
            }
        };
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}
