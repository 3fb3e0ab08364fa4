//! What kind of characters a text is of, as `str`'s methods have it.

use super::case::is_cased;
use super::category::{category, decimal, is_alphabetic, is_alphanumeric, is_printable};

/// Digits that are not decimal: superscripts, digits in circles and the like. First and last.
const DIGITS: [(u32, u32); 20] = [
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x10a40, 0x10a43),
    (0x10e60, 0x10e68),
    (0x11052, 0x1105a),
    (0x1f100, 0x1f10a),
];

/// Letters that are numbers.
const NUMERALS: &str = "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒\
    漆玖百肆萬貮貳贰阡陆陌陸零參拾兩零六陸什𠀁𠁤𠃢𠄡𠤪𠦃𠦌𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭廾";

/// Whether a text is as the method of this name asks; none when there is no such method.
pub fn is(text: &str, method: &str) -> Option<bool> {
    let all = |is: fn(char) -> bool| !text.is_empty() && text.chars().all(is);
    Some(match method {
        "isalpha" => all(is_alphabetic),
        "isalnum" => all(|character| is_alphanumeric(character) || is_numeric(character)),
        "isdecimal" => all(|character| decimal(character).is_some()),
        "isdigit" => all(is_digit),
        "isnumeric" => all(is_numeric),
        "isspace" => all(is_space),
        "isprintable" => text.chars().all(is_printable),
        "isidentifier" => is_identifier(text),
        "islower" => {
            let has_other = text
                .chars()
                .any(|other| other.is_uppercase() || is_title(other));
            !has_other && text.chars().any(char::is_lowercase)
        }
        "isupper" => {
            let has_other = text
                .chars()
                .any(|other| other.is_lowercase() || is_title(other));
            !has_other && text.chars().any(char::is_uppercase)
        }
        "istitle" => is_titled(text),
        _ => return None,
    })
}

fn is_title(character: char) -> bool {
    category(character) == "Lt"
}

fn is_digit(character: char) -> bool {
    let code = u32::from(character);
    let is_in = |(first, last): &(u32, u32)| (*first..=*last).contains(&code);
    decimal(character).is_some() || DIGITS.iter().any(is_in)
}

fn is_numeric(character: char) -> bool {
    category(character).starts_with('N') || NUMERALS.contains(character)
}

/// Whether a character is white space.
pub fn is_space(character: char) -> bool {
    // Python counts the separators of files, groups, records and units.
    character.is_whitespace() || matches!(character, '\x1c'..='\x1f')
}

/// Whether Python would take a text for a name.
pub fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    first.is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
        && characters.all(unicode_ident::is_xid_continue)
}

/// Capitals begin words, and only they do.
fn is_titled(text: &str) -> bool {
    let mut has_word = false;
    let mut in_word = false;
    for character in text.chars() {
        let begins = character.is_uppercase() || is_title(character);
        if begins && in_word || character.is_lowercase() && !in_word {
            return false;
        }
        has_word |= begins;
        in_word = is_cased(character);
    }
    has_word
}
