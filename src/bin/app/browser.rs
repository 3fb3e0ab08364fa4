//! The browser as the library's traits see it. The only place that names browser types outside
//! the components.

pub mod built_in_model;
pub mod charsets;
pub mod clock;
pub mod diagrams;
pub mod fetch;
pub mod files;
pub mod folder;
pub mod indexed_db;
pub mod js_error;
pub mod json;
pub mod log;
pub mod offline;
pub mod page;
pub mod quota;
pub mod reach;
pub mod site;
pub mod styles;
pub mod tabs;
pub mod worker_link;
