//! Tools whose types are known only when the program runs: those of another language. Their schemas
//! are given instead of derived, and what passes is checked against them both ways.

use std::future::Future;
use std::rc::Rc;

use futures::future::LocalBoxFuture;
use serde_json::{Map, Value};

use super::context::ToolContext;
use super::definition::{Tool, ToolDefinition, closed};
use super::error::ToolError;
use super::schema::{check_arguments, check_result};

/// Characters of a description.
const MAX_DESCRIPTION_CHARS: usize = 10_000;

/// Bytes of a schema as JSON.
const MAX_SCHEMA_BYTES: usize = 100_000;

/// Python's keywords that are not capitalised: no function or parameter has such a name.
const KEYWORDS: [&str; 32] = [
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Why a tool cannot be offered. The texts are for whoever made it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the tool {name:?}: {problem}")]
pub struct InvalidTool {
    /// The name it was given.
    pub name: String,
    /// What is wrong with it.
    pub problem: String,
}

impl ToolDefinition {
    /// A definition from parts that are known only when the program runs: its input is a JSON schema
    /// of an object, the parameters its properties in their order; its output any JSON schema.
    ///
    /// # Errors
    /// [`InvalidTool`] when Python could not call it so, or it is too long.
    pub fn checked(
        name: &str,
        description: &str,
        input: Value,
        output: Value,
    ) -> Result<Self, InvalidTool> {
        let problem = |problem: String| InvalidTool {
            name: name.chars().take(100).collect(),
            problem,
        };
        if !is_identifier(name) {
            return Err(problem("its name is no Python identifier".into()));
        }
        if description.chars().count() > MAX_DESCRIPTION_CHARS {
            return Err(problem(format!(
                "its description is longer than {MAX_DESCRIPTION_CHARS} characters"
            )));
        }
        for (schema, which) in [(&input, "input"), (&output, "output")] {
            if !schema.is_object() {
                return Err(problem(format!("its {which} is no JSON schema")));
            }
            if schema.to_string().len() > MAX_SCHEMA_BYTES {
                return Err(problem(format!(
                    "the schema of its {which} is longer than {MAX_SCHEMA_BYTES} bytes"
                )));
            }
        }
        if input.get("type").is_some_and(|kind| kind != "object") {
            return Err(problem("its input is no schema of an object".into()));
        }
        let parameters = input.get("properties").and_then(Value::as_object);
        if let Some(other) = parameters
            .into_iter()
            .flat_map(Map::keys)
            .find(|parameter| !is_identifier(parameter))
        {
            return Err(problem(format!(
                "its parameter {other:?} is no Python identifier"
            )));
        }
        Ok(Self {
            name: name.into(),
            description: description.into(),
            input: closed(input),
            output,
        })
    }

    /// Checks a call's arguments.
    ///
    /// # Errors
    /// [`ToolError::InvalidArguments`], in words for the model.
    pub fn check_arguments(&self, arguments: &Map<String, Value>) -> Result<(), ToolError> {
        let arguments = Value::Object(arguments.clone());
        check_arguments(&self.input, &arguments).map_err(|problem| ToolError::InvalidArguments {
            tool: self.name.clone(),
            problem,
        })
    }

    /// Checks what a call came to.
    ///
    /// # Errors
    /// [`ToolError::BadResponse`], in words for the model.
    pub fn check_result(&self, result: &Value) -> Result<(), ToolError> {
        check_result(&self.output, result).map_err(|problem| ToolError::BadResponse {
            service: self.name.clone(),
            problem,
        })
    }
}

impl Tool {
    /// A tool of this definition. Arguments and results are checked against it.
    pub fn dynamic<Function, Running>(definition: ToolDefinition, function: Function) -> Self
    where
        Function: Fn(Map<String, Value>, ToolContext) -> Running + 'static,
        Running: Future<Output = Result<Value, ToolError>> + 'static,
    {
        let definition = Rc::new(definition);
        let called = Rc::clone(&definition);
        let body = move |arguments: Map<String, Value>, context: ToolContext| {
            let definition = Rc::clone(&called);
            let running = definition
                .check_arguments(&arguments)
                .map(|()| function(arguments, context));
            let finish = async move {
                let result = running?.await?;
                definition.check_result(&result)?;
                Ok(result)
            };
            Box::pin(finish) as LocalBoxFuture<'static, _>
        };
        Self::of(definition, body)
    }
}

/// Whether Python could have a function or a parameter of this name.
fn is_identifier(name: &str) -> bool {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let is_plain = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let reserved = ["None", "True", "False"];
    starts_well
        && name.len() <= 100
        && name.chars().all(is_plain)
        && !KEYWORDS.contains(&name)
        && !reserved.contains(&name)
}
