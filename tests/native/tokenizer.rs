//! Our tokenizer counts as OpenAI's own does, and takes no damaged vocabulary.

use std::sync::LazyLock;
use std::time::Instant;

use micropython_agent::model::tokenizer::{Vocabulary, VocabularyError};
use proptest::prelude::*;

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| vocabulary::o200k().expect("the vocabulary"));
static VOCABULARY: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::read(&FILE).expect("what was written is read"));

/// By the reference implementation.
fn reference(text: &str) -> u64 {
    tiktoken_rs::o200k_base_singleton()
        .encode_ordinary(text)
        .len() as u64
}

fn compare(text: &str) {
    assert_eq!(VOCABULARY.count(text), reference(text), "{text:?}");
}

#[test]
fn counts_texts_as_the_reference_does() {
    for text in [
        "",
        " ",
        "a",
        "It's the USER'S turn, they'LL say: don'T!",
        "let's it'ſ x're 'll 'veto",
        "  two spaces\n\n\n   and\r\n lines \t\n",
        "trailing   ",
        "12345678 3.14159 1e-9 ⅷ ²³ ٣٤٥",
        "fn main() { println!(\"{}\", a[0] + b::c); } // path/to/file.rs\n/// x\n",
        "def f(x):\n    return x ** 2  # comment\n\n\nclass HTTPServerError(Exception): pass\n",
        "日本語のテキスト、한국어 문장, Ελληνικά, Русский, العربية, हिन्दी, ไทย",
        "Ünïcödé e\u{301}a\u{300} \u{301}\u{302}x A\u{301}B ǅabc ʰʱ 日本X aʰB",
        "🦀🧑‍🚀👍🏽 mixed🦀text",
        "<|endoftext|> is ordinary text",
        "\u{a0}\u{2003}nbsp\u{3000}wide",
        "a\u{0}b\u{7f}c\u{feff}",
    ] {
        compare(text);
    }
}

#[test]
fn counts_whole_files_as_the_reference_does() {
    for text in [
        include_str!("../../ARCHITECTURE.md"),
        include_str!("../../CHANGELOG.md"),
        include_str!("../../Cargo.lock"),
        include_str!("../../index.html"),
        include_str!("../../src/model/tokenizer/pieces.rs"),
        include_str!("../../micropython/bootstrap/hooks.py"),
    ] {
        compare(text);
    }
}

#[test]
fn a_long_text_without_a_break_costs_little_more_than_its_length() {
    // The best of several: what else the machine does only ever adds to it.
    let time = |length: usize| {
        let text: String = "ab".repeat(length);
        let times = (0..3).map(|_| {
            let started = Instant::now();
            VOCABULARY.count(&text);
            started.elapsed()
        });
        times.min().expect("three")
    };
    let (short, long) = (time(10_000), time(160_000));
    assert!(
        long < short * 160,
        "{short:?}, then {long:?} for 16 times as much"
    );
    compare(&"ab".repeat(500));
    compare(&"=".repeat(1_000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn counts_any_text_as_the_reference_does(text in "\\PC{0,40}|[ -~\\s]{0,80}|[a-zA-Z' ]{0,60}|.{0,40}") {
        prop_assert_eq!(VOCABULARY.count(&text), reference(&text), "{:?}", text);
    }

    #[test]
    fn counts_letters_and_marks_in_any_order_as_the_reference_does(
        text in "[aAzZ日ʰǅ\u{301}\u{302}'slLrReE ß0१٣/\r\n\\-_]{0,24}",
    ) {
        prop_assert_eq!(VOCABULARY.count(&text), reference(&text), "{:?}", text);
    }
}

#[test]
fn takes_no_vocabulary_that_is_damaged() {
    assert_eq!(
        Vocabulary::read(b"").err(),
        Some(VocabularyError::NotAVocabulary)
    );
    assert_eq!(
        Vocabulary::read(b"<html>").err(),
        Some(VocabularyError::NotAVocabulary)
    );
    for length in [6, 7, 100, 5_000, FILE.len() - 1] {
        let read = Vocabulary::read(&FILE[..length]);
        assert!(
            matches!(read, Err(VocabularyError::Damaged { .. })),
            "{length} bytes of it"
        );
    }
    let mut longer = FILE.clone();
    longer.push(0);
    assert!(Vocabulary::read(&longer).is_err(), "more than it says");
    // Words out of order would not be found again.
    let words = b"o200k\x01\x00\x02\x00\x01b\x00\x00\x01a\x01";
    assert!(matches!(
        Vocabulary::read(words),
        Err(VocabularyError::Damaged { .. })
    ));
}
