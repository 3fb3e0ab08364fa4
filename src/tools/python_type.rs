//! JSON Schema and JSON values in Python's words: annotations and literals. Shared by signatures
//! and by the messages of failed checks, so that both speak of a type alike.

use serde_json::Value;

/// How deep annotations follow nested schemas before they settle for `Any`. Also ends cycles of
/// references.
const MAX_DEPTH: usize = 12;

/// Follows `$ref` to a definition in `root`. A schema without one, or with one that leads nowhere
/// or in circles, is returned as it is.
pub(super) fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let mut found = schema;
    for _ in 0..MAX_DEPTH {
        let Some(reference) = found.get("$ref").and_then(Value::as_str) else {
            return found;
        };
        let target = match reference {
            "#" => Some(root),
            _ => reference
                .strip_prefix('#')
                .and_then(|pointer| root.pointer(pointer)),
        };
        match target {
            Some(target) => found = target,
            None => return found,
        }
    }
    found
}

/// The Python annotation for a schema, such as `list[str] | None`.
pub(super) fn annotation(root: &Value, schema: &Value) -> String {
    let mut union = Union::default();
    collect(root, schema, 0, &mut union);
    union.text()
}

/// The parts of an annotation, gathered before they are joined with `|`.
#[derive(Default)]
struct Union {
    literals: Vec<String>,
    types: Vec<String>,
    none: bool,
}

impl Union {
    fn add_type(&mut self, name: String) {
        if !self.types.contains(&name) {
            self.types.push(name);
        }
    }

    fn add_value(&mut self, value: &Value) {
        match value {
            Value::Null => self.none = true,
            other => self.literals.push(literal(other)),
        }
    }

    fn text(self) -> String {
        let mut parts = Vec::new();
        if !self.literals.is_empty() {
            parts.push(format!("Literal[{}]", self.literals.join(", ")));
        }
        parts.extend(self.types);
        if self.none {
            parts.push("None".into());
        }
        if parts.is_empty() {
            parts.push("Any".into());
        }
        parts.join(" | ")
    }
}

fn collect(root: &Value, schema: &Value, depth: usize, union: &mut Union) {
    if depth >= MAX_DEPTH {
        return union.add_type("Any".into());
    }
    let schema = resolve(root, schema);
    if let Some(value) = schema.get("const") {
        return union.add_value(value);
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values.iter().for_each(|value| union.add_value(value));
    }
    match schema.get("type") {
        Some(Value::String(name)) => return add_named(root, schema, name, depth, union),
        Some(Value::Array(names)) => {
            for name in names.iter().filter_map(Value::as_str) {
                add_named(root, schema, name, depth, union);
            }
            return;
        }
        _ => {}
    }
    for keyword in ["anyOf", "oneOf", "allOf"] {
        if let Some(members) = schema.get(keyword).and_then(Value::as_array) {
            for member in members {
                collect(root, member, depth + 1, union);
            }
            return;
        }
    }
    match schema.get("properties") {
        Some(_) => union.add_type("dict".into()),
        None => union.add_type("Any".into()),
    }
}

fn add_named(root: &Value, schema: &Value, name: &str, depth: usize, union: &mut Union) {
    let nested = |schema: &Value| {
        let mut inner = Union::default();
        collect(root, schema, depth + 1, &mut inner);
        inner.text()
    };
    match name {
        "null" => union.none = true,
        "boolean" => union.add_type("bool".into()),
        "integer" => union.add_type("int".into()),
        "number" => union.add_type("float".into()),
        "string" => union.add_type("str".into()),
        "array" => union.add_type(match schema.get("items") {
            Some(items) if items.is_object() => format!("list[{}]", nested(items)),
            _ => "list".into(),
        }),
        "object" => union.add_type(match schema.get("additionalProperties") {
            Some(values) if values.is_object() && schema.get("properties").is_none() => {
                format!("dict[str, {}]", nested(values))
            }
            _ => "dict".into(),
        }),
        _ => union.add_type("Any".into()),
    }
}

/// The name of a value's Python type.
pub(super) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "None",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}

/// A value as a Python literal.
pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::Null => "None".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => string_literal(text),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(literal).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", string_literal(key), literal(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// Text as a Python string literal, quoted as `repr` does.
pub(super) fn string_literal(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push(quote);
    for character in text.chars() {
        match character {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            _ if character == quote => {
                literal.push('\\');
                literal.push(quote);
            }
            _ if character.is_control() => {
                literal.push_str(&format!("\\x{:02x}", u32::from(character)));
            }
            _ => literal.push(character),
        }
    }
    literal.push(quote);
    literal
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn annotations_are_pythons() {
        let root = json!({
            "$defs": {
                "Unit": {"oneOf": [{"const": "c"}, {"const": "f", "description": "old"}]},
                "Node": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
                "Loop": {"$ref": "#/$defs/Loop"},
            }
        });
        for (schema, expected) in [
            (json!(true), "Any"),
            (json!({"type": "integer"}), "int"),
            (json!({"type": ["string", "null"]}), "str | None"),
            (
                json!({"type": "array", "items": {"type": "string"}}),
                "list[str]",
            ),
            (json!({"type": "array"}), "list"),
            (json!({"type": "object", "properties": {}}), "dict"),
            (
                json!({"type": "object", "additionalProperties": {"type": "number"}}),
                "dict[str, float]",
            ),
            (json!({"enum": ["a", 1, null]}), "Literal['a', 1] | None"),
            (json!({"$ref": "#/$defs/Unit"}), "Literal['c', 'f']"),
            (
                json!({"anyOf": [{"$ref": "#/$defs/Unit"}, {"type": "null"}]}),
                "Literal['c', 'f'] | None",
            ),
            (
                json!({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]}),
                "list[str] | str",
            ),
            (json!({"$ref": "#/$defs/Missing"}), "Any"),
            (json!({"$ref": "#/$defs/Loop"}), "Any"),
        ] {
            assert_eq!(annotation(&root, &schema), expected, "{schema}");
        }
        assert!(
            annotation(&root, &json!({"$ref": "#/$defs/Node"})).ends_with("list[Any]]]]]]]]]]]]")
        );
    }

    #[test]
    fn literals_are_pythons() {
        assert_eq!(
            literal(&json!({"a": [null, true, 1.5, "it's\n", "both ' and \"", "\u{1}\\"]})),
            r#"{'a': [None, True, 1.5, "it's\n", 'both \' and "', '\x01\\']}"#
        );
    }
}
