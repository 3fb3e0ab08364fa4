//! `cargo xtask bench`: the release site measured beside the official MicroPython loader and
//! Pyodide, in the same browser. The measuring is in bench/.

use crate::process::{Failure, program, run, say};
use crate::{assets, browser, installed, site};

/// Builds the release site and measures it. `options` go to bench/run.mjs.
///
/// # Errors
/// When the set-up or the build fails, when the engines do not agree on what a program prints, and when
/// what is loaded is over its budget. A missed time is no failure: the table says so.
pub fn bench(options: &[String]) -> Result<(), Failure> {
    if let Some(unknown) = options.iter().find(|option| *option != "--quick") {
        return Err(Failure::new(format!(
            "what is {unknown:?}? The one option is --quick"
        )));
    }
    site::dist()?;
    assets::install_in(
        "bench",
        "Installing Pyodide and what drives the browsers from bench/package-lock.json",
    )?;
    let chromium = browser::find()?.chromium;
    let mut command = program("node")?;
    command
        .arg("bench/run.mjs")
        .args(options)
        .env("CHROME", chromium);
    if let Some(firefox) = installed::found(&installed::FIREFOX) {
        command.env("FIREFOX", firefox);
    } else {
        say("There is no Firefox ESR here: measuring in Chromium only");
    }
    run(&mut command)
}
