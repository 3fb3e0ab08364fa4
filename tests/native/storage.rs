//! What is kept on the device, against the in-memory store and one that fails.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod answer_settings;
mod archive;
mod conversations;
mod documents;
mod drafts;
pub mod events;
mod labels;
mod migrations;
mod past;
mod searching;
mod settings;
mod sharing;
pub mod snapshots;
pub mod store;
pub mod sync;
mod templates;
mod waiting;
mod work_settings;
mod writer;
