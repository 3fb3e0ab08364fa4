//! What is around the values of a chart with axes: grid, marks, labels, legend.

use super::figures;
use super::legend;
use super::scale::{Scale, Ticks};
use super::{Anchor, Chart, Drawing, Form, Ink, Shape, TEXT_SIZE, cut, point, width_of};

/// From one line of words to the next.
pub const LINE: f64 = 18.0;
/// The widest that the label of a value may be where it is slanted.
const SLANTED: f64 = 110.0;
/// Sine and cosine of the angle that labels are slanted by, 40 degrees.
const SINE: f64 = 0.643;
const COSINE: f64 = 0.766;
/// Marks of the vertical axis, about.
pub const WANTED: usize = 5;

/// A chart under construction: the place for its values is known.
pub struct Plot {
    pub shapes: Vec<Shape>,
    pub left: f64,
    pub right: f64,
    pub bottom: f64,
    pub y: Scale,
    width: f64,
    height: f64,
}

impl Plot {
    /// Draws the legend, and the grid with the marks of the vertical axis.
    pub fn begin(chart: &Chart, width: f64, ticks: &Ticks) -> Self {
        let mut shapes = Vec::new();
        let mut top = TEXT_SIZE;
        if chart.series.len() > 1 {
            top = legend::draw(chart, width, &mut shapes);
        }
        if let Some(label) = &chart.y_label {
            let label = cut(label, width);
            shapes.push(Shape::words(label, (0.0, top + 2.0), Anchor::Start));
            top += LINE;
        }
        let labels: Vec<String> = ticks
            .values
            .iter()
            .map(|value| figures::tick(*value, ticks.step))
            .collect();
        let widest = labels.iter().map(|label| width_of(label));
        let left = widest.fold(0.0, f64::max) + 8.0;
        let (right, bottom) = (width - 8.0, top + (width * 0.5).clamp(180.0, 260.0));
        let y = Scale::new(ticks.ends(), (bottom, top));
        for (value, label) in ticks.values.iter().zip(labels) {
            let at = y.place(*value);
            let ink = if *value == 0.0 { Ink::Axis } else { Ink::Grid };
            shapes.push(Shape::path(
                ink,
                format!("M{}H{}", point(left, at), super::coordinate(right)),
            ));
            shapes.push(Shape::words(label, (left - 8.0, at + 4.0), Anchor::End));
        }
        Self {
            shapes,
            left,
            right,
            bottom,
            y,
            width,
            height: bottom + 4.0,
        }
    }

    /// How wide the place for values is.
    pub fn room(&self) -> f64 {
        self.right - self.left
    }

    /// Labels of values that stand side by side, each at its place.
    pub fn label_each(&mut self, labels: &[String], places: &[f64]) {
        let slot = self.room() / labels.len().max(1) as f64;
        let widest = labels.iter().map(|label| width_of(label));
        let widest = widest.fold(0.0, f64::max);
        if widest + 8.0 <= slot {
            for (label, place) in labels.iter().zip(places) {
                let at = (*place, self.bottom + 16.0);
                self.shapes.push(Shape::words(label, at, Anchor::Middle));
            }
            self.height = self.bottom + 22.0;
            return;
        }
        // As many as have room for the height of a line each.
        let nth = (14.0 / slot).ceil().max(1.0) as usize;
        for (label, place) in labels.iter().zip(places).step_by(nth) {
            // Words end below their value, and must not begin outside.
            let label = cut(label, SLANTED.min(place / COSINE));
            let mut words = Shape::words(label, (*place + 4.0, self.bottom + 14.0), Anchor::End);
            if let Form::Words { slanted, .. } = &mut words.form {
                *slanted = true;
            }
            self.shapes.push(words);
        }
        self.height = self.bottom + 20.0 + SINE * widest.min(SLANTED);
    }

    /// Marks of a horizontal axis. What would stand on the one before is left out.
    pub fn label_marks(&mut self, marks: &[(f64, String)]) {
        let mut end = f64::NEG_INFINITY;
        for (place, label) in marks {
            let half = width_of(label) / 2.0;
            let at = place.clamp(half, (self.width - half).max(half));
            if at - half < end + 8.0 {
                continue;
            }
            end = at + half;
            let tick = format!("M{}v4", point(*place, self.bottom));
            self.shapes.push(Shape::path(Ink::Grid, tick));
            let at = (at, self.bottom + 18.0);
            self.shapes.push(Shape::words(label, at, Anchor::Middle));
        }
        self.height = self.bottom + 24.0;
    }

    /// The chart, with the label of its horizontal axis.
    pub fn finish(mut self, chart: &Chart) -> Drawing {
        if let Some(label) = &chart.x_label {
            let at = (
                f64::midpoint(self.left, self.right),
                self.height + TEXT_SIZE,
            );
            let label = cut(label, self.room());
            self.shapes.push(Shape::words(label, at, Anchor::Middle));
            self.height += LINE;
        }
        Drawing {
            width: self.width,
            height: self.height.ceil(),
            shapes: self.shapes,
        }
    }
}
