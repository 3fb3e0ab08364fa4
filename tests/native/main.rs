//! The portable agent through its public interface.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod agent_loop;
mod durability;
mod embedding;
mod fuzz;
mod javascript_types;
mod lowering;
mod native_functions;
pub mod providers;
mod python_page;
mod python_sandbox;
mod redis;
mod regex;
mod sandbox_supervisor;
mod storage;
mod tokenizer;
mod tools;
mod tour;
