//! From values to places, and the round values that an axis is marked at.

/// Values over a stretch of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    from: f64,
    until: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// The values `from` to `until` over the places `start` to `end`.
    pub fn new((from, until): (f64, f64), (start, end): (f64, f64)) -> Self {
        Self {
            from,
            until,
            start,
            end,
        }
    }

    /// The place of a value.
    pub fn place(&self, value: f64) -> f64 {
        let span = self.until - self.from;
        if span == 0.0 {
            return f64::midpoint(self.start, self.end);
        }
        self.start + (value - self.from) / span * (self.end - self.start)
    }
}

/// Round values about as many as wanted: the step between two is 1, 2 or 5 times a power of ten.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The values, which rise.
    pub values: Vec<f64>,
    /// Between two.
    pub step: f64,
}

impl Ticks {
    /// From the last one at or below `from` to the first at or above `until`.
    pub fn around(from: f64, until: f64, wanted: usize) -> Self {
        let (from, until) = widened(from, until);
        let step = step(until - from, wanted);
        let (first, last) = ((from / step).floor(), (until / step).ceil());
        Self::counted(first, last, step)
    }

    /// Those within.
    pub fn within(from: f64, until: f64, wanted: usize) -> Self {
        let (from, until) = widened(from, until);
        let step = step(until - from, wanted);
        // What rounding has moved by a hair is still within.
        let hair = 1e-9;
        let (first, last) = ((from / step - hair).ceil(), (until / step + hair).floor());
        Self::counted(first, last, step)
    }

    fn counted(first: f64, last: f64, step: f64) -> Self {
        let count = (last - first).clamp(0.0, 100.0) as usize;
        let values = (0..=count).map(|index| (first + index as f64) * step + 0.0);
        Self {
            values: values.collect(),
            step,
        }
    }

    /// Least and greatest.
    pub fn ends(&self) -> (f64, f64) {
        let first = self.values.first().copied().unwrap_or_default();
        (first, self.values.last().copied().unwrap_or(first))
    }
}

/// Something to mark, also where all values are one.
fn widened(from: f64, until: f64) -> (f64, f64) {
    // A span that is lost in the digits of its ends is none.
    if until - from > from.abs().max(until.abs()) * 1e-12 {
        return (from, until);
    }
    match from {
        0.0 => (0.0, 1.0),
        _ => (from - from.abs() / 2.0, from + from.abs() / 2.0),
    }
}

fn step(span: f64, wanted: usize) -> f64 {
    let rough = span / wanted.max(1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let factor = match rough / power {
        few if few <= 1.0 => 1.0,
        few if few <= 2.0 => 2.0,
        few if few <= 5.0 => 5.0,
        _ => 10.0,
    };
    factor * power
}

/// The least and the greatest of some values; both 0 if there are none.
pub fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .map(|value| (value, value))
        .reduce(|(least, most), (value, _)| (least.min(value), most.max(value)))
        .unwrap_or_default()
}
