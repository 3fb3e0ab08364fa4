//! Python signatures and docstrings from JSON schemas: what the model reads of a tool. The same
//! definition gives the same text, byte for byte.

use serde_json::Value;

use super::definition::ToolDefinition;
use super::python_type::{annotation, literal, resolve, string_literal};

/// How deep the keys of a result are described.
const MAX_DEPTH: usize = 5;

const INDENT: &str = "    ";

/// One parameter of a tool as a Python function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// A Python identifier.
    pub name: String,
    /// Whether a call without it is an error.
    pub required: bool,
    /// Its type, such as `list[str] | None`.
    pub annotation: String,
    /// The Python literal of its default; `None` where it is required or has no stated default.
    pub default: Option<String>,
    /// One line on what it means, with its limits; may be empty.
    pub description: String,
}

/// The parameters in positional order: as declared, but required ones first, as Python asks.
pub fn parameters(definition: &ToolDefinition) -> Vec<Parameter> {
    let root = &definition.input;
    let required: Vec<_> = root
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut parameters: Vec<_> = fields(root)
        .map(|(name, schema)| Parameter {
            name: name.clone(),
            required: required.contains(&name.as_str()),
            annotation: annotation(root, schema),
            default: schema.get("default").map(literal),
            description: parameter_description(root, schema),
        })
        .collect();
    parameters.sort_by_key(|parameter| !parameter.required);
    parameters
}

/// The whole function as Python would show it: the `def` line and its docstring.
pub fn function(definition: &ToolDefinition) -> String {
    let parameters: Vec<_> = parameters(definition).iter().map(declaration).collect();
    let result = annotation(&definition.output, &definition.output);
    // A backslash or three quotes in a description must not end the docstring early.
    let doc = docstring(definition)
        .replace('\\', "\\\\")
        .replace("\"\"\"", "\\\"\\\"\\\"");
    let mut text = format!(
        "def {}({}) -> {result}:\n{INDENT}\"\"\"",
        definition.name,
        parameters.join(", ")
    );
    let mut first = true;
    for line in doc.lines() {
        if !first {
            text.push('\n');
            if !line.is_empty() {
                text.push_str(INDENT);
            }
        }
        first = false;
        text.push_str(line);
    }
    if doc.contains('\n') {
        text.push('\n');
        text.push_str(INDENT);
    }
    text.push_str("\"\"\"\n");
    text
}

/// The docstring: description, arguments, result. Without quotes and indentation.
pub fn docstring(definition: &ToolDefinition) -> String {
    let mut text = definition.description.trim().to_string();
    let parameters = parameters(definition);
    if !parameters.is_empty() {
        text.push_str("\n\nArgs:");
        for parameter in &parameters {
            text.push_str(&format!("\n{INDENT}{}", parameter.name));
            if !parameter.description.is_empty() {
                text.push_str(&format!(": {}", parameter.description));
            }
        }
    }
    let mut returns = Returns {
        root: &definition.output,
        around: Vec::new(),
        text: String::new(),
    };
    returns.describe(&definition.output, "");
    let returns = returns.text;
    if returns != "None" {
        text.push_str(&format!("\n\nReturns:\n{INDENT}{returns}"));
    }
    text
}

fn declaration(parameter: &Parameter) -> String {
    let Parameter {
        name, annotation, ..
    } = parameter;
    match (&parameter.default, parameter.required) {
        (Some(default), false) => format!("{name}: {annotation} = {default}"),
        (None, false) => format!("{name}: {annotation} = None"),
        (_, true) => format!("{name}: {annotation}"),
    }
}

fn fields(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

fn parameter_description(root: &Value, schema: &Value) -> String {
    let text = description(root, schema);
    let target = resolve(root, schema);
    let bound = |keyword| schema.get(keyword).or(target.get(keyword)).map(literal);
    let limits = match (bound("minimum"), bound("maximum")) {
        (Some(least), Some(most)) => format!("{least} to {most}."),
        (Some(least), None) => format!("At least {least}."),
        (None, Some(most)) => format!("At most {most}."),
        (None, None) => String::new(),
    };
    match (text.is_empty(), limits.is_empty()) {
        (false, false) => format!("{text} {limits}"),
        _ => text + &limits,
    }
}

/// The schema's description on one line: its own, else that of what it refers to.
fn description(root: &Value, schema: &Value) -> String {
    let text = schema
        .get("description")
        .or_else(|| resolve(root, schema).get("description"))
        .and_then(Value::as_str)
        .unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes the description of a result.
struct Returns<'a> {
    root: &'a Value,
    /// The dicts around the place that is being described, outermost first.
    around: Vec<&'a Value>,
    text: String,
}

impl<'a> Returns<'a> {
    /// What a value of this schema is: its annotation, what it means, and the keys of a dict line
    /// by line.
    fn describe(&mut self, schema: &'a Value, meaning: &str) {
        self.text.push_str(&annotation(self.root, schema));
        if !meaning.is_empty() {
            self.text.push_str(&format!(". {meaning}"));
        }
        let Some(dict) = dict_within(self.root, schema) else {
            return;
        };
        if self.around.iter().any(|outer| std::ptr::eq(*outer, dict)) {
            self.text.push_str(" (keys as above)");
            return;
        }
        if self.around.len() >= MAX_DEPTH {
            return;
        }
        self.text.push_str(match meaning {
            "" => " with keys:",
            _ => " Keys:",
        });
        let indent = INDENT.repeat(self.around.len() + 2);
        self.around.push(dict);
        for (name, field) in fields(dict) {
            self.text
                .push_str(&format!("\n{indent}{}: ", string_literal(name)));
            self.describe(field, &description(self.root, field));
        }
        self.around.pop();
    }
}

/// The schema of the dict that a value is, or that a list or union holds: the one whose fields are
/// worth describing.
fn dict_within<'a>(root: &'a Value, schema: &'a Value) -> Option<&'a Value> {
    let mut schema = resolve(root, schema);
    for _ in 0..MAX_DEPTH {
        if fields(schema).next().is_some() {
            return Some(schema);
        }
        let inner = schema.get("items").or_else(|| {
            let union = schema.get("anyOf").or_else(|| schema.get("oneOf"))?;
            let is_none = |member: &&Value| member.get("type") != Some(&Value::from("null"));
            let mut members = union.as_array()?.iter().filter(is_none);
            // Several kinds of dict would need a description each: the annotation must do.
            members.next().filter(|_| members.next().is_none())
        })?;
        schema = resolve(root, inner);
    }
    None
}
