//! Tools for the loop's tests.

use std::future::pending;

use micropython_agent::tools::{Tool, ToolContext, ToolError};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
pub struct Number {
    /// A number.
    number: i64,
}

/// Doubles a number, and says so in its log.
pub fn double() -> Tool {
    Tool::new(
        "double",
        "Doubles a number.",
        |input: Number, context: ToolContext| async move {
            context.log(&format!("doubling {}", input.number));
            Ok(input.number * 2)
        },
    )
}

/// Has nothing for any number.
pub fn find() -> Tool {
    Tool::new(
        "find",
        "Finds a number.",
        |input: Number, _context: ToolContext| async move {
            let problem = format!("there is no {}", input.number);
            Err::<i64, _>(ToolError::NothingFound(problem))
        },
    )
}

/// Never answers.
pub fn wait() -> Tool {
    stuck("wait", "Waits.")
}

/// Never answers, by any name.
pub fn stuck(name: &str, description: &str) -> Tool {
    Tool::new(
        name,
        description,
        |_input: Number, context: ToolContext| async move {
            context.log("waiting");
            pending::<()>().await;
            Ok(0)
        },
    )
}
