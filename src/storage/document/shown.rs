//! What Python has shown, in a document: tables and texts as such, charts and pictures in HTML as
//! pictures that are part of the page. In Markdown, which has none of its own, stand a chart's data.

use super::html::{element, escaped, write_markdown};
use super::markdown::{block, contained, fenced, plain};
use super::{Words, cut};
use crate::display::drawing::Drawing;
use crate::display::{Content, Display, Image, MediaType, Table};

/// Rows of a table that are written.
const MAX_ROWS: usize = 500;

/// How wide a chart is, in CSS pixels.
const CHART_WIDTH: f64 = 720.0;

/// As a figure.
pub fn write_html(page: &mut String, display: &Display, words: &Words) {
    page.push_str("<figure>\n");
    if let Some(title) = display.title() {
        element(page, "figcaption", "", title);
    }
    match display.content() {
        Content::Text { text } => element(page, "pre", "output", &cut(text, words)),
        Content::Markdown { text } => write_markdown(page, text),
        Content::Json { value } => {
            element(page, "pre", "output", &cut(&format!("{value:#}"), words))
        }
        Content::Table { table } => html_table(page, table, words),
        Content::Image { image } => {
            let described = (words.said)(&display.described());
            picture(page, image, image.alternative().unwrap_or(&described));
        }
        Content::Chart { chart } => {
            let described = (words.said)(&display.described());
            let drawing = Drawing::of(chart, CHART_WIDTH);
            let svg = drawing.svg(display.title().unwrap_or_default(), &described);
            picture(page, &Image::new(svg.as_bytes(), None), &described);
            page.push_str("<details>\n");
            element(page, "summary", "", words.data);
            html_table(page, &chart.table(words.columns), words);
            page.push_str("</details>\n");
        }
    }
    page.push_str("</figure>\n");
}

/// A picture that runs and fetches nothing, as browsers have it for all that is in `img`.
fn picture(page: &mut String, image: &Image, described: &str) {
    let media_type = image.media_type().map_or("image/png", MediaType::mime);
    page.push_str(&format!(
        "<img src=\"data:{media_type};base64,{}\" alt=\"{}\">\n",
        image.encoded(),
        escaped(described)
    ));
}

fn html_table(page: &mut String, table: &Table, words: &Words) {
    let class = |column| match table.is_numeric(column) {
        true => "number",
        false => "",
    };
    page.push_str("<div class=\"rows\">\n<table>\n<tr>\n");
    for (column, name) in table.columns.iter().enumerate() {
        element(page, "th", class(column), name);
    }
    page.push_str("</tr>\n");
    for row in table.rows.iter().take(MAX_ROWS) {
        page.push_str("<tr>\n");
        for (column, cell) in row.iter().enumerate() {
            element(page, "td", class(column), &cell.text());
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n</div>\n");
    if let Some(more) = left_out(table, words) {
        element(page, "p", "aside", &more);
    }
}

/// As blocks of Markdown.
pub fn write_text(text: &mut String, display: &Display, words: &Words) {
    if let Some(title) = display.title() {
        block(text, &format!("**{}**", plain(title)));
    }
    match display.content() {
        Content::Text { text: shown } => block(text, &fenced("", &cut(shown, words))),
        Content::Markdown { text: shown } => block(text, &contained(shown)),
        Content::Json { value } => block(text, &fenced("json", &cut(&format!("{value:#}"), words))),
        Content::Table { table } => text_table(text, table, words),
        Content::Image { image } => {
            let described = (words.said)(&display.described());
            let described = image.alternative().unwrap_or(&described);
            block(text, &format!("*{}*", plain(&(words.picture)(described))));
        }
        Content::Chart { chart } => {
            let described = (words.said)(&display.described());
            block(text, &format!("*{}*", plain(&(words.chart)(&described))));
            text_table(text, &chart.table(words.columns), words);
        }
    }
}

fn text_table(text: &mut String, table: &Table, words: &Words) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let names = table.columns.iter().map(|name| plain(name)).collect();
    let rule = (0..table.columns.len()).map(|column| match table.is_numeric(column) {
        true => "--:".to_string(),
        false => "---".to_string(),
    });
    let mut rows = line(names) + &line(rule.collect());
    for row in table.rows.iter().take(MAX_ROWS) {
        rows += &line(row.iter().map(|cell| plain(&cell.text())).collect());
    }
    block(text, &rows);
    if let Some(more) = left_out(table, words) {
        block(text, &format!("*{more}*"));
    }
}

/// What is said of the rows that are not written.
fn left_out(table: &Table, words: &Words) -> Option<String> {
    let written = table.rows.len().min(MAX_ROWS) as u64;
    let more = table.all_rows().saturating_sub(written);
    (more > 0).then(|| format!("… {}", (words.more_rows)(more)))
}
