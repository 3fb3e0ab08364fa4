//! Draws a source, and reads the answer. What it finds is why drawing has a worker of its own, so it is
//! not among the checks that every test run makes.
#![no_main]

use micropython_agent::diagram;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let source = String::from_utf8_lossy(data);
    let answer = diagram::answer(&source);
    let read = diagram::read(&answer);
    assert!(!matches!(read, Err(diagram::DiagramError::Damaged(_))), "{read:?}: {answer}");
});
