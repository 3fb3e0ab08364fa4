//! Python as the page shows it: values, calls and the line that failed.

use serde_json::{Map, Value};

/// Characters of one value that a call's line shows.
const VALUE_CHARS: usize = 60;

/// A call as Python source: `fetch_weather(location="Paris", days=2)`. Long values are cut.
pub fn call(name: &str, arguments: &Map<String, Value>) -> String {
    let arguments: Vec<String> = arguments
        .iter()
        .map(|(name, value)| format!("{name}={}", cut(&literal(value))))
        .collect();
    format!("{name}({})", arguments.join(", "))
}

/// JSON as a Python literal on one line.
pub fn literal(value: &Value) -> String {
    match value {
        Value::Null => "None".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Number(number) => number.to_string(),
        // JSON's escapes are Python's, but for those of characters outside the BMP, which JSON
        // leaves as they are.
        Value::String(text) => Value::String(text.clone()).to_string(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(literal).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(name, value)| {
                    format!(
                        "{}: {}",
                        literal(&Value::String(name.clone())),
                        literal(value)
                    )
                })
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}

/// The line of the step's own code that a traceback points at, counted from 1: that of the
/// innermost frame in the file `<step id>`.
pub fn failing_line(traceback: &str, step: u32) -> Option<usize> {
    let frame = format!("File \"<step {step}>\", line ");
    let at = traceback.rfind(&frame)? + frame.len();
    let digits = traceback[at..]
        .split(|c: char| !c.is_ascii_digit())
        .next()?;
    digits.parse().ok()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(VALUE_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_call_reads_as_python() {
        let mut arguments = Map::new();
        arguments.insert("a".into(), json!("x\"y"));
        arguments.insert("b".into(), json!([1, null, true]));
        arguments.insert("c".into(), json!({"k": 2.5}));
        assert_eq!(
            call("tool", &arguments),
            r#"tool(a="x\"y", b=[1, None, True], c={"k": 2.5})"#
        );
    }

    #[test]
    fn the_failing_line_is_that_of_the_innermost_frame_of_this_step() {
        let traceback = "Traceback (most recent call last):\n  File \"<step 12>\", line 7, in <module>\n  File \"<step 12>\", line 3, in f\n  File \"<step 1>\", line 9, in g\nKeyError: 'x'";
        assert_eq!(failing_line(traceback, 12), Some(3));
        assert_eq!(failing_line(traceback, 1), Some(9));
        assert_eq!(failing_line(traceback, 2), None);
    }
}
