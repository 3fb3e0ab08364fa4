//! The general category of each character, as of Python 3.11 (Unicode 14).

use std::cell::OnceCell;

/// Runs of categories: five bits for the category, three for the run's length less one. Where the
/// three are all set, the length less eight follows, seven bits in a byte.
const RUNS: &[u8] = include_bytes!("categories.bin");

/// The categories' names, in the order of their numbers.
const NAMES: [&str; 30] = [
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
];
const MARK: u8 = 5;
const DIGIT: u8 = 8;
const FORMAT: u8 = 26;
const PRIVATE: u8 = 28;
const UNASSIGNED: u8 = 29;

thread_local! {
    /// The category of each character up to the last one with runs. Made when first asked for.
    static CATEGORIES: OnceCell<Vec<u8>> = const { OnceCell::new() };
}

fn all() -> Vec<u8> {
    let mut categories = Vec::new();
    let mut bytes = RUNS.iter().copied();
    while let Some(byte) = bytes.next() {
        let mut length = usize::from(byte >> 5) + 1;
        let mut shift = 0;
        while length >= 8 {
            let Some(more) = bytes.next() else { break };
            length += usize::from(more & 127) << shift;
            shift += 7;
            if more < 128 {
                break;
            }
        }
        categories.resize(categories.len() + length, byte & 31);
    }
    categories
}

fn number(character: char) -> u8 {
    let code = u32::from(character);
    let known = CATEGORIES.with(|categories| {
        let categories = categories.get_or_init(all);
        categories.get(code as usize).copied()
    });
    known.unwrap_or(match code {
        0xe_0001 | 0xe_0020..=0xe_007f => FORMAT,
        0xe_0100..=0xe_01ef => MARK,
        0xf_0000..=0xf_fffd | 0x10_0000..=0x10_fffd => PRIVATE,
        _ => UNASSIGNED,
    })
}

/// The name of a character's category.
pub fn category(character: char) -> &'static str {
    NAMES[usize::from(number(character))]
}

/// Whether it is a letter.
pub fn is_alphabetic(character: char) -> bool {
    number(character) < MARK
}

/// Whether it is a letter or a number.
pub fn is_alphanumeric(character: char) -> bool {
    matches!(number(character), 0..MARK | DIGIT..=10)
}

/// The value of a decimal digit of any script.
pub fn decimal(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    if number(character) != DIGIT {
        return None;
    }
    // Digits come by tens, in order, and some tens right behind others.
    let code = u32::from(character);
    let is_digit = |code: &u32| char::from_u32(*code).is_some_and(|other| number(other) == DIGIT);
    let before = (0..code).rev().take_while(is_digit).count();
    Some(before as u32 % 10)
}

/// Whether `repr` leaves a character as it is.
pub fn is_printable(character: char) -> bool {
    // All but the last categories: white space and what has no shape.
    character == ' ' || number(character) < 22
}
