//! Attacks: programs, messages, scripts and texts that try to reach what they must not. Each test
//! says what is refused and how; nothing of it may reach the test server.
//!
//! The ten things that a sandbox of this kind must block or do, and where they are tried: no bridge
//! to JavaScript (`python/bridge.py`), an opaque origin and a policy (`realm.rs`, `frame.rs`), the
//! keys stay with the page (`rendering.rs`, `python/memory.py`), ends from outside and memory
//! (`python/memory.py`; the deadline and the limits have tests of their own), checked messages
//! (`forged.rs`, `tools.rs`), tool output as data and rendering (`tools.rs`, `rendering.rs`), a fresh
//! interpreter for each session and no `input` (`python.rs`, `python/forgery.py`).

mod case;
mod forged;
mod frame;
mod hostile;
mod python;
mod realm;
mod rendering;
mod tools;
