//! The page as a person uses it: what can be done and what can be seen, by the stable hooks of
//! docs/automation.md. Everything waits for a condition with a deadline; nothing sleeps blindly.

mod accessibility;
mod device;
mod settings;
mod storage;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{Key, TypingData, WebDriver, WebElement};

use crate::browser::Browser;
use crate::{Result, ensure};
pub use accessibility::{NARROW, WIDE};
pub use settings::Settings;

/// How long a condition may take to come true, unless a test says so itself. Far more than it needs: it
/// only ends a test that has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a condition that is not true yet is left alone: each look takes time from what it waits
/// for, so the longer that takes, the rarer they are.
const INTERVALS: [Duration; 2] = [Duration::from_millis(25), Duration::from_millis(200)];

/// The elements of a hook that can be seen.
const VISIBLE: &str = "const seen = element =>
        element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    return [...document.querySelectorAll(`[data-testid=\"${arguments[0]}\"]`)].filter(seen)";

/// Measures from the next click until the next question can be sent, in milliseconds.
const TIME_STOP: &str = "
window.stopping = new Promise((resolve) => {
    document.addEventListener('click', (click) => {
        const look = () => {
            const send = document.querySelector('[data-testid=send]');
            if (!send) return setTimeout(look);
            resolve(performance.now() - click.timeStamp);
        };
        look();
    }, { capture: true, once: true });
});";

/// One step as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// All of its text.
    pub text: String,
    /// Its code, if it has any yet.
    pub code: String,
    /// Its output, if it has any yet.
    pub output: String,
    /// Its tool calls, each as it is shown.
    pub calls: Vec<String>,
}

/// Questions of the tour.
const TOUR: usize = 3;

/// A tab with the page.
pub struct Page {
    driver: WebDriver,
    url: String,
    /// Where the browser saves files, if that is known.
    downloads: Option<PathBuf>,
    patience: Duration,
}

impl Page {
    pub(crate) fn new(driver: WebDriver, url: String, downloads: Option<PathBuf>) -> Self {
        Self {
            driver,
            url,
            downloads,
            patience: PATIENCE,
        }
    }

    /// The same tab, for work that takes longer: each condition may take so long to come true.
    pub fn with_patience(&self, patience: Duration) -> Self {
        Self {
            driver: self.driver.clone(),
            url: self.url.clone(),
            downloads: self.downloads.clone(),
            patience,
        }
    }

    pub(crate) fn of(browser: &Browser, url: String) -> Self {
        Self::new(browser.driver.clone(), url, Some(browser.downloads.clone()))
    }

    /// Opens the page and waits until a question can be typed.
    pub async fn open(&self) -> Result {
        self.open_with("").await
    }

    /// Opens the page with something after its address, such as `?q=...`.
    pub async fn open_with(&self, query: &str) -> Result {
        self.driver.goto(format!("{}{query}", self.url)).await?;
        self.wait_visible("composer").await
    }

    /// Opens a file beside the page.
    pub async fn goto(&self, file: &str) -> Result {
        Ok(self.driver.goto(format!("{}{file}", self.url)).await?)
    }

    /// Opens a page of HTML that is no part of the site, as a file would be.
    pub async fn open_text(&self, html: &str) -> Result {
        let encoded = self
            .script("return encodeURIComponent(arguments[0])", vec![html.into()])
            .await?;
        let encoded = encoded.as_str().unwrap_or_default();
        let address = format!("data:text/html;charset=utf-8,{encoded}");
        Ok(self.driver.goto(address).await?)
    }

    /// Opens the page in a browser that first runs a script of the test's, to take something away.
    pub async fn open_after(&self, script: &str) -> Result {
        self.driver
            .cdp()
            .send_raw(
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": script }),
            )
            .await?;
        Ok(self.driver.goto(&self.url).await?)
    }

    /// Waits until the page's exports to JavaScript are there.
    pub async fn exports(&self) -> Result {
        self.until("the exports", async || {
            let there = self.script("return 'wasmBindings' in window", Vec::new());
            Ok((there.await? == true).then_some(()))
        })
        .await
    }

    /// Opens the conversation that this tab shows in a second tab, and puts that in front.
    pub async fn open_second_tab(&self) -> Result {
        let address = self.driver.current_url().await?;
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab).await?;
        self.driver.goto(address.as_str()).await?;
        self.wait_visible("composer").await
    }

    /// Puts a tab in front, counted from 0 in the order they were opened.
    pub async fn switch_to_tab(&self, index: usize) -> Result {
        let tabs = self.driver.windows().await?;
        let tab = tabs.into_iter().nth(index).ok_or("there is no such tab")?;
        Ok(self.driver.switch_to_window(tab).await?)
    }

    /// Closes the tab in front; the first one comes to the front.
    pub async fn close_tab(&self) -> Result {
        self.driver.close_window().await?;
        self.switch_to_tab(0).await
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result {
        self.driver.refresh().await?;
        self.wait_visible("composer").await
    }

    /// Types a question and sends it with its button.
    pub async fn ask(&self, question: &str) -> Result {
        self.type_into("composer", question).await?;
        self.click("send").await
    }

    /// Replaces the text of a field.
    pub async fn type_into(&self, hook: &str, text: &str) -> Result {
        self.until(&format!("{hook:?} to be typed into"), async || {
            let field = self.visible_element(hook).await?;
            field.click().await?;
            field.send_keys(Key::Control + "a").await?;
            field.send_keys(Key::Delete).await?;
            // It may be drawn anew while it is being typed into: then look again.
            field.send_keys(text).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Replaces the text of a field by pasting, which takes a tenth of the time of typing.
    pub async fn paste_into(&self, hook: &str, text: &str) -> Result {
        self.wait_visible(hook).await?;
        self.script(
            "const field = document.querySelector(`[data-testid=\"${arguments[0]}\"]`);
            field.focus();
            field.select();",
            vec![hook.into()],
        )
        .await?;
        self.driver
            .cdp()
            .send_raw("Input.insertText", json!({ "text": text }))
            .await?;
        let entered = self.value(hook).await?;
        ensure(
            entered == text,
            format!("{hook:?} took {text:?} as {entered:?}"),
        )
    }

    /// Presses keys where the focus is, once that takes them: what closes has the focus a moment longer.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Result {
        let keys = keys.into().to_string();
        self.until("keys to be taken", async || {
            let focused = self.driver.active_element().await?;
            Ok(Some(focused.send_keys(&keys).await?))
        })
        .await
    }

    /// Clicks an element once it can be clicked.
    pub async fn click(&self, hook: &str) -> Result {
        self.click_nth(hook, 0).await
    }

    /// Clicks one of several elements, counted from 0 among those that can be seen.
    pub async fn click_nth(&self, hook: &str, index: usize) -> Result {
        self.until(&format!("{hook:?} to be clicked"), async || {
            let Some(element) = self.elements(hook).await?.into_iter().nth(index) else {
                return Ok(None);
            };
            // A click on a disabled button does nothing, and is no error.
            if !element.is_enabled().await? {
                return Ok(None);
            }
            // It may move or be drawn anew while it is being clicked: then look again.
            Ok(element.click().await.ok())
        })
        .await
    }

    /// Deletes the conversation at the top of the list.
    pub async fn delete_first_conversation(&self) -> Result {
        self.conversation_menu("menu-delete").await
    }

    /// Chooses something in the menu of the conversation at the top of the list. Its button shows only
    /// when one points at it.
    pub async fn conversation_menu(&self, hook: &str) -> Result {
        self.wait_visible("conversation").await?;
        let button = "document.querySelector('[data-testid=conversation-menu]').click()";
        self.script(button, Vec::new()).await?;
        self.click(hook).await
    }

    /// Clicks Stop and says how long it took in the page until the next question could be sent.
    pub async fn stop(&self) -> Result<Duration> {
        self.wait_visible("stop").await?;
        self.script(TIME_STOP, Vec::new()).await?;
        self.click("stop").await?;
        self.wait_idle().await?;
        let took = self.script("return window.stopping", Vec::new()).await?;
        let took = took.as_f64().ok_or("the page has not measured it")?;
        Ok(Duration::from_secs_f64(took / 1_000.0))
    }

    /// Waits until nothing runs and the next question can be sent.
    pub async fn wait_idle(&self) -> Result {
        self.until("the work to end", async || {
            let idle = !self.is_visible("stop").await? && self.is_visible("send").await?;
            Ok(idle.then_some(()))
        })
        .await
    }

    /// Waits for an answer that contains a text, and gives all of its text.
    pub async fn wait_answer(&self, part: &str) -> Result<String> {
        self.wait_text("answer", part).await
    }

    /// Waits for an error that contains a text, and gives all of its text.
    pub async fn wait_error(&self, part: &str) -> Result<String> {
        self.wait_text("error", part).await
    }

    /// Waits until an element of this hook contains a text, and gives all of its text.
    pub async fn wait_text(&self, hook: &str, part: &str) -> Result<String> {
        self.until(&format!("{hook:?} with {part:?}"), async || {
            let mut texts = self.texts(hook).await?.into_iter();
            Ok(texts.find(|text| text.contains(part)))
        })
        .await
    }

    /// Waits until an element can be seen.
    pub async fn wait_visible(&self, hook: &str) -> Result {
        self.until(&format!("{hook:?} to be seen"), async || {
            Ok(self.is_visible(hook).await?.then_some(()))
        })
        .await
    }

    /// The texts of all elements of a hook, folded away or not.
    pub async fn texts(&self, hook: &str) -> Result<Vec<String>> {
        let texts = self
            .script(
                "return [...document.querySelectorAll(`[data-testid=\"${arguments[0]}\"]`)]
                    .map(element => element.innerText || element.textContent)",
                vec![hook.into()],
            )
            .await?;
        Ok(serde_json::from_value(texts)?)
    }

    /// The answers that are shown, oldest first.
    pub async fn answers(&self) -> Result<Vec<String>> {
        self.texts("answer").await
    }

    /// Waits for each question of the tour to be answered, and goes from stop to stop to its end.
    pub async fn follow_the_tour(&self) -> Result {
        for count in 1..=TOUR {
            let stop = format!("Stop {count} of {TOUR}");
            self.wait_text("guide", &stop).await?;
            if self.answers().await?.len() != count {
                return Err(format!("{stop} is there without its answer").into());
            }
            if count < TOUR {
                self.click("tour-next").await?;
            }
        }
        self.wait_idle().await
    }

    /// The steps that are shown, oldest first, folded away or not.
    pub async fn steps(&self) -> Result<Vec<Step>> {
        let steps = self
            .script(
                "const texts = (root, hook) =>
                    [...root.querySelectorAll(`[data-testid=\"${hook}\"]`)]
                        .map(element => element.innerText || element.textContent);
                return [...document.querySelectorAll('[data-testid=\"step\"]')].map(step => [
                    [step.innerText || step.textContent],
                    texts(step, 'step-code'),
                    texts(step, 'step-output'),
                    texts(step, 'call'),
                ])",
                Vec::new(),
            )
            .await?;
        let steps: Vec<[Vec<String>; 4]> = serde_json::from_value(steps)?;
        Ok(steps
            .into_iter()
            .map(|[text, code, output, calls]| Step {
                text: text.join("\n"),
                code: code.join("\n"),
                output: output.join("\n"),
                calls,
            })
            .collect())
    }

    /// Whether an element can be seen.
    pub async fn is_visible(&self, hook: &str) -> Result<bool> {
        Ok(!self.elements(hook).await?.is_empty())
    }

    /// The elements of a hook that can be seen.
    async fn elements(&self, hook: &str) -> Result<Vec<WebElement>> {
        let found = self.driver.execute(VISIBLE, vec![hook.into()]).await?;
        Ok(found.elements()?)
    }

    async fn visible_element(&self, hook: &str) -> Result<WebElement> {
        self.until(&format!("{hook:?} to be seen"), async || {
            Ok(self.elements(hook).await?.into_iter().next())
        })
        .await
    }

    /// The value of a field.
    pub async fn value(&self, hook: &str) -> Result<String> {
        let value = self.visible_element(hook).await?.prop("value").await?;
        Ok(value.unwrap_or_default())
    }

    /// All that can be read on the page.
    pub async fn text(&self) -> Result<String> {
        let text = self
            .script("return document.body.innerText", Vec::new())
            .await?;
        Ok(text.as_str().unwrap_or_default().to_string())
    }

    /// A picture of the page (PNG) in this theme and size, without motion and without a caret.
    pub async fn picture(&self, theme: &str, size: (u32, u32)) -> Result<Vec<u8>> {
        self.resize(size).await?;
        self.prefer_reduced_motion(true).await?;
        let settle = "document.documentElement.dataset.theme = arguments[0];
                      document.activeElement?.blur();";
        self.script(settle, vec![theme.into()]).await?;
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// Runs JavaScript in the page, as a person would in the console. A promise is waited for.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let returned = self.driver.execute(script, arguments).await?;
        Ok(returned.json().clone())
    }

    /// Waits until a condition gives a value.
    ///
    /// # Errors
    /// When the deadline passes first, with what was waited for and what the page shows.
    pub async fn until<Value>(
        &self,
        what: &str,
        mut condition: impl AsyncFnMut() -> Result<Option<Value>>,
    ) -> Result<Value> {
        let started = Instant::now();
        let [mut interval, longest] = INTERVALS;
        loop {
            let last = condition().await;
            if let Ok(Some(value)) = last {
                return Ok(value);
            }
            if started.elapsed() > self.patience {
                let error = last
                    .err()
                    .map_or_else(String::new, |error| format!(" ({error})"));
                return Err(format!(
                    "waited {} s for {what}{error}; the page shows:\n{}",
                    self.patience.as_secs(),
                    self.text().await?
                )
                .into());
            }
            tokio::time::sleep(interval).await;
            interval = longest.min(interval * 3 / 2);
        }
    }
}
