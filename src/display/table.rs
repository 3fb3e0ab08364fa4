//! A table: columns with names, rows of plain cells, and their order by a column.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::csv;
use super::{DisplayError, at_most, check_name, counted};

/// Rows that a table may have.
pub const MAX_ROWS: usize = 5_000;

/// Columns that a table may have.
pub const MAX_COLUMNS: usize = 50;

/// Bytes that all cells may have together.
pub const MAX_BYTES: usize = 1 << 20;

/// Rows and columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What the columns are called.
    pub columns: Vec<String>,
    /// The cells, row by row; each row has one for each column.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows there were, where not all are here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_rows: Option<u64>,
}

/// What is in a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
}

/// Which way to sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The least first.
    Ascending,
    /// The greatest first.
    Descending,
}

impl Table {
    /// Whether it is within the limits and its rows fit its columns.
    ///
    /// # Errors
    /// [`DisplayError`].
    pub(super) fn check(&self) -> Result<(), DisplayError> {
        const LESS: &str = "show a part of it";
        at_most("a table", self.columns.len(), "columns", MAX_COLUMNS, LESS)?;
        at_most("a table", self.rows.len(), "rows", MAX_ROWS, LESS)?;
        at_most("a table", self.bytes(), "bytes", MAX_BYTES, LESS)?;
        if self.columns.is_empty() {
            return Err(DisplayError::Unfit("a table needs a column"));
        }
        for column in &self.columns {
            check_name("name of a column", column)?;
        }
        if self.rows.iter().any(|row| row.len() != self.columns.len()) {
            return Err(DisplayError::Unfit(
                "each row of a table needs a cell for each column",
            ));
        }
        if self.of_rows.is_some_and(|all| all < self.rows.len() as u64) {
            return Err(DisplayError::Unfit(
                "a table has no more rows than there are",
            ));
        }
        Ok(())
    }

    /// How many rows there were in Python.
    pub fn all_rows(&self) -> u64 {
        self.of_rows.unwrap_or(self.rows.len() as u64)
    }

    /// The indexes of the rows in the order of a column. Numbers come before text, texts that are
    /// numbers count as such, and nothing comes last both ways. Equal rows stay in their order.
    pub fn order(&self, column: usize, direction: Direction) -> Vec<usize> {
        let mut keys: Vec<(usize, Key)> = self
            .rows
            .iter()
            .map(|row| Key::of(row.get(column).unwrap_or(&Cell::Empty)))
            .enumerate()
            .collect();
        keys.sort_by(|(_, one), (_, other)| match (one, other) {
            (Key::Nothing, _) | (_, Key::Nothing) => one.cmp(other),
            _ if direction == Direction::Descending => other.cmp(one),
            _ => one.cmp(other),
        });
        keys.into_iter().map(|(index, _)| index).collect()
    }

    /// Whether a column holds numbers alone, and some: they are aligned at their end.
    pub fn is_numeric(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column));
        let mut some = false;
        cells.all(|cell| match cell {
            Cell::Empty => true,
            Cell::Number(_) => {
                some = true;
                true
            }
            Cell::Bool(_) | Cell::Text(_) => false,
        }) && some
    }

    /// Of comma-separated values, or such that a semicolon or a tab separates; of many rows the first
    /// ones. Nothing if the text is none.
    pub fn from_csv(text: &str) -> Option<Self> {
        csv::read(text)
    }

    /// As comma-separated values.
    pub fn csv(&self) -> String {
        csv::written(self)
    }

    pub(super) fn bytes(&self) -> usize {
        let names = self.columns.iter().map(String::len).sum::<usize>();
        let cells = self.rows.iter().flatten();
        names + cells.map(|cell| cell.bytes() + 1).sum::<usize>()
    }

    pub(super) fn described(&self) -> String {
        let rows = counted(self.rows.len(), "row");
        let columns = counted(self.columns.len(), "column");
        match self.of_rows {
            Some(all) => {
                format!("a table of {columns} and the first {rows} of {all}")
            }
            None => format!("a table of {rows} and {columns}"),
        }
    }
}

impl Cell {
    /// As it is shown.
    pub fn text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Bool(true) => "True".into(),
            Cell::Bool(false) => "False".into(),
            Cell::Number(number) => number.to_string(),
            Cell::Text(text) => text.clone(),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Cell::Empty => 0,
            Cell::Bool(_) | Cell::Number(_) => 8,
            Cell::Text(text) => text.len(),
        }
    }
}

/// What cells are compared by.
#[derive(PartialEq)]
enum Key {
    Number(f64),
    Text(String),
    Nothing,
}

impl Key {
    fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Empty => Key::Nothing,
            Cell::Bool(value) => Key::Number(f64::from(u8::from(*value))),
            Cell::Number(number) => Key::Number(number.as_f64().unwrap_or_default()),
            Cell::Text(text) => match text.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => Key::Number(number),
                _ => Key::Text(text.to_lowercase()),
            },
        }
    }

    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Key::Number(one), Key::Number(other)) => one.total_cmp(other),
            (Key::Text(one), Key::Text(other)) => one.cmp(other),
            (Key::Nothing, Key::Nothing) => Ordering::Equal,
            (Key::Number(_), _) | (_, Key::Nothing) => Ordering::Less,
            (_, Key::Number(_)) | (Key::Nothing, _) => Ordering::Greater,
        }
    }
}
