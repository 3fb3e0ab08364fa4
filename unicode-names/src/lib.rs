//! The names of Unicode's characters, as Python has them. Stands in for the crate `unicode_names2`,
//! whose tables are made for speed and are most of what a browser would have to load: here the
//! names are text that compresses well, and are looked through.
//!
//! `names.txt`, which `make.py` writes, has the characters in order. A line is one of:
//!
//! - `2LETTER A`: the next character's name, which begins with 2 words of the one before. `#` stands
//!   for the character's number.
//! - `*12`: the same for the 12 next characters.
//! - `+1F`: the 31 next characters have no name.

mod hangul;

use std::sync::OnceLock;

const NAMES: &str = include_str!("names.txt");
/// Other names of characters, each after the number of its character.
const ALIASES: &str = include_str!("aliases.txt");

/// A run of characters that have the same name but for their numbers.
struct Run {
    first: u32,
    last: u32,
    /// Where the name ends in [`Names::text`]; it begins where the one before ends.
    end: usize,
}

/// All names, at length. Made when first asked for.
struct Names {
    text: String,
    runs: Vec<Run>,
}

impl Names {
    fn get() -> &'static Self {
        static ALL: OnceLock<Names> = OnceLock::new();
        ALL.get_or_init(Self::read)
    }

    fn read() -> Self {
        let (mut text, mut runs) = (String::with_capacity(1 << 20), Vec::<Run>::new());
        let (mut next, mut start) = (0, 0);
        for line in NAMES.lines() {
            let (kind, rest) = line.split_at(1);
            match kind {
                "+" => next += u32::from_str_radix(rest, 16).unwrap_or_default(),
                "*" => {
                    next += rest.parse().unwrap_or(0);
                    if let Some(run) = runs.last_mut() {
                        run.last = next - 1;
                    }
                }
                _ => {
                    let end = text.len();
                    push_words(&mut text, start..end, kind.parse().unwrap_or(0));
                    if text.len() > end && !rest.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(rest);
                    start = end;
                    runs.push(Run {
                        first: next,
                        last: next,
                        end: text.len(),
                    });
                    next += 1;
                }
            }
        }
        Self { text, runs }
    }

    fn name_of(&self, run: usize) -> &str {
        let start = run.checked_sub(1).map_or(0, |before| self.runs[before].end);
        &self.text[start..self.runs[run].end]
    }
}

/// Appends the first words of what stands at a place in the text.
fn push_words(text: &mut String, place: std::ops::Range<usize>, words: usize) {
    let Some(last) = words.checked_sub(1) else {
        return;
    };
    let before = &text[place.clone()];
    let length = before.match_indices(' ').nth(last);
    let length = length.map_or(before.len(), |(length, _)| length);
    text.extend_from_within(place.start..place.start + length);
}

/// A character's name.
pub fn name(character: char) -> Option<String> {
    if let Some(name) = hangul::name(character) {
        return Some(name);
    }
    let (names, code) = (Names::get(), u32::from(character));
    let run = names.runs.partition_point(|run| run.last < code);
    if names.runs.get(run)?.first > code {
        return None;
    }
    Some(names.name_of(run).replace('#', &format!("{code:04X}")))
}

/// The character of a name or of an alias, in letters of either case.
pub fn character(name: &str) -> Option<char> {
    let wanted = name.to_ascii_uppercase();
    let code = hangul::code(&wanted)
        .or_else(|| code(&wanted))
        .or_else(|| code_of_alias(&wanted))?;
    char::from_u32(code)
}

fn code(wanted: &str) -> Option<u32> {
    let names = Names::get();
    let number = wanted.rsplit_once('-');
    names.runs.iter().enumerate().find_map(|(index, run)| {
        let Some(beginning) = names.name_of(index).strip_suffix('#') else {
            return (names.name_of(index) == wanted).then_some(run.first);
        };
        let (_, digits) = number.filter(|(start, _)| beginning.strip_suffix('-') == Some(start))?;
        let code = u32::from_str_radix(digits, 16).ok()?;
        // The number is written in one way only.
        let is_it = (run.first..=run.last).contains(&code) && format!("{code:04X}") == digits;
        is_it.then_some(code)
    })
}

fn code_of_alias(wanted: &str) -> Option<u32> {
    ALIASES.lines().find_map(|line| {
        let (code, alias) = line.split_once(' ')?;
        let code = u32::from_str_radix(code, 16).ok()?;
        (alias == wanted).then_some(code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    /// Made by Python 3.11, of lines as below.
    const OF_PYTHON: &str = "f3024d0ed3e881ffbcccee78786817537161913fc99a97ab0de85fff077bf5d7";

    #[test]
    fn all_names_are_as_in_python() {
        let mut hash = Sha256::new();
        for character in '\0'..=char::MAX {
            if let Some(name) = name(character) {
                hash.update(format!("{:X} {name}\n", u32::from(character)));
            }
        }
        let hash = hash
            .finalize()
            .into_iter()
            .map(|byte| format!("{byte:02x}"));
        assert_eq!(hash.collect::<String>(), OF_PYTHON);
    }

    #[test]
    fn a_character_is_found_by_its_name() {
        // Every name takes minutes: those of a part that has all kinds, and one of many of the rest.
        let some = ('\0'..=char::MAX).filter(|it| *it < '\u{500}' || u32::from(*it) % 499 == 0);
        for it in some {
            if let Some(name) = name(it) {
                assert_eq!(character(&name), Some(it), "{name}");
                assert_eq!(character(&name.to_lowercase()), Some(it), "{name}");
            }
        }
    }

    #[test]
    fn a_character_is_found_by_its_alias() {
        assert_eq!(character("line feed"), Some('\n'));
        assert_eq!(character("VS256"), Some('\u{e01ef}'));
    }

    #[test]
    fn what_is_no_name_has_no_character() {
        let no_names = [
            "",
            "LATIN SMALL LETTER",
            "CJK UNIFIED IDEOGRAPH-#",
            "CJK UNIFIED IDEOGRAPH-03400",
            "CJK UNIFIED IDEOGRAPH-+3400",
            "CJK UNIFIED IDEOGRAPH-4DC0",
            "CJK UNIFIED IDEOGRAPH-FFFFFFFFF",
            "HANGUL SYLLABLE ",
            "HANGUL SYLLABLE GAX",
        ];
        for name in no_names {
            assert_eq!(character(name), None, "{name}");
        }
    }
}
