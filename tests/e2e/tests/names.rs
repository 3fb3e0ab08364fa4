//! The names of the library's modules beside CPython's: what is missing is on the page of what is left
//! out, and nothing else is.

use std::path::Path;

use e2e::{Program, World, cpython, ensure, scenario};

use crate::python::run;

/// Run in CPython, after `MODULES`: prints the names of each module and the methods of its classes.
const NAMES: &str = r#"
import json

def names(module):
    told = getattr(module, "__all__", None)
    for name in sorted(told or dir(module)):
        value = getattr(module, name, None)
        if told is None:
            owner = getattr(value, "__module__", None) or module.__name__
            if name[:1] == "_" or isinstance(value, type(json)) or owner.lstrip("_") != module.__name__:
                continue
        elif value is None:
            continue
        yield name
        if isinstance(value, type) and not issubclass(value, BaseException):
            for member in dir(value):
                if member[:1] != "_" and callable(getattr(value, member, None)):
                    yield name + "." + member

print(json.dumps({name: list(names(__import__(name, fromlist=["*"]))) for name in MODULES}))
"#;

/// Run in the sandbox, after `NAMES` and `LEFT_OUT`: prints what is missing without being left out, and what
/// is left out and there.
const MISSING: &str = r#"
import fnmatch

for module, names in NAMES.items():
    found = __import__(module)
    for part in module.split(".")[1:]:
        found = getattr(found, part)
    missing = []
    for name in names:
        owner, _, member = name.partition(".")
        if not hasattr(found, owner):
            if not member:
                missing.append(name)
        elif member and not hasattr(getattr(found, owner), member):
            missing.append(name)
    for pattern in LEFT_OUT.get(module, ()):
        matching = fnmatch.filter(missing, pattern)
        if not matching:
            print(module, pattern, "is left out, and there")
        missing = [name for name in missing if name not in matching]
    if missing:
        print(module, "lacks", *missing)
"#;

/// What stands in backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[tokio::test]
async fn names_that_cpython_has_are_there_or_left_out_on_purpose() {
    scenario(async |world: &World| {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
        let page = std::fs::read_to_string(docs.join("python.md"))?;
        let (_, lists) = page.split_once("## Modules\n").ok_or("no modules")?;
        let (lists, _) = lists.split_once("\nA comment").ok_or("no comment")?;
        let mut modules = quoted(lists);
        // Ours alone.
        modules.retain(|name| *name != "plot");
        modules.push("builtins");
        let page = std::fs::read_to_string(docs.join("python-names.md"))?;
        let left_out: serde_json::Map<_, _> = page
            .split("\n- ")
            .skip(1)
            .filter_map(|line| {
                let names = quoted(line);
                let (module, patterns) = names.split_first()?;
                Some(((*module).to_string(), patterns.into()))
            })
            .collect();
        let program = |source| Program {
            name: "names".to_string(),
            source,
        };
        let modules = serde_json::to_string(&modules)?;
        let names = cpython(&[program(format!("MODULES = {modules}{NAMES}"))]).await?;
        let names = names.concat();
        ensure(names.len() > 50_000, "CPython has told its names")?;
        let left_out = serde_json::to_string(&left_out)?;
        let source = format!("NAMES = {names}LEFT_OUT = {left_out}{MISSING}");
        let ends = run(world, &[program(source)]).await?;
        let said: Vec<String> = ends
            .iter()
            .map(|end| format!("{}{}", end.stdout, end.traceback))
            .collect();
        ensure(said == [""], said.concat())
    })
    .await;
}
