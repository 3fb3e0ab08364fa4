//! A worker that speaks the protocol badly, against the page as it is served.

use e2e::{World, scenario};
use serde_json::json;

use super::case::cases;
use super::hostile::{Under, try_all, worker};

#[tokio::test]
async fn each_forged_message_ends_its_worker_and_only_that() {
    scenario(async |world: &World| {
        try_all(
            world,
            include_str!("javascript/messages.js"),
            Under::Nothing,
            50,
        )
        .await
    })
    .await;
}

/// What a worker does instead of saying that it is ready, and what the page makes of it.
const STARTS: [(&str, &str); 9] = [
    (
        "say({ type: 'ended', run: 1, outcome: { type: 'completed', repr: null } })",
        "ProtocolBroken: the Python sandbox broke its protocol and was ended: it spoke before it was ready",
    ),
    (
        "say({ type: 'printed', run: 1, stream: 'stdout', text: 'early' })",
        "ProtocolBroken: the Python sandbox broke its protocol and was ended: it spoke before it was ready",
    ),
    (
        "say({ type: 'ready' }, { nonce: '' })",
        "ProtocolBroken: the Python sandbox broke its protocol and was ended: a message of another session",
    ),
    (
        "say({ type: 'ready', trusted: true })",
        "ProtocolBroken: the Python sandbox broke its protocol and was ended: a message that is not of its shape",
    ),
    (
        "port.postMessage('ready')",
        "ProtocolBroken: the Python sandbox broke its protocol and was ended: a message that is not JSON",
    ),
    (
        "say({ type: 'ready' }); say({ type: 'ready' })",
        "ProtocolBroken: the Python sandbox broke its protocol and was ended: it said twice that it was started",
    ),
    (
        "say({ type: 'start_failed', reason: 'forged <b>reason</b>' })",
        "SandboxUnavailable: the Python sandbox could not be started: forged <b>reason</b>",
    ),
    (
        "throw new TypeError('not today')",
        "SandboxUnavailable: the Python sandbox could not be started: Uncaught TypeError: not today",
    ),
    (
        "} } this is no JavaScript",
        "SandboxUnavailable: the Python sandbox could not be started: Uncaught SyntaxError: *",
    ),
];

#[tokio::test]
async fn a_worker_that_starts_badly_is_not_run_in() {
    scenario(async |world: &World| {
        // What a worker throws is reported to the console too.
        world.tries_the_policy();
        for (start, expected) in STARTS {
            let script = format!(
                "const wasm_bindgen = async () => {{}};
                 wasm_bindgen.start = async (micropython, port) => {{
                     const message = await new Promise((resolve) => {{
                         port.onmessage = ({{ data }}) => resolve(data);
                     }});
                     const {{ version, nonce }} = JSON.parse(message);
                     const say = (body, other) =>
                         port.postMessage(JSON.stringify({{ version, nonce, body, ...other }}));
                     {start};
                 }};"
            );
            world.server.replaced.file("worker.js", script);
            // A page fetches what its workers are made of once.
            world.page.open().await?;
            world.page.exports().await?;
            let failed = world
                .page
                .script(
                    "return (async () => {
                        const sandbox = await wasmBindings.PythonSandbox.create();
                        const { error } = await sandbox.runCode('1');
                        sandbox.free();
                        return `${error.type}: ${error.message}`;
                    })()",
                    Vec::new(),
                )
                .await?;
            let failed = failed.as_str().unwrap_or_default();
            match expected.strip_suffix('*') {
                Some(part) => assert!(failed.starts_with(part), "{start}: {failed}"),
                None => assert_eq!(failed, expected, "{start}"),
            }
        }
        Ok(())
    })
    .await;
}

/// Messages with everything right but the way they come: from the page itself, and from another
/// sandbox's worker.
#[tokio::test]
async fn only_a_sandboxes_own_worker_speaks_for_it() {
    scenario(async |world: &World| {
        let patient = "
//: patient
say({ type: 'call_tool', run, call: 1, name: 'begun', arguments: {}, waits: true });
released = () => gives('its own end');
//> gives its own end
";
        let script = worker(&cases(patient, "//"), Under::Nothing)?;
        // The messenger posts whatever its run is named after.
        let script = script.replace(
            "if (body.type === 'run') perform",
            "if (body.type === 'run' && body.source[0] === '{') raw(body.source);
             else if (body.type === 'run') perform",
        );
        world.server.replaced.file("worker.js", script);
        world.page.open().await?;
        world.page.exports().await?;
        let ends = world
            .page
            .script(
                "return (async () => {
                    // What the page says to its first worker, nonce and all.
                    const said = [];
                    const post = MessagePort.prototype.postMessage;
                    MessagePort.prototype.postMessage = function (data, ...rest) {
                        said.push(data);
                        return post.call(this, data, ...rest);
                    };
                    const victim = await wasmBindings.PythonSandbox.create();
                    const begun = Promise.withResolvers();
                    const released = Promise.withResolvers();
                    await victim.exposeTool('begun', [], () => { begun.resolve(); return released.promise; });
                    const running = victim.runCode('patient');
                    await begun.promise;
                    const other = await wasmBindings.PythonSandbox.create();
                    const forged = JSON.stringify({ ...JSON.parse(said[0]),
                        body: { type: 'ended', run: 1, outcome: { type: 'completed', repr: 'forged' } } });
                    // By the page's own window, by an event that names the frame's origin, by another frame.
                    for (const data of [forged, { failed: 'forged' }]) {
                        window.postMessage(data, '*');
                        dispatchEvent(new MessageEvent('message', { data, origin: 'null', source: window }));
                        dispatchEvent(new MessageEvent('message', { data, origin: 'null' }));
                    }
                    const relayed = await other.runCode(forged);
                    released.resolve(null);
                    const ended = await running;
                    victim.free();
                    other.free();
                    return [ended.value, ended.error, relayed.error.type, relayed.error.message];
                })()",
                Vec::new(),
            )
            .await?;
        assert_eq!(
            ends,
            json!([
                "its own end",
                null,
                "ProtocolBroken",
                "the Python sandbox broke its protocol and was ended: a message of another session"
            ])
        );
        Ok(())
    })
    .await;
}
