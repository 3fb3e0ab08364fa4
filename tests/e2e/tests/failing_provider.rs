//! What can go wrong with a provider: each in words that say what to do, and nothing is lost.

use e2e::{Gate, MODEL, Reply, Result, Settings, UnusedAddress, World, ensure, scenario};

/// Asks, and expects an error that contains all of these texts.
async fn fails_with(world: &World, parts: &[&str]) -> Result {
    world.set_up().await?;
    world.page.ask("What is six times seven?").await?;
    let error = world.page.wait_error(parts[0]).await?;
    for part in parts {
        ensure(
            error.contains(part),
            format!("{part:?} is not in {error:?}"),
        )?;
    }
    world.page.wait_idle().await
}

/// Presses Retry, and expects an answer this time.
async fn answers_on_retry(world: &World) -> Result {
    let answer = Reply::code("", "final_answer(6 * 7)");
    world.server.provider.replies(answer);
    world.page.click("retry").await?;
    world.page.wait_answer("42").await?;
    Ok(())
}

#[tokio::test]
async fn a_rejected_key_says_so() {
    scenario(async |world: &World| {
        let reply = Reply::error(401, "Incorrect API key provided.");
        world.server.provider.replies(reply);
        fails_with(
            world,
            &["rejected the API key", "Incorrect API key provided."],
        )
        .await?;
        answers_on_retry(world).await
    })
    .await;
}

#[tokio::test]
async fn a_provider_that_goes_silent_is_given_up_and_can_be_asked_again() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::says("never").only_after(&Gate::new()))
            .replies(
                Reply::begins("I was about to")
                    .then_waits(&Gate::new())
                    .finishes(),
            );
        page.open().await?;
        page.configure(&Settings {
            fields: vec![("silence-seconds", "3".into())],
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("What is six times seven?").await?;
        page.wait_error("has said nothing for 3 seconds").await?;
        page.wait_idle().await?;
        page.click("retry").await?;
        page.wait_text("step", "I was about to").await?;
        page.wait_error("press Retry").await?;
        page.wait_idle().await?;
        answers_on_retry(world).await
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_the_browser_hides_lists_what_to_check() {
    scenario(async |world: &World| {
        let reply = Reply::error(401, "hidden").without_cors();
        world.server.provider.replies(reply);
        fails_with(world, &["CORS", "key", "address"]).await
    })
    .await;
}

#[tokio::test]
async fn a_forbidden_request_says_what_the_provider_says() {
    scenario(async |world: &World| {
        let reply = Reply::error(403, "Country not supported.");
        world.server.provider.replies(reply);
        fails_with(world, &["403", "Country not supported."]).await
    })
    .await;
}

#[tokio::test]
async fn an_unknown_model_is_named() {
    scenario(async |world: &World| {
        let reply = Reply::error(404, "The model does not exist.");
        world.server.provider.replies(reply);
        fails_with(world, &["404", MODEL, "Settings"]).await
    })
    .await;
}

#[tokio::test]
async fn a_short_rate_limit_is_waited_out() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::error(429, "Slow down.").retry_after(1))
            .replies(Reply::code("", "final_answer(6 * 7)"));
        world.set_up().await?;
        page.ask("What is six times seven?").await?;
        page.wait_answer("42").await?;
        assert_eq!(server.provider.requests().len(), 2);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_long_rate_limit_says_when_to_come_back() {
    scenario(async |world: &World| {
        let reply = Reply::error(429, "Slow down.").retry_after(600);
        world.server.provider.replies(reply);
        fails_with(world, &["429", "10 min"]).await
    })
    .await;
}

#[tokio::test]
async fn a_server_error_that_passes_is_retried() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::error(500, "Oops."))
            .replies(Reply::error(503, "Oops."))
            .replies(Reply::code("", "final_answer(6 * 7)"));
        world.set_up().await?;
        page.ask("What is six times seven?").await?;
        page.wait_answer("42").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_server_error_that_stays_is_given_up() {
    scenario(async |world: &World| {
        let provider = &world.server.provider;
        for _ in 0..3 {
            provider.replies(Reply::error(500, "Oops."));
        }
        fails_with(world, &["500", "3 attempts"]).await?;
        answers_on_retry(world).await
    })
    .await;
}

#[tokio::test]
async fn a_cut_stream_keeps_what_arrived_and_offers_retry() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let gate = Gate::new();
        server.provider.replies(
            Reply::begins("The start of a thought")
                .then_waits(&gate)
                .then_is_cut(),
        );
        world.set_up().await?;
        page.ask("What is six times seven?").await?;
        page.wait_text("step", "The start of a thought").await?;
        gate.open();
        let error = page.wait_error("cut off").await?;
        ensure(error.contains("Retry"), error)?;
        page.wait_text("step", "The start of a thought").await?;
        answers_on_retry(world).await
    })
    .await;
}

#[tokio::test]
async fn a_malformed_chunk_is_an_error_of_its_own() {
    scenario(async |world: &World| {
        let reply = Reply::begins("Fine so far").then_garbles().finishes();
        world.server.provider.replies(reply);
        fails_with(world, &["not a chat completion", "base URL"]).await
    })
    .await;
}

#[tokio::test]
async fn a_web_page_instead_of_json_points_at_the_base_url() {
    scenario(async |world: &World| {
        let reply = Reply::whole(200, "text/html", "<!doctype html><p>Welcome</p>".into());
        world.server.provider.replies(reply);
        fails_with(world, &["not a chat completion", "base URL"]).await
    })
    .await;
}

#[tokio::test]
async fn a_refused_connection_lists_what_to_check() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let nowhere = UnusedAddress::take()?;
        page.open().await?;
        page.configure(&Settings {
            base_url: Some(format!("http://{nowhere}/v1")),
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("Hello?").await?;
        let error = page.wait_error("No answer from").await?;
        ensure(error.contains(&nowhere.to_string()), error)
    })
    .await;
}

/// The line that a question's work folds to, with its figures.
const FIGURES: &str = "return document.querySelector('[data-testid=run] > summary').innerText";

#[tokio::test]
async fn what_settings_cure_leads_there_and_what_was_not_answered_costs_nothing() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::error(401, "Incorrect API key provided."));
        world.set_up_for_reloads().await?;
        page.ask("What is six times seven?").await?;
        page.wait_error("rejected the API key").await?;
        page.wait_idle().await?;
        page.reload().await?;
        page.wait_text("run-state", "Failed at step 1").await?;
        let figures = page.script(FIGURES, Vec::new()).await?.to_string();
        ensure(
            !figures.contains("token"),
            format!("it is counted as paid for: {figures}"),
        )?;
        let marked = "return document.querySelector('[data-testid=step]').matches('.bad')";
        assert_eq!(page.script(marked, Vec::new()).await?, true);

        page.click("to-settings").await?;
        page.wait_visible("api-key").await?;
        page.save_settings().await?;
        answers_on_retry(world).await?;
        ensure(
            !page.is_visible("to-settings").await?,
            "settings are still offered",
        )
    })
    .await;
}

#[tokio::test]
async fn a_device_that_is_offline_is_said_to_be() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        page.open().await?;
        page.configure(&Settings {
            base_url: Some("https://provider.invalid/v1".into()),
            ..Settings::for_server(server)
        })
        .await?;
        let goes = async |online: bool| {
            let script = "Object.defineProperty(navigator, 'onLine',
                    { configurable: true, get: () => arguments[0] });
                window.dispatchEvent(new Event(arguments[0] ? 'online' : 'offline'))";
            // The getter is to give what was said here.
            let script = script.replace("() => arguments[0]", &format!("() => {online}"));
            page.script(&script, vec![online.into()]).await
        };
        goes(false).await?;
        page.ask("What is six times seven?").await?;
        page.wait_error("No answer from https://provider.invalid")
            .await?;
        page.wait_text("offline", "This device is offline.").await?;
        goes(true).await?;
        page.until("the device to be online", async || {
            Ok((!page.is_visible("offline").await?).then_some(()))
        })
        .await?;
        page.wait_visible("retry").await
    })
    .await;
}
