//! Tools called from Python.

use e2e::{
    Behaviour, Endpoint, Reply, SEARCH_KEY, Settings, UnusedAddress, World, ensure, scenario,
};

#[tokio::test]
async fn gathered_calls_run_at_the_same_time() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        // Nobody gets an answer before all three are waiting: one after the other would never end.
        server
            .services
            .behaves(Endpoint::Forecast, Behaviour::AnswersTogether(3));
        server.provider.replies(Reply::code(
            "All three at once.",
            "cities = [\"Paris\", \"Oslo\", \"Tokyo\"]\n\
             results = gather(*[fetch_weather.start(city) for city in cities])\n\
             final_answer(str([result[\"temperature\"] for result in results]))",
        ));
        world.set_up().await?;
        page.ask("Compare three cities").await?;
        page.wait_answer("[18.4, 7.2, 23.9]").await?;
        assert_eq!(server.services.arrived(Endpoint::Forecast), 3);
        assert_eq!(page.steps().await?[0].calls.len(), 3);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn search_and_scrape_give_plain_data() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(Reply::code(
            "",
            "hits = search_web(\"micropython\", max_results=2)\n\
             pages = scrape_pages([\"https://lighthouse.example/about\"])\n\
             final_answer(hits[0][\"title\"] + \": \" + pages[0][\"text\"])",
        ));
        world.set_up().await?;
        page.ask("Search").await?;
        let answer = page.wait_answer("MicroPython").await?;
        ensure(answer.contains("31 metres tall"), answer)
    })
    .await;
}

#[tokio::test]
async fn the_chosen_service_searches_and_the_next_one_where_it_fails() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let code = "final_answer(\" | \".join(hit[\"title\"] for hit in search_web(\"python\")))";
        server.provider.replies(Reply::code("", code));
        server.provider.replies(Reply::code("", code));
        page.open().await?;
        let mut settings = Settings::for_server(server);
        let tavily = server.services.url(Endpoint::Tavily);
        settings.services.push(("service-tavily", tavily));
        settings
            .services
            .push(("service-tavily-key", SEARCH_KEY.into()));
        // From the third place to the first.
        settings.clicks = vec!["search-tavily-use", "search-tavily-up", "search-tavily-up"];
        page.configure(&settings).await?;
        page.ask("Search").await?;
        page.wait_answer("Found by Tavily").await?;
        assert_eq!(server.services.arrived(Endpoint::Wikipedia), 0);

        server
            .services
            .behaves(Endpoint::Tavily, Behaviour::Fails(500));
        page.ask("Search again").await?;
        page.wait_answer("Python (programming language)").await?;
        let calls = page.texts("call").await?.join("\n");
        ensure(calls.contains("searching Wikipedia instead"), calls)?;

        // The key went to its service and nowhere else, and is shown and stored nowhere.
        for request in server.log.requests() {
            ensure(
                request.path.starts_with("/tavily") || !request.mentions(SEARCH_KEY),
                format!("the key of the search went to {}", request.path),
            )?;
        }
        ensure(!page.text().await?.contains(SEARCH_KEY), "the key is shown")?;
        ensure(
            !page.stored().await?.contains(SEARCH_KEY),
            "the key is stored",
        )
    })
    .await;
}

#[tokio::test]
async fn each_search_service_is_asked_as_it_wants_and_the_next_one_where_it_fails() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let services = [
            (Endpoint::Brave, "Found by Brave", "Towers & lamps."),
            (Endpoint::Jina, "Found by Jina", "Towers."),
            (Endpoint::Searxng, "Found by SearXNG", "Towers."),
        ];
        page.open().await?;
        let mut settings = Settings::for_server(server);
        settings.services.extend([
            ("service-brave", server.services.url(Endpoint::Brave)),
            ("service-brave-key", SEARCH_KEY.into()),
            ("service-jina", server.services.url(Endpoint::Jina)),
            ("service-jina-key", SEARCH_KEY.into()),
            ("service-searxng", server.services.url(Endpoint::Searxng)),
        ]);
        settings.clicks = vec![
            "search-wikipedia-use",
            "search-searxng-use",
            "search-brave-use",
            "search-jina-use",
        ];
        // Both go before SearXNG, to the first and the second place.
        settings.clicks.extend(["search-brave-up"; 3]);
        settings.clicks.extend(["search-jina-up"; 3]);
        page.configure(&settings).await?;
        for (endpoint, title, snippet) in services {
            let code = "hit = search_web(\"towers\")[0]\nfinal_answer(hit[\"title\"] + \": \" + hit[\"snippet\"])";
            server.provider.replies(Reply::code("", code));
            page.ask("Search").await?;
            page.wait_answer(&format!("{title}: {snippet}")).await?;
            page.wait_idle().await?;
            server.services.behaves(endpoint, Behaviour::Fails(402));
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_search_service_without_an_address_is_not_saved() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open().await?;
        page.open_settings().await?;
        page.click("search-searxng-use").await?;
        page.click("settings-save").await?;
        page.wait_text("service-searxng-error", "Enter that of an instance")
            .await?;
        Ok(())
    })
    .await;
}

/// Settings that let pages of the test server be read.
fn with_private_pages(world: &World) -> Settings {
    Settings {
        clicks: vec!["private-pages"],
        ..Settings::for_server(&world.server)
    }
}

#[tokio::test]
async fn a_page_is_read_with_its_table_and_code_and_a_pdf_is_refused() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let guide = server.services.other_url("pages/guide");
        let file = server.services.other_url("pages/file");
        server.provider.replies(Reply::code(
            "",
            &format!(
                "pages = scrape_pages([\"{guide}\", \"{file}\"])\n\
                 final_answer(repr(pages[0][\"text\"]).replace(\"`\", \"~\") + pages[1][\"error\"])"
            ),
        ));
        page.open().await?;
        page.configure(&with_private_pages(world)).await?;
        page.ask("Read it").await?;
        let answer = page.wait_answer("this is a PDF").await?;
        ensure(
            answer
                .contains("Kind | Minutes\\n--- | ---\\nGreen | 2\\n\\n~~~python\\nbrew(2)\\n~~~"),
            answer.clone(),
        )?;
        ensure(
            !answer.contains("Home") && !answer.contains("Imprint"),
            answer,
        )?;
        // The reader has nothing to do with pages of the own network.
        assert_eq!(server.services.arrived(Endpoint::Reader), 0);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_private_page_is_not_requested_unless_the_user_allows_it() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let address = server.services.other_url("pages/article");
        server.provider.replies(Reply::code(
            "",
            &format!(
                "try:\n    scrape_pages(\"{address}\")\nexcept ToolError as error:\n    final_answer(str(error))"
            ),
        ));
        world.set_up().await?;
        page.ask("Read it").await?;
        page.wait_answer("private address").await?;
        let requests = server.log.requests();
        ensure(
            requests.iter().all(|request| !request.path.contains("article")),
            "the page was requested",
        )
    })
    .await;
}

#[tokio::test]
async fn a_long_page_is_read_by_the_model_in_parts_and_the_answer_has_the_schema() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let address = server.services.other_url("pages/long");
        server.provider.replies(Reply::code(
            "",
            &format!(
                "found = extract_from_page(\"{address}\", \"numbers\", schema={{\"type\": \"array\", \"items\": {{\"type\": \"integer\"}}}})\n\
                 final_answer(str(sorted(found[\"answer\"])) + str([chunk[\"index\"] for chunk in found[\"chunks\"]]))"
            ),
        ));
        server.provider.replies(Reply::says("[11]"));
        server.provider.replies(Reply::says("```json\n[22]\n```"));
        page.open().await?;
        page.configure(&with_private_pages(world)).await?;
        page.ask("Read it").await?;
        page.wait_answer("[11, 22][0, 1]").await?;
        assert_eq!(server.provider.requests().len(), 3);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn stop_takes_a_question_back() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "ask_user(\"Well?\")"));
        world.set_up().await?;
        page.ask("Ask me").await?;
        page.wait_text("asked", "Well?").await?;
        page.stop().await?;
        ensure(
            !page.is_visible("asked").await?,
            "the question is still there",
        )
    })
    .await;
}

#[tokio::test]
async fn a_busy_service_is_asked_again_and_the_same_is_asked_once() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .services
            .behaves(Endpoint::Wikipedia, Behaviour::BusyOnce);
        let search = "search_web(\"python\")[0][\"title\"]";
        server
            .provider
            .replies(Reply::code("", &format!("print({search})")))
            .replies(Reply::code("", &format!("final_answer({search})")))
            .replies(Reply::code(
                "",
                &format!("final_answer({search} + \" again\")"),
            ));
        world.set_up().await?;
        page.ask("Search").await?;
        page.wait_answer("MicroPython").await?;
        page.wait_idle().await?;
        assert_eq!(server.services.arrived(Endpoint::Wikipedia), 2);
        let calls = page.texts("call").await?;
        let told = |call: usize, what: &str| {
            ensure(calls[call].contains(what), format!("{what}: {calls:?}"))
        };
        told(0, "503; trying again in 1 s")?;
        told(1, "as fetched before in this run")?;

        // The next question may want it fresh.
        page.ask("Search again").await?;
        page.wait_answer("MicroPython again").await?;
        assert_eq!(server.services.arrived(Endpoint::Wikipedia), 3);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn each_failure_arrives_in_python_as_a_tool_error_of_its_own() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .services
            .behaves(Endpoint::Forecast, Behaviour::SendsHtml)
            .behaves(Endpoint::Wikipedia, Behaviour::Fails(503));
        server.provider.replies(Reply::code(
            "",
            "problems = []\n\
             for call in (\n\
             \x20   lambda: fetch_weather(\"Atlantis\"),\n\
             \x20   lambda: fetch_weather(\"Paris\", days=40),\n\
             \x20   lambda: fetch_weather(\"Paris\"),\n\
             \x20   lambda: search_web(\"python\"),\n\
             ):\n\
             \x20   try:\n\
             \x20       call()\n\
             \x20   except ToolError as error:\n\
             \x20       problems.append(str(error))\n\
             final_answer(\" | \".join(problems))",
        ));
        world.set_up().await?;
        page.ask("Fail").await?;
        let answer = page.wait_answer("|").await?;
        let problems: Vec<&str> = answer.split('|').collect();
        let expected = ["Atlantis", "days", "unexpected", "503"];
        assert_eq!(problems.len(), expected.len(), "{answer}");
        for (problem, part) in problems.iter().zip(expected) {
            ensure(
                problem.contains(part),
                format!("{part:?} is not in {problem:?}"),
            )?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_unreachable_service_is_a_tool_error_that_says_so() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let nowhere = UnusedAddress::take()?;
        server.provider.replies(Reply::code(
            "",
            "try:\n    search_web(\"python\")\nexcept ToolError as error:\n    final_answer(str(error))",
        ));
        page.open().await?;
        let mut settings = Settings::for_server(server);
        settings.services.push(("service-wikipedia", format!("http://{nowhere}")));
        page.configure(&settings).await?;
        page.ask("Search").await?;
        page.wait_answer("could not be reached").await?;
        Ok(())
    })
    .await;
}
