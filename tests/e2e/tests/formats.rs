//! The wire formats, the tool, and another model in the middle of a conversation.

use e2e::{Format, Reply, Result, Settings, World, ensure, found, scenario};
use serde_json::json;

const CODE: &str = "I compute.\n\n```python\nprint(6 * 7)\n```\n";
const ANSWER: &str = "```python\nfinal_answer(f\"It is {6 * 7}.\")\n```\n";

/// Settings that speak this format.
fn speaking(world: &World, format: Format) -> Settings {
    Settings {
        choices: vec![("format", format.name())],
        ..Settings::for_server(&world.server)
    }
}

/// A rejected key, then an answer in two steps. Gives the requests of the two steps.
async fn answers_in(world: &World, format: Format) -> Result<Vec<serde_json::Value>> {
    let World { server, page, .. } = world;
    server
        .provider
        .replies(format.error(401, "This key is wrong."))
        .replies(format.says(CODE))
        .replies(format.says(ANSWER));
    page.open().await?;
    page.configure(&speaking(world, format)).await?;
    page.ask("What is six times seven?").await?;
    let error = page.wait_error("rejected the API key").await?;
    ensure(error.contains("This key is wrong."), error)?;
    page.click("retry").await?;
    page.wait_answer("It is 42.").await?;
    let steps = page.steps().await?;
    let last_two = &steps[steps.len() - 2..];
    ensure(last_two[0].code.contains("print(6 * 7)"), "no code")?;
    ensure(last_two[0].output.contains("42"), "no output")?;
    let requests = server.provider.requests();
    assert_eq!(requests.len(), 3);
    Ok(requests[1..].to_vec())
}

#[tokio::test]
async fn anthropic_messages_answers_and_its_prefixes_are_cached() {
    scenario(async |world: &World| {
        let requests = answers_in(world, Format::AnthropicMessages).await?;
        let cached = json!({"type": "ephemeral"});
        for request in &requests {
            assert_eq!(request["system"][0]["cache_control"], cached);
        }
        let messages = requests[1]["messages"].as_array().ok_or("no messages")?;
        assert_eq!(messages.len(), 3);
        assert_eq!(messages[2]["content"][0]["cache_control"], cached);
        ensure(messages[2].to_string().contains("42"), "no observation")
    })
    .await;
}

#[tokio::test]
async fn responses_answers_and_its_reasoning_is_carried_over() {
    scenario(async |world: &World| {
        let requests = answers_in(world, Format::Responses).await?;
        let input = requests[1]["input"].as_array().ok_or("no input")?;
        assert_eq!(
            input[1],
            json!({"type": "reasoning", "summary": [], "encrypted_content": "gAAAAencrypted"})
        );
        assert_eq!(input[2]["role"], "assistant");
        // Its summary is shown with each step, folded away.
        let shown = "const all = [...document.querySelectorAll('details.reasoning')];
            return all.map(it => [it.open, it.querySelector('p').textContent])";
        let shown = world.page.script(shown, Vec::new()).await?;
        assert_eq!(
            shown,
            json!([[false, "Six sevens."], [false, "Six sevens."]])
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn chat_completions_answers() {
    scenario(async |world: &World| {
        answers_in(world, Format::ChatCompletions).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn another_model_goes_on_with_the_conversation() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Format::Responses.says("```python\nprice = 42\nfinal_answer(price)\n```\n"))
            .replies(Format::AnthropicMessages.says("```python\nfinal_answer(price * 2)\n```\n"));
        page.open().await?;
        page.configure(&speaking(world, Format::Responses)).await?;
        page.ask("What is the price?").await?;
        page.wait_answer("42").await?;
        page.configure(&Settings {
            model: Some("another-model".into()),
            choices: vec![("format", Format::AnthropicMessages.name())],
            ..Settings::default()
        })
        .await?;
        page.ask("And for two?").await?;
        page.wait_answer("84").await?;
        let requests = server.provider.requests();
        assert_eq!(requests[1]["model"], "another-model");
        let text = requests[1].to_string();
        ensure(text.contains("What is the price?"), "the question is lost")?;
        ensure(!text.contains("gAAAA"), "reasoning went to another model")
    })
    .await;
}

#[tokio::test]
async fn the_model_acts_by_calling_run_python() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let calls = |thought: &str, name: &str, arguments: &str| {
            Format::ChatCompletions.calls(thought, name, arguments)
        };
        server
            .provider
            .replies(calls(
                "I compute.",
                "run_python",
                &json!({"code": "value = 6 * 7\nprint(value)"}).to_string(),
            ))
            .replies(calls("", "run_python", "print(1)"))
            .replies(calls(
                "",
                "run_python",
                &json!({"code": "final_answer(value)"}).to_string(),
            ));
        page.open().await?;
        page.configure(&Settings {
            choices: vec![("act", "tool")],
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("What is six times seven?").await?;
        page.wait_answer("42").await?;
        let steps = page.steps().await?;
        assert_eq!(steps.len(), 3);
        ensure(steps[0].text.contains("I compute."), "no thought")?;
        ensure(steps[0].code.contains("value = 6 * 7"), "no code")?;
        let requests = server.provider.requests();
        assert_eq!(requests[0]["tools"][0]["function"]["name"], "run_python");
        let messages = requests[2]["messages"].as_array().ok_or("no messages")?;
        assert_eq!(
            messages[2]["tool_calls"][0]["function"]["name"],
            "run_python"
        );
        assert_eq!(messages[3]["role"], "tool");
        ensure(
            messages[4].to_string().contains("were no JSON object"),
            "the model is not told what was wrong",
        )
    })
    .await;
}

/// What Anthropic's and OpenAI's models are set to, as the settings offer them.
#[tokio::test]
async fn the_models_of_anthropic_and_openai_act_by_calling_run_python() {
    for format in [Format::AnthropicMessages, Format::Responses] {
        scenario(async move |world: &World| {
            let World { server, page, .. } = world;
            let code = |code: &str| json!({ "code": code }).to_string();
            server
                .provider
                .replies(format.calls(
                    "I compute.",
                    "run_python",
                    &code("value = 6 * 7\nprint(value)"),
                ))
                .replies(format.calls("Done.", "run_python", &code("final_answer(value)")));
            page.open().await?;
            page.configure(&Settings {
                choices: vec![("format", format.name()), ("act", "tool")],
                ..Settings::for_server(server)
            })
            .await?;
            page.ask("What is six times seven?").await?;
            page.wait_answer("42").await?;
            let steps = page.steps().await?;
            assert_eq!(steps.len(), 2);
            ensure(steps[0].text.contains("I compute."), "no thought")?;
            ensure(steps[0].code.contains("value = 6 * 7"), "no code")?;
            let requests = server.provider.requests();
            assert_eq!(requests[0]["tools"][0]["name"], "run_python");
            let second = match format {
                Format::AnthropicMessages => {
                    let messages = &requests[1]["messages"];
                    assert_eq!(messages[1]["content"][1]["type"], "tool_use");
                    messages[2]["content"][0].clone()
                }
                _ => {
                    let input = requests[1]["input"].as_array().ok_or("no input")?;
                    input.last().cloned().unwrap_or_default()
                }
            };
            ensure(
                second.to_string().contains("42"),
                format!("no observation: {second}"),
            )
        })
        .await;
    }
}

#[tokio::test]
async fn a_server_that_refuses_tools_gets_blocks_of_code() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::error(400, "test-model does not support tools"))
            .replies(Reply::code("", "final_answer(6 * 7)"));
        page.open().await?;
        page.configure(&Settings {
            choices: vec![("act", "tool")],
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("What is six times seven?").await?;
        page.wait_answer("42").await?;
        let offered = |request: &serde_json::Value| request.get("tools").is_some();
        let offers: Vec<bool> = server.provider.requests().iter().map(offered).collect();
        assert_eq!(offers, [true, false]);
        Ok(())
    })
    .await;
}

/// Stands in for the browser's own model, which the tests' browser does not have.
const OWN_MODEL: &str = "
    window.LanguageModel = {
        availability: async () => 'downloadable',
        create: async ({ initialPrompts, monitor }) => {
            if (initialPrompts[0].role !== 'system') throw new TypeError('no instructions');
            monitor({ addEventListener: (name, tell) => tell({ loaded: 0.4 }) });
            return {
                promptStreaming: (question) => new ReadableStream({
                    start(controller) {
                        controller.enqueue('```python\\nfinal_answer(\"');
                        controller.enqueue(question.includes('seven') ? '42' : 'lost');
                        controller.enqueue('\")\\n```\\n');
                        controller.close();
                    },
                }),
                destroy() {},
            };
        },
    };";

#[tokio::test]
async fn the_browser_s_own_model_answers_without_a_key() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open_after(OWN_MODEL).await?;
        page.wait_visible("composer").await?;
        page.configure(&Settings {
            choices: vec![("provider", "built-in")],
            ..Settings::default()
        })
        .await?;
        page.ask("What is six times seven?").await?;
        page.wait_answer("42").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_browser_without_a_model_of_its_own_is_offered_none() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open_after("delete window.LanguageModel").await?;
        page.wait_visible("composer").await?;
        page.open_settings().await?;
        let script = "return [...document.querySelectorAll('[data-testid=provider] option')].map((one) => one.value)";
        let offered = page.script(script, Vec::new()).await?.to_string();
        ensure(offered.contains("anthropic"), offered.clone())?;
        ensure(!offered.contains("built-in"), offered)
    })
    .await;
}

#[tokio::test]
async fn the_provider_of_the_model_searches_the_web() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let code = "```python\nhits = search_web(\"towers\")\n\
            final_answer(\" | \".join(hit[\"title\"] + \": \" + hit[\"snippet\"] for hit in hits))\n```\n";
        server
            .provider
            .replies(Format::Responses.says(code))
            .replies(found("Found by the model", "Towers are tall."));
        page.open().await?;
        let mut settings = speaking(world, Format::Responses);
        settings.clicks = vec!["search-wikipedia-use", "search-model-use"];
        page.configure(&settings).await?;
        page.ask("Which towers are there?").await?;
        page.wait_answer(
            "Found by the model: Towers are tall. | https://lighthouse.example/other:",
        )
        .await?;
        let requests = server.provider.requests();
        assert_eq!(requests.len(), 2);
        let asked = requests[1]["input"].to_string();
        ensure(asked.contains("towers"), "the query is not asked for")?;
        ensure(
            !asked.contains("Which towers are there?"),
            "the conversation goes with the search",
        )?;
        // What the search took is paid for like the rest.
        ensure(
            page.text().await?.contains("353 tokens"),
            "the tokens of the search are not counted",
        )
    })
    .await;
}
