//! Tools: typed Rust functions that Python can call. A tool is a description, an input and an
//! output type with derived JSON schemas, and an async body with a log. Knows neither the agent
//! nor the sandbox.

mod context;
mod definition;
mod error;
mod python_type;
mod schema;
mod services;
pub mod signature;

mod html;
pub mod scrape;
pub mod search;
pub mod weather;

pub use context::{ToolContext, ToolLog};
pub use definition::{Tool, ToolDefinition, ToolReturn, Toolbox};
pub use error::ToolError;
pub use services::{InvalidAddress, ServiceAddresses, default_toolbox};
