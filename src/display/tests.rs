//! What is read, refused, sorted and saved.

#![allow(clippy::unwrap_used)]

use serde_json::{from_value, json};

use super::*;

fn read(content: Value) -> Result<Display, String> {
    from_value(json!({ "content": content })).map_err(|error| error.to_string())
}

fn table(rows: Value) -> Value {
    json!({"kind": "table", "table": {"columns": ["name", "n"], "rows": rows}})
}

fn chart(kind: &str, x: Value, values: Value) -> Value {
    let series = json!([{"name": "", "values": values}]);
    json!({"kind": "chart", "chart": {"chart": kind, "x": x, "series": series}})
}

#[test]
fn all_kinds_are_read_written_and_described() {
    let png = Image::new(b"\x89PNG\r\n\x1a\n123", Some("A dot".into()));
    let cases = [
        (
            json!({"kind": "text", "text": "a"}),
            "a text of 1 character",
        ),
        (
            json!({"kind": "markdown", "text": "**é**"}),
            "Markdown of 5 characters",
        ),
        (
            table(json!([["a", 1], [null, true]])),
            "a table of 2 rows and 2 columns",
        ),
        (
            json!({"kind": "json", "value": {"a": [1]}}),
            "a tree of data",
        ),
        (
            json!({"kind": "image", "image": png}),
            "a PNG picture of 11 bytes",
        ),
        (
            chart("line", json!([1, 2]), json!([3, null])),
            "a line chart of 2 points",
        ),
        (
            chart("bar", json!(["a", "b"]), json!([3, 4])),
            "a bar chart of 2 bars",
        ),
        (
            chart("histogram", json!([0, 1, 2]), json!([3, 4])),
            "a histogram of 2 bins",
        ),
        (
            chart("pie", json!(["a"]), json!([3])),
            "a pie chart of 1 slice",
        ),
    ];
    for (content, described) in cases {
        let display = read(content).unwrap();
        assert_eq!(display.described(), described);
        let written = serde_json::to_value(&display).unwrap();
        assert_eq!(from_value::<Display>(written).unwrap(), display);
    }
}

#[test]
fn what_does_not_fit_or_is_too_much_is_refused() {
    let many = |count: usize| json!(vec![0; count]);
    let long = "a".repeat(MAX_TEXT_BYTES + 1);
    let mut deep = json!(1);
    for _ in 0..=MAX_DEPTH {
        deep = json!([deep]);
    }
    let rows: Vec<Value> = (0..=table::MAX_ROWS).map(|at| json!(["a", at])).collect();
    let wide = json!({"kind": "table", "table": {"columns": vec!["a"; 51], "rows": []}});
    let more = json!({"kind": "table", "table": {"columns": ["a"], "rows": [[1]], "of_rows": 0}});
    let large = Image::new(&vec![0; image::MAX_BYTES + 1], None);
    let html = Image::new(b"<html><svg></svg></html>", None);
    let cases = [
        (
            json!({"kind": "text", "text": long}),
            "a text of 200001 bytes is too much, at most 200000 can be shown: show less, or make an artifact of it",
        ),
        (
            json!({"kind": "json", "value": deep}),
            "the data is nested too deeply",
        ),
        (
            table(json!(rows)),
            "a table of 5001 rows is too much, at most 5000 can be shown: show a part of it",
        ),
        (
            wide,
            "a table of 51 columns is too much, at most 50 can be shown: show a part of it",
        ),
        (more, "a table has no more rows than there are"),
        (
            table(json!([["a"]])),
            "each row of a table needs a cell for each column",
        ),
        (
            json!({"kind": "table", "table": {"columns": ["a\nb"], "rows": []}}),
            "the name of a column must be one line of up to 200 characters",
        ),
        (
            json!({"kind": "image", "image": large}),
            "a picture of 2097153 bytes is too much, at most 2097152 can be shown: make it smaller",
        ),
        (
            json!({"kind": "image", "image": html}),
            "these bytes are no picture: PNG, JPEG, GIF, WebP and SVG can be shown",
        ),
        (
            chart("scatter", many(10_001), many(10_001)),
            "a chart of 10001 points is too much, at most 10000 can be shown: draw fewer, such as every tenth or means of groups",
        ),
        (
            chart("bar", many(501), many(501)),
            "a chart of 501 bars is too much, at most 500 can be shown: draw fewer, and put the small ones together",
        ),
        (
            chart("line", json!([1]), json!([1, 2])),
            "each series of a chart needs a value for each place of x",
        ),
        (
            chart("line", json!([1]), json!([1e101])),
            "numbers beyond 1e100 cannot be drawn: scale them",
        ),
        (
            chart("line", json!([1]), json!([null])),
            "a chart needs a value",
        ),
        (
            chart("histogram", json!([0, 0]), json!([1])),
            "a histogram needs one series, and edges of its bins that rise",
        ),
        (
            chart("pie", json!(["a", "b"]), json!([2, -1])),
            "a pie chart needs one series of values that are not negative, and not all zero",
        ),
    ];
    for (content, reason) in cases {
        assert_eq!(read(content).unwrap_err(), reason);
    }
    assert!(read(json!({"kind": "html", "text": "<b>"})).is_err());
    let title = from_value::<Display>(json!({
        "title": "a\u{7}", "content": {"kind": "text", "text": ""}
    }));
    assert_eq!(
        title.unwrap_err().to_string(),
        "the title must be one line of up to 200 characters"
    );
}

#[test]
fn a_step_shows_so_much_and_no_more() {
    let content = Content::Text { text: "a".into() };
    let display = Display::new(None, content).unwrap();
    let mut shown = Shown::default();
    for _ in 0..MAX_PER_RUN {
        shown.add(&display).unwrap();
    }
    assert_eq!(
        shown.add(&display).unwrap_err().to_string(),
        "a step of 51 displays is too much, at most 50 can be shown: show less at once"
    );
    let text = "a".repeat(MAX_TEXT_BYTES);
    let display = Display::new(None, Content::Text { text }).unwrap();
    let mut shown = Shown::default();
    let fit = (0..MAX_PER_RUN).take_while(|_| shown.add(&display).is_ok());
    assert_eq!(fit.count(), MAX_RUN_BYTES / MAX_TEXT_BYTES);
}

fn mixed() -> Table {
    let rows = json!([
        ["b", 10],
        ["A", "9.5"],
        [null, null],
        ["10", true],
        ["c", "x"],
        ["a", 10]
    ]);
    from_value(json!({"columns": ["name", "n"], "rows": rows})).unwrap()
}

#[test]
fn rows_are_sorted_by_a_column_and_nothing_comes_last() {
    let table = mixed();
    use Direction::{Ascending, Descending};
    assert_eq!(table.order(0, Ascending), [3, 1, 5, 0, 4, 2]);
    assert_eq!(table.order(0, Descending), [4, 0, 1, 5, 3, 2]);
    assert_eq!(table.order(1, Ascending), [3, 1, 0, 5, 4, 2]);
    assert_eq!(table.order(1, Descending), [4, 0, 5, 1, 3, 2]);
}

#[test]
fn a_column_of_numbers_is_known() {
    let read =
        |rows: Value| -> Table { from_value(json!({"columns": ["n"], "rows": rows})).unwrap() };
    assert!(read(json!([[1], [null], [2.5]])).is_numeric(0));
    assert!(!read(json!([[1], ["2"]])).is_numeric(0));
    assert!(!read(json!([[null]])).is_numeric(0));
}

#[test]
fn a_table_as_csv_is_data_in_a_spreadsheet_too() {
    let rows = json!([["=1+2", -1], ["a\"b,\nc", null], ["-2", "@x"], ["é", false]]);
    let table: Table = from_value(json!({"columns": ["a", "=b"], "rows": rows})).unwrap();
    let expected = "a,'=b\r\n'=1+2,-1\r\n\"a\"\"b,\nc\",\r\n-2,'@x\r\né,False\r\n";
    assert_eq!(table.csv(), expected);
}

#[test]
fn a_chart_has_its_data_as_a_table() {
    let read = |chart: Value| -> Chart { from_value(chart).unwrap() };
    let line = read(
        json!({"chart": "line", "x": ["a", "b"], "x_label": "day", "series": [
        {"name": "one", "values": [1, 2.5]}, {"name": "two", "values": [null, 4]}]}),
    );
    assert_eq!(
        line.table(ColumnNames::default()).csv(),
        "day,one,two\r\na,1,\r\nb,2.5,4\r\n"
    );
    let bins = read(json!({"chart": "histogram", "x": [0, 0.5, 1],
        "series": [{"name": "", "values": [3, 4]}]}));
    let counts = ColumnNames {
        count: "Anzahl",
        ..ColumnNames::default()
    };
    assert!(bins.table(counts).csv().starts_with("from,to,Anzahl\r\n"));
    assert_eq!(
        bins.table(ColumnNames::default()).csv(),
        "from,to,count\r\n0,0.5,3\r\n0.5,1,4\r\n"
    );
}

#[test]
fn pictures_are_known_by_their_first_bytes() {
    let cases: [(&[u8], Option<MediaType>); 9] = [
        (b"\x89PNG\r\n\x1a\n", Some(MediaType::Png)),
        (b"\xff\xd8\xff\xe0", Some(MediaType::Jpeg)),
        (b"GIF89a", Some(MediaType::Gif)),
        (b"RIFF1234WEBPVP8 ", Some(MediaType::WebP)),
        (
            b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- a --><!DOCTYPE svg><svg xmlns=\"\"/>",
            Some(MediaType::Svg),
        ),
        (b"<svg>", Some(MediaType::Svg)),
        (b"<svgs>", None),
        (b"<html><svg>", None),
        (b"\x89PNG", None),
    ];
    for (bytes, kind) in cases {
        assert_eq!(MediaType::of(bytes), kind);
    }
}

#[test]
fn comma_separated_values_are_read_as_a_table() {
    let rows = |text: &str| {
        let table = Table::from_csv(text)?;
        Some((table.columns.join("|"), json!(table.rows), table.of_rows))
    };
    let some = |columns: &str, rows: Value| Some((columns.to_string(), rows, None));
    assert_eq!(
        rows("city,sold\r\nOslo,3\r\n\r\nBergen,007\r\n"),
        some("city|sold", json!([["Oslo", 3], ["Bergen", "007"]]))
    );
    assert_eq!(
        rows("a;b\n\"x;\"\"y\"\"\nz\";1,5\n;\n1.50"),
        some(
            "a|b",
            json!([["x;\"y\"\nz", "1,5"], [null, null], ["1.50", null]])
        )
    );
    assert_eq!(rows("a\tb\n1\t-2.5"), some("a|b", json!([[1, -2.5]])));
    assert_eq!(rows("a\n\"1\"\n"), some("a", json!([["1"]])));
    for none in ["", "\n\n", "a,b\n1,2,3", "a\n\"b"] {
        assert_eq!(rows(none), None, "{none:?}");
    }

    let long = format!("n\n{}", "1\n".repeat(20_000));
    let table = Table::from_csv(&long).unwrap();
    assert_eq!((table.rows.len(), table.of_rows), (5_000, Some(20_000)));
    let wide = format!("n\n{}", format!("{}\n", "é".repeat(1_000)).repeat(2_000));
    let table = Table::from_csv(&wide).unwrap();
    assert!((100..2_000).contains(&table.rows.len()));
    Display::new(None, Content::Table { table }).unwrap();
}
