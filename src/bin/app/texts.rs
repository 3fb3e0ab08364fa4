//! Every text that a person sees or a screen reader reads, in one place: in English here, a list for
//! each area of the page, and in other languages beside it, a file for each (docs/translating.md),
//! which is fetched when it is chosen. What models read and what programs read is not here.
//!
//! A text is a function. Texts with arguments give a `String`; those that agree with a number take
//! it first, and have two forms.

mod list;
mod sentences;
mod translation;

pub use self::list::*;

use std::cell::Cell;
use std::fmt::Display;

use micropython_agent::display::ColumnNames;

use self::translation::{Translation, key};
use crate::text::figures::grouped;

/// A language that the page has.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// Its tag (BCP 47, <https://www.rfc-editor.org/info/bcp47>).
    pub tag: &'static str,
    /// What it calls itself.
    pub name: &'static str,
}

/// A text without arguments.
pub type Text = fn() -> &'static str;

/// All languages. The first one is in the program, each other in a file named by its tag.
pub const LANGUAGES: [Language; 2] = [
    Language {
        tag: "en",
        name: "English",
    },
    Language {
        tag: "de",
        name: "Deutsch",
    },
];

thread_local! {
    static SPOKEN: Cell<(&'static Language, Option<&'static Translation>)> =
        const { Cell::new((&LANGUAGES[0], None)) };
}

impl Language {
    /// The file that has it; none for the one in the program.
    pub fn file(&self) -> Option<String> {
        (*self != LANGUAGES[0]).then(|| format!("{}.txt", self.tag))
    }

    /// The file that says what the page is when it is installed as an app.
    pub fn manifest(&self) -> String {
        match self.file() {
            Some(_) => format!("manifest.{}.webmanifest", self.tag),
            None => "manifest.webmanifest".into(),
        }
    }

    /// The language of this tag, or of the one that it refines: `de-AT` is German.
    pub fn tagged(tag: &str) -> Option<&'static Self> {
        let language = tag.split('-').next().unwrap_or_default();
        let mut all = LANGUAGES.iter();
        all.find(|it| it.tag.eq_ignore_ascii_case(language))
    }
}

/// What the columns of a chart's data are called that nobody has named.
pub fn column_names() -> ColumnNames {
    ColumnNames {
        value: displays::column_value(),
        name: displays::column_name(),
        from: displays::column_from(),
        to: displays::column_to(),
        count: displays::column_count(),
    }
}

/// Has all texts be those of a language from here on, as its file has them. What is on the screen
/// stays as it is until it is built anew.
pub fn speak(language: &'static Language, file: Option<&str>) {
    // Texts are handed out for good. A language is read once or twice in the life of a page.
    let translation = file.map(|file| {
        let file = String::leak(file.to_string());
        &*Box::leak(Box::new(Translation::read(file)))
    });
    SPOKEN.set((language, translation));
}

/// The language that is spoken.
pub fn language() -> &'static Language {
    SPOKEN.get().0
}

fn current() -> Option<&'static Translation> {
    SPOKEN.get().1
}

/// A sentence that has no key, in the language that is spoken: an error of the library, or a hint. One
/// that the language does not have stays as it is, such as what a server says.
pub fn said(sentence: &str) -> String {
    match current() {
        Some(translation) => sentences::translated(sentence, translation.sentences()),
        None => sentence.to_string(),
    }
}

/// A text as the program has it.
struct Entry {
    key: u32,
    english: &'static str,
}

/// A text in the language that is spoken. It is given and taken as an address: there are hundreds of
/// places that ask for one, and their code is small so.
#[inline(never)]
fn text(entry: &'static Entry) -> &'static &'static str {
    let translated = current().and_then(|it| it.text(entry.key));
    translated.unwrap_or(&entry.english)
}

/// A text with what belongs at its `{names}`.
#[inline(never)]
fn filled(entry: &'static Entry, arguments: &[(&str, &dyn Display)]) -> String {
    fill(text(entry), arguments)
}

/// That of two texts which agrees with a number.
#[inline(never)]
fn counted(
    number: u64,
    one: &'static Entry,
    other: &'static Entry,
    arguments: &[(&str, &dyn Display)],
) -> String {
    let entry = if number == 1 { one } else { other };
    let text = text(entry).replace("{#}", &grouped(number));
    fill(&text, arguments)
}

/// What is before and after a place in a text where an element of the page belongs, such as `{tool}`.
pub fn around(text: &'static str, place: &str) -> (&'static str, &'static str) {
    text.split_once(place).unwrap_or((text, ""))
}

fn fill(text: &str, arguments: &[(&str, &dyn Display)]) -> String {
    let mut rest = text;
    let mut filled = String::new();
    // What is put in is not looked at again, whatever braces it has.
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| {
            let found = arguments.iter().find(|(it, _)| *it == name);
            found.map(|(_, value)| (value, after))
        });
        rest = match named {
            Some((value, after)) => {
                filled.push_str(&value.to_string());
                after
            }
            None => {
                filled.push('{');
                after
            }
        };
    }
    filled.push_str(rest);
    filled
}

/// Makes the functions of an area's texts:
///
/// ```ignore
/// texts! { composer:
///     send = "Send";
///     key_goes_to(host) = "Your key goes to {host} only.";
///     steps(#) = "{#} step" | "{#} steps";
///     found_in(#, place) = "{#} result in {place}" | "{#} results in {place}";
/// }
/// ```
macro_rules! texts {
    ($area:ident: $($name:ident $(($($argument:tt),+))? = $text:literal $(| $other:literal)?;)+) => {
        /// See [`crate::texts`].
        pub mod $area {
            $(
                $crate::texts::one_text! { $area $name [$($($argument)+)?] $text $($other)? }
            )+
            /// Keys and texts.
            #[cfg(test)]
            pub const ALL: &[(&str, &str, Option<&str>)] = &[$(
                (
                    concat!(stringify!($area), ".", stringify!($name)),
                    $text,
                    [None, $(Some($other))?][0 $(+ $crate::texts::one!($other))?],
                ),
            )+];
        }
    };
}

#[cfg(test)]
macro_rules! one {
    ($any:tt) => {
        1
    };
}

macro_rules! one_text {
    ($area:ident $name:ident [] $text:literal) => {
        #[doc = $text]
        #[inline(always)]
        pub fn $name() -> &'static str {
            $crate::texts::text($crate::texts::entry!($area $name "" $text))
        }
    };
    ($area:ident $name:ident [# $($argument:ident)*] $one:literal $other:literal) => {
        #[doc = $other]
        #[inline(always)]
        pub fn $name(number: u64 $(, $argument: impl $crate::texts::Display)*) -> String {
            $crate::texts::counted(
                number,
                $crate::texts::entry!($area $name ".one" $one),
                $crate::texts::entry!($area $name ".other" $other),
                &[$((stringify!($argument), &$argument as &dyn $crate::texts::Display)),*],
            )
        }
    };
    ($area:ident $name:ident [$($argument:ident)+] $text:literal) => {
        #[doc = $text]
        #[inline(always)]
        pub fn $name($($argument: impl $crate::texts::Display),+) -> String {
            $crate::texts::filled(
                $crate::texts::entry!($area $name "" $text),
                &[$((stringify!($argument), &$argument as &dyn $crate::texts::Display)),+],
            )
        }
    };
}

macro_rules! entry {
    ($area:ident $name:ident $form:literal $text:literal) => {{
        static ENTRY: $crate::texts::Entry = $crate::texts::Entry {
            key: $crate::texts::key(concat!(stringify!($area), ".", stringify!($name), $form)),
            english: $text,
        };
        &ENTRY
    }};
}

#[cfg(test)]
pub(crate) use one;
pub(crate) use {entry, one_text, texts};

#[cfg(test)]
mod tests;
