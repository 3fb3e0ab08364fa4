//! ask_user: asks the person at the page, and waits.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::context::ToolContext;
use super::definition::Tool;
use super::error::ToolError;
use super::person::Question;

pub(super) const NAME: &str = "ask_user";

const DESCRIPTION: &str = "Asks the user a question and returns the answer as text.\n\n\
    Waits as long as the user takes. Ask only what you cannot find out or decide yourself.";

#[derive(Deserialize, JsonSchema)]
struct Input {
    /// What to ask.
    #[schemars(length(min = 1, max = 2000))]
    question: String,
    /// Answers to choose from; any answer if left out.
    #[schemars(length(min = 2, max = 20), inner(length(min = 1, max = 200)))]
    choices: Option<Vec<String>>,
}

/// The tool. A call has no limit of time.
pub fn ask_user() -> Tool {
    Tool::new(NAME, DESCRIPTION, ask).untimed()
}

/// The question that a call of the tool asks; nothing for other tools, and arguments that it would
/// refuse.
pub fn question_of(tool: &str, arguments: &Map<String, Value>) -> Option<Question> {
    if tool != NAME {
        return None;
    }
    let input: Input = serde_json::from_value(Value::Object(arguments.clone())).ok()?;
    Some(Question {
        text: input.question.trim().into(),
        choices: input.choices.unwrap_or_default(),
    })
}

async fn ask(input: Input, context: ToolContext) -> Result<String, ToolError> {
    let question = Question {
        text: input.question.trim().into(),
        choices: input.choices.unwrap_or_default(),
    };
    if question.text.is_empty() {
        return Err(ToolError::InvalidArguments {
            tool: NAME.into(),
            problem: "question must not be blank".into(),
        });
    }
    let answer = context.resources().person.ask(question).await;
    let answer = answer.map_err(|error| ToolError::Refused(error.to_string()))?;
    context.log("answered by the user");
    Ok(answer)
}
