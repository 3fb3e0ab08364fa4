//! Pie charts: slices clockwise from the top, with their parts in percent beside them and a list
//! that names them.

use std::f64::consts::{PI, TAU};

use super::axes::LINE;
use super::figures;
use super::{Anchor, Chart, Drawing, Ink, Shape, coordinate, cut, point, rectangle, width_of};
use crate::display::chart::Axis;

/// The room around the circle for percentages.
const MARGIN: f64 = 46.0;
/// From here on the list has room beside the circle.
const WIDE: f64 = 460.0;
/// A smaller part has no percentage beside it.
const LABELLED: f64 = 0.03;

/// Draws the slices and the list.
pub fn draw(chart: &Chart, width: f64) -> Drawing {
    let values: Vec<f64> = chart.values().collect();
    let sum: f64 = values.iter().sum();
    let radius = (width.min(WIDE) / 2.0 - MARGIN).min(110.0);
    let around = radius + MARGIN;
    let beside = width >= WIDE;
    let centre = if beside {
        (around, around - 8.0)
    } else {
        (width / 2.0, around - 8.0)
    };
    let mut shapes = Vec::new();
    let (left, mut y) = if beside {
        let list = values.len() as f64 * LINE;
        (2.0 * around + 16.0, (around - list / 2.0).max(LINE))
    } else {
        (0.0, 2.0 * around + 8.0)
    };
    let mut before = 0.0;
    for (index, value) in values.iter().enumerate() {
        let part = value / sum;
        let percent = format!("{} %", figures::value((part * 1_000.0).round() / 10.0));
        let name = match &chart.x {
            Axis::Labels(labels) => labels.get(index).cloned(),
            Axis::Numbers(numbers) => numbers.get(index).map(|number| figures::value(*number)),
        };
        let name = name.unwrap_or_default();
        let figure = format!("{} ({percent})", figures::value(*value));
        if *value > 0.0 {
            let path = slice(centre, radius, before, part);
            shapes.push(Shape::path(Ink::Area(index), path).named(format!("{name}: {figure}")));
        }
        if part >= LABELLED {
            let (x, y) = spot(centre, radius + 8.0, before + part / 2.0);
            let anchor = match x - centre.0 {
                right if right > radius / 8.0 => Anchor::Start,
                left if left < -radius / 8.0 => Anchor::End,
                _ => Anchor::Middle,
            };
            shapes.push(Shape::words(&percent, (x, y + 4.0), anchor));
        }
        before += part;
        let square = rectangle(left, y - 10.0, 12.0, 12.0);
        shapes.push(Shape::path(Ink::Area(index), square));
        let room = width - left - 20.0 - width_of(&figure) - 12.0;
        let words = format!("{}: {figure}", cut(&name, room.max(40.0)));
        shapes.push(Shape::words(words, (left + 20.0, y), Anchor::Start));
        y += LINE;
    }
    Drawing {
        width,
        height: if beside { y.max(2.0 * around) } else { y }.ceil(),
        shapes,
    }
}

/// The place at a part of the way around.
fn spot(centre: (f64, f64), radius: f64, part: f64) -> (f64, f64) {
    let angle = part * TAU - PI / 2.0;
    (
        centre.0 + radius * angle.cos(),
        centre.1 + radius * angle.sin(),
    )
}

fn slice(centre: (f64, f64), radius: f64, from: f64, part: f64) -> String {
    let size = coordinate(radius);
    let arc = |large: u8, (x, y): (f64, f64)| format!("A{size} {size} 0 {large} 1 {}", point(x, y));
    let (start, end) = (
        spot(centre, radius, from),
        spot(centre, radius, from + part),
    );
    // An arc to where it begins would be none.
    if part > 0.999 {
        let half = spot(centre, radius, from + 0.5);
        return format!(
            "M{}{}{}z",
            point(start.0, start.1),
            arc(1, half),
            arc(1, start)
        );
    }
    format!(
        "M{}L{}{}z",
        point(centre.0, centre.1),
        point(start.0, start.1),
        arc(u8::from(part > 0.5), end)
    )
}
