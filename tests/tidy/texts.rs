//! What a person reads is in `src/bin/app/texts`, and what the library says to a person is there in
//! every language.

use std::collections::BTreeSet;
use std::fs;

use super::{Source, none, read, root, sources};

/// Words of the components that are no texts: names, formats, and what browsers call keys and
/// elements.
const NO_TEXTS: [&str; 29] = [
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "CSSStyleSheet",
    "CSV",
    "Ctrl",
    "Ctrl ,",
    "Ctrl K",
    "Ctrl Shift F",
    "Ctrl Shift O",
    "Delete",
    "End",
    "Enter",
    "Esc",
    "Escape",
    "F2",
    "Files",
    "Home",
    "INPUT",
    "Markdown",
    "SELECT",
    "SVG",
    "Sandbox Agent",
    "Shift",
    "Shift Enter",
    "TEXTAREA",
    "Tab",
    "formula display",
];

/// Files with sentences that a person reads and that are not texts of the page: the library's errors
/// and hints. Each stands in every language by its English words.
const SAY_SENTENCES: [&str; 20] = [
    "src/agent/run.rs",
    "src/agent/title.rs",
    "src/bin/app/session/desk/at_rest.rs",
    "src/bin/app/session/past.rs",
    "src/model/connection.rs",
    "src/model/error.rs",
    "src/model/sse.rs",
    "src/platform/http.rs",
    "src/platform/store.rs",
    "src/sandbox.rs",
    "src/sandbox/artifact.rs",
    "src/sandbox/files.rs",
    "src/sandbox/snapshot.rs",
    "src/sandbox/variables.rs",
    "src/storage/archive.rs",
    "src/storage/conversation/past.rs",
    "src/storage/settings/check.rs",
    "src/storage/settings/file.rs",
    "src/storage/templates.rs",
    "src/tools/search/service.rs",
];

/// Said by the files above, and shown by none of the page's screens in these words.
const NOT_SHOWN: [&str; 1] = ["Say: ok"];

/// A string literal, with what stands before it.
struct Literal {
    line: usize,
    before: String,
    text: String,
}

/// The string literals that ship, in one piece where they go on in the next line.
fn literals(source: &Source) -> Vec<Literal> {
    let end = source.text.find("#[cfg(test)]");
    let text = &source.text[..end.unwrap_or(source.text.len())];
    let mut found = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        match character {
            '/' if text[start..].starts_with("//") => {
                while characters.next_if(|(_, next)| *next != '\n').is_some() {}
            }
            // A quotation mark as a character is none of a literal's.
            '\'' if text[start..].starts_with("'\"'") => {
                characters.nth(1);
            }
            '"' => {
                let mut literal = String::new();
                while let Some((_, next)) = characters.next_if(|(_, next)| *next != '"') {
                    match next {
                        '\\' => match characters.next() {
                            Some((_, '\n')) => {
                                while characters.next_if(|(_, it)| it.is_whitespace()).is_some() {}
                            }
                            Some((_, escaped @ ('"' | '\\'))) => literal.push(escaped),
                            _ => literal.push(' '),
                        },
                        next => literal.push(next),
                    }
                }
                characters.next();
                found.push(Literal {
                    line: text[..start].matches('\n').count() + 1,
                    before: text[..start].chars().rev().take(200).collect(),
                    text: literal,
                });
            }
            _ => {}
        }
    }
    found
}

impl Literal {
    /// Whether it is an attribute's value that nobody reads, or goes to the log.
    fn is_for_programs(&self) -> bool {
        let before: String = self.before.chars().rev().collect();
        let statement = before.rsplit([';', '{', '}']).next().unwrap_or_default();
        let attribute = statement.rsplit([' ', '(']).next().unwrap_or_default();
        let read_by_nobody = [
            "class=", "d=", "field=", "hook=", "id=", "kind=", "rel=", "reason", "type=",
            "viewBox=",
        ];
        let is_reason = statement.trim_end().ends_with("reason =");
        statement.contains("tracing::")
            || statement.contains("query_selector(")
            || statement.contains("#[doc")
            || is_reason
            || attribute.starts_with("data-")
            || read_by_nobody.iter().any(|it| attribute.starts_with(it))
    }

    /// Whether it is made of words: begins with a capital letter, or has several of them.
    fn is_words(&self) -> bool {
        let outside: String = outside_braces(&self.text);
        let letters = |word: &&str| word.chars().filter(|it| it.is_alphabetic()).count() > 1;
        let words = outside.split_whitespace().filter(letters).count();
        let begins = outside.trim_start().chars().next();
        words > 1 || words == 1 && begins.is_some_and(char::is_uppercase)
    }
}

/// A text without its `{arguments}`.
fn outside_braces(text: &str) -> String {
    let mut depth = 0;
    let kept = text.chars().filter(|character| {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => return depth == 0,
        }
        false
    });
    kept.collect()
}

/// A sentence as languages have it: `{}` for each argument.
fn pattern(text: &str) -> String {
    let mut pieces = text.split('{');
    let mut pattern = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        match piece.split_once('}') {
            // What stands for itself, such as a piece of JSON.
            Some((argument, _)) if argument.contains('"') => {
                pattern.push_str(&format!("{{{piece}"))
            }
            Some((_, after)) => pattern.push_str(&format!("{{}}{after}")),
            None => pattern.push_str(piece),
        }
    }
    pattern
}

#[test]
fn components_have_no_words_of_their_own() {
    let mut breaches = Vec::new();
    for source in sources(&["src/bin/app/ui"]) {
        for literal in literals(&source) {
            let is_name = NO_TEXTS.contains(&literal.text.trim());
            if literal.is_words() && !is_name && !literal.is_for_programs() {
                breaches.push(format!(
                    "{}:{}: {:?} belongs into src/bin/app/texts/list",
                    source.path, literal.line, literal.text
                ));
            }
        }
    }
    none(breaches);
}

#[test]
fn what_the_library_says_to_a_person_is_there_in_every_language() {
    let mut said = BTreeSet::new();
    for source in sources(&["src"]) {
        if !SAY_SENTENCES.contains(&source.path.as_str()) {
            continue;
        }
        for literal in literals(&source) {
            let before: String = literal.before.chars().rev().collect();
            let is_error = before.trim_end().ends_with("#[error(");
            let is_sentence = literal.text.ends_with(['.', '?'])
                && literal
                    .text
                    .starts_with(|it: char| it.is_uppercase() || it == '{')
                && literal.is_words();
            if (is_error || is_sentence) && literal.is_words() {
                said.insert(pattern(&literal.text));
            }
        }
    }
    said.retain(|sentence| !NOT_SHOWN.contains(&sentence.as_str()));
    assert!(said.len() > 100, "the scan has found {} only", said.len());
    let mut breaches = Vec::new();
    for entry in fs::read_dir(root().join("src/bin/app/texts"))
        .into_iter()
        .flatten()
    {
        let name = entry.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        if !name.ends_with(".txt") {
            continue;
        }
        let file = read(&format!("src/bin/app/texts/{name}"));
        let (_, sentences) = file.split_once("[sentences]").unwrap_or_default();
        let known: BTreeSet<&str> = sentences
            .lines()
            .filter_map(|line| Some(line.split_once(" = ")?.0))
            .collect();
        let missing = said.iter().filter(|it| !known.contains(it.as_str()));
        breaches.extend(missing.map(|sentence| format!("{name} does not have: {sentence}")));
    }
    none(breaches);
}

#[test]
fn every_language_is_shipped() {
    for entry in fs::read_dir(root().join("src/bin/app/texts"))
        .into_iter()
        .flatten()
    {
        let name = entry.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        if let Some(tag) = name.strip_suffix(".txt") {
            let path = format!("href=\"src/bin/app/texts/{name}\"");
            assert!(read("index.html").contains(&path), "index.html: {name}");
            let versioned = read("xtask/src/seal.rs").contains(&format!("\"{name}\""));
            assert!(versioned, "xtask/src/seal.rs: {name}");
            let manifest = format!("src/bin/app/offline/manifest.{tag}.webmanifest");
            assert!(root().join(&manifest).is_file(), "{manifest}");
            let shipped = read("index.html").contains(&format!("href=\"{manifest}\""));
            assert!(shipped, "index.html: {manifest}");
            let listed = read("src/bin/app/texts.rs").contains(&format!("tag: \"{tag}\""));
            assert!(listed, "src/bin/app/texts.rs: {tag}");
        }
    }
}

#[test]
fn the_scan_tells_words_from_what_programs_read() {
    let source = Source {
        path: "src/some.rs".into(),
        text: "view! { <p class=\"hint text\" title=\"Copy\" data-testid=\"a b\">\"two \\\n words\"</p> }\n\
               fn a() { tracing::warn!(x, \"not told\"); let b = format!(\"{a} {b}\"); } // \"A comment\"\n\
               #[cfg(test)] const C: &str = \"A test\";"
            .into(),
    };
    let literals = literals(&source);
    let read = literals.iter();
    let read = read.filter(|it| it.is_words() && !it.is_for_programs());
    let read: Vec<_> = read.map(|it| (it.line, it.text.as_str())).collect();
    assert_eq!(read, [(1, "Copy"), (1, "two words")]);
}
