//! The page in another language than English.

use std::time::Duration;

use e2e::{Gate, NARROW, Page, Reply, Result, Settings, WIDE, World, ensure, longer_scenario};

use crate::exchange::{KEEP_SAVED, saved};

/// What a browser says whose user reads German.
const GERMAN_BROWSER: &str =
    "Object.defineProperty(navigator, 'languages', { get: () => ['de-AT', 'en'] })";

/// Waits until the page says to be in a language.
async fn wait_language(page: &Page, tag: &str) -> Result {
    page.until(&format!("the page in {tag:?}"), async || {
        let lang = page
            .script("return document.documentElement.lang", Vec::new())
            .await?;
        Ok((lang == tag).then_some(()))
    })
    .await
}

/// Saves another language. What it is called is left aside: hooks are the same in all.
async fn choose(page: &Page, tag: &'static str) -> Result {
    page.configure(&Settings {
        choices: vec![("language", tag)],
        ..Settings::default()
    })
    .await
}

#[tokio::test]
async fn the_page_speaks_german_and_changes_to_english_in_the_middle_of_the_work() {
    longer_scenario(Duration::from_secs(60), async |world: &World| {
        let World { server, page, .. } = world;
        page.open_after(GERMAN_BROWSER).await?;
        page.wait_visible("composer").await?;
        wait_language(page, "de").await?;
        let fetched = server.log.requests();
        let fetched = fetched.iter().filter(|it| it.path.contains("de.txt"));
        assert_eq!(fetched.count(), 1, "German is a file that is fetched once");
        let manifest = "return fetch(document.querySelector('link[rel=manifest]').href)
            .then((response) => response.json()).then((manifest) => manifest.lang)";
        assert_eq!(page.script(manifest, Vec::new()).await?, "de");
        let welcome = page.texts("welcome").await?.join("\n");
        ensure(welcome.contains("Ein Modell verbinden."), welcome)?;
        page.check_accessibility("german first", &["light"]).await?;
        page.open_settings().await?;
        page.check_accessibility("german settings", &["light", "dark"])
            .await?;
        page.resize(NARROW).await?;
        page.check_accessibility("german settings 390", &["light"])
            .await?;
        page.check_reflow("german settings").await?;
        page.resize(WIDE).await?;
        page.script("document.querySelector('dialog').close()", Vec::new())
            .await?;
        page.configure(&Settings::for_server(server)).await?;

        // What the library says is German, and the provider's own words stay.
        server
            .provider
            .replies(Reply::error(401, "Invalid key, sorry."));
        page.ask("Darf ich?").await?;
        let error = page.wait_error("den API-Schlüssel abgelehnt").await?;
        ensure(
            error.contains("Der Anbieter sagt: Invalid key, sorry."),
            error,
        )?;

        server
            .provider
            .replies(Reply::code("Ich sehe nach.", "fetch_weather('Paris')"))
            .replies(Reply::code("", "final_answer('18 Grad')"));
        page.ask("Wie warm ist es?").await?;
        page.wait_answer("18 Grad").await?;
        page.wait_text("run-state", "Gelöst in 2 Schritten").await?;
        page.check_accessibility("german answer", &["light", "dark"])
            .await?;
        page.resize(NARROW).await?;
        page.check_accessibility("german answer 390", &["light"])
            .await?;
        page.check_reflow("german answer").await?;
        page.resize(WIDE).await?;

        // What is exported to be read is German, too.
        page.script(KEEP_SAVED, Vec::new()).await?;
        page.click("export").await?;
        page.click("export-markdown").await?;
        let document = saved(page).await?;
        ensure(
            document.contains("\n## Wie warm ist es?\n\n### Schritt 1\n\nIch sehe nach.")
                && document.contains("\nWerkzeugaufruf:\n")
                && document.contains("\n### Antwort\n\n18 Grad"),
            document,
        )?;

        // Neither the work nor what is being typed is lost.
        let gate = Gate::new();
        server
            .provider
            .replies(Reply::code("", "final_answer('done')").only_after(&gate));
        page.ask("Und morgen?").await?;
        page.wait_text("stop", "Stopp").await?;
        page.type_into("composer", "noch eine Frage").await?;
        page.wait_visible("ask-after").await?;
        page.check_reflow("german work").await?;
        page.resize(WIDE).await?;
        choose(page, "en").await?;
        wait_language(page, "en").await?;
        page.wait_text("stop", "Stop").await?;
        page.wait_text("run-state", "Working · step 1").await?;
        assert_eq!(page.value("composer").await?, "noch eine Frage");
        gate.open();
        page.wait_answer("done").await?;
        page.wait_text("run-state", "Solved in 1 step").await?;

        // What was chosen stands before what the browser says.
        page.reload().await?;
        page.wait_visible("composer").await?;
        wait_language(page, "en").await
    })
    .await;
}
