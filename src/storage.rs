//! What is kept on the device, in which form and version: conversations as logs of events, and
//! settings. Built on [`crate::platform::store`]; knows the loop's types, not the loop.

pub mod conversation;
pub mod settings;
