//! Tools: typed Rust functions that Python can call. A tool is a description, an input and an
//! output type with derived JSON schemas, and an async body with a log. Knows neither the agent
//! nor the sandbox.

mod approval;
mod context;
mod definition;
mod dynamic;
mod error;
mod person;
mod python_type;
mod resources;
mod schema;
mod services;
pub mod signature;

pub mod ask_user;
pub mod extract;
mod html;
pub mod scrape;
pub mod search;
pub mod weather;
mod web_address;

pub use approval::{Approval, ApprovalRequest, Permission};
pub use ask_user::question_of;
pub use context::{ToolContext, ToolLog};
pub use definition::{Tool, ToolDefinition, ToolReturn, Toolbox};
pub use dynamic::InvalidTool;
pub use error::ToolError;
pub use person::{Nobody, NobodyThere, Person, Question};
pub use resources::{Fetched, ResponseCache, ToolResources};
pub(crate) use schema::check as check_value;
pub use services::{InvalidAddress, ServiceSettings, default_toolbox};
