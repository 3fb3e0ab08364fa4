//! Chromium's own log of its network, which knows every request and who has made it: the page, a frame,
//! a worker or the service worker. What the browser asks for itself is left out.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use tokio::time::timeout;

use crate::Result;
use crate::browser::{Browser, new_profile};
use crate::page::Page;

/// The longest that the browser may take to start, and then to tell a story of seconds and to end.
const DEADLINE: Duration = Duration::from_secs(60);

/// Who makes what no page has asked for, the visit to an address among it.
const BROWSER: &str = "not an origin";

/// A request that was made by something of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requested {
    /// What for.
    pub address: String,
    /// The origin that asked for it.
    pub by: String,
}

/// Tells a story of the page at this address in a Chromium of its own, and gives the requests that were
/// made. A browser that does not start says nothing of the page: then another one is started, once.
///
/// # Errors
/// As the story has it, or when there is no such browser or no log.
pub async fn requests_of(
    address: &str,
    story: impl AsyncFnOnce(&Page) -> Result,
) -> Result<Vec<Requested>> {
    let (browser, log) = match timeout(DEADLINE, start()).await {
        Ok(started) => started?,
        Err(_) => timeout(DEADLINE, start()).await??,
    };
    let told = async {
        story(&Page::of(&browser, address.into())).await?;
        // The log is whole once the browser has ended.
        browser.driver.clone().quit().await?;
        read(&log)
    };
    timeout(DEADLINE, told).await?
}

/// A browser, and where its log will be.
async fn start() -> Result<(Browser, PathBuf)> {
    let profile = new_profile()?;
    let log = profile.join("net-log.json");
    let browser = Browser::start(&profile, &[format!("--log-net-log={}", log.display())]).await?;
    Ok((browser, log))
}

/// The requests in a log, whose constants name what the numbers in its events mean.
fn read(file: &Path) -> Result<Vec<Requested>> {
    let log: Value = serde_json::from_slice(&std::fs::read(file)?)?;
    let begins = &log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
    let events = log["events"].as_array();
    let (true, Some(events)) = (begins.is_number(), events) else {
        return Err("the log knows no requests".into());
    };
    let requests = events.iter().filter(|event| event["type"] == *begins);
    let requests = requests.filter_map(|event| {
        let text = |name: &str| event["params"][name].as_str().map(str::to_string);
        let (address, by) = (text("url")?, text("initiator")?);
        (by != BROWSER).then_some(Requested { address, by })
    });
    Ok(requests.collect())
}
