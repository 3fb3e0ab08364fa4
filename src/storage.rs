//! What is kept on the device, in which form and version: conversations as logs of events, and
//! settings. Built on [`crate::platform::store`]; knows the loop's types, not the loop. The API
//! key is no part of either.

pub mod archive;
pub mod conversation;
pub mod document;
pub mod drafts;
mod foreign;
pub mod provider;
pub mod search;
pub mod settings;
pub mod snapshots;
pub mod sync;
pub mod templates;
mod versioned;

pub use conversation::{ConversationLog, Conversations, Label, Listing, Opened, Summary};
pub use provider::{PROVIDERS, Provider};
pub use settings::{LogLevel, Services, Settings, SettingsError, StoredSettings, Theme};
