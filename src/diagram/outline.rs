//! Geometry: paths as SVG writes them (<https://www.w3.org/TR/SVG2/paths.html>), as straight lines
//! and cubic curves at their places on the page.

use super::markup::number;
use super::{DiagramError, MAX_SEGMENTS, Segment};

/// A place.
pub type Point = [f64; 2];

/// How far a control point is from the end of a quarter of a circle, in radii.
const QUARTER: f64 = 0.552_284_749_8;

/// Where a system of coordinates lies in another one: `[a b c d e f]` as SVG's `matrix()`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix([f64; 6]);

impl Matrix {
    /// That of the page.
    pub const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Moved.
    pub fn translate(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Larger or smaller.
    pub fn scale(x: f64, y: f64) -> Self {
        Self([x, 0.0, 0.0, y, 0.0, 0.0])
    }

    /// Turned clockwise, by radians.
    pub fn rotate(angle: f64) -> Self {
        let (sine, cosine) = angle.sin_cos();
        Self([cosine, sine, -sine, cosine, 0.0, 0.0])
    }

    /// `inner` within this one.
    pub fn with(self, inner: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [g, h, i, j, k, l] = inner.0;
        Self([
            a * g + c * h,
            b * g + d * h,
            a * i + c * j,
            b * i + d * j,
            a * k + c * l + e,
            b * k + d * l + f,
        ])
    }

    /// Where a place of it lies.
    pub fn place(self, [x, y]: Point) -> Point {
        let [a, b, c, d, e, f] = self.0;
        [a * x + c * y + e, b * x + d * y + f]
    }

    /// By how much lengths grow.
    pub fn growth(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }

    /// By how many degrees it is turned.
    pub fn turned(self) -> f64 {
        self.0[1].atan2(self.0[0]).to_degrees()
    }

    /// As the attribute `transform` says it.
    pub fn read(text: &str) -> Self {
        let mut all = Self::ONE;
        for part in text.split(')') {
            let Some((name, numbers)) = part.split_once('(') else {
                break;
            };
            let numbers = numbers.split([',', ' ']).filter_map(number);
            let numbers: Vec<f64> = numbers.collect();
            let one = match (name.trim_matches([' ', ',']), &numbers[..]) {
                ("translate", [x]) => Self::translate(*x, 0.0),
                ("translate", [x, y]) => Self::translate(*x, *y),
                ("scale", [by]) => Self::scale(*by, *by),
                ("scale", [x, y]) => Self::scale(*x, *y),
                ("rotate", [angle]) => Self::rotate(angle.to_radians()),
                ("rotate", [angle, x, y]) => Self::translate(*x, *y)
                    .with(Self::rotate(angle.to_radians()))
                    .with(Self::translate(-x, -y)),
                ("matrix", [a, b, c, d, e, f]) => Self([*a, *b, *c, *d, *e, *f]),
                _ => Self::ONE,
            };
            all = all.with(one);
        }
        all
    }
}

/// An outline as it grows.
#[derive(Default)]
pub struct Path {
    pieces: Vec<Piece>,
    here: Point,
    start: Point,
}

/// As [`Segment`], before it is placed on the page.
#[derive(Clone, Copy)]
enum Piece {
    Move(Point),
    Line(Point),
    Curve([Point; 3]),
    Close,
}

impl Path {
    /// A straight line.
    pub fn line(from: Point, to: Point) -> Self {
        let mut path = Self::default();
        path.go(from);
        path.draw(to);
        path
    }

    /// A rectangle, its corners rounded by radii.
    pub fn rectangle([x, y]: Point, [width, height]: Point, [rx, ry]: Point) -> Self {
        let mut path = Self::default();
        let (right, bottom) = (x + width, y + height);
        let (rx, ry) = (rx.clamp(0.0, width / 2.0), ry.clamp(0.0, height / 2.0));
        if !(rx > 0.0 && ry > 0.0) {
            path.go([x, y]);
            path.draw([right, y]);
            path.draw([right, bottom]);
            path.draw([x, bottom]);
            path.close();
            return path;
        }
        let (kx, ky) = (rx * (1.0 - QUARTER), ry * (1.0 - QUARTER));
        path.go([x + rx, y]);
        path.draw([right - rx, y]);
        path.bend([right - kx, y], [right, y + ky], [right, y + ry]);
        path.draw([right, bottom - ry]);
        path.bend(
            [right, bottom - ky],
            [right - kx, bottom],
            [right - rx, bottom],
        );
        path.draw([x + rx, bottom]);
        path.bend([x + kx, bottom], [x, bottom - ky], [x, bottom - ry]);
        path.draw([x, y + ry]);
        path.bend([x, y + ky], [x + kx, y], [x + rx, y]);
        path.close();
        path
    }

    /// Points that straight lines join.
    pub fn polygon(points: &str, closed: bool) -> Self {
        let numbers = points.split([',', ' ']).filter_map(number);
        let numbers: Vec<f64> = numbers.collect();
        let mut path = Self::default();
        for (index, point) in numbers.chunks_exact(2).enumerate() {
            match (index, point) {
                (0, &[x, y]) => path.go([x, y]),
                (_, &[x, y]) => path.draw([x, y]),
                _ => {}
            }
        }
        if closed {
            path.close();
        }
        path
    }

    /// As the attribute `d` says it, up to what is not understood.
    ///
    /// # Errors
    /// When there is more than a drawing may have.
    pub fn read(text: &str) -> Result<Self, DiagramError> {
        let mut path = Self::default();
        let mut numbers = Numbers(text);
        let mut command = ' ';
        let mut control: Option<(char, Point)> = None;
        loop {
            if let Some(next) = numbers.command() {
                command = next;
            } else if numbers.at_end() || command.eq_ignore_ascii_case(&'z') {
                return Ok(path);
            }
            if path.pieces.len() > MAX_SEGMENTS {
                return Err(DiagramError::TooLarge);
            }
            let from = if command.is_ascii_lowercase() {
                path.here
            } else {
                [0.0, 0.0]
            };
            // Where a smooth curve leaves, given the last one's control point.
            let reflected = |of: [char; 2]| match control {
                Some((by, [x, y])) if of.contains(&by) => {
                    [2.0 * path.here[0] - x, 2.0 * path.here[1] - y]
                }
                _ => path.here,
            };
            let kind = command.to_ascii_lowercase();
            let (mut bent, mut read) = (None, true);
            match kind {
                'm' => match numbers.point(from) {
                    Some(to) => {
                        path.go(to);
                        command = if command == 'm' { 'l' } else { 'L' };
                    }
                    None => read = false,
                },
                'l' => match numbers.point(from) {
                    Some(to) => path.draw(to),
                    None => read = false,
                },
                'h' => match numbers.next() {
                    Some(x) => path.draw([x + from[0], path.here[1]]),
                    None => read = false,
                },
                'v' => match numbers.next() {
                    Some(y) => path.draw([path.here[0], y + from[1]]),
                    None => read = false,
                },
                'c' | 's' => {
                    let first = match kind {
                        'c' => numbers.point(from),
                        _ => Some(reflected(['c', 's'])),
                    };
                    match (first, numbers.point(from), numbers.point(from)) {
                        (Some(first), Some(second), Some(to)) => {
                            path.bend(first, second, to);
                            bent = Some((kind, second));
                        }
                        _ => read = false,
                    }
                }
                'q' | 't' => {
                    let middle = match kind {
                        'q' => numbers.point(from),
                        _ => Some(reflected(['q', 't'])),
                    };
                    match (middle, numbers.point(from)) {
                        (Some(middle), Some(to)) => {
                            path.bend_once(middle, to);
                            bent = Some((kind, middle));
                        }
                        _ => read = false,
                    }
                }
                'a' => match (numbers.arc(), numbers.point(from)) {
                    (Some(arc), Some(to)) => path.arc(arc, to),
                    _ => read = false,
                },
                'z' => path.close(),
                _ => read = false,
            }
            if !read {
                return Ok(path);
            }
            control = bent;
        }
    }

    fn go(&mut self, to: Point) {
        self.pieces.push(Piece::Move(to));
        (self.here, self.start) = (to, to);
    }

    fn draw(&mut self, to: Point) {
        self.pieces.push(Piece::Line(to));
        self.here = to;
    }

    fn bend(&mut self, first: Point, second: Point, to: Point) {
        self.pieces.push(Piece::Curve([first, second, to]));
        self.here = to;
    }

    /// A quadratic curve.
    fn bend_once(&mut self, [x, y]: Point, to: Point) {
        let near = |[a, b]: Point| [a + (x - a) * 2.0 / 3.0, b + (y - b) * 2.0 / 3.0];
        self.bend(near(self.here), near(to), to);
    }

    fn close(&mut self) {
        self.pieces.push(Piece::Close);
        self.here = self.start;
    }

    /// Part of an ellipse: <https://www.w3.org/TR/SVG2/implnote.html#ArcImplementationNotes>.
    fn arc(&mut self, arc: Arc, to: Point) {
        let [x0, y0] = self.here;
        let (mut rx, mut ry) = (arc.rx.abs(), arc.ry.abs());
        if !(rx > 0.0 && ry > 0.0) || self.here == to {
            return self.draw(to);
        }
        let (sine, cosine) = arc.turned.to_radians().sin_cos();
        let (dx, dy) = ((x0 - to[0]) / 2.0, (y0 - to[1]) / 2.0);
        let (x, y) = (cosine * dx + sine * dy, cosine * dy - sine * dx);
        let excess = (x / rx).powi(2) + (y / ry).powi(2);
        if excess > 1.0 {
            rx *= excess.sqrt();
            ry *= excess.sqrt();
        }
        let (rx2, ry2) = (rx * rx, ry * ry);
        let below = rx2 * y * y + ry2 * x * x;
        let factor = ((rx2 * ry2 - below) / below).max(0.0).sqrt();
        let factor = if arc.large == arc.sweep {
            -factor
        } else {
            factor
        };
        let (cx, cy) = (factor * rx * y / ry, -factor * ry * x / rx);
        let angle = |px: f64, py: f64| ((py - cy) / ry).atan2((px - cx) / rx);
        let begin = angle(x, y);
        let mut sweep = angle(-x, -y) - begin;
        let whole = std::f64::consts::TAU;
        if arc.sweep && sweep < 0.0 {
            sweep += whole;
        } else if !arc.sweep && sweep > 0.0 {
            sweep -= whole;
        }
        let steps = (sweep.abs() / (whole / 4.0)).ceil().clamp(1.0, 4.0);
        let step = sweep / steps;
        let reach = 4.0 / 3.0 * (step / 4.0).tan();
        let ellipse = Matrix::translate((x0 + to[0]) / 2.0, (y0 + to[1]) / 2.0)
            .with(Matrix::rotate(arc.turned.to_radians()))
            .with(Matrix::translate(cx, cy))
            .with(Matrix::scale(rx, ry));
        for index in 0..steps as u32 {
            let (s0, c0) = (begin + step * f64::from(index)).sin_cos();
            let (s1, c1) = (begin + step * f64::from(index + 1)).sin_cos();
            let first = ellipse.place([c0 - reach * s0, s0 + reach * c0]);
            let second = ellipse.place([c1 + reach * s1, s1 - reach * c1]);
            self.bend(first, second, ellipse.place([c1, s1]));
        }
        self.here = to;
    }

    /// Where it begins, and the angle at which it leaves.
    pub fn begins(&self) -> Option<(Point, f64)> {
        let mut places = self.places();
        let from = places.next()?;
        let to = places.find(|place| *place != from)?;
        Some((from, angle(from, to)))
    }

    /// Where it ends, and the angle at which it comes there.
    pub fn ends(&self) -> Option<(Point, f64)> {
        let places: Vec<Point> = self.places().collect();
        let to = *places.last()?;
        let from = places.iter().rev().find(|place| **place != to)?;
        Some((to, angle(*from, to)))
    }

    /// All places and control points.
    fn places(&self) -> impl Iterator<Item = Point> {
        self.pieces.iter().flat_map(|piece| match piece {
            Piece::Move(to) | Piece::Line(to) => vec![*to],
            Piece::Curve(points) => points.to_vec(),
            Piece::Close => Vec::new(),
        })
    }

    /// Its pieces where they are on the page.
    pub fn segments(&self, matrix: Matrix) -> Vec<Segment> {
        let place = |point: Point| matrix.place(point).map(rounded);
        let segment = |piece: &Piece| match piece {
            Piece::Move(to) => Segment::Move(place(*to)),
            Piece::Line(to) => Segment::Line(place(*to)),
            Piece::Curve(points) => {
                let [[a, b], [c, d], [e, f]] = points.map(place);
                Segment::Curve([a, b, c, d, e, f])
            }
            Piece::Close => Segment::Close,
        };
        self.pieces.iter().map(segment).collect()
    }
}

/// A hundredth of a pixel is not seen.
pub fn rounded(number: f64) -> f32 {
    ((number * 100.0).round() / 100.0) as f32
}

fn angle(from: Point, to: Point) -> f64 {
    (to[1] - from[1]).atan2(to[0] - from[0])
}

/// What an arc is, besides its ends.
struct Arc {
    rx: f64,
    ry: f64,
    turned: f64,
    large: bool,
    sweep: bool,
}

/// The rest of a path's text.
struct Numbers<'a>(&'a str);

impl Numbers<'_> {
    fn skip(&mut self) {
        self.0 = self.0.trim_start_matches([' ', ',', '\n', '\t', '\r']);
    }

    fn at_end(&mut self) -> bool {
        self.skip();
        self.0.is_empty()
    }

    /// A letter, if there is one next.
    fn command(&mut self) -> Option<char> {
        self.skip();
        let letter = self.0.chars().next().filter(char::is_ascii_alphabetic)?;
        self.0 = &self.0[1..];
        Some(letter)
    }

    /// A number, if there is one next.
    fn next(&mut self) -> Option<f64> {
        self.skip();
        let bytes = self.0.as_bytes();
        let mut end = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
        let (mut dot, mut exponent) = (false, false);
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'0'..=b'9' => {}
                b'.' if !dot && !exponent => dot = true,
                b'e' | b'E' if !exponent => {
                    exponent = true;
                    end += usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
                }
                _ => break,
            }
            end += 1;
        }
        let (text, rest) = self.0.split_at(end);
        let found = number(text)?;
        self.0 = rest;
        Some(found)
    }

    fn point(&mut self, [x, y]: Point) -> Option<Point> {
        Some([self.next()? + x, self.next()? + y])
    }

    /// A flag is one digit, whatever follows.
    fn flag(&mut self) -> Option<bool> {
        self.skip();
        let flag = match self.0.as_bytes().first()? {
            b'0' => false,
            b'1' => true,
            _ => return None,
        };
        self.0 = &self.0[1..];
        Some(flag)
    }

    fn arc(&mut self) -> Option<Arc> {
        Some(Arc {
            rx: self.next()?,
            ry: self.next()?,
            turned: self.next()?,
            large: self.flag()?,
            sweep: self.flag()?,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Segment> {
        Path::read(text).unwrap().segments(Matrix::ONE)
    }

    #[test]
    fn relative_and_short_commands_are_those_they_stand_for() {
        let long = "M10 10L20 10L20 30L15 35L0 0C1 2 3 4 5 6C7 8 9 10 11 12Z";
        let short = "m10,10h10V30l-5 5L0 0c1 2 3 4 5 6S9 10 11 12z";
        assert_eq!(read(short), read(long));
        assert_eq!(read("M0 0 10 10-5-5"), read("M0 0L10 10L-5 -5"));
    }

    #[test]
    fn an_arc_is_curves_that_end_where_it_ends() {
        let arc = read("M0 0A10 10 0 0 1 20 0");
        let ends: Vec<[f32; 2]> = arc
            .iter()
            .filter_map(|segment| match segment {
                Segment::Curve([.., x, y]) => Some([*x, *y]),
                _ => None,
            })
            .collect();
        assert_eq!(ends, [[10.0, -10.0], [20.0, 0.0]]);
        assert_eq!(read("M0 0a0 5 0 11 9 9"), read("M0 0L9 9"));
    }

    #[test]
    fn what_is_not_understood_ends_a_path() {
        for text in [
            "",
            "M",
            "M1",
            "X1 2",
            "1 2",
            "M0 0L1 x",
            "M0 0Z1 1",
            "M0 0A1 1 0 2 0 1 1",
            "M1e999 0",
        ] {
            assert!(read(text).len() <= 2, "{text}");
        }
    }

    #[test]
    fn a_transform_is_read_from_left_to_right() {
        let matrix = Matrix::read("translate(10, 20) scale(2) rotate(90 1 1)");
        assert_eq!(matrix.place([1.0, 1.0]).map(rounded), [12.0, 22.0]);
        assert_eq!(matrix.place([2.0, 1.0]).map(rounded), [12.0, 24.0]);
        assert_eq!(
            [rounded(matrix.growth()), rounded(matrix.turned())],
            [2.0, 90.0]
        );
    }
}
