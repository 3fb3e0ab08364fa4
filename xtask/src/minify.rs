//! Makes the scripts and styles of the release site small, with the esbuild of micropython/package-lock.json.

use std::fs;
use std::path::Path;

use crate::process::{Context, Failure, program, run};
use crate::split::target_folder;
use crate::staged::rewrite;

/// Scripts that are left as they are: those who host the site read and change them.
const KEPT: [&str; 2] = ["agent.js", "service-worker.js"];

/// Minifies what there is in the folder of the site. The page as it is to be then.
///
/// # Errors
/// When esbuild is missing or does not understand a file.
pub fn minify(site: &Path, page: String) -> Result<String, Failure> {
    let mut names = Vec::new();
    for file in fs::read_dir(site).context(format!("listing {}", site.display()))? {
        let name = file.context("listing the site")?.file_name();
        let name = name.to_string_lossy().into_owned();
        if (name.ends_with(".js") || name.ends_with(".css")) && !KEPT.contains(&&*name) {
            names.push(name);
        }
    }
    let small = target_folder().join("minified");
    run(program("esbuild")?
        .args(["--minify", "--charset=utf8", "--log-level=warning"])
        .arg(format!("--outdir={}", small.display()))
        .args(names.iter().map(|name| site.join(name))))?;
    let mut page = page;
    for name in names {
        let contents = fs::read(small.join(&name)).context(format!("reading {name}"))?;
        page = rewrite(site, &page, &name, &contents)?;
    }
    Ok(page)
}
