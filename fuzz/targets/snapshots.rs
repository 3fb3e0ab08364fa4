//! See the function of this name in `checks.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| micropython_agent_fuzz::snapshots(data));
