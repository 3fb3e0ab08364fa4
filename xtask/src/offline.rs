//! Tells the service worker which files make up the site, so that it keeps all of them, and a version
//! by which it sees that one has changed.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::process::{Context, Failure};

const SCRIPT: &str = "service-worker.js";

/// In it, where the list and the version belong.
const FILES: &str = "{files}";
const VERSION: &str = "{site-version}";

/// What is not kept: what only some ask for, once they have a network.
const NOT_KEPT: [&str; 5] = [
    SCRIPT,
    "o200k.bin",
    "licences.json",
    "agent.js",
    "agent.d.ts",
];

/// Writes the service worker of a site that is complete otherwise. `versioned` are the files that
/// are asked for by `assets_version`. With `keep` false the list is empty: nothing is kept.
///
/// # Errors
/// When the site cannot be read or written, or the script is not the one expected.
pub fn fill_in(
    site: &Path,
    versioned: &[&str],
    assets_version: &str,
    keep: bool,
) -> Result<(), Failure> {
    let script_file = site.join(SCRIPT);
    let script = fs::read_to_string(&script_file).context(format!("reading {SCRIPT}"))?;
    let mut names = Vec::new();
    for entry in fs::read_dir(site).context(format!("listing {}", site.display()))? {
        let name = entry.context("listing the site")?.file_name();
        names.push(name.to_string_lossy().into_owned());
    }
    names.retain(|name| keep && !NOT_KEPT.contains(&name.as_str()));
    names.sort();
    let mut hash = Sha256::new();
    let mut addresses = Vec::new();
    for name in names {
        let contents = fs::read(site.join(&name)).context(format!("reading {name}"))?;
        hash.update(contents.len().to_le_bytes());
        hash.update(&contents);
        addresses.push(match name.as_str() {
            "index.html" => "./".to_string(),
            name if versioned.contains(&name) => format!("{name}?v={assets_version}"),
            name => name.to_string(),
        });
    }
    let version: String = hash.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    fs::write(&script_file, filled(&script, &addresses, &version)?)
        .context(format!("writing {SCRIPT}"))
}

fn filled(script: &str, addresses: &[String], version: &str) -> Result<String, Failure> {
    if script.matches(FILES).count() != 1 || script.matches(VERSION).count() != 1 {
        return Err(Failure::new(format!(
            "{SCRIPT} must hold {FILES} and {VERSION} once each"
        )));
    }
    // Names of files that a build has written: nothing in them needs escaping.
    let list: Vec<_> = addresses.iter().map(|it| format!("\"{it}\"")).collect();
    Ok(script
        .replace(FILES, &format!("[{}]", list.join(", ")))
        .replace(VERSION, version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_files_and_the_version() -> Result<(), Failure> {
        let script = "const VERSION = \"{site-version}\"; const FILES = {files};";
        let addresses = ["./".to_string(), "worker.js?v=1".to_string()];
        assert_eq!(
            filled(script, &addresses, "ab")?,
            "const VERSION = \"ab\"; const FILES = [\"./\", \"worker.js?v=1\"];"
        );
        assert!(filled("nothing to fill in", &addresses, "ab").is_err());
        Ok(())
    }
}
