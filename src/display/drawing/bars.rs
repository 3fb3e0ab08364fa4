//! Bar charts and histograms. Their bars stand on zero.

use super::axes::{Plot, WANTED};
use super::figures;
use super::scale::{Scale, Ticks, extent};
use super::{Chart, Drawing, Ink, Shape, rectangle};
use crate::display::chart::Axis;

/// How much of a group's place its bars take.
const FILLED: f64 = 0.76;
/// The widest that a bar is.
const WIDEST: f64 = 80.0;

/// Draws a group of bars for each place, a bar in it for each series.
pub fn draw(chart: &Chart, width: f64) -> Drawing {
    let mut plot = Plot::begin(chart, width, &vertical(chart));
    let labels: Vec<String> = match &chart.x {
        Axis::Labels(labels) => labels.clone(),
        Axis::Numbers(numbers) => numbers
            .iter()
            .map(|number| figures::value(*number))
            .collect(),
    };
    let slot = plot.room() / labels.len().max(1) as f64;
    let left = plot.left;
    let middles: Vec<f64> = (0..labels.len())
        .map(|at| left + (at as f64 + 0.5) * slot)
        .collect();
    let count = chart.series.len() as f64;
    let wide = (slot * FILLED / count).min(WIDEST);
    for (index, series) in chart.series.iter().enumerate() {
        let shift = (index as f64 - count / 2.0) * wide;
        for ((value, middle), label) in series.values.iter().zip(&middles).zip(&labels) {
            let Some(value) = value else { continue };
            let name = match series.name.as_str() {
                "" => format!("{label}: {}", figures::value(*value)),
                series => format!("{label}, {series}: {}", figures::value(*value)),
            };
            let gap = if wide > 6.0 { 1.0 } else { 0.0 };
            let bar = bar(&plot, middle + shift, wide - gap, *value);
            plot.shapes
                .push(Shape::path(Ink::Area(index), bar).named(name));
        }
    }
    plot.label_each(&labels, &middles);
    plot.finish(chart)
}

/// Draws a bar for each bin, as wide as the bin.
pub fn draw_histogram(chart: &Chart, width: f64) -> Drawing {
    let mut plot = Plot::begin(chart, width, &vertical(chart));
    let edges = match &chart.x {
        Axis::Numbers(edges) => edges.as_slice(),
        // Refused when the chart was checked.
        Axis::Labels(_) => &[],
    };
    let (from, until) = extent(edges.iter().copied());
    let x = Scale::new((from, until), (plot.left, plot.right));
    let values = chart.series.iter().flat_map(|series| &series.values);
    for (bin, value) in edges.windows(2).zip(values) {
        let (&[start, end], Some(value)) = (bin, value) else {
            continue;
        };
        let name = format!(
            "{} to {}: {}",
            figures::value(start),
            figures::value(end),
            figures::value(*value)
        );
        let (left, right) = (x.place(start), x.place(end));
        let gap = if right - left > 4.0 { 1.0 } else { 0.0 };
        let bar = bar(&plot, left, right - left - gap, *value);
        plot.shapes.push(Shape::path(Ink::Area(0), bar).named(name));
    }
    let ticks = Ticks::within(from, until, (plot.room() / 80.0) as usize);
    let marks = ticks.values.iter();
    let marks = marks.map(|value| (x.place(*value), figures::tick(*value, ticks.step)));
    plot.label_marks(&marks.collect::<Vec<_>>());
    plot.finish(chart)
}

fn bar(plot: &Plot, left: f64, width: f64, value: f64) -> String {
    let (zero, end) = (plot.y.place(0.0), plot.y.place(value));
    rectangle(left, zero.min(end), width, (zero - end).abs())
}

fn vertical(chart: &Chart) -> Ticks {
    let (least, most) = extent(chart.values());
    Ticks::around(least.min(0.0), most.max(0.0), WANTED)
}
