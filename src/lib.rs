//! MicroPython Sandbox Agent: a language model answers by writing Python, which runs sealed in
//! WebAssembly. This library is the portable agent. It names no browser type, opens no socket and
//! reads no clock by itself; all of that comes in through [`platform`]. The three WebAssembly
//! binaries in `src/bin/` (the page, the sandbox's worker and the one that draws diagrams) stand at the
//! edge.
//!
//! Modules in reading order:

pub mod platform;

pub mod model;

pub mod python;

pub mod display;

pub mod math;

pub mod diagram;

pub mod sandbox;

pub mod tools;

pub mod tour;

pub mod agent;

pub mod storage;

mod error;

pub use error::Error;

#[cfg(doctest)]
#[doc = include_str!("../docs/embedding.md")]
mod embedding {}
