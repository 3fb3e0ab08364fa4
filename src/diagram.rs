//! Diagrams in Mermaid's language (<https://mermaid.js.org/intro/syntax-reference.html>) as plain
//! data: outlines and words, each at its place. There is no colour of a source in it, only what a
//! thing is, and no address. [`answer`] draws, and may take any time and memory: a worker of its own
//! runs it. [`read`] takes what that worker has said, of which nothing is trusted.

mod answer;
mod markup;
mod outline;
mod paint;
mod svg;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

pub use answer::answer;

/// Characters that a source may have.
pub const MAX_SOURCE_CHARS: usize = 20_000;

/// Outlines and words that a drawing may have.
pub const MAX_SHAPES: usize = 4_000;

/// Pieces of outlines that a drawing may have.
pub const MAX_SEGMENTS: usize = 40_000;

/// Characters that each of the words may have.
pub const MAX_WORDS_CHARS: usize = 500;

/// Bytes that an answer may have.
pub const MAX_ANSWER_BYTES: usize = 4_000_000;

/// How far from the origin anything may be, in CSS pixels.
const FAR: f32 = 50_000.0;

/// Characters of a drawing's words that [`Drawing::said`] gives.
const MAX_SAID_CHARS: usize = 1_000;

/// Characters of a reason that are shown.
const MAX_REASON_CHARS: usize = 200;

/// Why there is no drawing. Each is for the one who reads the source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiagramError {
    /// The source is too long.
    #[error("It has more than {MAX_SOURCE_CHARS} characters")]
    SourceTooLong,
    /// The drawing is too large.
    #[error("It is too large to be drawn")]
    TooLarge,
    /// The source is not understood, and why.
    #[error("{0}")]
    Refused(String),
    /// The answer is not what it should be, which only the developer can mend.
    #[error("The drawing is damaged: {0}")]
    Damaged(String),
}

/// What a worker that draws says.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Drawn(Drawing),
    Refused(String),
    TooLong,
    TooLarge,
}

/// A diagram, drawn. Lengths are CSS pixels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// What kind of diagram it is.
    pub kind: Kind,
    /// The part of the plane that it takes.
    pub area: Area,
    /// What it is made of, from back to front.
    pub shapes: Vec<Shape>,
}

/// A part of the plane.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Where it begins, from left to right.
    pub left: f32,
    /// Where it begins, downwards.
    pub top: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// The kinds of diagrams that can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "they are called what they are")]
pub enum Kind {
    Architecture,
    Block,
    C4,
    Class,
    EntityRelationship,
    Flowchart,
    Gantt,
    GitGraph,
    Journey,
    Kanban,
    Mindmap,
    Packet,
    Pie,
    Quadrant,
    Radar,
    Requirement,
    Sankey,
    Sequence,
    State,
    Timeline,
    Treemap,
    XyChart,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A line or an area.
    Outline(Outline),
    /// A line of text.
    Words(Words),
}

/// A line or an area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Its pieces, one after the other.
    pub segments: Vec<Segment>,
    /// What it is filled with.
    pub fill: Fill,
    /// How much of what is behind the fill is hidden, from 0 to 1.
    pub opacity: f32,
    /// What its line is drawn with.
    pub stroke: Stroke,
    /// The width of its line.
    pub width: f32,
    /// The lengths of dashes and of the gaps between them.
    pub dashes: Option<[f32; 2]>,
}

/// A piece of an outline: <https://www.w3.org/TR/SVG2/paths.html#PathData>, all places absolute.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Segment {
    /// Goes somewhere without a line.
    #[serde(rename = "M")]
    Move([f32; 2]),
    /// A straight line.
    #[serde(rename = "L")]
    Line([f32; 2]),
    /// A cubic Bézier curve: two control points and the end.
    #[serde(rename = "C")]
    Curve([f32; 6]),
    /// Back to where it began.
    #[serde(rename = "Z")]
    Close,
}

/// What an area is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fill {
    /// Nothing.
    None,
    /// What text is written with.
    Ink,
    /// What is behind everything.
    Paper,
    /// A thing of the diagram.
    Node,
    /// Things that belong together.
    Group,
    /// A remark.
    Note,
    /// One of [`HUES`] colours, a soft tone of it.
    Hue(u8),
}

/// What a line is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stroke {
    /// Nothing.
    None,
    /// What text is written with.
    Ink,
    /// What is behind everything.
    Paper,
    /// The border of a thing.
    Border,
    /// A line that does not matter much.
    Line,
    /// One of [`HUES`] colours.
    Hue(u8),
}

/// How many colours there are, besides those that have a meaning.
pub const HUES: u8 = 8;

/// A line of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// The text.
    pub text: String,
    /// Where its anchor is, from left to right.
    pub x: f32,
    /// Where its baseline is, downwards.
    pub y: f32,
    /// By how many degrees it is turned around that place, clockwise.
    pub turned: f32,
    /// The size of its letters.
    pub size: f32,
    /// Which end of it stands there.
    pub anchor: Anchor,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// What it is written with.
    pub ink: Ink,
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "they are called what they are")]
pub enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

/// What a text is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ink {
    /// What is to be read.
    Plain,
    /// What may be overlooked.
    Muted,
    /// What stands on [`Fill::Ink`].
    Inverse,
}

/// Reads what a worker has said.
///
/// # Errors
/// [`DiagramError`]: the worker's own reason, or that the answer breaks a rule.
pub fn read(answer: &str) -> Result<Drawing, DiagramError> {
    if answer.len() > MAX_ANSWER_BYTES {
        return Err(DiagramError::TooLarge);
    }
    let answer = serde_json::from_str(answer)
        .map_err(|error| DiagramError::Damaged(excerpt(&error.to_string())))?;
    match answer {
        Answer::Drawn(drawing) => {
            drawing.check()?;
            Ok(drawing)
        }
        Answer::Refused(reason) => Err(DiagramError::Refused(excerpt(&reason))),
        Answer::TooLong => Err(DiagramError::SourceTooLong),
        Answer::TooLarge => Err(DiagramError::TooLarge),
    }
}

/// The beginning of a reason, in one line.
fn excerpt(reason: &str) -> String {
    let words: Vec<&str> = reason.split_whitespace().collect();
    cut(&words.join(" "), MAX_REASON_CHARS)
}

/// A text, or its beginning and a sign that there is more.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.into(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

impl Drawing {
    /// What is written in it, each text once.
    #[must_use]
    pub fn said(&self) -> String {
        let mut seen = HashSet::new();
        let texts = self.shapes.iter().filter_map(|shape| match shape {
            Shape::Words(words) => Some(words.text.trim()),
            Shape::Outline(_) => None,
        });
        let texts: Vec<&str> = texts
            .filter(|text| !text.is_empty() && seen.insert(*text))
            .collect();
        cut(&texts.join(", "), MAX_SAID_CHARS)
    }

    /// Whether it keeps to all bounds.
    fn check(&self) -> Result<(), DiagramError> {
        if self.shapes.len() > MAX_SHAPES {
            return Err(DiagramError::TooLarge);
        }
        let Area {
            left,
            top,
            width,
            height,
        } = self.area;
        near(&[left, top])?;
        within("a size", width, 1.0, 2.0 * FAR)?;
        within("a size", height, 1.0, 2.0 * FAR)?;
        let mut segments = 0;
        for shape in &self.shapes {
            match shape {
                Shape::Outline(outline) => {
                    segments += outline.segments.len();
                    if segments > MAX_SEGMENTS {
                        return Err(DiagramError::TooLarge);
                    }
                    outline.check()?;
                }
                Shape::Words(words) => words.check()?,
            }
        }
        Ok(())
    }
}

impl Outline {
    /// Its pieces as SVG writes them.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in &self.segments {
            let (letter, numbers): (char, &[f32]) = match segment {
                Segment::Move(numbers) => ('M', numbers),
                Segment::Line(numbers) => ('L', numbers),
                Segment::Curve(numbers) => ('C', numbers),
                Segment::Close => ('Z', &[]),
            };
            path.push(letter);
            let numbers: Vec<String> = numbers.iter().map(f32::to_string).collect();
            path.push_str(&numbers.join(" "));
        }
        path
    }

    fn check(&self) -> Result<(), DiagramError> {
        for segment in &self.segments {
            match segment {
                Segment::Move(numbers) | Segment::Line(numbers) => near(numbers)?,
                Segment::Curve(numbers) => near(numbers)?,
                Segment::Close => {}
            }
        }
        within("an opacity", self.opacity, 0.0, 1.0)?;
        within("a line", self.width, 0.0, FAR)?;
        for length in self.dashes.iter().flatten() {
            within("a dash", *length, 0.1, FAR)?;
        }
        let hues = [
            matches!(self.fill, Fill::Hue(hue) if hue >= HUES),
            matches!(self.stroke, Stroke::Hue(hue) if hue >= HUES),
        ];
        match hues {
            [false, false] => Ok(()),
            _ => Err(DiagramError::Damaged("a colour that is not there".into())),
        }
    }
}

impl Words {
    fn check(&self) -> Result<(), DiagramError> {
        near(&[self.x, self.y])?;
        within("a turn", self.turned, -360.0, 360.0)?;
        within("letters", self.size, 1.0, 200.0)?;
        if self.text.chars().count() > MAX_WORDS_CHARS + 1 {
            return Err(DiagramError::Damaged("a text that is too long".into()));
        }
        Ok(())
    }
}

/// Numbers that are places on the page.
fn near(places: &[f32]) -> Result<(), DiagramError> {
    let mut places = places.iter();
    places.try_for_each(|place| within("a place", *place, -FAR, FAR))
}

/// What is no number is within nothing.
fn within(what: &str, number: f32, least: f32, most: f32) -> Result<(), DiagramError> {
    if (least..=most).contains(&number) {
        return Ok(());
    }
    Err(DiagramError::Damaged(format!("{what} of {number}")))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
