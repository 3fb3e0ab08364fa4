//! Limits as the user sets them, and code that only the page can end.

use e2e::{Endpoint, Reply, Settings, World, ensure, scenario};

#[tokio::test]
async fn whatever_never_ends_is_ended_at_the_deadline() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        page.open().await?;
        page.configure(&Settings {
            execution_seconds: Some(2),
            ..Settings::for_server(server)
        })
        .await?;
        for endless in [
            "while True: print(\"x\")",
            "str(10**1_000_000)",
            "import re\nre.match(\"(a+)+b\", \"a\" * 60)",
            "def repeat():\n    while True:\n        yield 1\nfor one in repeat(): pass",
            // The collector goes through the heap's areas, from one to the next.
            "import uctypes\nuctypes.struct(185108 + 384, {\"next\": uctypes.UINT32 | 0}).next = 185108 + 384",
        ] {
            server
                .provider
                .replies(Reply::code("", endless))
                .replies(Reply::code("", "final_answer(\"ended \" + \"well\")"));
            page.ask("Never end").await?;
            // In two parts, each with its own patience: the end at the deadline, and the worker
            // that takes over.
            page.wait_text("step-output", "longer than 2 s").await?;
            page.wait_answer("ended well").await?;
            page.wait_idle().await?;
            let observation = server.provider.last_message();
            ensure(
                observation.contains("longer than 2 s"),
                format!("{endless}: {observation}"),
            )?;
            // The next answer is not to be taken for this one.
            page.click("new-conversation").await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_long_sleep_outlasts_the_deadline_and_can_be_stopped() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(Reply::code(
            "",
            "import time\ntime.sleep(5)\nfetch_weather(\"Paris\")\ntime.sleep(3000)",
        ));
        page.open().await?;
        page.configure(&Settings {
            execution_seconds: Some(4),
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("Sleep").await?;
        page.until("the call after the first sleep", async || {
            Ok((server.services.arrived(Endpoint::Forecast) == 1).then_some(()))
        })
        .await?;
        // It would sleep on for most of an hour.
        page.stop().await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_limit_that_makes_no_sense_is_refused_with_the_bounds() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up().await?;
        page.open_settings().await?;
        page.type_into("tool-calls", "0").await?;
        page.click("settings-save").await?;
        page.wait_text("tool-calls-error", "Enter a whole number from 1 to 100000.")
            .await?;
        page.type_into("tool-calls", "1").await?;
        page.save_settings().await?;
        server.provider.replies(Reply::code(
            "",
            "fetch_weather(\"Paris\")\ntry:\n    fetch_weather(\"Oslo\")\nexcept RuntimeError as error:\n    final_answer(str(error))",
        ));
        page.ask("Two calls").await?;
        page.wait_answer("a step may make 1 tool calls").await?;
        Ok(())
    })
    .await;
}
