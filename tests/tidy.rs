//! The rules of this repository that a compiler does not know: which module may know which, how
//! long a file may be, what every file opens with, what shipped code must not do.
#![allow(
    clippy::expect_used,
    reason = "a file that cannot be read fails the test, which is right"
)]

#[path = "tidy/texts.rs"]
mod texts;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// What each module of the library may import of the others. An arrow that is missing here is a
/// decision about the architecture, not an oversight.
const LAYERS: [(&str, &[&str]); 12] = [
    ("platform", &[]),
    ("python", &[]),
    ("diagram", &[]),
    ("display", &[]),
    ("math", &[]),
    ("model", &["platform"]),
    ("sandbox", &["platform", "display"]),
    ("tools", &["platform", "model"]),
    ("tour", &["platform", "model"]),
    (
        "agent",
        &["platform", "model", "tools", "sandbox", "display"],
    ),
    (
        "storage",
        &["platform", "model", "tools", "agent", "sandbox", "display"],
    ),
    // Names the errors of all the others.
    (
        "error",
        &["platform", "model", "tools", "agent", "sandbox", "storage"],
    ),
];

/// What the worker's binary may import of the library: neither models nor tools nor the loop.
const WORKER_MAY_IMPORT: [&str; 2] = ["python", "sandbox"];

/// Lines that a file may have, its tests left out.
const MAX_LINES: usize = 600;

const TOP_LEVEL_FOLDERS: [&str; 12] = [
    ".cargo",
    ".ci",
    "bench",
    "docs",
    "examples",
    "fuzz",
    "micropython",
    "src",
    "styles",
    "tests",
    "unicode-names",
    "xtask",
];

/// Folders that builds and other tools leave behind.
const IGNORED_FOLDERS: [&str; 3] = [".git", "dist", "target"];

/// A Rust file of this repository.
struct Source {
    /// Relative to the root, with forward slashes.
    path: String,
    text: String,
}

/// Whether a line begins a file's own tests, which come last.
fn starts_tests(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("#[cfg(test)]") || line.starts_with("#[cfg(all(test,")
}

impl Source {
    /// The lines that ship: up to the tests, without comments.
    fn shipped_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.ends_with("tests.rs")
            || self.path.contains("/tests/")
            || self.path.starts_with("tests/");
        let lines = if is_test { "" } else { self.text.as_str() };
        lines
            .lines()
            .take_while(|line| !starts_tests(line))
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(index, line)| (index + 1, line))
    }

    /// The modules that shipped lines name right after `root`, such as `crate::`.
    fn names_after(&self, root: &str) -> BTreeSet<String> {
        let code: String = self
            .shipped_lines()
            .flat_map(|(_, line)| [line, "\n"])
            .collect();
        code.match_indices(root)
            .flat_map(|(index, _)| first_names(&code[index + root.len()..]))
            .collect()
    }
}

/// The first names of a path's rest: one, or each of a group in braces.
fn first_names(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else {
        return vec![leading_name(rest)];
    };
    let mut names = vec![leading_name(group)];
    let mut depth = 1;
    for (index, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(leading_name(&group[index + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn leading_name(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|character| character.is_alphanumeric() || *character == '_')
        .collect()
}

/// The repository, as cargo says it now: with a target folder shared by several clones, the one
/// that this was compiled in may be another.
fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

/// All Rust files under these folders.
fn sources(folders: &[&str]) -> Vec<Source> {
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    let mut sources = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry of a folder").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(root()).expect("a path in the repository");
                sources.push(Source {
                    path: relative.to_string_lossy().replace('\\', "/"),
                    text: fs::read_to_string(&path).expect("a source file"),
                });
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources
}

fn library() -> Vec<Source> {
    let mut sources = sources(&["src"]);
    sources.retain(|source| !source.path.starts_with("src/bin/"));
    sources
}

/// Fails with one line for each breach.
#[track_caller]
fn none(breaches: Vec<String>) {
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn modules_import_only_what_their_layer_may() {
    let mut breaches = Vec::new();
    for source in library() {
        let module = leading_name(&source.path["src/".len()..]);
        if module == "lib" {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == module) else {
            breaches.push(format!("{}: {module} has no place in LAYERS", source.path));
            continue;
        };
        for name in source.names_after("crate::") {
            if name != module && !allowed.contains(&name.as_str()) {
                breaches.push(format!("{}: {module} may not know {name}", source.path));
            }
        }
    }
    none(breaches);
}

#[test]
fn the_worker_knows_nothing_of_models_and_tools() {
    let mut breaches = Vec::new();
    for source in sources(&["src/bin/worker"]) {
        for name in source.names_after("micropython_agent::") {
            if !WORKER_MAY_IMPORT.contains(&name.as_str()) {
                breaches.push(format!("{}: the worker may not know {name}", source.path));
            }
        }
    }
    none(breaches);
}

#[test]
fn components_do_not_reach_for_the_browser_adapters() {
    let mut breaches = Vec::new();
    for source in sources(&["src/bin/app"]) {
        if source.path.contains("/ui/") && source.names_after("crate::").contains("browser") {
            breaches.push(format!("{}: components ask the session", source.path));
        }
    }
    none(breaches);
}

#[test]
fn no_file_is_too_long() {
    let mut breaches = Vec::new();
    for source in sources(&["src", "tests", "xtask", "micropython/extension/src"]) {
        let lines = source
            .text
            .lines()
            .take_while(|line| !starts_tests(line))
            .count();
        if lines > MAX_LINES {
            breaches.push(format!("{}: {lines} lines", source.path));
        }
    }
    none(breaches);
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut breaches = Vec::new();
    for source in sources(&["src", "tests", "xtask", "micropython/extension/src"]) {
        if !source.text.starts_with("//! ") {
            breaches.push(format!("{}: does not open with //!", source.path));
        }
    }
    none(breaches);
}

#[test]
fn shipped_code_does_not_panic_on_purpose() {
    let mut breaches = Vec::new();
    for source in sources(&["src"]) {
        for (number, line) in source.shipped_lines() {
            for word in [
                ".unwrap()",
                ".expect(",
                "panic!(",
                "todo!(",
                "unimplemented!(",
                "unreachable!(",
            ] {
                if line.contains(word) {
                    breaches.push(format!("{}:{number}: {word}", source.path));
                }
            }
        }
    }
    none(breaches);
}

#[test]
fn a_new_top_level_folder_is_a_decision() {
    let mut breaches = Vec::new();
    for entry in fs::read_dir(root()).expect("the root") {
        let entry = entry.expect("an entry of the root");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir()
            && !IGNORED_FOLDERS.contains(&name.as_str())
            && !TOP_LEVEL_FOLDERS.contains(&name.as_str())
        {
            breaches.push(format!("{name}/ is not in TOP_LEVEL_FOLDERS"));
        }
    }
    none(breaches);
}

#[test]
fn wasm_opt_is_the_one_that_npm_installs() {
    let trunk = read("Trunk.toml");
    let (_, wanted) = trunk
        .split_once("wasm_opt = \"version_")
        .expect("Trunk.toml pins wasm_opt");
    let wanted = leading_name(wanted);
    assert!(
        read("micropython/package.json").contains(&format!("\"binaryen\": \"{wanted}.")),
        "micropython/package.json has another binaryen than {wanted}"
    );
}

#[test]
fn the_scan_finds_names_in_groups_and_alone() {
    let source = Source {
        path: "src/some.rs".into(),
        text: "use crate::model::{Role, Message};\nuse crate::{\n    agent::{Run, Step},\n    tools,\n};\n\
               // crate::storage is only a comment\nlet a = crate::python::lower();\n\
               #[cfg(test)]\nmod tests { use crate::platform; }\n"
            .into(),
    };
    let names: Vec<String> = source.names_after("crate::").into_iter().collect();
    assert_eq!(names, ["agent", "model", "python", "tools"]);
}
