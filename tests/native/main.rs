//! The portable agent through its public interface.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod providers;
mod python_sandbox;
mod sandbox_supervisor;
mod tools;
mod tour;
