//! A visit to a page that no test server serves, in one of the browsers that the site is made for.

use std::env;

use thirtyfour::{DesiredCapabilities, WebDriver};

use crate::Result;
use crate::browser::{Browser, start_driver};
use crate::page::Page;

/// A browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visitor {
    /// Chromium, as in all other tests.
    Chromium,
    /// Firefox ESR: `FIREFOX` and `GECKODRIVER`, or what is on PATH.
    Firefox,
}

/// Tells a story of the page at this address in a browser that knows nothing yet.
///
/// # Errors
/// As the story has it, or when there is no such browser.
pub async fn visit(
    visitor: Visitor,
    address: &str,
    story: impl AsyncFnOnce(&Page) -> Result,
) -> Result {
    match visitor {
        Visitor::Chromium => {
            let browser = Browser::take().await?;
            let page = Page::of(&browser, address.into());
            story(&page).await?;
            let origin = address
                .rsplit_once("/agent")
                .map_or(address, |(origin, _)| origin);
            browser.leave(origin).await
        }
        Visitor::Firefox => {
            let program = env::var("GECKODRIVER").unwrap_or_else(|_| "geckodriver".into());
            let (_process, port) = start_driver(&program, "Listening on 127.0.0.1:").await?;
            let mut capabilities = DesiredCapabilities::firefox();
            if let Ok(firefox) = env::var("FIREFOX") {
                capabilities.set_firefox_binary(&firefox)?;
            }
            capabilities.add_arg("-headless")?;
            let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
            let told = story(&Page::new(driver.clone(), address.into(), None)).await;
            // However the story ends, the browser does.
            driver.quit().await?;
            told
        }
    }
}
