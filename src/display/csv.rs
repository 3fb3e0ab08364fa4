//! Tables as comma-separated values (RFC 4180, <https://www.rfc-editor.org/rfc/rfc4180>).

use super::table::{Cell, Table};

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
