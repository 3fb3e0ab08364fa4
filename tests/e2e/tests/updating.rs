//! A new version of the site, on the device of somebody who uses the old one.

use e2e::{Gate, Page, Reply, Result, World, built_file, scenario};
use serde_json::json;
use thirtyfour::Key;

/// In the new version's page alone.
const MARK: &str = "<meta name=\"build\" content=\"next\">";

/// Takes the service worker away.
const LEAVE: &str =
    "return navigator.serviceWorker.getRegistration().then((kept) => kept.unregister())";

/// As in the window of an app.
const RUNS_INSTALLED: &str = "const real = matchMedia.bind(window);
    window.matchMedia = (query) =>
        query === '(display-mode: standalone)' ? { matches: true } : real(query);";

async fn is_new(page: &Page) -> Result<bool> {
    let script = "return document.querySelector('meta[name=build]') !== null";
    Ok(page.script(script, Vec::new()).await? == json!(true))
}

#[tokio::test]
async fn a_new_version_waits_for_the_work_and_for_the_person_and_loses_nothing() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up().await?;
        server
            .provider
            .replies(Reply::code("", "final_answer('first')"));
        page.ask("One?").await?;
        page.wait_answer("first").await?;
        page.wait_kept().await?;

        let worker = built_file("service-worker.js")?;
        let next = worker.replacen("const VERSION = \"", "const VERSION = \"next-", 1);
        assert_ne!(next, worker);
        server.replaced.file("service-worker.js", next);
        let document = built_file("index.html")?;
        let document = document.replacen("</head>", &format!("{MARK}</head>"), 1);
        server.replaced.file("index.html", document);
        page.reload().await?;
        page.wait_visible("update").await?;
        assert!(!is_new(page).await?, "the old version is used on");

        // The key is gone with the reload, as it was to be.
        page.configure(&e2e::Settings::for_server(server)).await?;
        let gate = Gate::new();
        server
            .provider
            .replies(Reply::code("", "final_answer('second')").only_after(&gate));
        page.ask("Two?").await?;
        page.wait_visible("stop").await?;
        page.click("update-now").await?;
        page.wait_text("update", "Stop the work first").await?;
        gate.open();
        page.wait_answer("second").await?;
        page.wait_idle().await?;

        // Code in the console is work, too.
        page.click("console-open").await?;
        page.paste_into(
            "console-input",
            "print('in ' + 'the loop')\nwhile True: pass",
        )
        .await?;
        page.click("console-run-code").await?;
        // Stopped before, it would not have begun.
        page.wait_text("console-run", "in the loop").await?;
        page.click("update-now").await?;
        page.wait_text("update", "Stop the work first").await?;
        page.click("console-stop").await?;
        page.wait_text("console-run", "taken back").await?;
        page.wait_visible("console-run-code").await?;

        page.click("update-now").await?;
        page.until("the new version", async || {
            Ok(is_new(page).await?.then_some(()))
        })
        .await?;
        page.until("both answers", async || {
            let answers = page.answers().await?;
            Ok((answers.len() == 2 && answers[1].contains("second")).then_some(()))
        })
        .await
    })
    .await;
}

#[tokio::test]
async fn the_site_is_kept_when_the_page_is_installed_or_runs_installed() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open().await?;
        let install = "dispatchEvent(new Event('appinstalled'))";
        page.script(install, Vec::new()).await?;
        page.wait_kept().await?;

        page.script(LEAVE, Vec::new()).await?;
        page.open_after(RUNS_INSTALLED).await?;
        page.wait_kept().await
    })
    .await;
}

#[tokio::test]
async fn the_site_is_kept_once_settings_templates_or_the_tour_are_used() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open().await?;
        page.open_settings().await?;
        page.save_settings().await?;
        page.wait_kept().await?;

        leave(page).await?;
        page.click("palette-open").await?;
        page.type_into("palette-field", "prompt templates").await?;
        page.keys(Key::Enter).await?;
        page.click("template-new").await?;
        page.type_into("template-name", "sum").await?;
        page.type_into("template-text", "Sum {this} up.").await?;
        page.click("template-save").await?;
        page.wait_visible("template").await?;
        page.wait_kept().await?;

        leave(page).await?;
        page.click("tour").await?;
        page.wait_kept().await
    })
    .await;
}

/// A page that nothing has been kept of, although it was.
async fn leave(page: &Page) -> Result {
    page.script(LEAVE, Vec::new()).await?;
    page.reload().await?;
    let kept =
        "return navigator.serviceWorker.getRegistration().then((kept) => kept !== undefined)";
    assert_eq!(page.script(kept, Vec::new()).await?, false);
    Ok(())
}
