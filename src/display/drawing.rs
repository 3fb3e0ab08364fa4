//! Charts as shapes: paths and words with a place and an ink. Nothing here knows colours; the page
//! makes elements of the shapes, and a file has them as SVG ([`Drawing::svg`]).

mod axes;
mod bars;
mod figures;
mod legend;
mod lines;
mod pie;
mod scale;
mod svg;
mod time;

use super::chart::{Chart, ChartKind};

/// Colours that series have before they come again.
pub const INKS: usize = 8;

/// Height of words, in units of the drawing.
pub const TEXT_SIZE: f64 = 12.0;

/// A chart that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// How wide it is. A unit is meant to be a CSS pixel.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// What it consists of, from back to front.
    pub shapes: Vec<Shape>,
}

/// A part of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// What it is drawn with.
    pub ink: Ink,
    /// What is drawn.
    pub form: Form,
    /// What it stands for, if it stands for one value.
    pub name: Option<String>,
}

/// What a shape is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A faint line behind all else.
    Grid,
    /// A line that values stand on.
    Axis,
    /// Words.
    Label,
    /// A line of a series, by its number.
    Line(usize),
    /// An area of a series.
    Area(usize),
    /// Marks of a series.
    Mark(usize),
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A path, as SVG writes it.
    Path(String),
    /// Words in one line.
    Words {
        /// What they say.
        text: String,
        /// Where they are anchored.
        x: f64,
        /// Their baseline.
        y: f64,
        /// What part of them is there.
        anchor: Anchor,
        /// Whether they rise from left to right.
        slanted: bool,
    },
}

/// Which part of words is at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Their beginning.
    Start,
    /// Their middle.
    Middle,
    /// Their end.
    End,
}

impl Drawing {
    /// Draws a chart for a place of this width; what is narrower than 240 is drawn as if it were.
    pub fn of(chart: &Chart, width: f64) -> Self {
        let width = if width.is_finite() {
            width.clamp(240.0, 2_000.0)
        } else {
            640.0
        };
        match chart.chart {
            ChartKind::Pie => pie::draw(chart, width),
            ChartKind::Bar => bars::draw(chart, width),
            ChartKind::Histogram => bars::draw_histogram(chart, width),
            ChartKind::Line | ChartKind::Scatter => lines::draw(chart, width),
        }
    }
}

impl Ink {
    /// Its class, and that of its series where it belongs to one.
    pub fn class(self) -> (&'static str, Option<usize>) {
        match self {
            Ink::Grid => ("grid", None),
            Ink::Axis => ("axis", None),
            Ink::Label => ("words", None),
            Ink::Line(series) => ("line", Some(series)),
            Ink::Area(series) => ("area", Some(series)),
            Ink::Mark(series) => ("mark", Some(series)),
        }
    }
}

impl Shape {
    fn path(ink: Ink, path: String) -> Self {
        Self {
            ink,
            form: Form::Path(path),
            name: None,
        }
    }

    fn words(text: impl Into<String>, (x, y): (f64, f64), anchor: Anchor) -> Self {
        Self {
            ink: Ink::Label,
            form: Form::Words {
                text: text.into(),
                x,
                y,
                anchor,
                slanted: false,
            },
            name: None,
        }
    }

    fn named(self, name: String) -> Self {
        Self {
            name: Some(name),
            ..self
        }
    }
}

/// A number of a path: a tenth of a pixel is more than enough.
fn coordinate(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    // Not -0.
    format!("{}", rounded + 0.0)
}

/// A point of a path.
fn point(x: f64, y: f64) -> String {
    format!("{} {}", coordinate(x), coordinate(y))
}

/// A rectangle's path.
fn rectangle(x: f64, y: f64, width: f64, height: f64) -> String {
    format!(
        "M{}h{}v{}h{}z",
        point(x, y),
        coordinate(width),
        coordinate(height),
        coordinate(-width)
    )
}

/// About how wide words are: there is nobody to ask before they are shown.
fn width_of(text: &str) -> f64 {
    let ems = text.chars().map(|character| match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '|' | '!' | '\'' | ' ' => 0.3,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.9,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 1.0,
        '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{1f000}'..='\u{3ffff}' => 1.1,
        'A'..='Z' => 0.68,
        '0'..='9' => 0.64,
        _ => 0.6,
    });
    ems.sum::<f64>() * TEXT_SIZE
}

/// Words cut to a width.
fn cut(text: &str, width: f64) -> String {
    if width_of(text) <= width {
        return text.into();
    }
    let mut shown = String::new();
    for character in text.chars() {
        shown.push(character);
        if width_of(&shown) + TEXT_SIZE > width {
            shown.pop();
            break;
        }
    }
    format!("{}…", shown.trim_end())
}

#[cfg(test)]
mod tests;
