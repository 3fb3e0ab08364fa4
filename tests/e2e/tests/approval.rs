//! Tools that may be called when the user allows it.

use e2e::{Endpoint, Reply, Settings, World, ensure, scenario};

/// Asks for the weather of two places, one after the other, and tells what came of each.
const TWO: &str = "out = []\n\
     for city in [\"Oslo\", \"Paris\"]:\n\
     \x20   try:\n\
     \x20       out.append(str(fetch_weather(city)[\"temperature\"]))\n\
     \x20   except ToolError as error:\n\
     \x20       out.append(str(error))\n\
     final_answer(\" | \".join(out))";

#[tokio::test]
async fn a_call_waits_for_the_user_also_over_a_reload() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        page.open().await?;
        page.configure(&Settings {
            remember_key: true,
            choices: vec![
                ("permission-fetch_weather", "ask"),
                ("permission-search_web", "never"),
            ],
            ..Settings::for_server(server)
        })
        .await?;
        server.provider.replies(Reply::code("", TWO));
        page.ask("Compare").await?;
        page.wait_text("approval", "Oslo").await?;
        assert_eq!(server.services.arrived(Endpoint::Forecast), 0);
        let asked = server.provider.requests()[0].to_string();
        ensure(asked.contains("def fetch_weather"), "a tool is missing")?;
        ensure(
            !asked.contains("def search_web"),
            "a tool is offered that may never be called",
        )?;
        page.click("approve-once").await?;
        page.wait_text("approval", "Paris").await?;
        assert_eq!(server.services.arrived(Endpoint::Forecast), 1);

        // What waits is there after a reload, is answered there, and the code runs again.
        page.reload().await?;
        page.wait_text("left-waiting", "the call has not been made")
            .await?;
        page.wait_text("approval", "Paris").await?;
        page.type_into("refuse-reason", "too far").await?;
        page.click("refuse").await?;
        page.wait_answer(
            "7.2 | the user did not allow this call of fetch_weather, and says: too far",
        )
        .await?;
        assert_eq!(server.provider.requests().len(), 1);

        // Allowed for the conversation: for what waits beside it, and after a reload.
        server
            .provider
            .replies(Reply::code(
                "",
                "both = gather(fetch_weather.start(\"Oslo\"), fetch_weather.start(\"Tokyo\"))\n\
                 final_answer(str([one[\"temperature\"] for one in both]))",
            ))
            .replies(Reply::code(
                "",
                "final_answer(\"Oslo \" + str(fetch_weather(\"Oslo\")[\"temperature\"]))",
            ));
        page.ask("Both").await?;
        page.wait_text("approval", "Oslo").await?;
        page.click("approve-always").await?;
        page.wait_answer("[7.2, 23.9]").await?;
        page.reload().await?;
        page.wait_answer("[7.2, 23.9]").await?;
        page.ask("Again").await?;
        page.wait_answer("Oslo 7.2").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_question_to_the_user_outlives_a_reload() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(Reply::code(
            "",
            "one = ask_user(\"Tea?\")\ntwo = ask_user(\"Milk?\", [\"yes\", \"no\"])\nfinal_answer(one + \", milk: \" + two)",
        ));
        world.set_up().await?;
        page.ask("Ask me").await?;
        page.wait_text("asked", "Tea?").await?;
        page.type_into("asked-answer", "green").await?;
        page.click("asked-send").await?;
        page.wait_text("asked", "Milk?").await?;
        page.reload().await?;
        page.wait_text("asked", "Milk?").await?;
        // To go on without an answer does not lose the question: the code runs up to it again.
        page.click("continue").await?;
        page.wait_visible("stop").await?;
        page.wait_text("asked", "Milk?").await?;
        page.click_nth("asked-choice", 1).await?;
        // What was answered before is not asked again.
        page.wait_answer("green, milk: no").await?;
        assert_eq!(server.provider.requests().len(), 1);
        Ok(())
    })
    .await;
}
