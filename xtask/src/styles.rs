//! The styles of what is not on the first screen, as the one file that the page fetches after it.

use std::fs;
use std::path::Path;

use crate::process::{Context, Failure, root};

/// What the page calls it (`src/bin/app/lazy.rs`).
pub const FILE: &str = "later.css";

/// What it is made of.
const FOLDER: &str = "styles/later";

/// Writes it into the folder of the site.
///
/// # Errors
/// When a file cannot be read or written.
pub fn join(site: &Path) -> Result<(), Failure> {
    let folder = root().join(FOLDER);
    let mut files = Vec::new();
    for file in fs::read_dir(&folder).context(format!("listing {FOLDER}"))? {
        files.push(file.context(format!("listing {FOLDER}"))?.path());
    }
    files.sort();
    let mut styles = String::new();
    for file in files {
        styles += &fs::read_to_string(&file).context(format!("reading {}", file.display()))?;
    }
    fs::write(site.join(FILE), styles).context(format!("writing {FILE}"))
}
