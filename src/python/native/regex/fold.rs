//! Case that does not matter: which characters are taken for one another.

use super::flags::{Flags, IGNORECASE, UNICODE};

/// How far case is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Not at all.
    Exact,
    /// Of ASCII letters.
    Ascii,
    /// Of all letters.
    Unicode,
}

/// No character above this one has another case.
const LAST_CASED: u32 = 0x1_e943;

/// Small letters that have the same capital, group by group.
const SAME_CAPITAL: &str = "i\u{131} s\u{17f} \u{b5}\u{3bc} \u{345}\u{3b9}\u{1fbe} \u{390}\u{1fd3} \u{3b0}\u{1fe3} \
    \u{3b2}\u{3d0} \u{3b5}\u{3f5} \u{3b8}\u{3d1} \u{3ba}\u{3f0} \u{3c0}\u{3d6} \
    \u{3c1}\u{3f1} \u{3c2}\u{3c3} \u{3c6}\u{3d5} \u{432}\u{1c80} \u{434}\u{1c81} \
    \u{43e}\u{1c82} \u{441}\u{1c83} \u{442}\u{1c84}\u{1c85} \u{44a}\u{1c86} \u{463}\u{1c87} \
    \u{1c88}\u{a64b} \u{1e61}\u{1e9b} \u{fb05}\u{fb06}";

impl Fold {
    /// What these flags ask for.
    pub fn of(flags: Flags) -> Self {
        match (flags & IGNORECASE != 0, flags & UNICODE != 0) {
            (false, _) => Self::Exact,
            (true, false) => Self::Ascii,
            (true, true) => Self::Unicode,
        }
    }

    /// The small letter of a character.
    pub fn lower(self, character: char) -> char {
        match self {
            Self::Exact => character,
            Self::Ascii => character.to_ascii_lowercase(),
            Self::Unicode if character.is_ascii() => character.to_ascii_lowercase(),
            // Only `İ` has more than one, and counts as the first.
            Self::Unicode => character.to_lowercase().next().unwrap_or(character),
        }
    }

    /// Adds to ranges of code points the small letters that their characters are taken for.
    pub fn widen(self, ranges: &mut Vec<(u32, u32)>) {
        if self == Self::Exact {
            return;
        }
        for index in 0..ranges.len() {
            let (first, last) = ranges[index];
            for character in (first..=last.min(LAST_CASED)).filter_map(char::from_u32) {
                let lower = self.lower(character);
                if lower != character {
                    ranges.push((lower.into(), lower.into()));
                }
                if self == Self::Unicode {
                    let group = SAME_CAPITAL.split(' ').find(|group| group.contains(lower));
                    let same = group.unwrap_or_default().chars().map(u32::from);
                    ranges.extend(same.map(|code| (code, code)));
                }
            }
        }
    }
}
