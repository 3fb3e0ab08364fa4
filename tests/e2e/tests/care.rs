//! What helps a person to set the page up, to look behind it and to leave it: the test of the
//! connection, finding and resetting settings, requests as they were sent, licences, forgetting.

use e2e::{
    KEY, Page, Reply, Result, Service, Settings, TestServer, UnusedAddress, World, ensure, scenario,
};
use serde_json::json;
use thirtyfour::Key;

use crate::exchange::{KEEP_SAVED, saved};

/// Tests what is entered, and waits for what comes of it.
async fn test_connection(page: &Page, standing: &str) -> Result<String> {
    page.click("test-connection").await?;
    let script = "return document.querySelector('[data-testid=connection]').dataset.standing";
    page.until(&format!("the connection to be {standing:?}"), async || {
        Ok((page.script(script, Vec::new()).await? == standing).then_some(()))
    })
    .await?;
    Ok(page.texts("connection").await?.join("\n"))
}

#[tokio::test]
async fn a_connection_is_tested_as_it_is_entered_and_says_what_to_do() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let other = TestServer::start(None).await?;
        page.open().await?;
        page.open_settings().await?;
        page.paste_into("base-url", &server.provider.base_url())
            .await?;
        page.paste_into("api-key", KEY).await?;
        page.type_into("model", "").await?;
        let words = test_connection(page, "no-model").await?;
        ensure(words.contains("has 2 models"), words)?;

        page.paste_into("model", "test-modle").await?;
        server.provider.replies(Reply::error(404, "No such model."));
        let words = test_connection(page, "no-such-model").await?;
        ensure(words.contains("Did you mean test-model?"), words)?;
        page.paste_into("model", "test-model").await?;
        server
            .provider
            .replies(Reply::error(401, &format!("Wrong key {KEY}.")));
        let words = test_connection(page, "wrong-key").await?;
        ensure(!words.contains(KEY), "the key is shown")?;
        server.provider.replies(Reply::says("ok"));
        test_connection(page, "works").await?;
        assert_eq!(server.provider.requests()[2]["max_tokens"], 1);
        page.save_settings().await?;

        // The key that is kept goes to no other address.
        let nowhere = UnusedAddress::take()?;
        page.open_settings().await?;
        page.paste_into("base-url", &format!("http://{nowhere}/v1"))
            .await?;
        let words = test_connection(page, "no-answer").await?;
        ensure(words.contains("Nothing answers"), words)?;
        page.paste_into("base-url", other.page_url().trim_end_matches('/'))
            .await?;
        let words = test_connection(page, "not-allowed").await?;
        ensure(words.contains("CORS"), words)?;
        let requests = other.log.requests();
        ensure(
            !requests.iter().any(|it| it.mentions(KEY)),
            "the key went elsewhere",
        )
    })
    .await;
}

#[tokio::test]
async fn settings_are_searched_reset_taken_back_and_exchanged_as_a_file() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open_after(KEEP_SAVED).await?;
        page.wait_visible("composer").await?;
        page.configure(&Settings {
            max_steps: Some(7),
            fields: vec![("instructions", "Be brief.".into())],
            ..Settings::for_server(&world.server)
        })
        .await?;
        page.open_settings().await?;
        page.type_into("settings-search", "sleep").await?;
        page.wait_visible("sleep-seconds").await?;
        ensure(
            !page.is_visible("max-steps").await?,
            "what has other words is shown",
        )?;
        ensure(
            !page.is_visible("instructions").await?,
            "a group without such words is shown",
        )?;
        page.type_into("settings-search", "no such words").await?;
        page.until("nothing to be found", async || {
            Ok(page
                .text()
                .await?
                .contains("No setting has these words.")
                .then_some(()))
        })
        .await?;
        page.type_into("settings-search", "").await?;

        page.click("reset-settings-limits").await?;
        assert_eq!(page.value("max-steps").await?, "20");
        assert_eq!(page.value("instructions").await?, "Be brief.");
        page.click("undo-change").await?;
        assert_eq!(page.value("max-steps").await?, "7");

        page.click("settings-export").await?;
        let file = saved(page).await?;
        ensure(file.contains("\"max_steps\": 7"), &*file)?;
        ensure(!file.contains(KEY), "the key is in the file")?;
        page.click("reset-all").await?;
        assert_eq!(page.value("instructions").await?, "");
        let script = r#"
            const data = new DataTransfer();
            data.items.add(new File([arguments[0]], "mine.json"));
            const field = document.querySelector('[data-testid="settings-import"]');
            field.files = data.files;
            field.dispatchEvent(new Event("change", { bubbles: true }));"#;
        page.script(script, vec![json!(r#"{"max_steps": 0}"#)])
            .await?;
        page.wait_text("settings-file-problem", "max_steps").await?;
        page.script(script, vec![json!(file)]).await?;
        page.wait_text("last-change", "mine.json").await?;
        assert_eq!(page.value("max-steps").await?, "7");
        page.save_settings().await?;
        page.open_settings().await?;
        assert_eq!(page.value("instructions").await?, "Be brief.");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn requests_are_shown_without_the_key_and_licences_when_asked_for() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up().await?;
        server
            .provider
            .replies(Reply::code("", "final_answer('seen')"));
        page.ask("Show me").await?;
        page.wait_answer("seen").await?;
        page.script(
            "document.querySelector('[data-testid=run] summary').click()",
            Vec::new(),
        )
        .await?;
        page.click("request").await?;
        let shown = page.wait_text("exchange", "Show me").await?;
        ensure(shown.contains("$API_KEY"), "the key's place is not shown")?;
        ensure(!page.text().await?.contains(KEY), "the key is shown")?;
        page.wait_text("exchange-status", "200").await?;
        page.click("request-close").await?;
        page.reload().await?;
        page.wait_answer("seen").await?;
        page.click("run-state").await?;
        page.wait_visible("step").await?;
        ensure(
            !page.is_visible("request").await?,
            "requests outlive the page",
        )?;

        let of_licences = || {
            let requests = server.log.to(Service::Site);
            requests
                .iter()
                .filter(|it| it.path.contains("licences.json"))
                .count()
        };
        assert_eq!(of_licences(), 0);
        page.open_settings().await?;
        page.click("about-open").await?;
        page.wait_text("licence-count", "packages").await?;
        assert_eq!(of_licences(), 1);
        let names = page.texts("licence").await?.join("\n");
        for name in [
            "MicroPython",
            "leptos",
            "ruff_python_parser",
            "Rust's standard library",
        ] {
            ensure(names.contains(name), format!("{name} is missing"))?;
        }
        page.script(
            "document.querySelector('[data-testid=licence] summary').click()",
            Vec::new(),
        )
        .await?;
        page.wait_text("licence", "WITHOUT WARRANTY").await?;
        page.click("about-close").await
    })
    .await;
}

#[tokio::test]
async fn everything_on_the_device_is_forgotten_in_all_tabs() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up_for_reloads().await?;
        server
            .provider
            .replies(Reply::code("", "final_answer('remember me')"));
        page.ask("Keep this").await?;
        page.wait_answer("remember me").await?;
        page.type_into("composer", "a draft of mine").await?;
        page.until("all to be stored", async || {
            let stored = page.stored().await?;
            let kept = [KEY, "remember me", "a draft of mine"];
            Ok(kept.iter().all(|it| stored.contains(it)).then_some(()))
        })
        .await?;
        page.open_second_tab().await?;
        page.wait_answer("remember me").await?;
        page.open_settings().await?;
        page.click("forget-everything").await?;
        page.click("forget-confirm").await?;
        for tab in [1, 0] {
            page.switch_to_tab(tab).await?;
            page.until("an empty page", async || {
                let empty =
                    page.is_visible("welcome").await? && !page.is_visible("conversation").await?;
                Ok(empty.then_some(()))
            })
            .await?;
        }
        let stored = page.stored().await?;
        for kept in [
            KEY,
            "remember me",
            "a draft of mine",
            &server.provider.base_url(),
        ] {
            ensure(
                !stored.contains(kept),
                format!("{kept} is still stored: {stored}"),
            )?;
        }
        Ok(())
    })
    .await;
}

/// Waits until the settings are closed.
async fn wait_closed(page: &Page) -> Result {
    page.until("the settings to close", async || {
        Ok((!page.is_visible("settings-save").await?).then_some(()))
    })
    .await
}

async fn wait_focused(page: &Page, hook: &str) -> Result {
    page.until(&format!("the focus on {hook}"), async || {
        Ok((page.focused().await? == hook).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_question_without_a_key_leads_to_the_field_of_the_key_and_waits() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open().await?;
        ensure(
            !page.text().await?.contains("Your key goes to"),
            "a key is spoken of that is not there",
        )?;
        page.type_into("composer", "How warm is it?").await?;
        page.keys(Key::Enter).await?;
        page.wait_text("key-needed", "A key is needed to ask.")
            .await?;
        wait_focused(page, "api-key").await?;
        page.keys(Key::Escape).await?;
        wait_closed(page).await?;
        assert_eq!(page.value("composer").await?, "How warm is it?");
        page.open_settings().await?;
        ensure(
            !page.is_visible("key-needed").await?,
            "a key is asked for although no question waits",
        )
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_in_the_settings_is_dropped_only_when_that_is_meant() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up().await?;
        page.open_settings().await?;
        page.type_into("instructions", "Be brief.").await?;
        // However often Esc is pressed.
        for _ in 0..2 {
            page.keys(Key::Escape).await?;
            page.wait_text("settings-changed", "Discard your changes?")
                .await?;
            wait_focused(page, "settings-keep").await?;
            page.keys(Key::Escape).await?;
            wait_focused(page, "instructions").await?;
            ensure(
                !page.is_visible("settings-changed").await?,
                "it is still asked",
            )?;
            assert_eq!(page.value("instructions").await?, "Be brief.");
        }
        page.click("settings-cancel").await?;
        page.click("settings-keep").await?;
        page.save_settings().await?;

        page.open_settings().await?;
        page.type_into("api-key", "sk-other").await?;
        page.click("settings-cancel").await?;
        page.click("settings-discard").await?;
        wait_closed(page).await?;
        page.open_settings().await?;
        assert_eq!(page.value("api-key").await?, "");
        assert_eq!(page.value("instructions").await?, "Be brief.");
        // Nothing is asked where nothing was changed.
        page.click("settings-cancel").await?;
        wait_closed(page).await?;
        server
            .provider
            .replies(Reply::code("", "final_answer('asked with the key')"));
        page.ask("Is it the same key?").await?;
        page.wait_answer("asked with the key").await?;
        Ok(())
    })
    .await;
}
