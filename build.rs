//! Writes the list of the library's modules, `micropython/lib`, for `src/python/library.rs`.

use std::fmt::Write as _;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::{env, fs};

const LIBRARY: &str = "micropython/lib";

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed={LIBRARY}");
    let variable = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .ok_or(Error::other(name))
    };
    let manifest = variable("CARGO_MANIFEST_DIR")?;
    let mut modules = Vec::new();
    find(&manifest.join(LIBRARY), "", &mut modules)?;
    // The order in which they are searched.
    modules.sort();
    let mut list = String::from("&[\n");
    for (name, file) in modules {
        let package = file.ends_with("__init__.py");
        // From the manifest's folder as the compiler knows it: another clone may have run this, where
        // several share what is compiled.
        let file = file.strip_prefix(&manifest).map_err(Error::other)?;
        let file = format!("/{}", file.display());
        let written = writeln!(
            list,
            "({name:?}, Module {{ source: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {file:?})), package: {package} }}),"
        );
        written.map_err(Error::other)?;
    }
    list.push_str("]\n");
    fs::write(variable("OUT_DIR")?.join("library.rs"), list)
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
