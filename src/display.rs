//! What Python shows the person: tables, Markdown, JSON, pictures, charts and text, as plain data
//! with limits. It comes from strangers, so whatever is read is checked. Charts become shapes here
//! (`drawing`); what shapes and the rest look like is the page's business.

pub mod chart;
mod csv;
pub mod drawing;
pub mod image;
pub mod table;

pub use chart::{Axis, Chart, ChartKind, ColumnNames, Series};
pub use image::{Image, MediaType};
pub use table::{Cell, Direction, Table};

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Characters of a title, of the name of a column, of a series or of an axis.
pub const MAX_NAME_CHARS: usize = 200;

/// Bytes of a text, Markdown or not.
pub const MAX_TEXT_BYTES: usize = 200_000;

/// Bytes of a tree of data, as JSON.
pub const MAX_JSON_BYTES: usize = 1 << 20;

/// How deep data may be nested: what JSON's readers can take, with what is put around it.
pub const MAX_DEPTH: usize = 100;

/// Things that one run may show.
pub const MAX_PER_RUN: usize = 50;

/// Bytes of all that one run shows.
pub const MAX_RUN_BYTES: usize = 8 << 20;

/// One thing that Python shows. It has passed all checks, wherever it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Display {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    content: Content,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Content {
    /// Text as it is.
    Text {
        /// All of it.
        text: String,
    },
    /// Text in Markdown.
    Markdown {
        /// Its source.
        text: String,
    },
    /// Rows and columns.
    Table {
        /// Which.
        table: Table,
    },
    /// Nested data.
    Json {
        /// Which.
        value: Value,
    },
    /// A picture.
    Image {
        /// Which.
        image: Image,
    },
    /// A chart.
    Chart {
        /// Which.
        chart: Chart,
    },
}

/// As it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    #[serde(default)]
    title: Option<String>,
    content: Content,
}

/// Why something cannot be shown. The texts are for the model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DisplayError {
    /// A name that is too long or not in one line.
    #[error("the {what} must be one line of up to {MAX_NAME_CHARS} characters")]
    Name {
        /// What is named.
        what: &'static str,
    },
    /// More than can be shown.
    #[error("{what} of {found} {unit} is too much, at most {limit} can be shown: {advice}")]
    TooMuch {
        /// What it is.
        what: &'static str,
        /// How much it is.
        found: usize,
        /// Of what.
        unit: &'static str,
        /// How much it may be.
        limit: usize,
        /// What to do.
        advice: &'static str,
    },
    /// What does not fit together.
    #[error("{0}")]
    Unfit(&'static str),
}

impl Display {
    /// Something to show.
    ///
    /// # Errors
    /// [`DisplayError`].
    pub fn new(title: Option<String>, content: Content) -> Result<Self, DisplayError> {
        if let Some(title) = &title {
            check_name("title", title)?;
        }
        match &content {
            Content::Text { text } | Content::Markdown { text } => at_most(
                "a text",
                text.len(),
                "bytes",
                MAX_TEXT_BYTES,
                "show less, or make an artifact of it",
            )?,
            Content::Json { value } => check_json(value)?,
            Content::Table { table } => table.check()?,
            Content::Image { image } => image.check()?,
            Content::Chart { chart } => chart.check()?,
        }
        Ok(Self { title, content })
    }

    /// What stands over it.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// What is shown.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let content = match &self.content {
            Content::Text { text } | Content::Markdown { text } => text.len(),
            Content::Json { value } => value.to_string().len(),
            Content::Table { table } => table.bytes(),
            Content::Image { image } => image.encoded().len(),
            Content::Chart { chart } => chart.bytes(),
        };
        content + self.title.as_ref().map_or(0, String::len)
    }

    /// What it is, in words that repeat nothing of its content: `a table of 20 rows and 3 columns`.
    pub fn described(&self) -> String {
        match &self.content {
            Content::Text { text } => format!("a text of {}", characters(text)),
            Content::Markdown { text } => format!("Markdown of {}", characters(text)),
            Content::Json { .. } => "a tree of data".into(),
            Content::Table { table } => table.described(),
            Content::Image { image } => image.described(),
            Content::Chart { chart } => chart.described(),
        }
    }
}

impl TryFrom<Unchecked> for Display {
    type Error = DisplayError;

    fn try_from(read: Unchecked) -> Result<Self, DisplayError> {
        Self::new(read.title, read.content)
    }
}

/// What one run has shown so far, against the limits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown {
    count: usize,
    bytes: usize,
}

impl Shown {
    /// Counts one more.
    ///
    /// # Errors
    /// [`DisplayError::TooMuch`], and it is not counted.
    pub fn add(&mut self, display: &Display) -> Result<(), DisplayError> {
        let (count, bytes) = (self.count + 1, self.bytes + display.bytes());
        at_most(
            "a step",
            count,
            "displays",
            MAX_PER_RUN,
            "show less at once",
        )?;
        at_most(
            "a step",
            bytes,
            "bytes of displays",
            MAX_RUN_BYTES,
            "show less at once",
        )?;
        *self = Self { count, bytes };
        Ok(())
    }
}

fn check_name(what: &'static str, name: &str) -> Result<(), DisplayError> {
    let too_long = name.chars().nth(MAX_NAME_CHARS).is_some();
    match too_long || name.contains(char::is_control) {
        true => Err(DisplayError::Name { what }),
        false => Ok(()),
    }
}

fn at_most(
    what: &'static str,
    found: usize,
    unit: &'static str,
    limit: usize,
    advice: &'static str,
) -> Result<(), DisplayError> {
    match found > limit {
        true => Err(DisplayError::TooMuch {
            what,
            found,
            unit,
            limit,
            advice,
        }),
        false => Ok(()),
    }
}

fn check_json(value: &Value) -> Result<(), DisplayError> {
    if is_deeper(value, MAX_DEPTH) {
        return Err(DisplayError::Unfit("the data is nested too deeply"));
    }
    at_most(
        "data",
        value.to_string().len(),
        "bytes",
        MAX_JSON_BYTES,
        "show a part of it",
    )
}

fn is_deeper(value: &Value, depth: usize) -> bool {
    match value {
        Value::Array(_) | Value::Object(_) if depth == 0 => true,
        Value::Array(items) => items.iter().any(|item| is_deeper(item, depth - 1)),
        Value::Object(fields) => fields.values().any(|item| is_deeper(item, depth - 1)),
        _ => false,
    }
}

fn characters(text: &str) -> String {
    counted(text.chars().count(), "character")
}

/// `1 row`, `2 rows`.
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests;
