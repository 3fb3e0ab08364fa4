//! Tools: typed Rust functions that Python can call. A tool is a description, an input and an
//! output type with derived JSON schemas, and an async body with a log. Knows neither the agent
//! nor the sandbox.

mod definition;
mod error;
mod schema;
pub mod scrape;
pub mod search;
mod signature;
pub mod weather;

pub use definition::{Tool, ToolContext, ToolDefinition, ToolLog, ToolReturn, Toolbox};
pub use error::ToolError;
