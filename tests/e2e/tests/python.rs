//! Python as models write it: programs whose output is CPython's own, run in the built site's
//! sandbox, each in a session of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use e2e::{
    Program, Result, World, cpython, documented, ensure, generated, longer_scenario, scenario,
};
use serde_json::{Value, json};

/// How many programs the page is given at once.
const BATCH: usize = 10;
/// How many generated programs are compared, unless `PROGRAMS` says otherwise.
const GENERATED: usize = 200;
/// Of which seed they are, unless `PROGRAMS_SEED` says otherwise. Not other ones each time: a change is
/// not to fail by what it did not touch.
const SEED: u64 = 1;
/// How much longer the test may take for each: several times what it takes.
const EACH: Duration = Duration::from_secs(1);

/// Runs each program in a sandbox of its own; gives what each printed, and its traceback.
const RUN: &str = "
    const [programs] = arguments;
    return (async () => {
        const ends = [];
        for (const program of programs) {
            const sandbox = await wasmBindings.PythonSandbox.create();
            try {
                const { stdout, error } = await sandbox.runCode(program);
                ends.push({ stdout, traceback: error?.traceback ?? '' });
            } catch (error) {
                ends.push({ stdout: '', traceback: String(error) });
            } finally {
                sandbox.free();
            }
        }
        return ends;
    })()";

/// What came of a program.
pub struct End {
    pub stdout: String,
    pub traceback: String,
}

/// Runs programs in the sandbox of the built site.
pub async fn run(world: &World, programs: &[Program]) -> Result<Vec<End>> {
    world.page.open().await?;
    world.page.exports().await?;
    let mut ends = Vec::new();
    for batch in programs.chunks(BATCH) {
        let sources: Vec<&str> = batch
            .iter()
            .map(|program| program.source.as_str())
            .collect();
        let results = world.page.script(RUN, vec![json!(sources)]).await?;
        let text = |result: &Value, key: &str| result[key].as_str().unwrap_or_default().to_string();
        ends.extend(results.as_array().into_iter().flatten().map(|result| End {
            stdout: text(result, "stdout"),
            traceback: text(result, "traceback"),
        }));
    }
    Ok(ends)
}

/// Fails with the programs that did not print what they should have: the first line of each that
/// differs.
fn compare(programs: &[Program], expected: &[String], ends: &[End]) -> Result {
    ensure(ends.len() == programs.len(), "not every program has run")?;
    let mut differences = Vec::new();
    for ((program, expected), end) in programs.iter().zip(expected).zip(ends) {
        if *expected == end.stdout {
            continue;
        }
        let mut lines = expected
            .lines()
            .zip(end.stdout.lines().chain(std::iter::repeat("")));
        let (wanted, found) = lines
            .find(|(wanted, found)| wanted != found)
            .unwrap_or(("nothing more", &end.stdout));
        differences.push(format!(
            "{}:\n{}  CPython prints\n    {wanted}\n  and the sandbox\n    {found}\n{}",
            program.name, program.source, end.traceback
        ));
    }
    ensure(
        differences.is_empty(),
        format!(
            "{} of {} programs differ:\n{}",
            differences.len(),
            programs.len(),
            differences.join("\n")
        ),
    )
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../python")
}

#[tokio::test]
async fn programs_of_every_topic_print_what_they_print_in_cpython() {
    scenario(async |world: &World| {
        let mut programs = Vec::new();
        let mut expected = Vec::new();
        for entry in std::fs::read_dir(corpus())? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "py") {
                programs.push(Program {
                    name: path.file_name().unwrap_or_default().display().to_string(),
                    source: std::fs::read_to_string(&path)?,
                });
                expected.push(std::fs::read_to_string(path.with_extension("out"))?);
            }
        }
        compare(&programs, &expected, &run(world, &programs).await?)
    })
    .await;
}

#[tokio::test]
async fn small_programs_print_what_they_print_in_cpython() {
    scenario(async |world: &World| {
        let probes = std::fs::read_to_string(corpus().join("probes.json"))?;
        let probes: Vec<BTreeMap<String, String>> = serde_json::from_str(&probes)?;
        let field =
            |probe: &BTreeMap<String, String>, key| probe.get(key).cloned().unwrap_or_default();
        let programs: Vec<Program> = probes
            .iter()
            .map(|probe| Program {
                name: field(probe, "name"),
                source: field(probe, "code"),
            })
            .collect();
        let expected: Vec<String> = probes.iter().map(|probe| field(probe, "stdout")).collect();
        compare(&programs, &expected, &run(world, &programs).await?)
    })
    .await;
}

#[tokio::test]
async fn the_solutions_of_human_eval_pass_their_tests() {
    scenario(async |world: &World| {
        let file = std::env::var("HUMAN_EVAL")
            .map_err(|_| "HUMAN_EVAL names no file: run `cargo xtask test e2e`, which gets it")?;
        let sources: BTreeMap<String, String> =
            serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let programs: Vec<Program> = sources
            .into_iter()
            .map(|(name, source)| Program {
                source: format!("{source}print('passed')\n"),
                name,
            })
            .collect();
        ensure(programs.len() == 164, "HumanEval has 164 problems")?;
        let expected = vec!["passed\n".to_string(); programs.len()];
        compare(&programs, &expected, &run(world, &programs).await?)
    })
    .await;
}

#[tokio::test]
async fn generated_programs_print_what_they_print_in_cpython() {
    let number = |name: &str| std::env::var(name).ok()?.parse().ok();
    let count = number("PROGRAMS").unwrap_or(GENERATED as u64) as u32;
    longer_scenario(EACH * count, async |world: &World| {
        let seed = number("PROGRAMS_SEED").unwrap_or(SEED);
        let programs = generated(seed, count as usize);
        let expected = cpython(&programs).await?;
        compare(&programs, &expected, &run(world, &programs).await?)
            .map_err(|error| format!("PROGRAMS_SEED={seed} finds this again: {error}").into())
    })
    .await;
}

#[tokio::test]
async fn the_examples_of_the_page_on_python_print_what_it_says() {
    scenario(async |world: &World| {
        let page = corpus().join("../../docs/python.md");
        let examples = documented(&std::fs::read_to_string(page)?)?;
        let programs: Vec<Program> = examples.iter().map(|it| it.program.clone()).collect();
        let there = cpython(&programs).await?;
        let here = run(world, &programs).await?;
        let ran = (there.len(), here.len()) == (examples.len(), examples.len());
        ensure(ran, "not every example has run")?;
        let mut differences = Vec::new();
        for ((example, there), End { stdout, traceback }) in examples.iter().zip(there).zip(here) {
            if (&example.here, &example.cpython) != (&stdout, &there) {
                let Program { name, source } = &example.program;
                differences.push(format!(
                    "{name}:\n{source}  prints here\n{stdout}{traceback}  and in CPython\n{there}"
                ));
            }
        }
        ensure(
            differences.is_empty(),
            format!(
                "{} examples of docs/python.md are not so (what is the same now goes):\n{}",
                differences.len(),
                differences.join("\n")
            ),
        )
    })
    .await;
}
