//! Files that are made of other files, and made again only when those have changed.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::process::{Context, Failure, root};

/// Writes a file unless it is there and was made of the same inputs: files and folders, relative to
/// the root. Beside it stands a hash of them, with the extension `stamp`.
///
/// # Errors
/// When an input cannot be read, `make` fails, or the file cannot be written.
pub fn write_once(
    file: &Path,
    inputs: &[&str],
    make: impl FnOnce() -> Result<Vec<u8>, Failure>,
) -> Result<(), Failure> {
    let stamp = file.with_extension("stamp");
    let wanted = hash(inputs)?;
    if file.exists() && fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).context(format!("making {}", folder.display()))?;
    }
    fs::write(file, make()?).context(format!("writing {}", file.display()))?;
    fs::write(&stamp, wanted).context(format!("writing {}", stamp.display()))
}

fn hash(inputs: &[&str]) -> Result<String, Failure> {
    let mut waiting: Vec<PathBuf> = inputs.iter().map(|input| root().join(input)).collect();
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let reading = || format!("reading {}", path.display());
        for entry in fs::read_dir(&path).context(reading())? {
            waiting.push(entry.context(reading())?.path());
        }
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        // The name tells a file that was renamed, such as another order of the same contents.
        let name = file.strip_prefix(root()).unwrap_or(&file);
        let contents = fs::read(&file).context(format!("reading {}", file.display()))?;
        hash.update(name.to_string_lossy().as_bytes());
        hash.update(contents.len().to_le_bytes());
        hash.update(&contents);
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
