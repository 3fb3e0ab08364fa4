//! What a telephone shows: where it begins, what scrolls, and that nothing lies on what is read.

use e2e::{NARROW, Page, Reply, Result, World, ensure, scenario};
use serde_json::Value;

/// Whether the heading of the welcome is in view.
const HEADING: &str = "
const [room, heading] = ['.scroll', '.welcome h2']
    .map((it) => document.querySelector(it).getBoundingClientRect());
return heading.top >= room.top && heading.bottom <= room.bottom";

#[tokio::test]
async fn the_welcome_begins_at_its_heading() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        for size in [(390, 664), (360, 640), (320, 568)] {
            page.touch(size).await?;
            page.open().await?;
            page.wait_visible("welcome").await?;
            let is_seen = page.script(HEADING, Vec::new()).await?;
            ensure(
                is_seen == true,
                format!("{size:?} begins below its heading"),
            )?;
        }
        Ok(())
    })
    .await;
}

/// Shows a table, makes a document, and answers with a table and with code.
const ANSWER: &str = r#"
display([{
    "title": "List of cities by average temperature",
    "url": "https://en.wikipedia.org/wiki/List_of_cities_by_average_temperature_and_more",
    "snippet": "This is a list of cities by average temperature (monthly and yearly).",
    "score": 0.93, "date": "2026-11-23",
}])
artifacts["sold.txt"] = "3"
final_answer("""
| City | Average temperature | Link | Remark |
|---|---|---|---|
| Rome | 24.1 | [The climate of Rome](https://x.org/) | Extraordinarily detailed explanations |

```js
const warmest = 1;
const coldest = 2;
```
""")"#;

/// The words of tables that are broken, and the boxes of tables that do not scroll.
const BROKEN: &str = r#"
const broken = [];
for (const box of document.querySelectorAll('.display .rows, .answer .table')) {
    if (box.scrollWidth <= box.clientWidth) broken.push(`${box.className} does not scroll`);
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        for (const { 0: word, index } of walker.currentNode.data.matchAll(/[a-z]{2,20}/gi)) {
            if (walker.currentNode.data.includes('://')) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, index);
            range.setEnd(walker.currentNode, index + word.length);
            if (range.getClientRects().length > 1) broken.push(`${word} is broken`);
        }
    }
}
return broken"#;

/// What lies on code or reaches out of its box, what is not in the middle of its button, and menus that
/// are not beside what they belong to.
const MISPLACED: &str = r#"
const place = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
};
const middle = (box) => (box.top + box.bottom) / 2;
const wrong = [];
for (const copy of document.querySelectorAll('.copy')) {
    const [words, box] = [place(copy), copy.parentElement.getBoundingClientRect()];
    const code = place(copy.parentElement.querySelector('code'));
    if (words.bottom > code.top) wrong.push(`Copy lies on ${copy.parentElement.textContent}`);
    if (words.top < box.top || words.bottom > box.bottom) wrong.push('Copy hangs out');
}
for (const chip of document.querySelectorAll('[data-testid=artifact]')) {
    const away = middle(place(chip.firstElementChild)) - middle(chip.getBoundingClientRect());
    if (Math.abs(away) > 2) wrong.push(`the name of a document is ${away} px from the middle`);
}
for (const menu of document.querySelectorAll('[data-testid=step-menu]')) {
    const request = menu.parentElement.querySelector('[data-testid=request]');
    const away = middle(menu.getBoundingClientRect()) - middle(request.getBoundingClientRect());
    if (Math.abs(away) > 6) wrong.push(`a menu is ${away} px below its line`);
}
return wrong"#;

async fn none(page: &Page, script: &str) -> Result {
    let found = page.found_by(script, Vec::<Value>::new()).await?;
    ensure(found.is_empty(), found.join("\n"))
}

#[tokio::test]
async fn tables_scroll_code_is_free_and_is_copied_by_itself() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("I look.", "x = 1"))
            .replies(Reply::code("I show it.", ANSWER));
        world.set_up().await?;
        page.touch(NARROW).await?;
        page.ask("How warm is it?").await?;
        page.wait_answer("warmest").await?;
        page.wait_idle().await?;
        none(page, BROKEN).await?;

        page.click("copy-code-block").await?;
        page.wait_text("copy-code-block", "Copied").await?;
        let code = "const warmest = 1;\nconst coldest = 2;\n";
        assert_eq!(page.clipboard().await?, code);

        page.click("run-state").await?;
        page.wait_visible("copy-step").await?;
        for width in [390, 320] {
            page.touch((width, 800)).await?;
            none(page, MISPLACED).await?;
        }
        Ok(())
    })
    .await;
}
