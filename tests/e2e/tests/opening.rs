//! The page as it opens: in a folder of a plain host, with a question in its address, without a
//! key.

use e2e::{
    MODEL, Page, Reply, Result, Service, Settings, TestServer, UnusedAddress, World, built_site,
    ensure, requests_of, scenario,
};
use thirtyfour::Key;

#[tokio::test]
async fn works_in_a_folder_of_a_plain_file_server() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "final_answer(\"from a folder\")"));
        world.set_up().await?;
        page.ask("Where are you?").await?;
        page.wait_answer("from a folder").await?;

        let version = page
            .script(
                "return document.querySelector('meta[name=\"assets-version\"]').content",
                Vec::new(),
            )
            .await?;
        let version = version.as_str().ok_or("the page has no assets-version")?;
        let requests = server.log.to(Service::Site);
        for file in [
            "worker.js",
            "worker_bg.wasm",
            "micropython.wasm",
            "sandbox.html",
        ] {
            let path = format!("/some/sub/path/{file}?v={version}");
            ensure(
                requests.iter().any(|request| request.path == path),
                format!("{path} was not asked for"),
            )?;
        }
        for request in requests {
            ensure(
                request.path.starts_with("/some/sub/path/"),
                format!("{} is outside of the site's folder", request.path),
            )?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nothing_asks_another_origin_for_anything_before_the_user_does() -> Result {
    let server = TestServer::start(None).await?;
    let site = server.page_url();
    let requests = requests_of(&site, async |page: &Page| {
        page.open().await?;
        // The service worker is at work, too, once something is used that works without a network, and so
        // are the sandbox's frame and its worker.
        page.click("console-open").await?;
        page.wait_kept().await?;
        page.type_into("console-input", "sum(range(10))").await?;
        page.keys(Key::Enter).await?;
        page.wait_text("console-run", "45").await?;
        Ok(())
    })
    .await?;
    let elsewhere = requests.iter().filter(|it| !it.address.starts_with(&site));
    assert_eq!(elsewhere.collect::<Vec<_>>(), Vec::<&_>::new());
    // Of the page, and of the service worker alone.
    for file in ["worker_bg.wasm", "diagrams_bg.wasm"] {
        ensure(
            requests.iter().any(|it| it.address.contains(file)),
            format!("the log does not know of {file}: {requests:?}"),
        )?;
    }
    Ok(())
}

#[tokio::test]
async fn a_question_in_the_address_waits_for_a_key() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        page.open_with("?q=What%20is%206%20times%207%3F").await?;
        page.until("the question to be in the composer", async || {
            let question = page.value("composer").await?;
            Ok((question == "What is 6 times 7?").then_some(()))
        })
        .await?;
        ensure(page.is_visible("tour").await?, "no tour is offered")?;
        ensure(
            server.log.to(Service::Provider).is_empty(),
            "something was sent",
        )
    })
    .await;
}

#[tokio::test]
async fn a_question_in_the_address_is_asked_at_once() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "final_answer(6 * 7)"));
        world.set_up_for_reloads().await?;
        page.open_with("?q=What%20is%206%20times%207%3F").await?;
        page.wait_answer("42").await?;
        page.wait_text("question", "What is 6 times 7?").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_tour_shows_three_recorded_questions_without_a_key() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        page.open().await?;
        // Without a network, the tools' answers are recordings as well.
        let nowhere = UnusedAddress::take()?;
        page.configure(&Settings {
            services: vec![
                ("service-geocoding", format!("http://{nowhere}")),
                ("service-forecast", format!("http://{nowhere}")),
            ],
            ..Settings::default()
        })
        .await?;
        page.click("tour").await?;
        page.follow_the_tour().await?;
        let steps = page.steps().await?;
        for step in &steps {
            ensure(
                step.text.to_lowercase().contains("recorded"),
                format!("a recorded reply is not labelled: {}", step.text),
            )?;
        }
        let calls: Vec<String> = steps.into_iter().flat_map(|step| step.calls).collect();
        ensure(!calls.is_empty(), "the tour calls no tool")?;
        for call in calls {
            ensure(
                call.to_lowercase().contains("recorded"),
                format!("a recorded result is not labelled: {call}"),
            )?;
        }
        ensure(
            server.log.to(Service::Provider).is_empty(),
            "the tour asked the provider",
        )?;
        page.wait_visible("tour-connect").await?;
        page.click("tour-end").await?;
        page.wait_visible("welcome").await
    })
    .await;
}

#[tokio::test]
async fn the_provider_s_models_are_offered() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        world.set_up().await?;
        page.open_settings().await?;
        page.click("load-models").await?;
        page.until("the list of models", async || {
            let offered = page
                .script(
                    "return document.querySelector('[data-testid=\"model-list\"]').innerHTML",
                    Vec::new(),
                )
                .await?
                .to_string();
            Ok((offered.contains("another-model") && offered.contains(MODEL)).then_some(()))
        })
        .await
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_cannot_suspend_wasm_is_told_which_can() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open_after("delete WebAssembly.Suspending").await?;
        let text = page.wait_text("unsupported", "JSPI").await?;
        for browser in ["Chrome or Edge 137", "Firefox 153", "Safari 27"] {
            ensure(text.contains(browser), format!("no {browser} in {text}"))?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_log_follows_the_level_in_the_address() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "final_answer(\"quiet\")"))
            .replies(Reply::code("", "final_answer(\"talkative\")"));
        world.set_up().await?;
        page.ask("Say nothing").await?;
        page.wait_answer("quiet").await?;
        ensure(
            !logged(world).await?.contains("the step is over"),
            "details are logged without being asked for",
        )?;

        page.open_with("?log=debug").await?;
        page.configure(&Settings::for_server(server)).await?;
        page.ask("Say everything").await?;
        page.wait_answer("talkative").await?;
        page.click("log-open").await?;
        page.wait_text("log-panel", "the step is over").await?;
        let console = logged(world).await?;
        ensure(console.contains("the step is over"), console)
    })
    .await;
}

/// All that is on the browser's console.
async fn logged(world: &World) -> Result<String> {
    let entries = world.console().await?;
    let lines: Vec<String> = entries.into_iter().map(|entry| entry.message).collect();
    Ok(lines.join("\n"))
}

/// The file that a part of the page's program is in.
fn part(name: &str) -> Result<String> {
    let ending = format!("-split_{name}.wasm");
    for file in std::fs::read_dir(built_site()?)? {
        let file = file?.file_name().to_string_lossy().into_owned();
        if file.ends_with(&ending) {
            return Ok(file);
        }
    }
    Err(format!("there is no part {name}").into())
}

#[tokio::test]
async fn a_part_that_cannot_be_fetched_is_asked_for_again_and_no_question_is_lost() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let (settings, agent) = (part("settings")?, part("agent")?);
        page.open().await?;
        server
            .replaced
            .file(&settings, "the host has another version by now");
        page.click("settings-open").await?;
        page.wait_text("not-loaded", "could not be loaded").await?;
        server.replaced.restore(&settings);
        page.click("load-again").await?;
        page.wait_visible("settings-save").await?;
        page.keys(Key::Escape).await?;
        page.configure(&Settings::for_server(server)).await?;

        server
            .replaced
            .file(&agent, "the host has another version by now");
        page.ask("What is six times seven?").await?;
        page.wait_text("notice", "could not be loaded").await?;
        page.until("the question in the composer", async || {
            Ok((page.value("composer").await? == "What is six times seven?").then_some(()))
        })
        .await?;
        server.replaced.restore(&agent);
        page.reload().await?;
        page.configure(&Settings::for_server(server)).await?;
        server
            .provider
            .replies(Reply::code("", "final_answer(6 * 7)"));
        page.until("the question after the reload", async || {
            Ok((page.value("composer").await? == "What is six times seven?").then_some(()))
        })
        .await?;
        page.click("send").await?;
        page.wait_answer("42").await?;
        Ok(())
    })
    .await;
}
