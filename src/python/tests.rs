//! What the tests of the passes share.

/// Asserts what a step is lowered to.
#[track_caller]
pub fn check(source: &str, lowered: &str) {
    assert_eq!(super::lower(source, "<step 1>").as_deref(), Ok(lowered));
}
