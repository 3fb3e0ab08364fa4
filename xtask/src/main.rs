//! The commands of this repository, run as `cargo xtask <command>`. Each sets up what it needs,
//! says what it runs and stops at the first failure.

mod assets;
mod bench;
mod browser;
mod human_eval;
mod installed;
mod interpreter;
mod licences;
mod minify;
mod offline;
mod process;
mod seal;
mod serve;
mod site;
mod split;
mod staged;
mod styles;
mod tests;
mod tools;
mod written;

use std::process::ExitCode;

use process::Failure;

const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [trunk options]          build the page, serve it and rebuild on changes
                                 (for example: --port 9000, --open, --release)
  test [native|browser|e2e] [filter]
                                 run all tests, or one ring of them
  dist                           write the release site to dist/
  bench [--quick]                measure the release site beside the official MicroPython loader
                                 and Pyodide; writes bench/results.md

Called by trunk while it builds:
  assets                         install the pinned files in micropython/, prepare the interpreter,
                                 write the vocabulary of OpenAI's models and the
                                 licences of all that ships
  seal                           finish the built page: script hashes, version of its files";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            process::complain(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Failure> {
    let Some((command, rest)) = arguments.split_first() else {
        return Err(Failure::new(USAGE));
    };
    match command.as_str() {
        "serve" => serve::serve(rest),
        "test" => tests::test(rest),
        "dist" => no_more(rest).and_then(|()| site::dist()),
        "bench" => bench::bench(rest),
        "assets" => no_more(rest).and_then(|()| assets::install()),
        "seal" => no_more(rest).and_then(|()| seal::seal_staged_site()),
        "help" | "--help" | "-h" => {
            process::say(USAGE);
            Ok(())
        }
        other => Err(Failure::new(format!("no command {other:?}\n\n{USAGE}"))),
    }
}

fn no_more(rest: &[String]) -> Result<(), Failure> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(Failure::new(format!("what is {extra:?}?\n\n{USAGE}"))),
    }
}
