//! A drawing as a file: SVG (<https://www.w3.org/TR/SVG2/>) that needs nothing from elsewhere.

use super::axes::LINE;
use super::{Anchor, Drawing, Form, INKS, Ink, Shape, TEXT_SIZE, coordinate};

/// What series are drawn with on white paper, as the page has them in its light theme.
const COLOURS: [&str; INKS] = [
    "#2f6bb3", "#c2570c", "#2c8a57", "#a4428f", "#8a6d00", "#1f8a94", "#c0392b", "#6a5acd",
];

/// The room around the drawing.
const MARGIN: f64 = 16.0;

/// How the line of a series is broken up, as `stroke-dasharray` has it; the first is whole.
pub const DASHES: [&str; 4] = ["none", "7 3", "2 3", "9 3 2 3"];

impl Drawing {
    /// As an SVG document of its own, with its title over it.
    pub fn svg(&self, title: &str, description: &str) -> String {
        let head = if title.is_empty() { 0.0 } else { LINE + 8.0 };
        let (width, height) = (
            coordinate(self.width + 2.0 * MARGIN),
            coordinate(self.height + head + 2.0 * MARGIN),
        );
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"system-ui, sans-serif\" \
             font-size=\"{TEXT_SIZE}\"><title>{}</title><desc>{}</desc>\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
            escaped(title),
            escaped(description)
        );
        if !title.is_empty() {
            svg += &format!(
                "<text x=\"{MARGIN}\" y=\"{}\" font-weight=\"600\" font-size=\"14\" fill=\"#1c1c1a\">{}</text>",
                MARGIN + TEXT_SIZE,
                escaped(title)
            );
        }
        svg += &format!("<g transform=\"translate({MARGIN} {})\">", MARGIN + head);
        for shape in &self.shapes {
            svg += &element(shape);
        }
        svg + "</g></svg>\n"
    }
}

impl Ink {
    /// How the line of this series is broken up: `None` for what is no line.
    pub fn dashes(self) -> Option<&'static str> {
        match self {
            Ink::Line(series) => DASHES.get(series % DASHES.len()).copied(),
            Ink::Grid | Ink::Axis | Ink::Label | Ink::Area(_) | Ink::Mark(_) => None,
        }
    }
}

fn element(shape: &Shape) -> String {
    let name = shape.name.as_deref();
    let name = name.map_or(String::new(), |name| {
        format!("<title>{}</title>", escaped(name))
    });
    match &shape.form {
        Form::Path(path) => {
            let ink = attributes(shape.ink);
            format!("<path d=\"{}\" {ink}>{name}</path>", escaped(path))
        }
        Form::Words {
            text,
            x,
            y,
            anchor,
            slanted,
        } => {
            let (x, y) = (coordinate(*x), coordinate(*y));
            let turn = match slanted {
                true => format!(" transform=\"rotate(-40 {x} {y})\""),
                false => String::new(),
            };
            format!(
                "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{}\"{turn} fill=\"#4c4c48\">{}</text>",
                anchor.name(),
                escaped(text)
            )
        }
    }
}

fn attributes(ink: Ink) -> String {
    let colour = |series: usize| COLOURS.get(series % INKS).copied().unwrap_or("#000000");
    match ink {
        Ink::Grid => "fill=\"none\" stroke=\"#e3e2dc\"".into(),
        Ink::Axis => "fill=\"none\" stroke=\"#8a8982\"".into(),
        Ink::Label => "fill=\"#4c4c48\"".into(),
        Ink::Line(series) => format!(
            "fill=\"none\" stroke=\"{}\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke-dasharray=\"{}\"",
            colour(series),
            ink.dashes().unwrap_or("none")
        ),
        Ink::Area(series) | Ink::Mark(series) => {
            format!(
                "fill=\"{}\" stroke=\"#ffffff\" stroke-width=\"0.5\"",
                colour(series)
            )
        }
    }
}

impl Anchor {
    /// As `text-anchor` has it.
    pub fn name(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// Text that means itself in XML. What XML cannot hold at all is left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => safe.push(other),
        }
    }
    safe
}
