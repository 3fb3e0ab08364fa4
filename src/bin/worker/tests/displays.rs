//! `display` and `plot`: what they take, what they make of it, and what they refuse.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, page};

/// What the code has shown, without what it is put in.
async fn shown(page: &mut Page, source: &str) -> Vec<Value> {
    let end = page.value(source).await;
    assert_eq!(end, "no value", "{source}");
    let displays = page.displays.clone().into_iter();
    displays.map(|display| display["content"].clone()).collect()
}

async fn one(page: &mut Page, source: &str) -> Value {
    let shown = shown(page, source).await;
    assert_eq!(shown.len(), 1, "{source}");
    shown[0].clone()
}

fn table(columns: Value, rows: Value) -> Value {
    json!({"kind": "table", "table": {"columns": columns, "rows": rows}})
}

#[wasm_bindgen_test]
async fn values_are_shown_as_what_they_are() {
    let mut page = page().await;
    let text = |text: &str| json!({"kind": "text", "text": text});
    let markdown = |text: &str| json!({"kind": "markdown", "text": text});
    let tree = |value: Value| json!({"kind": "json", "value": value});
    let image = |base64: &str| json!({"kind": "image", "image": {"base64": base64}});
    let cases = [
        ("display('**a**')", markdown("**a**")),
        ("display(42)", text("42")),
        ("display(None)", text("None")),
        (
            "display({'a': [1, 2.5, None, True], 'b': {2**80, }})",
            tree(json!({"a": [1, 2.5, null, true], "b": ["1208925819614629174706176"]})),
        ),
        ("display([])", tree(json!([]))),
        ("display([1, float('nan')])", tree(json!([1, "nan"]))),
        (
            "display([{'a': 1}, {'b': 'x', 'a': None}])",
            table(json!(["a", "b"]), json!([[1, null], [null, "x"]])),
        ),
        (
            "display([[1, 'x'], [2, 'y']], columns=['n', 'name'])",
            table(json!(["n", "name"]), json!([[1, "x"], [2, "y"]])),
        ),
        (
            "display([{'a': 1, 'b': 2}], columns=['b'])",
            table(json!(["b"]), json!([[2]])),
        ),
        (
            "from decimal import Decimal\nfrom datetime import date\ndisplay([{'a': Decimal('1.50'), 'b': date(2024, 2, 29), 'c': [1, {'x': 2}]}])",
            table(
                json!(["a", "b", "c"]),
                json!([["1.50", "2024-02-29", "[1, {\"x\": 2}]"]]),
            ),
        ),
        (
            "from dataclasses import dataclass\n@dataclass\nclass City:\n    name: str\n    size: int\ndisplay([City('Paris', 2)])",
            table(json!(["name", "size"]), json!([["Paris", 2]])),
        ),
        (
            "display(City('Rome', 3))",
            tree(json!({"name": "Rome", "size": 3})),
        ),
        (
            "from collections import namedtuple\nPoint = namedtuple('Point', 'x y')\ndisplay([Point(1, 2), Point(3, 4)])",
            table(json!(["x", "y"]), json!([[1, 2], [3, 4]])),
        ),
        (
            "display([{'a\\nb': 1}])",
            table(json!(["a b"]), json!([[1]])),
        ),
        ("display(b'\\x89PNG\\r\\n\\x1a\\n')", image("iVBORw0KGgo=")),
        ("display(bytearray(b'GIF89a'))", image("R0lGODlh")),
        (
            "display(' <svg xmlns=\"x\"/>')",
            image("IDxzdmcgeG1sbnM9IngiLz4="),
        ),
        ("display('<svgs>')", markdown("<svgs>")),
    ];
    for (source, content) in cases {
        assert_eq!(one(&mut page, source).await, content, "{source}");
    }
    let both = shown(&mut page, "display('a', 1, title='Two \\n things')").await;
    assert_eq!(both, [markdown("a"), text("1")]);
    assert_eq!(page.displays[1]["title"], "Two things");
    // A name of one's own comes before it.
    assert_eq!(
        page.value("def display(x): return x\ndisplay(3)").await,
        "3"
    );
    assert_eq!(
        page.value("del display\ndisplay").await.split(' ').next(),
        Some("<built-in")
    );
}

#[wasm_bindgen_test]
async fn what_is_too_much_is_cut_or_refused_and_python_goes_on() {
    let mut page = page().await;
    let million = one(&mut page, "display([{'n': n} for n in range(1000000)])").await;
    let table = &million["table"];
    assert_eq!(table["rows"].as_array().unwrap().len(), 5000);
    assert_eq!(table["of_rows"], 1_000_000);
    let wide = one(&mut page, "display([{'n': 'x' * 2000}] * 2000)").await;
    assert_eq!(
        wide["table"]["rows"][0][0]
            .as_str()
            .unwrap()
            .chars()
            .count(),
        1000
    );
    assert_eq!(wide["table"]["of_rows"], 2000);
    let cases = [
        (
            "display(b'<html>')",
            "ValueError: these bytes are no picture: PNG, JPEG, GIF, WebP and SVG can be shown",
        ),
        (
            "display('x' * 200001)",
            "ValueError: a text of 200001 bytes is too much, at most 200000 can be shown: show less, or make an artifact of it",
        ),
        (
            "display([{str(n): n for n in range(51)}])",
            "ValueError: a table of 51 columns is too much, at most 50 can be shown: show a part of it",
        ),
        (
            "display(b'\\x89PNG\\r\\n\\x1a\\n' + bytes(3000000))",
            "ValueError: a picture of 3000008 bytes is too much, at most 2097152 can be shown: make it smaller",
        ),
        (
            "display(list(range(60000)))",
            "ValueError: data of more than 50000 values is too much to show: show a part of it",
        ),
        (
            "l = []\nl.append(l)\nl.append(l)\ndisplay(l)",
            "ValueError: data of more than 50000 values is too much to show: show a part of it",
        ),
        (
            "display([[1, 2]], columns=['a'])",
            "ValueError: a row has 2 cells, and there are 1 columns",
        ),
        (
            "display((n for n in [1]), columns=['a'])",
            "TypeError: a table is made of a list of rows, not of generator; make a list of it",
        ),
        ("display()", "TypeError: display() needs a value to show"),
        (
            "plot.line(list(range(10001)))",
            "ValueError: a chart of 10001 points is too much, at most 10000 can be shown: draw fewer, such as every tenth or means of groups",
        ),
        (
            "plot.line([1, 2], [1])",
            "ValueError: x has 2 values and y has 1",
        ),
        (
            "plot.line(['a'], ['1'])",
            "TypeError: y must be numbers to be drawn, not str: '1'",
        ),
        (
            "plot.line()",
            "TypeError: line() needs data, as in plot.line([1, 2, 3])",
        ),
        (
            "plot.pie({'a': -1})",
            "ValueError: a pie chart needs one series of values that are not negative, and not all zero",
        ),
        (
            "plot.bar([{'a': 'x', 'b': 'y'}])",
            "ValueError: no column but 'a' holds numbers; say which with y=",
        ),
        (
            "plot.bar([{'a': 'x', 'b': 1}], y='c')",
            "KeyError: \"no row has a column 'c'\"",
        ),
        (
            "plot.histogram([1], bins=0)",
            "ValueError: bins must be 1 to 500, not 0",
        ),
    ];
    for (source, error) in cases {
        assert_eq!(page.raised(source).await, error, "{source}");
        assert_eq!(page.displays, [] as [Value; 0], "{source}");
    }
    let many = "for n in range(60):\n    try:\n        display(n)\n    except ValueError as error:\n        print(n, error)\n        break";
    let ran = page.run(many).await;
    assert_eq!(
        ran.stdout,
        "50 a step of 51 displays is too much, at most 50 can be shown: show less at once\n"
    );
    assert_eq!(page.displays.len(), 50);
}

#[wasm_bindgen_test]
async fn charts_take_data_in_the_forms_that_people_have_it_in() {
    let mut page = page().await;
    let chart = |kind: &str, x: Value, series: &[(&str, Value)]| {
        let series: Vec<Value> = series
            .iter()
            .map(|(name, values)| json!({"name": name, "values": values}))
            .collect();
        json!({"chart": kind, "x": x, "series": series})
    };
    let rows = "rows = [{'day': '2024-01-01', 'a': 1, 'b': 2.5, 'note': 'x'}, {'day': '2024-01-02', 'a': None, 'b': 4, 'note': 'y'}]";
    page.value(rows).await;
    let named = |mut chart: Value, x: &str, y: Option<&str>| {
        chart["x_label"] = x.into();
        if let Some(y) = y {
            chart["y_label"] = y.into();
        }
        chart
    };
    let floats = |values: &[f64]| json!(values);
    let days = json!(["2024-01-01", "2024-01-02"]);
    let cases = [
        (
            "plot.line([3, 1])",
            chart("line", floats(&[0.0, 1.0]), &[("", floats(&[3.0, 1.0]))]),
        ),
        (
            "plot.line([1, 2], [3, 4])",
            chart("line", floats(&[1.0, 2.0]), &[("", floats(&[3.0, 4.0]))]),
        ),
        (
            "plot.line(x=[1, 2], y=[3, 4])",
            chart("line", floats(&[1.0, 2.0]), &[("", floats(&[3.0, 4.0]))]),
        ),
        (
            "plot.line([1], {'a': [3], 'b': [float('nan')]})",
            chart(
                "line",
                floats(&[1.0]),
                &[("a", floats(&[3.0])), ("b", json!([null]))],
            ),
        ),
        (
            "plot.line({'a': [1, 2], 'b': [3, 4]})",
            chart(
                "line",
                floats(&[0.0, 1.0]),
                &[("a", floats(&[1.0, 2.0])), ("b", floats(&[3.0, 4.0]))],
            ),
        ),
        (
            "plot.scatter([(1, 2), (3, 4)])",
            chart("scatter", floats(&[1.0, 3.0]), &[("", floats(&[2.0, 4.0]))]),
        ),
        (
            "plot.bar({'x': 1, 'y': 2})",
            chart("bar", json!(["x", "y"]), &[("", floats(&[1.0, 2.0]))]),
        ),
        (
            "plot.bar([2020, 2021], [5, 6])",
            chart("bar", json!(["2020", "2021"]), &[("", floats(&[5.0, 6.0]))]),
        ),
        (
            "plot.pie(['x', 'y'], [1, 2])",
            chart("pie", json!(["x", "y"]), &[("", floats(&[1.0, 2.0]))]),
        ),
        (
            "from datetime import date\nplot.line([date(2024, 1, 1)], [1])",
            chart("line", json!(["2024-01-01"]), &[("", floats(&[1.0]))]),
        ),
        (
            "from decimal import Decimal\nplot.line([Decimal('1.5'), True])",
            chart("line", floats(&[0.0, 1.0]), &[("", floats(&[1.5, 1.0]))]),
        ),
        (
            "plot.line(rows, x='day', y='b')",
            named(
                chart("line", days.clone(), &[("", floats(&[2.5, 4.0]))]),
                "day",
                Some("b"),
            ),
        ),
        (
            "plot.bar(rows)",
            named(
                chart(
                    "bar",
                    days.clone(),
                    &[("a", json!([1.0, null])), ("b", floats(&[2.5, 4.0]))],
                ),
                "day",
                None,
            ),
        ),
        (
            "plot.line(rows, x='day', y=['b'], x_label='Day', y_label='')",
            named(
                chart("line", days.clone(), &[("", floats(&[2.5, 4.0]))]),
                "Day",
                Some("b"),
            ),
        ),
        ("plot.histogram([1, 1, 2, 5], bins=2)", {
            let mut bins = chart(
                "histogram",
                floats(&[1.0, 3.0, 5.0]),
                &[("", floats(&[3.0, 1.0]))],
            );
            bins["y_label"] = "count".into();
            bins
        }),
        ("import plot as p\np.hist([1, 1], bins=[0, 1, 2])", {
            let mut bins = chart(
                "histogram",
                floats(&[0.0, 1.0, 2.0]),
                &[("", floats(&[0.0, 2.0]))],
            );
            bins["y_label"] = "count".into();
            bins
        }),
    ];
    for (source, expected) in cases {
        let shown = one(&mut page, source).await;
        assert_eq!(
            shown,
            json!({"kind": "chart", "chart": expected}),
            "{source}"
        );
    }
    page.value("plot.bar({'a': 1}, title='Cities', y_label='n')")
        .await;
    assert_eq!(page.displays[0]["title"], "Cities");
    assert_eq!(page.displays[0]["content"]["chart"]["y_label"], "n");
}
