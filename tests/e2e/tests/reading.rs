//! What a reader has of work that goes on: the newest in view unless something else is being read, and
//! few words for those who listen.

use e2e::{Gate, Page, Reply, Result, World, scenario};
use serde_json::{Value, json};

/// Paragraphs with these numbers.
fn lines(numbers: std::ops::RangeInclusive<u32>) -> String {
    let line = |number| format!("Line {number} of the thought.\n\n");
    numbers.map(line).collect()
}

/// Where the paragraphs of the work are: those that can be seen, each with its distance from the top.
const SEEN: &str = "
const box = document.querySelector('.scroll').getBoundingClientRect();
return [...document.querySelectorAll('[data-testid=step] p')]
    .map((line) => [line.textContent, line.getBoundingClientRect()])
    .filter(([, place]) => place.height > 0 && place.top >= box.top && place.bottom <= box.bottom)
    .map(([text, place]) => [text, Math.round(place.top - box.top)])";

/// The paragraphs that can be seen, with their places.
async fn seen(page: &Page) -> Result<Vec<(String, i64)>> {
    let seen = page.script(SEEN, Vec::new()).await?;
    Ok(serde_json::from_value(seen)?)
}

/// Waits until a line is the last that can be seen.
async fn wait_last_seen(page: &Page, number: u32) -> Result {
    let text = format!("Line {number} of the thought.");
    page.until(&format!("{text:?} to be the last in view"), async || {
        let last = seen(page).await?.pop();
        Ok(last.is_some_and(|(last, _)| last == text).then_some(()))
    })
    .await
}

/// How far the conversation is scrolled away from its end, in pixels.
async fn wait_scrolled(page: &Page, pixels: i64) -> Result {
    page.until(&format!("{pixels} px from the end"), async || {
        let away = "return -document.querySelector('.scroll').scrollTop";
        let away = page.script(away, Vec::new()).await?;
        Ok((away == pixels).then_some(()))
    })
    .await
}

#[tokio::test]
async fn the_newest_stays_in_view_unless_the_reader_has_scrolled_up() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let gates = [(); 3].map(|()| Gate::new());
        server.provider.replies(
            Reply::begins(&lines(1..=50))
                .then_waits(&gates[0])
                .then_says(&lines(51..=80))
                .then_waits(&gates[1])
                .then_says(&lines(81..=120))
                .then_waits(&gates[2])
                .then_says(&lines(121..=150))
                .then_says("```python\nfinal_answer('read')\n```\n")
                .finishes(),
        );
        world.set_up().await?;
        page.ask("Think aloud").await?;
        wait_last_seen(page, 50).await?;
        gates[0].open();
        wait_last_seen(page, 80).await?;

        // What is being read stays where it is.
        page.turn_wheel(-600).await?;
        wait_scrolled(page, 600).await?;
        let reading = seen(page).await?;
        gates[1].open();
        page.wait_text("step", "Line 120 ").await?;
        page.until("the lines to be where they were", async || {
            Ok((seen(page).await? == reading).then_some(()))
        })
        .await?;

        // Back at the end, the newest is in view again.
        page.click("to-end").await?;
        wait_last_seen(page, 120).await?;
        gates[2].open();
        page.wait_answer("read").await?;
        page.wait_idle().await?;

        // Also when the answer comes: nothing folds or moves under who reads.
        let gate = Gate::new();
        server.provider.replies(
            Reply::begins(&lines(201..=260))
                .then_waits(&gate)
                .then_says("```python\nfinal_answer('second')\n```\n")
                .finishes(),
        );
        page.ask("Once more").await?;
        wait_last_seen(page, 260).await?;
        page.turn_wheel(-600).await?;
        wait_scrolled(page, 600).await?;
        let reading = seen(page).await?;
        gate.open();
        page.wait_answer("second").await?;
        page.wait_idle().await?;
        page.until("the lines to be where they were", async || {
            Ok((seen(page).await? == reading).then_some(()))
        })
        .await?;
        page.click("to-end").await?;
        page.until("the button to go", async || {
            Ok((!page.is_visible("to-end").await?).then_some(()))
        })
        .await?;
        Ok(())
    })
    .await;
}

/// Keeps what is read aloud: the words of a live region whenever they change, and those of one for
/// notices or alarms when it appears.
const LISTEN: &str = "
window.said = [];
const live = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], [role=log]';
const appears = '[role=status], [role=alert]';
const elementOf = (node) => node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
new MutationObserver((changes) => {
    const speaking = new Set();
    for (const { target, addedNodes } of changes) {
        speaking.add(elementOf(target)?.closest(live));
        for (const node of addedNodes) {
            if (node.nodeType !== Node.ELEMENT_NODE) continue;
            for (const element of [node, ...node.querySelectorAll(appears)]) {
                if (element.matches(appears)) speaking.add(element);
            }
        }
    }
    for (const region of speaking) {
        const words = region?.isConnected ? region.textContent.trim() : '';
        if (words) said.push(words);
    }
}).observe(document, { subtree: true, childList: true, characterData: true });";

#[tokio::test]
async fn what_is_read_aloud_of_the_work_is_few_words_each_said_once() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let gate = Gate::new();
        server
            .provider
            .replies(Reply::code(
                &lines(1..=20),
                "for n in range(30): print(n)\nfetch_weather('Paris')",
            ))
            .replies(Reply::code(&lines(21..=40), "undefined_name"))
            .replies(Reply::code("", "final_answer('It is **warm**.')"))
            .replies(Reply::begins(&lines(1..=20)).then_waits(&gate));
        world.set_up().await?;
        page.script(LISTEN, Vec::new()).await?;
        page.ask("How warm is it?").await?;
        page.wait_answer("warm").await?;
        page.wait_idle().await?;
        page.ask("And tomorrow?").await?;
        page.wait_text("step", "Line 20 ").await?;
        page.stop().await?;
        let said: Value = page.script("return window.said", Vec::new()).await?;
        assert_eq!(
            said,
            json!([
                // For a moment, before the first card is there.
                "Loading…",
                "Working · step 1 of at most 20",
                "Working · step 2 of at most 20",
                "Working · step 3 of at most 20",
                "Solved in 3 steps",
                "Working · step 1 of at most 20",
                "Stopped after 1 step",
                "Stopped. What was done so far is kept.",
            ])
        );
        Ok(())
    })
    .await;
}
