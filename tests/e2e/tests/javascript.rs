//! What the page exports to JavaScript.

use e2e::{Result, World, ensure, scenario};
use serde_json::{Value, json};

/// Opens the page and runs a script with a sandbox of its own, named `sandbox`.
async fn with_sandbox(world: &World, script: &str) -> Result<Value> {
    world.page.open().await?;
    world.page.exports().await?;
    let script = format!(
        "return (async () => {{
            const sandbox = await wasmBindings.PythonSandbox.create();
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
            json!({"stdout": "Hello, World\n", "stderr": "", "value": "5", "error": null, "durationMs": null})
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
