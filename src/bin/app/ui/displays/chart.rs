//! A chart: drawn for the width that there is, with its data as a table for those who want to read
//! it, and saved as SVG or CSV.

use leptos::{html, prelude::*};
use micropython_agent::display::drawing::{Drawing, Form, INKS, Shape};
use micropython_agent::display::{Chart, Table};

use super::save::{SaveButton, file_name};
use super::table::TableView;
use super::width::on_width;
use crate::texts;

/// How wide a chart is in a file, and before the page is laid out.
const WIDTH: f64 = 720.0;

/// The chart, and what can be done with it.
#[component]
pub fn ChartView(
    chart: Chart,
    title: String,
    /// What it is, in words.
    described: String,
) -> impl IntoView {
    let described = texts::said(&described);
    let place = NodeRef::<html::Div>::new();
    let width = RwSignal::new(WIDTH);
    on_width(place, width);
    let label = match title.as_str() {
        "" => texts::displays::described(&described),
        title => format!("{title}: {described}."),
    };
    let (svg, csv) = (
        file_name(&title, "chart", "svg"),
        file_name(&title, "chart", "csv"),
    );
    let table = chart.table(texts::column_names());
    let written = table.clone();
    let chart = StoredValue::new(chart);
    let drawing = Memo::new(move |_| {
        let width = width.get();
        chart.with_value(|chart| Drawing::of(chart, width))
    });
    let (heading, description) = (title.clone(), described);
    let draw = move || {
        let drawing = chart.with_value(|chart| Drawing::of(chart, WIDTH));
        drawing.svg(&heading, &description).into_bytes()
    };
    let open = RwSignal::new(false);
    view! {
        <div class="chart" node_ref=place>
            {move || {
                let Drawing { width, height, shapes } = drawing.get();
                view! {
                    <svg
                        width=width.to_string()
                        height=height.to_string()
                        viewBox=format!("0 0 {width} {height}")
                        role="img"
                        aria-label=label.clone()
                    >
                        {shapes.into_iter().map(shape).collect_view()}
                    </svg>
                }
            }}
        </div>
        <details class="data" on:toggle=move |_| open.set(true)>
            <summary>{texts::displays::data()}</summary>
            <Show when=move || open.get()>
                <TableView table=table.clone() title=title.clone()/>
            </Show>
        </details>
        <div class="under">
            <SaveButton label="SVG" what=texts::displays::chart() name=svg content=draw/>
            <SaveButton label="CSV" what=texts::displays::chart_data() name=csv
                content=move || Table::csv(&written).into_bytes()/>
        </div>
    }
}

fn shape(shape: Shape) -> AnyView {
    let Shape { ink, form, name } = shape;
    let class = match ink.class() {
        (class, Some(series)) => format!("{class} s{}", series % INKS),
        (class, None) => class.to_string(),
    };
    match form {
        Form::Path(path) => view! {
            <path class=class d=path stroke-dasharray=ink.dashes()>
                {name.map(|name| view! { <title>{name}</title> })}
            </path>
        }
        .into_any(),
        Form::Words {
            text,
            x,
            y,
            anchor,
            slanted,
        } => {
            let turn = slanted.then(|| format!("rotate(-40 {x} {y})"));
            view! {
                <text class=class x=x.to_string() y=y.to_string() text-anchor=anchor.name() transform=turn>
                    {text}
                </text>
            }
            .into_any()
        }
    }
}
