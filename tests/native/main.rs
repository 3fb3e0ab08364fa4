//! The portable agent through its public interface.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod python_sandbox;
mod sandbox_supervisor;
mod agent_loop;
mod storage;
mod tools;
mod tour;

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod providers;
