//! The examples of a page of documentation: programs whose comments say what they print.

use super::Program;
use crate::{Result, ensure};

/// What stands in a comment between what is printed here and what CPython prints.
const THERE: &str = "; CPython: ";

/// An example, and what the page says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The example itself.
    pub program: Program,
    /// What the sandbox prints.
    pub here: String,
    /// What CPython prints.
    pub cpython: String,
}

/// The blocks of Python in a page.
///
/// # Errors
/// When a call of `print` has no comment.
pub fn documented(page: &str) -> Result<Vec<Example>> {
    let mut blocks = page.split("```");
    let mut examples = Vec::new();
    let mut line = 1;
    while let Some(prose) = blocks.next() {
        line += prose.matches('\n').count();
        let Some(block) = blocks.next() else { break };
        if let Some(source) = block.strip_prefix("python\n") {
            examples.push(example(source, format!("line {line}"))?);
        }
        line += block.matches('\n').count();
    }
    Ok(examples)
}

fn example(source: &str, name: String) -> Result<Example> {
    let (mut here, mut cpython) = (String::new(), String::new());
    let prints = |line: &&str| line.trim_start().starts_with("print(");
    for line in source.lines().filter(prints) {
        let (_, said) = line
            .split_once("  # ")
            .ok_or_else(|| format!("{name}: what does {line:?} print?"))?;
        let (said_here, said_there) = said.split_once(THERE).unwrap_or((said, said));
        here += &format!("{said_here}\n");
        cpython += &format!("{said_there}\n");
    }
    ensure(!here.is_empty(), format!("{name}: nothing is printed"))?;
    let source = source.to_string();
    let program = Program { name, source };
    Ok(Example {
        program,
        here,
        cpython,
    })
}
