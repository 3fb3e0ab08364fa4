//! Programs that try to leave the interpreter, one after the other in sandboxes of their own. The
//! cases are the files in `python/`, in the form that `case.rs` tells of. After a case, `before` is
//! read, which an earlier run set: it has been kept by what did not end the worker.

use super::case::{Case, cases, compare, only_parts_were_fetched, words};
use e2e::{Result, World, ensure, scenario};
use serde_json::{Value, json};

/// Runs each program between two that set and read `before`, and one that shows that the sandbox
/// is of use whatever happened.
const RUN_ALL: &str = "
return (async () => {
    const results = [];
    for (const source of arguments[0]) {
        const sandbox = await wasmBindings.PythonSandbox.create();
        await sandbox.runCode(\"before = 'kept'\");
        const attack = await sandbox.runCode(source);
        const after = await sandbox.runCode('before');
        const usable = await sandbox.runCode('6 * 7');
        results.push([attack, after, usable]);
        sandbox.free();
    }
    return results;
})()";

/// What is not as the case says.
fn problems(case: &Case, results: &Value) -> Vec<String> {
    let (attack, after, usable) = (&results[0], words(&results[1]), words(&results[2]));
    let mut problems = Vec::new();
    let mut compare = |what, found: &str, expected: &str| {
        problems.extend(compare(case, what, found, expected));
    };
    compare("its outcome", &words(attack), &case.outcome);
    if let Some(prints) = &case.prints {
        let printed = attack["stdout"].as_str().unwrap_or_default();
        compare("its output", printed, prints);
    }
    match &case.then {
        Some(then) => compare("the session after it", &after, then),
        None if case.outcome.starts_with("ends ") => {}
        None => compare("the session after it", &after, "gives 'kept'"),
    }
    if case.then.is_none() {
        compare("the sandbox after it", &usable, "gives 42");
    }
    problems
}

async fn try_all(world: &World, file: &str, at_least: usize) -> Result {
    let cases = cases(file, "#");
    ensure(
        cases.len() >= at_least,
        format!("only {} cases", cases.len()),
    )?;
    world.page.open().await?;
    world.page.exports().await?;
    let before = world.server.log.requests().len();
    let mut problems = Vec::new();
    // In portions: a script may run for half a minute.
    for portion in cases.chunks(12) {
        let sources: Vec<&str> = portion.iter().map(|case| case.source.as_str()).collect();
        let results = world.page.script(RUN_ALL, vec![json!(sources)]).await?;
        for (index, case) in portion.iter().enumerate() {
            problems.extend(self::problems(case, &results[index]));
        }
    }
    ensure(problems.is_empty(), problems.join("\n"))?;
    only_parts_were_fetched(world, before)
}

#[tokio::test]
async fn no_module_and_no_proxy_leads_to_javascript() {
    scenario(async |world: &World| try_all(world, include_str!("python/bridge.py"), 45).await)
        .await;
}

#[tokio::test]
async fn no_program_lies_about_its_end_or_takes_the_session_with_it() {
    scenario(async |world: &World| try_all(world, include_str!("python/forgery.py"), 45).await)
        .await;
}

#[tokio::test]
async fn no_forged_memory_leads_out_of_the_interpreter() {
    scenario(async |world: &World| try_all(world, include_str!("python/memory.py"), 20).await)
        .await;
}

/// One sandbox finds nothing of another in its own memory, which is all that it can read.
#[tokio::test]
async fn a_session_sees_nothing_of_another() {
    scenario(async |world: &World| {
        world.page.open().await?;
        world.page.exports().await?;
        let seen = world
            .page
            .script(
                "return (async () => {
                    const look = `
import uctypes, builtins, sys
memory = uctypes.bytearray_at(0, 7 << 19)
place = memory.find(b'canary')
seen = []
while place >= 0:
    if bytes(byte ^ 1 for byte in memory[place + 6:place + 15]) == b'{dsn,ohod':
        seen.append(place)
    place = memory.find(b'canary', place + 1)
try:
    taken
    found = True
except NameError:
    found = False
(bool(seen), found, 'left' in sys.modules)`;
                    const one = await wasmBindings.PythonSandbox.create();
                    const other = await wasmBindings.PythonSandbox.create();
                    await one.runCode(`
import builtins, sys
secret = 'canaryzero-nine'
builtins.taken = secret
sys.modules['left'] = secret
builtins.hex = lambda value: 0`);
                    const seen = [(await one.runCode(look)).value, (await other.runCode(look)).value,
                        (await other.runCode('hex(2)')).value];
                    one.free();
                    other.free();
                    return seen;
                })()",
                Vec::new(),
            )
            .await?;
        // The first shows that the search finds what is there.
        assert_eq!(
            seen,
            json!(["(True, True, True)", "(False, False, False)", "'0x2'"])
        );
        Ok(())
    })
    .await;
}
