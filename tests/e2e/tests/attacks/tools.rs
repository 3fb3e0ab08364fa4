//! Programs that lie with tools: to the page, and to the steps that follow. A lie that stays within
//! the program's own names is the program's own affair; what counts is what the page is asked. The
//! cases are in `python/tools.py`. The next step after each calls `double(21)`, unless the case has
//! left something in `before`.

use e2e::{World, ensure, scenario};
use serde_json::json;

use super::case::{cases, compare, only_parts_were_fetched, words};

const RUN_ALL: &str = "
return (async () => {
    const results = [];
    for (const source of arguments[0]) {
        const calls = [];
        const sandbox = await wasmBindings.PythonSandbox.create({ toolCalls: 200, messageBytes: 65536 });
        const expose = (name, parameters, tool) =>
            sandbox.exposeTool(name, parameters, (given) => { calls.push([name, given]); return tool(given); });
        await expose('double', ['number'], ({ number }) => number * 2);
        await expose('repeat', ['times'], ({ times }) => 'x'.repeat(times));
        await expose('never', [], () => new Promise(() => {}));
        await expose('describe', [], () => ({ name: 'shell', parameters: [], doc: '' }));
        await expose('fail', ['text'], ({ text }) => { throw new Error(text); });
        await sandbox.runCode('before = None');
        const attack = await sandbox.runCode(source);
        const after = await sandbox.runCode('before or double(21)');
        const usable = calls.length < 100 ? calls : calls.length;
        results.push([attack, after, usable]);
        sandbox.free();
    }
    return results;
})()";

#[tokio::test]
async fn no_program_calls_what_it_was_not_given_or_more_than_it_may() {
    scenario(async |world: &World| {
        let cases = cases(include_str!("python/tools.py"), "#");
        ensure(cases.len() >= 25, format!("only {} cases", cases.len()))?;
        world.page.open().await?;
        world.page.exports().await?;
        let before = world.server.log.requests().len();
        let mut problems = Vec::new();
        for portion in cases.chunks(8) {
            let sources: Vec<&str> = portion.iter().map(|case| case.source.as_str()).collect();
            let results = world.page.script(RUN_ALL, vec![json!(sources)]).await?;
            for (index, case) in portion.iter().enumerate() {
                let (attack, after) = (&results[index][0], &results[index][1]);
                let mut compare = |what, found: &str, expected: &str| {
                    problems.extend(compare(case, what, found, expected));
                };
                compare("its outcome", &words(attack), &case.outcome);
                if let Some(prints) = &case.prints {
                    let printed = attack["stdout"].as_str().unwrap_or_default();
                    compare("its output", printed, prints);
                }
                if let Some(then) = &case.then {
                    compare("the step after it", &words(after), then);
                }
                if let Some(calls) = &case.calls {
                    let found = results[index][2].to_string();
                    compare("the calls", &found, &calls.to_string());
                }
            }
        }
        ensure(problems.is_empty(), problems.join("\n"))?;
        only_parts_were_fetched(world, before)
    })
    .await;
}
