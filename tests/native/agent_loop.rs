//! The loop from question to answer, against a scripted model and a played Python.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod fixture_tools;
pub mod model;
pub mod python;
pub mod stage;

mod answers;
mod approval;
mod artifacts;
mod compaction;
mod console;
mod displays;
mod earlier_calls;
mod failures;
mod limits;
mod messages;
mod misbehaving;
mod resuming;
mod steering;
mod stopping;
mod titles;
mod tool_calls;
mod transcript;
mod written;
