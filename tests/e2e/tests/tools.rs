//! Tools called from Python.

use e2e::{Behaviour, Endpoint, Reply, Settings, World, ensure, scenario, unused_address};

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
async fn a_page_is_read_directly_where_the_reader_fails() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .services
            .behaves(Endpoint::Reader, Behaviour::Fails(503));
        let address = server.services.other_url("pages/article");
        server.provider.replies(Reply::code(
            "",
            &format!("pages = scrape_pages([\"{address}\"])\nfinal_answer(pages[0][\"text\"])"),
        ));
        world.set_up().await?;
        page.ask("Read it").await?;
        page.wait_answer("It has 12 berths.").await?;
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
        let nowhere = format!("http://{}", unused_address().await?);
        server.provider.replies(Reply::code(
            "",
            "try:\n    search_web(\"python\")\nexcept ToolError as error:\n    final_answer(str(error))",
        ));
        page.open().await?;
        let mut settings = Settings::for_server(server);
        settings.services.push(("service-wikipedia", nowhere));
        page.configure(&settings).await?;
        page.ask("Search").await?;
        page.wait_answer("could not be reached").await?;
        Ok(())
    })
    .await;
}
