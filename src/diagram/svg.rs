//! The drawing crate's SVG as shapes. Of its elements eight draw something, and of their attributes a
//! dozen are read; scripts, styles, addresses and what is not known have no place in a shape.

use std::collections::HashMap;

use super::markup::{Element, Event, Markup, number};
use super::outline::{Matrix, Path, rounded};
use super::paint;
use super::{
    Anchor, Area, DiagramError, Fill, Ink, MAX_SEGMENTS, MAX_SHAPES, MAX_WORDS_CHARS, Outline,
    Segment, Shape, Stroke, Words, cut,
};

/// How deep elements may be nested.
const MAX_DEPTH: usize = 100;

/// The size of letters where nothing else is said.
const LETTERS: f64 = 14.0;

/// What is left free around a drawing.
const MARGIN: f32 = 8.0;

/// The width of a letter, in its size: a guess, and rather a large one.
const LETTER_WIDTH: f32 = 0.62;

/// An arrowhead is not larger than this, however thick its line.
const MAX_HEAD: f64 = 14.0;

/// How much of what is behind it a fill must hide for its border to be drawn.
const SOLID: f64 = 0.5;

/// What a drawing is made of, and the part of the plane that it takes.
///
/// # Errors
/// When it is too large, or is not what the drawing crate writes.
pub fn shapes(svg: &str) -> Result<(Area, Vec<Shape>), DiagramError> {
    let mut reader = Reader::default();
    let mut markup = Markup::new(svg);
    while let Some(event) = markup.next()? {
        match event {
            Event::Open(element) => {
                reader.open(&element)?;
                if element.ended {
                    reader.close();
                }
            }
            Event::Close => reader.close(),
            Event::Text(text) => reader.text(&text),
        }
        if reader.shapes.len() > MAX_SHAPES || reader.segments > MAX_SEGMENTS {
            return Err(DiagramError::TooLarge);
        }
    }
    let mut shapes = reader.shapes;
    make_legible(&mut shapes);
    Ok((area(&shapes), shapes))
}

/// What an element hands on to those within it.
#[derive(Clone, Debug)]
struct Style {
    place: Place,
    matrix: Matrix,
    fill: String,
    stroke: String,
    width: f64,
    opacity: f64,
    dashes: Option<[f64; 2]>,
    size: f64,
    anchor: Anchor,
    bold: bool,
    italic: bool,
}

/// Where an element draws.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    /// On the page.
    Page,
    /// In a text.
    Text,
    /// At the ends of lines that ask for it.
    Marker(String),
    /// Among what is only spoken of.
    Definitions,
    /// In a gradient: its first colour is that of all.
    Gradient(String),
    /// Nowhere.
    Nowhere,
}

/// What is drawn at the end of a line.
struct Marker {
    outlines: Vec<(Path, Style)>,
    reference: [f64; 2],
    /// The sides of its own plane, and those that it takes for each pixel of the line's width.
    plane: [f64; 2],
    size: [f64; 2],
    /// At a line's beginning it is turned around.
    reversed: bool,
}

struct Reader {
    stack: Vec<Style>,
    shapes: Vec<Shape>,
    segments: usize,
    markers: HashMap<String, Marker>,
    gradients: HashMap<String, String>,
    /// Where the current line of text is, in its own plane.
    pen: [f64; 2],
    /// Whether the next text goes on with the last one.
    goes_on: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            stack: vec![Style {
                place: Place::Page,
                matrix: Matrix::ONE,
                fill: "black".into(),
                stroke: "none".into(),
                width: 1.0,
                opacity: 1.0,
                dashes: None,
                size: LETTERS,
                anchor: Anchor::Start,
                bold: false,
                italic: false,
            }],
            shapes: Vec::new(),
            segments: 0,
            markers: HashMap::new(),
            gradients: HashMap::new(),
            pen: [0.0, 0.0],
            goes_on: false,
        }
    }
}

impl Reader {
    fn open(&mut self, element: &Element<'_>) -> Result<(), DiagramError> {
        let (Some(outer), true) = (self.stack.last(), self.stack.len() < MAX_DEPTH) else {
            return Err(DiagramError::TooLarge);
        };
        let mut style = outer.with(element);
        style.place = self.place(&style.place, element);
        if element.name == "line" {
            // It has no inside, and would be taken for an area where its words stand.
            style.fill = "none".into();
        }
        match (&style.place, element.name) {
            (
                Place::Page | Place::Marker(_),
                "path" | "rect" | "circle" | "ellipse" | "line" | "polygon" | "polyline",
            ) => {
                let path = path(element)?;
                self.draw(path, &style, element);
            }
            (Place::Text, "text" | "tspan") => self.move_pen(element),
            (Place::Gradient(id), "stop") => {
                let colour = element.get("stop-color").unwrap_or_default();
                self.gradients
                    .entry(id.clone())
                    .or_insert_with(|| colour.into());
            }
            _ => {}
        }
        self.stack.push(style);
        Ok(())
    }

    fn close(&mut self) {
        // The outermost style is nobody's element.
        if self.stack.len() > 1 {
            self.stack.pop();
        }
    }

    fn place(&mut self, outer: &Place, element: &Element<'_>) -> Place {
        let id = || element.get("id").unwrap_or_default().to_string();
        match (outer, element.name) {
            (Place::Nowhere, _) => Place::Nowhere,
            (Place::Page, "defs") => Place::Definitions,
            (Place::Page | Place::Definitions, "marker") => {
                self.markers.insert(id(), Marker::of(element));
                Place::Marker(id())
            }
            (Place::Page | Place::Definitions, "linearGradient") => Place::Gradient(id()),
            (Place::Page, "text") => Place::Text,
            (Place::Page, "svg" | "g" | "a") => Place::Page,
            (Place::Text, "tspan" | "a") => Place::Text,
            (Place::Gradient(id), "stop") => Place::Gradient(id.clone()),
            (
                Place::Page | Place::Marker(_),
                "path" | "rect" | "circle" | "ellipse" | "line" | "polygon" | "polyline",
            ) => outer.clone(),
            (Place::Marker(_), "g") => outer.clone(),
            _ => Place::Nowhere,
        }
    }

    fn draw(&mut self, path: Path, style: &Style, element: &Element<'_>) {
        if let Place::Marker(id) = &style.place {
            if let Some(marker) = self.markers.get_mut(id) {
                marker.outlines.push((path, style.clone()));
            }
            return;
        }
        self.push(path.segments(style.matrix), style, style.matrix.growth());
        // A marker's own outlines have none, so this goes no deeper.
        for (attribute, at_end) in [("marker-start", false), ("marker-end", true)] {
            let marker = element.get(attribute).and_then(referred);
            let Some(marker) = marker.and_then(|id| self.markers.get(id)) else {
                continue;
            };
            let end = if at_end { path.ends() } else { path.begins() };
            let Some((place, angle)) = end else { continue };
            let matrix = style
                .matrix
                .with(marker.at(place, angle, at_end, style.width));
            let drawn: Vec<_> = marker
                .outlines
                .iter()
                .map(|(path, style)| {
                    let matrix = matrix.with(style.matrix);
                    (path.segments(matrix), style.clone(), matrix.growth())
                })
                .collect();
            for (segments, style, growth) in drawn {
                self.push(segments, &style, growth);
            }
        }
    }

    fn push(&mut self, segments: Vec<Segment>, style: &Style, growth: f64) {
        let fill = match referred(&style.fill) {
            Some(id) => self
                .gradients
                .get(id)
                .map_or(Fill::None, |it| paint::fill(it)),
            None => paint::fill(&style.fill),
        };
        let mut stroke = match referred(&style.stroke) {
            Some(id) => self
                .gradients
                .get(id)
                .map_or(Stroke::None, |it| paint::stroke(it)),
            None => paint::stroke(&style.stroke),
        };
        let mut width = style.width * growth;
        if let (Fill::Hue(hue), Stroke::None | Stroke::Paper) = (fill, stroke)
            && style.opacity >= SOLID
        {
            // A soft tone alone is not seen by everyone.
            (stroke, width) = (Stroke::Hue(hue), 1.0);
        }
        if fill == Fill::None && stroke == Stroke::None {
            return;
        }
        self.segments += segments.len();
        self.shapes.push(Shape::Outline(Outline {
            segments,
            fill,
            opacity: rounded(style.opacity.clamp(0.0, 1.0)),
            stroke,
            width: rounded(width),
            dashes: style
                .dashes
                .map(|dashes| dashes.map(|length| rounded((length * growth).max(0.1)))),
        }));
    }

    /// A text begins, or a line of it.
    fn move_pen(&mut self, element: &Element<'_>) {
        let is_new = element.name == "text";
        let x = element.get("x").and_then(number);
        let y = element.get("y").and_then(number);
        if is_new {
            self.pen = [0.0, 0.0];
        }
        if is_new || x.is_some() {
            self.goes_on = false;
        }
        self.pen[0] = x.unwrap_or(self.pen[0]);
        self.pen[1] = y.unwrap_or(self.pen[1]) + element.number("dy");
    }

    fn text(&mut self, text: &str) {
        let Some(style) = self.stack.last().filter(|it| it.place == Place::Text) else {
            return;
        };
        if self.goes_on
            && let Some(Shape::Words(words)) = self.shapes.last_mut()
        {
            words.text = cut(&format!("{}{text}", words.text), MAX_WORDS_CHARS);
            return;
        }
        if text.trim().is_empty() {
            return;
        }
        let [x, y] = style.matrix.place(self.pen).map(rounded);
        self.shapes.push(Shape::Words(Words {
            text: cut(text, MAX_WORDS_CHARS),
            x,
            y,
            turned: rounded(style.matrix.turned()),
            size: rounded((style.size * style.matrix.growth()).clamp(6.0, 60.0)),
            anchor: style.anchor,
            bold: style.bold,
            italic: style.italic,
            ink: if paint::is_muted(&style.fill) {
                Ink::Muted
            } else {
                Ink::Plain
            },
        }));
        self.goes_on = true;
    }
}

impl Style {
    /// That of an element within.
    fn with(&self, element: &Element<'_>) -> Self {
        let mut style = self.clone();
        if let Some(transform) = element.get("transform") {
            style.matrix = style.matrix.with(Matrix::read(transform));
        }
        let colour = |name: &str, of: &mut String| {
            if let Some(colour) = element.get(name) {
                *of = colour.into();
            }
        };
        colour("fill", &mut style.fill);
        colour("stroke", &mut style.stroke);
        for name in ["opacity", "fill-opacity"] {
            if let Some(opacity) = element.get(name).and_then(number) {
                style.opacity *= opacity;
            }
        }
        if let Some(width) = element.get("stroke-width").and_then(number) {
            style.width = width.max(0.0);
        }
        if let Some(dashes) = element.get("stroke-dasharray") {
            let mut lengths = dashes.split([',', ' ']).filter_map(number);
            style.dashes = lengths
                .next()
                .map(|dash| [dash, lengths.next().unwrap_or(dash)]);
        }
        if let Some(size) = element.get("font-size").and_then(number) {
            style.size = size;
        }
        if let Some(weight) = element.get("font-weight") {
            style.bold = weight == "bold" || number(weight).is_some_and(|it| it >= 600.0);
        }
        if let Some(slope) = element.get("font-style") {
            style.italic = slope == "italic";
        }
        match element.get("text-anchor") {
            Some("middle") => style.anchor = Anchor::Middle,
            Some("end") => style.anchor = Anchor::End,
            Some(_) => style.anchor = Anchor::Start,
            None => {}
        }
        style
    }
}

impl Marker {
    fn of(element: &Element<'_>) -> Self {
        let plane = element.get("viewBox").unwrap_or_default();
        let plane: Vec<f64> = plane.split([',', ' ']).filter_map(number).collect();
        let size = ["markerWidth", "markerHeight"].map(|name| match element.number(name) {
            side if side > 0.0 => side,
            _ => 3.0,
        });
        Self {
            outlines: Vec::new(),
            reference: [element.number("refX"), element.number("refY")],
            plane: match plane[..] {
                [_, _, width, height] if width > 0.0 && height > 0.0 => [width, height],
                _ => size,
            },
            size,
            reversed: element.get("orient") == Some("auto-start-reverse"),
        }
    }

    /// Where its plane lies when it is drawn at an end of a line.
    fn at(&self, [x, y]: [f64; 2], angle: f64, at_end: bool, width: f64) -> Matrix {
        let around = self.reversed && !at_end;
        let angle = if around {
            angle + std::f64::consts::PI
        } else {
            angle
        };
        let by = width.min(MAX_HEAD / self.size[0].max(self.size[1]));
        let by = (by * self.size[0] / self.plane[0]).min(by * self.size[1] / self.plane[1]);
        Matrix::translate(x, y)
            .with(Matrix::rotate(angle))
            .with(Matrix::scale(by, by))
            .with(Matrix::translate(-self.reference[0], -self.reference[1]))
    }
}

/// The name in `url(#name)`.
fn referred(value: &str) -> Option<&str> {
    value.trim().strip_prefix("url(#")?.strip_suffix(')')
}

fn path(element: &Element<'_>) -> Result<Path, DiagramError> {
    let at = |x: &str, y: &str| [element.number(x), element.number(y)];
    let ellipse = |[rx, ry]: [f64; 2]| {
        let [x, y] = at("cx", "cy");
        Path::rectangle([x - rx, y - ry], [2.0 * rx, 2.0 * ry], [rx, ry])
    };
    Ok(match element.name {
        "path" => return Path::read(element.get("d").unwrap_or_default()),
        "rect" => {
            let radius = |name: &str, other: &str| {
                let own = element.get(name).or_else(|| element.get(other));
                own.and_then(number).unwrap_or_default()
            };
            let sides = at("width", "height").map(|side| side.max(0.0));
            let radii = [radius("rx", "ry"), radius("ry", "rx")];
            Path::rectangle(at("x", "y"), sides, radii)
        }
        "circle" => ellipse([element.number("r").max(0.0); 2]),
        "ellipse" => ellipse(at("rx", "ry").map(|radius| radius.max(0.0))),
        "line" => Path::line(at("x1", "y1"), at("x2", "y2")),
        name => Path::polygon(element.get("points").unwrap_or_default(), name == "polygon"),
    })
}

/// Where something is: left, top, right, bottom.
type Bounds = [f32; 4];

fn bounds_of(outline: &Outline) -> Bounds {
    let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    for segment in &outline.segments {
        let numbers: &[f32] = match segment {
            Segment::Move(numbers) | Segment::Line(numbers) => numbers,
            Segment::Curve(numbers) => numbers,
            Segment::Close => &[],
        };
        for place in numbers.chunks_exact(2) {
            bounds = joined(bounds, [place[0], place[1], place[0], place[1]]);
        }
    }
    bounds
}

fn bounds_of_words(words: &Words) -> Bounds {
    let letters = words
        .text
        .chars()
        .map(|it| if it.is_ascii() { 1.0 } else { 1.5 });
    let width = letters.sum::<f32>() * words.size * LETTER_WIDTH;
    let left = match words.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -width / 2.0,
        Anchor::End => -width,
    };
    let (sine, cosine) = words.turned.to_radians().sin_cos();
    let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    for (x, y) in [
        (left, -words.size),
        (left + width, -words.size),
        (left, words.size * 0.3),
        (left + width, words.size * 0.3),
    ] {
        let (x, y) = (
            words.x + x * cosine - y * sine,
            words.y + x * sine + y * cosine,
        );
        bounds = joined(bounds, [x, y, x, y]);
    }
    bounds
}

fn joined(one: Bounds, other: Bounds) -> Bounds {
    [
        one[0].min(other[0]),
        one[1].min(other[1]),
        one[2].max(other[2]),
        one[3].max(other[3]),
    ]
}

/// The part of the plane that all shapes take.
fn area(shapes: &[Shape]) -> Area {
    let all = shapes.iter().map(|shape| match shape {
        Shape::Outline(outline) => bounds_of(outline),
        Shape::Words(words) => bounds_of_words(words),
    });
    let Some([left, top, right, bottom]) = all.reduce(joined) else {
        return Area {
            left: 0.0,
            top: 0.0,
            width: 1.0,
            height: 1.0,
        };
    };
    Area {
        left: left.floor() - MARGIN,
        top: top.floor() - MARGIN,
        width: (right - left).ceil() + 2.0 * MARGIN,
        height: (bottom - top).ceil() + 2.0 * MARGIN,
    }
}

/// Words on an area of ink are written in the other colour.
fn make_legible(shapes: &mut [Shape]) {
    let areas: Vec<(usize, Bounds, Fill)> = shapes
        .iter()
        .enumerate()
        .filter_map(|(index, shape)| match shape {
            Shape::Outline(it) if it.fill != Fill::None && f64::from(it.opacity) >= SOLID => {
                Some((index, bounds_of(it), it.fill))
            }
            _ => None,
        })
        .collect();
    for (index, shape) in shapes.iter_mut().enumerate() {
        let Shape::Words(words) = shape else { continue };
        let [left, top, right, bottom] = bounds_of_words(words);
        let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
        let below = areas.iter().rfind(|(at, bounds, _)| {
            let [left, top, right, bottom] = *bounds;
            *at < index && (left..=right).contains(&x) && (top..=bottom).contains(&y)
        });
        if matches!(below, Some((_, _, Fill::Ink))) {
            words.ink = Ink::Inverse;
        }
    }
}
