//! Every language has every text, with the same arguments.

use std::collections::{BTreeMap, BTreeSet};

use super::translation::{entries, key};
use super::{LANGUAGES, Language, fill, list};

/// The file of a language.
fn file(language: &Language) -> String {
    let name = language.file().unwrap_or_default();
    let path = format!("{}/src/bin/app/texts/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Names and English texts.
fn english() -> BTreeMap<String, &'static str> {
    let mut all = BTreeMap::new();
    for (name, one, other) in list::AREAS.iter().copied().flatten() {
        match other {
            None => all.insert(name.to_string(), *one),
            Some(other) => {
                all.insert(format!("{name}.one"), one);
                all.insert(format!("{name}.other"), other)
            }
        };
    }
    all
}

/// The `{names}` in a text, each as often as it is there.
fn arguments(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn every_language_has_the_texts_of_english_and_no_others() {
    for language in &LANGUAGES[1..] {
        let file = file(language);
        let all = entries(&file).filter(|(area, ..)| *area != "sentences");
        let names: BTreeSet<String> = all
            .map(|(area, name, _)| format!("{area}.{name}"))
            .collect();
        let expected: BTreeSet<String> = english().into_keys().collect();
        let missing: Vec<_> = expected.difference(&names).collect();
        let unknown: Vec<_> = names.difference(&expected).collect();
        assert!(
            missing.is_empty() && unknown.is_empty(),
            "{}: missing {missing:#?}, unknown {unknown:#?}",
            language.name
        );
    }
}

#[test]
fn every_text_has_the_arguments_that_it_has_in_english() {
    let english = english();
    for language in &LANGUAGES[1..] {
        for (area, name, text) in entries(&file(language)) {
            let english = match area {
                "sentences" => name,
                _ => english[&format!("{area}.{name}")],
            };
            // A form for one thing may say so in a word.
            let without = |text| {
                let mut all = arguments(text);
                all.retain(|argument| !(name.ends_with(".one") && *argument == "#"));
                all
            };
            assert_eq!(without(text), without(english), "{area}.{name}: {text}");
        }
    }
}

#[test]
fn no_two_texts_have_the_same_number() {
    let mut named = BTreeMap::new();
    for name in english().into_keys() {
        if let Some(other) = named.insert(key(&name), name.clone()) {
            panic!("rename {name} or {other}: they have the same number");
        }
    }
}

#[test]
fn arguments_are_put_where_they_are_named() {
    let arguments: [(&str, &dyn std::fmt::Display); 2] = [("name", &"{place}"), ("place", &7)];
    assert_eq!(
        fill("{place}: {name}, {other} {", &arguments),
        "7: {place}, {other} {"
    );
}

#[test]
fn a_tag_is_that_of_a_language_or_of_one_of_its_kinds() {
    let tagged = |tag| Language::tagged(tag).map(|it| it.name);
    assert_eq!(tagged("de-AT"), Some("Deutsch"));
    assert_eq!(tagged("EN"), Some("English"));
    assert_eq!(tagged("fr"), None);
}
