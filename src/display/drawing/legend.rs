//! Which series is which: by name, colour, and the form of lines and marks.

use super::axes::LINE;
use super::{Anchor, Chart, ChartKind, Ink, Shape, cut, point, rectangle, width_of};

/// How wide the sample beside a name is.
const SAMPLE: f64 = 24.0;
/// The widest that a name is shown.
const NAME: f64 = 180.0;

/// Draws the names of all series; the height that they take.
pub fn draw(chart: &Chart, width: f64, shapes: &mut Vec<Shape>) -> f64 {
    let (mut x, mut y) = (0.0, LINE - 4.0);
    for (index, series) in chart.series.iter().enumerate() {
        let name = cut(&series.name, NAME.min(width - SAMPLE));
        let wide = SAMPLE + width_of(&name) + 16.0;
        if x > 0.0 && x + wide > width {
            (x, y) = (0.0, y + LINE);
        }
        let middle = y - 4.0;
        match chart.chart {
            ChartKind::Line => {
                let line = format!("M{}h18", point(x, middle));
                shapes.push(Shape::path(Ink::Line(index), line));
            }
            ChartKind::Scatter => {
                shapes.push(Shape::path(Ink::Mark(index), mark(index, x + 9.0, middle)));
            }
            ChartKind::Bar | ChartKind::Histogram | ChartKind::Pie => {
                let square = rectangle(x + 6.0, middle - 6.0, 12.0, 12.0);
                shapes.push(Shape::path(Ink::Area(index), square));
            }
        }
        shapes.push(Shape::words(name, (x + SAMPLE, y), Anchor::Start));
        x += wide;
    }
    y + LINE
}

/// The mark of a series around a place: six forms, so that not only colours tell series apart.
pub fn mark(series: usize, x: f64, y: f64) -> String {
    match series % 6 {
        0 => format!(
            "M{}a3.5 3.5 0 1 1 7 0a3.5 3.5 0 1 1 -7 0z",
            point(x - 3.5, y)
        ),
        1 => rectangle(x - 3.2, y - 3.2, 6.4, 6.4),
        2 => format!("M{}l4.2 7.4h-8.4z", point(x, y - 4.8)),
        3 => format!("M{}l4.4 4.4l-4.4 4.4l-4.4 -4.4z", point(x, y - 4.4)),
        4 => format!("M{}h8.4l-4.2 7.4z", point(x - 4.2, y - 2.6)),
        _ => format!(
            "M{}h2.4v-3h2.4v3h3v2.4h-3v3h-2.4v-3h-2.4z",
            point(x - 3.6, y - 1.2)
        ),
    }
}
