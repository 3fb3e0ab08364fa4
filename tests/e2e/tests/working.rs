//! How the agent works: plans, the answer as prose, what a question may cost, what the user adds
//! meanwhile, and a context window that fills up.

use e2e::{Gate, Reply, Service, Settings, World, ensure, scenario};

/// Counts how often the page asks the browser to keep what it stores.
const COUNT_PERSIST: &str = "
window.askedToPersist = 0;
const persist = StorageManager.prototype.persist;
StorageManager.prototype.persist = function () {
    window.askedToPersist += 1;
    return persist.call(this);
};";

#[tokio::test]
async fn plans_first_and_writes_the_answer_as_prose() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::says(
                "## Facts\n\nNone.\n\n## Plan\n\n1. Add them up.",
            ))
            .replies(Reply::code("I add.", "final_answer({\"sum\": 40 + 2})"))
            .replies(Reply::says("The sum is **42**."));
        page.open_after(COUNT_PERSIST).await?;
        page.configure(&Settings {
            fields: vec![("planning-interval", "5".into())],
            choices: vec![("final-summary", "standard")],
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("What is the sum?").await?;
        page.wait_answer("The sum is 42.").await?;

        let steps = page.steps().await?;
        assert_eq!(steps.len(), 3);
        ensure(steps[0].text.contains("Plan"), "the plan has no card")?;
        ensure(
            steps[0].text.contains("Add them up."),
            "the plan is not shown",
        )?;
        ensure(steps[0].code.is_empty(), "a plan is no code")?;
        ensure(
            page.text().await?.contains("Solved in 1 step"),
            "a plan or the prose counts as a step",
        )?;
        ensure(
            server.provider.requests()[0]["messages"]
                .to_string()
                .contains("survey and plan"),
            "the model is not asked for a plan",
        )?;

        // By a prompt of one's own.
        server
            .provider
            .replies(Reply::says("1. Say it."))
            .replies(Reply::code("", "final_answer(7)"))
            .replies(Reply::says("Seven, yours faithfully."));
        page.configure(&Settings {
            fields: vec![
                ("planning-interval", "100".into()),
                ("summary-prompt", "As a letter, please.".into()),
            ],
            choices: vec![("final-summary", "own")],
            ..Settings::default()
        })
        .await?;
        page.ask("And seven?").await?;
        page.wait_answer("Seven, yours faithfully.").await?;
        let last = server.provider.last_message();
        ensure(last.ends_with("As a letter, please."), last)?;

        // The browser was asked once to keep what is stored.
        let asked = page
            .script("return window.askedToPersist", Vec::new())
            .await?;
        assert_eq!(asked, 1);

        page.reload().await?;
        page.wait_answer("Seven, yours faithfully.").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_question_that_has_spent_its_tokens_waits_for_the_user() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "print(\"one\")"))
            .replies(Reply::code("", "final_answer(\"done\")"));
        page.open().await?;
        page.configure(&Settings {
            fields: vec![
                ("max-question-tokens", "1000".into()),
                ("input-price", "2".into()),
                ("output-price", "10".into()),
            ],
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("How much?").await?;
        // The test's provider counts 1,200 tokens sent and 34 received for each reply.
        page.wait_text("over-budget", "has used 1,234 tokens; your limit is 1,000")
            .await?;
        assert_eq!(server.provider.requests().len(), 1, "nothing more is spent");
        ensure(
            page.text().await?.contains("cost 0.0027"),
            "the cost is not shown",
        )?;
        page.click("continue").await?;
        page.wait_answer("done").await?;
        ensure(
            server
                .provider
                .last_message()
                .contains("limits were raised"),
            "the model is not told",
        )?;

        // The same with a limit on costs.
        server
            .provider
            .replies(Reply::code("", "print(\"two\")"))
            .replies(Reply::code("", "final_answer(\"done again\")"));
        page.configure(&Settings {
            fields: vec![
                ("max-question-tokens", "1000000".into()),
                ("max-cost", "0.002".into()),
            ],
            ..Settings::default()
        })
        .await?;
        page.ask("And now?").await?;
        page.wait_text("over-budget", "has cost 0.0027; your limit is 0.002")
            .await?;
        assert_eq!(server.provider.requests().len(), 3);
        page.click("continue").await?;
        page.wait_answer("done again").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_the_user_adds_is_read_by_the_next_step_or_asked_next() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let gate = Gate::new();
        server
            .provider
            .replies(Reply::code("", "print(\"looking\")").only_after(&gate))
            .replies(Reply::code("", "final_answer(\"12 euros\")"))
            .replies(Reply::code("", "final_answer(\"13 dollars\")"));
        world.set_up().await?;
        page.ask("What does it cost?").await?;
        page.wait_visible("stop").await?;
        page.type_into("composer", "In dollars?").await?;
        page.click("ask-after").await?;
        page.type_into("composer", "In euros, please").await?;
        page.click("add-to-step").await?;
        page.wait_text("waiting", "In euros, please").await?;
        gate.open();
        page.wait_answer("13 dollars").await?;

        let answers = page.answers().await?;
        assert_eq!(answers.len(), 2);
        ensure(
            answers[0].contains("12 euros"),
            "the first question was not answered",
        )?;
        let second = server.provider.requests()[1]["messages"].to_string();
        ensure(
            second.contains("The user adds:\\n\\nIn euros, please"),
            "the step did not read it",
        )?;
        ensure(!second.contains("In dollars?"), "asked too early")?;
        ensure(
            page.texts("steered").await? == ["You added: In euros, please"],
            "the page does not show what was added",
        )?;
        ensure(!page.is_visible("waiting").await?, "something still waits")
    })
    .await;
}

#[tokio::test]
async fn older_steps_give_way_before_the_context_window_is_full() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        // The test's provider counts 1,200 tokens whatever it is sent, so our own count is corrected
        // to a quarter of it, the least that is believed.
        for _ in 0..3 {
            server
                .provider
                .replies(Reply::code("", "print(\"x\" * 19000)"));
        }
        server
            .provider
            .replies(Reply::says("Three times many x were printed."))
            .replies(Reply::code("", "final_answer(\"many\")"));
        page.open().await?;
        page.configure(&Settings {
            fields: vec![("context-tokens", "4000".into())],
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("How many x?").await?;
        page.wait_answer("many").await?;

        let requests = server.provider.requests();
        assert_eq!(requests.len(), 5);
        let last = requests[4]["messages"].to_string();
        ensure(last.contains("How many x?"), "the question is gone")?;
        ensure(
            last.contains("Three times many x"),
            "the summary is not there",
        )?;
        ensure(
            !last.contains("Observation of step 1."),
            "the first step is still sent",
        )?;
        ensure(
            last.contains("Observation of step 3."),
            "the last steps are gone",
        )?;
        ensure(page.steps().await?.len() == 5, "the page has lost a step")?;
        page.click("context").await?;
        let meter = page.wait_text("context", "of 4,000 tokens").await?;
        ensure(
            meter.contains("Summary of older steps"),
            format!("the meter does not tell what fills it: {meter}"),
        )
    })
    .await;
}

/// Whether all of the vocabulary is in the page.
const VOCABULARY_ARRIVED: &str = "return performance.getEntriesByType('resource')
    .some((entry) => entry.name.includes('o200k.bin') && entry.responseEnd > 0)";

#[tokio::test]
async fn the_tokens_of_openai_s_models_are_counted_by_a_vocabulary_that_is_fetched_when_one_is_asked()
 {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        page.open().await?;
        page.configure(&Settings {
            model: Some("gpt-4o".into()),
            ..Settings::for_server(server)
        })
        .await?;
        let fetched = || {
            let to_site = server.log.to(Service::Site).into_iter();
            to_site
                .filter(|request| request.path.contains("o200k.bin"))
                .collect::<Vec<_>>()
        };
        ensure(fetched().is_empty(), "it was fetched before it was needed")?;
        server
            .provider
            .replies(Reply::code("", "final_answer('first')"))
            .replies(Reply::code("", "final_answer('second')"));
        // The first question does not wait for it.
        page.ask("What now?").await?;
        page.wait_answer("first").await?;
        page.wait_idle().await?;
        page.until("the vocabulary", async || {
            let arrived = page.script(VOCABULARY_ARRIVED, Vec::new()).await?;
            Ok((arrived == true).then_some(()))
        })
        .await?;
        page.ask("And now?").await?;
        page.wait_answer("second").await?;
        page.until("tokens by the vocabulary", async || {
            // Its details are folded away.
            let meter = "return document.querySelector('[data-testid=\"context\"]').textContent";
            let meter = page.script(meter, Vec::new()).await?.to_string();
            Ok(meter.contains("by OpenAI's tokenizer").then_some(()))
        })
        .await?;
        ensure(fetched().len() == 1, "it was fetched more than once")
    })
    .await;
}

#[tokio::test]
async fn settings_that_do_not_fit_together_are_refused_where_they_are_typed() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open().await?;
        page.open_settings().await?;
        page.type_into("max-cost", "1").await?;
        page.type_into("planning-interval", "many").await?;
        page.click("settings-save").await?;
        page.wait_text("max-cost-error", "needs both prices")
            .await?;
        page.wait_text("planning-interval-error", "\"many\" is not a number")
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_answer_comes_not_too_early_and_keeps_to_the_users_rules() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        // Too early, then against each rule, then right.
        for value in [
            "'12 dollars'",
            "'12 dollars'",
            "'12 EUR'",
            "{'sum': '12 EUR'}",
        ] {
            server
                .provider
                .replies(Reply::code("", &format!("final_answer({value})")));
        }
        page.open().await?;
        page.configure(&Settings {
            fields: vec![
                ("answer-after-steps", "1".into()),
                ("answer-contains", "EUR".into()),
                (
                    "answer-schema",
                    r#"{"type": "object", "required": ["sum"]}"#.into(),
                ),
            ],
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("What does it cost?").await?;
        page.wait_answer("12 EUR").await?;
        let requests = server.provider.requests();
        let told = |request: usize, what: &str| {
            let text = requests[request]["messages"].to_string();
            ensure(text.contains(what), format!("{what} is missing: {text}"))
        };
        told(0, "An answer is accepted only if")?;
        told(0, "Finishing is not available in this step")?;
        told(1, "final_answer")?;
        told(2, r#"it does not contain \"EUR\""#)?;
        told(3, "it does not match the JSON schema")?;
        assert_eq!(page.steps().await?.len(), 4);

        // What cannot be kept is refused where it is typed; what holds is in sight.
        page.open_settings().await?;
        assert_eq!(page.value("answer-after-steps").await?, "1");
        page.paste_into("answer-schema", "[").await?;
        page.click("settings-save").await?;
        page.wait_text("answer-schema-error", "This is not JSON")
            .await?;
        Ok(())
    })
    .await;
}
