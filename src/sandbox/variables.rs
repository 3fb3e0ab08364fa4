//! The names of a Python session with their values, for a person to look at. Python code reads
//! them, in a run of its own that leaves no name behind; what it tells may be forged, and is bounded.

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use serde_json::Value;

use super::{
    Artifacts, CodeRun, CodeRunner, OutputStream, RunError, RunHost, RunOutcome, ToolCall,
    ToolFailure,
};
use crate::display::Display;

/// Names that are told of at most.
pub const MAX_NAMES: usize = 500;

/// Characters of a name, a type or a value.
const TEXT_CHARS: usize = 400;

const READING: &str = include_str!("variables.py");

/// A name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// The class of its value, such as `list`.
    pub class: String,
    /// How many items or characters it has, if it is of a built-in type that has any.
    pub size: Option<u64>,
    /// The beginning of its `repr`.
    pub value: String,
}

/// Why the names cannot be told. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VariablesError {
    /// The session does not tell.
    #[error("Python cannot tell its variables: {0}")]
    Untold(String),
    /// The worker did not come to an end of its own; the session is as it was before.
    #[error(transparent)]
    Ended(#[from] RunError),
}

/// Reads them, by name. The session is the same afterwards, unless the `repr` of a value changes it.
///
/// # Errors
/// [`VariablesError`].
pub async fn read(
    runner: &mut dyn CodeRunner,
    artifacts: Artifacts,
) -> Result<Vec<Variable>, VariablesError> {
    let reading = Value::from(READING);
    // JSON's escapes are Python's.
    let source = format!("__import__('builtins').exec({reading}, {{'session': globals()}})");
    let run = CodeRun {
        source,
        file_name: "<variables>".into(),
        tools: Vec::new(),
        can_stop: true,
        artifacts,
    };
    match runner.run(run, &Nobody).await?.outcome {
        RunOutcome::Answered { value } => parsed(value),
        RunOutcome::Raised { error } => {
            let reason = format!("{}: {}", error.kind, error.message);
            Err(VariablesError::Untold(cut(&reason)))
        }
        RunOutcome::Completed { .. } => Err(VariablesError::Untold("no answer".into())),
    }
}

fn parsed(value: Value) -> Result<Vec<Variable>, VariablesError> {
    let rows: Vec<(String, String, Option<u64>, String)> =
        serde_json::from_value(value).map_err(|error| VariablesError::Untold(error.to_string()))?;
    let rows = rows.into_iter().take(MAX_NAMES);
    Ok(rows
        .map(|(name, class, size, value)| Variable {
            name: cut(&name),
            class: cut(&class),
            size,
            value: cut(&value),
        })
        .collect())
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(TEXT_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}

/// Hears nothing: a `repr` may print.
struct Nobody;

impl RunHost for Nobody {
    fn printed(&self, _stream: OutputStream, _text: &str) {}

    fn displayed(&self, _display: Display) {}

    fn call_tool(&self, _call: ToolCall) -> LocalBoxFuture<'_, Result<Value, ToolFailure>> {
        let message = "variables are being read".into();
        async { Err(ToolFailure { message }) }.boxed_local()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::sandbox::{Played, ScriptedSandbox};
    use serde_json::json;

    fn read_from(value: Value) -> Result<Vec<Variable>, VariablesError> {
        let mut runner = ScriptedSandbox::default().run([Played::Answer(value)]);
        read(&mut runner, Artifacts::default())
            .now_or_never()
            .unwrap()
    }

    #[test]
    fn rows_are_variables() {
        let rows = json!([["a", "list", 2, "[1, 2]"], ["b", "Thing", null, "<Thing>"]]);
        let variable = |name: &str, class: &str, size, value: &str| Variable {
            name: name.into(),
            class: class.into(),
            size,
            value: value.into(),
        };
        let expected = [
            variable("a", "list", Some(2), "[1, 2]"),
            variable("b", "Thing", None, "<Thing>"),
        ];
        assert_eq!(read_from(rows).unwrap(), expected);
    }

    #[test]
    fn what_a_hostile_session_tells_is_bounded_or_refused() {
        let long = "x".repeat(10_000);
        let rows = vec![json!([long, long, 1, long]); 2_000];
        let read = read_from(json!(rows)).unwrap();
        assert_eq!(read.len(), MAX_NAMES);
        let shown = "x".repeat(TEXT_CHARS) + "…";
        assert_eq!((&read[0].name, &read[0].value), (&shown, &shown));
        for forged in [
            json!("no rows"),
            json!([["a", "list", -1, "[]"]]),
            json!([[1]]),
        ] {
            let refused = read_from(forged.clone());
            assert!(
                matches!(refused, Err(VariablesError::Untold(_))),
                "{forged}"
            );
        }
    }
}
