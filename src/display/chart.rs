//! A chart, as data: what `plot` in Python sends.

use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::table::{Cell, Table};
use super::{DisplayError, at_most, check_name, counted};

/// Values that all series of a chart may have together.
pub const MAX_POINTS: usize = 10_000;

/// Series of a chart: more cannot be told apart.
pub const MAX_SERIES: usize = 12;

/// Groups of bars, and bins of a histogram.
pub const MAX_BARS: usize = 500;

/// Slices of a pie.
pub const MAX_SLICES: usize = 24;

/// How far from zero a value may be. What is drawn would lose itself in the arithmetic beyond it.
const MAX_MAGNITUDE: f64 = 1e100;

/// Series of values over an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// How it is drawn.
    pub chart: ChartKind,
    /// Where the values stand: one place for each value; of a histogram the edges of its bins,
    /// which are one more.
    pub x: Axis,
    /// The values.
    pub series: Vec<Series>,
    /// What the horizontal axis means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x_label: Option<String>,
    /// What the vertical axis means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y_label: Option<String>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Values joined by a line.
    Line,
    /// A bar for each value, those of one place side by side.
    Bar,
    /// A mark for each value.
    Scatter,
    /// Counts in bins.
    Histogram,
    /// Parts of a whole.
    Pie,
}

/// The places of values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Axis {
    /// Numbers.
    Numbers(Vec<f64>),
    /// Names, one after the other; of a line and a scatter chart dates and times, if all of them
    /// are such as ISO 8601 writes them.
    Labels(Vec<String>),
}

/// Values that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// What they are; empty where one series needs no name.
    pub name: String,
    /// The values; `null` where there is none.
    pub values: Vec<Option<f64>>,
}

impl Axis {
    /// How many places there are.
    pub fn len(&self) -> usize {
        match self {
            Axis::Numbers(numbers) => numbers.len(),
            Axis::Labels(labels) => labels.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn cell(&self, place: usize) -> Cell {
        let cell = match self {
            Axis::Numbers(numbers) => numbers.get(place).map(|number| Cell::of(*number)),
            Axis::Labels(labels) => labels.get(place).cloned().map(Cell::Text),
        };
        cell.unwrap_or(Cell::Empty)
    }
}

impl Cell {
    fn of(number: f64) -> Self {
        // A whole number is written as one.
        if number.fract() == 0.0 && number.abs() < 9e15 {
            return Cell::Number(Number::from(number as i64));
        }
        Number::from_f64(number).map_or(Cell::Empty, Cell::Number)
    }
}

impl ChartKind {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            ChartKind::Line => "line chart",
            ChartKind::Bar => "bar chart",
            ChartKind::Scatter => "scatter chart",
            ChartKind::Histogram => "histogram",
            ChartKind::Pie => "pie chart",
        }
    }
}

/// What the columns of a chart's data are called that nobody has named. The default is English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnNames {
    /// What is drawn.
    pub value: &'static str,
    /// What it is drawn for.
    pub name: &'static str,
    /// Where a bar of a histogram begins.
    pub from: &'static str,
    /// Where it ends.
    pub to: &'static str,
    /// How many values are in it.
    pub count: &'static str,
}

impl Default for ColumnNames {
    fn default() -> Self {
        Self {
            value: "value",
            name: "name",
            from: "from",
            to: "to",
            count: "count",
        }
    }
}

impl Chart {
    /// All values.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        let all = self.series.iter().flat_map(|series| &series.values);
        all.filter_map(|value| *value)
    }

    pub(super) fn check(&self) -> Result<(), DisplayError> {
        let kind = self.chart;
        let points = self.series.iter().map(|series| series.values.len()).sum();
        const SAMPLE: &str = "draw fewer, such as every tenth or means of groups";
        const GROUP: &str = "draw fewer, and put the small ones together";
        at_most("a chart", self.series.len(), "series", MAX_SERIES, GROUP)?;
        at_most("a chart", points, "points", MAX_POINTS, SAMPLE)?;
        match kind {
            ChartKind::Pie => {
                at_most("a pie chart", points, "slices", MAX_SLICES, GROUP)?;
            }
            ChartKind::Bar | ChartKind::Histogram => {
                at_most("a chart", self.x.len(), "bars", MAX_BARS, GROUP)?;
            }
            ChartKind::Line | ChartKind::Scatter => {}
        }
        for series in &self.series {
            check_name("name of a series", &series.name)?;
        }
        for label in self.x_label.iter().chain(&self.y_label) {
            check_name("label of an axis", label)?;
        }
        match &self.x {
            Axis::Labels(labels) => labels
                .iter()
                .try_for_each(|label| check_name("label of a value", label))?,
            Axis::Numbers(numbers) => check_numbers(numbers.iter().copied())?,
        }
        check_numbers(self.values())?;
        if self.values().next().is_none() {
            return Err(DisplayError::Unfit("a chart needs a value"));
        }
        let edge = usize::from(kind == ChartKind::Histogram);
        if self
            .series
            .iter()
            .any(|series| series.values.len() + edge != self.x.len())
        {
            return Err(DisplayError::Unfit(
                "each series of a chart needs a value for each place of x",
            ));
        }
        self.check_kind()
    }

    fn check_kind(&self) -> Result<(), DisplayError> {
        let is_single = self.series.len() == 1;
        match self.chart {
            ChartKind::Pie => {
                let sum: f64 = self.values().sum();
                let mut values = self.series.iter().flat_map(|series| &series.values);
                let whole = values.all(|value| value.is_some_and(|it| it >= 0.0)) && sum > 0.0;
                if !is_single || !whole {
                    return Err(DisplayError::Unfit(
                        "a pie chart needs one series of values that are not negative, and not all zero",
                    ));
                }
            }
            ChartKind::Histogram => {
                let rising = match &self.x {
                    Axis::Numbers(edges) => edges.windows(2).all(|pair| pair[0] < pair[1]),
                    Axis::Labels(_) => false,
                };
                if !is_single || !rising {
                    return Err(DisplayError::Unfit(
                        "a histogram needs one series, and edges of its bins that rise",
                    ));
                }
            }
            ChartKind::Line | ChartKind::Bar | ChartKind::Scatter => {}
        }
        Ok(())
    }

    pub(super) fn bytes(&self) -> usize {
        let names = self.series.iter().map(|series| series.name.len());
        let values = self.series.iter().map(|series| 8 * series.values.len());
        let x = match &self.x {
            Axis::Numbers(numbers) => 8 * numbers.len(),
            Axis::Labels(labels) => labels.iter().map(|label| label.len() + 3).sum(),
        };
        x + names.sum::<usize>() + values.sum::<usize>()
    }

    pub(super) fn described(&self) -> String {
        let points = self.series.iter().map(|series| series.values.len()).sum();
        let what = match self.chart {
            ChartKind::Pie => counted(points, "slice"),
            ChartKind::Histogram => counted(points, "bin"),
            ChartKind::Bar => counted(points, "bar"),
            ChartKind::Line | ChartKind::Scatter => counted(points, "point"),
        };
        match self.series.len() {
            1 => format!("a {} of {what}", self.chart.name()),
            several => format!("a {} of {several} series and {what}", self.chart.name()),
        }
    }

    /// Its data as a table, for reading and for spreadsheets. Columns that nobody has named are called so.
    pub fn table(&self, unnamed: ColumnNames) -> Table {
        let label = |label: &Option<String>, instead: &str| {
            label.clone().unwrap_or_else(|| instead.to_string())
        };
        let names: Vec<String> = self
            .series
            .iter()
            .map(|series| match series.name.as_str() {
                "" => label(&self.y_label, unnamed.value),
                name => name.to_string(),
            })
            .collect();
        let value = |series: &Series, place: usize| {
            let value = series.values.get(place).copied().flatten();
            value.map_or(Cell::Empty, Cell::of)
        };
        let count = self.series.first().map_or(0, |it| it.values.len());
        let (columns, rows) = match self.chart {
            ChartKind::Histogram => {
                let columns = [unnamed.from, unnamed.to, unnamed.count].map(String::from);
                let row = |place| {
                    let count = self.series.first().map(|series| value(series, place));
                    vec![
                        self.x.cell(place),
                        self.x.cell(place + 1),
                        count.unwrap_or(Cell::Empty),
                    ]
                };
                (columns.to_vec(), (0..count).map(row).collect())
            }
            ChartKind::Line | ChartKind::Bar | ChartKind::Scatter | ChartKind::Pie => {
                let instead = match self.x {
                    Axis::Numbers(_) => "x",
                    Axis::Labels(_) => unnamed.name,
                };
                let mut columns = vec![label(&self.x_label, instead)];
                columns.extend(names);
                let row = |place| {
                    let x = std::iter::once(self.x.cell(place));
                    x.chain(self.series.iter().map(|series| value(series, place)))
                        .collect()
                };
                (columns, (0..count).map(row).collect())
            }
        };
        Table {
            columns,
            rows,
            of_rows: None,
        }
    }
}

fn check_numbers(mut numbers: impl Iterator<Item = f64>) -> Result<(), DisplayError> {
    match numbers.all(|number| number.abs() <= MAX_MAGNITUDE) {
        true => Ok(()),
        false => Err(DisplayError::Unfit(
            "numbers beyond 1e100 cannot be drawn: scale them",
        )),
    }
}
