//! What the page exports to JavaScript.

use e2e::{Result, World, ensure, scenario};
use serde_json::{Value, json};

/// Opens the page and runs a script with a sandbox of its own, named `sandbox`.
async fn with_sandbox(world: &World, script: &str) -> Result<Value> {
    world.page.open().await?;
    world.page.exports().await?;
    let script = format!(
        "return (async () => {{
            let sandbox = await wasmBindings.PythonSandbox.create();
            try {{ {script} }} finally {{ sandbox.free(); }}
        }})()"
    );
    world.page.script(&script, Vec::new()).await
}

#[tokio::test]
async fn a_sandbox_runs_code_and_keeps_names() {
    scenario(async |world: &World| {
        let mut result = with_sandbox(
            world,
            "await sandbox.runCode('import sys\\nname = \"World\"');
             return await sandbox.runCode('print(\"Hello, \" + name)\\nlen(name)')",
        )
        .await?;
        let duration = result["durationMs"].take();
        ensure(duration.as_f64().is_some_and(|ms| ms >= 0.0), "no duration")?;
        assert_eq!(
            result,
            json!({"stdout": "Hello, World\n", "stderr": "", "displays": [], "value": "5", "error": null, "durationMs": null})
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_goes_on_in_another_sandbox() {
    scenario(async |world: &World| {
        let result = with_sandbox(
            world,
            "await sandbox.runCode('names = [\"World\"]');
             const bytes = await sandbox.snapshot();
             const other = await wasmBindings.PythonSandbox.create();
             await other.restore(bytes);
             const { value } = await other.runCode('names[0]');
             bytes[bytes.length - 1] ^= 1;
             const refused = await other.restore(bytes).catch(String);
             other.free();
             return { value, refused, isSmall: bytes.length < 300000 }",
        )
        .await?;
        assert_eq!(
            result,
            json!({
                "value": "'World'",
                "refused": "AgentError: the saved Python session is damaged: its checksum is another",
                "isSmall": true,
            })
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_exception_comes_back_as_data() {
    scenario(async |world: &World| {
        let result = with_sandbox(
            world,
            "return await sandbox.runCode('x = 1\\nprint(x)\\nx / 0')",
        )
        .await?;
        assert_eq!(result["stdout"], "1\n");
        assert_eq!(result["value"], Value::Null);
        assert_eq!(result["error"]["type"], "ZeroDivisionError");
        let traceback = result["error"]["traceback"].as_str().unwrap_or_default();
        ensure(traceback.contains("line 3"), traceback)
    })
    .await;
}

#[tokio::test]
async fn freeing_a_sandbox_stops_what_it_runs() {
    scenario(async |world: &World| {
        let reason = with_sandbox(
            world,
            "const other = await wasmBindings.PythonSandbox.create();
             const running = other.runCode('while True: pass');
             other.free();
             return await running.then(() => 'it ended', error => error.message)",
        )
        .await?;
        assert_eq!(reason, "the sandbox was freed");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn runs_of_one_sandbox_wait_for_one_another() {
    scenario(async |world: &World| {
        let results = with_sandbox(
            world,
            "const runs = ['a = 1', 'a += 1', 'a'].map(source => sandbox.runCode(source));
             return (await Promise.all(runs)).map(result => result.value)",
        )
        .await?;
        assert_eq!(results, json!([null, null, "2"]));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_exposed_tool_is_called_with_its_arguments_by_name() {
    scenario(async |world: &World| {
        let result = with_sandbox(
            world,
            "await sandbox.exposeTool('describe', ['city', 'unit?'], async call => ({ call }));
             await sandbox.exposeTool('nothing', [], () => undefined);
             return await sandbox.runCode(
                 'print(describe(\"Oslo\"), describe(unit=[1, 2.5], city=None), nothing())'
             )",
        )
        .await?;
        assert_eq!(result["error"], Value::Null);
        assert_eq!(
            result["stdout"],
            "{'call': {'city': 'Oslo'}} {'call': {'city': None, 'unit': [1, 2.5]}} None\n"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_name_of_javascripts_own_is_an_argument_like_any_other() {
    scenario(async |world: &World| {
        let result = with_sandbox(
            world,
            "let told;
             await sandbox.exposeTool('note', ['it'], ({ it }) => {
                 told = [it.limit ?? 'no limit', Object.keys(it), ({}).limit ?? 'none'];
             });
             const { error } = await sandbox.runCode(`note({'__proto__': {'limit': 99}})`);
             return { error, told };",
        )
        .await?;
        let told = json!(["no limit", ["__proto__"], "none"]);
        assert_eq!(result, json!({ "error": null, "told": told }));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_an_exposed_tool_throws_or_cannot_say_is_a_tool_error() {
    scenario(async |world: &World| {
        let result = with_sandbox(
            world,
            "await sandbox.exposeTool('throws', [], () => { throw new Error('no such row') });
             await sandbox.exposeTool('rejects', [], async () => { throw 'a text' });
             await sandbox.exposeTool('cycles', [], () => { const a = []; a.push(a); return a });
             await sandbox.exposeTool('odd', [], () => (() => 1));
             return await sandbox.runCode(`
for tool in (throws, rejects, cycles, odd):
    try:
        print(tool())
    except ToolError as error:
        print(str(error).split('\\\\n')[0])
`)",
        )
        .await?;
        assert_eq!(result["error"], Value::Null);
        assert_eq!(
            result["stdout"],
            "no such row\na text\nConverting circular structure to JSON\n\
             the tool returned what is not JSON\n"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn files_go_in_and_out_and_stay_with_the_session() {
    scenario(async |world: &World| {
        let result = with_sandbox(
            world,
            "sandbox.free();
             sandbox = await wasmBindings.PythonSandbox.create({ executionMs: 3000 });
             const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
             await sandbox.addFile('data/in.bin', bytes);
             const ran = await sandbox.runCode(`
found = open('data/in.bin', 'rb').read()
_ = open('out.bin', 'wb').write(bytes(reversed(found)))
len(found)`);
             const out = await sandbox.readFile('/out.bin');
             // The deadline ends the worker: its successor has the files all the same.
             await sandbox.runCode('while True: pass');
             const listed = await sandbox.listFiles();
             await sandbox.removeFile('out.bin');
             const refused = [];
             for (const work of [
                 () => sandbox.readFile('out.bin'),
                 () => sandbox.readFile('../etc'),
                 () => sandbox.addFile('data', new Uint8Array(1)),
                 () => sandbox.addFile('big', new Uint8Array((64 << 20) + 1)),
             ]) {
                 try { await work(); refused.push('not refused'); }
                 catch (error) { refused.push(error.message); }
             }
             const other = await wasmBindings.PythonSandbox.create();
             await other.restore(await sandbox.snapshot());
             const carried = await other.listFiles();
             other.free();
             return [ran.value, Array.from(out.slice(0, 3)), out.length,
                     listed.map(file => [file.path, file.bytes]),
                     Math.abs(listed[0].modified - Date.now()) < 600_000,
                     refused, carried.map(file => file.path)]",
        )
        .await?;
        assert_eq!(
            result,
            json!([
                "256",
                [255, 254, 253],
                256,
                [["/data/in.bin", 256], ["/out.bin", 256]],
                true,
                [
                    "No such file or directory: /out.bin",
                    "a path may not have \".\", \"..\", an empty part or a null character in it",
                    "Is a directory: /data",
                    "a file of 67108865 bytes, where all files together may have 67108864",
                ],
                ["/data/in.bin"],
            ])
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_tool_must_have_python_names() {
    scenario(async |world: &World| {
        let refused = with_sandbox(
            world,
            "const refused = [];
             for (const [name, parameters] of [['a b', []], ['', []], ['f', ['1']], ['f', ['x', 'x?']]]) {
                 try { await sandbox.exposeTool(name, parameters, () => 1); }
                 catch (error) { refused.push(error.message); }
             }
             return refused",
        )
        .await?;
        assert_eq!(
            refused,
            json!([
                "\"a b\" is no Python identifier",
                "\"\" is no Python identifier",
                "\"1\" is no Python identifier",
                "the parameter \"x\" is there twice"
            ])
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_sandbox_has_the_time_limit_it_was_created_with() {
    scenario(async |world: &World| {
        let result = with_sandbox(
            world,
            "const hasty = await wasmBindings.PythonSandbox.create({ executionMs: 250 });
             const { error } = await hasty.runCode('while True: pass');
             hasty.free();
             const refused = [];
             for (const options of [{ executionMs: -1 }, { executionMs: 'long' }, { time: 1 }]) {
                 try { await wasmBindings.PythonSandbox.create(options); }
                 catch (error) { refused.push(true); }
             }
             return [error.type, refused.length]",
        )
        .await?;
        assert_eq!(result, json!(["DeadlineExceeded", 3]));
        Ok(())
    })
    .await;
}

/// Each limit, met: what is said, and that the session goes on.
#[tokio::test]
async fn a_sandbox_has_the_limits_it_was_created_with_and_says_so() {
    scenario(async |world: &World| {
        let said = with_sandbox(
            world,
            "sandbox.free();
             sandbox = await wasmBindings.PythonSandbox.create({ executionMs: 20_000, sleepingMs: 1000,
                 toolCalls: 2, outputBytes: 100, sourceBytes: 300, messageBytes: 4096,
                 memoryBytes: 48 << 20, fileBytes: 1000 });
             await sandbox.exposeTool('echo', ['text'], ({ text }) => text);
             await sandbox.exposeTool('repeat', ['times'], ({ times }) => 'x'.repeat(times));
             const said = [];
             for (const code of [
                 '#'.repeat(301),
                 'for n in range(3): echo(n)',
                 'echo(\"x\" * 5000)',
                 'repeat(5000)',
                 'import time; time.sleep(2)',
                 'open(\"a\", \"w\").write(\"x\" * 1001)',
                 'x = bytearray(100_000_000)',
             ]) {
                 const { error } = await sandbox.runCode(code);
                 said.push(`${error.type}: ${error.message}`);
             }
             const printed = await sandbox.runCode('print(\"x\" * 500)');
             said.push(printed.stdout.length + printed.stderr.length <= 100, printed.stderr);
             said.push((await sandbox.runCode('6 * 7')).value);
             return said",
        )
        .await?;
        let said: Vec<Value> = serde_json::from_value(said)?;
        let expected = [
            "ValueError: the code is 301 bytes long; at most 300 are allowed",
            "RuntimeError: echo(): a step may make 2 tool calls",
            "RuntimeError: echo(): 5043 bytes are too many, at most 4096 can be sent at once",
            "ToolError: the result is larger than 4096 bytes; ask for less",
            "RuntimeError: time.sleep(): a step may sleep 1 s in all; sleep less, or go on in another step",
            "OSError: [Errno 28] No space left: all files together may take 1000 bytes: 'a'",
        ];
        for (said, expected) in said.iter().zip(expected) {
            assert_eq!(said, expected);
        }
        let memory = said[6].as_str().unwrap_or_default();
        ensure(
            memory.starts_with("MemoryError: ") && memory.contains("Python may use 48 MB"),
            memory,
        )?;
        assert_eq!(said[7], true);
        let notice = said[8].as_str().unwrap_or_default();
        ensure(notice.contains("output stopped"), notice)?;
        assert_eq!(said[9], "42");
        Ok(())
    })
    .await;
}
