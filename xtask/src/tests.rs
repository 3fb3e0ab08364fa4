//! `cargo xtask test`: the three rings of tests.

use std::thread;

use crate::process::{Failure, program, run, say};
use crate::{assets, browser, human_eval, installed, site, tools};

/// One ring of tests, from the inside out.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ring {
    /// The portable library, on this machine.
    Native,
    /// The worker, in a real browser's worker.
    Browser,
    /// The built site, in a real browser against a local test server.
    EndToEnd,
}

/// Tests of the worker that have a browser's process for themselves.
const APART: [&str; 3] = ["tests::collection", "tests::session", "tests::snapshots"];

/// Runs all rings, or the one that `arguments` names, with a filter on test names after it.
///
/// # Errors
/// When the set-up or a test fails; later rings are not run then.
pub fn test(arguments: &[String]) -> Result<(), Failure> {
    let Some((name, filter)) = arguments.split_first() else {
        return all();
    };
    let ring = match name.as_str() {
        "native" => Ring::Native,
        "browser" => Ring::Browser,
        "e2e" => Ring::EndToEnd,
        other => {
            return Err(Failure::new(format!(
                "no ring of tests named {other:?}; there are native, browser and e2e"
            )));
        }
    };
    run_ring(ring, filter)
}

/// All rings. Most of the site's build runs on one core: it goes on beside the inner rings.
fn all() -> Result<(), Failure> {
    // Before both, so that they do not install the same things at the same time.
    tools::set_up()?;
    assets::install()?;
    thread::scope(|scope| {
        let site = scope.spawn(site::dist);
        let inner = run_ring(Ring::Native, &[]).and_then(|()| run_ring(Ring::Browser, &[]));
        let site = site
            .join()
            .unwrap_or_else(|_| Err(Failure::new("building the site broke off")));
        inner.and(site)
    })?;
    end_to_end(&[])?;
    say("All tests passed.");
    Ok(())
}

fn run_ring(ring: Ring, filter: &[String]) -> Result<(), Failure> {
    match ring {
        Ring::Native => {
            let redis = installed::find(&installed::REDIS)?;
            say("Native tests (a minute or two to compile the first time)");
            run(program("cargo")?
                .args([
                    "test",
                    "--package",
                    "micropython-agent",
                    "--package",
                    "unicode_names2",
                    "--package",
                    "xtask",
                ])
                .args(filter)
                .env("REDIS_SERVER", redis))
        }
        Ring::Browser => {
            say("Browser tests of the worker (a few minutes to compile the first time)");
            tools::wasm_target()?;
            tools::wasm_bindgen()?;
            assets::install()?;
            let browser = browser::find()?;
            let test = |filter: &[&str]| {
                run(program("cargo")?
                    .args([
                        "test",
                        "--target",
                        "wasm32-unknown-unknown",
                        "--bin",
                        "worker",
                    ])
                    .args(filter)
                    // Seconds for all of them: the stock 20 are too few on a busy machine.
                    .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
                    .env("CHROMEDRIVER", &browser.driver))
            };
            if !filter.is_empty() {
                return test(&filter.iter().map(String::as_str).collect::<Vec<_>>());
            }
            // A browser's process has address space for some ninety memories, which none gives back
            // before the last test: several processes.
            let mut others = vec!["--"];
            others.extend(APART.iter().flat_map(|part| ["--skip", part]));
            test(&others)?;
            APART.iter().try_for_each(|part| test(&[part]))
        }
        Ring::EndToEnd => {
            site::dist()?;
            end_to_end(filter)
        }
    }
}

/// The end-to-end tests of the site that is in dist/.
fn end_to_end(filter: &[String]) -> Result<(), Failure> {
    let browser = browser::find()?;
    let programs = human_eval::programs()?;
    let nginx = installed::find(&installed::NGINX)?;
    let firefox = installed::find(&installed::FIREFOX)?;
    tools::geckodriver()?;
    assets::install_in(
        "tests/e2e",
        "Installing axe-core from tests/e2e/package-lock.json (some seconds)",
    )?;
    say("End-to-end tests of dist/ (two minutes to compile the first time)");
    run(program("cargo")?
        .args(["test", "--package", "e2e"])
        .args(filter)
        .env("HUMAN_EVAL", programs)
        .env("CHROME", browser.chromium)
        .env("CHROMEDRIVER", browser.driver)
        .env("NGINX_SERVER", nginx)
        .env("FIREFOX", firefox))
}
