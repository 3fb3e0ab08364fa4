//! Attacks as data: files of programs, each with what must come of it. With the comment mark of
//! the file's language in place of `#`:
//!
//! - `#: name` begins a case, its program follows;
//! - `#> gives value`, `#> raises Type: message` or `#> ends Kind: reason` says what comes of it;
//!   a `*` at the end stands for any rest;
//! - `#> prints "..."` (JSON) says what it prints;
//! - `#> then ...` says what comes of the next run in the same sandbox;
//! - `#> calls [...]` (JSON) says which tool calls reached the page, each with its arguments.

use e2e::{Result, Service, World, built_site, ensure};
use serde_json::Value;

/// A program and what must come of it.
#[derive(Debug, Default)]
pub struct Case {
    pub name: String,
    pub source: String,
    pub outcome: String,
    pub prints: Option<String>,
    pub then: Option<String>,
    pub calls: Option<Value>,
}

/// The cases of a file.
pub fn cases(file: &str, mark: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in file.lines() {
        let marked = line.strip_prefix(mark);
        if let Some(name) = marked.and_then(|line| line.strip_prefix(": ")) {
            cases.push(Case {
                name: name.into(),
                ..Case::default()
            });
            continue;
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        let Some(expected) = marked.and_then(|line| line.strip_prefix("> ")) else {
            case.source += line;
            case.source.push('\n');
            continue;
        };
        if let Some(text) = expected.strip_prefix("prints ") {
            case.prints = serde_json::from_str(text).ok();
        } else if let Some(text) = expected.strip_prefix("then ") {
            case.then = Some(text.into());
        } else if let Some(text) = expected.strip_prefix("calls ") {
            case.calls = serde_json::from_str(text).ok();
        } else {
            case.outcome = expected.into();
        }
    }
    cases
}

/// What a result of `runCode` says, in the words of the cases.
pub fn words(result: &Value) -> String {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), String::from)
    };
    let error = &result["error"];
    let words = if error.is_null() {
        format!("gives {}", text(&result["value"]))
    } else if error["traceback"] == "" {
        // The sentence before the reason is for people and may change.
        let message = text(&error["message"]);
        let reason = message
            .split_once(": ")
            .map_or(&*message, |(_, reason)| reason);
        format!("ends {}: {reason}", text(&error["type"]))
    } else {
        format!(
            "raises {}: {}",
            text(&error["type"]),
            text(&error["message"])
        )
    };
    words.replace('\\', "\\\\").replace('\n', "\\n")
}

/// The difference between what was found and what a case expects, if there is one.
pub fn compare(case: &Case, what: &str, found: &str, expected: &str) -> Option<String> {
    let same = match expected.strip_suffix('*') {
        Some(start) => found.starts_with(start),
        None => found == expected,
    };
    (!same).then(|| {
        format!(
            "{}: {what}\n  expected: {expected}\n  found:    {found}",
            case.name
        )
    })
}

/// Sandboxes fetch what they are made of from the site. Fails when, after the first `before`
/// requests, anything else was asked for.
pub fn only_parts_were_fetched(world: &World, before: usize) -> Result {
    let site = built_site()?;
    for request in &world.server.log.requests()[before..] {
        let parts = [
            "sandbox.html",
            "worker.js",
            "worker_bg.wasm",
            "micropython.wasm",
            "later.css",
        ];
        let name = request.path.rsplit('/').next().unwrap_or_default();
        // The page's own program comes in parts, too: files that there are, whose names tell nothing.
        let is_of_page = name.starts_with("app-") && site.join(name).is_file();
        let is_part = parts
            .iter()
            .any(|part| request.path.contains(&format!("/{part}?v=")));
        ensure(
            request.service == Service::Site && (is_part || is_of_page),
            format!("{:?} was asked for {}", request.service, request.path),
        )?;
    }
    Ok(())
}
