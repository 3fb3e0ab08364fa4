//! Files of the site that trunk has staged, written anew.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::process::{Context, Failure};

/// Writes a file of the site. The page as it is to be then: where it names the contents that the file had,
/// it names these.
///
/// # Errors
/// When the file cannot be read or written.
pub fn rewrite(site: &Path, page: &str, name: &str, contents: &[u8]) -> Result<String, Failure> {
    let file = site.join(name);
    let page = match file.exists() {
        true => {
            let replaced = fs::read(&file).context(format!("reading {name}"))?;
            page.replace(&integrity(&replaced), &integrity(contents))
        }
        false => page.into(),
    };
    fs::write(&file, contents).context(format!("writing {name}"))?;
    Ok(page)
}

/// A file's `integrity` in the page, as trunk writes it.
fn integrity(contents: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(contents)))
}
