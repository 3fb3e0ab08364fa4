//! Writes the list of the library's modules, `micropython/lib`, for `src/python/library.rs`: without
//! what Python does not read, which is a sixth of the text. Lines stay where they are. And the
//! grammar for `src/python/explanations/grammar.rs`, its names short.

use std::fmt::Write as _;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::{env, fs};

const LIBRARY: &str = "micropython/lib";
const GRAMMAR: &str = "src/python/explanations/grammar.txt";
/// The spaces by which the library's files indent a block.
const INDENT: usize = 4;

fn main() -> Result<()> {
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        // What the page's program is split by, after linking: see xtask/src/split.rs.
        println!("cargo::rustc-link-arg-bin=app=--emit-relocs");
        // What draws strangers' diagrams gets no more memory than this, in bytes.
        println!(
            "cargo::rustc-link-arg-bin=diagrams=--max-memory={}",
            256 << 20
        );
    }
    println!("cargo::rerun-if-changed={LIBRARY}");
    println!("cargo::rerun-if-changed={GRAMMAR}");
    let variable = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .ok_or(Error::other(name))
    };
    let mut modules = Vec::new();
    find(
        &variable("CARGO_MANIFEST_DIR")?.join(LIBRARY),
        "",
        &mut modules,
    )?;
    // The order in which they are searched.
    modules.sort();
    let mut list = String::from("&[\n");
    for (name, file) in modules {
        let package = file.ends_with("__init__.py");
        let source = bare(&fs::read_to_string(file)?);
        let written = writeln!(
            list,
            "({name:?}, Module {{ source: {source:?}, package: {package} }}),"
        );
        written.map_err(Error::other)?;
    }
    list.push_str("]\n");
    let out = variable("OUT_DIR")?;
    fs::write(out.join("library.rs"), list)?;
    let grammar = fs::read_to_string(variable("CARGO_MANIFEST_DIR")?.join(GRAMMAR))?;
    fs::write(out.join("grammar.txt"), short(&grammar)?)
}

/// A grammar whose rules have no names but `a`, `b`, ... `z`, `aa` in their order.
fn short(grammar: &str) -> Result<String> {
    let rules = || grammar.lines().filter_map(|line| line.split_once(": "));
    let names: Vec<&str> = rules().map(|(name, _)| name).collect();
    let mut written = String::new();
    for (_, rule) in rules() {
        let mut rest = rule;
        while let Some(first) = rest.chars().next() {
            let end = match first {
                '\'' | '"' => rest[1..].find(first).map(|end| end + 2),
                '{' => rest.find('}').map(|end| end + 1),
                _ if is_name(first) => rest.find(|letter| !is_name(letter)),
                _ => Some(first.len_utf8()),
            };
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            if !part.starts_with(is_name) || part.starts_with(|letter: char| letter.is_uppercase())
            {
                written.push_str(part);
            } else {
                let number = names.iter().position(|name| *name == part);
                let number = number.ok_or_else(|| Error::other(format!("no rule {part}")))?;
                written.extend(
                    number
                        .checked_div(26)
                        .and_then(|high| letter(high.checked_sub(1)?)),
                );
                written.extend(letter(number % 26));
            }
            rest = after;
        }
        written.push('\n');
    }
    Ok(written.replace(" | ", "|").replace("( ", "("))
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphabetic() || letter == '_'
}

fn letter(number: usize) -> Option<char> {
    ('a'..='z').nth(number)
}

/// Finds the modules in a folder: the dotted name and the file of each.
fn find(folder: &Path, package: &str, modules: &mut Vec<(String, PathBuf)>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        let name = match (package, stem) {
            (_, "__init__") => package.to_string(),
            ("", stem) => stem.to_string(),
            (package, stem) => format!("{package}.{stem}"),
        };
        if path.is_dir() {
            find(&path, &name, modules)?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            modules.push((name, path));
        }
    }
    Ok(())
}

/// A source without comments, its blocks indented by one space.
///
/// A quote within a formatted string ends it here, as it does in Python 3.11. A test of the library
/// compares the syntax trees.
fn bare(source: &str) -> String {
    let mut bare = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '\'' | '"' => string_length(rest),
            '#' => {
                let kept = bare.trim_end_matches(' ').len();
                bare.truncate(kept);
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            ' ' if bare.is_empty() || bare.ends_with('\n') => {
                let spaces = rest.len() - rest.trim_start_matches(' ').len();
                bare.push_str(&" ".repeat(spaces / INDENT));
                rest = &rest[spaces..];
                continue;
            }
            other => other.len_utf8(),
        };
        bare.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    bare
}

/// The length of the string that a text begins with.
fn string_length(text: &str) -> usize {
    let quote = &text[..1];
    let triple = quote.repeat(3);
    let end = if text.starts_with(&triple) {
        triple.as_str()
    } else {
        quote
    };
    let mut place = end.len();
    while !text[place..].starts_with(end) {
        let mut characters = text[place..].chars();
        let escapes = characters.next() == Some('\\');
        if escapes {
            characters.next();
        }
        if characters.as_str().is_empty() {
            return text.len();
        }
        place = text.len() - characters.as_str().len();
    }
    place + end.len()
}
