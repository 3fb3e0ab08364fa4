//! The names of Hangul syllables, which are made of those of their letters: Unicode's chapter 3.12.

const FIRST: u32 = 0xac00;
const PREFIX: &str = "HANGUL SYLLABLE ";
const INITIALS: [&str; 19] = [
    "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P",
    "H",
];
const VOWELS: [&str; 21] = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE",
    "WI", "YU", "EU", "YI", "I",
];
const FINALS: [&str; 28] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
    "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H",
];
const SYLLABLES: u32 = (INITIALS.len() * VOWELS.len() * FINALS.len()) as u32;

/// The name of a syllable.
pub fn name(character: char) -> Option<String> {
    let index = u32::from(character).checked_sub(FIRST)?;
    let index = (index < SYLLABLES).then_some(index as usize)?;
    let (initial, rest) = (index / (VOWELS.len() * FINALS.len()), index / FINALS.len());
    let (vowel, last) = (rest % VOWELS.len(), index % FINALS.len());
    Some(format!(
        "{PREFIX}{}{}{}",
        INITIALS[initial], VOWELS[vowel], FINALS[last]
    ))
}

/// The number of the syllable of a name in capitals.
pub fn code(name: &str) -> Option<u32> {
    let letters = name.strip_prefix(PREFIX)?;
    let (initial, rest) = longest(&INITIALS, letters)?;
    let (vowel, rest) = longest(&VOWELS, rest)?;
    let last = FINALS.iter().position(|last| *last == rest)?;
    let index = (initial * VOWELS.len() + vowel) * FINALS.len() + last;
    Some(FIRST + index as u32)
}

/// The longest of some letters that a text begins with: its index, and the rest of the text.
fn longest<'text>(letters: &[&str], text: &'text str) -> Option<(usize, &'text str)> {
    let rests = letters.iter().map(|letter| text.strip_prefix(letter));
    rests
        .enumerate()
        .filter_map(|(index, rest)| Some((index, rest?)))
        .min_by_key(|(_, rest)| rest.len())
}
