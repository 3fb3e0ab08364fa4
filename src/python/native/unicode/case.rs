//! Case, as `str` has it: whole texts, with characters that become several.

use super::category::category;

/// Characters that are titled otherwise than as a capital and small letters: digraphs.
const DIGRAPHS: [(char, char); 4] = [
    ('\u{1c4}', '\u{1c6}'),
    ('\u{1c7}', '\u{1c9}'),
    ('\u{1ca}', '\u{1cc}'),
    ('\u{1f1}', '\u{1f3}'),
];

/// A text in another case; none when there is no such method.
pub fn converted(text: &str, method: &str) -> Option<String> {
    Some(match method {
        "upper" => text.to_uppercase(),
        "lower" => text.to_lowercase(),
        "casefold" => folded(text),
        "swapcase" => swapped(text),
        "capitalize" => capitalized(text),
        "title" => titled(text),
        _ => return None,
    })
}

/// Case folding is the small letters of the capitals, but for scripts whose small letters came
/// late.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // Cherokee is folded to capitals.
            '\u{13a0}'..='\u{13f5}' => folded.push(character),
            '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => {
                append(&mut folded, capitals(character))
            }
            '\u{130}' | '\u{131}' => append(&mut folded, small(character)),
            _ => {
                for capital in small(character).into_iter().flat_map(capitals) {
                    append(&mut folded, small(capital));
                }
            }
        }
    }
    folded
}

// Called, not compiled into all that is below.

#[inline(never)]
fn append(text: &mut String, characters: Vec<char>) {
    text.extend(characters);
}

#[inline(never)]
fn capitals(character: char) -> Vec<char> {
    character.to_uppercase().collect()
}

#[inline(never)]
fn small(character: char) -> Vec<char> {
    character.to_lowercase().collect()
}

/// The small letters of a piece, which know their neighbours: `Σ` at a word's end.
fn lowered(text: &str, start: usize, character: char) -> Vec<char> {
    if character != 'Σ' {
        return small(character);
    }
    let end = start + character.len_utf8();
    let is_passed = |other: &char| {
        matches!(category(*other), "Mn" | "Me" | "Cf" | "Lm" | "Sk")
            || matches!(
                other,
                '\'' | '.'
                    | ':'
                    | '·'
                    | '’'
                    | '\u{2018}'
                    | '\u{2024}'
                    | '\u{2027}'
                    | '\u{fe13}'
                    | '\u{fe52}'
                    | '\u{fe55}'
                    | '\u{ff07}'
                    | '\u{ff0e}'
                    | '\u{ff1a}'
            )
    };
    let before = text[..start].chars().rev().find(|other| !is_passed(other));
    let after = text[end..].chars().find(|other| !is_passed(other));
    let is_last = before.is_some_and(is_cased) && !after.is_some_and(is_cased);
    vec![if is_last { 'ς' } else { 'σ' }]
}

fn swapped(text: &str) -> String {
    let mut swapped = String::with_capacity(text.len());
    for (start, character) in text.char_indices() {
        if character.is_uppercase() {
            append(&mut swapped, lowered(text, start, character));
        } else if character.is_lowercase() {
            append(&mut swapped, capitals(character));
        } else {
            swapped.push(character);
        }
    }
    swapped
}

fn capitalized(text: &str) -> String {
    let mut capitalized = String::with_capacity(text.len());
    for (start, character) in text.char_indices() {
        if start == 0 {
            append(&mut capitalized, title(character));
        } else {
            append(&mut capitalized, lowered(text, start, character));
        }
    }
    capitalized
}

fn titled(text: &str) -> String {
    let mut titled = String::with_capacity(text.len());
    let mut in_word = false;
    for (start, character) in text.char_indices() {
        if in_word {
            append(&mut titled, lowered(text, start, character));
        } else {
            append(&mut titled, title(character));
        }
        in_word = is_cased(character);
    }
    titled
}

/// Whether a character has a case.
pub fn is_cased(character: char) -> bool {
    character.is_uppercase() || character.is_lowercase() || category(character) == "Lt"
}

/// A character at the start of a word.
fn title(character: char) -> Vec<char> {
    let code = u32::from(character);
    if let Some((first, _)) = DIGRAPHS
        .iter()
        .find(|(first, last)| (*first..=*last).contains(&character))
    {
        return char::from_u32(u32::from(*first) + 1).into_iter().collect();
    }
    let code_title = |code: u32| char::from_u32(code).into_iter();
    match code {
        // Not a letter, and the letter is the capital.
        0x149 => return capitals(character),
        // Georgian has no titles.
        0x10d0..=0x10ff => return vec![character],
        // Greek keeps the iota small: within the capital, or as a mark on it.
        0x1fbc | 0x1fcc | 0x1ffc => return vec![character],
        0x1f80..=0x1faf => return code_title(code | 8).collect(),
        0x1fb3 | 0x1fc3 | 0x1ff3 => return code_title(code + 9).collect(),
        0x1fb2 | 0x1fb4 | 0x1fb7 | 0x1fc2 | 0x1fc4 | 0x1fc7 | 0x1ff2 | 0x1ff4 | 0x1ff7 => {
            let mut marked = capitals(character);
            marked.pop();
            marked.push('\u{345}');
            return marked;
        }
        _ => {}
    }
    let mut letters = capitals(character).into_iter();
    let mut title: Vec<char> = letters.next().into_iter().collect();
    letters.for_each(|letter| title.extend(small(letter)));
    title
}
