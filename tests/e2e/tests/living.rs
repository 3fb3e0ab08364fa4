//! Living with many conversations: finding, naming and pinning them, taking them along, and doing all of
//! it from the keyboard.

use e2e::{Page, Reply, Result, Settings, World, ensure, scenario};
use serde_json::json;
use thirtyfour::Key;

use crate::exchange::{KEEP_SAVED, saved};

/// The titles in the list, from the top.
async fn titles(page: &Page) -> Result<Vec<String>> {
    page.texts("conversation").await
}

#[tokio::test]
async fn a_conversation_is_found_by_its_answer_and_keeps_its_name_and_pin_over_a_reload() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "final_answer(\"forty-two\")"))
            .replies(Reply::code("", "final_answer(\"no idea\")"))
            .replies(Reply::says("**Title: The meaning of it all**"));
        world.set_up_for_reloads().await?;
        page.ask("What is it?").await?;
        page.wait_answer("forty-two").await?;
        page.wait_idle().await?;
        page.click("new-conversation").await?;
        page.ask("And why?").await?;
        page.wait_answer("no idea").await?;
        page.wait_idle().await?;
        assert_eq!(titles(page).await?, ["And why?", "What is it?"]);

        page.type_into("search", "FORTY").await?;
        page.wait_text("search-standing", "1 conversation found")
            .await?;
        page.wait_text("search-hits", "forty-two").await?;
        assert_eq!(titles(page).await?, ["What is it?"]);
        page.keys(Key::Enter).await?;
        page.wait_answer("forty-two").await?;
        page.type_into("search", "nowhere").await?;
        page.wait_text("search-standing", "Nothing has all of these words.")
            .await?;
        page.keys(Key::Escape).await?;

        page.keys(Key::F2).await?;
        page.wait_visible("rename-title").await?;
        page.click("suggest-title").await?;
        page.until("the suggested title", async || {
            let title = page.value("rename-title").await?;
            Ok((title == "The meaning of it all").then_some(()))
        })
        .await?;
        page.keys(Key::Enter).await?;
        page.wait_text("conversation", "The meaning of it all")
            .await?;
        page.click_nth("conversation", 1).await?;
        page.keys(Key::F2).await?;
        page.type_into("rename-title", "Not kept").await?;
        page.keys(Key::Escape).await?;

        page.until("both titles", async || {
            Ok((titles(page).await?.len() == 2).then_some(()))
        })
        .await?;
        page.keys(Key::Control + "k").await?;
        page.wait_visible("palette-field").await?;
        page.keys("pin or").await?;
        page.keys(Key::Enter).await?;
        let pinned = ["The meaning of it all", "And why?"];
        page.until("the pinned one at the top", async || {
            let top = titles(page).await? == pinned;
            Ok((top && page.text().await?.to_lowercase().contains("pinned")).then_some(()))
        })
        .await?;
        page.keys(Key::Control + "k").await?;
        page.wait_visible("palette-field").await?;
        page.keys("all requests").await?;
        page.keys(Key::Enter).await?;
        page.wait_text("exchange-purpose", "Title").await?;
        let sent = page.texts("exchange-purpose").await?;
        assert_eq!(sent, ["Title", "Step 1", "Step 1"]);
        page.click("request-close").await?;
        page.reload().await?;
        page.wait_visible("conversation").await?;
        assert_eq!(titles(page).await?, pinned);
        ensure(
            page.text().await?.to_lowercase().contains("pinned"),
            "the pin is gone",
        )
    })
    .await;
}

const HOSTILE: &str =
    "It is **cold**.\\n\\n<img src=x onerror=alert(1)> ![p](https://evil.example/p.png)";

/// Drops a file of one conversation on the page, whose step has printed so much.
const DROP: &str = "
const file = JSON.parse(arguments[0]);
const step = file.conversations[0].events.find((event) => event.type === 'step_ended');
step.stdout += 'x'.repeat(arguments[1]);
const data = new DataTransfer();
data.items.add(new File([JSON.stringify(file)], 'shared.json'));
window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";

#[tokio::test]
async fn an_exported_page_opens_without_the_app_and_a_small_file_is_imported_by_dropping_it() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(Reply::code(
            "I look.",
            &format!("final_answer(\"{HOSTILE}\")"),
        ));
        page.open_after(KEEP_SAVED).await?;
        page.configure(&Settings::for_server(server)).await?;
        page.ask("How warm is it?").await?;
        page.wait_answer("It is cold.").await?;
        page.wait_idle().await?;

        page.click("export").await?;
        page.click("export-light").await?;
        let file = saved(page).await?;
        ensure(!file.contains("\"sessions\""), "Python's memory is in it")?;
        page.script(DROP, vec![json!(file), json!(0)]).await?;
        page.wait_text("told", "Imported 1 conversation.").await?;
        page.until("it twice in the list", async || {
            Ok((titles(page).await? == ["How warm is it?"; 2]).then_some(()))
        })
        .await?;
        page.wait_answer("It is cold.").await?;

        // With an output that is too long to be sent, nothing is saved before the person knows.
        page.script("delete window.saved", Vec::new()).await?;
        page.script(DROP, vec![json!(file), json!(6_000_000)])
            .await?;
        page.until("it three times in the list", async || {
            Ok((titles(page).await? == ["How warm is it?"; 3]).then_some(()))
        })
        .await?;
        page.wait_answer("It is cold.").await?;
        page.click("export").await?;
        page.click("export-light").await?;
        page.wait_text("shortened", "long parts are left out of: 1 output.")
            .await?;
        let early = page.script("return 'saved' in window", Vec::new()).await?;
        assert_eq!(early, json!(false));
        page.click("save-shortened").await?;
        let file = saved(page).await?;
        ensure(
            file.contains("x\\n[... 5980000 characters left out ...]\\nx"),
            "no mark",
        )?;

        page.script("delete window.saved", Vec::new()).await?;
        page.click("export").await?;
        page.click("export-html").await?;
        page.open_text(&saved(page).await?).await?;
        let seen = page
            .script(
                "return [document.querySelector('h2').innerText,
                    document.querySelector('.answer strong').innerText,
                    document.querySelector('.code').textContent.includes('final_answer'),
                    document.querySelectorAll('script, img, iframe, link').length,
                    performance.getEntriesByType('resource').length]",
                Vec::new(),
            )
            .await?;
        assert_eq!(seen, json!(["How warm is it?", "cold", true, 0, 0]));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn keys_alone_find_the_commands_and_fill_in_a_template() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "final_answer(\"done\")"));
        world.set_up().await?;
        page.keys("?").await?;
        ensure(
            !page.is_visible("keys").await?,
            "a question mark can be typed",
        )?;
        page.type_into("composer", " ").await?;
        page.keys(Key::Backspace).await?;
        page.script("document.activeElement.blur()", Vec::new())
            .await?;
        page.keys("?").await?;
        page.wait_text("keys", "Ctrl K").await?;
        page.keys(Key::Escape).await?;

        page.keys(Key::Control + "k").await?;
        page.wait_visible("palette-field").await?;
        page.keys("no such thing").await?;
        page.wait_text("palette", "Nothing fits.").await?;
        page.keys(Key::Control + "a").await?;
        page.keys("prompt templates").await?;
        page.keys(Key::Enter).await?;
        page.wait_visible("no-templates").await?;
        page.click("template-new").await?;
        page.type_into("template-name", "two words").await?;
        page.type_into("template-text", "Compare {first} with {second}.")
            .await?;
        page.click("template-save").await?;
        page.wait_text("template-problem", "a name has letters")
            .await?;
        page.type_into("template-name", "compare").await?;
        page.keys(Key::Enter).await?;
        page.wait_visible("template").await?;
        page.keys(Key::Escape).await?;

        page.reload().await?;
        page.configure(&Settings::for_server(server)).await?;
        page.type_into("composer", "/co").await?;
        page.wait_text("suggested", "/compare").await?;
        page.keys(Key::Enter).await?;
        wait_selected(page, "{first}").await?;
        page.keys("tea").await?;
        page.keys(Key::Tab).await?;
        wait_selected(page, "{second}").await?;
        page.keys("coffee").await?;
        assert_eq!(page.value("composer").await?, "Compare tea with coffee.");
        page.keys(Key::Enter).await?;
        page.wait_answer("done").await?;
        page.wait_idle().await
    })
    .await;
}

async fn wait_selected(page: &Page, text: &str) -> Result {
    page.until(&format!("{text} to be selected"), async || {
        let selected = page
            .script("return getSelection().toString()", Vec::new())
            .await?;
        Ok((selected == text).then_some(()))
    })
    .await
}

/// Whether the step of this code has the focus and is in view.
const STEP_SEEN: &str = "
const step = document.activeElement;
const [room, place] = [document.querySelector('.scroll'), step].map((it) => it.getBoundingClientRect());
return step.dataset.testid === 'step' && step.textContent.includes(arguments[0])
    && place.top >= room.top - 1 && place.top < room.bottom";

#[tokio::test]
async fn what_was_found_is_opened_where_it_is() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let long = "final_answer('One of many lines.\\n\\n' * 80)";
        server
            .provider
            .replies(Reply::code("I look.", "haystack = 1"))
            .replies(Reply::code("", "final_answer('one')"))
            .replies(Reply::code("", long));
        world.set_up_for_reloads().await?;
        page.ask("What is it?").await?;
        page.wait_answer("one").await?;
        page.wait_idle().await?;
        page.ask("And why?").await?;
        page.until("the long answer", async || {
            let answers = page.answers().await?;
            Ok(answers
                .iter()
                .any(|it| it.contains("many lines"))
                .then_some(()))
        })
        .await?;
        page.wait_idle().await?;

        // In a conversation that is at hand, and in one that is read first.
        for is_last in [false, true] {
            page.click("new-conversation").await?;
            page.wait_visible("welcome").await?;
            if is_last {
                page.reload().await?;
            }
            page.type_into("search", "haystack").await?;
            page.wait_text("search-standing", "1 conversation found")
                .await?;
            page.keys(Key::Enter).await?;
            page.until("the step to be seen", async || {
                let seen = page.script(STEP_SEEN, vec![json!("haystack")]).await?;
                Ok((seen == true).then_some(()))
            })
            .await?;
        }
        Ok(())
    })
    .await;
}
