//! The vocabulary `o200k` of OpenAI's models, as one file that a page fetches when it needs it and
//! reads in milliseconds. `src/model/tokenizer` reads it, and its documentation has the format.

use regex_syntax::hir::{Class, HirKind};
use tiktoken_rs::CoreBPE;

/// The words of `o200k`; special tokens come after them.
const WORDS: u32 = 199_998;

/// The classes of characters that the vocabulary's pattern tells apart, by the number each has in
/// the file. Letters that are neither upper nor lower case, and marks, count as both.
const CLASSES: [(u8, &str); 5] = [
    (1, r"[\p{Lu}\p{Lt}]"),
    (2, r"[\p{Ll}]"),
    (3, r"[\p{Lm}\p{Lo}]"),
    (4, r"[\p{M}]"),
    (5, r"[\p{N}]"),
];

/// Why the file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// The crate with the vocabulary did not give it.
    #[error("reading the vocabulary: {0}")]
    Vocabulary(String),
    /// A class of characters is not what was expected.
    #[error("{pattern} is no class of characters")]
    Class {
        /// The class, as a regular expression.
        pattern: &'static str,
    },
}

/// The file's bytes.
///
/// # Errors
/// When the vocabulary or the classes of characters are not as expected, such as after a change of
/// version.
pub fn o200k() -> Result<Vec<u8>, VocabularyError> {
    let encoding = tiktoken_rs::o200k_base()
        .map_err(|error| VocabularyError::Vocabulary(error.to_string()))?;
    let mut file = b"o200k\x01".to_vec();
    write_classes(&mut file)?;
    write_words(&mut file, words(&encoding)?);
    Ok(file)
}

/// Every word with its rank, in the order of their bytes.
fn words(encoding: &CoreBPE) -> Result<Vec<(Vec<u8>, u32)>, VocabularyError> {
    let mut words = (0..WORDS)
        .map(|rank| Ok((encoding.decode_bytes(&[rank])?, rank)))
        .collect::<Result<Vec<_>, tiktoken_rs::DecodeKeyError>>()
        .map_err(|error| VocabularyError::Vocabulary(error.to_string()))?;
    words.sort_unstable();
    Ok(words)
}

fn write_classes(file: &mut Vec<u8>) -> Result<(), VocabularyError> {
    let mut ranges = Vec::new();
    for (number, pattern) in CLASSES {
        let parsed = regex_syntax::parse(pattern).map(regex_syntax::hir::Hir::into_kind);
        let Ok(HirKind::Class(Class::Unicode(class))) = parsed else {
            return Err(VocabularyError::Class { pattern });
        };
        ranges.extend(
            class
                .iter()
                .map(|range| (u32::from(range.start()), u32::from(range.end()), number)),
        );
    }
    ranges.sort_unstable();
    write_number(file, ranges.len() as u32);
    let mut last = 0;
    for (start, end, number) in ranges {
        write_number(file, start - last);
        write_number(file, end - start);
        file.push(number);
        last = end;
    }
    Ok(())
}

fn write_words(file: &mut Vec<u8>, words: Vec<(Vec<u8>, u32)>) {
    write_number(file, words.len() as u32);
    let mut last: Vec<u8> = Vec::new();
    for (word, rank) in words {
        let shared = word.iter().zip(&last).take_while(|(a, b)| a == b).count();
        write_number(file, shared as u32);
        write_number(file, (word.len() - shared) as u32);
        file.extend_from_slice(&word[shared..]);
        write_number(file, rank);
        last = word;
    }
}

/// Seven bits a byte, the lowest first; the highest bit says that more come.
fn write_number(file: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        file.push(number as u8 | 0x80);
        number >>= 7;
    }
    file.push(number as u8);
}
