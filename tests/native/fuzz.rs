//! The checks of `fuzz/`, for a moment: the seeds as they are, the seeds changed, and any bytes.

#[path = "../../fuzz/checks.rs"]
mod checks;

use std::path::PathBuf;

use micropython_agent::sandbox::protocol::{FromWorker, PROTOCOL_VERSION, ToWorker, decode};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Inputs tried for each reader, beside the seeds.
const CASES: u32 = 400;

fn seeds(reader: &str) -> Vec<Vec<u8>> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let folder = root.join("fuzz/seeds").join(reader);
    let seeds: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    assert!(seeds.len() >= 3, "{reader} has {} seeds", seeds.len());
    seeds
}

/// One change: at a place, so many bytes are taken out and others put in.
type Change = (prop::sample::Index, usize, Vec<u8>);

fn changed(mut seed: Vec<u8>, changes: Vec<Change>) -> Vec<u8> {
    for (place, taken, given) in changes {
        let from = place.index(seed.len() + 1);
        let to = seed.len().min(from + taken);
        seed.splice(from..to, given);
    }
    seed
}

/// Pieces that mean something to one reader or another.
const PIECES: [&str; 24] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\u",
    "\\",
    "-1",
    "1e999",
    "null",
    "\n",
    "\r\n",
    "\n\n",
    "data: ",
    "```",
    "```python\n",
    "<think>",
    "</code>",
    "<answer>",
    "await ",
    "\u{fffd}",
    "\u{202e}",
];

fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::sample::select(PIECES.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ]
}

fn try_all(reader: &str, check: fn(&[u8])) {
    let seeds = seeds(reader);
    seeds.iter().for_each(|seed| check(seed));
    let change = (any::<prop::sample::Index>(), 0..12_usize, piece());
    let inputs = prop_oneof![
        3 => (prop::sample::select(seeds), prop::collection::vec(change, 1..5))
            .prop_map(|(seed, changes)| changed(seed, changes)),
        1 => prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat()),
    ];
    let mut config = Config::with_cases(CASES);
    // What breaks becomes a seed by hand.
    config.failure_persistence = None;
    let tried = TestRunner::new(config).run(&inputs, |input| {
        check(&input);
        Ok(())
    });
    tried.unwrap();
}

/// Seeds that are refused at the door would fuzz nothing but the door.
#[test]
fn most_seeds_are_messages_of_today() {
    let version = PROTOCOL_VERSION.to_string();
    let seeds = seeds("protocol").into_iter();
    let texts = seeds.map(|seed| {
        String::from_utf8(seed)
            .unwrap()
            .replace("VERSION", &version)
    });
    let (read, refused): (Vec<_>, Vec<_>) = texts.partition(|text| {
        let nonce = "5eed5eed5eed5eed";
        decode::<FromWorker>(nonce, text, 1 << 16).is_ok()
            || decode::<ToWorker>(nonce, text, 1 << 16).is_ok()
    });
    assert!(read.len() >= 10, "{refused:#?}");
    assert_eq!(refused.len(), 3, "{refused:#?}");
}

#[test]
fn any_message_is_read_or_refused() {
    try_all("protocol", checks::protocol);
}

#[test]
fn the_worker_keeps_to_the_protocol_whatever_it_is_asked() {
    try_all("host_calls", checks::host_calls);
}

#[test]
fn any_stream_is_the_same_in_any_pieces() {
    try_all("server_sent_events", checks::server_sent_events);
}

#[test]
fn any_reply_is_code_or_an_answer_or_neither() {
    try_all("reply", checks::reply);
}

#[test]
fn any_file_of_conversations_is_taken_whole_or_refused() {
    try_all("archive", checks::archive);
}

#[test]
fn any_snapshot_is_pages_in_the_memory_or_refused() {
    try_all("snapshots", checks::snapshots);
}

#[test]
fn any_source_keeps_its_lines_or_is_refused() {
    try_all("lowering", checks::lowering);
}

#[test]
fn any_regular_expression_is_refused_or_finds_what_is_there() {
    try_all("regular_expressions", checks::regular_expressions);
}

#[test]
fn any_request_of_a_native_function_is_answered_or_refused() {
    try_all("native_functions", checks::native_functions);
}

#[test]
fn any_answer_of_a_search_service_is_results_within_bounds_or_few_words() {
    try_all("search_answers", checks::search_answers);
}

#[test]
fn anything_that_is_shown_is_drawn_sorted_and_saved_or_refused() {
    try_all("displays", checks::displays);
}

#[test]
fn any_answer_of_the_worker_that_draws_is_a_drawing_within_bounds_or_refused() {
    try_all("diagrams", checks::diagrams);
}

#[test]
fn any_formula_is_elements_or_refused() {
    try_all("formulas", checks::formulas);
}

#[test]
fn any_vocabulary_is_read_or_refused() {
    try_all("vocabulary", checks::vocabulary);
}
