//! What is stored and cannot be read: the page says so, and writes nothing over it.

use e2e::{KEY, Page, Reply, Result, World, ensure, scenario};
use thirtyfour::Key;

/// Waits until something is stored on the device.
async fn wait_stored(page: &Page, text: &str) -> Result {
    page.until(&format!("{text} to be stored"), async || {
        Ok(page.stored().await?.contains(text).then_some(()))
    })
    .await
}

/// Chooses what is called so from the command palette.
async fn command(page: &Page, name: &str) -> Result {
    page.keys(Key::Control + "k").await?;
    page.wait_visible("palette-field").await?;
    page.keys(name).await?;
    page.keys(Key::Enter).await
}

#[tokio::test]
async fn settings_that_cannot_be_used_stay_with_the_key_until_others_are_saved() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        world.set_up_for_reloads().await?;
        wait_stored(page, KEY).await?;

        // As a later version might have left them.
        page.edit_records("settings", r#""provider":""#, r#""provider":"later-"#)
            .await?;
        page.reload().await?;
        page.wait_text("settings-problem", "provider: \"later-")
            .await?;
        ensure(
            !page.is_visible("storage-problem").await?,
            "conversations are being saved",
        )?;
        let look = "return document.documentElement.dataset.theme";
        let before = page.script(look, Vec::new()).await?;
        command(page, "light and dark").await?;
        page.until("the other look", async || {
            let now = page.script(look, Vec::new()).await?;
            Ok((now != before).then_some(()))
        })
        .await?;
        page.reload().await?;
        page.wait_visible("settings-problem").await?;
        let stored = page.stored().await?;
        ensure(
            stored.contains("later-") && stored.contains(KEY),
            "the settings or the key were written over",
        )?;

        page.click("settings-problem-open").await?;
        page.save_settings().await?;
        page.until("the settings to be replaced", async || {
            let stored = page.stored().await?;
            let is_gone = !stored.contains("later-") && !stored.contains(KEY);
            Ok((is_gone && !page.is_visible("settings-problem").await?).then_some(()))
        })
        .await?;

        // And a record that is none.
        page.edit_records("settings", "{", "").await?;
        page.reload().await?;
        page.wait_text("settings-problem", "the record settings cannot be read")
            .await?;
        ensure(
            !page.is_visible("storage-problem").await?,
            "conversations are being saved",
        )
    })
    .await;
}

#[tokio::test]
async fn templates_that_cannot_be_read_are_not_written_over() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open().await?;
        command(page, "prompt templates").await?;
        page.click("template-new").await?;
        page.type_into("template-name", "compare").await?;
        page.type_into("template-text", "Compare tea with coffee.")
            .await?;
        page.click("template-save").await?;
        page.wait_visible("template").await?;
        wait_stored(page, "Compare tea").await?;

        page.edit_records("templates", "{", "").await?;
        page.reload().await?;
        command(page, "prompt templates").await?;
        page.wait_text("templates-problem", "the record templates cannot be read")
            .await?;
        page.wait_visible("template-new").await?;
        let disabled = "return document.querySelector('[data-testid=template-new]').disabled";
        ensure(
            page.script(disabled, Vec::new()).await? == true,
            "a template can be made",
        )?;
        ensure(
            !page.is_visible("no-templates").await?,
            "it is said that there are none",
        )?;

        // Mended: they are all there.
        page.edit_records("templates", "", "{").await?;
        page.reload().await?;
        command(page, "prompt templates").await?;
        page.wait_text("template", "Compare tea with coffee.")
            .await?;
        ensure(
            !page.is_visible("templates-problem").await?,
            "nothing is wrong with them",
        )
    })
    .await;
}

#[tokio::test]
async fn parts_of_a_conversation_that_cannot_be_read_are_told() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up_for_reloads().await?;
        server
            .provider
            .replies(Reply::code("", "final_answer(\"seven\")"));
        page.ask("How many?").await?;
        page.wait_answer("seven").await?;
        page.wait_idle().await?;
        wait_stored(page, "run_ended").await?;

        // An event of a kind that a later version might write.
        page.edit_records("event/", r#""type":"run_ended""#, r#""type":"run_rested""#)
            .await?;
        page.reload().await?;
        page.wait_text("notice", "Parts of this conversation cannot be read.")
            .await?;
        page.wait_text("question", "How many?").await?;
        wait_stored(page, "run_rested").await?;

        // It is said of this one only.
        page.click("new-conversation").await?;
        page.until("the notice to go", async || {
            Ok((!page.is_visible("notice").await?).then_some(()))
        })
        .await
    })
    .await;
}
