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

#[tokio::test]
async fn a_step_limit_counts_the_steps_that_were_made() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        page.open().await?;
        page.configure(&Settings {
            max_steps: Some(2),
            ..Settings::for_server(server)
        })
        .await?;
        for best in ["Perhaps two.", "Perhaps four."] {
            server
                .provider
                .replies(Reply::code("", "print(1)"))
                .replies(Reply::code("", "print(2)"))
                .replies(Reply::says(best));
        }
        page.ask("How many?").await?;
        page.wait_answer("Perhaps two.").await?;
        page.wait_text("run-state", "Step limit reached after 2 steps")
            .await?;
        page.click("continue").await?;
        page.wait_answer("Perhaps four.").await?;
        page.wait_text("run-state", "Step limit reached after 4 steps")
            .await?;
        ensure(
            page.text()
                .await?
                .contains("The limit of 2 steps at a time"),
            "the limit seems to be another one than the steps",
        )?;
        // The best answer is no step: it has no number, and none is left out.
        let numbers = "return [...document.querySelectorAll('.step > .number')]
            .map(number => number.textContent).join(' ')";
        let numbers = page.script(numbers, Vec::new()).await?;
        assert_eq!(numbers, "1 2 ✎ 3 4 ✎");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_reply_that_is_cut_at_its_length_limit_is_said_to_be() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let cut =
            || Reply::begins("Long.\n\n```python\nprint(1)\nprint(").finishes_because("length");
        server.provider.replies(cut()).replies(cut());
        world.set_up().await?;
        page.ask("Write much").await?;
        page.wait_error("cut at its length limit once more").await?;
        page.wait_visible("to-settings").await?;
        let said = page
            .wait_text("step-output", "cut at its length limit")
            .await?;
        ensure(
            said.contains("“Most tokens per reply” in Settings"),
            format!("the setting is not named: {said}"),
        )?;
        ensure(
            !page.text().await?.contains("neither code nor an answer"),
            "the code is said not to be there",
        )
    })
    .await;
}
