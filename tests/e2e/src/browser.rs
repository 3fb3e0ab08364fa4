//! Headless Chromiums, each used by one test after the other. A test has a tab and an origin of its
//! own, and what its origin has stored is removed at its end.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;
use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::Result;
use crate::log::lock;
use crate::site::package_folder;

/// Runs a driver, where there is one, until the standard input ends, which it does with the tests, however
/// they end. Chromium ends with its driver, because they talk through a pipe.
const KEEPER: &str = r#"command -v "$0" > /dev/null || exit; "$0" --port=0 & read -r _; kill $!"#;

/// Those that wait for a test.
static IDLE: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

/// A running browser. It ends when it is dropped.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    /// Where it saves files.
    pub(crate) downloads: PathBuf,
    _process: Child,
}

impl Browser {
    /// One with an empty tab: one that waits, or a new one.
    pub(crate) async fn take() -> Result<Self> {
        let idle = lock(&IDLE).pop();
        match idle {
            Some(browser) => Ok(browser),
            None => Self::start(&new_profile()?, &[]).await,
        }
    }

    /// Leaves it to the next test, with nothing left of what this origin did.
    pub(crate) async fn leave(self, origin: &str) -> Result {
        let used = self.driver.windows().await?;
        let fresh = self.driver.new_tab().await?;
        for tab in used {
            self.driver.switch_to_window(tab).await?;
            self.driver.close_window().await?;
        }
        self.driver.switch_to_window(fresh).await?;
        // Another test may be given the same port.
        let cdp = self.driver.cdp();
        let stored = json!({ "origin": origin, "storageTypes": "all" });
        cdp.send_raw("Storage.clearDataForOrigin", stored).await?;
        cdp.send_raw("Network.clearBrowserCache", json!({})).await?;
        self.driver.browser_log().await?;
        for file in std::fs::read_dir(&self.downloads)? {
            std::fs::remove_file(file?.path())?;
        }
        lock(&IDLE).push(self);
        Ok(())
    }

    /// Starts one with this folder for itself and these arguments besides: `CHROME` and `CHROMEDRIVER`,
    /// or chromedriver on PATH and what it finds.
    pub(crate) async fn start(profile: &Path, more: &[String]) -> Result<Self> {
        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
        let (process, port) = start_driver(&program, "started successfully on port ").await?;
        let mut capabilities = DesiredCapabilities::chrome();
        if let Ok(chromium) = env::var("CHROME") {
            capabilities.set_binary(&chromium)?;
        }
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            // Of the browser's own tabs and buttons, which nobody sees.
            "--animation-duration-scale=0",
            "--no-first-run",
            "--remote-debugging-pipe",
            "--window-size=1280,900",
            &format!("--user-data-dir={}", profile.display()),
        ] {
            capabilities.add_arg(argument)?;
        }
        for argument in more {
            capabilities.add_arg(argument)?;
        }
        let downloads = profile.join("downloads");
        std::fs::create_dir(&downloads)?;
        let preferences = json!({ "download.default_directory": &downloads });
        capabilities.add_experimental_option("prefs", preferences)?;
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
        Ok(Self {
            driver,
            downloads,
            _process: process,
        })
    }
}

/// Starts a WebDriver server on a free port of its choice, and reads which: it says so after these
/// words.
pub(crate) async fn start_driver(program: &str, words: &str) -> Result<(Child, u16)> {
    let mut process = Command::new("sh")
        .args(["-c", KEEPER, program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("starting {program}: {error}"))?;
    let output = process
        .stdout
        .take()
        .ok_or("the driver's output cannot be read")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, port)) = line.split_once(words) {
            let port = port.trim_end_matches('.').parse()?;
            tokio::spawn(drain(lines));
            return Ok((process, port));
        }
    }
    Err(format!("{program} ended before it was ready").into())
}

/// Reads what is left of the output, so that the driver never waits for a reader.
async fn drain(mut lines: Lines<BufReader<ChildStdout>>) {
    while let Ok(Some(_)) = lines.next_line().await {}
}

/// An empty folder: target/e2e/profile-<number>.
pub(crate) fn new_profile() -> Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = evidence_folder().join(format!("profile-{count}"));
        // A browser of the tests before may still be ending, and have it.
        if folder.exists() && std::fs::remove_dir_all(&folder).is_err() {
            continue;
        }
        std::fs::create_dir_all(&folder)?;
        return Ok(folder.canonicalize()?);
    }
}

/// Where the tests leave what they leave: target/e2e.
pub(crate) fn evidence_folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| package_folder().join("../../target"), PathBuf::from);
    target.join("e2e")
}
