//! Tables as comma-separated values (RFC 4180, <https://www.rfc-editor.org/rfc/rfc4180>).

use serde_json::Number;

use super::table::{Cell, MAX_BYTES, MAX_ROWS, Table};

/// What a spreadsheet takes a text for a formula by.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The names of the columns, then the rows.
pub(super) fn written(table: &Table) -> String {
    let mut text = String::new();
    line(&mut text, table.columns.iter().map(|name| field(name)));
    for row in &table.rows {
        line(&mut text, row.iter().map(cell));
    }
    text
}

fn line(text: &mut String, fields: impl Iterator<Item = String>) {
    let fields: Vec<String> = fields.collect();
    text.push_str(&fields.join(","));
    text.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => field(text),
        Cell::Empty | Cell::Bool(_) | Cell::Number(_) => cell.text(),
    }
}

/// A text that a spreadsheet would take for a formula is marked as text: it may come from a page.
fn field(text: &str) -> String {
    let is_formula = text.starts_with(FORMULA) && text.parse::<f64>().is_err();
    let mark = if is_formula { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{mark}{text}")
    }
}

/// What may stand between fields.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// A field as it stands in the text.
#[derive(Default)]
struct Field {
    text: String,
    is_quoted: bool,
}

/// The table that a text is, its first record naming the columns, as far as it can be shown. Nothing if
/// it is none: a quote that does not end, or a record with more fields than there are columns.
pub(super) fn read(text: &str) -> Option<Table> {
    let mut records = Records::of(text);
    let columns: Vec<String> = records.next()??.into_iter().map(|it| it.text).collect();
    let mut rows = Vec::new();
    let (mut count, mut bytes) = (0_u64, 0);
    for record in records {
        let record = record?;
        if record.len() > columns.len() {
            return None;
        }
        count += 1;
        bytes += record
            .iter()
            .map(|it| it.text.len().max(8) + 1)
            .sum::<usize>();
        if rows.len() < MAX_ROWS && bytes < MAX_BYTES / 2 {
            let mut row: Vec<Cell> = record.into_iter().map(value).collect();
            row.resize(columns.len(), Cell::Empty);
            rows.push(row);
        }
    }
    let of_rows = (count > rows.len() as u64).then_some(count);
    Some(Table {
        columns,
        rows,
        of_rows,
    })
}

/// A number only where it is written as it would be shown.
fn value(Field { text, is_quoted }: Field) -> Cell {
    match text.parse::<Number>() {
        Ok(number) if !is_quoted && number.to_string() == text => Cell::Number(number),
        _ if text.is_empty() => Cell::Empty,
        _ => Cell::Text(text),
    }
}

/// The records of a text, without blank lines; nothing in place of one that does not end.
struct Records<'a> {
    rest: &'a str,
    delimiter: char,
}

impl<'a> Records<'a> {
    fn of(text: &'a str) -> Self {
        let first = text.lines().next().unwrap_or_default();
        let count = |delimiter: &char| first.matches(*delimiter).count();
        // Of as many, the first one.
        let most = DELIMITERS.into_iter().rev().max_by_key(count);
        Self {
            rest: text,
            delimiter: most.unwrap_or(','),
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Option<Vec<Field>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rest = self.rest.trim_start_matches(['\r', '\n']);
        if self.rest.is_empty() {
            return None;
        }
        let mut fields = vec![Field::default()];
        let mut is_open = false;
        let mut characters = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let (Some((at, character)), Some(field)) = (characters.next(), fields.last_mut()) {
            match character {
                '"' if is_open && characters.next_if(|(_, next)| *next == '"').is_some() => {
                    field.text.push('"');
                }
                '"' if is_open => is_open = false,
                '"' if field.text.is_empty() && !field.is_quoted => {
                    (is_open, field.is_quoted) = (true, true);
                }
                '\n' if !is_open => {
                    end = at;
                    break;
                }
                '\r' if !is_open => {}
                other if other == self.delimiter && !is_open => fields.push(Field::default()),
                other => field.text.push(other),
            }
        }
        self.rest = &self.rest[end..];
        Some((!is_open).then_some(fields))
    }
}
