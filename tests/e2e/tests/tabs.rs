//! Two tabs on one conversation: one leads, the other follows, and nothing is lost.

use e2e::{Gate, Reply, Settings, World, ensure, scenario};

#[tokio::test]
async fn the_second_tab_follows_the_first_live_and_goes_on_from_there() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let gate = Gate::new();
        server
            .provider
            .replies(Reply::code("", "total = 40\nfinal_answer(\"forty\")"))
            .replies(Reply::code("", "total += 1\nfinal_answer(\"one more\")").only_after(&gate))
            .replies(Reply::code("", "final_answer(f\"now {total + 1}\")"));
        world.set_up().await?;
        page.ask("First?").await?;
        page.wait_answer("forty").await?;
        page.open_second_tab().await?;
        page.wait_answer("forty").await?;
        page.configure(&e2e::Settings::for_server(server)).await?;

        page.switch_to_tab(0).await?;
        page.ask("Second?").await?;
        page.wait_visible("stop").await?;
        page.switch_to_tab(1).await?;
        page.wait_text("question", "Second?").await?;
        page.wait_visible("elsewhere").await?;
        ensure(!page.is_visible("stop").await?, "it is not this tab's work")?;
        gate.open();
        page.wait_answer("one more").await?;

        // The answer is told before the first tab is at rest and gives the lead back.
        page.switch_to_tab(0).await?;
        page.wait_idle().await?;
        page.switch_to_tab(1).await?;
        page.ask("Third?").await?;
        page.wait_answer("now 42").await?;
        page.switch_to_tab(0).await?;
        page.wait_answer("now 42").await?;

        page.reload().await?;
        page.wait_answer("now 42").await?;
        assert_eq!(page.answers().await?, ["forty", "one more", "now 42"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_tab_that_follows_goes_on_when_the_one_at_work_is_closed() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let never = Gate::new();
        server
            .provider
            .replies(Reply::code("", "total = 40\nfinal_answer(\"forty\")"))
            .replies(Reply::code("", "final_answer(0)").only_after(&never))
            .replies(Reply::code("", "final_answer(f\"now {total + 2}\")"));
        world.set_up().await?;
        page.ask("First?").await?;
        page.wait_answer("forty").await?;
        page.open_second_tab().await?;
        page.wait_answer("forty").await?;
        page.configure(&Settings::for_server(server)).await?;

        page.switch_to_tab(0).await?;
        page.ask("Second?").await?;
        page.wait_visible("stop").await?;
        page.switch_to_tab(1).await?;
        page.wait_visible("elsewhere").await?;
        world.wait_asked(2).await?;
        page.switch_to_tab(0).await?;
        page.close_tab().await?;
        page.wait_visible("continue").await?;
        page.click("continue").await?;
        page.wait_answer("now 42").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_a_tool_asks_can_be_answered_in_a_tab_that_follows() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(Reply::code(
            "",
            "size = ask_user(\"Which size?\", [\"small\", \"large\"])\n\
             final_answer(f\"{size} {fetch_weather('Oslo')['temperature']}\")",
        ));
        page.open().await?;
        page.configure(&Settings {
            choices: vec![("permission-fetch_weather", "ask")],
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("How large, and how warm?").await?;
        page.wait_text("asked", "Which size?").await?;
        page.open_second_tab().await?;
        page.wait_visible("elsewhere").await?;
        page.wait_text("asked", "Which size?").await?;
        ensure(
            !page.is_visible("left-waiting").await?,
            "nothing was closed in the middle",
        )?;
        page.click_nth("asked-choice", 1).await?;
        page.wait_text("approval", "Oslo").await?;
        ensure(!page.is_visible("asked").await?, "it was answered")?;
        page.switch_to_tab(0).await?;
        page.wait_text("approval", "Oslo").await?;
        page.switch_to_tab(1).await?;
        page.click("approve-once").await?;
        page.wait_answer("large").await?;
        page.switch_to_tab(0).await?;
        page.wait_answer("7.2").await?;
        ensure(!page.is_visible("approval").await?, "it is over")
    })
    .await;
}

#[tokio::test]
async fn a_tab_that_is_opened_meanwhile_waits_for_the_one_at_work() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let gate = Gate::new();
        server
            .provider
            .replies(Reply::code("", "final_answer(\"late\")").only_after(&gate));
        world.set_up().await?;
        page.ask("First?").await?;
        page.wait_visible("stop").await?;
        page.open_second_tab().await?;
        page.wait_visible("elsewhere").await?;
        ensure(
            !page.is_visible("continue").await?,
            "the second tab may break into the first one's work",
        )?;
        gate.open();
        page.wait_answer("late").await?;
        ensure(!page.is_visible("elsewhere").await?, "the work is over")?;

        page.delete_first_conversation().await?;
        // The deletion can be undone no longer.
        page.reload().await?;
        page.switch_to_tab(0).await?;
        page.wait_text("notice", "deleted in another tab").await?;
        ensure(
            page.answers().await?.is_empty(),
            "it is still on the screen",
        )
    })
    .await;
}
