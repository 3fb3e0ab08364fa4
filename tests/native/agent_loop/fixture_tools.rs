//! Tools for the loop's tests.

use std::cell::Cell;
use std::future::pending;
use std::rc::Rc;

use micropython_agent::model::Usage;
use micropython_agent::platform::http::HttpRequest;
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

/// Reads the page of a number.
pub fn look_up() -> Tool {
    Tool::new(
        "look_up",
        "Looks a number up.",
        |input: Number, context: ToolContext| async move {
            let request = HttpRequest::get(format!("https://a.test/{}", input.number));
            let page = context.fetch(request, 100, |_| Ok(())).await?;
            Ok(String::from_utf8_lossy(&page.body).into_owned())
        },
    )
}

/// Has a model read and write so many tokens each.
pub fn spend() -> Tool {
    Tool::new(
        "spend",
        "Spends.",
        |input: Number, context: ToolContext| async move {
            context.check_budget()?;
            context.spent(Usage {
                input_tokens: input.number as u64,
                output_tokens: input.number as u64,
                ..Usage::default()
            });
            Ok(input.number)
        },
    )
}

/// Counts its calls.
pub fn count() -> Tool {
    let calls = Rc::new(Cell::new(0));
    Tool::new(
        "count",
        "Counts.",
        move |_input: Number, _context: ToolContext| {
            calls.set(calls.get() + 1);
            let count = calls.get();
            async move { Ok(count) }
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

/// Is named as the one that never answers, and answers.
pub fn five() -> Tool {
    Tool::new(
        "wait",
        "Waits.",
        |_input: Number, _context: ToolContext| async move { Ok(5) },
    )
}
