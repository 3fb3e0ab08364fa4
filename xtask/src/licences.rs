//! Collects the licences of everything that the site is made of, for the page about it: the crates of
//! all binaries, MicroPython with what it is linked of, the vocabulary of OpenAI's models, and Rust's
//! own library. Each text is kept once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::process::{Context, Failure, output_of, program, root, say, stdout_of};
use crate::tools::TARGET;
use crate::written::write_once;

/// Where index.html has it from.
const FILE: &str = "xtask/build/licences.json";
const INPUTS: [&str; 6] = [
    "Cargo.lock",
    "micropython/LICENCES.txt",
    "micropython/package-lock.json",
    "micropython/extension/Cargo.lock",
    "xtask/src/licences",
    "xtask/src/licences.rs",
];

/// The manifests of what runs in the browser.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "micropython/extension/Cargo.toml"];

/// Whose data ships, though no code of it does: the vocabulary of OpenAI's models.
const DATA: &str = "tiktoken-rs";

const MICROPYTHON: &str = "micropython/node_modules/@micropython/micropython-webassembly-pyscript";

/// How the names of files with licences begin.
const NAMES: [&str; 6] = [
    "license",
    "licence",
    "copying",
    "copyright",
    "notice",
    "unlicense",
];

/// The MIT licence, for crates that name it and bring no text: their authors' names go before it.
const MIT: &str = include_str!("licences/mit.txt");

/// A package, with the texts of its licences.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    licence: String,
    source: String,
    texts: Vec<String>,
}

/// Writes the list, unless what it is made of is unchanged.
///
/// # Errors
/// When cargo cannot tell the crates, or a package has no text of its licence.
pub fn write() -> Result<(), Failure> {
    write_once(&root().join(FILE), &INPUTS, || {
        say(format!("Collecting licences, {FILE} (some seconds)"));
        let mut packages = BTreeSet::from([micropython()?, rust()?]);
        for manifest in MANIFESTS {
            packages.extend(crates_of(manifest)?);
        }
        Ok(list(packages).to_string().into_bytes())
    })
}

/// The list as the page reads it: texts by their places.
fn list(packages: BTreeSet<Package>) -> Value {
    let mut texts: Vec<String> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let packages: Vec<Value> = packages
        .into_iter()
        .map(|package| {
            let of_package: Vec<usize> = package
                .texts
                .into_iter()
                .map(|text| {
                    *places.entry(text.clone()).or_insert_with(|| {
                        texts.push(text);
                        texts.len() - 1
                    })
                })
                .collect();
            json!({
                "name": package.name,
                "version": package.version,
                "licence": package.licence,
                "source": package.source,
                "texts": of_package,
            })
        })
        .collect();
    json!({ "packages": packages, "texts": texts })
}

/// The crates that a manifest's package is linked with in the browser.
fn crates_of(manifest: &str) -> Result<Vec<Package>, Failure> {
    let told = stdout_of(program("cargo")?.args([
        "metadata",
        "--locked",
        "--format-version",
        "1",
        "--filter-platform",
        TARGET,
        "--manifest-path",
        manifest,
    ]))?;
    let told: Value = serde_json::from_str(&told).context("reading cargo's metadata")?;
    let packages: BTreeMap<&str, &Value> = array(&told["packages"])
        .iter()
        .map(|package| (text(&package["id"]), package))
        .collect();
    let nodes: BTreeMap<&str, &Value> = array(&told["resolve"]["nodes"])
        .iter()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let mut waiting = vec![text(&told["resolve"]["root"])];
    let data = packages.iter().find(|(_, it)| it["name"] == DATA);
    let mut found: BTreeSet<&str> = data.map(|(id, _)| *id).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let Some(package) = packages.get(id) else {
            return Err(Failure::new(format!("cargo does not tell of {id}")));
        };
        // What runs while compiling only is not in the program.
        if !seen.insert(id) || is_macro(package) {
            continue;
        }
        found.insert(id);
        let dependencies = nodes.get(id).map_or(&[][..], |node| array(&node["deps"]));
        for dependency in dependencies {
            let mut kinds = array(&dependency["dep_kinds"]).iter();
            if kinds.any(|kind| kind["kind"].is_null()) {
                waiting.push(text(&dependency["pkg"]));
            }
        }
    }
    let foreign = found.into_iter().filter_map(|id| packages.get(id));
    // What is kept here, changed, is somebody else's still.
    let foreign = foreign.filter(|package| {
        !package["source"].is_null() || text(&package["license"]).contains(" AND ")
    });
    foreign.map(|package| package_of(package)).collect()
}

fn is_macro(package: &Value) -> bool {
    let mut targets = array(&package["targets"]).iter();
    targets.any(|target| {
        array(&target["kind"])
            .iter()
            .any(|kind| kind == "proc-macro")
    })
}

fn package_of(package: &Value) -> Result<Package, Failure> {
    let name = text(&package["name"]);
    let licence = text(&package["license"]).to_string();
    let manifest = Path::new(text(&package["manifest_path"]));
    let folder = manifest.parent().unwrap_or(manifest);
    let mut texts = texts_in(folder, &licence)?;
    if texts.is_empty() && licence.contains("MIT") {
        let authors = array(&package["authors"]).iter().map(text);
        let authors = authors.collect::<Vec<_>>().join(", ");
        let authors = if authors.is_empty() {
            format!("the authors of {name}")
        } else {
            authors
        };
        texts.push(format!("Copyright (c) {authors}\n\n{MIT}"));
    }
    if texts.is_empty() {
        return Err(Failure::new(format!(
            "{name} is under {licence:?} and brings no text of it: add it to xtask/src/licences.rs"
        )));
    }
    Ok(Package {
        name: name.into(),
        version: text(&package["version"]).into(),
        licence,
        source: match text(&package["repository"]) {
            "" => format!("https://crates.io/crates/{name}"),
            repository => repository.into(),
        },
        texts,
    })
}

/// The licences in a folder. Where MIT may be chosen, its text and notices are all that is needed.
fn texts_in(folder: &Path, licence: &str) -> Result<Vec<String>, Failure> {
    let reading = || format!("reading {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).context(reading())? {
        let path = entry.context(reading())?.path();
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().to_lowercase();
        if path.is_file() && NAMES.iter().any(|start| name.starts_with(start)) {
            files.push((name, path));
        }
    }
    files.sort();
    let may_choose = !licence.contains(" AND ") && licence.contains("MIT");
    if may_choose && files.iter().any(|(name, _)| name.contains("mit")) {
        files.retain(|(name, _)| name.contains("mit") || name.starts_with("notice"));
    }
    let mut texts = Vec::new();
    for (_, path) in files {
        let contents = fs::read(&path).context(format!("reading {}", path.display()))?;
        let contents = String::from_utf8_lossy(&contents).replace("\r\n", "\n");
        let contents = contents.trim().to_string();
        if !texts.contains(&contents) {
            texts.push(contents);
        }
    }
    Ok(texts)
}

fn micropython() -> Result<Package, Failure> {
    let reading = |file: &Path| {
        let read = fs::read_to_string(file);
        read.context(format!("reading {}", file.display()))
    };
    let package = reading(&root().join(MICROPYTHON).join("package.json"))?;
    let package: Value = serde_json::from_str(&package).context("reading MicroPython's package")?;
    Ok(Package {
        name: "MicroPython".into(),
        version: text(&package["version"]).into(),
        licence: text(&package["license"]).into(),
        source: "https://github.com/micropython/micropython".into(),
        texts: vec![reading(&root().join("micropython/LICENCES.txt"))?],
    })
}

/// Rust's own library, which is linked into everything.
fn rust() -> Result<Package, Failure> {
    let version = output_of("rustc", &["--version"])
        .ok_or_else(|| Failure::new("rustc does not tell its version"))?;
    let version = version.split(' ').nth(1).unwrap_or_default();
    Ok(Package {
        name: "Rust's standard library".into(),
        version: version.into(),
        licence: "MIT OR Apache-2.0".into(),
        source: "https://github.com/rust-lang/rust".into(),
        texts: vec![format!(
            "Copyright (c) The Rust Project Contributors\n\n{MIT}"
        )],
    })
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The crates that cargo itself names for the browser, `name version`.
    fn in_the_program(manifest: &str) -> Result<BTreeSet<String>, Failure> {
        let told = stdout_of(program("cargo")?.args([
            "tree",
            "--locked",
            "--target",
            TARGET,
            "--edges",
            "normal,no-proc-macro",
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--manifest-path",
            manifest,
        ]))?;
        let crates = told.lines().filter(|line| !line.contains(" (/"));
        let named = crates.filter_map(|line| {
            let (name, version) = line.split_once(" v")?;
            Some(format!("{name} {}", version.split(' ').next()?))
        });
        Ok(named.collect())
    }

    #[test]
    fn names_every_crate_that_the_binaries_use_with_a_text() -> Result<(), Failure> {
        for manifest in MANIFESTS {
            let collected = crates_of(manifest)?;
            assert!(collected.iter().all(|package| !package.texts.is_empty()));
            let collected: BTreeSet<String> = collected
                .iter()
                .map(|package| format!("{} {}", package.name, package.version))
                .collect();
            let program = in_the_program(manifest)?;
            let missing: Vec<_> = program.difference(&collected).collect();
            assert_eq!(missing, Vec::<&String>::new(), "of {manifest}");
            assert!(manifest.contains('/') || program.len() > 100, "{program:?}");
        }
        Ok(())
    }

    #[test]
    fn keeps_each_text_once() {
        let package = |name: &str, texts: &[&str]| Package {
            name: name.into(),
            version: "1.0.0".into(),
            licence: "MIT".into(),
            source: "https://example.org".into(),
            texts: texts.iter().map(ToString::to_string).collect(),
        };
        let packages = [package("b", &["one"]), package("a", &["two", "one"])];
        let list = list(packages.into());
        assert_eq!(list["texts"], json!(["two", "one"]));
        assert_eq!(list["packages"][0]["texts"], json!([0, 1]));
        assert_eq!(list["packages"][1]["texts"], json!([1]));
    }
}
