//! The main job: a question, steps of Python, an answer.

use e2e::{Behaviour, Endpoint, Gate, Reply, Settings, World, ensure, scenario};

const LOOK_UP: &str = "weather = fetch_weather(\"Paris\")\nprint(weather[\"temperature\"])";

#[tokio::test]
async fn answers_the_paris_question_in_two_steps_with_a_tool_call() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("I will look the weather up.", LOOK_UP))
            .replies(Reply::code(
                "Now I can answer.",
                "final_answer(f\"It is **{weather['temperature']} °C** in Paris.\")",
            ));
        world.set_up().await?;
        page.ask("What's the weather in Paris?").await?;
        let answer = page.wait_answer("Paris").await?;
        assert_eq!(answer.trim(), "It is 18.4 °C in Paris.");

        let steps = page.steps().await?;
        assert_eq!(steps.len(), 2);
        ensure(steps[0].text.contains("look the weather up"), "no thought")?;
        ensure(steps[0].code.contains("fetch_weather"), "no code")?;
        ensure(steps[0].output.contains("18.4"), "no output")?;
        assert_eq!(steps[0].calls.len(), 1);
        ensure(steps[0].calls[0].contains("Paris"), "no arguments")?;

        let requests = server.provider.requests();
        assert_eq!(requests.len(), 2);
        let system = requests[0]["messages"][0]["content"].to_string();
        ensure(
            system.contains("fetch_weather(location"),
            "the model is not told of its tools",
        )?;
        ensure(
            server.provider.last_message().contains("18.4"),
            "the model is not shown the output",
        )?;
        assert_eq!(server.services.arrived(Endpoint::Geocoding), 1);
        assert_eq!(server.services.arrived(Endpoint::Forecast), 1);

        // What is copied is what was written, not how it looks.
        page.wait_idle().await?;
        page.click("copy-answer").await?;
        page.wait_text("copy-answer", "Copied").await?;
        assert_eq!(page.clipboard().await?, "It is **18.4 °C** in Paris.");
        page.click("run-state").await?;
        page.click("copy-step").await?;
        page.wait_text("copy-step", "Copied").await?;
        assert_eq!(page.clipboard().await?, LOOK_UP);
        page.click("question-menu").await?;
        page.click("copy-question").await?;
        page.until("the question to be copied", async || {
            let copied = page.clipboard().await?;
            Ok((copied == "What's the weather in Paris?").then_some(()))
        })
        .await
    })
    .await;
}

#[tokio::test]
async fn the_model_repairs_a_step_that_failed() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code(
                "I look the price up.",
                "prices = {\"tea\": 2}\nprint(prices[\"coffee\"])",
            ))
            .replies(Reply::code(
                "There is no coffee; I take tea.",
                "final_answer(f\"Tea costs {prices['tea']} euros.\")",
            ));
        world.set_up().await?;
        page.ask("What does it cost?").await?;
        page.wait_answer("Tea costs 2 euros.").await?;

        let observation = server.provider.last_message();
        ensure(
            observation.contains("KeyError") && observation.contains("line 2"),
            format!("the model is not told what failed and where: {observation}"),
        )?;
        let steps = page.steps().await?;
        ensure(
            steps[0].text.contains("KeyError"),
            "the page does not show the error",
        )
    })
    .await;
}

#[tokio::test]
async fn a_follow_up_question_finds_the_names_of_the_first() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "total = 40\nfinal_answer(total)"))
            .replies(Reply::code("", "final_answer(f\"now {total + 2}\")"));
        world.set_up().await?;
        page.ask("First?").await?;
        page.wait_answer("40").await?;
        page.ask("And two more?").await?;
        page.wait_answer("now 42").await?;
        assert_eq!(page.answers().await?.len(), 2);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_reply_without_code_is_reminded_once_of_the_forms() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::says("I should probably compute that."))
            .replies(Reply::code("", "final_answer(\"computed\")"));
        world.set_up().await?;
        page.ask("Compute it").await?;
        page.wait_answer("computed").await?;
        ensure(
            server.provider.last_message().contains("```python"),
            "the reminder shows no example",
        )
    })
    .await;
}

#[tokio::test]
async fn the_step_limit_ends_with_the_best_answer_from_what_is_known() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "print(\"one\")"))
            .replies(Reply::code("", "print(\"two\")"))
            .replies(Reply::says("<answer>\nPerhaps three.\n</answer>"));
        page.open().await?;
        page.configure(&Settings {
            max_steps: Some(2),
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("How many?").await?;
        page.wait_answer("Perhaps three.").await?;
        assert_eq!(server.provider.requests().len(), 3);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn output_appears_while_the_code_runs() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let gate = Gate::new();
        server
            .services
            .behaves(Endpoint::Forecast, Behaviour::Waits(gate.clone()));
        server.provider.replies(Reply::code(
            "",
            "print(\"before the call\")\nfetch_weather(\"Oslo\")\nfinal_answer(\"after\")",
        ));
        world.set_up().await?;
        page.ask("Go").await?;
        page.wait_text("step-output", "before the call").await?;
        ensure(page.answers().await?.is_empty(), "answered too early")?;
        gate.open();
        page.wait_answer("after").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_runaway_step_is_ended_and_the_model_is_told() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "while True:\n    pass"))
            .replies(Reply::code("", "final_answer(\"went on\")"));
        page.open().await?;
        page.configure(&Settings {
            execution_seconds: Some(3),
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("Loop").await?;
        page.wait_answer("went on").await?;
        let observation = server.provider.last_message();
        ensure(
            observation.contains("3 s"),
            format!("the model is not told of the limit: {observation}"),
        )
    })
    .await;
}

#[tokio::test]
async fn the_sources_that_an_answer_names_are_links() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let answer = "Sources: https://en.wikipedia.org/wiki/Climate_of_Rome, (https://x.org/a_(b)). \
                      Not `https://code.example`, https://good.org@evil.org or http:/evil.org";
        server
            .provider
            .replies(Reply::code("", &format!("final_answer('{answer}')")));
        world.set_up().await?;
        page.ask("How warm is Rome?").await?;
        page.wait_answer("Sources").await?;
        let links = "return [...document.querySelectorAll('[data-testid=answer] a')]
            .map((it) => `${it.getAttribute('href')} ${it.textContent} ${it.rel}`)";
        let link = |address| format!("{address} {address} noopener noreferrer");
        assert_eq!(
            page.found_by(links, Vec::new()).await?,
            [
                link("https://en.wikipedia.org/wiki/Climate_of_Rome"),
                link("https://x.org/a_(b)"),
            ]
        );
        Ok(())
    })
    .await;
}
