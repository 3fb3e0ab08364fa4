//! Browsers, for the tests and the benchmark: found, or installed where that is possible.

use std::env;

use crate::process::{Failure, output_of, program, run, say};

const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Programs that drive a page: names on PATH, or paths.
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: String,
    /// The chromedriver that fits it.
    pub driver: String,
}

/// Finds the browser: `CHROME` and `CHROMEDRIVER` if set, else from PATH, else installed by apt.
///
/// # Errors
/// When there is none and none can be installed; the text says what to install.
pub fn find() -> Result<Browser, Failure> {
    if let Some(browser) = installed() {
        return Ok(browser);
    }
    let is_root = output_of("id", &["-u"]).as_deref() == Some("0");
    if is_root && output_of("apt-get", &["--version"]).is_some() {
        say("Installing Chromium for the tests (about a minute)");
        run(program("apt-get")?.args(["update", "--quiet"]))?;
        run(program("apt-get")?
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(["chromium", "chromium-driver"])
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
        if let Some(browser) = installed() {
            return Ok(browser);
        }
    }
    Err(Failure::new(
        "the browser tests need Chromium and chromedriver of the same version. Install them \
         (Debian: apt install chromium chromium-driver) or set CHROME and CHROMEDRIVER to their \
         paths.",
    ))
}

fn installed() -> Option<Browser> {
    Some(Browser {
        chromium: named_or_found("CHROME", &CHROMIUM_NAMES)?,
        driver: named_or_found("CHROMEDRIVER", &["chromedriver"])?,
    })
}

/// The program a variable names, or else the first of `names` that runs, as an absolute path.
pub fn named_or_found(variable: &str, names: &[&str]) -> Option<String> {
    if let Ok(path) = env::var(variable) {
        return output_of(&path, &["--version"]).map(|_| path);
    }
    let directories: Vec<_> = env::split_paths(&env::var_os("PATH")?).collect();
    names
        .iter()
        .flat_map(|name| {
            directories
                .iter()
                .map(move |directory| directory.join(name))
        })
        .filter_map(|path| path.to_str().map(str::to_string))
        .find(|path| output_of(path, &["--version"]).is_some())
}
