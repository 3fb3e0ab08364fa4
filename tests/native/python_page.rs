//! docs/python.md, which tells users what Python there is, and the prompt, which tells the model: both
//! name what is there and what is not. The examples of the page are run by the tests of the built site.

use std::collections::{BTreeMap, BTreeSet};

use micropython_agent::python::library::{MODULES, module};

const PAGE: &str = include_str!("../../docs/python.md");
const PROMPT: &str = include_str!("../../src/agent/prompts/interpreter.md");
const ABSENT: &str = include_str!("../../micropython/lib/_absent.py");

/// Modules that others are made of, besides those with an underscore.
const PARTS: [&str; 6] = [
    "asyncio.locks",
    "asyncio.queues",
    "asyncio.taskgroups",
    "functools_dispatch",
    "statistics_normal",
    "xml.etree.parser",
];

/// What stands between two texts.
fn between<'text>(text: &'text str, start: &str, end: &str) -> &'text str {
    let (_, rest) = text.split_once(start).expect(start);
    rest.split_once(end).expect(end).0
}

/// What stands in backticks.
fn quoted(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// What an import that cannot work says, by module, as _absent.py has it.
fn hints() -> BTreeMap<&'static str, &'static str> {
    let lines = between(ABSENT, "ABSENT = {\n", "\n}").lines();
    lines
        .map(|line| {
            let mut texts = line.split('"').skip(1).step_by(2);
            let name = texts.next().expect("a name");
            (name, texts.next().expect("a hint"))
        })
        .collect()
}

#[test]
fn the_page_names_every_module() {
    let lists = between(PAGE, "## Modules\n", "\nA comment");
    let is_part = |name: &str| {
        PARTS.contains(&name)
            || name.split('.').any(|part| part.starts_with('_')) && name != "__future__"
    };
    let names = MODULES.iter().map(|(name, _)| *name);
    assert_eq!(quoted(lists), names.filter(|name| !is_part(name)).collect());
}

#[test]
fn the_page_names_what_is_absent_and_what_to_do_instead() {
    let rows = between(PAGE, "| --- | --- |\n", "\n\n").lines();
    let mut told = BTreeMap::new();
    for row in rows {
        let (names, hint) = row.trim_matches(['|', ' ']).split_once(" | ").expect(row);
        told.extend(quoted(names).into_iter().map(|name| (name, hint)));
    }
    assert_eq!(told, hints());
}

#[test]
fn what_the_page_says_is_missing_is_missing() {
    let missing = quoted(between(PAGE, "say `No module named`:", "\n\n"));
    assert!(missing.len() > 5);
    for name in missing {
        assert_eq!(module(name), None, "{name}");
        assert!(!hints().contains_key(name), "{name} has a hint");
    }
}

#[test]
fn the_prompt_speaks_of_modules_as_they_are() {
    let there = quoted(between(PROMPT, "Importable, among others:", "\n"));
    let absent = quoted(between(PROMPT, "Not there:", "An import"));
    assert!(there.len() > 20 && absent.len() > 5);
    for name in there {
        assert_ne!(module(name), None, "{name}");
    }
    for name in absent {
        assert!(hints().contains_key(name), "{name} has no hint");
    }
}
