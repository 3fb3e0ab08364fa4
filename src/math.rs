//! Formulas: the common part of LaTeX's mathematics as a tree of MathML elements
//! (<https://www.w3.org/TR/mathml-core/>). The names of elements and their attributes are ours; of
//! the source only text comes into the tree. What is not known here fails, and is shown as it is
//! written.

mod commands;
mod delimiters;
mod letters;
mod parser;
mod symbols;

pub use delimiters::dollars;

/// Bytes that a formula may have.
pub const MAX_BYTES: usize = 10_000;

/// How deep groups may be nested in one another.
pub const MAX_DEPTH: usize = 40;

/// A MathML element.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Its name.
    pub name: &'static str,
    /// Its attributes.
    pub attributes: Vec<(&'static str, &'static str)>,
    /// What is in it.
    pub content: Content,
}

/// What is in an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Text.
    Text(String),
    /// Elements.
    Elements(Vec<Element>),
}

/// Why a formula is not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MathError {
    /// A command that is not known.
    #[error("\\{0} is not known")]
    Unknown(String),
    /// Something is missing, or there is too much of it.
    #[error("{0}")]
    Malformed(&'static str),
}

/// Reads a formula: what is in its `math` element.
///
/// # Errors
/// [`MathError`].
pub fn parse(source: &str) -> Result<Vec<Element>, MathError> {
    if source.len() > MAX_BYTES {
        return Err(MathError::Malformed("the formula is too long"));
    }
    parser::Parser::new(source).whole()
}

impl Element {
    fn text(name: &'static str, text: impl Into<String>) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            content: Content::Text(text.into()),
        }
    }

    fn of(name: &'static str, elements: Vec<Element>) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            content: Content::Elements(elements),
        }
    }

    fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.attributes.push((name, value));
        self
    }

    /// Elements as one.
    fn row(mut elements: Vec<Element>) -> Self {
        match elements.len() {
            1 => elements.remove(0),
            _ => Element::of("mrow", elements),
        }
    }

    fn operator(text: impl Into<String>) -> Self {
        Element::text("mo", text)
    }

    /// A bracket or bar that does not grow with what is in it.
    fn fence(text: impl Into<String>) -> Self {
        Element::operator(text).with("stretchy", "false")
    }

    fn space(width: &'static str) -> Self {
        Element::of("mspace", Vec::new()).with("width", width)
    }
}

#[cfg(test)]
mod tests;
