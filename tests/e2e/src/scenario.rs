//! The frame of every test: a server of its own, a browser as good as new, a deadline, evidence when it fails,
//! and what must hold at its end whatever it is about.

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::FutureExt;
use thirtyfour::{BrowserLogEntry, WebDriver};

use crate::Result;
use crate::browser::{Browser, evidence_folder};
use crate::log::lock;
use crate::page::{Page, Settings};
use crate::server::TestServer;

/// The longest that a test may take, unless it says so itself.
const DEADLINE: Duration = Duration::from_secs(120);

/// What a browser warns of that could have a model of its own and has none.
const NO_OWN_MODEL: &str = "there was not an execution config available for the feature";

/// What a test works with.
pub struct World {
    /// The world outside the browser.
    pub server: TestServer,
    /// The page, not opened yet.
    pub page: Page,
    driver: WebDriver,
    console: Mutex<Vec<BrowserLogEntry>>,
    policy_is_tried: AtomicBool,
}

impl World {
    /// Says that this test tries to break the Content-Security-Policy, so that the browser's
    /// reports of it, and of what failed for it, are no failure.
    pub fn tries_the_policy(&self) {
        self.policy_is_tried.store(true, Ordering::Relaxed);
    }

    /// Opens the page and enters the test server's settings.
    pub async fn set_up(&self) -> Result {
        self.page.open().await?;
        self.page
            .configure(&Settings::for_server(&self.server))
            .await
    }

    /// As [`World::set_up`], with a key that is there after a reload, too.
    pub async fn set_up_for_reloads(&self) -> Result {
        self.page.open().await?;
        self.page
            .configure(&Settings {
                remember_key: true,
                ..Settings::for_server(&self.server)
            })
            .await
    }

    /// Waits until the provider has been asked so many times.
    pub async fn wait_asked(&self, times: usize) -> Result {
        let provider = &self.server.provider;
        self.page
            .until("the request", async || {
                Ok((provider.requests().len() == times).then_some(()))
            })
            .await
    }

    /// All that the browser's console has shown so far.
    pub async fn console(&self) -> Result<Vec<BrowserLogEntry>> {
        // The driver gives each entry once.
        let new = self.driver.browser_log().await?;
        let mut console = lock(&self.console);
        console.extend(new);
        Ok(console.clone())
    }

    /// What no test may leave behind.
    async fn check(&self) -> Result {
        let mut problems = self.server.violations();
        for entry in self.console().await? {
            let source = entry.source.unwrap_or_default();
            // Requests that fail, also for want of CORS headers, are part of many tests; exceptions
            // and breaches of the Content-Security-Policy of none.
            // And the browser's own words when it is asked whether it has a model.
            let is_exception = source == "javascript"
                && !entry.message.contains("blocked by CORS policy")
                && !entry.message.contains(NO_OWN_MODEL);
            let is_report = entry.message.contains("Content Security Policy");
            let is_expected = self.policy_is_tried.load(Ordering::Relaxed);
            if ((is_exception || is_report) && !is_expected)
                || entry.message.contains("panicked at")
            {
                problems.push(format!("console: {}", entry.message));
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(format!("the test passed, but:\n{}", problems.join("\n")).into())
        }
    }

    /// Keeps what there is to see of a failure, and says where.
    async fn evidence(&self) -> String {
        let picture = picture_path();
        let mut evidence = match self.driver.screenshot(&picture).await {
            Ok(()) => format!("screenshot: {}\n", picture.display()),
            Err(error) => format!("no screenshot: {error}\n"),
        };
        for violation in self.server.violations() {
            evidence += &format!("violation: {violation}\n");
        }
        for request in self.server.log.requests() {
            let status = request
                .status
                .map_or("no answer".into(), |status| status.to_string());
            evidence += &format!(
                "{:?}: {} {} ({status})\n",
                request.service, request.method, request.path
            );
        }
        for entry in self.console().await.unwrap_or_default() {
            evidence += &format!("console {}: {}\n", entry.level, entry.message);
        }
        evidence
    }
}

/// Runs a test in a world of its own.
///
/// # Panics
/// When the test fails.
pub async fn scenario(test: impl AsyncFnOnce(&World) -> Result) {
    longer_scenario(Duration::ZERO, test).await;
}

/// As [`scenario`], for a test that may take so much longer than others.
///
/// # Panics
/// When the test fails.
pub async fn longer_scenario(more: Duration, test: impl AsyncFnOnce(&World) -> Result) {
    if let Err(problem) = run(DEADLINE + more, test).await {
        panic!("{problem}");
    }
}

async fn run(deadline: Duration, test: impl AsyncFnOnce(&World) -> Result) -> Result {
    let server = TestServer::start(None).await?;
    let browser = Browser::take().await?;
    let world = World {
        page: Page::of(&browser, server.page_url()),
        driver: browser.driver.clone(),
        server,
        console: Mutex::default(),
        policy_is_tried: AtomicBool::new(false),
    };
    // A failed assertion must not leave the browser running.
    let guarded = AssertUnwindSafe(async {
        test(&world).await?;
        world.check().await
    })
    .catch_unwind();
    let outcome = match tokio::time::timeout(deadline, guarded).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(panic)) => Err(panic_text(panic.as_ref()).into()),
        Err(_) => Err(format!("the test took longer than {} s", deadline.as_secs()).into()),
    };
    match outcome {
        Ok(()) => browser.leave(&world.server.origin()).await,
        // What the test has left in the browser is not known.
        Err(problem) => {
            let evidence = world.evidence().await;
            // Left to be dropped, it would keep this thread from serving the page that it waits for.
            let ended = browser.driver.quit().await;
            let ended = ended.map_or_else(
                |error| format!("the browser: {error}\n"),
                |()| String::new(),
            );
            Err(format!("{problem}\n\n{evidence}{ended}").into())
        }
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("the test panicked")
        .to_string()
}

/// target/e2e/<name of the test>.png
fn picture_path() -> PathBuf {
    let folder = evidence_folder();
    // Without the folder there is no screenshot, and that is said.
    let _ = std::fs::create_dir_all(&folder);
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("test").replace("::", "-");
    folder.join(format!("{name}.png"))
}
