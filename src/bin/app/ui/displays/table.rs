//! A table that is sorted by a click on a column's name, and saved as CSV.

use leptos::prelude::*;
use micropython_agent::display::{Cell, Direction, Table};

use super::save::{SaveButton, file_name};
use crate::text::figures::grouped;
use crate::texts;

/// Rows that are shown at first.
const FIRST: usize = 50;
/// Rows that are added at a time.
const MORE: usize = 500;

/// The table, and what can be done with it.
#[component]
pub fn TableView(table: Table, title: String) -> impl IntoView {
    let all = table.rows.len();
    let count = counted(&table);
    let names = table.columns.clone();
    let right: Vec<bool> = (0..names.len()).map(|it| table.is_numeric(it)).collect();
    let sorted = RwSignal::new(None::<(usize, Direction)>);
    let shown = RwSignal::new(FIRST.min(all));
    let file = file_name(&title, "table", "csv");
    let label = match title.as_str() {
        "" => texts::displays::table().to_string(),
        title => title.to_string(),
    };
    let table = StoredValue::new(table);
    let order = Memo::new(move |_| match sorted.get() {
        Some((column, way)) => table.with_value(|table| table.order(column, way)),
        None => (0..all).collect(),
    });
    let rows = move || {
        let order = order.read();
        order.iter().take(shown.get()).copied().collect::<Vec<_>>()
    };
    let aligned = right.clone();
    let cells = move |row: usize| {
        let cells = table.with_value(|table| table.rows.get(row).cloned());
        let cells = cells.unwrap_or_default().into_iter().zip(aligned.clone());
        cells
            .map(|(cell, right)| view! { <td class:right=right>{written(&cell)}</td> })
            .collect_view()
    };
    view! {
        <div class="rows" role="region" tabindex="0" aria-label=label.clone()>
            <table>
                <thead>
                    <tr>
                        {names.into_iter().zip(right).enumerate().map(|(column, (name, right))| view! {
                            <Heading name column right sorted/>
                        }).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    <For each=rows key=|row| *row let:row>
                        <tr>{cells(row)}</tr>
                    </For>
                </tbody>
            </table>
        </div>
        <div class="under">
            <small role="status">{move || match shown.get() {
                shown if shown < all => texts::displays::of_shown(grouped(shown as u64), &count),
                _ => count.clone(),
            }}</small>
            <Show when=move || shown.get() < all>
                <button type="button" data-testid="display-more"
                    on:click=move |_| shown.update(|shown| *shown = (*shown + MORE).min(all))>
                    {texts::displays::show_more()}
                </button>
            </Show>
            <SaveButton label="CSV" what=texts::displays::the_table() name=file
                content=move || table.with_value(Table::csv).into_bytes()/>
        </div>
    }
}

/// The name of a column: sorts by it, the other way round when it is pressed again, and not at all
/// the third time.
#[component]
fn Heading(
    name: String,
    column: usize,
    right: bool,
    sorted: RwSignal<Option<(usize, Direction)>>,
) -> impl IntoView {
    let way = move || {
        let sorted = sorted.get().filter(|(by, _)| *by == column);
        sorted.map(|(_, way)| way)
    };
    let sort = move |_| {
        sorted.set(match way() {
            None => Some((column, Direction::Ascending)),
            Some(Direction::Ascending) => Some((column, Direction::Descending)),
            Some(Direction::Descending) => None,
        });
    };
    view! {
        <th scope="col" class:right=right aria-sort=move || way().map(|way| match way {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        })>
            <button type="button" title=texts::displays::sort() on:click=sort>
                <span>{name}</span>
                <span class="way" aria-hidden="true">{move || match way() {
                    None => "↕",
                    Some(Direction::Ascending) => "↑",
                    Some(Direction::Descending) => "↓",
                }}</span>
            </button>
        </th>
    }
}

fn written(cell: &Cell) -> String {
    cell.text()
}

/// How many rows there are, and of how many.
fn counted(table: &Table) -> String {
    let rows = table.rows.len() as u64;
    match table.all_rows() {
        all if all > rows => texts::displays::first_rows(grouped(rows), grouped(all)),
        all => texts::displays::rows(all),
    }
}
