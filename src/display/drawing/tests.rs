//! Charts at any width: places, marks, words, files.

#![allow(clippy::unwrap_used)]

use serde_json::{Value, from_value, json};

use super::scale::{Scale, Ticks};
use super::*;
use crate::display::{Content, Display};

fn chart(chart: Value) -> Chart {
    let content: Content = from_value(json!({"kind": "chart", "chart": chart})).unwrap();
    let display = Display::new(None, content).unwrap();
    match display.content() {
        Content::Chart { chart } => chart.clone(),
        other => panic!("{other:?}"),
    }
}

fn single(kind: &str, x: Value, values: Value) -> Chart {
    chart(json!({"chart": kind, "x": x, "series": [{"name": "", "values": values}]}))
}

fn words(drawing: &Drawing) -> Vec<&str> {
    let forms = drawing.shapes.iter().map(|shape| &shape.form);
    forms
        .filter_map(|form| match form {
            Form::Words { text, .. } => Some(text.as_str()),
            Form::Path(_) => None,
        })
        .collect()
}

fn paths(drawing: &Drawing, ink: Ink) -> Vec<&str> {
    let shapes = drawing.shapes.iter().filter(|shape| shape.ink == ink);
    shapes
        .filter_map(|shape| match &shape.form {
            Form::Path(path) => Some(path.as_str()),
            Form::Words { .. } => None,
        })
        .collect()
}

#[test]
fn marks_are_round_values_around_or_within() {
    let around = |from, until| Ticks::around(from, until, 5).values;
    assert_eq!(around(0.0, 9.3), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
    assert_eq!(around(-3.0, 4.0), [-4.0, -2.0, 0.0, 2.0, 4.0]);
    assert_eq!(around(7.0, 7.0), [2.0, 4.0, 6.0, 8.0, 10.0, 12.0]);
    assert_eq!(
        around(0.0, 0.0),
        [0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]
    );
    assert_eq!(Ticks::within(0.3, 4.1, 5).values, [1.0, 2.0, 3.0, 4.0]);
    // What cannot be told apart is one value, and one that is far too fine no endless loop.
    assert!(around(1e15, 1e15 + 0.1).len() < 12);
    assert!(around(-1e100, 1e100).len() < 12);
}

#[test]
fn a_scale_leads_from_values_to_places() {
    let scale = Scale::new((10.0, 20.0), (100.0, 0.0));
    assert_eq!(
        [10.0, 15.0, 20.0].map(|value| scale.place(value)),
        [100.0, 50.0, 0.0]
    );
    assert_eq!(Scale::new((1.0, 1.0), (0.0, 10.0)).place(1.0), 5.0);
}

#[test]
fn numbers_are_as_short_as_tells_them_apart() {
    let ticks = [
        (0.0, 0.5, "0.0"),
        (0.25, 0.05, "0.25"),
        (1500.0, 500.0, "1500"),
        (25_000.0, 5_000.0, "25,000"),
        (2_500_000.0, 500_000.0, "2.5M"),
        (-3e9, 1e9, "−3B"),
        (2e-6, 1e-6, "2e-6"),
        (3e18, 1e18, "3e18"),
    ];
    for (value, step, text) in ticks {
        assert_eq!(figures::tick(value, step), text);
    }
    let values = [
        (0.1 + 0.2, "0.3"),
        (1234567.891, "1,234,568"),
        (-0.5, "−0.5"),
        (12.0, "12"),
        (0.0, "0"),
        (1e-9, "1e-9"),
    ];
    for (value, text) in values {
        assert_eq!(figures::value(value), text);
    }
}

#[test]
fn dates_are_read_and_marked_by_the_calendar() {
    let seconds = time::seconds;
    assert_eq!(seconds("1970-01-01"), Some(0.0));
    assert_eq!(seconds("2024-02-29T12:30:01.5Z"), Some(1_709_209_801.5));
    assert_eq!(seconds("1969-12-31 23:59"), Some(-60.0));
    for no in [
        "2023-02-29",
        "2024-13-01",
        "24-01-01",
        "2024-1-1",
        "2024-01-01T25:00",
        "May",
        "",
    ] {
        assert_eq!(seconds(no), None, "{no}");
    }
    let marks = |from: &str, until: &str| -> Vec<String> {
        let (from, until) = (seconds(from).unwrap(), seconds(until).unwrap());
        let marks = time::ticks(from, until, 5).into_iter();
        marks.map(|(_, words)| words).collect()
    };
    assert_eq!(
        marks("2024-02-27", "2024-03-02"),
        ["27 Feb 2024", "28 Feb", "29 Feb", "1 Mar", "2 Mar"]
    );
    assert_eq!(
        marks("2023-11-15", "2024-03-02"),
        ["Dec 2023", "Jan 2024", "Feb 2024", "Mar 2024"]
    );
    assert_eq!(
        marks("2019-06-01", "2024-03-02"),
        ["2020", "2021", "2022", "2023", "2024"]
    );
    assert_eq!(
        marks("2024-02-28T20:00", "2024-02-29T10:00"),
        ["21:00", "29 Feb", "03:00", "06:00", "09:00"]
    );
}

#[test]
fn a_line_is_broken_where_there_is_no_value() {
    let drawing = Drawing::of(
        &single("line", json!([0, 1, 2, 3]), json!([0, 10, null, 5])),
        640.0,
    );
    let lines = paths(&drawing, Ink::Line(0));
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].matches('M').count(), 2);
    assert_eq!(lines[0].matches('L').count(), 1);
    let names: Vec<&str> = drawing
        .shapes
        .iter()
        .filter_map(|it| it.name.as_deref())
        .collect();
    assert_eq!(names, ["0: 0", "1: 10", "3: 5"]);
    assert_eq!(words(&drawing)[..6], ["0", "2", "4", "6", "8", "10"]);
}

#[test]
fn bars_stand_on_zero_and_go_down_below_it() {
    let drawing = Drawing::of(&single("bar", json!(["a", "b"]), json!([4, -2])), 640.0);
    let bars = paths(&drawing, Ink::Area(0));
    // "M" x y "h" width "v" height.
    let places: Vec<(f64, f64)> = bars
        .iter()
        .map(|path| {
            let start = path.split_once('h').unwrap().0;
            let y = start.split_once(' ').unwrap().1.parse().unwrap();
            let height = path.split_once('v').unwrap().1.split_once('h').unwrap().0;
            (y, height.parse().unwrap())
        })
        .collect();
    let [(above, up), (below, down)] = places[..] else {
        panic!("{places:?}")
    };
    assert!((above + up - below).abs() < 0.2, "{places:?}");
    assert!((up - 2.0 * down).abs() < 0.3, "{places:?}");
    assert!(words(&drawing).ends_with(&["a", "b"]));
}

#[test]
fn series_are_named_and_differ_by_more_than_colour() {
    let chart = |kind: &str| {
        chart(
            json!({"chart": kind, "x": [1, 2], "x_label": "day", "y_label": "°C", "series": [
            {"name": "Paris", "values": [1, 2]}, {"name": "Rome", "values": [3, 4]}]}),
        )
    };
    let drawing = Drawing::of(&chart("line"), 390.0);
    let said = words(&drawing);
    assert_eq!(said[..3], ["Paris", "Rome", "°C"]);
    assert_eq!(said.last(), Some(&"day"));
    assert_ne!(Ink::Line(0).dashes(), Ink::Line(1).dashes());
    let drawing = Drawing::of(&chart("scatter"), 390.0);
    let form = |series| {
        let mark = paths(&drawing, Ink::Mark(series))[0];
        mark.trim_start_matches(|it: char| "M .".contains(it) || it.is_ascii_digit())
            .to_string()
    };
    assert_ne!(form(0), form(1));
}

#[test]
fn slices_are_parts_of_the_whole() {
    let drawing = Drawing::of(
        &single("pie", json!(["a", "b", "c"]), json!([3, 1, 0])),
        640.0,
    );
    let names: Vec<&str> = drawing
        .shapes
        .iter()
        .filter_map(|it| it.name.as_deref())
        .collect();
    assert_eq!(names, ["a: 3 (75 %)", "b: 1 (25 %)"]);
    let listed = ["a: 3 (75 %)", "b: 1 (25 %)", "c: 0 (0 %)"];
    assert!(listed.iter().all(|it| words(&drawing).contains(it)));
    // One that is all is a circle.
    let drawing = Drawing::of(&single("pie", json!(["a"]), json!([3])), 320.0);
    assert_eq!(paths(&drawing, Ink::Area(0))[0].matches('A').count(), 2);
}

#[test]
fn every_chart_stays_within_its_drawing_at_any_width() {
    let long = "A name that is much longer than there is room for, and goes on";
    let labels: Vec<String> = (0..40).map(|at| format!("{long} {at}")).collect();
    let values: Vec<f64> = (0..40).map(|at| f64::from(at * at) - 300.0).collect();
    let absolute: Vec<f64> = values.iter().map(|value| value.abs()).collect();
    let numbers: Vec<f64> = (0..40).map(f64::from).collect();
    let edges: Vec<f64> = (0..41).map(f64::from).collect();
    let charts = [
        single("line", json!(labels), json!(values)),
        single("bar", json!(labels), json!(values)),
        single("scatter", json!(numbers), json!(values)),
        single("histogram", json!(edges), json!(absolute)),
        single("pie", json!(labels[..24]), json!(absolute[..24])),
    ];
    for (chart, width) in charts
        .iter()
        .flat_map(|chart| [(chart, 0.0), (chart, 390.0), (chart, 1280.0)])
    {
        let drawing = Drawing::of(chart, width);
        for shape in &drawing.shapes {
            let Form::Words {
                text,
                x,
                y,
                anchor,
                slanted,
            } = &shape.form
            else {
                continue;
            };
            let wide = width_of(text) * if *slanted { 0.766 } else { 1.0 };
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - wide / 2.0,
                Anchor::End => x - wide,
            };
            let kind = chart.chart;
            assert!(
                left >= -4.5 && left + wide <= drawing.width + 4.0,
                "{kind:?} {width}: {text:?} {left} {wide}"
            );
            assert!(
                *y > 0.0 && *y <= drawing.height,
                "{kind:?} {width}: {text:?}"
            );
        }
    }
}

#[test]
fn a_file_of_it_is_whole_and_its_words_mean_themselves() {
    let drawing = Drawing::of(
        &single(
            "bar",
            json!(["</text><script>alert(1)</script>"]),
            json!([1]),
        ),
        640.0,
    );
    let svg = drawing.svg("A \"title\" & <b>", "What it shows");
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(
        svg.contains(
            "<title>A &quot;title&quot; &amp; &lt;b&gt;</title><desc>What it shows</desc>"
        )
    );
    assert!(!svg.contains("<script"), "{svg}");
    assert!(!svg.contains("href") && !svg.contains("url("), "{svg}");
    assert_eq!(svg.matches('<').count(), svg.matches('>').count());
}

#[test]
fn many_points_are_few_elements() {
    let numbers: Vec<f64> = (0..10_000).map(f64::from).collect();
    let drawing = Drawing::of(&single("scatter", json!(numbers), json!(numbers)), 640.0);
    assert_eq!(paths(&drawing, Ink::Mark(0)).len(), 1);
    assert!(drawing.shapes.len() < 60);
}
