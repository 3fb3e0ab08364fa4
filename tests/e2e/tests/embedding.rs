//! The agent in pages of others: `agent.js`, as docs/embedding.md has it.

use e2e::{Endpoint, KEY, MODEL, Page, Reply, Result, SEARCH_KEY, World, ensure, scenario};
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../../docs/embedding.md");

/// The page that is documented, with the test's provider in the place of a real one.
fn documented_page(world: &World) -> Result<String> {
    let (_, page) = DOCUMENT.split_once("```html\n").ok_or("no page")?;
    let (page, _) = page.split_once("```").ok_or("no end")?;
    let mut page = page.to_string();
    for (placeholder, value) in [
        (
            "https://api.openai.com/v1",
            world.server.provider.base_url(),
        ),
        ("gpt-5.2", MODEL.to_string()),
        ("YOUR KEY", KEY.to_string()),
    ] {
        ensure(page.contains(placeholder), placeholder)?;
        page = page.replace(placeholder, &value);
    }
    Ok(page)
}

#[tokio::test]
async fn the_documented_page_asks_a_model_that_uses_its_tool() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "final_answer('eleven')"))
            .replies(Reply::code(
                "",
                "try:\n    price_of('milk')\nexcept ToolError as error:\n    print(error)\nfinal_answer(2 * price_of('tea') + price_of('coffee'))",
            ));
        server.replaced.file("mine.html", documented_page(world)?);
        page.goto("mine.html").await?;
        page.until("the answer", async || {
            let text = page.script("return document.querySelector('#answer').textContent", Vec::new());
            let text = text.await?;
            Ok((text == "11.0 euros, in 2 steps").then_some(()))
        })
        .await?;
        let requests = server.provider.requests();
        let first = requests[0].to_string();
        ensure(first.contains("def price_of(item: str) -> float"), "no signature")?;
        let second = requests[1].to_string();
        ensure(second.contains("Give a number."), "the check's words are not sent")
    })
    .await;
}

#[tokio::test]
async fn the_example_page_asks_about_a_document_and_for_permission() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "print(artifacts['notes.md'])"))
            .replies(Reply::code(
                "",
                "set_title('Found')\nartifacts['answer.md'] = 'It is 7.'\nfinal_answer('It is 7.')",
            ));
        let example = include_str!("../../../examples/browser.html");
        server.replaced.file("example.html", example);
        page.goto("example.html").await?;
        page.until("the page to be ready", async || {
            let ready = "return !document.forms[0].elements.ask.disabled";
            Ok((page.script(ready, Vec::new()).await? == true).then_some(()))
        })
        .await?;
        let fill = "
            const [fields, document_] = arguments;
            const form = document.querySelector('form');
            for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
            const files = new DataTransfer();
            files.items.add(new File([document_], 'notes.md'));
            form.elements.document.files = files.files;
            window.asked = [];
            window.confirm = question => asked.push(question) > 0;
            form.requestSubmit();";
        let fields = json!({
            "base_url": server.provider.base_url(), "model": MODEL, "key": KEY,
            "question": "What is the number?",
        });
        page.script(fill, vec![fields, json!("The number is 7.")])
            .await?;
        let look = "return {
            answer: document.querySelector('#answer').textContent,
            steps: [...document.querySelectorAll('#steps li')].map(item => item.textContent),
            documents: [...document.querySelectorAll('#documents a')].map(link => link.download),
            title: document.title, asked, busy: document.forms[0].elements.ask.disabled };";
        let shown = page
            .until("the answer", async || {
                let shown = page.script(look, Vec::new()).await?;
                Ok((shown["busy"] == false).then_some(shown))
            })
            .await?;
        let second =
            "set_title('Found')\nartifacts['answer.md'] = 'It is 7.'\nfinal_answer('It is 7.')";
        assert_eq!(
            shown,
            json!({
                "answer": "It is 7.",
                "steps": ["print(artifacts['notes.md'])The number is 7.\n", second],
                "documents": ["notes.md", "answer.md"],
                "title": "Found",
                "asked": ["May set_title be called with {\"title\":\"Found\"}?"],
                "busy": false,
            })
        );
        Ok(())
    })
    .await;
}

/// Runs a script in a page of somebody else's, with `Agent`, `PythonSandbox`, `Store` and `options` for
/// the test's provider.
pub async fn run(world: &World, script: &str) -> Result<Value> {
    let page: &Page = &world.page;
    world.server.replaced.file(
        "mine.html",
        "<!doctype html><meta charset=utf-8><title>Mine</title><link rel=icon href='data:,'>",
    );
    page.goto("mine.html").await?;
    let options = json!({
        "settings": {"provider": "custom", "base_url": world.server.provider.base_url(), "model": MODEL},
        "key": KEY,
    });
    let script = format!(
        "return (async () => {{
            const {{ Agent, PythonSandbox, Store }} = await import('./agent.js');
            const options = arguments[0];
            const told = error => ({{ code: error.code, message: error.message, context: error.context }});
            {script}
        }})().catch(error => {{
            // WebDriver takes an error's `code` for a number of its own.
            throw new Error(`${{error.code}}: ${{error.message}}`);
        }})"
    );
    // An arrow function has the arguments of the function around it.
    page.script(&script, vec![options]).await
}

#[tokio::test]
async fn an_agent_is_driven_stopped_and_taken_up_from_javascript() {
    scenario(async |world: &World| {
        world
            .server
            .provider
            .replies(Reply::code("", "paid = pay(5)\nhang()"))
            .replies(Reply::code("", "paid = pay(5)\nfinal_answer(paid)"))
            .replies(Reply::code("", "final_answer('not yet')"))
            .replies(Reply::code("", "final_answer('now')"));
        let result = run(
            world,
            "let payments = 0, hanging;
             const hangs = new Promise(resolve => hanging = resolve);
             const number = { type: 'object', properties: { sum: { type: 'number' } }, required: ['sum'] };
             const tools = [
               { name: 'pay', input: number, run: () => ++payments },
               { name: 'hang', sideEffects: false, run: () => { hanging(); return new Promise(() => {}); } },
             ];
             const agent = Agent.create('Pay', options);
             const stepping = agent.step(tools).catch(told);
             await hangs;
             const state = agent.getSteps()[0].state;
             agent.stop();
             const stopped = await stepping;
             // Its code once more, without the model: what was paid stays so.
             const again = Agent.resume(agent.getEvents(), options);
             const repeats = await again.repeatCode();
             await again.step([tools[0], { ...tools[1], run: () => 1 }]);
             const repeated = again.getSteps().map(step => [step.state, step.calls.map(call => call.result)]);
             again.free();
             const resumed = Agent.resume(agent.getEvents(), options);
             const paid = await resumed.step(tools);
             const steps = resumed.getSteps().map(step => [step.id, step.state, step.calls.map(call => [call.name, call.result])]);
             await resumed.ask('Again');
             resumed.steer('And quickly');
             const early = await resumed.step(tools, { canStop: false });
             const end = await resumed.run(tools);
             resumed.free();
             return { state, stopped, repeats, repeated, paid, payments, steps, early, end };",
        )
        .await?;
        assert_eq!(
            result,
            json!({
                "state": "running",
                "stopped": {"code": "agent.stopped", "message": "the step was stopped", "context": {}},
                "repeats": true,
                "repeated": [["abandoned", [1, null]], ["completed", [1, 1]]],
                "paid": {"value": 1, "text": "1"},
                "payments": 1,
                "steps": [
                    [1, "abandoned", [["pay", 1], ["hang", null]]],
                    [2, "answered", [["pay", 1]]],
                ],
                "early": null,
                "end": {"type": "answered", "answer": {"value": "now", "text": "now"}},
            })
        );
        let third = world.server.provider.requests()[2].to_string();
        ensure(third.contains("And quickly"), "the message is not read")
    })
    .await;
}

#[tokio::test]
async fn calls_are_approved_and_documents_handed_over_from_javascript() {
    scenario(async |world: &World| {
        world.server.provider.replies(Reply::code(
            "",
            "artifacts['copy.md'] = artifacts['notes.md'] + '!'\ntold = []\n\
             for sum in (1, 2, 3, 4):\n    try:\n        told.append(pay(sum))\n    \
             except ToolError as error:\n        told.append(str(error))\nfinal_answer(told)",
        ));
        let result = run(
            world,
            "const asked = [];
             const number = { type: 'object', properties: { sum: { type: 'number' } }, required: ['sum'] };
             const tools = [{ name: 'pay', input: number, permission: 'ask', run: ({ sum }) => sum }];
             const answers = [true, 'too much', 'always'];
             const approve = async (tool, { sum }) => { asked.push([tool, sum]); return answers.shift(); };
             const agent = Agent.create('Pay', { ...options, approve });
             await agent.attach('notes.md', 'Hello');
             const name = await agent.attach('a/b', '').catch(told);
             const answer = await agent.step(tools);
             return { asked, told: answer.value, name: name.code, artifacts: agent.getArtifacts() };",
        )
        .await?;
        let refused = "the user did not allow this call of pay, and says: too much. It was not made. Do not make it again; go on without it";
        assert_eq!(
            result,
            json!({
                "asked": [["pay", 1], ["pay", 2], ["pay", 3]],
                "told": [1, refused, 3, 4],
                "name": "artifact.name",
                "artifacts": [
                    {"name": "notes.md", "text": "Hello"},
                    {"name": "copy.md", "text": "Hello!"},
                ],
            })
        );
        Ok(())
    })
    .await;
}

/// What somebody needs who keeps a conversation and goes on with it in another page: the Python session,
/// and a way past a limit.
#[tokio::test]
async fn a_session_is_carried_over_and_a_limit_raised_from_javascript() {
    scenario(async |world: &World| {
        world
            .server
            .provider
            .replies(Reply::code("", "kept = 6"))
            .replies(Reply::code("", "kept += 1"))
            .replies(Reply::says("Not done."))
            .replies(Reply::code("", "final_answer(kept)"))
            .replies(Reply::code("", "kept += 1\nprint(kept)"))
            .replies(Reply::code("", "final_answer(kept)"))
            .replies(Reply::says("It is 8."));
        let result = run(
            world,
            "const settings = { ...options.settings, max_steps: 2 };
             const agent = Agent.create('Count', { ...options, settings });
             const nothing = await agent.snapshot();
             await agent.step();
             const session = await agent.snapshot();
             const events = agent.getEvents();
             agent.free();
             const resumed = Agent.resume(events, { ...options, settings, session });
             await resumed.step();
             const [{ usage }] = resumed.getSteps();
             const limit = await resumed.run();
             const again = await resumed.run();
             await resumed.raiseLimits();
             const end = await resumed.run();
             // In a file: and it does not end by itself where that is not wanted.
             const file = await resumed.export();
             resumed.free();
             const imported = Agent.import(file, { ...options, settings });
             await imported.ask('And one more?');
             const later = await imported.run([], { canStop: false });
             const [{ stdout }, { state }] = imported.getSteps();
             imported.free();
             const damaged = new Uint8Array(session).fill(0, 20);
             const tried = work => { try { return work(); } catch (error) { return told(error).code; } };
             return { nothing: nothing ?? null, limit: [limit.type, again.type], end, usage: Object.keys(usage),
                      later, stdout, state, keyless: !file.includes(options.key),
                      file: tried(() => Agent.import('{}', options)),
                      damaged: tried(() => Agent.resume(events, { ...options, session: damaged })),
                      wrong: tried(() => Agent.resume(events, { ...options, session: [1] })),
                      key: tried(() => Agent.create('x', { ...options, searchKeys: { gogle: 'k' } })) };",
        )
        .await?;
        assert_eq!(
            result,
            json!({
                "nothing": null,
                "limit": ["step_limit", "step_limit"],
                "end": {"type": "answered", "answer": {"value": 7, "text": "7"}},
                "usage": ["inputTokens", "cachedInputTokens", "outputTokens"],
                "later": {"type": "step_limit", "limit": 2, "answer": {"value": "It is 8.", "text": "It is 8."}},
                "stdout": "8\n",
                "state": "raised",
                "keyless": true,
                "file": "archive.not_an_archive",
                "damaged": "snapshot.damaged",
                "wrong": "options.invalid",
                "key": "options.invalid",
            })
        );
        Ok(())
    })
    .await;
}

/// A key of a service that searches goes to that service.
#[tokio::test]
async fn a_service_that_searches_gets_its_key_from_javascript() {
    scenario(async |world: &World| {
        world.server.provider.replies(Reply::code(
            "",
            "final_answer(search_web('tea')[0]['title'])",
        ));
        let address = world.server.services.url(Endpoint::Tavily);
        let result = run(
            world,
            &format!(
                "const settings = {{ ...options.settings, services: {{ search: ['tavily'], tavily: '{address}' }} }};
                 const agent = Agent.create('Search', {{ ...options, settings, standardTools: true, searchKeys: {{ tavily: '{SEARCH_KEY}' }} }});
                 const answer = await agent.step();
                 agent.free();
                 return answer?.text ?? null;"
            ),
        )
        .await?;
        ensure(result.is_string(), format!("{result}"))
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_done_is_an_error_with_a_code() {
    scenario(async |world: &World| {
        let result = run(
            world,
            "const tried = work => { try { return work(); } catch (error) { return told(error); } };
             const wrong = tried(() => Agent.create('x', { ...options, settings: { max_steps: 0 } }));
             const unknown = tried(() => Agent.create('x', { ...options, settings: { api_key: 'sk-1' } }));
             const option = tried(() => Agent.create('x', { keys: 1 }));
             const agent = Agent.create('x', options);
             const tool = tried(() => agent.step([{ name: 'not a name', run: () => 1 }]));
             const nothing = await Agent.resume([], options).step().catch(told);
             const sandbox = await PythonSandbox.create();
             const input = { type: 'object', properties: { x: { type: 'integer' } }, required: ['x'] };
             await sandbox.expose('twice', { input, output: { type: 'integer' }, run: ({ x }) => x > 9 ? 'many' : 2 * x });
             const { value } = await sandbox.runCode('twice(4)');
             const { error } = await sandbox.runCode('twice(\"4\")');
             const { error: result } = await sandbox.runCode('twice(10)');
             const codes = [];
             for (const work of [
               () => sandbox.readFile('/nowhere'), () => sandbox.readFile('a//../b'),
               () => sandbox.restore(new Uint8Array(9)), () => sandbox.exposeTool('no name', [], () => 1),
               () => PythonSandbox.create({ memoryBytes: 0 }),
             ]) {
               try { await work(); codes.push(null); } catch (error) { codes.push(error.code); }
             }
             const hasty = await PythonSandbox.create({ executionMs: 50 });
             const ended = (await hasty.runCode('while True: pass')).error.code;
             const running = hasty.runCode('input').catch(told);
             hasty.free();
             const freed = (await running).code;
             sandbox.free();
             return { codes, ended, freed, wrong: [wrong.code, Object.keys(wrong.context.fields)], unknown: [unknown.code, unknown.context],
                      option: option.code, tool: tool.code, nothing: nothing.code,
                      value, argument: error.message, result: result.message };",
        )
        .await?;
        assert_eq!(
            result,
            json!({
                "codes": ["file.refused", "file.path", "snapshot.damaged", "options.invalid", "options.invalid"],
                "ended": "run.deadline",
                "freed": "sandbox.freed",
                "wrong": ["settings.invalid", ["max_steps"]],
                "unknown": ["settings.unknown", {"field": "api_key"}],
                "option": "options.invalid",
                "tool": "tool.invalid_definition",
                "nothing": "agent.no_question",
                "value": "8",
                "argument": "twice: x must be int, got str",
                "result": "twice answered with something unexpected: result must be int, got str",
            })
        );
        Ok(())
    })
    .await;
}
