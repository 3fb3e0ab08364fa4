//! Line and scatter charts.

use super::axes::{Plot, WANTED};
use super::figures;
use super::legend::mark;
use super::scale::{Scale, Ticks, extent};
use super::time;
use super::{Chart, ChartKind, Drawing, Ink, Shape, point};
use crate::display::chart::Axis;

/// A line of no more points has them marked.
const MARKED: usize = 30;

/// Where the values stand on the horizontal axis.
enum Places {
    Numbers(Vec<f64>),
    Times(Vec<f64>),
    /// One beside the other.
    Names(Vec<f64>),
}

impl Places {
    fn of(axis: &Axis) -> Self {
        match axis {
            Axis::Numbers(numbers) => Places::Numbers(numbers.clone()),
            Axis::Labels(labels) => {
                let times: Option<Vec<f64>> =
                    labels.iter().map(|label| time::seconds(label)).collect();
                match times {
                    Some(times) => Places::Times(times),
                    None => Places::Names((0..labels.len()).map(|at| at as f64).collect()),
                }
            }
        }
    }

    fn values(&self) -> &[f64] {
        match self {
            Places::Numbers(values) | Places::Times(values) | Places::Names(values) => values,
        }
    }
}

/// Draws the values of each series.
pub fn draw(chart: &Chart, width: f64) -> Drawing {
    let mut plot = Plot::begin(chart, width, &vertical(chart));
    let places = Places::of(&chart.x);
    let x = label(&mut plot, chart, &places);
    for (index, series) in chart.series.iter().enumerate() {
        let spots = places.values().iter().zip(&series.values).enumerate();
        let spots = spots.map(|(at, (place, value))| {
            value.map(|value| (at, x.place(*place), plot.y.place(value), value))
        });
        let spots: Vec<Option<Spot>> = spots.collect();
        if chart.chart == ChartKind::Line {
            let ink = Ink::Line(index);
            plot.shapes.push(Shape::path(ink, line(&spots)));
        }
        marks(chart, index, &spots, &mut plot.shapes);
    }
    plot.finish(chart)
}

/// The number of a value, where it stands, and the value.
type Spot = (usize, f64, f64, f64);

/// From one value to the next; where there is none, the line is broken.
fn line(spots: &[Option<Spot>]) -> String {
    let mut path = String::new();
    let mut command = 'M';
    for spot in spots {
        match spot {
            Some((_, x, y, _)) => {
                path.push(command);
                path += &point(*x, *y);
                command = 'L';
            }
            None => command = 'M',
        }
    }
    path
}

/// All values of a scatter chart, few of a line, and those of a line that stand alone.
fn marks(chart: &Chart, series: usize, spots: &[Option<Spot>], shapes: &mut Vec<Shape>) {
    let all = chart.chart == ChartKind::Scatter || spots.len() <= MARKED;
    let alone = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| spots.get(at)).copied();
        let after = spots.get(at + 1).copied();
        before.flatten().is_none() && after.flatten().is_none()
    };
    let shown = spots.iter().flatten().filter(|(at, ..)| all || alone(*at));
    let ink = Ink::Mark(series);
    if spots.len() > MARKED {
        // One element for them all.
        let path: String = shown.map(|(_, x, y, _)| mark(series, *x, *y)).collect();
        if !path.is_empty() {
            shapes.push(Shape::path(ink, path));
        }
        return;
    }
    shapes.extend(shown.map(|(at, x, y, value)| {
        let place = match &chart.x {
            Axis::Numbers(numbers) => numbers.get(*at).map(|number| figures::value(*number)),
            Axis::Labels(labels) => labels.get(*at).cloned(),
        };
        let name = format!("{}: {}", place.unwrap_or_default(), figures::value(*value));
        Shape::path(ink, mark(series, *x, *y)).named(name)
    }));
}

/// The vertical axis begins at zero unless that would press all values together.
fn vertical(chart: &Chart) -> Ticks {
    let (least, most) = extent(chart.values());
    if least >= 0.0 && least <= most / 2.0 {
        Ticks::around(0.0, most, WANTED)
    } else if most <= 0.0 && most >= least / 2.0 {
        Ticks::around(least, 0.0, WANTED)
    } else {
        Ticks::around(least, most, WANTED)
    }
}

/// Labels the horizontal axis; its scale.
fn label(plot: &mut Plot, chart: &Chart, places: &Places) -> Scale {
    // Marks at the ends have room.
    let ends = (plot.left + 6.0, plot.right - 6.0);
    let (from, until) = extent(places.values().iter().copied());
    let wanted = (plot.room() / 80.0) as usize;
    let scale = Scale::new((from, until), ends);
    match (places, &chart.x) {
        (Places::Names(values), Axis::Labels(labels)) => {
            let places: Vec<f64> = values.iter().map(|value| scale.place(*value)).collect();
            plot.label_each(labels, &places);
        }
        (Places::Times(_), _) if from < until => {
            let marks = time::ticks(from, until, wanted).into_iter();
            let marks = marks.map(|(time, words)| (scale.place(time), words));
            plot.label_marks(&marks.collect::<Vec<_>>());
        }
        (Places::Times(_), Axis::Labels(labels)) => {
            let marks = labels
                .first()
                .map(|label| (scale.place(from), label.clone()));
            plot.label_marks(marks.as_slice());
        }
        _ if from == until => {
            plot.label_marks(&[(scale.place(from), figures::value(from))]);
        }
        _ => {
            let ticks = Ticks::within(from, until, wanted);
            let marks = ticks.values.iter();
            let marks = marks.map(|value| (scale.place(*value), figures::tick(*value, ticks.step)));
            plot.label_marks(&marks.collect::<Vec<_>>());
        }
    }
    scale
}
