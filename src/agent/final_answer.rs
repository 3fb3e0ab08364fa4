//! What the model may end with, and how an answer reads.

use serde_json::Value;

use super::event::Answer;

impl Answer {
    /// An answer that code gave with `final_answer(value)`.
    pub fn from_value(value: Value) -> Self {
        let text = reading(&value);
        Self { value, text }
    }

    /// An answer written as text.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self::from_value(Value::String(text.into()))
    }
}

/// A value as Markdown. Text is taken for Markdown as it is; numbers and truth values read as in
/// Python; lists and dicts are shown as JSON.
fn reading(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "None".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Number(number) => number.to_string(),
        Value::Array(_) | Value::Object(_) => {
            format!("```json\n{value:#}\n```")
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Answer;

    #[test]
    fn reads_every_kind_of_value() {
        for (value, text) in [
            (json!("**18** °C"), "**18** °C"),
            (json!(4.5), "4.5"),
            (json!(true), "True"),
            (json!(null), "None"),
            (json!([1]), "```json\n[\n  1\n]\n```"),
        ] {
            assert_eq!(Answer::from_value(value.clone()).text, text);
        }
    }
}
