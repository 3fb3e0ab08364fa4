//! The key goes to the provider and nowhere else.

use e2e::{
    Endpoint, Format, KEY, Reply, Result, SEARCH_KEY, Service, Settings, TestServer, World, ensure,
    scenario,
};

use crate::exchange::{KEEP_SAVED, saved};

/// Asks a question that uses every origin.
async fn ask_something(world: &World) -> Result {
    world.server.provider.replies(Reply::code(
        "",
        "weather = fetch_weather(\"Paris\")\nfinal_answer(f\"{weather['temperature']} degrees\")",
    ));
    world.page.ask("How warm is it?").await?;
    world.page.wait_answer("18.4 degrees").await?;
    Ok(())
}

#[tokio::test]
async fn a_redirect_takes_neither_key_nor_question_along() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let question = "Who would not like to read this?";
        page.open().await?;
        for format in [
            Format::AnthropicMessages,
            Format::Responses,
            Format::ChatCompletions,
        ] {
            let elsewhere = server.services.other_url("elsewhere");
            server.provider.replies(Reply::redirects(&elsewhere));
            page.configure(&Settings {
                choices: vec![("format", format.name())],
                ..Settings::for_server(server)
            })
            .await?;
            page.ask(question).await?;
            page.wait_error("wants the request sent to another address")
                .await?;
            page.wait_idle().await?;
            page.click("new-conversation").await?;
        }
        assert_eq!(server.provider.requests().len(), 3);
        for request in server.log.requests() {
            ensure(
                request.service == Service::Provider
                    || !(request.mentions(KEY) || request.mentions(question)),
                format!("told {:?}: {}", request.service, request.path),
            )?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn by_default_it_stays_in_memory_and_is_sent_to_the_provider_only() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        // The most talkative log must not tell it either.
        page.open_with("?log=trace").await?;
        page.configure(&Settings::for_server(server)).await?;
        ask_something(world).await?;
        page.click("log-open").await?;
        page.wait_visible("log-panel").await?;

        let log = page.texts("log-panel").await?.join("\n");
        ensure(!log.is_empty(), "the log panel is empty")?;
        ensure(!log.contains(KEY), "the key is in the log panel")?;
        ensure(!page.text().await?.contains(KEY), "the key is on the page")?;
        ensure(!page.stored().await?.contains(KEY), "the key is stored")?;
        for entry in world.console().await? {
            ensure(!entry.message.contains(KEY), "the key is in the console")?;
        }
        for request in server.log.requests() {
            if request.service == Service::Provider {
                ensure(
                    !request.path.contains(KEY) && !request.body.contains(KEY),
                    "the key is outside of the authorization header",
                )?;
            } else {
                ensure(
                    !request.mentions(KEY),
                    format!("the key went to {:?}: {}", request.service, request.path),
                )?;
            }
        }

        page.reload().await?;
        page.open_settings().await?;
        assert_eq!(page.value("api-key").await?, "");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn it_is_remembered_when_asked_and_forgotten_when_asked() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        world.set_up_for_reloads().await?;
        page.reload().await?;
        // The provider refuses requests without it.
        ask_something(world).await?;
        ensure(page.stored().await?.contains(KEY), "the key is not stored")?;

        page.open_settings().await?;
        page.click("remember-key").await?;
        page.save_settings().await?;
        page.until("the key to be forgotten", async || {
            Ok((!page.stored().await?.contains(KEY)).then_some(()))
        })
        .await
    })
    .await;
}

#[tokio::test]
async fn it_is_masked_where_a_provider_repeats_it() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::error(401, &format!("Incorrect API key: {KEY}.")));
        world.set_up().await?;
        page.ask("Hello?").await?;
        let error = page.wait_error("rejected the API key").await?;
        ensure(!error.contains(KEY), "the error shows the key")?;
        ensure(!page.stored().await?.contains(KEY), "the key is stored")
    })
    .await;
}

#[tokio::test]
async fn it_is_not_sent_to_a_provider_that_it_was_not_entered_for() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        world.set_up().await?;
        let other = TestServer::start(None).await?;
        // A request that carries a key is refused, and is a violation.
        other
            .provider
            .expects_key(None)
            .replies(Reply::code("", "final_answer(\"without a key\")"));
        page.configure(&Settings {
            base_url: Some(other.provider.base_url()),
            ..Settings::default()
        })
        .await?;
        page.ask("Hello?").await?;
        page.wait_answer("without a key").await?;
        assert_eq!(other.violations(), [""; 0]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_key_of_a_search_is_kept_as_chosen_and_goes_to_its_service_only() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let search = async |answer: &str| -> Result {
            let code = format!("final_answer(search_web(\"towers\")[0][\"title\"] + {answer:?})");
            server.provider.replies(Reply::code("", &code));
            page.ask("Search").await?;
            page.wait_answer(&format!("Found by Tavily{answer}")).await?;
            page.wait_idle().await
        };
        page.open_after(KEEP_SAVED).await?;
        let tavily = server.services.url(Endpoint::Tavily);
        let mut settings = Settings {
            remember_key: true,
            clicks: vec!["search-wikipedia-use", "search-tavily-use"],
            ..Settings::for_server(server)
        };
        settings.services.push(("service-tavily", tavily));
        settings.services.push(("service-tavily-key", SEARCH_KEY.into()));
        page.configure(&settings).await?;
        search(" once").await?;
        page.click("export").await?;
        page.click("export-json").await?;
        let file = saved(page).await?;
        ensure(file.contains("Found by Tavily"), "the file is another")?;
        ensure(!file.contains(SEARCH_KEY), "the key is in the file")?;

        // Kept over a reload; the service refuses requests without it.
        page.reload().await?;
        search(" twice").await?;
        page.click("log-open").await?;
        page.wait_visible("log-panel").await?;
        let log = page.texts("log-panel").await?.join("\n");
        ensure(!log.contains(SEARCH_KEY), "the key is in the log")?;

        // Another address is another service: the key does not follow.
        let other = TestServer::start(None).await?;
        page.configure(&Settings {
            services: vec![("service-tavily", other.services.url(Endpoint::Tavily))],
            ..Settings::default()
        })
        .await?;
        let code = "try:\n    search_web(\"towers\")\nexcept ToolError as error:\n    final_answer(str(error))";
        server.provider.replies(Reply::code("", code));
        page.ask("Search elsewhere").await?;
        page.wait_answer("Tavily needs a key").await?;
        page.wait_idle().await?;
        ensure(other.log.requests().is_empty(), "the other service was asked")?;

        // Entered again and not to be remembered, it is in memory only.
        page.configure(&Settings {
            services: vec![
                ("service-tavily", server.services.url(Endpoint::Tavily)),
                ("service-tavily-key", SEARCH_KEY.into()),
            ],
            clicks: vec!["remember-key"],
            ..Settings::default()
        })
        .await?;
        page.until("the key to be forgotten", async || {
            Ok((!page.stored().await?.contains(SEARCH_KEY)).then_some(()))
        })
        .await?;
        search(" again").await?;
        for request in server.log.requests() {
            ensure(
                request.path.starts_with("/tavily") || !request.mentions(SEARCH_KEY),
                format!("the key went to {}", request.path),
            )?;
        }
        ensure(!page.text().await?.contains(SEARCH_KEY), "the key is shown")?;
        page.reload().await?;
        page.open_settings().await?;
        assert_eq!(page.value("service-tavily-key").await?, "");
        ensure(
            !page.text().await?.contains("kept; type to replace"),
            "a key is kept",
        )
    })
    .await;
}
