//! The worker in a real browser, against a page that the tests play.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod page;

mod artifacts;
mod collection;
mod displays;
mod files;
mod imports;
mod limits;
mod memory;
mod output;
mod page_files;
mod runaway;
mod sealing;
mod session;
mod sleeping;
mod snapshots;
mod tools;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
