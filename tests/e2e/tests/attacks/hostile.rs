//! Workers of the attacker's making, in place of the site's own `worker.js`: JavaScript runs where
//! only Python should. A run's source is the name of the case that the worker is to play.

use e2e::{Result, World, built_file, ensure};
use serde_json::{Value, json};

use super::case::{Case, cases, compare, only_parts_were_fetched, words};

/// What every hostile worker can do: speak the protocol, well or badly.
const COMMON: &str = "
const nobody = { gives() {}, raises() {} };
const play = (message, raw) => {
    const { version, nonce } = JSON.parse(message);
    const pack = (body, other) => JSON.stringify({ version, nonce, body, ...other });
    const say = (body, other) => raw(pack(body, other));
    say.ready = () => say({ type: 'ready' });
    return async (run, name) => {
        const gives = (repr) => say({ type: 'ended', run, outcome: { type: 'completed', repr } });
        const raises = (kind, message) => say({ type: 'ended', run,
            outcome: { type: 'raised', error: { kind, message, traceback: 'forged' } } });
        try {
            const found = await CASES[name]({ say, raw, pack, gives, raises, run, version, nonce, message });
            if (found !== undefined) gives(String(found));
        } catch (error) {
            raises(error.name, error.message);
        }
    };
};
";

/// A worker that is nothing but hostile: there is no interpreter and nothing was sealed.
const BARE: &str = "
const wasm_bindgen = async () => {};
wasm_bindgen.start = async (micropython, port) => {
    const raw = (data, transfer = []) => port.postMessage(data, transfer);
    let perform;
    port.onmessage = ({ data: text }) => {
        if (!perform) {
            perform = play(text, raw);
            return raw(JSON.stringify({ ...JSON.parse(text), body: { type: 'ready' } }));
        }
        const { body } = JSON.parse(text);
        if (body.type === 'run') perform(body.run, body.source);
        if (body.type === 'tool_returned') released();
    };
};
let released;
";

/// Follows the site's own script: the interpreter starts and the worker is sealed, then scripts
/// run in it. They have kept the way to report.
const SEALED: &str = "
{
    const start = wasm_bindgen.start;
    wasm_bindgen.start = (micropython, port) => {
        const raw = port.postMessage.bind(port);
        let perform, hear;
        port.onmessage = (event) => {
            perform ??= play(event.data, raw);
            const { body } = JSON.parse(event.data);
            if (body.type === 'run' && body.source in CASES) perform(body.run, body.source);
            else hear(event);
        };
        return start(micropython, { postMessage: raw, set onmessage(heard) { hear = heard; } });
    };
}
";

/// What is left of the worker's own script under the hostile one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// Nothing.
    Nothing,
    /// All of it: the worker is sealed as always.
    TheSeal,
}

/// The script of a hostile worker that can play these cases.
pub fn worker(cases: &[Case], under: Under) -> Result<String> {
    let functions: String = cases
        .iter()
        .map(|case| {
            format!(
                "{}: async ({{ say, raw, pack, gives, raises, run, version, nonce, message }}) => {{\n{}}},\n",
                json!(case.name),
                case.source
            )
        })
        .collect();
    let table =
        format!("const CASES = {{\n{functions}honest: async () => 'honest',\n}};\n{COMMON}");
    Ok(match under {
        Under::Nothing => format!("{table}{BARE}"),
        Under::TheSeal => format!("{}\n{table}{SEALED}", built_file("worker.js")?),
    })
}

/// Plays each case in a sandbox of its own, and an honest one after it.
const PLAY_ALL: &str = "
return (async () => {
    const results = [];
    for (const name of arguments[0]) {
        const sandbox = await wasmBindings.PythonSandbox.create();
        const attack = await sandbox.runCode(name);
        const then = await sandbox.runCode('honest');
        const usable = await sandbox.runCode('honest');
        results.push([attack, then, usable]);
        sandbox.free();
    }
    return results;
})()";

/// Plays all cases of a file of JavaScript, where `{attacker}` is an address of the test server.
pub async fn try_all(world: &World, file: &str, under: Under, at_least: usize) -> Result {
    let attacker = world.server.services.other_url("stolen");
    let cases = cases(&file.replace("{attacker}", &attacker), "//");
    ensure(
        cases.len() >= at_least,
        format!("only {} cases", cases.len()),
    )?;
    world.tries_the_policy();
    world
        .server
        .replaced
        .file("worker.js", worker(&cases, under)?);
    world.page.open().await?;
    world.page.exports().await?;
    let before = world.server.log.requests().len();
    let mut problems = Vec::new();
    for portion in cases.chunks(10) {
        let names: Vec<&str> = portion.iter().map(|case| case.name.as_str()).collect();
        let results = world.page.script(PLAY_ALL, vec![json!(names)]).await?;
        for (index, case) in portion.iter().enumerate() {
            problems.extend(self::problems(case, &results[index]));
        }
    }
    ensure(problems.is_empty(), problems.join("\n"))?;
    only_parts_were_fetched(world, before)
}

fn problems(case: &Case, results: &Value) -> Vec<String> {
    let attack = &results[0];
    let then = case.then.as_deref().unwrap_or("gives honest");
    let printed = attack["stdout"].as_str().unwrap_or_default();
    [
        compare(case, "its outcome", &words(attack), &case.outcome),
        compare(case, "the next run", &words(&results[1]), then),
        compare(
            case,
            "the one after that",
            &words(&results[2]),
            "gives honest",
        ),
        printed
            .contains("forged")
            .then(|| format!("{}: it printed", case.name)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
