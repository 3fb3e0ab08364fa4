//! A headless Chromium of its own for each test, with a fresh profile.

use std::env;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};

use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::Result;

/// A running browser. Its window is closed by [`Browser::quit`]; its driver ends with it.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    _process: Child,
    _profile: Profile,
}

impl Browser {
    /// Starts one: `CHROME` and `CHROMEDRIVER`, or chromedriver on PATH and what it finds.
    pub(crate) async fn start() -> Result<Self> {
        let profile = Profile::new();
        let (process, port) = start_driver().await?;
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
            "--no-first-run",
            "--window-size=1280,900",
            &format!("--user-data-dir={}", profile.folder.display()),
        ] {
            capabilities.add_arg(argument)?;
        }
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
        Ok(Self {
            driver,
            _process: process,
            _profile: profile,
        })
    }

    /// Closes the window.
    pub(crate) async fn quit(self) -> Result {
        Ok(self.driver.quit().await?)
    }
}

/// Starts chromedriver on a free port of its choice, and reads which.
async fn start_driver() -> Result<(Child, u16)> {
    let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
    let mut process = Command::new(&program)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("starting {program}: {error}"))?;
    let output = process
        .stdout
        .take()
        .ok_or("chromedriver's output cannot be read")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
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

/// A folder for one browser, removed with it.
struct Profile {
    folder: PathBuf,
}

impl Profile {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("micropython-agent-e2e-{}-{count}", std::process::id());
        Self {
            folder: env::temp_dir().join(name),
        }
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // Left behind, it is only a temporary folder.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
