//! Earlier steps: going back to one, and going on from one in another conversation.

use e2e::{Gate, Page, Reply, Result, World, ensure, scenario};
use serde_json::Value;
use thirtyfour::Key;

/// Three steps that each change a variable and a file, the last one with an answer.
async fn three_steps(world: &World) -> Result {
    let World { server, page, .. } = world;
    for step in ["one", "two", "three"] {
        let code = format!(
            "try: names.append('{step}')\n\
             except NameError: names = ['{step}']\n\
             with open('log', 'a') as f: f.write('{step} ')\n\
             print('made ' + '{step}')"
        );
        let code = match step {
            "three" => format!("{code}\nfinal_answer('done')"),
            _ => code,
        };
        server.provider.replies(Reply::code("", &code));
    }
    world.set_up().await?;
    page.ask("Make three").await?;
    page.wait_answer("done").await?;
    page.wait_idle().await
}

/// What the next step answers when it is asked what it knows.
const KNOWN: &str = "final_answer('names ' + ' '.join(names) + ', log ' + open('log').read())";

async fn calls(page: &Page, function: &str, step: u32) -> Result<Value> {
    page.exports().await?;
    let script = format!(
        "return wasmBindings.{function}({step}).then(() => 'done', error => error.message)"
    );
    page.script(&script, Vec::new()).await
}

#[tokio::test]
async fn going_back_takes_transcript_variables_and_files_to_the_step() {
    scenario(async |world: &World| {
        three_steps(world).await?;
        let World { server, page, .. } = world;
        assert_eq!(calls(page, "rewindConversation", 1).await?, "done");
        let steps = page
            .until("the one step", async || {
                let steps = page.steps().await?;
                Ok((steps.len() == 1).then_some(steps))
            })
            .await?;
        ensure(steps[0].output.contains("made one"), "another step is left")?;

        server.provider.replies(Reply::code("", KNOWN));
        page.click("continue").await?;
        page.wait_answer("names one, log one").await?;
        let shown = server.provider.requests()[3].to_string();
        ensure(
            shown.contains("made one"),
            "the model is not shown the step",
        )?;
        ensure(
            !shown.contains("made two") && !shown.contains("made three"),
            "the model is shown what was taken back",
        )?;
        ensure(!shown.contains("restarted"), "the model is told of a loss")?;

        // The same after a reload: the way back was stored, with the step that followed it.
        page.reload().await?;
        page.wait_answer("names one, log one").await?;
        assert_eq!(
            calls(page, "rewindConversation", 2).await?,
            "there is no step 2 that came to its end"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_fork_goes_on_from_the_step_and_the_conversation_stays_as_it_is() {
    scenario(async |world: &World| {
        three_steps(world).await?;
        let World { server, page, .. } = world;
        assert_eq!(
            calls(page, "forkConversation", 9).await?,
            "there is no step 9 that came to its end"
        );
        assert_eq!(calls(page, "forkConversation", 2).await?, "done");
        server
            .provider
            .replies(Reply::code("", &format!("names.append('fork')\n{KNOWN}")));
        page.click("continue").await?;
        page.wait_answer("names one two fork, log one two").await?;
        page.wait_idle().await?;
        let listed = page
            .until("both conversations", async || {
                let listed = page.texts("conversation").await?;
                Ok((listed.len() == 2).then_some(listed))
            })
            .await?;
        assert_eq!(listed.len(), 2);

        // The one that it comes from: the fork went on last and is listed first.
        page.click_nth("conversation", 1).await?;
        page.wait_answer("done").await?;
        server.provider.replies(Reply::code("", KNOWN));
        page.ask("What is there?").await?;
        page.wait_answer("names one two three, log one two three")
            .await?;
        Ok(())
    })
    .await;
}

/// Opens the menu of a step or a question, counted from 0, and chooses.
async fn choose(page: &Page, menu: &str, index: usize, item: &str) -> Result {
    page.click_nth(menu, index).await?;
    page.click(item).await
}

/// Waits until the keyboard writes into the composer.
async fn wait_composing(page: &Page) -> Result {
    page.until("the focus in the composer", async || {
        Ok((page.focused().await? == "composer").then_some(()))
    })
    .await
}

async fn count_of_steps(page: &Page, count: usize) -> Result {
    page.until(&format!("{count} steps"), async || {
        let steps = page.steps().await?;
        Ok((steps.len() == count).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_step_is_gone_back_to_and_forked_from_in_the_page_and_the_way_back_undone() {
    scenario(async |world: &World| {
        three_steps(world).await?;
        let World { server, page, .. } = world;
        page.click("run-state").await?;
        choose(page, "step-menu", 0, "rewind-here").await?;
        count_of_steps(page, 1).await?;
        // Nothing was cut off, and no page was closed.
        page.wait_text("run-state", "Paused after 1 step").await?;
        ensure(
            !page.text().await?.contains("was closed"),
            "it is said to be interrupted",
        )?;
        wait_composing(page).await?;
        page.click("undo-rewind").await?;
        page.wait_answer("done").await?;
        wait_composing(page).await?;
        ensure(
            page.steps().await?.len() == 3 || !page.is_visible("step").await?,
            "not all steps are back",
        )?;
        page.click("run-state").await?;
        count_of_steps(page, 3).await?;

        // With the keyboard: the first item has the focus, the second is one below.
        page.click_nth("step-menu", 1).await?;
        page.wait_visible("menu").await?;
        page.keys(Key::Down + Key::Enter).await?;
        count_of_steps(page, 2).await?;
        page.until("both conversations", async || {
            let listed = page.texts("conversation").await?;
            Ok((listed == ["Make three (2)", "Make three"]).then_some(()))
        })
        .await?;
        page.wait_text("run-state", "Paused after 2 steps").await?;
        wait_composing(page).await?;
        server.provider.replies(Reply::code("", KNOWN));
        page.click("continue").await?;
        page.wait_answer("names one two, log one two").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_question_is_edited_and_asked_again_and_asked_once_more() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let first = "names = ['wrong']\nfinal_answer('first')";
        let known = "final_answer('names' in globals())";
        server.provider.replies(Reply::code("", first));
        server.provider.replies(Reply::code("", known));
        server
            .provider
            .replies(Reply::code("", "final_answer('third')"));
        world.set_up().await?;
        page.ask("A bad question").await?;
        page.wait_answer("first").await?;
        page.wait_idle().await?;

        choose(page, "question-menu", 0, "edit-question").await?;
        page.until("the question in the composer", async || {
            Ok((page.value("composer").await? == "A bad question").then_some(()))
        })
        .await?;
        // Until it is sent, all is as it was.
        page.wait_text("editing", "Editing question 1, “A bad question”.")
            .await?;
        assert_eq!(page.texts("question").await?, ["A bad question"]);
        page.wait_answer("first").await?;
        page.ask("A good question").await?;
        // Python knows nothing of the question that was taken back, nor does the model.
        page.wait_answer("False").await?;
        page.wait_idle().await?;
        assert_eq!(page.texts("question").await?, ["A good question"]);
        let shown = server.provider.requests()[1].to_string();
        ensure(
            !shown.contains("bad question"),
            "the model is shown the old question",
        )?;
        page.wait_text("conversation", "A good question").await?;

        choose(page, "question-menu", 0, "ask-again").await?;
        page.wait_answer("third").await?;
        page.wait_idle().await?;
        assert_eq!(page.texts("question").await?, ["A good question"]);
        page.reload().await?;
        page.wait_answer("third").await?;
        assert_eq!(page.texts("question").await?, ["A good question"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_question_that_is_edited_and_not_sent_takes_nothing_back() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        for answer in ["first", "second"] {
            server
                .provider
                .replies(Reply::code("", &format!("final_answer('{answer}')")));
        }
        world.set_up_for_reloads().await?;
        for (question, answer) in [("One?", "first"), ("Two?", "second")] {
            page.ask(question).await?;
            page.wait_answer(answer).await?;
            page.wait_idle().await?;
        }
        let composed = async |text: &str| {
            page.until(&format!("{text} in the composer"), async || {
                Ok((page.value("composer").await? == text).then_some(()))
            })
            .await
        };

        // Cancelled with the button and with Esc: the draft comes back, and the focus with it.
        page.type_into("composer", "What I began to ask").await?;
        choose(page, "question-menu", 0, "edit-question").await?;
        composed("One?").await?;
        page.wait_visible("editing").await?;
        page.click("cancel-edit").await?;
        composed("What I began to ask").await?;
        choose(page, "question-menu", 1, "edit-question").await?;
        composed("Two?").await?;
        page.keys(" Edited" + Key::Escape).await?;
        composed("What I began to ask").await?;
        ensure(!page.is_visible("editing").await?, "it is still edited")?;
        page.keys(".").await?;
        composed("What I began to ask.").await?;
        assert_eq!(page.texts("question").await?, ["One?", "Two?"]);

        // The page is closed in the middle of it.
        choose(page, "question-menu", 0, "edit-question").await?;
        composed("One?").await?;
        page.keys(" Edited").await?;
        page.reload().await?;
        page.wait_answer("second").await?;
        assert_eq!(page.texts("question").await?, ["One?", "Two?"]);
        composed("What I began to ask.").await?;

        // Sent: now what came after it goes, and the draft stays. Undone in the middle of the work.
        server
            .provider
            .replies(Reply::begins("I see").then_waits(&Gate::new()));
        choose(page, "question-menu", 1, "edit-question").await?;
        composed("Two?").await?;
        page.keys(" Edited" + Key::Enter).await?;
        page.wait_text("step", "I see").await?;
        assert_eq!(page.texts("question").await?, ["One?", "Two? Edited"]);
        composed("What I began to ask.").await?;
        page.click("undo-rewind").await?;
        page.wait_answer("second").await?;
        assert_eq!(page.texts("question").await?, ["One?", "Two?"]);

        server
            .provider
            .replies(Reply::code("", "final_answer('third')"));
        choose(page, "question-menu", 1, "edit-question").await?;
        composed("Two?").await?;
        page.keys(" Edited" + Key::Enter).await?;
        page.wait_answer("third").await?;
        page.wait_idle().await?;
        assert_eq!(page.texts("question").await?, ["One?", "Two? Edited"]);
        composed("What I began to ask.").await
    })
    .await;
}
