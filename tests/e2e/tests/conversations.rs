//! What is kept: conversations, the work in the middle of one, settings.

use e2e::{Gate, Page, Reply, Result, Settings, World, ensure, scenario};
use thirtyfour::Key;

#[tokio::test]
async fn a_reload_in_the_middle_loses_nothing_and_continues() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("I count.", "print(\"first \" + str(1))"))
            .replies(
                Reply::begins("A thought that is cut by the reload")
                    .then_waits(&Gate::new())
                    .finishes(),
            );
        world.set_up_for_reloads().await?;
        page.ask("Count for me").await?;
        page.wait_text("step", "A thought that is cut").await?;
        page.type_into("composer", "From ten on").await?;
        page.click("add-to-step").await?;
        page.wait_text("waiting", "From ten on").await?;

        page.reload().await?;
        page.wait_text("waiting", "From ten on").await?;
        page.wait_text("question", "Count for me").await?;
        page.wait_text("step-output", "first 1").await?;
        page.wait_text("step", "A thought that is cut by the reload")
            .await?;

        server
            .provider
            .replies(Reply::code("", "final_answer(\"second\")"));
        page.click("continue").await?;
        page.wait_answer("second").await?;
        ensure(!page.is_visible("waiting").await?, "it was read")?;
        let sent = server.provider.requests()[2].to_string();
        ensure(sent.contains("From ten on"), "the message is lost")?;
        ensure(
            server.provider.requests()[2]
                .to_string()
                .contains("first 1"),
            "the model is not shown what came before the reload",
        )
    })
    .await;
}

#[tokio::test]
async fn a_finished_conversation_is_there_after_a_reload() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(Reply::code(
            "Easy.",
            "print(\"quick\")\nfinal_answer(\"brown fox\")",
        ));
        world.set_up().await?;
        page.ask("Say something").await?;
        page.wait_answer("brown fox").await?;
        let steps = page.steps().await?;
        page.reload().await?;
        page.wait_answer("brown fox").await?;
        // Finished work is folded, and its steps are not drawn before it is unfolded.
        page.click("run-state").await?;
        let again = page
            .until("the steps", async || {
                let steps = page.steps().await?;
                Ok((!steps.is_empty()).then_some(steps))
            })
            .await?;
        assert_eq!(again.len(), steps.len());
        assert_eq!(again[0].code, steps[0].code);
        assert_eq!(again[0].output, steps[0].output);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn several_conversations_are_kept_apart() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code(
                "",
                "secret = 1\nfinal_answer(\"the first answer\")",
            ))
            .replies(Reply::code(
                "",
                "final_answer(\"shared\" if \"secret\" in globals() else \"kept apart\")",
            ));
        world.set_up().await?;
        page.ask("The first question").await?;
        page.wait_answer("the first answer").await?;
        page.click("new-conversation").await?;
        page.until("an empty conversation", async || {
            Ok(page.answers().await?.is_empty().then_some(()))
        })
        .await?;
        page.ask("The second question").await?;
        page.wait_answer("kept apart").await?;
        ensure(
            !server.provider.requests()[1]
                .to_string()
                .contains("first question"),
            "the model is shown another conversation",
        )?;

        page.reload().await?;
        let names = page
            .until("both titles", async || {
                let names = page.texts("conversation").await?;
                Ok((names.len() == 2).then_some(names))
            })
            .await?;
        let first = names
            .iter()
            .position(|name| name.contains("The first question"))
            .ok_or("the first conversation is not listed")?;
        ensure(
            names
                .iter()
                .any(|name| name.contains("The second question")),
            "the second conversation is not listed",
        )?;
        page.click_nth("conversation", first).await?;
        page.wait_answer("the first answer").await?;
        assert_eq!(page.answers().await?.len(), 1);

        // The one that is open is deleted, and that is taken back: it is on the screen again.
        delete_open(page).await?;
        page.wait_text("toast", "The first question").await?;
        page.wait_visible("welcome").await?;
        assert_eq!(page.texts("conversation").await?, ["The second question"]);
        page.click("undo-delete").await?;
        page.until("both conversations", async || {
            Ok((page.texts("conversation").await? == names).then_some(()))
        })
        .await?;
        page.wait_answer("the first answer").await?;
        ensure(!page.is_visible("toast").await?, "it is offered again")?;

        // What was begun meanwhile stays on the screen.
        delete_open(page).await?;
        page.wait_visible("toast").await?;
        page.type_into("composer", "The third question").await?;
        page.click("undo-delete").await?;
        page.until("both conversations once more", async || {
            Ok((page.texts("conversation").await? == names).then_some(()))
        })
        .await?;
        page.wait_visible("welcome").await?;
        assert_eq!(page.value("composer").await?, "The third question");
        page.click_nth("conversation", first).await?;
        page.wait_answer("the first answer").await?;

        // Not taken back, it is gone with the page.
        ensure(
            page.stored().await?.contains("the first answer"),
            "it was not stored",
        )?;
        delete_open(page).await?;
        page.wait_visible("toast").await?;
        page.reload().await?;
        page.wait_visible("conversation").await?;
        assert_eq!(page.texts("conversation").await?, ["The second question"]);
        page.until("it to be gone from the device", async || {
            let stored = page.stored().await?;
            Ok((!stored.contains("the first answer")).then_some(()))
        })
        .await
    })
    .await;
}

/// Deletes the conversation on the screen, from the keyboard.
async fn delete_open(page: &Page) -> Result {
    page.keys(Key::Control + "k").await?;
    page.wait_visible("palette-field").await?;
    page.keys("delete this").await?;
    page.keys(Key::Enter).await
}

#[tokio::test]
async fn settings_are_there_after_a_reload() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let settings = Settings {
            max_steps: Some(7),
            execution_seconds: Some(11),
            ..Settings::for_server(server)
        };
        page.open().await?;
        page.configure(&settings).await?;
        page.reload().await?;
        page.open_settings().await?;
        assert_eq!(Some(page.value("base-url").await?), settings.base_url);
        assert_eq!(Some(page.value("model").await?), settings.model);
        assert_eq!(page.value("max-steps").await?, "7");
        assert_eq!(page.value("execution-seconds").await?, "11");
        for (hook, address) in &settings.services {
            assert_eq!(&page.value(hook).await?, address);
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_python_knows_outlives_a_reload() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code(
                "I pack.",
                "basket = [\"apple\", \"pear\"]\ndef count(): return len(basket)\nprint(count())",
            ))
            .replies(Reply::code("Done.", "final_answer(\"packed\")"));
        world.set_up_for_reloads().await?;
        page.ask("Pack a basket").await?;
        page.wait_answer("packed").await?;

        page.reload().await?;
        page.wait_answer("packed").await?;
        server.provider.replies(Reply::code(
            "I look.",
            "basket.append(\"plum\")\nfinal_answer(f\"{count()} with {basket[0]}\")",
        ));
        page.ask("How many are in it with a plum?").await?;
        page.wait_answer("3 with apple").await?;
        let request = server.provider.requests()[2].to_string();
        ensure(
            !request.contains("session was restarted"),
            "the model is told that its names are gone",
        )
    })
    .await;
}

#[tokio::test]
async fn what_python_knew_outlives_code_that_is_stopped() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code(
                "I pack.",
                "basket = [\"apple\"]\nprint(basket)",
            ))
            .replies(Reply::code(
                "I loop.",
                "basket.append(\"worm\")\nprint(\"looping\")\nwhile True: pass",
            ));
        world.set_up().await?;
        page.ask("Pack a basket").await?;
        page.wait_text("step", "worm").await?;
        page.wait_text("step-output", "looping").await?;
        page.stop().await?;
        server
            .provider
            .replies(Reply::code("I look.", "final_answer(str(basket))"));
        page.ask("What is in it?").await?;
        page.wait_answer("['apple']").await?;
        let request = server.provider.requests()[2].to_string();
        ensure(
            !request.contains("session was restarted"),
            "the model is told that its names are gone",
        )
    })
    .await;
}
