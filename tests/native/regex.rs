//! Regular expressions: what CPython makes of the same requests (`tests/data/regex.json`), and
//! what a text may be as large as.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use micropython_agent::python::native;
use serde_json::{Value, json};

fn ask(operation: &str, request: &Value) -> Value {
    let answer = native::call(operation, &request.to_string()).expect(operation);
    serde_json::from_str(&answer.unwrap()).unwrap()
}

/// The spans of all matches, by characters.
fn spans(pattern: &str, text: &str) -> Value {
    ask(
        "re.find",
        &json!({"pattern": pattern, "flags": 0, "text": text}),
    )[0]
    .clone()
}

#[test]
fn every_request_is_answered_as_cpython_does() {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let table = std::fs::read_to_string(root.join("tests/data/regex.json")).unwrap();
    let cases: Vec<(String, Value, Value)> = serde_json::from_str(&table).unwrap();
    assert!(cases.len() > 700);
    for (operation, request, expected) in cases {
        let mut answer = ask(&operation, &request);
        if operation == "re.find" && answer.is_array() {
            // The second list, of spans in bytes, is not CPython's.
            answer = json!([answer[0]]);
        }
        assert_eq!(answer, expected, "{operation} {request}");
    }
}

#[test]
fn spans_are_counted_in_bytes_too_where_that_differs() {
    let request = json!({"pattern": "(é)|(b)", "flags": 0, "text": "aéb"});
    let in_characters = json!([1, 1, 2, 1, 2, -1, -1, 2, 2, 3, -1, -1, 2, 3]);
    let in_bytes = json!([1, 3, 1, 3, -1, -1, 3, 4, -1, -1, 3, 4]);
    assert_eq!(ask("re.find", &request), json!([in_characters, in_bytes]));
    let request = json!({"pattern": "b", "flags": 0, "text": "ab"});
    assert_eq!(ask("re.find", &request), json!([[0, 1, 2], null]));
}

#[test]
fn a_text_with_a_key_is_kept_until_another_one_is() {
    let find = |text: Option<&str>, key: &str| {
        let mut request = json!({"pattern": "b", "flags": 0, "key": key});
        if let Some(text) = text {
            request["text"] = text.into();
        }
        ask("re.find", &request)
    };
    assert_eq!(find(None, "one"), Value::Null);
    assert_eq!(find(Some("aab"), "one"), json!([[0, 2, 3], null]));
    assert_eq!(find(None, "one"), json!([[0, 2, 3], null]));
    assert_eq!(find(Some("b"), "two"), json!([[0, 0, 1], null]));
    assert_eq!(find(None, "one"), Value::Null);
    assert_eq!(find(None, "two"), json!([[0, 0, 1], null]));
}

#[test]
fn a_long_text_takes_no_stack_and_little_time() {
    let text = "ab".repeat(200_000);
    let end = text.len();
    let started = Instant::now();
    assert_eq!(spans("(?:a|b)*", &text)[2], end);
    assert_eq!(spans("(?:(a)|b)*?$", &text)[2], end);
    assert_eq!(spans("(?s)(?:.|x)+$", &text)[2], end);
    assert_eq!(spans("(?>(?:ab)*)", &text)[2], end);
    assert_eq!(spans(".*b.*b.*b", &text)[2], end);
    assert_eq!(spans("[^x]*x|$", &text[..2000])[2], 2000);
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn ways_without_end_are_an_error_and_not_all_memory() {
    let request =
        json!({"pattern": "(?:(a)|b|(?:c))*x", "flags": 0, "text": "ab".repeat(2_000_000)});
    let answer = ask("re.find", &request);
    assert_eq!(answer["kind"], "MemoryError", "{answer}");
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let pattern = format!("{}{}", "(".repeat(100_000), ")".repeat(100_000));
    let answer = ask("re.compile", &json!({"pattern": pattern, "flags": 0}));
    let message = "maximum recursion depth exceeded";
    let expected = json!({"kind": "RecursionError", "message": message, "position": null});
    assert_eq!(answer, expected);
}

#[test]
fn a_request_that_is_none_is_refused() {
    let refused = |request: &str| {
        native::call("re.find", request)
            .unwrap()
            .unwrap_err()
            .to_string()
    };
    assert!(refused("[]").starts_with("malformed request: "));
    let bytes = r#"{"pattern": "é", "flags": 0, "bytes": true}"#;
    assert_eq!(refused(bytes), "bytes are not hexadecimal");
    assert!(native::call("re.nothing", "{}").is_none());
    assert!(native::call("nothing", "{}").is_none());
}
