//! Cuts the page's program into the part that it starts with and those that it fetches later, at the
//! functions marked with `wasm_split` (`src/bin/app/lazy.rs`). Trunk cannot do that: the program has
//! to be cut before wasm-bindgen sees it. So trunk's files are written once more here, of the program
//! as cargo has linked it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::interpreter::FEATURES;
use crate::process::{Context, Failure, program, root, run};
use crate::staged::rewrite;

/// The profile of the release site, as trunk names it.
pub const RELEASE: &str = "release";

/// Writes the program's parts in the place of what trunk calls `app`, and their integrity into the
/// page.
///
/// # Errors
/// When the program is not where cargo writes it, or a tool fails.
pub fn split(site: &Path, app: &str, page: String) -> Result<String, Failure> {
    let profile = profile()?;
    let target = target_folder();
    let program_file = target.join(format!("wasm32-unknown-unknown/{profile}/app.wasm"));
    let work = target.join("split").join(&profile);
    // What an earlier build has left there is not of this one.
    if work.exists() {
        fs::remove_dir_all(&work).context(format!("emptying {}", work.display()))?;
    }
    let parts = cut(&program_file, &work, app)?;

    let mut files = vec![
        (work.join(format!("{app}.js")), format!("{app}.js")),
        (
            work.join(format!("{app}_bg.wasm")),
            format!("{app}_bg.wasm"),
        ),
    ];
    for part in parts {
        let name = format!("{app}-{}.wasm", stem(&part));
        files.push((part, name));
    }
    let mut page = page;
    for (from, name) in files {
        let from = match (profile.as_str(), name.ends_with(".wasm")) {
            (RELEASE, true) => optimized(&from)?,
            _ => from,
        };
        let contents = fs::read(&from).context(format!("reading {}", from.display()))?;
        page = rewrite(site, &page, &name, &contents)?;
    }
    // Names with the build's hash, so that parts of two builds never meet.
    let links = link_file(app);
    let link = fs::read_to_string(work.join(&links)).context(format!("reading {links}"))?;
    let link = link.replace("URL(\"./", &format!("URL(\"./{app}-"));
    fs::write(site.join(&links), link).context(format!("writing {links}"))?;
    Ok(page)
}

/// The profile that trunk builds with.
///
/// # Errors
/// When trunk does not say.
pub fn profile() -> Result<String, Failure> {
    env::var("TRUNK_PROFILE")
        .context("reading TRUNK_PROFILE (seal is run by trunk, see Trunk.toml)")
}

/// Cuts the program, and has wasm-bindgen write the first part. The files of the others.
fn cut(program_file: &Path, work: &Path, app: &str) -> Result<Vec<PathBuf>, Failure> {
    let linked = fs::read(program_file).context(format!(
        "reading {}, which cargo should have written",
        program_file.display()
    ))?;
    let first = work.join("first.wasm");
    let (main_module, link_name) = (format!("./{app}.js"), format!("./{}", link_file(app)));
    let mut options = Options::new(&linked);
    options.output_dir = work;
    options.main_out_path = &first;
    options.main_module = &main_module;
    options.link_name = &link_name;
    let parts = transform(options).context("splitting the page's program")?;
    run(program("wasm-bindgen")?
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
        .args(["--out-name", app, "--out-dir"])
        .arg(work)
        .arg(&first))?;
    Ok(parts.split_modules)
}

/// A part as small as it gets.
fn optimized(part: &Path) -> Result<PathBuf, Failure> {
    let small = part.with_extension("small.wasm");
    run(program("wasm-opt")?
        // Rust has its stack below its data: nothing of a program's lies in the first kilobyte, so that no
        // address that is added to runs over into it.
        .args(["--low-memory-unused", "-Oz"])
        .args(FEATURES)
        .arg(part)
        .arg("-o")
        .arg(&small))?;
    Ok(small)
}

/// The module that fetches the parts.
fn link_file(app: &str) -> String {
    format!("{app}-parts.js")
}

fn stem(file: &Path) -> String {
    file.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Where cargo builds.
pub fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
