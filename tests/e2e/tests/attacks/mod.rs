//! Attacks: programs, messages, scripts and texts that try to reach what they must not. Each test
//! says what is refused and how; nothing of it may reach the test server.

mod case;
mod forged;
mod frame;
mod hostile;
mod python;
mod realm;
mod rendering;
