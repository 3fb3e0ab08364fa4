//! Characters beyond ASCII, for `str`'s methods and `unicodedata`.
//!
//! | operation | request | answer |
//! |---|---|---|
//! | `unicode.convert` | `[text, method]`: `upper`, `title`, ... | the text |
//! | `unicode.is` | `[text, method]`: `isalpha`, `isprintable`, ... | a bool |
//! | `unicode.repr` | a text | the text as `repr` writes it |
//! | `unicode.category` | a text | its characters' categories |
//! | `unicode.combining` | a text | its characters' combining classes |
//! | `unicode.decimal` | a text | its characters' values, `null` for what is no decimal digit |
//! | `unicode.name` | a character | its name, or `null` |
//! | `unicode.lookup` | a name | its character, or `null` |
//! | `unicode.normalize` | `[text, form]` | the text |

mod case;
mod category;
mod kind;

pub use category::{decimal, is_alphanumeric, is_printable};
pub use kind::{is_identifier, is_space};

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::error::NativeError;
use super::repr::repr;

type Answer = Result<String, NativeError>;

/// Answers a request; none when there is no such operation.
pub fn call(operation: &str, request: &str) -> Option<Answer> {
    Some(match operation {
        "unicode.convert" => with_method(request, case::converted),
        "unicode.is" => with_method(request, kind::is),
        "unicode.normalize" => with_method(request, normalized),
        "unicode.repr" => of_text(request, repr),
        "unicode.category" => each(request, category::category),
        "unicode.combining" => each(request, canonical_combining_class),
        "unicode.decimal" => each(request, decimal),
        "unicode.name" => of_text(request, name),
        "unicode.lookup" => of_text(request, unicode_names2::character),
        _ => return None,
    })
}

fn of_text<Made: Serialize>(request: &str, make: fn(&str) -> Made) -> Answer {
    let text: String = serde_json::from_str(request)?;
    Ok(serde_json::to_string(&make(&text))?)
}

fn each<Made: Serialize>(request: &str, make: fn(char) -> Made) -> Answer {
    let text: String = serde_json::from_str(request)?;
    let made: Vec<Made> = text.chars().map(make).collect();
    Ok(serde_json::to_string(&made)?)
}

fn with_method<Made: Serialize>(request: &str, make: fn(&str, &str) -> Option<Made>) -> Answer {
    let (text, method): (String, String) = serde_json::from_str(request)?;
    let made = make(&text, &method);
    let made = made.ok_or_else(|| NativeError::Refused(format!("no such method: {method}")))?;
    Ok(serde_json::to_string(&made)?)
}

fn name(text: &str) -> Option<String> {
    unicode_names2::name(text.chars().next()?)
}

fn normalized(text: &str, form: &str) -> Option<String> {
    Some(match form {
        "NFC" => text.nfc().collect(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => return None,
    })
}
