//! The outside world as traits, each with its in-memory twin for tests. Knows nothing of ours.

pub mod charset;
pub mod clock;
pub mod http;
pub mod patience;
pub mod recorded;
pub mod redis;
pub mod store;
