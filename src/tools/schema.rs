//! Checks JSON values against the JSON schemas that schemars derives. The messages are for the
//! model: they name the place, what is expected and what was given, in Python's words. Keywords
//! that schemars does not derive (`pattern`, `not`, `if`) are not looked at; deserialising into
//! the typed arguments follows every check.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::python_type::{annotation, literal, resolve, type_name};

/// How deep values and schemas may nest, references included.
const MAX_DEPTH: usize = 64;

/// How many pairs of schema and value one check may look at: alternatives that refer to
/// themselves would otherwise multiply without end.
const MAX_CHECKS: u32 = 1_000_000;

/// Longest excerpt of a given value in a message, in characters.
const MAX_GIVEN: usize = 60;

/// Checks a call's arguments against the schema of the arguments object.
///
/// # Errors
/// The first problem found, in words.
pub(super) fn check_arguments(schema: &Value, arguments: &Value) -> Result<(), String> {
    check_at(schema, arguments, "")
}

/// Checks any value against any schema, one of the model's making for example.
///
/// # Errors
/// The first problem found, in words.
pub(crate) fn check(schema: &Value, value: &Value) -> Result<(), String> {
    check_at(schema, value, "answer")
}

/// Checks a tool's result against the schema of its output.
///
/// # Errors
/// The first problem found, in words.
pub(super) fn check_result(schema: &Value, result: &Value) -> Result<(), String> {
    check_at(schema, result, "result")
}

/// Checks a value that messages call by this path.
fn check_at(schema: &Value, value: &Value, path: &str) -> Result<(), String> {
    let checker = Checker {
        root: schema,
        checks_left: Cell::new(MAX_CHECKS),
    };
    checker
        .check(schema, value, path, 0)
        .map_err(|problem| problem.text)
}

struct Checker<'a> {
    root: &'a Value,
    checks_left: Cell<u32>,
}

struct Problem {
    text: String,
    /// The value is of another type altogether, so that another alternative may be the one meant.
    wrong_type: bool,
}

type Checked = Result<(), Problem>;

/// A keyword that limits numbers, its words, and whether a number keeps to the limit.
type NumberLimit = (&'static str, &'static str, fn(f64, f64) -> bool);

impl Problem {
    /// As seen from the list or dict around the place: that one is of the right type.
    fn inside(self) -> Self {
        Self {
            wrong_type: false,
            ..self
        }
    }
}

fn problem(text: String) -> Checked {
    Err(Problem {
        text,
        wrong_type: false,
    })
}

impl Checker<'_> {
    fn check(&self, schema: &Value, value: &Value, path: &str, depth: usize) -> Checked {
        if depth > MAX_DEPTH {
            return problem(format!("{} is nested too deeply", name(path)));
        }
        let Some(checks_left) = self.checks_left.get().checked_sub(1) else {
            return problem(format!("{} is too large to check", name(path)));
        };
        self.checks_left.set(checks_left);
        let schema = resolve(self.root, schema);
        match schema {
            Value::Bool(true) => return Ok(()),
            Value::Bool(false) => return problem(format!("{} must not be given", name(path))),
            _ => {}
        }
        self.check_type(schema, value, path)?;
        self.check_choice(schema, value, path)?;
        match value {
            Value::Number(_) => check_number(schema, value, path)?,
            Value::String(text) => check_string(schema, text, path)?,
            Value::Array(items) => self.check_list(schema, items, path, depth)?,
            Value::Object(entries) => self.check_dict(schema, entries, path, depth)?,
            Value::Null | Value::Bool(_) => {}
        }
        self.check_combined(schema, value, path, depth)
    }

    fn check_type(&self, schema: &Value, value: &Value, path: &str) -> Checked {
        let fits = match schema.get("type") {
            Some(Value::String(name)) => is_of_type(name, value),
            Some(Value::Array(names)) => names
                .iter()
                .filter_map(Value::as_str)
                .any(|name| is_of_type(name, value)),
            _ => true,
        };
        if fits {
            return Ok(());
        }
        Err(Problem {
            text: self.expected(schema, value, path),
            wrong_type: true,
        })
    }

    fn check_choice(&self, schema: &Value, value: &Value, path: &str) -> Checked {
        let choices = match (schema.get("const"), schema.get("enum")) {
            (Some(only), _) => std::slice::from_ref(only),
            (None, Some(Value::Array(choices))) => choices.as_slice(),
            _ => return Ok(()),
        };
        if choices.contains(value) {
            return Ok(());
        }
        let same_type = choices
            .iter()
            .any(|choice| type_name(choice) == type_name(value));
        let listed: Vec<_> = choices.iter().map(literal).collect();
        Err(Problem {
            text: format!(
                "{} must be {}, got {}",
                name(path),
                listed.join(" or "),
                given(value)
            ),
            wrong_type: !same_type,
        })
    }

    fn check_list(&self, schema: &Value, items: &[Value], path: &str, depth: usize) -> Checked {
        check_count(schema, ["minItems", "maxItems"], items.len(), path, "item")?;
        let prefix = schema
            .get("prefixItems")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let rest = schema.get("items");
        for (index, item) in items.iter().enumerate() {
            if let Some(schema) = prefix.get(index).or(rest) {
                self.check(schema, item, &format!("{}[{index}]", name(path)), depth + 1)
                    .map_err(Problem::inside)?;
            }
        }
        Ok(())
    }

    fn check_dict(
        &self,
        schema: &Value,
        entries: &Map<String, Value>,
        path: &str,
        depth: usize,
    ) -> Checked {
        let no_properties = Map::new();
        let properties = schema
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&no_properties);
        let others = schema.get("additionalProperties");
        let unknown: Vec<_> = entries
            .keys()
            .filter(|key| !properties.contains_key(*key))
            .collect();
        if others == Some(&Value::Bool(false)) && !unknown.is_empty() {
            return problem(unknown_text(&unknown, properties, path));
        }
        let required = schema.get("required").and_then(Value::as_array);
        let missing: Vec<_> = required
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|key| !entries.contains_key(*key))
            .map(|key| entry_path(path, key))
            .collect();
        match missing.as_slice() {
            [] => {}
            [one] => return problem(format!("{one} is required")),
            several => return problem(format!("{} are required", several.join(", "))),
        }
        for (key, value) in entries {
            if let Some(schema) = properties.get(key).or(others) {
                self.check(schema, value, &entry_path(path, key), depth + 1)
                    .map_err(Problem::inside)?;
            }
        }
        Ok(())
    }

    fn check_combined(&self, schema: &Value, value: &Value, path: &str, depth: usize) -> Checked {
        let members = |keyword| schema.get(keyword).and_then(Value::as_array);
        for member in members("allOf").into_iter().flatten() {
            self.check(member, value, path, depth + 1)?;
        }
        for (keyword, exactly_one) in [("anyOf", false), ("oneOf", true)] {
            let Some(alternatives) = members(keyword) else {
                continue;
            };
            let mut matches = 0;
            let mut meant = None;
            for alternative in alternatives {
                match self.check(alternative, value, path, depth + 1) {
                    Ok(()) => matches += 1,
                    Err(found) if !found.wrong_type && meant.is_none() => meant = Some(found),
                    Err(_) => {}
                }
            }
            match (matches, meant) {
                (0, Some(found)) if !is_choice_of_values(self.root, alternatives) => {
                    return Err(found);
                }
                (0, _) => {
                    return Err(Problem {
                        text: self.expected(schema, value, path),
                        wrong_type: true,
                    });
                }
                (1, _) => {}
                _ if exactly_one => {
                    return problem(format!("{} fits several alternatives", name(path)));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn expected(&self, schema: &Value, value: &Value, path: &str) -> String {
        let wanted = annotation(self.root, schema);
        let got = match wanted.contains("Literal[") {
            true => given(value),
            false => type_name(value).into(),
        };
        format!("{} must be {wanted}, got {got}", name(path))
    }
}

/// Whether every alternative is a fixed value or a set of them: then the whole list says more than
/// the first mismatch.
fn is_choice_of_values(root: &Value, alternatives: &[Value]) -> bool {
    alternatives.iter().all(|alternative| {
        let alternative = resolve(root, alternative);
        alternative.get("const").is_some() || alternative.get("enum").is_some()
    })
}

fn is_of_type(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

fn check_number(schema: &Value, value: &Value, path: &str) -> Checked {
    let Some(number) = value.as_f64() else {
        return Ok(());
    };
    let limits: [NumberLimit; 4] = [
        ("minimum", "at least", |number, limit| number >= limit),
        ("maximum", "at most", |number, limit| number <= limit),
        ("exclusiveMinimum", "more than", |number, limit| {
            number > limit
        }),
        ("exclusiveMaximum", "less than", |number, limit| {
            number < limit
        }),
    ];
    for (keyword, words, fits) in limits {
        let Some(limit) = schema.get(keyword) else {
            continue;
        };
        if limit.as_f64().is_some_and(|limit| !fits(number, limit)) {
            return problem(format!(
                "{} must be {words} {}, got {}",
                name(path),
                literal(limit),
                given(value)
            ));
        }
    }
    Ok(())
}

fn check_string(schema: &Value, text: &str, path: &str) -> Checked {
    if text.is_empty() && limit(schema, "minLength").is_some_and(|least| least > 0) {
        return problem(format!("{} must not be empty", name(path)));
    }
    let length = text.chars().count();
    check_count(
        schema,
        ["minLength", "maxLength"],
        length,
        path,
        "character",
    )
}

fn check_count(
    schema: &Value,
    [least, most]: [&str; 2],
    count: usize,
    path: &str,
    unit: &str,
) -> Checked {
    let outside = match (limit(schema, least), limit(schema, most)) {
        (Some(least), _) if count < least => Some(("at least", least)),
        (_, Some(most)) if count > most => Some(("at most", most)),
        _ => None,
    };
    match outside {
        None => Ok(()),
        Some((words, limit)) => {
            let plural = if limit == 1 { "" } else { "s" };
            problem(format!(
                "{} must have {words} {limit} {unit}{plural}, got {count}",
                name(path)
            ))
        }
    }
}

fn limit(schema: &Value, keyword: &str) -> Option<usize> {
    usize::try_from(schema.get(keyword)?.as_u64()?).ok()
}

fn unknown_text(unknown: &[&String], properties: &Map<String, Value>, path: &str) -> String {
    let unknown: Vec<_> = unknown
        .iter()
        .map(|key| given(&Value::String((*key).clone())))
        .collect();
    let unknown = unknown.join(", ");
    let known: Vec<_> = properties.keys().map(String::as_str).collect();
    let known = known.join(", ");
    match (path.is_empty(), known.is_empty()) {
        (true, true) => format!("unknown argument {unknown}; it takes no arguments"),
        (true, false) => format!("unknown argument {unknown}; the arguments are {known}"),
        (false, true) => format!("{path} has the unknown key {unknown}; it must be empty"),
        (false, false) => format!("{path} has the unknown key {unknown}; the keys are {known}"),
    }
}

fn entry_path(path: &str, key: &str) -> String {
    match path {
        "" => excerpt(key),
        _ => format!("{path}[{}]", given(&Value::String(key.into()))),
    }
}

fn name(path: &str) -> &str {
    match path {
        "" => "the arguments",
        _ => path,
    }
}

fn given(value: &Value) -> String {
    excerpt(&literal(value))
}

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(MAX_GIVEN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.into(),
    }
}

#[cfg(test)]
#[path = "schema_tests.rs"]
mod tests;
